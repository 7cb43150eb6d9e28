"""Load the units of the country, or of some provinces, and outlines from a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chungtay.places import services


class Command(BaseCommand):
    help = "Nạp danh mục đơn vị hành chính của cả hai thời kỳ; chạy lại không thay đổi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--provinces", help="chỉ nạp các tỉnh có mã này, cách nhau bằng dấu phẩy: 11,24")
        parser.add_argument(
            "--outlines", type=Path, help="nạp ranh giới từ tệp GeoJSON này (xem data/PROVENANCE.md)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["outlines"]:
            try:
                changed = services.load_outlines(now=now, path=options["outlines"])
            except (OSError, ValueError, KeyError) as error:
                raise CommandError(f"Không đọc được ranh giới từ {options['outlines']}: {error!r}") from error
            self.stdout.write(f"Ranh giới: {changed} đơn vị được ghi.")
            return
        provinces = options["provinces"].split(",") if options["provinces"] else None
        loaded = services.load_places(now=now, provinces=provinces, progress=self.stdout.write)
        self.stdout.write(
            f"{loaded.places} đơn vị, {loaded.successions} lần sáp nhập hoặc chia tách, "
            f"{loaded.outlines} ranh giới; {loaded.changed} dòng thay đổi."
        )
