"""A register's form as this house keeps it: questions, groups, repeats, and what an entry gives to the figures.

Made of an XLSForm by ``rules.reading``; kept frozen, as JSON, with each version of a register.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any


class QuestionKind(StrEnum):
    """What a question asks for."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"  # XLSForm's dateTime, kept as it was written
    ONE = "one"  # select_one
    MANY = "many"  # select_multiple
    PLACE = "place"  # select_one_from_file dia_ban.csv: a unit by its code
    POINT = "point"  # of a place or an event, never of a person
    FILE = "file"  # image, audio, video, file
    CALCULATED = "calculated"
    NOTE = "note"


NUMERIC = frozenset({QuestionKind.INTEGER, QuestionKind.DECIMAL})
SILENT = frozenset({QuestionKind.CALCULATED, QuestionKind.NOTE})  # nobody answers these


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
class Choice:
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """``key`` names the answer: the question's name, with its groups before it where two have one name.

    The five rules are expressions as XLSForm writes them; empty where there is none.
    """

    key: str
    name: str
    kind: QuestionKind
    label: str = ""
    hint: str = ""
    required: str = ""
    relevant: str = ""
    constraint: str = ""
    constraint_said: str = ""
    calculation: str = ""
    default: str = ""
    choices: tuple[Choice, ...] = ()
    picture: bool = False  # of a FILE: a photo
    appearance: str = ""

    @property
    def labels(self) -> dict[str, str]:
        return {choice.name: choice.label for choice in self.choices}


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading; a repeat when they are answered any number of times."""

    key: str
    name: str
    label: str = ""
    relevant: str = ""
    repeats: bool = False
    parts: tuple["Question | Group", ...] = ()


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
        return {one.key: one for one in _questions(self.parts)}

    @cached_property
    def repeats(self) -> Mapping[str, Group]:
        return {one.key: one for one in _groups(self.parts) if one.repeats}

    @cached_property
    def inside(self) -> Mapping[str, str]:
        """Of each question inside a repeat: the repeat."""
        return {one.key: group.key for group in self.repeats.values() for one in _questions(group.parts)}

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


def _questions(parts: tuple[Question | Group, ...]) -> Iterator[Question]:
    for part in parts:
        if isinstance(part, Question):
            yield part
        else:
            yield from _questions(part.parts)


def _groups(parts: tuple[Question | Group, ...]) -> Iterator[Group]:
    for part in parts:
        if isinstance(part, Group):
            yield part
            yield from _groups(part.parts)


def from_json(kept: Mapping[str, Any]) -> Definition:
    """The definition that ``to_json`` wrote."""
    return Definition(
        **{
            **kept,
            "parts": tuple(_part(one) for one in kept["parts"]),
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


def _part(kept: Mapping[str, Any]) -> Question | Group:
    if "parts" in kept:
        return Group(**{**kept, "parts": tuple(_part(one) for one in kept["parts"])})
    choices = tuple(Choice(**one) for one in kept["choices"])
    return Question(**{**kept, "kind": QuestionKind(kept["kind"]), "choices": choices})


def words_of(question: Question, answer: Any) -> str:
    """An answer in the words of its form, days and numbers as papers write them: 31/12/2026, 1.200, 12,5."""
    if answer in (None, ""):
        return ""
    if isinstance(answer, list):
        return ", ".join(question.labels.get(str(one), str(one)) for one in answer)
    if isinstance(answer, int):
        return f"{answer:,}".replace(",", ".")
    if question.kind is QuestionKind.DECIMAL:
        return str(answer).replace(".", ",")
    if question.kind is QuestionKind.DATE:
        return "/".join(reversed(str(answer).split("-")))
    return question.labels.get(str(answer), str(answer))
