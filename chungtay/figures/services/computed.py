"""Numbers that nobody types: a room above counts them where the work is recorded, and hands them over."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.base.actor import system
from chungtay.catalogue import queries as catalogue
from chungtay.figures.models import Submission
from chungtay.figures.queries.forms import form_for, reporter_for
from chungtay.figures.queries.timing import closed_since
from chungtay.figures.rules import NOTHING, Claim, Said, ValuePart, levels_of
from chungtay.figures.services.desk import Desk, opened, said_of
from chungtay.law.rules import window

_COUNTER = system("tự tính")


@transaction.atomic
def save_computed(
    *, now: datetime, agency: int, data_set: str, period: str, values: Mapping[str, Decimal | None]
) -> bool:
    """Write numbers, by the code of their cell, into the form of a body; None takes a computed number back.

    What does not belong on the body's form is passed over. The same number again changes nothing; another one goes
    through the same states as one that is typed. False: the form is closed and the numbers would differ. Where a
    number comes from, its source tells (Seam.COUNTED). The history of the cell is its journal.
    """
    of, body, on = catalogue.data_set(data_set), agencies.get_agency(_COUNTER, agency), window(period).last
    if body.place_id is None or not reporter_for(of, kind=body.kind, level=body.level, name=body.name, on=on):
        return True
    key = {"data_set": of, "agency": body, "place_id": body.place_id, "period": period}
    form = form_for(Submission(**key))
    cells = {pk: values[code] for code, pk in form.ids.items() if code in values}
    if not Submission.objects.filter(**key).exists():
        if all(value is None for value in cells.values()):
            return True
        if closed_since(Submission(**key), timezone.localdate(now)):
            return False
        opened(Submission(**key, opened_at=now))
    kept = Submission.objects.select_related("data_set", "agency").select_for_update(of=("self",)).get(**key)
    desk = Desk(_COUNTER, now, kept, frozenset({ValuePart.ENTERS}), levels_of(body.level, on=on), form)
    return _write(desk, cells)


def _write(desk: Desk, cells: Mapping[int, Decimal | None]) -> bool:
    desk.fetch(cells)
    said = {cell: _said(desk, cell, value) for cell, value in cells.items()}
    changed = {cell: after for cell, after in said.items() if after != _before(desk, cell)}
    if changed and closed_since(desk.submission, timezone.localdate(desk.now)):
        return False
    for cell, after in changed.items():
        desk.settle(cell)
        desk.enter(cell, Claim(_COUNTER.account, desk.now, after))
    desk.finish()
    return True


def _before(desk: Desk, cell: int) -> Said:
    return said_of(desk.values[cell]) if cell in desk.values else NOTHING


def _said(desk: Desk, cell: int, value: Decimal | None) -> Said:
    """Nothing is counted here any more: nothing is said, but what a person typed is theirs."""
    if value is None:
        row = desk.values.get(cell)
        return _before(desk, cell) if row and row.account_id else NOTHING
    return Said(round(value, desk.form.cells[cell].decimals))
