"""What can happen to an archive: everything goes out, everything comes in."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from chungtay.archive import exporting, importing, tables
from chungtay.archive.exporting import Made
from chungtay.archive.loading import load
from chungtay.archive.reading import Opened, open_package
from chungtay.archive.rules import BEGUN, EVERYTHING, EXPORTED, IMPORTED, KEYS, check_reason
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.indicators import services as indicators
from chungtay.journal import services as journal
from chungtay.people.access import everything

Say = Callable[[str], None]
SUBJECT = "archive"


def export_archive(
    *, by: Actor, now: datetime, reason: str, to: Path, keys: Path | None = None, say: Say
) -> Made:
    """Write everything that belongs to the province to ``to``, and to ``keys`` what opens the sealed part of it.

    Who and why stands in the journal before the first row leaves, and what left once it has. Others go on working
    meanwhile: the package is as everything stood at one moment.
    """
    _must([*check_reason(reason), *importing.check_migrated()])
    _note(by=by, now=now, verb=BEGUN, reason=reason, change={"keys": [None, keys is not None]})
    with exporting.one_moment():
        made = exporting.write_everything(to, say=say)
        if keys is not None:
            exporting.write_keys(keys, say=say)
    told = {"rows": [None, made.rows], "attachments": [None, made.files], "manifest": [None, made.sha256]}
    _note(by=by, now=now, verb=EXPORTED, reason=reason, change=told)
    return made


def import_archive(
    *, by: Actor, now: datetime, reason: str, path: Path, keys: Path | None = None, say: Say
) -> int:
    """Take a package into this empty system, whole or not at all; returns how many rows came in.

    Raises Refused for a package that is not whole, a system that is not empty or older than the package, and rows
    that a constraint refuses.
    """
    _must(check_reason(reason))
    package = open_package(path, holds=EVERYTHING, say=say)
    opening = open_package(keys, holds=KEYS, say=say) if keys is not None else None
    _must(importing.check_system(package))
    with transaction.atomic(), everything():
        rows = sum(load(package, part, say=say) for part in tables.open_parts() if _lies(package, part))
        if opening is not None:
            for part in tables.key_parts():
                load(opening, part, say=say)
        importing.check_loaded()
        files = importing.keep_files(package, hour=now.replace(minute=0, second=0, microsecond=0))
        told = {"rows": [None, rows], "attachments": [None, files], "manifest": [None, package.sha256]}
        _note(by=by, now=now, verb=IMPORTED, reason=reason, change=told)
    if opening is not None:
        importing.keep_keys(opening)
    transaction.on_commit(_count_rows)
    indicators.bring_in_step(lambda _share: None)
    return rows


def _count_rows() -> None:
    """Else the database plans as for an empty system. Its counts outlive what is rolled back: so not before the end."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _lies(package: Opened, part: tables.Part) -> bool:
    """A table that came with a later schema is not in an older package, and stays empty."""
    return part.table in package.manifest.tables


def _must(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


@transaction.atomic
def _note(*, by: Actor, now: datetime, verb: str, reason: str, change: dict[str, object]) -> None:
    journal.record(
        by=by, now=now, verb=verb, subject=SUBJECT, title="toàn bộ dữ liệu", change=change, purpose=reason.strip()[:300]
    )  # fmt: skip
