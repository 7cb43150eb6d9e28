"""Amounts of a budget: as read with their unit, and exact in đồng."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.base.text import fold
from chungtay.reader.rules import to_words

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TYPED = re.compile(r"(?P<number>-?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?) ?(?P<unit>[^\d.,].*)?")
_AFTER_SCALE = re.compile(r"\b(tỷ|triệu|nghìn)(?= (?!tỷ|triệu|nghìn))")


@cache
def _units() -> dict[str, int]:
    raw = files("chungtay.budgets").joinpath("money_units.toml").read_text(encoding="utf-8")
    return {fold(name): int(value) for name, value in tomllib.loads(raw)["dong"].items()}


def exact(amount: Any) -> Decimal | None:
    """A number of a finding as an exact decimal: through its shortest spelling, so that 6.42 stays 6.42."""
    return None if amount is None else Decimal(str(amount))


def in_dong(amount: Decimal | None, unit: str) -> int | None:
    """The amount in đồng; None when the unit is not one of money_units.toml, or half a đồng would be left.

    >>> in_dong(Decimal("71440"), "triệu đồng")
    71440000000
    """
    factor = _units().get(fold(unit))
    if amount is None or factor is None:
        return None
    dong = amount * factor
    return int(dong) if dong == dong.to_integral_value() else None


def in_unit(dong: int, unit: str) -> Decimal:
    """The other way round: an amount in đồng in the unit of a table, exact, since every unit is a power of ten.

    >>> in_unit(1_585_000_000, "triệu đồng")
    Decimal('1585')
    """
    zeros = len(str(_units().get(fold(unit), 1))) - 1
    moved = Decimal(dong).scaleb(-zeros)
    return moved.quantize(Decimal(1)) if moved == moved.to_integral_value() else moved.normalize()


def year_of(column: str) -> int | None:
    """The year that a column of a table is for; None where it names none, or several.

    >>> year_of("Năm 2022"), year_of("Giai đoạn 2022 - 2025")
    (2022, None)
    """
    named = YEAR.findall(column)
    return int(named[0]) if len(named) == 1 else None


def said(dong: int) -> str:
    """An amount as a sentence of the rules says it.

    >>> said(1585000000)
    '1.585.000.000 đồng'
    """
    return f"{dong:,} đồng".replace(",", ".")


def in_words(dong: int) -> str:
    """An amount as papers write it in words.

    >>> in_words(71_440_000_000)
    'Bảy mươi mốt tỷ, bốn trăm bốn mươi triệu đồng'
    """
    words = _AFTER_SCALE.sub(r"\1,", to_words(abs(dong)))
    return f"{'âm ' if dong < 0 else ''}{words} đồng".capitalize()


def parse_amount(text: str) -> int | None:
    """What a person types as an amount, in đồng; None where it is none, or not a whole number of them.

    >>> [parse_amount(text) for text in ("15.000.000", "15 triệu", "1,5 tỷ đồng", "1.585 trđ", "12,5")]
    [15000000, 15000000, 1500000000, 1585000000, None]
    """
    typed = _TYPED.fullmatch(" ".join(text.split()))
    if typed is None:
        return None
    number = Decimal(typed["number"].replace(".", "").replace(" ", "").replace(",", "."))
    return in_dong(number, typed["unit"] or "đồng")


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A line of a budget table: ``key`` and ``parent`` tie it into the tree, amounts are as read."""

    key: int
    parent: int | None
    total: Decimal | None
    years: dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class BudgetSlip:
    """A place where the table does not add up. ``column`` is a year, or "" for the total column."""

    key: int
    column: str
    stated: Decimal
    found: Decimal


def check_budget(rows: Sequence[MoneyRow]) -> list[BudgetSlip]:
    """Every line against the sum of its years, and of its children where all of them are given."""
    children: dict[int, list[MoneyRow]] = {}
    for row in rows:
        if row.parent is not None:
            children.setdefault(row.parent, []).append(row)
    slips: list[BudgetSlip] = []
    for row in rows:
        if row.years and row.total is not None:
            slips += _compare(row.key, "", row.total, list(row.years.values()))
        below = children.get(row.key, [])
        if below and row.total is not None:
            slips += _compare(row.key, "", row.total, [child.total for child in below])
        for year, stated in row.years.items():
            if below:
                slips += _compare(row.key, year, stated, [child.years.get(year) for child in below])
    return list(dict.fromkeys(slips))


def _compare(key: int, column: str, stated: Decimal, parts: Iterable[Decimal | None]) -> list[BudgetSlip]:
    """Nothing is claimed of a sum with an empty cell in it: not given is not zero."""
    known = list(parts)
    if None in known:
        return []
    found = sum((part for part in known if part is not None), Decimal(0))
    return [] if found == stated else [BudgetSlip(key, column, stated, found)]
