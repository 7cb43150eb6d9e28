"""Ruled tables of a .pdf page: the rules make the cells, the glyphs fill them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from chungtay.reader.blocks import Cell, Grid, Paragraph
from chungtay.reader.formats.pdf_page import Glyph, lines_of
from chungtay.reader.formats.pdf_rules import Box, find_tables

_CUT = re.compile(r"(?<!\S)\d[\d/.]*\Z")
_REST = re.compile(r"[\d/.]+")
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DATE = re.compile(r"(?:\d{1,2}/)?\d{1,2}/(?:19|20)\d\d")
TOLERANCE = 3.0  # points between edges that are meant to be one


@dataclass(frozen=True, slots=True)
class Table:
    top: float
    grid: Grid
    columns: list[float]  # their edges


def take_tables(
    page: pypdfium2.PdfPage,
    number: int,
    glyphs: list[Glyph],
    textpage: pypdfium2.PdfTextPage,
    above: list[float],
) -> tuple[list[Table], list[Glyph]]:
    """The tables of the page, and the glyphs outside of them.

    ``above``: the columns of the last table of the page before, of which one row may be left over for this page.
    """
    tables: list[Table] = []
    for boxes in find_tables(page):
        columns = _edges([x for box in boxes for x in (box[0], box[2])])
        if _is_rest(boxes, columns, above):
            columns = above
        elif not _is_table(boxes):
            continue
        grid, glyphs = _fill(boxes, columns, glyphs, textpage, number)
        tables.append(Table(max(box[3] for box in boxes), grid, columns))
    return tables, glyphs


def _is_rest(boxes: list[Box], columns: list[float], above: list[float]) -> bool:
    """One row as wide as the table before, its cells parted where that one's columns are ("Cộng | 1.260")."""
    if len(_edges([box[3] for box in boxes])) > 1 or len(columns) < 3 or not above:
        return False
    wide = max(abs(columns[0] - above[0]), abs(columns[-1] - above[-1])) <= TOLERANCE
    return wide and all(abs(above[_index(above, x)] - x) <= TOLERANCE for x in columns)


def _is_table(boxes: list[Box]) -> bool:
    """Two rows and two columns at least; anything less is a frame."""
    return len(_edges([b[0] for b in boxes])) > 1 and len(_edges([b[3] for b in boxes])) > 1


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > TOLERANCE:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _fill(
    boxes: list[Box], xs: list[float], glyphs: list[Glyph], textpage: pypdfium2.PdfTextPage, number: int
) -> tuple[Grid, list[Glyph]]:
    ys = _edges([-y for box in boxes for y in (box[1], box[3])])  # from the top
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    home: int | None = None
    last: Glyph | None = None
    for glyph in glyphs:
        if last is None or not _in_one_word(last, glyph):
            home = _home(boxes, glyph)
        last = glyph
        (outside if home is None else inside.setdefault(home, [])).append(glyph)
    placed: dict[tuple[int, int], Cell] = {}
    covered: set[tuple[int, int]] = set()
    for i, (left, bottom, right, top) in enumerate(boxes):
        row, column = _index(ys, -top), _index(xs, left)
        below, beside = max(1, _index(ys, -bottom) - row), max(1, _index(xs, right) - column)
        texts = rejoined(lines_of(inside.get(i, []), textpage))
        placed[row, column] = Cell(tuple(Paragraph(text, page=number) for text in texts), beside, below)
        covered |= {(r, c) for r in range(row, row + below) for c in range(column, column + beside)}
    hole = Cell(())
    rows = []
    for r in range(len(ys) - 1):
        places = [
            (c, placed.get((r, c)) or (None if (r, c) in covered else hole)) for c in range(len(xs) - 1)
        ]
        rows.append(tuple(cell for _, cell in places if cell is not None))
    return Grid(tuple(rows), page=number), outside


def rejoined(texts: Sequence[str]) -> list[str]:
    """The lines of a narrow cell, a date or an amount that its margin cut in one piece again ("15/10/201", "8")."""
    joined: list[str] = []
    for text in texts:
        cut, rest = _CUT.search(joined[-1]) if joined else None, _REST.match(text)
        if cut and rest and _is_one(cut[0], rest[0]):
            joined[-1] += text
        else:
            joined.append(text)
    return joined


def _is_one(cut: str, rest: str) -> bool:
    """Whether two pieces make a date or an amount that the first one alone is not."""
    if _DATE.fullmatch(cut + rest):
        return not _DATE.fullmatch(cut)
    whole = _AMOUNT.fullmatch(cut) or cut.isdigit()
    return _AMOUNT.fullmatch(cut + rest) is not None and (not whole or rest.startswith("."))


def _in_one_word(last: Glyph, glyph: Glyph) -> bool:
    """A word that sticks out of its cell stays whole."""
    return not glyph.space and abs(glyph.y - last.y) < 1 and abs(glyph.x0 - last.x1) < glyph.size / 4


def _home(boxes: list[Box], glyph: Glyph) -> int | None:
    """The cell that the beginning of a word lies in."""
    x = (glyph.x0 + glyph.x1) / 2
    for i, (left, bottom, right, top) in enumerate(boxes):
        if left <= x <= right and bottom <= glyph.y <= top:
            return i
    return None
