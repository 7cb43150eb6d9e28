"""Entries from a sheet: all of them, or every wrong cell named and nothing saved."""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.registers import plain_sheets, sheets
from chungtay.registers.queries.sight import get_register
from chungtay.registers.queries.versions import definition_of, get_version
from chungtay.registers.services import feeding
from chungtay.registers.services.entering import save_entry

_ZIP = b"PK"  # how every .xlsx begins


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows the sheet has, and how many of them were not known before."""

    rows: int
    new: int


class _DryRun(Exception):
    """Everything could be saved, and nothing is."""


@transaction.atomic
def import_entries(
    *, by: Actor, now: datetime, register: int, content: bytes, dry_run: bool = False
) -> Imported:
    """Take in a filled template, .xlsx or .csv. The same row of the same sheet again is known, not written twice.

    Raises Refused with a problem for every wrong cell (its ``place`` is "Sổ!C4"), and then nothing is saved.
    """
    kept = get_register(by, register)
    reader = sheets if content.startswith(_ZIP) else plain_sheets
    code, number = reader.version_named(content)
    if code != kept.code:
        sentence = "Tệp này là mẫu của sổ “{code}”, không phải của sổ này."
        raise Refused(Problem("other_register", sentence, "file", values={"code": code}))
    try:
        version = get_version(kept, number)
    except NotThere:
        raise Refused(
            Problem("no_version", "Mẫu này cũ hơn mọi bản của sổ. Hãy tải mẫu mới.", "file")
        ) from None
    found = reader.read_rows(content, definition_of(version))
    if not found.rows:
        raise Refused(Problem("no_rows", "Tệp chưa có dòng nào được điền.", "file"))
    try:
        with transaction.atomic():
            imported = _save(by, now, kept.pk, number, found)
            if dry_run:
                raise _DryRun
    except _DryRun:
        return imported
    journal.record(
        by=by, now=now, verb="register.imported", subject=f"register:{kept.pk}", title=kept.title,
        change={"entries": [0, imported.new]},
    )  # fmt: skip
    return imported


def _save(by: Actor, now: datetime, register: int, version: int, found: sheets.Returned) -> Imported:
    problems: list[Problem] = []
    touched: set[feeding.Touched] = set()
    new = 0
    for at, row in found.rows:
        # The same words in the same row of the same template are the same entry.
        uuid = uuid5(NAMESPACE_URL, f"chungtay:{register}:{by.agency}:{at}:{sorted(row.items(), key=str)}")
        try:
            saved = save_entry(
                by=by, now=now, register=register, uuid=uuid, given=row, version=version, quiet=True
            )
        except Refused as refusal:
            problems += [sheets.told_at(found, at, problem) for problem in refusal.problems]
            continue
        new += saved.new
        touched |= feeding.touched_by(saved.entry) if saved.new else set()
    if problems:
        raise Refused(problems)
    feeding.feed(touched, now=now)
    return Imported(len(found.rows), new)
