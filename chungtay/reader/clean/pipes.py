"""Tables recovered from plain text.

Two forms occur. (a) One row to a line, the cells parted by "|" (also markdown, and grids drawn with "+---+").
(b) One cell to a paragraph, a line with nothing but "|" after each, and no sign where a row ends: the rows follow
from the numbers in the first column.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from chungtay.reader.blocks import Block, Cell, Grid, Paragraph
from chungtay.reader.clean.decoration import is_rule

FIRST_HEAD = re.compile(r"(?:STT|TT|Stt|Số TT|SỐ TT|Số thứ tự)\.?")
ROW_NUMBER = re.compile(r"(?:\d{1,3}(?:[.,]\d{1,3}){0,3}|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ]|[-+*])?[.)]?")
FIRST_NUMBER = re.compile(r"\(?(?:0?1|I|A)[.)]?")
DRAWN = re.compile(r":?-{2,}:?|")  # nothing, or the line under the heads of a markdown table
BORDER = re.compile(r"\+(?:[-=:]{2,}\+)+")
PAGE_NUMBER = re.compile(r"-?\s?\d{1,3}\s?-?")
REMARK = re.compile(r"ghi chú", re.IGNORECASE)
MOST_HEADS = 60  # cells looked at to see whether a table begins
CELL_LINES = 30  # between two "|" stands a cell, unless more lines than this do


def recover_tables(blocks: list[Block]) -> list[Block]:
    return recover_cell_tables(recover_row_tables(blocks))


# (a) one row to a line


def recover_row_tables(blocks: list[Block]) -> list[Block]:
    recovered: list[Block] = []
    run: list[Paragraph] = []
    parted = False
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and is_row(block.text):
            if run and not _belongs(run, block.text, parted):
                recovered.extend(_table_of(run))
                run = []
            run.append(block)
            parted = False
        elif (
            run
            and isinstance(block, Paragraph)
            and (not block.text or is_rule(block.text) or _is_page_number(blocks, place))
        ):
            parted = parted or not block.text
        else:
            recovered.extend(_table_of(run))
            run = []
            recovered.append(block)
    return recovered + _table_of(run)


def _is_page_number(blocks: Sequence[Block], place: int) -> bool:
    """A lone number between two rows: the foot of a page inside the table."""
    block = blocks[place]
    if not isinstance(block, Paragraph) or not PAGE_NUMBER.fullmatch(block.text):
        return False
    after = next((b for b in blocks[place + 1 : place + 4] if not isinstance(b, Paragraph) or b.text), None)
    return isinstance(after, Paragraph) and is_row(after.text)


def _belongs(run: list[Paragraph], text: str, parted: bool) -> bool:
    """Rows of one table may stand apart; another table begins where the number of cells is another.

    One row shorter than the two before it is a row whose last cells were not written.
    """
    if any(BORDER.fullmatch(p.text) for p in run[:1]) or BORDER.fullmatch(text):
        return not parted and BORDER.fullmatch(run[0].text) is not None
    cells, before = text.count("|"), run[-1].text.count("|")
    whole = len(run) > 1 and before == run[0].text.count("|")
    return cells == before or (not parted and cells < before and whole) or cells == run[0].text.count("|")


def is_row(text: str) -> bool:
    return len(text) > 1 and (
        " | " in text or text[0] == "|" or text[-2:] == " |" or BORDER.fullmatch(text) is not None
    )


def _table_of(run: list[Paragraph]) -> list[Block]:
    if len(run) < 2:
        return list(run)
    rows = drawn_rows(run) if any(BORDER.fullmatch(p.text) for p in run) else plain_rows(run)
    rows = [row for row in rows if not all(DRAWN.fullmatch(cell) for cell in row)]
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    used = [c for c in range(width) if any(row[c] for row in full)]
    if len(full) < 2 or len(used) < 2:
        return list(run)
    return [Grid(tuple(tuple(_cell(row[c]) for c in used) for row in full))]


def plain_rows(run: Sequence[Paragraph]) -> list[list[str]]:
    lines = [p.text for p in run]
    edged = all(line.startswith("|") and line.endswith("|") for line in lines)
    return [[cell.strip() for cell in (line[1:-1] if edged else line).split("|")] for line in lines]


def drawn_rows(run: Sequence[Paragraph]) -> list[list[str]]:
    """Between two borders the lines of one row; its cells may be wrapped."""
    rows: list[list[str]] = []
    parts: list[list[str]] = []
    for paragraph in run:
        if BORDER.fullmatch(paragraph.text):
            if parts:
                rows.append(_stacked(parts))
            parts = []
        else:
            parts.append([cell.strip() for cell in paragraph.text.strip("|").split("|")])
    return rows + ([_stacked(parts)] if parts else [])


def _stacked(parts: list[list[str]]) -> list[str]:
    width = max(len(part) for part in parts)
    return [" ".join(part[c] for part in parts if c < len(part) and part[c]) for c in range(width)]


# (b) one cell to a paragraph


def recover_cell_tables(blocks: list[Block]) -> list[Block]:
    bars = [i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.text == "|"]
    if not bars:
        return blocks
    recovered: list[Block] = []
    done = 0
    for start in (bar - 1 for bar in bars):
        if start < done or not _is_first_head(blocks[start]):
            continue
        if not rows_of_cells(_cells_from(blocks, start, bars, MOST_HEADS)[0]):
            continue
        cells, ends = _cells_from(blocks, start, bars)
        rows = rows_of_cells(cells)
        if rows:
            used = sum(1 for row in rows for cell in row)
            recovered.extend(_without_bars(blocks[done:start]))
            recovered.append(Grid(tuple(tuple(row) for row in rows)))
            done = ends[used - 1] + 1
    return recovered + _without_bars(blocks[done:])


def _is_first_head(block: Block) -> bool:
    return isinstance(block, Paragraph) and FIRST_HEAD.fullmatch(block.text) is not None


def _without_bars(blocks: list[Block]) -> list[Block]:
    return [Paragraph("") if isinstance(b, Paragraph) and b.text == "|" else b for b in blocks]


def _cells_from(
    blocks: list[Block], start: int, bars: list[int], most: int | None = None
) -> tuple[list[str], list[int]]:
    """The texts of the cells from a place on, and where each ends."""
    cells: list[str] = []
    ends: list[int] = []
    begin = start
    for bar in islice(bars, bisect_right(bars, start), None):
        inside = [b for b in blocks[begin:bar] if isinstance(b, Paragraph)]
        if len(cells) == most or bar - begin > CELL_LINES or len(inside) < bar - begin:
            break
        cells.append(" ".join(b.text for b in inside if b.text))
        ends.append(bar)
        begin = bar + 1
    return cells, ends


def rows_of_cells(cells: list[str]) -> list[list[Cell]]:
    """Rows from a plain sequence of cells; [] where no column count makes sense of it."""
    heads = next((i for i, text in enumerate(cells) if i > 1 and FIRST_NUMBER.fullmatch(text)), 0)
    if not heads:
        return []
    body = cells[heads:]
    width = max(range(2, heads + 1), key=lambda n: (_rows_that_fit(body, n) * n, -n), default=0)
    count = _rows_that_fit(body, width) if width else 0
    if not count:
        return []
    rows = [[_cell(text) for text in body[r * width : (r + 1) * width]] for r in range(count)]
    return head_rows(cells[:heads], width) + rows


def _rows_that_fit(body: list[str], width: int) -> int:
    """How many rows of this width begin with a number (or nothing) followed by words."""
    count = 0
    while (count + 1) * width <= len(body):
        number, label = body[count * width], body[count * width + 1]
        if not ROW_NUMBER.fullmatch(number) or (not any(c.isalpha() for c in label) and number):
            break
        if not number and any(c.isalpha() for c in "".join(body[count * width + 2 : (count + 1) * width])):
            break
        count += 1
    return count


def head_rows(heads: list[str], width: int) -> list[list[Cell]]:
    """One row of heads, or two where one head stands above several (more heads than columns)."""
    if len(heads) <= width:
        return [[_cell(text) for text in (*heads, *[""] * (width - len(heads)))]]
    below = _alike_at_end(heads)
    above = heads[: len(heads) - below]
    wide = max(i for i in range(len(above)) if not REMARK.search(above[i]))
    span = width - len(above) + 1
    if span != below:
        return [[_cell(text) for text in heads[:width]]]
    first = [_cell(text, span, 1) if i == wide else _cell(text, 1, 2) for i, text in enumerate(above)]
    return [first, [_cell(text) for text in heads[-below:]]]


def _alike_at_end(heads: list[str]) -> int:
    """How many heads at the end begin with the same word ("Năm 2022", "Năm 2023") or are all years."""
    first_words = [("#" if text[:1].isdigit() else text.split(" ", 1)[0]) for text in heads]
    count = 1
    while count < len(heads) and first_words[-count - 1] == first_words[-1]:
        count += 1
    return count


def _cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Paragraph(text),), columns, rows)
