"""Who takes over from whom: the subjects of work, the successions of every province, and the lines of bodies."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.agencies.rules.bodies import AgencyLevel, name_key
from chungtay.base.problems import Problem
from chungtay.base.text import fold

WHOLE = "all"  # the subject of the successor that stands for everything not named otherwise


@dataclass(frozen=True, slots=True)
class Subject:
    """A field of work; ``words`` are folded phrases by which a duty is known to belong to it."""

    code: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NationalSuccession:
    """What happened to a body of this name in every province."""

    old: str
    new: str
    subject: str
    on: date
    ground: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Bodies that every unit of a level has, by how their names begin; ``new`` is the line of the successor."""

    level: AgencyLevel
    old: str
    new: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("chungtay.agencies").joinpath("successions.toml").read_text(encoding="utf-8"))


@cache
def subjects() -> Mapping[str, Subject]:
    return {
        code: Subject(code, row["name"], tuple(row["words"])) for code, row in _data()["subjects"].items()
    }


@cache
def national_successions() -> tuple[NationalSuccession, ...]:
    sources = _data()["sources"]
    return tuple(
        NationalSuccession(**{**row, "source": sources[row["source"]]}) for row in _data()["succession"]
    )


@cache
def lines() -> tuple[Line, ...]:
    return tuple(Line(AgencyLevel(row["level"]), row["old"], row["new"]) for row in _data()["line"])


def line_of(name: str, level: AgencyLevel, unit: str) -> Line | None:
    """The line of a body that is called after its unit ("Công an xã Mường Pồn"), or None.

    >>> line_of("UBND xã Mường Pồn", AgencyLevel.COMMUNE, "xã Mường Pồn").old
    'Ủy ban nhân dân'
    """
    key = name_key(name)
    of_level = (line for line in lines() if line.level == level)
    return next((line for line in of_level if key == name_key(f"{line.old} {unit}")), None)


def choose_subject(words: str, among: Collection[str]) -> str | None:
    """The first of these subjects that a duty's words tell; None where they tell none.

    >>> choose_subject("Hỗ trợ dạy nghề cho người sau cai", {"cai_nghien", "lao_dong"})
    'cai_nghien'
    """
    text = f" {fold(words)} "
    for code, subject in subjects().items():
        if code in among and any(f" {phrase} " in text for phrase in subject.words):
            return code
    return None


def check_end(
    *, begun: date, ends_on: date, already: date | None, ground: str, owed: int, successors: Collection[int]
) -> list[Problem]:
    """Why a body cannot end on this day: it has ended, not begun, or owes work and nobody is named to take it.

    ``owed``: how many things it still holds.
    """
    problems = []
    if already is not None:
        problems.append(Problem("ended_already", "Cơ quan này đã kết thúc rồi.", "ends_on"))
    if ends_on <= begun:
        problems.append(
            Problem("ends_before_it_begins", "Ngày kết thúc phải sau ngày cơ quan bắt đầu có.", "ends_on")
        )
    if not ground.strip():
        problems.append(
            Problem("ground_empty", "Hãy ghi căn cứ: số, ngày của văn bản cho kết thúc.", "ground")
        )
    if owed and not successors:
        said = "Cơ quan còn {n} việc đang mở. Hãy chọn cơ quan kế tục để việc có nơi nhận rồi mới kết thúc."
        problems.append(Problem("work_without_heir", said, "successor", values={"n": owed}))
    return problems


def check_change_of_self(*, begun: date, last: date | None, on: date, ground: str) -> list[Problem]:
    """Why a body cannot change its name or place on this day. ``last``: the day of its latest change."""
    problems = []
    if on <= (last or begun):
        problems.append(
            Problem(
                "before_its_time", "Ngày đổi phải sau ngày cơ quan bắt đầu có và sau lần đổi trước.", "on"
            )
        )
    if not ground.strip():
        problems.append(Problem("ground_empty", "Hãy ghi căn cứ: số, ngày của văn bản cho đổi.", "ground"))
    return problems
