"""Terms: from when to when a measure runs, and to whom the law applies none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from chungtay.law.rules.answers import NoAnswer, NotAllowed
from chungtay.law.rules.book import Row, in_force, pages, row_fields
from chungtay.law.rules.moments import months_later

MONTH_RANGE = "{}–{} months"


class LegalMeasure(StrEnum):
    USER_MANAGEMENT = "user_management"
    VOLUNTARY_REHAB = "voluntary_rehab"
    COMPULSORY_REHAB = "compulsory_rehab"
    AFTERCARE = "aftercare"


class Completed(StrEnum):
    """What aftercare comes after."""

    COMPULSORY = "compulsory"
    VOLUNTARY = "voluntary"
    SUBSTITUTION = "substitution"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Whole numbers from ``first`` to ``last``, both included; ``last`` None: no end."""

    first: int
    last: int | None = None

    def hold(self, number: int | None) -> bool:
        """Whether the number is within; None stands for one beyond every end."""
        if number is None:
            return self.last is None
        return self.first <= number and (self.last is None or number <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow(Row):
    """How long a measure lasts, in months: ``shortest`` and ``longest`` differ where the law gives a range."""

    measure: LegalMeasure
    regime: str
    shortest: int
    longest: int
    time: Bounds
    age: Bounds
    after: frozenset[Completed]
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Row):
    age: Bounds
    words: str


@dataclass(frozen=True, slots=True)
class Term:
    """A measure from ``first`` to its last day in force: between ``earliest`` and ``latest`` where the law says so."""

    row: TermRow
    first: date
    earliest: date
    latest: date

    @property
    def length(self) -> str:
        """Such as "24 months", "6–12 months"."""
        row = self.row
        is_range = row.shortest != row.longest
        return MONTH_RANGE.format(row.shortest, row.longest) if is_range else f"{row.longest} months"

    def to_json(self) -> dict[str, object]:
        if self.row.shortest == self.row.longest:
            ends = {"to": self.latest.isoformat()}
        else:
            ends = {"to_min": self.earliest.isoformat(), "to_max": self.latest.isoformat()}
        return {
            "measure": str(self.row.measure),
            "from": self.first.isoformat(),
            **ends,
            "length": self.length,
            "regime": self.row.regime,
            "article": self.row.article,
            "verified": self.row.verified,
        }


def term(
    measure: str,
    start: date,
    *,
    time: int = 1,
    age: int | None = None,
    after: str | None = None,
    on: date | None = None,
) -> Term:
    """The term of a measure that begins on ``start``.

    ``time`` counts how often the person has been given it, ``age`` is in years (None: an adult), ``after`` what
    aftercare comes after, ``on`` the day of the fact that chooses the law (by default ``start``).
    Raises NotAllowed for what the law does not allow, NoAnswer where the question has no answer.
    """
    rows = [row for row in _terms_of(measure) if row.holds(on or start)]
    if not rows:
        raise NoAnswer(
            "no such term in force",
            "Luật trong cơ sở dữ liệu chưa có biện pháp này vào ngày đó.",
            measure=measure,
            on=(on or start).isoformat(),
        )
    _check(time, age, after)
    refusal = in_force((one for one in refusals() if one.age.hold(age)), on or start)
    if refusal:
        raise NotAllowed(refusal.words, refusal.article)
    row = _fitting(rows, time, age, after)
    return Term(row, start, last_day(start, row.shortest), last_day(start, row.longest))


def last_day(start: date, months: int) -> date:
    """The last day in force: the day before the same day number, never a day longer."""
    return months_later(start, months) - timedelta(days=1)


def _terms_of(measure: str) -> list[TermRow]:
    if measure not in list(LegalMeasure):
        known = ", ".join(LegalMeasure)
        raise NoAnswer("no such measure", f"Không có biện pháp này. Các biện pháp: {known}.", measure=measure)
    return [row for row in terms() if row.measure == measure]


def _check(time: int, age: int | None, after: str | None) -> None:
    if time < 1:
        raise NoAnswer("not a time", "Lần áp dụng là một số từ 1 trở lên.", time=str(time))
    if age is not None and age < 0:
        raise NoAnswer("not an age", "Tuổi là một số từ 0 trở lên.", age=str(age))
    if after is not None and after not in list(Completed):
        known = ", ".join(Completed)
        raise NoAnswer("no such after", f"Sau biện pháp nào phải là một trong: {known}.", after=after)


def _fitting(rows: Sequence[TermRow], time: int, age: int | None, after: str | None) -> TermRow:
    if any(row.after for row in rows) and after is None:
        known = ", ".join(Completed)
        raise NoAnswer("after is needed", f"Quản lý sau cai cần biết sau biện pháp nào: {known}.")
    for row in rows:
        if row.time.hold(time) and row.age.hold(age) and (not row.after or after in row.after):
            return row
    raise NotAllowed("Luật không cho áp dụng biện pháp này trong trường hợp đó.", rows[0].article)


@cache
def terms() -> tuple[TermRow, ...]:
    return tuple(_term_row(raw) for raw in pages("terms")["term"])


def _term_row(raw: Mapping[str, Any]) -> TermRow:
    return TermRow(
        measure=LegalMeasure(raw["measure"]),
        regime=raw["regime"],
        shortest=raw.get("months_min", raw.get("months")),
        longest=raw.get("months_max", raw.get("months")),
        time=Bounds(*raw.get("time", [1])),
        age=Bounds(*raw.get("age", [0])),
        after=frozenset(Completed(name) for name in raw.get("after", [])),
        who=raw["who"],
        **row_fields(raw),
    )


@cache
def refusals() -> tuple[Refusal, ...]:
    return tuple(
        Refusal(age=Bounds(*raw["age"]), words=raw["words"], **row_fields(raw))
        for raw in pages("terms")["refusal"]
    )
