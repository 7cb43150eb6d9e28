"""A register's form as this house keeps it: questions, groups, repeats, and what an entry gives to the figures.

Made of an XLSForm by ``rules.reading``; kept frozen, as JSON, with each version of a register.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from chungtay.xlsforms.rules.questions import Group, Question, groups_in, part_from, questions_in


class Sight(StrEnum):
    """Who may know of the register at all."""

    ALL = "all"
    POLICE = "police"


class How(StrEnum):
    """How an entry counts in a period: because it happened in it, or because it stands at its end."""

    EVENT = "event"
    STANDING = "standing"


class Scope(StrEnum):
    """Among which entries something may stand only once."""

    AGENCY = "agency"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an entry gives to one data element. Options are choice names or "${question}", in the element's order.

    ``each``: the repeat whose every answer contributes, if it is not the entry as a whole. ``day``: the question with
    the day on which it counts, if that is not the entry's; while it is not answered nothing counts.
    """

    element: str
    options: tuple[str, ...] = ()
    value: str = "1"
    when: str = ""
    how: How = How.EVENT
    each: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Bodies that keep the register: of a kind and level, or those among them whose name begins so."""

    kind: str
    level: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Unique:
    """Questions that no two entries may answer alike."""

    keys: tuple[str, ...]
    within: Scope
    said: str


@dataclass(frozen=True)
class Definition:
    """``day`` … ``until`` name the questions with the entry's day, unit, point and last day; empty: none does.

    ``yearly`` is "repeat.question": the repeat holds one evaluation a year, the question its year. ``english`` gives
    the English of each text, title and note among them (rules.speaking); empty where the form has no English.
    """

    code: str
    title: str
    parts: tuple[Question | Group, ...]
    group: str = ""
    order: int = 1000
    sight: Sight = Sight.ALL
    approval: bool = True
    keepers: tuple[Keeper, ...] = ()
    day: str = ""
    place: str = ""
    point: str = ""
    until: str = ""
    called: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    yearly: str = ""
    sentence: str = ""
    note: str = ""
    contributes: tuple[Contribution, ...] = ()
    uniques: tuple[Unique, ...] = ()
    english: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its key, those inside repeats too, in the order of the form."""
        return {one.key: one for one in questions_in(self.parts)}

    @cached_property
    def repeats(self) -> Mapping[str, Group]:
        return {one.key: one for one in groups_in(self.parts) if one.repeats}

    @cached_property
    def inside(self) -> Mapping[str, str]:
        """Of each question inside a repeat: the repeat."""
        return {one.key: group.key for group in self.repeats.values() for one in questions_in(group.parts)}

    @cached_property
    def named(self) -> Mapping[str, str]:
        """The key of each name as expressions write it; the first where two questions have one name."""
        found: dict[str, str] = {}
        for question in self.questions.values():
            found.setdefault(question.name, question.key)
        for repeat in self.repeats.values():
            found.setdefault(repeat.name, repeat.key)
        return found

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(kept: Mapping[str, Any]) -> Definition:
    """The definition that ``to_json`` wrote."""
    return Definition(
        **{
            **kept,
            "parts": tuple(part_from(one) for one in kept["parts"]),
            "sight": Sight(kept["sight"]),
            "keepers": tuple(Keeper(**one) for one in kept["keepers"]),
            "called": tuple(kept["called"]),
            "columns": tuple(kept["columns"]),
            "contributes": tuple(
                Contribution(**{**one, "options": tuple(one["options"]), "how": How(one["how"])})
                for one in kept["contributes"]
            ),
            "uniques": tuple(
                Unique(tuple(one["keys"]), Scope(one["within"]), one["said"]) for one in kept["uniques"]
            ),
        }
    )
