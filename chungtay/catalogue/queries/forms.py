"""Data sets: what they hold, who reports them, what must be true of them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.catalogue.models import Cell, DataElement, DataSet, DataSetItem, DataSetReporter
from chungtay.catalogue.queries.elements import alive_on, cells_of_references, with_options
from chungtay.catalogue.rules.checks import BoundCheck, bind, checks_for
from chungtay.catalogue.rules.expressions import Reference, references
from chungtay.catalogue.rules.indicators import Indicator, indicators


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a form with its elements, in order."""

    name: str
    name_en: str
    elements: list[DataElement]


def data_set(code: str) -> DataSet:
    """NotThere: no such data set."""
    found = DataSet.objects.filter(code=code).first()
    if found is None:
        raise NotThere("data set")
    return found


def list_data_sets(on: date) -> QuerySet[DataSet]:
    return DataSet.objects.filter(alive_on(on))


def data_sets_with(element: str) -> list[DataSet]:
    """Every form that ever held the element, by its code."""
    items = DataSetItem.objects.filter(element__code=element)
    return list(DataSet.objects.filter(pk__in=items.values("data_set")))


def sections_of(data_set: DataSet, on: date) -> list[Section]:
    rows = _items(data_set, on).select_related("element")
    return [
        Section(*heading, [row.element for row in group])
        for heading, group in groupby(rows, key=lambda row: (row.section, row.section_en))
    ]


def _items(data_set: DataSet, on: date) -> QuerySet[DataSetItem]:
    return DataSetItem.objects.filter(alive_on(on), alive_on(on, "element__"), data_set=data_set).order_by(
        "position"
    )


def cells_of(data_set: DataSet, on: date, reporter: DataSetReporter | None = None) -> list[Cell]:
    """What is entered on the form, in its order; with a reporter only what is theirs. With element and options."""
    places = dict(_items(data_set, on).values_list("element", "position"))
    found = with_options(Cell.objects.filter(alive_on(on), element__in=places))
    if reporter is not None:
        found = found.exclude(pk__in=_not_theirs(reporter, places))
    return sorted(found, key=lambda cell: (places[cell.element_id], cell.position))


def _not_theirs(reporter: DataSetReporter, elements: Collection[int]) -> QuerySet[Cell]:
    """Cells with another option of a breakdown of which the reporter has only some."""
    theirs = list(reporter.only.values_list("pk", "breakdown"))
    return Cell.objects.filter(element__in=elements, options__breakdown__in={b for _, b in theirs}).exclude(
        options__in=[pk for pk, _ in theirs]
    )


def reporters_of(data_set: DataSet, on: date) -> QuerySet[DataSetReporter]:
    return data_set.reporters.filter(alive_on(on)).prefetch_related("only")


def reporter_of(data_set: DataSet, *, kind: str, level: str, name: str, on: date) -> DataSetReporter | None:
    """As which of its reporters an agency of this kind, level and name reports the form; the most exactly named."""
    found = _matching(reporters_of(data_set, on).filter(kind=kind, level=level), name)
    return max(found, key=lambda row: len(row.name), default=None)


def reports_of(
    *, kind: str, level: str, name: str, above: Collection[int], on: date
) -> list[DataSetReporter]:
    """What an agency of this kind, level and name has to report on that day, with the data set of each.

    ``above``: the places that hold the agency's, its own among them; a province's own forms are for its own bodies.
    """
    return reports_among(reporters_like(kind=kind, level=level, on=on), name=name, above=above)


def reporters_like(*, kind: str, level: str, on: date) -> list[DataSetReporter]:
    """What agencies of this kind and level report on that day, with the data set of each, in the order of the forms."""
    rows = DataSetReporter.objects.filter(alive_on(on), alive_on(on, "data_set__"), kind=kind, level=level)
    return list(rows.select_related("data_set").order_by("data_set__position", "data_set"))


def reports_among(
    rows: Iterable[DataSetReporter], *, name: str, above: Collection[int]
) -> list[DataSetReporter]:
    """Of these, what an agency of this name in these places reports: of each form the most exactly named."""
    best: dict[int, DataSetReporter] = {}
    here = (row for row in rows if row.data_set.place_id is None or row.data_set.place_id in above)
    for row in _matching(here, name):
        known = best.get(row.data_set_id)
        if known is None or len(row.name) > len(known.name):
            best[row.data_set_id] = row
    return list(best.values())


def _matching(rows: Iterable[DataSetReporter], name: str) -> Iterator[DataSetReporter]:
    folded = fold(name)
    return (row for row in rows if folded.startswith(fold(row.name)))


def days_of_change() -> list[date]:
    """The days on which a part of any form begins or has ended, in order: between two of them every form stays."""
    days: set[date] = set()
    for part in (DataSetItem, DataElement, Cell, DataSetReporter):
        for term in part.objects.values_list("valid_from", "valid_to").order_by().distinct():
            days.update(day for day in term if day)
    return sorted(days)


def checks_of(data_set: DataSet, on: date, reporter: DataSetReporter | None = None) -> list[BoundCheck]:
    """The checks of the form. Of its own elements a reference adds up only the cells that are on this form."""
    found = checks_for(data_set.code)
    named = cells_of_references(one for check in found for one in references(check.rule))
    here = {cell.code: cell.element.code for cell in cells_of(data_set, on, reporter)}
    own = set(here.values())

    def cells(one: Reference) -> list[str]:
        return [code for code in named[one] if code in here or one.element not in own]

    return [bind(check, cells) for check in found]


def list_indicators() -> list[Indicator]:
    return list(indicators().values())


def indicator(code: str) -> Indicator:
    """NotThere: no such indicator."""
    found = indicators().get(code)
    if found is None:
        raise NotThere("indicator")
    return found
