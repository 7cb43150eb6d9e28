"""Tables whose columns are parted by nothing but tabs or wide gaps: text out of a page, a .pdf without rules.

Sure only where three lines or more have three columns or more, and a column counts or the first one numbers the rows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chungtay.reader.blocks import Block, Cell, Grid, Paragraph
from chungtay.reader.clean.pipes import FIRST_HEAD, ROW_NUMBER

GAP = re.compile(r"[ \u00a0]{3,}")
AMOUNT = re.compile(r"[-–]?\d[\d.,]*\s?%?|[-–]")
NARROW_HEAD = re.compile(r"(STT|TT|Stt|Số TT)\.?\s+(?=\S)")
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3
LONGEST_CELL = 80
FEWEST_EQUAL = 2 / 3  # of the lines that begin in the first column have all columns


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int  # its column on the line
    end: int


def recover_spaced_tables(blocks: list[Block]) -> list[Block]:
    recovered: list[Block] = []
    run: list[Block] = []
    for block in [*blocks, None]:
        if isinstance(block, Paragraph) and (_pieces(block.text)[1:] or (run and _may_lie_within(block))):
            run.append(block)
            continue
        recovered += _table_of(run)
        run = []
        if block is not None:
            recovered.append(block)
    return recovered


def _may_lie_within(block: Paragraph) -> bool:
    """No line at all, or the second line of a cell, set in under its first."""
    return not block.text.strip() or GAP.match(block.text) is not None


def _pieces(text: str) -> list[_Piece]:
    if "\t" in text.strip():  # each tab is one step, so that an empty cell keeps its place
        cells = text.strip("\n ").split("\t")
        return [_Piece(cell.strip(), at, at + 1) for at, cell in enumerate(cells)]
    if "   " not in text and "\u00a0" not in text:
        return [_Piece(text, 0, len(text))]
    pieces, begin = [], len(text) - len(text.lstrip())
    for gap in [*GAP.finditer(text, begin), None]:
        end = gap.start() if gap else len(text.rstrip())
        if end > begin:
            pieces.append(_Piece(text[begin:end].strip(), begin, end))
        begin = gap.end() if gap else end
    return pieces


def _table_of(run: list[Block]) -> list[Block]:
    lines = [_pieces(block.text) for block in run if isinstance(block, Paragraph) and block.text.strip()]
    width = max(map(len, lines), default=0)
    if lines and len(lines[0]) == width - 1 and (head := NARROW_HEAD.match(lines[0][0].text)):
        first = lines[0][0]  # "TT Nội dung": the first column is too narrow for a gap behind its head
        cut = first.start + head.end()
        parted = _Piece(head[1], first.start, cut), _Piece(first.text[head.end() :], cut, first.end)
        lines[0][:1] = parted
    whole = [line for line in lines if len(line) == width]
    begun = [line for line in lines if whole and line[0].start < whole[0][1].start]
    if width < FEWEST_COLUMNS or len(whole) < max(FEWEST_ROWS, len(begun) * FEWEST_EQUAL):
        return run
    if len(lines[0]) < width or any(len(piece.text) > LONGEST_CELL for line in lines for piece in line):
        return run
    columns = [
        (min(p.start for p in column), max(p.end for p in column)) for column in zip(*whole, strict=True)
    ]
    rows: list[list[str]] = []
    for line in lines:
        cells = _laid_out(line, columns)
        counts = any(AMOUNT.fullmatch(cell) for cell in cells)  # "Cộng | 21 | 2.100": a row without a number
        if rows and not cells[0] and len(line) < width and not counts:
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    if not _is_data(rows):
        return run
    return [
        Paragraph(""),
        Grid(tuple(tuple(Cell((Paragraph(cell),)) for cell in row) for row in rows)),
        Paragraph(""),
    ]


def _laid_out(line: Sequence[_Piece], columns: Sequence[tuple[int, int]]) -> list[str]:
    cells = [""] * len(columns)
    for place, piece in enumerate(line):
        if len(line) < len(columns):
            place = min(range(len(columns)), key=lambda c: _distance(piece, columns[c]))
        cells[place] = f"{cells[place]} {piece.text}".strip()
    return cells


def _distance(piece: _Piece, column: tuple[int, int]) -> int:
    apart = max(column[0] - piece.end, piece.start - column[1], 0)
    return apart * 1000 + abs(piece.start + piece.end - column[0] - column[1])


def _is_data(rows: Sequence[Sequence[str]]) -> bool:
    head, body = rows[0], rows[1:]
    if len(body) < FEWEST_ROWS - 1 or any(AMOUNT.fullmatch(cell) and len(cell) != 4 for cell in head):
        return False
    numbered = FIRST_HEAD.fullmatch(head[0]) and all(ROW_NUMBER.fullmatch(row[0]) for row in body)
    counted = any(
        sum(AMOUNT.fullmatch(row[c]) is not None for row in body) * 3 > len(body) * 2
        for c in range(1, len(head))
    )
    return bool(numbered) or counted
