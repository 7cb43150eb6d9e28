"""``chungtay manage clocks [--draft FILE]``: what a draft would move; without it, take the law in force."""

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from chungtay.amendments.services import refresh_clocks, rehearse_draft
from chungtay.cases.rules import all_clocks
from chungtay.law.rules.clocks import clocks_of


class Command(BaseCommand):
    help = (
        "List every open clock that a draft of clocks.toml would move; without a draft, put the law in force."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--draft", type=Path)

    def handle(self, *args: Any, draft: Path | None, **options: Any) -> None:
        if draft is None:
            self.stdout.write(f"{refresh_clocks(timezone.now())} clocks moved")
            return
        clocks = {**all_clocks(), **clocks_of(tomllib.loads(draft.read_text(encoding="utf-8")))}
        for one in rehearse_draft(clocks):
            moments = [timezone.localtime(at).isoformat() if at else "-" for at in (one.before, one.after)]
            self.stdout.write("\t".join([one.code, one.name, *moments, one.why]))
