"""Units of numbers, and numbers with their units. The words are data: ``lexicon/units.toml``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from chungtay.reader.lexicon import words
from chungtay.reader.quantities.numbers import Number, find_numbers

_WORD = re.compile(r"\s?([^\W\d_]+)(?!\w)")
_PER = re.compile(  # two words where the second cannot begin anything else
    r"\s?/\s?([^\W\d_]+(?:(?<!năm)(?<!tháng)(?<!quý)(?<!tuần)"
    r" (?:bộ|viên|sinh|trấn|xã|phố|dân phố|khu|sở|vị|quan|học|kỳ|vụ|tế)(?!\w))?)(?:\s?/\s?([^\W\d_]+))?"
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``unit`` matches at the place behind a number; ``names`` folds a printed form into the unit's name."""

    factors: dict[str, int]  # đồng in one of it, by the name of the money unit
    scales: dict[str, int]
    names: dict[str, str]
    stop: frozenset[str]
    unit: re.Pattern[str]
    counted: frozenset[str]  # nouns, as against measures and money


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``text[start:end]`` is the printed number, ``text[start:unit_end]`` both.

    ``unit`` is None where nothing that can be counted follows. ``per`` holds what stands behind a stroke:
    "20tr/xã/năm" is 20 "triệu đồng" per ("xã", "năm").
    """

    start: int
    end: int
    unit_end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    per: tuple[str, ...] = ()
    whole: Decimal | None = None  # "15/18 bản": 15 of 18

    @property
    def money(self) -> Decimal | None:
        """The amount in đồng, or None where this is no money."""
        factor = money_factor(self.unit)
        return None if factor is None else self.value * factor


@cache
def lexicon() -> Lexicon:
    data = words("units")
    names = {form: name for name, entry in data["money"].items() for form in entry["forms"]}
    names |= {name: name for group in ("measure", "count") for name in data[group]["names"]}
    forms = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True))
    scales = "|".join(data["scale"])
    return Lexicon(
        factors={name: entry["factor"] for name, entry in data["money"].items()},
        scales=data["scale"],
        names=names,
        stop=frozenset(data["stop"]["words"]),
        unit=re.compile(
            rf"\s?(?:(?P<scale>{scales})(?=\s(?!đồng|đ\b))\s)?(?P<unit>{forms})(?!\w)"
            rf"|\s?(?P<bare>{scales})(?!\w)",
            re.IGNORECASE,
        ),
        counted=frozenset(data["count"]["names"]),
    )


def money_factor(unit: str | None) -> int | None:
    """How many đồng one ``unit`` is, or None where it is no money."""
    return lexicon().factors.get(unit) if unit else None


def read_unit(printed: str) -> str | None:
    """The name of a unit that stands alone ("Triệu đồng", "ĐVT: 1.000đ", "người"), or None where unknown."""
    return lexicon().names.get(" ".join(printed.split()).strip(" .:;()").lower())


def find_quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """The counting numbers of ``text[start:end]`` with their units, in order."""
    end = len(text) if end is None else end
    for number in find_numbers(text, start, end):
        yield _with_unit(text, number, end)


def _with_unit(text: str, number: Number, end: int) -> Quantity:
    known = lexicon()
    match = known.unit.match(text, number.end, end)
    if match is None:
        return _with_any_noun(text, number, end)
    scale = known.scales.get((match["scale"] or "").lower(), 1)
    unit = f"{match['bare'].lower()} đồng" if match["bare"] else known.names[match["unit"].lower()]
    unit = known.names.get(unit, unit)
    per = _PER.match(text, match.end(), end)
    value_max = None if number.value_max is None else number.value_max * scale
    return Quantity(
        number.start,
        number.end,
        match.end(),
        number.value * scale,
        value_max,
        unit,
        tuple(part for part in per.groups() if part) if per else (),
    )


def _with_any_noun(text: str, number: Number, end: int) -> Quantity:
    """A noun that the lexicon does not hold is a unit too, where it stands right behind the number."""
    match = _WORD.match(text, number.end, end)
    known = match is not None and (match[1].lower() in lexicon().stop or match[1] != match[1].lower())
    if match is None or known or match.start(1) == number.end:
        return Quantity(number.start, number.end, number.end, number.value, number.value_max, None)
    per = _PER.match(text, match.end(), end)
    return Quantity(
        number.start,
        number.end,
        match.end(),
        number.value,
        number.value_max,
        match[1],
        tuple(part for part in per.groups() if part) if per else (),
    )
