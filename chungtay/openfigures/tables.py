"""From figures to a table that may leave: approved values of closed periods, small numbers hidden."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import translation

from chungtay.base.actor import Actor
from chungtay.base.protection import Table
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.indicators import queries as indicators
from chungtay.indicators.queries import Answer, Asked, Row, Slot
from chungtay.indicators.rules import Figure, policy
from chungtay.law.rules import window
from chungtay.openfigures.rules import (
    Chosen,
    Counts,
    Entry,
    Line,
    OpenState,
    Place,
    Sheet,
    Span,
    family_of,
    hide,
)
from chungtay.places import queries as places
from chungtay.places.rules import Kind

LANGUAGES = ("vi", "en")
_KINDS = {Span.MONTH: PeriodKind.MONTH, Span.QUARTER: PeriodKind.QUARTER}


@dataclass(frozen=True, slots=True)
class Made:
    """``sheet``: what would leave; ``behind``: the counts of people in it; ``hidden``: which do not leave."""

    sheet: Sheet
    behind: tuple[Counts, ...]
    hidden: frozenset[Place]


def closed_periods(span: Span, since: int, today: date) -> tuple[str, ...]:
    """The periods whose window has ended, from the first year on."""
    years = range(since, today.year + 1)
    if span is Span.YEAR:
        found = [str(year) for year in years]
    else:
        found = [period for year in years for period in periods_of(_KINDS[span], year)]
    return tuple(period for period in found if window(period).last < today)


def make(by: Actor, chosen: Chosen, hidden_before: frozenset[Place], today: date) -> Made | None:
    """The table as it would leave today; None while no period has closed. Raises NotThere, NotReady."""
    periods = closed_periods(chosen.span, chosen.since, today)
    if not periods:
        return None
    answers = {language: _ask(by, chosen, periods, language, today) for language in LANGUAGES}
    answer = answers["vi"]
    keys = _keys(answer, today)
    behind = tuple(_behind(answer, keys, periods))
    hidden = hide(behind, hidden_before, policy().threshold, policy().spread)
    lines = [
        Line(
            key, {language: rows[at].label for language, rows in _all_rows(answers).items()},
            [_entry(one, (key, period) in hidden) for one, period in zip(row.figures, periods, strict=True)],
        )
        for at, (key, row) in enumerate(zip(keys, _rows(answer), strict=True))
    ]  # fmt: skip
    sheet = Sheet(
        {language: one.measure.name for language, one in answers.items()},
        {language: one.measure.definition for language, one in answers.items()},
        answer.measure.unit, list(periods), lines,
    )  # fmt: skip
    return Made(sheet, behind, hidden)


def families_of(measure: str, today: date) -> frozenset[str]:
    """The families of people that a measure counts."""
    slots = indicators.measure_of(measure, today).slots
    return frozenset(family_of(slot.reference.element) for slot in slots if _counts_people(slot))


def _ask(by: Actor, chosen: Chosen, periods: Sequence[str], language: str, today: date) -> Answer:
    breakdown = chosen.division.removeprefix("phan.") if chosen.division.startswith("phan.") else ""
    level = Kind(chosen.division) if chosen.division and not breakdown else None
    asked = Asked(
        chosen.measure, tuple(periods), level=level, by=breakdown, place=chosen.province, approved=True
    )
    with translation.override(language):
        return indicators.look(by, asked, on=today)


def _rows(answer: Answer) -> list[Row]:
    return [*answer.rows, answer.total]


def _all_rows(answers: dict[str, Answer]) -> dict[str, list[Row]]:
    return {language: _rows(answer) for language, answer in answers.items()}


def _keys(answer: Answer, today: date) -> list[str]:
    codes = {one.pk: one.code for one in places.get_places([row.unit for row in answer.rows], today)}
    return [*(row.measure or codes.get(row.unit, str(row.unit)) for row in answer.rows), ""]


def _behind(answer: Answer, keys: Sequence[str], periods: Sequence[str]) -> Iterable[Counts]:
    """The tables of people: the numbers themselves, or the counts that a formula was made of."""
    measure, rows = answer.measure, _rows(answer)
    if measure.unit in policy().units:
        yield Counts(keys, periods, _table([[_whole(one.value) for one in row.figures] for row in rows]))
    if measure.formula is not None:
        for at, slot in enumerate(measure.slots):
            if _counts_people(slot):
                parts = [
                    [_whole(one.parts[at] if one.parts else None) for one in row.figures] for row in rows
                ]
                yield Counts(keys, periods, _table(parts))


def _table(rows: list[list[int | None]]) -> Table:
    """With a total where in any period the last row is the sum of the others: then it could be subtracted from."""
    *inner, total = rows
    columns = list(zip(*inner, strict=True))
    adds = any(
        last is not None and sum(one or 0 for one in column) == last
        for column, last in zip(columns, total, strict=False)
    )
    return Table(rows, total_row=adds)


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _counts_people(slot: Slot) -> bool:
    return slot.unit in policy().units


def _entry(figure: Figure, hidden: bool) -> Entry:
    if figure.value is None:
        return Entry(OpenState.SILENT)
    if hidden:
        return Entry(OpenState.HIDDEN)
    return Entry(OpenState.SAID if figure.complete else OpenState.SHORT, _plain(figure.value))


def _plain(value: Decimal) -> str:
    return f"{value:f}"
