"""How like two promises are: words weighed by how rare they are in the two plans, topics, branches, numbers.

Similarity of words only suggests; a person confirms. Each score can say what it rests on ("giống vì").
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from math import exp, log, sqrt
from typing import Any

from rapidfuzz import fuzz

from chungtay.base.text import fold

_CLAUSES = re.compile(r"[;.\n]+\s+|\.\.\.")
_FIGURES = re.compile(r"\d+(?:[.,/]\d+)*\s?%?")
_WORD = re.compile(r"[\w/]+")
_OPENING = 120  # letters within which a duty may open with its body and a colon
_SHORT = 3  # a clause of fewer words says nothing of its own
Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Thresholds:
    suggest: float
    sure: float
    kept: int


@dataclass(frozen=True, slots=True)
class Features:
    """Each in 0..1, ``branch`` in -1..1."""

    whole: float
    clause: float
    topics: float  # how much is shared
    likewise: float  # and how much of all that the two are about
    branch: float
    words: float
    figures: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` in 0..1, and what it rests on, in the words of the upper plan."""

    score: float
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@cache
def lexicon() -> dict[str, Any]:
    return tomllib.loads(files("chungtay.chain.rules").joinpath("lexicon.toml").read_text(encoding="utf-8"))


@cache
def thresholds() -> Thresholds:
    return Thresholds(**lexicon()["thresholds"])


@cache
def _boilerplate() -> re.Pattern[str]:
    phrases = [" ".join(phrase.split()) for phrase in lexicon()["boilerplate"]["words"].split(";")]
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def _abbreviations() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon()['abbreviations'])})\b")


def plain(text: str) -> str:
    """Folded, abbreviations written out."""
    spelt: dict[str, str] = lexicon()["abbreviations"]
    return _abbreviations().sub(lambda found: spelt[found.group()], fold(text))


def _named(kind: str, key: str) -> frozenset[str]:
    padded = f" {key} "
    return frozenset(
        name
        for name, phrases in lexicon()[kind].items()
        if any(f" {phrase} " in padded for phrase in phrases)
    )


def _terms(key: str) -> Counter[str]:
    """Single words and pairs of neighbours, what every duty says taken out."""
    found: Counter[str] = Counter()
    for run in _boilerplate().sub("|", key).split("|"):
        words = [word for word in run.split() if not word.isdigit()]
        found.update(words)
        found.update(f"{one} {other}" for one, other in pairwise(words))
    return found


@dataclass
class Said:
    """One promise as the comparison sees it; what is worked out of its words is worked out once."""

    id: int
    text: str
    bodies: str = ""
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = plain(self.text)

    @cached_property
    def topics(self) -> frozenset[str]:
        return _named("topics", self.key)

    @cached_property
    def branches(self) -> frozenset[str]:
        """From the names of the bodies; where the paper opens the duty with the body, from there."""
        opening, colon, _rest = self.text[:_OPENING].partition(":")
        return _named("branches", plain(self.bodies or (opening if colon else "")))

    @cached_property
    def bare(self) -> str:
        return " ".join(_boilerplate().sub(" ", self.key).split())

    @cached_property
    def terms(self) -> Counter[str]:
        return _terms(self.key)

    @cached_property
    def clauses(self) -> list[Counter[str]]:
        parts = [plain(part) for part in _CLAUSES.split(self.text)]
        told = [part for part in parts if len(part.split()) >= _SHORT]
        return [_terms(part) for part in told] if len(told) > 1 else [self.terms]

    @cached_property
    def figures(self) -> frozenset[str]:
        return frozenset(found.strip() for found in _FIGURES.findall(self.text))


