"""A province adds elements and forms of its own, and ends them; nothing is deleted."""

from datetime import date, datetime
from itertools import product

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.catalogue.models import (
    Breakdown,
    Cell,
    DataElement,
    DataSet,
    DataSetItem,
    DataSetReporter,
    ElementBreakdown,
)
from chungtay.catalogue.queries import alive_on
from chungtay.catalogue.rules import own
from chungtay.catalogue.rules.own import OwnElement, OwnForm
from chungtay.catalogue.rules.shipped import cell_code
from chungtay.journal.services import record


@transaction.atomic
def add_element(*, by: Actor, now: datetime, asked: OwnElement) -> DataElement:
    """An element of the actor's place, with its cells. Journal: catalogue.element_added.

    Refused: a taken name, too many breakdowns or cells. NotThere: without the power or a place.
    """
    place = _place_of(by)
    found = Breakdown.objects.in_bulk(asked.breakdowns)
    divided = [found[pk] for pk in asked.breakdowns if pk in found]
    options = [list(one.options.filter(alive_on(asked.valid_from))) for one in divided]
    combinations = list(product(*options))
    taken = list(DataElement.objects.filter(valid_to=None).values_list("name", flat=True))
    problems = own.check_name(asked.name, taken) + own.check_breakdowns(len(divided), len(combinations))
    if problems:
        raise Refused(problems)
    element = DataElement.objects.create(
        code=_next_code(own.PREFIX, DataElement.objects.filter(code__startswith=f"{own.PREFIX}.").count()),
        group=asked.group,
        name=asked.name,
        definition=asked.definition,
        unit=asked.unit,
        aggregation=asked.aggregation,
        value_kind=asked.kind,
        decimals=own.DECIMALS[asked.kind],
        reporter=asked.reporter,
        position=100_000,
        place_id=place,
        valid_from=asked.valid_from,
    )
    ElementBreakdown.objects.bulk_create(
        ElementBreakdown(element=element, breakdown=one, position=position)
        for position, one in enumerate(divided, start=1)
    )
    for position, chosen in enumerate(combinations, start=1):
        cell = Cell.objects.create(
            element=element,
            code=cell_code(element.code, tuple(option.code for option in chosen)),
            unit=next((option.unit for option in chosen if option.unit), element.unit),
            position=position,
            valid_from=asked.valid_from,
        )
        cell.options.set(chosen)
    _note(by, now, "catalogue.element_added", element, {"valid_from": [None, asked.valid_from.isoformat()]})
    return element


@transaction.atomic
def add_form(*, by: Actor, now: datetime, asked: OwnForm) -> DataSet:
    """A form of the actor's place, of any elements. Journal: catalogue.form_added. Refused, NotThere: as above."""
    place = _place_of(by)
    taken = list(DataSet.objects.filter(valid_to=None).values_list("name", flat=True))
    problems = own.check_name(asked.name, taken) + own.check_form(asked)
    if problems:
        raise Refused(problems)
    prefix = f"{own.PREFIX}.BIEU"
    form = DataSet.objects.create(
        code=_next_code(prefix, DataSet.objects.filter(code__startswith=prefix).count()),
        name=asked.name,
        note=asked.note,
        period_kind=asked.period_kind,
        due_days=asked.due_days,
        position=100_000,
        place_id=place,
        valid_from=asked.valid_from,
    )
    DataSetReporter.objects.bulk_create(
        DataSetReporter(data_set=form, kind=kind, level=level, valid_from=asked.valid_from)
        for kind, level in asked.reporters
    )
    DataSetItem.objects.bulk_create(
        DataSetItem(
            data_set=form,
            element_id=element,
            section=asked.name,
            position=position,
            valid_from=asked.valid_from,
        )
        for position, element in enumerate(asked.elements, start=1)
    )
    _note(by, now, "catalogue.form_added", form, {"valid_from": [None, asked.valid_from.isoformat()]})
    return form


@transaction.atomic
def end_element(*, by: Actor, now: datetime, code: str, on: date) -> None:
    """From that day on nobody is asked for it; what was entered stays. Journal: catalogue.element_ended.

    Refused: a day not after its first. NotThere: an element that is not the actor's own, or has ended.
    """
    element = DataElement.objects.select_for_update().filter(code=code, valid_to=None).first()
    _end(by, now, element, on, "catalogue.element_ended")
    Cell.objects.filter(element=element, valid_to=None).update(valid_to=on)


@transaction.atomic
def end_form(*, by: Actor, now: datetime, code: str, on: date) -> None:
    """From that day on nobody is asked for the form. Journal: catalogue.form_ended. Refused, NotThere: as above."""
    form = DataSet.objects.select_for_update().filter(code=code, valid_to=None).first()
    _end(by, now, form, on, "catalogue.form_ended")


def _end(by: Actor, now: datetime, thing: DataElement | DataSet | None, on: date, verb: str) -> None:
    if thing is None or not own.may_manage(by, place=thing.place_id):
        raise NotThere("catalogue")
    if problems := own.check_end(on, thing.valid_from):
        raise Refused(problems)
    thing.valid_to = on
    thing.save(update_fields=["valid_to"])
    _note(by, now, verb, thing, {"valid_to": [None, on.isoformat()]})


def _place_of(by: Actor) -> int:
    by.must(own.MANAGE)
    if by.place is None:
        raise NotThere("place")
    return by.place


def _next_code(prefix: str, count: int) -> str:
    """Nothing is deleted, so the count is the last number."""
    return f"{prefix}.{count + 1}"


def _note(
    by: Actor, now: datetime, verb: str, thing: DataElement | DataSet, change: dict[str, list[str | None]]
) -> None:
    record(by=by, now=now, verb=verb, subject=f"catalogue:{thing.code}", title=thing.name, change=change)
