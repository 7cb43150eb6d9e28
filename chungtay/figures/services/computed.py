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
from chungtay.figures.services.desk import Desk, said_of
from chungtay.law.rules import window

_COUNTER = system("tự tính")


@transaction.atomic
def save_computed(
    *, now: datetime, agency: int, data_set: str, period: str, values: Mapping[str, Decimal | None]
) -> bool:
    """Write numbers, by the code of their cell, into the form of a body; None takes a computed number back.

    What does not belong on the body's form is passed over. The same number again changes nothing; another one goes
    through the same states as one that is typed. False: the form is closed and the numbers would differ. Where a
    number comes from, its source tells (queries.computed). The history of the cell is its journal.
    """
    of, body = catalogue.data_set(data_set), agencies.get_agency(_COUNTER, agency)
    on = window(period).last
    if (
        body.place_id is None
        or reporter_for(of, kind=body.kind, level=body.level, name=body.name, on=on) is None
    ):
        return True
    submission = Submission(data_set=of, agency=body, place_id=body.place_id, period=period)
    cells = {pk: values[code] for code, pk in form_for(submission).ids.items() if code in values}
    key = {"data_set": of, "agency": body, "place_id": body.place_id, "period": period}
    if any(value is not None for value in cells.values()):
        Submission.objects.get_or_create(**key, defaults={"opened_at": now})
    locked = Submission.objects.select_related("data_set", "agency").select_for_update(of=("self",))
    found = locked.filter(**key).first()
    if found is None or not cells:
        return True
    levels = levels_of(body.level, on=on)
    desk = Desk(_COUNTER, now, found, frozenset({ValuePart.ENTERS}), levels, form_for(found))
    return _write(desk, cells)


def _write(desk: Desk, cells: Mapping[int, Decimal | None]) -> bool:
    desk.fetch(cells)
    changed = {cell: value for cell, value in cells.items() if _differs(desk, cell, value)}
    if not changed:
        return True
    if closed_since(desk.submission, timezone.localdate(desk.now)):
        return False
    for cell, value in changed.items():
        desk.settle(cell)
        desk.enter(cell, Claim(_COUNTER.account, desk.now, Said(_rounded(desk, cell, value))))
    desk.finish()
    return True


def _differs(desk: Desk, cell: int, value: Decimal | None) -> bool:
    row = desk.values.get(cell)
    before = said_of(row) if row else NOTHING
    if value is None:  # nothing is counted here any more; what a person typed is theirs
        return row is not None and row.account_id is None and before != NOTHING
    return before != Said(_rounded(desk, cell, value))


def _rounded(desk: Desk, cell: int, value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, desk.form.cells[cell].decimals)