class Comparison:
    """The promises of two plans against each other."""

    def __init__(self, upper: Sequence[Said], lower: Sequence[Said]) -> None:
        self._upper, self._lower = upper, lower
        everything = [*upper, *lower]
        self._count = len(everything)
        self._among = Counter(term for said in everything for term in said.terms)
        self._topics_among = Counter(topic for said in everything for topic in said.topics)
        self._vectors = {id(said): self._vector(said.terms) for said in everything}
        self._clauses = {id(said): [self._vector(part) for part in said.clauses] for said in everything}

    def suggestions(self) -> dict[int, list[tuple[int, Likeness]]]:
        """For each upper promise the lower ones that reach the threshold, the likest first."""
        told = thresholds()
        found = {}
        for upper in self._upper:
            scored = [(self._score(upper, lower, told.suggest), lower) for lower in self._lower]
            near = [(score, lower) for score, lower in scored if score >= told.suggest]
            near.sort(key=lambda pair: (-pair[0], pair[1].id))
            found[upper.id] = [(lower.id, self.likeness(upper, lower)) for _score, lower in near[: told.kept]]
        return found

    def _score(self, upper: Said, lower: Said, least: float) -> float:
        """The score, or 0 as soon as even equal words could not carry it to ``least``: to align words costs most."""
        likest = Features(
            whole=_cosine(self._of(upper), self._of(lower)),
            clause=1.0,
            topics=_saturated(sum(map(self._topic_weight, upper.topics & lower.topics))),
            likewise=self._likewise(upper.topics, lower.topics),
            branch=_branch(upper.branches, lower.branches),
            words=1.0,
            figures=1.0,
        )
        if score_of(likest) < least:
            return 0.0
        aligned = replace(likest, words=fuzz.token_set_ratio(upper.bare, lower.bare) / 100)
        return score_of(self.features(upper, lower)) if score_of(aligned) >= least else 0.0

    def likeness(self, upper: Said, lower: Said) -> Likeness:
        shared = sorted(upper.topics & lower.topics, key=lambda topic: (-self._topic_weight(topic), topic))
        return Likeness(
            score_of(self.features(upper, lower)),
            tuple(shared[:3]),
            self._shared_words(upper, lower),
            tuple(sorted(upper.branches & lower.branches)),
            tuple(sorted(upper.figures & lower.figures))[:3],
        )

    def features(self, upper: Said, lower: Said) -> Features:
        clause = max(
            _cosine(one, other) for one in self._clauses[id(upper)] for other in self._clauses[id(lower)]
        )
        figures = upper.figures & lower.figures
        return Features(
            whole=_cosine(self._of(upper), self._of(lower)),
            clause=clause,
            topics=_saturated(sum(map(self._topic_weight, upper.topics & lower.topics))),
            likewise=self._likewise(upper.topics, lower.topics),
            branch=_branch(upper.branches, lower.branches),
            words=fuzz.token_set_ratio(upper.bare, lower.bare) / 100,
            figures=min(len(figures), 2) / 2,
        )

    def _of(self, said: Said) -> Vector:
        return self._vectors[id(said)]

    def _vector(self, terms: Mapping[str, int]) -> Vector:
        """Unit length; a word that stands in few promises weighs more, and a word said twice not twice."""
        weighed = {term: (1 + log(count)) * self._weight(term) for term, count in terms.items()}
        length = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        return {term: weight / length for term, weight in weighed.items()}

    def _weight(self, term: str) -> float:
        return log((1 + self._count) / (1 + self._among[term])) + 1

    def _topic_weight(self, topic: str) -> float:
        return log((1 + self._count) / (1 + self._topics_among[topic])) + 0.2

    def _likewise(self, upper: frozenset[str], lower: frozenset[str]) -> float:
        """The cosine of the two sets of topics."""
        sizes = [sqrt(sum(self._topic_weight(topic) ** 2 for topic in topics)) for topics in (upper, lower)]
        shared = sum(self._topic_weight(topic) ** 2 for topic in upper & lower)
        return shared / (sizes[0] * sizes[1]) if shared else 0.0

    def _shared_words(self, upper: Said, lower: Said) -> tuple[str, ...]:
        """The rarest shared runs of two words and more, as the upper plan writes them."""
        shared = {term for term in upper.terms.keys() & lower.terms.keys() if " " in term}
        weighed = {
            " ".join(run).lower(): max(
                self._weight(f"{one} {other}") for one, other in pairwise(map(fold, run))
            )
            for run in _runs(_WORD.findall(upper.text), shared)
        }
        return tuple(sorted(weighed, key=lambda run: (-weighed[run], run))[:3])


def score_of(features: Features) -> float:
    weights: dict[str, float] = lexicon()["weights"]
    total = weights["base"] + sum(weights[name] * getattr(features, name) for name in Features.__slots__)
    return 1 / (1 + exp(-total))


def _cosine(one: Vector, other: Vector) -> float:
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * many[term] for term, weight in few.items() if term in many)


def _saturated(weight: float) -> float:
    return weight / (weight + 2)


def _branch(upper: Iterable[str], lower: Iterable[str]) -> float:
    """1 for one branch, -1 for two different ones, 0 where one side names none."""
    one, other = set(upper), set(lower)
    if not one or not other:
        return 0.0
    return 1.0 if one & other else -1.0


def _runs(words: Sequence[str], shared: Collection[str]) -> Iterable[list[str]]:
    """The longest stretches of words each of whose neighbours are a shared pair."""
    run: list[str] = []
    for one, other in pairwise(words):
        if f"{fold(one)} {fold(other)}" in shared:
            run = [*run, other] if run else [one, other]
        else:
            if run:
                yield run
            run = []
    if run:
        yield run
