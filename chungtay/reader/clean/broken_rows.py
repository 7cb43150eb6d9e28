"""Rows of a table written with "|" that a margin broke: "1 | Tập huấn cho đội trưởng," / "đội phó | Phòng Hậu cần".

A table begins with a head "TT | …"; its width is the head's. A row goes on until it has as many cells, and over a line
that its last cell left full.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from chungtay.reader.blocks import Block, Paragraph
from chungtay.reader.clean import labels
from chungtay.reader.clean.pipes import PAGE_NUMBER

HEAD = re.compile(r"\|?\s*(?:STT|TT|Stt|Tt|Số TT|SỐ TT|Số thứ tự)\.?\s*\|")
FIRST_ROW = re.compile(r"\|?\s*\(?(?:0?1|I|A)[.)]?\s*\|")
ROW = re.compile(r"\|?\s*\(?(?:\d{1,3}(?:[.,]\d{1,3}){0,3}|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ]|[-+*])?[.)]?\s*\|")
RANGE_END = re.compile(r"[-–]\s?\d")  # "01/6" / "- 30/6/2021"
DRAWN = re.compile(r"[\s|:+=-]+")  # a line of a drawn table: its rows are not broken
EDGED = re.compile(r"\|.*\|")  # a whole row between its bars
HEAD_LINES = 6  # a head is not broken over more lines


@dataclass(slots=True)
class _Row:
    lines: list[Paragraph]

    @property
    def bars(self) -> int:
        return sum(line.text.count("|") for line in self.lines)

    def whole(self) -> Paragraph:
        return replace(self.lines[0], text=" ".join(line.text for line in self.lines))


def mend_broken_rows(blocks: list[Block]) -> list[Block]:
    mended: list[Block] = []
    done = 0
    for at, block in enumerate(blocks):
        if at < done or not isinstance(block, Paragraph) or not HEAD.match(block.text):
            continue
        rows, end = _rows_from(blocks, at)
        if any(len(row.lines) > 1 for row in rows):
            mended += [*blocks[done:at], *(row.whole() for row in rows)]
            done = end
    return mended + blocks[done:]


def _rows_from(blocks: list[Block], start: int) -> tuple[list[_Row], int]:
    """The rows from the head on, and the place behind the last; none where no first row follows the head."""
    lines = _lines_from(blocks, start)
    opening = list(islice(lines, 2 * HEAD_LINES))
    first = next(
        (i for i, (_, line) in enumerate(opening[: HEAD_LINES + 1]) if FIRST_ROW.match(line.text)), 0
    )
    head = [line.text for _, line in opening[: first + 1]]
    storeys = any(text.count("|") >= head[0].count("|") for text in head[1:first])
    if not first or storeys or any(map(DRAWN.fullmatch, head)) or all(map(EDGED.fullmatch, head)):
        return [], start
    rows = [_Row([line for _, line in opening[:first]])]
    width, column = rows[0].bars, max(len(line.text) for _, line in opening[: first + HEAD_LINES])
    end = opening[first - 1][0] + 1
    for place, line in chain(opening[first:], lines):
        if rows[-1].bars < width and len(rows) > 1 and rows[-1].bars + line.text.count("|") <= width:
            rows[-1].lines.append(line)
        elif ROW.match(line.text):
            rows.append(_Row([line]))
        elif _goes_on(rows[-1].lines[-1], line, column):
            rows[-1].lines.append(line)
        else:
            break
        end = place + 1
    return rows, end


def _lines_from(blocks: list[Block], start: int) -> Iterator[tuple[int, Paragraph]]:
    for place in range(start, len(blocks)):
        block = blocks[place]
        if not isinstance(block, Paragraph):
            return
        if block.text and not _stands_apart(blocks, place):
            yield place, block


def _stands_apart(blocks: list[Block], place: int) -> bool:
    """A lone number between blank lines: the foot of a page."""
    around = [b for b in (blocks[place - 1], *blocks[place + 1 : place + 2]) if isinstance(b, Paragraph)]
    block = blocks[place]
    alone = isinstance(block, Paragraph) and PAGE_NUMBER.fullmatch(block.text) is not None
    return alone and any(not paragraph.text for paragraph in around)


def _goes_on(last: Paragraph, line: Paragraph, column: int) -> bool:
    """The line fills up the last cell of a row that has all its cells."""
    listed = labels.is_dashed(line.text) and not RANGE_END.match(line.text)
    if "|" in line.text or labels.is_numbered(line.text) or listed:
        return False
    if last.full is not None:
        return last.full
    return len(last.text) + 1 + len(line.text.split(" ", 1)[0]) > column
