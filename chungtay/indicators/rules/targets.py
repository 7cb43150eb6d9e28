"""Targets measured: what is promised, by when, and whether the way there is being kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from chungtay.indicators.rules.words import Standing, TargetDirection

_RISES = (TargetDirection.AT_LEAST, TargetDirection.INCREASE)
_FALLS = (TargetDirection.AT_MOST, TargetDirection.DECREASE, TargetDirection.ZERO)


@dataclass(frozen=True, slots=True)
class Target:
    """A promise about one measure in one unit. ``due`` is the reporting year at whose end it is owed.

    ``goal`` is a level; of "increase" and "decrease" it is how much on the baseline, in per cent where
    ``in_percent``. ``baseline`` is what was measured at the end of ``since``.
    """

    direction: TargetDirection
    due: int
    goal: Decimal = Decimal(0)
    in_percent: bool = False
    baseline: Decimal | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One year of the path: where one should stand at its end, and where one stood (None: not reported)."""

    year: int
    wanted: Decimal
    stood: Decimal | None
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Measured:
    """``level``: the goal as a level, None without the baseline it needs. ``left``: how far the last measure is
    from it, never below zero. ``share``: how much of the way from the baseline is done, in thousandths, 0..1000."""

    standing: Standing
    level: Decimal | None
    path: tuple[Step, ...]
    left: Decimal | None = None
    share: int | None = None


def measure_target(target: Target, stood: Mapping[int, Decimal | None], *, year: int) -> Measured:
    """How a target stands in ``year``, by what was measured at the end of each year (the running year: until now).

    The path is straight from the baseline to the goal; without a baseline it is the goal itself in every year.
    """
    level = level_of(target)
    if level is None:
        return Measured(Standing.UNKNOWN, None, ())
    path = tuple(_step(target, level, each, stood.get(each)) for each in _years(target, stood, year))
    known = [(step, step.stood) for step in path if step.stood is not None and step.year <= year]
    if not known:
        return Measured(Standing.UNKNOWN, level, path)
    last, now = known[-1]
    met = meets(target.direction, level, now)
    if not met and year > target.due:
        standing = Standing.MISSED
    else:
        standing = Standing.REACHED if met else Standing.ON_COURSE if last.kept else Standing.BEHIND
    left = Decimal(0) if met else abs(level - now)
    return Measured(standing, level, path, left, _share(target, level, now))


def level_of(target: Target) -> Decimal | None:
    """The goal as a level to reach; None where it is told on a baseline that is not known."""
    if target.direction is TargetDirection.ZERO:
        return Decimal(0)
    if target.direction not in (TargetDirection.INCREASE, TargetDirection.DECREASE):
        return target.goal
    if target.baseline is None:
        return None
    change = target.baseline * target.goal / 100 if target.in_percent else target.goal
    return target.baseline + (change if target.direction is TargetDirection.INCREASE else -change)


def meets(direction: TargetDirection, level: Decimal, stood: Decimal) -> bool:
    if direction in _RISES:
        return stood >= level
    return stood <= level if direction in _FALLS else stood == level


def _years(target: Target, stood: Mapping[int, Decimal | None], year: int) -> range:
    first = target.since + 1 if target.since is not None else min([*stood, year, target.due])
    return range(first, target.due + 1)


def _step(target: Target, level: Decimal, year: int, stood: Decimal | None) -> Step:
    wanted = level
    if target.baseline is not None and target.since is not None and target.since < target.due:
        gone = Fraction(year - target.since, target.due - target.since)
        exact = Fraction(target.baseline) + (Fraction(level) - Fraction(target.baseline)) * gone
        wanted = Decimal(exact.numerator) / Decimal(exact.denominator)
    kept = None if stood is None else _keeps(target, wanted, stood)
    return Step(year, wanted, stood, kept)


def _keeps(target: Target, wanted: Decimal, stood: Decimal) -> bool:
    """Whether one stands where the path wants it, or better. Towards an equal, the nearer side is the better."""
    if target.direction is not TargetDirection.EQUAL or target.baseline is None:
        return meets(target.direction, wanted, stood)
    rising = target.goal >= target.baseline
    return stood >= wanted if rising else stood <= wanted


def _share(target: Target, level: Decimal, stood: Decimal) -> int | None:
    if target.baseline is None or level == target.baseline:
        return None
    done = Fraction(stood - target.baseline) / Fraction(level - target.baseline)
    return max(0, min(1000, int(done * 1000)))
