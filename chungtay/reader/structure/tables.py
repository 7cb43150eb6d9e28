"""What the heads and rows of a data table say: which column numbers the rows, names them, counts them.

Understands merged and several-storeyed heads ("Phân kỳ đầu tư" over "Năm 2022" … "Năm 2025"), a row of
column numbers under the heads, and a title or a unit set inside the table. Knows nothing of money.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from chungtay.reader.blocks import DataTable, Span, TableCell, Text
from chungtay.reader.quantities.numbers import parse_number

_DASH = re.compile(r"[-–—]+$")
_INDEX = re.compile(r"\(?(?:[a-zđ]|\d{1,2})\)?(?:\s?=.*)?$", re.IGNORECASE)
_LEADING = re.compile(r"(\d[\d.,]*\d|\d)\s*(%|[^\W\d_][^\d]*)?$")
_THREES = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+$")
_YEAR = re.compile(r"(?:năm\s+)?((?:19|20)\d\d)$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Column:
    """``heads`` are the distinct words above the column, the outermost first."""

    index: int
    heads: tuple[str, ...]

    @property
    def head(self) -> str:
        return self.heads[-1] if self.heads else ""

    @property
    def words(self) -> str:
        return " ".join(self.heads).lower()

    @property
    def year(self) -> int | None:
        """The year of the column, the innermost head that is one."""
        for head in reversed(self.heads):
            if match := _YEAR.search(head):
                return int(match[1])
        return None


@dataclass(frozen=True, slots=True)
class Heads:
    columns: tuple[Column, ...]
    body: tuple[tuple[TableCell, ...], ...]  # the rows under the heads, without the row of column numbers
    inside: tuple[str, ...]  # what rows over the heads say: a title, a unit


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell of numbers. ``value`` is None where nothing stands; ``nil`` where a dash says "none"."""

    value: Decimal | None
    nil: bool
    span: Span
    unit: str = ""  # what follows the number inside the cell


def starts_with(text: str, phrases: Sequence[str]) -> bool:
    """Whether ``text`` begins with one of the phrases, as whole words."""
    folded = _SPACES.sub(" ", text.lower()).strip(" .:*-+")
    return any(folded.startswith(phrase) and not folded[len(phrase) :][:1].isalnum() for phrase in phrases)


def read_heads(table: DataTable) -> Heads:
    """The columns of the table and its rows of data."""
    rows = list(table.rows)
    inside: list[str] = []
    top = max(table.header_rows, 0)
    while rows and len(rows[0]) > 1 and len({cell.text for cell in rows[0]}) == 1:
        inside.append(rows.pop(0)[0].text)
        top = max(top - 1, 0)
    top = top or _count_heads(rows)
    head_rows, body = rows[:top], rows[top:]
    while body and _is_index(body[0]):
        body = body[1:]
    head_rows = [row for row in head_rows if not _is_index(row)]
    width = max((len(row) for row in rows), default=0)
    columns = tuple(Column(index, _distinct(head_rows, index)) for index in range(width))
    return Heads(columns, tuple(body), tuple(inside))


def _count_heads(rows: Sequence[Sequence[TableCell]]) -> int:
    """Rows at the top in which nothing is counted; at least one, where the rows below count something."""
    for count, row in enumerate(rows[:4]):
        amounts = [read_amount(cell) for cell in row[1:] if not _YEAR.fullmatch(cell.text.strip())]
        if any(amount is not None and amount.value is not None for amount in amounts):
            return count
    return 1


def _is_index(row: Sequence[TableCell]) -> bool:
    """A row that only numbers the columns: "A | B | 1 | 2 | 3=1+2"."""
    said = [cell.text.strip() for cell in row if cell.text.strip()]
    if len(said) < 3 or not all(map(_INDEX.match, said)):
        return False
    numbers = [int(match[0]) for text in said if (match := re.search(r"\d{1,2}", text))]
    rising = all(low + 1 == high for low, high in pairwise(numbers))
    return len(numbers) > 1 and numbers[0] <= 2 and rising


def _distinct(head_rows: Sequence[Sequence[TableCell]], index: int) -> tuple[str, ...]:
    heads: list[str] = []
    for row in head_rows:
        head = _SPACES.sub(" ", row[index].text).strip() if index < len(row) else ""
        if head and head not in heads:
            heads.append(head)
    return tuple(heads)


def english_commas(rows: Sequence[Sequence[TableCell]]) -> bool:
    """Whether commas group thousands here, as a spreadsheet with English settings prints them.

    Sure only where every number with a comma has three digits behind it, and no dot groups any.
    """
    texts = [cell.text.strip() for row in rows for cell in row[2:]]
    commas = [text for text in texts if "," in text and parse_number(text) is not None]
    dots = any(re.match(r"[1-9]\d{0,2}(?:\.\d{3})+$", text) for text in texts)
    return len(commas) >= 2 and not dots and all(map(_THREES.match, commas))


def read_amount(cell: TableCell, *, commas: bool = False) -> Amount | None:
    """The number in the cell, or None where the cell holds words.

    ``commas``: thousands are grouped by commas here (see :func:`english_commas`).
    """
    text = cell.text.strip()
    span = (cell.start, cell.end)
    if not text:
        return Amount(None, False, span)
    if _DASH.match(text):
        return Amount(None, True, span)
    bare = text.replace(",", "") if commas and _THREES.match(text) else text
    value = parse_number(bare)
    if value is not None:
        return Amount(value, False, span)
    match = _LEADING.match(text)
    value = parse_number(match[1]) if match else None
    if match is None or value is None or len(match[2] or "") > 20:
        return None
    return Amount(value, False, span, (match[2] or "").strip())


def lines_before(text: Text, table: DataTable, count: int) -> list[str]:
    """The last paragraphs over the table, the nearest first, ending at the table before it."""
    last = bisect_right(text.lines, table.start, key=lambda line: line.end)
    before: list[str] = []
    for line in reversed(text.lines[max(0, last - count) : last]):
        if line.in_table:
            break
        before.append(line.text.strip())
    return before
