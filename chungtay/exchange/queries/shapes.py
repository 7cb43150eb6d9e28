"""A form of the catalogue as the formats need it."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import Aggregation, PeriodKind, ValueKind
from chungtay.catalogue.rules.periods import kind_of, periods_of
from chungtay.exchange.rules import Division, Element, Named, Shape, ShapeCell, body_code
from chungtay.law.rules import NoAnswer, window
from chungtay.places import queries as places

if TYPE_CHECKING:
    from chungtay.catalogue.models import Breakdown, Cell, DataElement

AT_ONCE = 100  # units whose places above are looked up together


def describe(data_set: str, periods: Collection[str]) -> tuple[Shape, dict[int, str]]:
    """The form (by its code) as it stood in these periods, and its cells by id. NotThere: no such form or period."""
    form = catalogue.data_set(data_set)
    kind = PeriodKind(form.period_kind)
    days = [_last_day(period, kind) for period in periods]
    cells = {cell.pk: cell for on in _editions(days) for cell in catalogue.cells_of(form, on)}
    codes = dict.fromkeys(cell.element.code for cell in cells.values())
    elements = {code: catalogue.element(code) for code in codes}
    divisions = {
        one.breakdown.code: _division(one.breakdown)
        for each in elements.values()
        for one in each.breakdowns.all()
    }
    shape = Shape(
        Named(form.code, form.name, form.name_en), kind, _note(form.note, list(periods)),
        {code: _element(one) for code, one in elements.items()}, divisions,
        {cell.code: _cell(cell) for cell in cells.values()},
    )  # fmt: skip
    return shape, {pk: cell.code for pk, cell in cells.items()}


def own_shape(actor: Actor, data_set: str, on: date) -> Shape:
    """What a file of one's own body may say today: its own name, and the units that it looks after."""
    form = catalogue.data_set(data_set)
    shape, _ids = describe(data_set, recent_periods(PeriodKind(form.period_kind), on))
    code = body_code(actor.agency)
    units = named_units(places.ids_ever_within(actor.reach), on)
    return replace(shape, units=units, bodies={code: Named(code, actor.agency_name)})


def recent_periods(kind: PeriodKind, on: date) -> tuple[str, ...]:
    """The periods of this year and the two before that have begun: their forms are what files speak of."""
    years = range(on.year - 2, on.year + 2)
    return tuple(one for year in years for one in periods_of(kind, year) if window(one).first <= on)


def named_units(ids: Iterable[int], on: date) -> dict[str, Named]:
    """Units and those above them, by code, the higher first."""
    found = places.get_places(ids, on)
    above = parents_of([unit.pk for unit in found], on)
    known = {unit.pk: unit for chain in above.values() for unit in chain} | {unit.pk: unit for unit in found}
    depth = {pk: len(above.get(pk, ())) for pk in known}
    for chain in above.values():
        depth |= {unit.pk: at for at, unit in enumerate(chain)}
    inside = {pk: chain[-1].code for pk, chain in above.items() if chain}
    for chain in above.values():
        inside |= {lower.pk: upper.code for upper, lower in pairwise(chain)}
    ordered = sorted(known.values(), key=lambda unit: (depth[unit.pk], unit.code))
    return {unit.code: Named(unit.code, unit.full_name, inside=inside.get(unit.pk, "")) for unit in ordered}


def parents_of(ids: Collection[int], on: date) -> dict[int, list[places.PlaceOn]]:
    """The units above each, the province first."""
    every = sorted(ids)
    found: dict[int, list[places.PlaceOn]] = {}
    for start in range(0, len(every), AT_ONCE):
        found |= places.ancestors_of(every[start : start + AT_ONCE], on)
    return found


def named_bodies(ids: Collection[int], homes: Mapping[int, str]) -> dict[str, Named]:
    """``homes``: the code of the unit of each."""
    return {
        body_code(pk): Named(body_code(pk), name, inside=homes.get(pk, ""))
        for pk, name in sorted(agencies.names_of(ids).items())
    }


def _editions(days: Collection[date]) -> list[date]:
    """One of those days between which no form changed: months are not read one by one."""
    changes = catalogue.days_of_change()
    return sorted({bisect_right(changes, day): day for day in days}.values())


def _last_day(period: str, kind: PeriodKind) -> date:
    try:
        if kind_of(period) is kind:
            return window(period).last
    except NoAnswer:
        pass
    raise NotThere("period")


def _note(note: str, periods: list[str]) -> str:
    """What every receiver has to know of the days."""
    days = "Kỳ số liệu tính từ ngày 15 đến ngày 14, không theo tháng dương lịch"
    if periods:
        counted = window(periods[-1])
        days += f": kỳ {counted.period} từ {counted.first:%d/%m/%Y} đến {counted.last:%d/%m/%Y}"
    return f"{note} {days}.".strip()


def _element(one: "DataElement") -> Element:
    return Element(
        one.code, one.name, one.name_en, one.definition, one.unit, ValueKind(one.value_kind),
        Aggregation(one.aggregation), one.decimals, tuple(each.breakdown.code for each in one.breakdowns.all()),
    )  # fmt: skip


def _division(breakdown: "Breakdown") -> Division:
    options = tuple(Named(one.code, one.name, one.name_en) for one in breakdown.options.all())
    return Division(breakdown.code, breakdown.name, breakdown.name_en, breakdown.additive, options)


def _cell(cell: "Cell") -> ShapeCell:
    options = tuple(one.code for one in catalogue.options_of(cell))
    return ShapeCell(cell.code, cell.element.code, options, cell.unit)
