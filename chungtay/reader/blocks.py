"""The shapes that pass between the stages of the reader.

A file goes through three stages, each knowing nothing of the next:

1. ``formats`` turns bytes into a :class:`RawDocument`: blocks in reading order, as the file has them.
2. ``clean`` turns blocks into one :class:`Text`: repaired, joined, with lines and tables placed in it.
3. everything else finds things in the :class:`Text` and points at them with spans into ``Text.text``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or physical line as the file has it; ``text`` still unrepaired."""

    text: str
    number: str = ""  # the label that Word computes ("1.", "a)"); not part of ``text``
    bold: bool = False
    italic: bool = False
    centered: bool = False
    heading: int | None = None  # level of a heading style, 1 the highest
    page: int | None = None  # 1-based, where the format knows pages
    full: bool | None = None  # a physical line that the next word had no room on; None: not known
    ocr: float | None = None  # read from a scan: how sure its letters are, 0 to 1; None: not from a scan


@dataclass(frozen=True, slots=True)
class Cell:
    paragraphs: tuple[Paragraph, ...]
    columns: int = 1  # how many grid columns the cell covers
    rows: int = 1  # how many grid rows the cell covers


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file has it, row by row; merged cells stand once, at their first place."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None


Block = Paragraph | Grid


def map_paragraphs(blocks: list[Block], change: Callable[[Paragraph], Sequence[Paragraph]]) -> list[Block]:
    """The same blocks with every paragraph replaced by what ``change`` makes of it, those in cells too."""
    mapped: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            mapped.extend(change(block))
        else:
            mapped.append(
                replace(block, rows=tuple(tuple(_map_cell(c, change) for c in row) for row in block.rows))
            )
    return mapped


def _map_cell(cell: Cell, change: Callable[[Paragraph], Sequence[Paragraph]]) -> Cell:
    return replace(cell, paragraphs=tuple(new for paragraph in cell.paragraphs for new in change(paragraph)))


@dataclass(frozen=True, slots=True)
class RawDocument:
    name: str
    media_type: str
    sha256: str
    blocks: tuple[Block, ...]
    wrapped: bool  # True where a block may be a physical line, not a whole paragraph (.txt, .pdf)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the cleaned text: ``Text.text[start:end] == text``."""

    start: int
    end: int
    text: str
    bold: bool = False
    italic: bool = False
    centered: bool = False
    heading: int | None = None
    page: int | None = None
    in_table: bool = False  # a row of a data table, its cells joined by " | "
    ocr: float | None = None  # as in Paragraph; of a row of a table its first cell's


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a data table, expanded over merges: every grid place holds a cell (the same one where merged)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of data (budget, tasks, figures); layout tables are unrolled into lines instead.

    ``rows[r][c]``: ``header_rows`` first rows are column heads. ``start:end`` covers all its rows in the text.
    """

    start: int
    end: int
    rows: tuple[tuple[TableCell, ...], ...]
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """The cleaned text: NFC, single spaces, whole paragraphs separated by a newline."""

    text: str
    lines: tuple[Line, ...]
    tables: tuple[DataTable, ...] = ()
    dropped: tuple[str, ...] = field(default=())  # web chrome and the like that was left out
