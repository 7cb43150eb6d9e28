"""Named quantities with their days: how many communes of a type, how many persons, the base salary."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from chungtay.base.grammar import Senseless
from chungtay.base.problems import Problem
from chungtay.budgets.rules.formulas import Part, names_in, parse_formula

BASE_SALARY = "luong_co_so"
BASE_SALARY_WORDS = "mức lương cơ sở"
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


@dataclass(frozen=True, slots=True)
class Dated:
    """A quantity's value from a day on. ``paper`` is where it stands; ``verified`` whether that has been read."""

    code: str
    label: str
    value: Decimal
    since: date
    paper: str
    verified: bool = True


@cache
def base_salaries() -> tuple[Dated, ...]:
    raw = tomllib.loads(files("chungtay.budgets").joinpath("base_salary.toml").read_text(encoding="utf-8"))
    return tuple(
        Dated(
            BASE_SALARY, BASE_SALARY_WORDS, Decimal(row["dong"]), row["from"], row["article"], row["verified"]
        )
        for row in raw["value"]
    )


def values_on(known: Iterable[Dated], on: date) -> dict[str, Dated]:
    """The value of each quantity in force on a day: the latest that had begun; of two of one day, the later told."""
    found: dict[str, Dated] = {}
    for dated in sorted([*base_salaries(), *known], key=lambda d: d.since):
        if dated.since <= on:
            found[dated.code] = dated
    return found


def first_day(year: int) -> date:
    """A line is counted with the quantities in force on the first day of its year."""
    return date(year, 1, 1)


def check_code(code: str) -> list[Problem]:
    if _CODE.fullmatch(code):
        return []
    sentence = "Mã số lượng chỉ gồm chữ thường không dấu, số và dấu gạch dưới, ví dụ xa_loai_1."
    return [Problem("code_wrong", sentence, "code")]


def check_formula(text: str, known: Iterable[str]) -> tuple[Part | None, list[Problem]]:
    """The formula read, or what is wrong with it and where."""
    try:
        part = parse_formula(text)
    except Senseless as error:
        sentence = "Không đọc được công thức từ chỗ “{rest}”. Ví dụ đúng: 20 triệu × xa_loai_1 + 5 triệu × xa_con_lai."
        rest = text[error.at : error.at + 20] or "…"
        return None, [Problem("formula_wrong", sentence, "formula", values={"rest": rest})]
    missing = sorted(names_in(part) - set(known))
    if not missing:
        return part, []
    sentence = "Chưa có số lượng tên là: {names}. Hãy ghi số lượng đó trước."
    return part, [Problem("quantity_unknown", sentence, "formula", values={"names": ", ".join(missing)})]
