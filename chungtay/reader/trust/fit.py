"""Weights from outcomes: a logistic regression for each aspect, in plain Python.

Outcomes with the same tokens are counted together, so that a fit takes as long as there are kinds of evidence, not
items. Each weight is drawn towards nothing (``PULL``), so that a rule that was seen three times
does not claim to be always right.
"""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from chungtay.reader.trust.confidence import Weights
from chungtay.reader.trust.outcomes import Outcome
from chungtay.reader.trust.signs import Tokens

PULL = 2.0
ROUNDS = 40
_STEP = 2.0  # the furthest that one weight moves in one round


@dataclass(frozen=True, slots=True)
class Weighed:
    """An outcome and how much it counts: the many copies of one paper count as few papers."""

    paper: str
    outcome: Outcome
    weight: float


@dataclass(slots=True)
class _Kind:
    """All outcomes with the same tokens."""

    tokens: Tokens
    right: float = 0.0
    wrong: float = 0.0
    odds: float = 0.0


def fit_all(samples: Iterable[Weighed], left_out: Container[str] = ()) -> dict[str, Weights]:
    """The weights of every aspect; without the outcomes of the papers that are left out."""
    kinds: dict[str, dict[Tokens, _Kind]] = defaultdict(dict)
    for sample in samples:
        if sample.paper in left_out:
            continue
        tokens = tuple(sorted(set(sample.outcome.tokens)))
        kind = kinds[sample.outcome.aspect].setdefault(tokens, _Kind(tokens))
        if sample.outcome.right:
            kind.right += sample.weight
        else:
            kind.wrong += sample.weight
    return {aspect: fit(list(known.values())) for aspect, known in sorted(kinds.items())}


def fit(kinds: list[_Kind]) -> Weights:
    """Newton's method, one weight at a time."""
    right, wrong = sum(kind.right for kind in kinds), sum(kind.wrong for kind in kinds)
    base = math.log((right + 1) / (wrong + 0.5))
    for kind in kinds:
        kind.odds = base
    holders: dict[str, list[_Kind]] = defaultdict(list)
    for kind in kinds:
        for token in kind.tokens:
            holders[token].append(kind)
    weights = dict.fromkeys(sorted(holders), 0.0)
    for _ in range(ROUNDS):
        base += _move(kinds, 0.0, 0.0)
        for token, held in holders.items():
            weights[token] += _move(held, weights[token], PULL)
    return Weights(base, weights)


def _move(kinds: list[_Kind], weight: float, pull: float) -> float:
    """One step of one weight; the odds of the kinds that hold it go along."""
    slope, bend = -pull * weight, pull + 1e-9
    for kind in kinds:
        total, sure = kind.right + kind.wrong, 1 / (1 + math.exp(-kind.odds))
        slope += kind.right - total * sure
        bend += total * sure * (1 - sure)
    step = max(-_STEP, min(_STEP, slope / bend))
    for kind in kinds:
        kind.odds += step
    return step


@dataclass(slots=True)
class Bin:
    """Items said to be about so sure: how sure on average, and how many are right."""

    said: float = 0.0
    right: float = 0.0
    total: float = 0.0


@dataclass(slots=True)
class Reliability:
    """What was said beside what is right, in tenths."""

    bins: dict[int, Bin]
    squares: float = 0.0

    @property
    def total(self) -> float:
        return sum(one.total for one in self.bins.values())

    @property
    def brier(self) -> float:
        return self.squares / self.total if self.total else 0.0

    @property
    def error(self) -> float:
        """Expected calibration error: how far said and right are apart, on average over the items."""
        apart = sum(abs(one.said - one.right) for one in self.bins.values())
        return apart / self.total if self.total else 0.0

    def add(self, said: float, right: bool, weight: float = 1.0) -> None:
        one = self.bins.setdefault(min(int(said * 10), 9), Bin())
        one.said += said * weight
        one.right += right * weight
        one.total += weight
        self.squares += weight * (said - right) ** 2


def sure(weights: Mapping[str, Weights], outcome: Outcome) -> float:
    """What these weights say of the outcome before it is known."""
    return (
        1 / (1 + math.exp(-weights[outcome.aspect].log_odds(outcome.tokens)))
        if outcome.aspect in weights
        else 0.5
    )
