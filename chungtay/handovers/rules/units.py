"""What becomes of the bodies of units when units end: who ends, who opens, who takes over from whom.

The rule. A body that is called after its unit (rules of agencies: lines) ends with the unit. Its successors are the
bodies of its line in every unit that took the territory over; where there are several, the unit was divided, its open
work passes to each of them, and each is marked as having a part. People follow where there is one successor; where
there are several, and for a body on no line, a person decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chungtay.agencies.rules import AgencyLevel
from chungtay.agencies.rules.successions import Line, line_of


@dataclass(frozen=True, slots=True)
class UnitOn:
    """A unit as it was called on a day: ``words`` "xã Mường Pồn"; ``level`` of the bodies that it has."""

    place: int
    words: str
    level: AgencyLevel


@dataclass(frozen=True, slots=True)
class UnitBody:
    """A body of a unit that ends. ``is_group``: it stands for others and ends with none."""

    agency: int
    name: str
    level: AgencyLevel
    place: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A body to be opened, or found, in a new unit."""

    line: str
    unit: UnitOn

    @property
    def name(self) -> str:
        return f"{self.line} {self.unit.words}"


@dataclass(frozen=True, slots=True)
class Ending:
    """A body that ends, and the bodies that take over from it."""

    agency: int
    name: str
    successors: tuple[Opening, ...]

    @property
    def parted(self) -> bool:
        return len(self.successors) > 1


@dataclass(frozen=True, slots=True)
class Reform:
    """What is to be done. ``undecided``: bodies of ended units that are on no line, or whose unit went nowhere."""

    endings: tuple[Ending, ...]
    undecided: tuple[UnitBody, ...]

    @property
    def openings(self) -> tuple[Opening, ...]:
        return tuple(dict.fromkeys(new for ending in self.endings for new in ending.successors))


def plan_reform(
    bodies: Sequence[UnitBody],
    ended: Mapping[int, UnitOn],
    heirs: Mapping[int, Sequence[UnitOn]],
) -> Reform:
    """``bodies`` of the units that end; ``ended`` those units by place, ``heirs`` what took over from each."""
    endings, undecided = [], []
    for body in bodies:
        unit, after = ended[body.place], heirs.get(body.place, ())
        line = line_of(body.name, body.level, unit.words)
        if line is None or not after:
            undecided.append(body)
        else:
            endings.append(Ending(body.agency, body.name, _openings(line, after)))
    return Reform(tuple(endings), tuple(undecided))


def _openings(line: Line, units: Sequence[UnitOn]) -> tuple[Opening, ...]:
    return tuple(Opening(line.new, unit) for unit in units)
