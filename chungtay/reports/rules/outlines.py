"""Report kinds and their outlines, read from ``data/``: what a report says, in what order, from which numbers."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from chungtay.reports.rules.words import Asks, PeriodLength, TaskView

DATA = Path(__file__).parent.parent / "data"
_NUMBER = re.compile(r"\{(?P<code>[A-Z_.]+)(?P<change>:so_sanh)?\}")


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a sentence: plain words, or (``code``) a number; ``change``: how it moved since last year."""

    words: str = ""
    code: str = ""
    change: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Words and numbers that stand or fall together; ``optional``: the sentence stands without it."""

    parts: tuple[Said, ...]
    optional: bool

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(part.code for part in self.parts if part.code)


@dataclass(frozen=True, slots=True)
class Section:
    """``tasks``, ``targets``, ``asks``: what else stands there beside the sentences and the table of measures."""

    heading: str
    level: int = 1
    lines: tuple[tuple[Clause, ...], ...] = ()
    table: tuple[str, ...] = ()
    tasks: TaskView | None = None
    targets: bool = False
    asks: Asks | None = None

    @property
    def codes(self) -> frozenset[str]:
        spoken = {code for line in self.lines for clause in line for code in clause.codes}
        return frozenset({*spoken, *self.table})


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    name: str
    period: PeriodLength
    title: str
    outline: str
    of_plan: bool = False
    source: str = ""


@cache
def kinds() -> dict[str, Kind]:
    said = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))
    return {
        code: Kind(code=code, **{**known, "period": PeriodLength(known["period"])})
        for code, known in said.items()
    }


@cache
def outline(name: str) -> tuple[Section, ...]:
    said = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(_section(known) for known in said["section"])


def _section(known: dict[str, Any]) -> Section:
    return Section(
        heading=known["heading"],
        level=known.get("level", 1),
        lines=tuple(parse_line(line) for line in known.get("lines", ())),
        table=tuple(known.get("table", ())),
        tasks=TaskView(known["tasks"]) if "tasks" in known else None,
        targets=known.get("targets", False),
        asks=Asks(known["asks"]) if "asks" in known else None,
    )


def parse_line(line: str) -> tuple[Clause, ...]:
    """
    >>> [clause.optional for clause in parse_line("Có {A.B} vụ[, {C} người].")]
    [False, True, False]
    """
    clauses = []
    for number, piece in enumerate(re.split(r"[\[\]]", line)):
        if piece:
            clauses.append(Clause(tuple(_parts(piece)), optional=number % 2 == 1))
    return tuple(clauses)


def _parts(piece: str) -> list[Said]:
    parts, at = [], 0
    for match in _NUMBER.finditer(piece):
        if match.start() > at:
            parts.append(Said(piece[at : match.start()]))
        parts.append(Said(code=match["code"], change=bool(match["change"])))
        at = match.end()
    return [*parts, Said(piece[at:])] if at < len(piece) else parts
