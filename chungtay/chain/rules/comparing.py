"""What a lower promise changes of the upper one: dates, rhythm, numbers. Stricter is no change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chungtay.base.moments import day_of
from chungtay.chain.rules.words import DifferenceKind, PromiseKind

EVERY = ("P1W", "P1M", "P3M", "P6M", "P1Y")  # the intervals of the reader's contract, the shortest first
_UP, _DOWN = frozenset({"at_least", "increase"}), frozenset({"at_most", "decrease"})


@dataclass(frozen=True, slots=True)
class Promised:
    """What of a promise can be compared. ``every`` is one of EVERY, ``relation`` one of plans.rules.Relation."""

    kind: PromiseKind
    by: date | None = None
    every: str = ""
    relation: str = "none"
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """``upper`` and ``lower``: what the two sides say, as an ISO date, an interval, a number with its unit."""

    kind: DifferenceKind
    upper: str
    lower: str


def when(deadlines: Iterable[Mapping[str, Any]]) -> tuple[date | None, str]:
    """The last day and the shortest interval of deadlines in the form of the reader's contract."""
    days, every = [], []
    for deadline in deadlines:
        if deadline.get("kind") in ("by", "window"):
            days.append(day_of(deadline.get("date") or deadline.get("to"), end=True))
        elif deadline.get("every") in EVERY:
            every.append(str(deadline["every"]))
    return max((day for day in days if day), default=None), min(every, key=EVERY.index, default="")


def comparable(upper: Promised, lower: Promised) -> bool:
    """Whether one can be the answer to the other: a number of buổi does not answer a percentage."""
    if upper.kind != lower.kind:
        return False
    both = upper.value is not None and lower.value is not None
    return not both or _unit(upper) == _unit(lower)


def differences(
    upper: Promised, lower: Promised, *, lower_until: date | None = None
) -> tuple[Difference, ...]:
    """What the lower promise weakens. ``lower_until`` is the last day of its plan: by then it promises all of it."""
    return (*_dates(upper, lower, lower_until), *_rhythm(upper, lower), *_numbers(upper, lower))


def _dates(upper: Promised, lower: Promised, until: date | None) -> Iterable[Difference]:
    if upper.by is None:
        return
    if lower.by is not None:
        if lower.by > upper.by:
            yield Difference(DifferenceKind.LATER, upper.by.isoformat(), lower.by.isoformat())
    elif not lower.every and not (until and until <= upper.by):
        yield Difference(DifferenceKind.UNDATED, upper.by.isoformat(), "")


def _rhythm(upper: Promised, lower: Promised) -> Iterable[Difference]:
    if upper.every and lower.every and EVERY.index(lower.every) > EVERY.index(upper.every):
        yield Difference(DifferenceKind.RARER, upper.every, lower.every)


def _numbers(upper: Promised, lower: Promised) -> Iterable[Difference]:
    if upper.value is None or lower.kind != upper.kind:
        return  # the number of a duty stands in a target of its own
    least, theirs = upper.value, lower.value
    if theirs is None:
        yield Difference(DifferenceKind.UNMEASURED, _told(upper), "")
    elif _unit(upper) == _unit(lower):
        ends = {upper.relation, lower.relation}
        if ends & _UP and ends & _DOWN:
            yield Difference(
                DifferenceKind.RELATION,
                f"{upper.relation} {_told(upper)}",
                f"{lower.relation} {_told(lower)}",
            )
        elif (
            _most(lower) > _most(upper) if ends & _DOWN else theirs < least
        ):  # of a range, the end that binds
            yield Difference(DifferenceKind.WEAKER, _told(upper), _told(lower))


def _most(promised: Promised) -> Decimal:
    return max(end for end in (promised.value, promised.value_max) if end is not None)


def _unit(promised: Promised) -> str:
    return promised.unit.strip().casefold()


def _told(promised: Promised) -> str:
    ends = [format(end.normalize(), "f") for end in (promised.value, promised.value_max) if end is not None]
    return f"{'–'.join(ends)} {promised.unit}".strip()
