"""What stands between a commune and another type: the smallest changes of its facts, exact, found by trying them.

Every threshold of the criteria gives a fact one value to come down to: the largest under it. Combinations of these
are tried from the smallest; one that holds a smaller one which already moves the class is left out. So what is told
moves the class, and one step less does not, whatever the policies are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil

from chungtay.areas.rules.words import AreaKind, is_graver, kind_of
from chungtay.law.rules import facts as fact
from chungtay.law.rules.areas import classify_by
from chungtay.law.rules.criteria import Criteria, Gauge
from chungtay.law.rules.policies import Policies

Plain = Mapping[str, object]
MOST_WAYS = 6


@dataclass(frozen=True, slots=True)
class Change:
    fact: str
    now: Fraction
    to: Fraction

    @property
    def by(self) -> Fraction:
        return abs(self.now - self.to)


@dataclass(frozen=True, slots=True)
class Way:
    """All of these changes together move the commune to ``kind``."""

    changes: tuple[Change, ...]
    kind: AreaKind


def ways_down(facts: Plain, by: Criteria, policy: Policies, target: AreaKind | None = None) -> list[Way]:
    """The smallest sets of reductions that bring a commune to a lighter type, or down to ``target``.

    Fewest facts first. Empty where there is none, or where it is drug-free already.
    """
    now = kind_of(classify_by(by, facts, policy))
    rungs = _rungs(facts, by)
    found: list[tuple[tuple[int, ...], Way]] = []
    tried = product(*(range(len(rung)) for rung in rungs))
    for at in sorted(tried, key=lambda at: (sum(1 for step in at if step), sum(at))):
        if len(found) == MOST_WAYS:
            break
        if any(all(mine >= its for mine, its in zip(at, less, strict=True)) for less, _ in found):
            continue
        moved = {name: to for rung, step in zip(rungs, at, strict=True) for name, to in rung[step].items()}
        kind = kind_of(classify_by(by, {**facts, **moved}, policy))
        if is_graver(now, kind) and (target is None or not is_graver(kind, target)):
            changes = (Change(name, fact.exact(facts, name), to) for name, to in moved.items())
            found.append((at, Way(tuple(changes), kind)))
    return [way for _, way in found]


def first_losses(facts: Plain, by: Criteria, policy: Policies) -> list[Way]:
    """For each fact alone the smallest growth that makes the commune graver: what would lose it its type."""
    now = kind_of(classify_by(by, facts, policy))
    losses = []
    for name, values in _thresholds_above(facts, by).items():
        for value in values:
            kind = kind_of(classify_by(by, {**facts, name: value}, policy))
            if is_graver(kind, now):
                losses.append(Way((Change(name, fact.exact(facts, name), value),), kind))
                break
    return losses


def _rungs(facts: Plain, by: Criteria) -> list[list[dict[str, Fraction]]]:
    """For each fact that can come down what it may come down to, the first being nothing changed.

    Facts of which only "none at all" counts come down together: some of them alone move nothing.
    """
    marks: dict[str, set[Fraction]] = {}
    for gauge in _gauges(by):
        lower = marks.setdefault(gauge.of, {Fraction(0)})
        lower.update(_under(gauge, least, facts) for least in gauge.at_least.values())
    rungs = []
    for name, values in marks.items():
        now = fact.exact(facts, name)
        rungs.append([{}, *({name: to} for to in sorted(values, reverse=True) if 0 <= to < now)])
    others = {name for _, none_of in by.drug_free.criteria.values() for name in none_of} - marks.keys()
    together = {name: Fraction(0) for name in sorted(others) if fact.exact(facts, name)}
    return [*rungs, [{}, together]] if together else rungs


def _thresholds_above(facts: Plain, by: Criteria) -> dict[str, list[Fraction]]:
    marks: dict[str, set[Fraction]] = {}
    for gauge in _gauges(by):
        for least in gauge.at_least.values():
            marks.setdefault(gauge.of, set()).update((_under(gauge, least, facts) + gauge.step, gauge.step))
    for _, none_of in by.drug_free.criteria.values():
        for name in none_of:
            marks.setdefault(name, set()).add(Fraction(1))
    return {
        name: sorted(value for value in values if value > fact.exact(facts, name))
        for name, values in marks.items()
    }


def _gauges(by: Criteria) -> Iterator[Gauge]:
    for one in by.commune.criteria:
        yield from one.gauges


def _under(gauge: Gauge, least: Fraction, facts: Plain) -> Fraction:
    """The largest value of the fact, in whole steps, that stays under the threshold."""
    bound = least * fact.total(facts, gauge.per) / 100 if gauge.per else least
    return (ceil(bound / gauge.step) - 1) * gauge.step
