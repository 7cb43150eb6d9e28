"""What a form asks, question by question and group by group, whatever it is used for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
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


def questions_in(parts: tuple[Question | Group, ...]) -> Iterator[Question]:
    """Every question, those inside groups too, in their order."""
    for part in parts:
        if isinstance(part, Question):
            yield part
        else:
            yield from questions_in(part.parts)


def groups_in(parts: tuple[Question | Group, ...]) -> Iterator[Group]:
    for part in parts:
        if isinstance(part, Group):
            yield part
            yield from groups_in(part.parts)


def part_from(kept: Mapping[str, Any]) -> Question | Group:
    """What ``dataclasses.asdict`` made of it."""
    if "parts" in kept:
        return Group(**{**kept, "parts": tuple(part_from(one) for one in kept["parts"])})
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
