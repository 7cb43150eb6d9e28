"""The facts of a commune for a year, out of its figures and of what was said by hand.

A sum lacks as soon as one ended period lacks; a stock is that of the last period that says one. Nothing is zero because
nobody has said it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from chungtay.areas.models import Statement
from chungtay.areas.rules.evidence import Fact, FactKind, Input, fact_kinds
from chungtay.areas.rules.words import FactSource
from chungtay.base.actor import Actor, system
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import kind_of, periods_of
from chungtay.figures.queries import visible_to
from chungtay.figures.rules import ValueState
from chungtay.figures.rules.rights import OVERSEE
from chungtay.law.rules import window


@dataclass(frozen=True, slots=True)
class _Told:
    """What one report says of one element: whole only where every cell of it has a number."""

    total: Input
    cells: int


_Cell = tuple[int, int, Decimal, int, str | None, str]  # submission, cell, value, state, who entered, body
_Reports = Mapping[tuple[str, str, str], _Told]  # (element, data set, period)


def gather(place: int, year: int, today: date) -> dict[str, Fact]:
    """Every fact of the commune in the year. Asks for no actor: who may see the class sees what it rests on."""
    reports = _reports(_reader(place), place, year)
    needed = _cells_of(reports)
    stated = {
        row.name: row for row in Statement.objects.filter(assessment__place=place, assessment__year=year)
    }
    return {
        name: _fact(kind, reports, needed, stated.get(name), year, today)
        for name, kind in fact_kinds().items()
    }


def _reader(place: int) -> Actor:
    return replace(system("areas", place=place), powers=frozenset({OVERSEE}))


def opened_by(actor: Actor, facts: Iterable[Fact]) -> frozenset[int]:
    """Of the reports behind these facts those that the actor may open."""
    behind = {one.submission for fact in facts for one in fact.inputs}
    return frozenset(visible_to(actor).filter(pk__in=behind).values_list("pk", flat=True))


def _reports(actor: Actor, place: int, year: int) -> _Reports:
    kinds = fact_kinds().values()
    elements = {code for kind in kinds for part in kind.parts for code in part}
    periods = [period for kind in PeriodKind for period in periods_of(kind, year)]
    rows = (
        visible_to(actor)
        .filter(
            place=place, period__in=periods, data_set__code__in={code for kind in kinds for code in kind.sets},
            values__cell__element__code__in=elements, values__value__isnull=False,
        )
        .exclude(values__state=ValueState.RETURNED)
        .order_by("values__cell")
        .values_list(
            "values__cell__element__code", "data_set__code", "period", "pk", "values__cell", "values__value",
            "values__state", "values__account__name", "agency__name",
        )
    )  # fmt: skip
    found: dict[tuple[str, str, str], list[_Cell]] = defaultdict(list)
    for element, data_set, period, submission, cell, value, state, account, agency in rows:
        found[element, data_set, period].append(
            (submission, cell, value or Decimal(0), state, account, agency)
        )
    return {key: _told(key, cells) for key, cells in found.items()}


def _told(key: tuple[str, str, str], cells: Sequence[_Cell]) -> _Told:
    element, _data_set, period = key
    submission, cell, _value, _state, account, agency = cells[0]
    total = sum((one[2] for one in cells), Decimal(0)).normalize()
    lowest = ValueState(min(one[3] for one in cells)).name.lower()
    return _Told(Input(element, period, total, submission, cell, account or agency, lowest), len(cells))


def _cells_of(reports: _Reports) -> dict[str, int]:
    """How many cells each element has that anything was said of."""
    codes = {element for element, _set, _period in reports}
    return {
        code: catalogue.cells_of_element(catalogue.element(code)).filter(valid_to=None).count()
        for code in codes
    }


def _fact(
    kind: FactKind,
    reports: _Reports,
    needed: Mapping[str, int],
    stated: Statement | None,
    year: int,
    today: date,
) -> Fact:
    found = _summed(kind, reports, needed, year, today) if kind.parts else None
    if found is not None and found.value is not None:
        return found
    if stated is not None:
        value = bool(stated.value) if kind.is_yes_no else stated.value.normalize()
        why = f"{stated.ground} ({stated.said_as}, {stated.at:%d/%m/%Y})"
        return Fact(kind.name, value, FactSource.STATED, why)
    return found or Fact(kind.name, None, FactSource.MISSING, kind.stated)


def _summed(kind: FactKind, reports: _Reports, needed: Mapping[str, int], year: int, today: date) -> Fact:
    inputs: list[Input] = []
    notes: list[str] = []
    for part in kind.parts:
        chosen = next(
            (one for code in part if (one := _of_element(kind, code, reports, needed, year, today))), None
        )
        if chosen is None or not chosen[0]:
            why = chosen[1] if chosen else f"Chưa có báo cáo {_names(kind.sets)} của năm {year}."
            return Fact(kind.name, None, FactSource.MISSING, why)
        inputs += chosen[0]
        notes += [chosen[1]] if chosen[1] else []
    total = sum((one.value for one in inputs), Decimal(0)).normalize()
    return Fact(kind.name, total, FactSource.FIGURES, " ".join(notes), tuple(inputs))


def _of_element(
    kind: FactKind, element: str, reports: _Reports, needed: Mapping[str, int], year: int, today: date
) -> tuple[list[Input], str] | None:
    """The reports that the fact takes of this element, and what is to be known of them; None where there is none."""
    mine = {key[1:]: told for key, told in reports.items() if key[0] == element and key[1] in kind.sets}
    if not mine:
        return None
    whole = {key: told for key, told in mine.items() if told.cells >= needed[element]}
    if kind.adds:
        return _every_period(whole, year, today)
    if not whole:
        return [], f"Báo cáo kỳ {max(period for _set, period in mine)} còn ô chưa có số."
    order = sorted(whole, key=lambda key: (window(key[1]).last, -kind.sets.index(key[0])))
    data_set, period = order[-1]
    late = [one for one in _ended(data_set, whole, year, today) if window(one).last > window(period).last]
    note = f"Số của kỳ {period}; kỳ {late[-1]} chưa báo cáo." if late else ""
    return [whole[data_set, period].total], note


def _every_period(whole: Mapping[tuple[str, str], _Told], year: int, today: date) -> tuple[list[Input], str]:
    if not whole:
        return [], "Các báo cáo trong năm còn ô chưa có số."
    data_set = min(data_set for data_set, _period in whole)
    came = {period: told.total for (of, period), told in whole.items() if of == data_set}
    ended = _ended(data_set, whole, year, today)
    lacking = [period for period in ended if period not in came]
    if lacking:
        return [], f"Thiếu báo cáo kỳ {', '.join(lacking)}."
    every = periods_of(kind_of(next(iter(came))), year)
    until = f"Tính đến hết kỳ {max(came)}." if set(came) < set(every) else ""
    return [came[period] for period in sorted(came)], until


def _ended(data_set: str, whole: Iterable[tuple[str, str]], year: int, today: date) -> list[str]:
    """The periods of the form's own rhythm in the year that are over."""
    rhythm = next(kind_of(period) for of, period in whole if of == data_set)
    return [period for period in periods_of(rhythm, year) if window(period).last < today]


def _names(sets: Iterable[str]) -> str:
    return " hoặc ".join(f"“{catalogue.data_set(code).name}”" for code in sets)
