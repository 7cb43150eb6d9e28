"""Running text as the checks of sums and shares need it: paragraphs, sentences, quantities, brackets."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from chungtay.reader.blocks import Line, Text
from chungtay.reader.lexicon import low
from chungtay.reader.quantities.units import Quantity, find_quantities

LOOK_BACK = 60  # quantities; more than that no list in a paper has, and work stays linear
_BRACKETS = re.compile(r"\([^()]*\)")
_STOP = re.compile(r"[.!?](?=\s+[\"“(]?[A-ZÀ-ỸĐ])")
_CHANGE = re.compile(r"(?:tăng|giảm|so với|chiếm|đạt|tăng thêm|giảm đi|hơn|kém|bằng)(?: khoảng| gần)?\s*\(?$")
_VAGUE = re.compile(
    r"(?:hơn|gần|khoảng|trên|dưới|ít nhất|tối thiểu|tối đa|không quá|từ|ước|ước tính)\s+$"
    r"|(?:bình quân|trung bình|mỗi|từng)[^.;:,]*$"
)


@dataclass(frozen=True)
class Clause:
    """One paragraph with its quantities; all offsets are into the whole text."""

    line: Line
    low: str  # the paragraph in lower case, of the same length
    quantities: tuple[Quantity, ...]

    @cached_property
    def brackets(self) -> tuple[tuple[int, int], ...]:
        """The innermost pairs of brackets, from "(" to behind ")"."""
        start = self.line.start
        return tuple((start + m.start(), start + m.end()) for m in _BRACKETS.finditer(self.line.text))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        ends = [self.line.start + match.end() for match in _STOP.finditer(self.line.text)]
        return tuple(zip([self.line.start, *ends], [*ends, self.line.end], strict=True))

    def said(self, start: int, end: int) -> str:
        """The words between two places, in lower case."""
        return self.low[start - self.line.start : end - self.line.start]

    @cached_property
    def _starts(self) -> list[int]:
        return [quantity.start for quantity in self.quantities]

    @cached_property
    def _opens(self) -> list[int]:
        return [start for start, _ in self.brackets]

    def between(self, start: int, end: int, *, inside: bool = False) -> list[Quantity]:
        """The quantities there, at most the last ``LOOK_BACK``; those in brackets only with ``inside``."""
        last = bisect_left(self._starts, end)
        first = max(bisect_left(self._starts, start), last - LOOK_BACK)
        return [q for q in self.quantities[first:last] if inside or not self.is_inside(q.start)]

    def is_inside(self, place: int) -> bool:
        """Whether the place lies in brackets."""
        before = bisect_left(self._opens, place) - 1
        return before >= 0 and place < self.brackets[before][1]

    def is_change(self, quantity: Quantity) -> bool:
        """A difference or a share ("tăng 5 vụ"), not a part."""
        return (
            _CHANGE.search(self.said(max(self.line.start, quantity.start - 20), quantity.start)) is not None
        )

    def is_vague(self, quantity: Quantity) -> bool:
        """ "hơn 100 người", "từ 5 - 10 lớp": nothing exact to compare with."""
        before = self.said(max(self.line.start, quantity.start - 30), quantity.start)
        return quantity.value_max is not None or _VAGUE.search(before) is not None


def find_clauses(text: Text) -> Iterator[Clause]:
    """The paragraphs that say a number; rows of tables are checked as tables."""
    for line in text.lines:
        if not line.in_table and any(char.isdigit() for char in line.text):
            quantities = tuple(find_quantities(text.text, line.start, line.end))
            if quantities:
                yield Clause(line, low(line.text), quantities)


def amount(quantity: Quantity) -> Decimal:
    """The value, money in đồng, so that "5 tỷ đồng" and "4.000 triệu đồng" compare."""
    return quantity.value if quantity.money is None else quantity.money


def same_unit(one: Quantity, other: Quantity) -> bool:
    if one.money is not None or other.money is not None:
        return one.money is not None and other.money is not None
    if one.unit is None or other.unit is None:
        return False
    short, long = sorted((one.unit, other.unit), key=len)
    return long == short or long.startswith(f"{short} ")  # "người" counts "người nghiện" too
