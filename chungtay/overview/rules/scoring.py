"""The score for emulation of agencies: the formula is data, its inputs are counts, its outcome bands."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem


class Part(StrEnum):
    """What the formula may weigh; emulation.toml says how much, and in words what each means."""

    ON_TIME = "on_time"
    DONE = "done"
    FRESH = "fresh"


class ContestOutcome(StrEnum):
    """What the standing office answers to a contest. Granted: the part of the work is left out of the score."""

    WAITING = "waiting"
    GRANTED = "granted"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Weighed:
    code: Part
    name: str
    weight: int  # all weights add up to 100
    says: str


@dataclass(frozen=True, slots=True)
class Band:
    name: str
    least: int  # points


@dataclass(frozen=True, slots=True)
class Formula:
    """``small``: with fewer parts of work due no band is given. ``bands`` from the best down; the last from 0."""

    name: str
    source: str
    verified: bool
    small: int
    fresh_days: int
    parts: tuple[Weighed, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Counts of one agency's parts of work due in the period; each of the others is among ``due``."""

    due: int
    on_time: int
    done: int
    fresh: int

    def of(self, part: Part) -> int:
        return {Part.ON_TIME: self.on_time, Part.DONE: self.done, Part.FRESH: self.fresh}[part]


@dataclass(frozen=True, slots=True)
class Scored:
    """``points`` rounded down. ``band`` None: too few. ``on_edge``: one part of the work more or less changes it.

    ``first`` and ``last``: the places that the band shares; within a band nobody stands before anybody.
    """

    agency: int
    inputs: Inputs
    points: int
    band: Band | None
    on_edge: bool = False
    first: int = 0
    last: int = 0


@cache
def formula() -> Formula:
    raw = tomllib.loads(files("chungtay.overview").joinpath("emulation.toml").read_text(encoding="utf-8"))
    parts = tuple(Weighed(Part(p["code"]), p["name"], p["weight"], p["says"]) for p in raw["part"])
    bands = tuple(Band(band["name"], band["least"]) for band in raw["band"])
    return Formula(raw["name"], raw["source"], raw["verified"], raw["small"], raw["fresh_days"], parts, bands)


def emulation_words() -> list[str]:
    """What the formula says on screen, for translation."""
    parts = [words for part in formula().parts for words in (part.name, part.says)]
    return [formula().name, formula().source, *parts, *(band.name for band in formula().bands)]


def points_of(inputs: Inputs, by: Formula) -> int:
    """0 to 100, in whole numbers rounded down, so that 100 means all."""
    if not inputs.due:
        return 0
    return sum(part.weight * inputs.of(part.code) for part in by.parts) // inputs.due


def band_of(points: int, by: Formula) -> Band:
    return next(band for band in by.bands if points >= band.least)


def score(inputs: Mapping[int, Inputs], by: Formula) -> list[Scored]:
    """Every agency by band, the best first; those with too little to say last. Ties are ties."""
    found = [_scored(agency, counts, by) for agency, counts in inputs.items()]
    placed: list[Scored] = []
    for band in by.bands:
        inside = [one for one in found if one.band == band]
        before = len(placed)
        placed += [
            Scored(one.agency, one.inputs, one.points, band, one.on_edge, before + 1, before + len(inside))
            for one in inside
        ]
    return placed + [one for one in found if one.band is None]


def _scored(agency: int, inputs: Inputs, by: Formula) -> Scored:
    points = points_of(inputs, by)
    if inputs.due < by.small:
        return Scored(agency, inputs, points, None)
    near = {band_of(points_of(other, by), by) for other in _one_off(inputs)}
    band = band_of(points, by)
    return Scored(agency, inputs, points, band, on_edge=near != {band})


def _one_off(inputs: Inputs) -> Iterable[Inputs]:
    """The same counts, had one part of the work more, or one less, been done on its day."""
    for step in (-1, 1):
        moved = [min(max(n + step, 0), inputs.due) for n in (inputs.on_time, inputs.done, inputs.fresh)]
        yield Inputs(inputs.due, *moved)


def may_contest(actor: Actor, *, doer: int) -> bool:
    """Who reports on the work may say that it is counted wrongly; nobody speaks for another body."""
    return actor.can("work.report") and doer in actor.bodies


def may_rule(actor: Actor, *, manages: bool, doer: int) -> bool:
    """The standing office of the plan answers, but never in its own cause."""
    return manages and doer not in actor.bodies


def check_contest(ground: str, *, waiting: bool) -> list[Problem]:
    if waiting:
        sentence = "Phần việc này đã có một ý kiến đang chờ trả lời; hãy đợi trả lời rồi gửi tiếp nếu cần."
        return [Problem("contest_waiting", sentence)]
    if sum(letter.isalpha() for letter in ground) < 10:
        return [
            Problem("ground_short", "Hãy ghi rõ căn cứ: vì sao phần việc này bị tính chưa đúng.", "ground")
        ]
    return []


def check_outcome(outcome: ContestOutcome, words: str, *, ruled: bool) -> list[Problem]:
    if ruled:
        return [Problem("ruled", "Ý kiến này đã được trả lời; câu trả lời được giữ nguyên.")]
    if outcome == ContestOutcome.WAITING:
        return [Problem("outcome_empty", "Hãy chọn chấp nhận hoặc không chấp nhận.", "outcome")]
    if not words.strip():
        return [Problem("words_empty", "Hãy ghi lời trả lời; cơ quan có ý kiến sẽ đọc.", "words")]
    return []
