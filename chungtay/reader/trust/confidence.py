"""How sure each item of a reading is: a measured weight for each token of its evidence.

``weights.toml`` beside this file is made by ``python -m chungtay.reader.score --calibrate`` from papers with known
answers; ``rules.toml`` says in words what each token means.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from chungtay.reader.contract import Reading
from chungtay.reader.trust.signs import Page, Tokens, aspects_of, parts_of

UNMEASURED = -1.0  # the weight of a rule that has decided nothing in any measured paper
LEAST, MOST = 0.02, 0.99
_FARTHEST = 100.0  # log odds beyond which the share is LEAST anyway; hundreds of tokens add up to more than exp can say
_LISTS = ("citations", "sections", "tasks", "targets", "figures", "budgets", "reporting", "checks")


@dataclass(frozen=True, slots=True)
class Rule:
    where: str  # "duties/roles.py:_subject_at", in the folder of the reader
    says: str
    family: str
    words: str = ""  # "duties.toml:verbs", in the folder of the lexicon
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds: of the aspect by itself, and what each token adds to them."""

    base: float
    tokens: Mapping[str, float]

    def log_odds(self, tokens: Iterable[str]) -> float:
        return self.base + sum(self.of(token) for token in tokens)

    def of(self, token: str) -> float:
        known = self.tokens.get(token)
        if known is not None:
            return known
        return UNMEASURED if "." in token and "-" not in token else 0.0


def assess(reading: Reading) -> Reading:
    """The reading with the confidence of each item, and of each part where an item has parts."""
    page = Page(reading)
    sure: dict[str, Any] = {
        name: tuple(_assessed(item, page) for item in getattr(reading, name)) for name in _LISTS
    }
    return replace(reading, header=_assessed(reading.header, page), **sure)


def _assessed(item: Any, page: Page) -> Any:
    *parts, (kind, evidence) = aspects_of(item, page)
    # of a part that no known answers speak of nothing is said
    sure = {parts_of(part): probability(part, tokens) for part, tokens in parts if part in weights()}
    about = {"sure_of": sure} if sure else {}
    return replace(item, confidence=probability(kind, evidence), doubt=doubt_of(kind, evidence), **about)


def probability(aspect: str, tokens: Tokens) -> float:
    """How often an item with these tokens is right, to two places."""
    odds = weights()[aspect].log_odds(tokens) if aspect in weights() else UNMEASURED
    return round(min(max(1 / (1 + math.exp(min(-odds, _FARTHEST))), LEAST), MOST), 2)


def doubt_of(aspect: str, tokens: Tokens) -> str | None:
    """The family of the token that lowers the item most; None where nothing does."""
    known = weights().get(aspect)
    if known is None or not tokens:
        return None
    lowest = min(tokens, key=known.of)
    if known.of(lowest) >= 0:
        return None
    return family_of(lowest) if lowest in known.tokens else "unmeasured"


@cache
def weights() -> Mapping[str, Weights]:
    stored = tomllib.loads(_data("weights.toml"))["aspects"]
    return {aspect: Weights(known["base"], known["tokens"]) for aspect, known in stored.items()}


@cache
def rules() -> Mapping[str, Rule]:
    return {name: Rule(**known) for name, known in _described()["rules"].items()}


def rule_of(name: str) -> Rule:
    """The entry of a rule; "deadlines.by-day" is described by "deadlines.by", that by "deadlines", where it must."""
    known = rules()
    for shorter in (name, name.partition("-")[0], name.partition(".")[0]):
        if shorter in known:
            return known[shorter]
    raise KeyError(name)


def families() -> Mapping[str, Mapping[str, str]]:
    """What a person is told of each family of doubts, by language ("vi", "en")."""
    told: Mapping[str, Mapping[str, str]] = _described()["families"]
    return told


def family_of(token: str) -> str:
    return rule_of(token).family if "." in token else str(_described()["signs"][token])


@cache
def _described() -> dict[str, Any]:
    return tomllib.loads(_data("rules.toml"))


def _data(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
