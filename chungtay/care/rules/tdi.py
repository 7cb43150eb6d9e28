"""The items of the treatment demand indicator, as data; each may stay unanswered."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chungtay.base.problems import Problem

YOUNGEST, OLDEST = 5, 99


@dataclass(frozen=True, slots=True)
class TdiItem:
    code: str
    words: str
    words_en: str
    choices: tuple[str, ...]
    choices_en: tuple[str, ...]
    is_age: bool


@cache
def tdi_items() -> tuple[TdiItem, ...]:
    text = files("chungtay.care").joinpath("data", "tdi.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["item"]
    return tuple(
        TdiItem(
            row["code"],
            row["words"],
            row["words_en"],
            tuple(row.get("choices", ())),
            tuple(row.get("choices_en", ())),
            row.get("age", False),
        )
        for row in rows
    )


def check_tdi(answers: Mapping[str, str]) -> list[Problem]:
    """A choice is one of the choices, an age an age; no answer is wrong for being absent."""
    found = []
    for item in tdi_items():
        said = answers.get(item.code, "").strip()
        if said and item.choices and said not in item.choices:
            found.append(Problem("tdi_choice", "Hãy chọn một trong các câu trả lời.", item.code))
        elif said and item.is_age and not (said.isdecimal() and YOUNGEST <= int(said) <= OLDEST):
            found.append(Problem("tdi_age", "Tuổi là một số từ 5 đến 99.", item.code))
    return found
