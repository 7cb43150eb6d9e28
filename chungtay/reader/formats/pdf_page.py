"""The glyphs of a .pdf page gathered into lines by their places."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

WIDE_GAP = 2.0  # in glyph heights: a wider gap without a written space parts columns
WIDEST_BLANK = 8.0  # a gap that is filled with written spaces ("Số:      /KH-UBND")
TABLE_ROWS, TABLE_COLUMNS = 3, 3
CELL_LINES = 4  # of the highest cell of a row
POINTS_OF_BLANK = 3.5  # narrower than a letter, so that a segment never reaches the place of the next
NONE, GUESSED, WRITTEN = 0, 1, 2  # the space before a glyph
BOLD_WEIGHT = 600
MOTTO = re.compile(
    r"CỘNG H[ÒO][AÀ] XÃ HỘI|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM|ĐOÀN TNCS HỒ CHÍ MINH"
)
LETTERHEAD = re.compile(MOTTO.pattern + r"|^Số\s?:|^Số \d|ngày\b.{0,12}tháng\b.{0,12}năm")
LETTERHEAD_ROWS = 12
LETTERHEAD_LEADING = 1.6  # of a line's height, at most, where a date or a subject goes on in the next line
ADDRESSED = re.compile(r"kính gửi", re.IGNORECASE)
RECIPIENTS = re.compile(r"nơi nhận", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Glyph:
    text: str
    x0: float
    x1: float
    y: float  # the middle of its line
    size: float
    space: int
    index: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Glyphs side by side on one line, of one column."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    first_word: float  # its width
    bold: bool


def read_glyphs(textpage: pypdfium2.PdfTextPage) -> list[Glyph]:
    glyphs: list[Glyph] = []
    raw, box, space = textpage.raw, pdfium.FS_RECTF(), NONE
    place = ctypes.byref(box)
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code <= 32 or code in (0xA0, 0xFFFE, 0xFFFF):
            if code in (32, 0xA0, 9):
                space = GUESSED if pdfium.FPDFText_IsGenerated(raw, index) == 1 else WRITTEN
            elif code in (10, 13):
                space = max(space, GUESSED)
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, place):
            continue
        size = abs(box.top - box.bottom) or 1.0
        glyphs.append(Glyph(chr(code), box.left, box.right, (box.top + box.bottom) / 2, size, space, index))
        space = NONE
    return glyphs


def segments(glyphs: Sequence[Glyph], textpage: pypdfium2.PdfTextPage) -> Iterator[Segment]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and _parts(run[-1], glyph):
            yield _segment(run, textpage)
            run = []
        run.append(glyph)
    if run:
        yield _segment(run, textpage)


def _parts(last: Glyph, glyph: Glyph) -> bool:
    """Is this glyph on another line or in another column?"""
    size = max(last.size, glyph.size)
    gap = glyph.x0 - last.x1
    widest = WIDEST_BLANK if glyph.space == WRITTEN else WIDE_GAP
    return abs(glyph.y - last.y) > size / 2 or gap > widest * size or gap < -size


def _segment(run: list[Glyph], textpage: pypdfium2.PdfTextPage) -> Segment:
    text = "".join((" " if g.space and i else "") + g.text for i, g in enumerate(run))
    word_end = next((i for i, g in enumerate(run) if g.space and i), len(run))
    return Segment(
        text,
        run[0].x0,
        run[-1].x1,
        sum(g.y for g in run) / len(run),
        max(g.size for g in run),
        run[word_end - 1].x1 - run[0].x0,
        all(_is_bold(textpage, run[i].index) for i in {0, len(run) // 2, len(run) - 1}),
    )


def _is_bold(textpage: pypdfium2.PdfTextPage, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(textpage.raw, index) >= BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(textpage.raw, index, name, len(name), None)
    return b"bold" in name.value.lower()


def rows(found: Sequence[Segment]) -> list[list[Segment]]:
    """Segments at one height make a row; rows from top to bottom, segments from left to right."""
    result: list[list[Segment]] = []
    for segment in sorted(found, key=lambda s: -s.y):
        if result and abs(result[-1][0].y - segment.y) < max(segment.size, result[-1][0].size) * 0.4:
            result[-1].append(segment)
        else:
            result.append([segment])
    return [sorted(row, key=lambda s: s.x0) for row in result]


def in_reading_order(page_rows: list[list[Segment]]) -> list[list[Segment]]:
    """Columns side by side (letterhead, recipients and signature) one after the other; [] parts them."""
    ordered: list[list[Segment]] = []
    table = _table_rows(page_rows)
    r = 0
    while r < len(page_rows):
        form = _letterhead(page_rows, r) or _signature(page_rows, r)
        end, gutter = form or ((r, 0.0) if r in table else _zone(page_rows, r))
        if end == r:
            row = page_rows[r]
            if r in table and len(row) == 1:  # keeps its place on the line, as rows of more do
                row = [replace(page_rows[min(table)][0], text=""), *row]
            ordered.append(row)
            r += 1
            continue
        for left in (True, False):
            ordered.append([])
            for row in page_rows[r:end]:
                ordered.extend([s] for s in row if (s.x0 < gutter) == left)
        ordered.append([])
        r = end
    return ordered


def _table_rows(page_rows: list[list[Segment]]) -> set[int]:
    """The rows of a table without rules: three or more of three columns or more, and second lines of their cells."""
    wide = [r for r, row in enumerate(page_rows) if len(row) >= TABLE_COLUMNS]
    groups: list[list[int]] = []
    for r in wide:
        if groups and r - groups[-1][-1] <= CELL_LINES:
            groups[-1].append(r)
        else:
            groups.append([r])
    found: set[int] = set()
    for group in groups:
        if len(group) >= TABLE_ROWS:
            found |= set(range(group[0], group[-1] + 1))
            second = page_rows[group[-1]][1].x0 - 1
            last = group[-1] + 1
            while last < len(page_rows) and page_rows[last][0].x0 > second and last - group[-1] < CELL_LINES:
                found.add(last)
                last += 1
    return found


def laid_out(row: Sequence[Segment]) -> str:
    """The row with blanks for its gaps, each segment at its place."""
    text = ""
    for segment in row:
        text += " " * max(round(segment.x0 / POINTS_OF_BLANK) - len(text), 4 if text else 0) + segment.text
    return text


def _zone(page_rows: list[list[Segment]], start: int) -> tuple[int, float]:
    """Behind the last row of the two columns that begin here (``start`` where none do), and their gutter."""
    if len(page_rows[start]) != 2:
        return start, 0.0
    gutter = (page_rows[start][0].x1 + page_rows[start][1].x0) / 2
    end = start + 1
    for r in range(start + 1, len(page_rows)):
        row = page_rows[r]
        if any(s.x0 < gutter < s.x1 for s in row) or len(row) > 2 or _is_far(page_rows[r - 1], row):
            break
        if len(row) == 2:
            end = r + 1
    return end, gutter


def _letterhead(page_rows: list[list[Segment]], start: int) -> tuple[int, float] | None:
    """Issuer and number on the left, motto and date on the right, whose lines need not stand at one height."""
    top = list(enumerate(page_rows))[start : start + LETTERHEAD_ROWS]
    right = [s.x0 for _, row in top for s in row if MOTTO.search(s.text)]
    if not right or start:
        return None
    gutter = min(right) - 1
    end = 1 + max(r for r, row in top if any(LETTERHEAD.search(s.text) for s in row))
    while end < len(page_rows) and _is_of_letterhead(page_rows[end - 1], page_rows[end], gutter):
        end += 1
    rows_left = [s for row in page_rows[:end] for s in row if s.x0 < gutter]
    return (end, gutter) if rows_left and all(s.x1 < gutter for s in rows_left) else None


def _is_of_letterhead(above: list[Segment], row: list[Segment], gutter: float) -> bool:
    """The subject of a letter below its number on the left; close to it the rest of a date ("… năm" / "2024")."""
    if ADDRESSED.match(row[0].text) or any(s.x0 < gutter <= s.x1 for s in row):
        return False
    return row[-1].x1 < gutter or not _is_far(above, row, LETTERHEAD_LEADING)


def _signature(page_rows: list[list[Segment]], start: int) -> tuple[int, float] | None:
    """The recipients on the left and the signature on the right, which need not begin at one height."""
    first = next((r for r in range(start, len(page_rows)) if RECIPIENTS.match(page_rows[r][0].text)), None)
    if first is None:
        return None
    head = page_rows[first][0]
    edge = head.x1 + 2 * head.size
    above = first
    while (
        above > start
        and page_rows[above - 1][0].x0 > edge
        and not _is_far(page_rows[above - 1], page_rows[above])
    ):
        above -= 1
    # no line of a signature begins like a recipient ("- Lưu: VT."), a remark ("(Kèm theo …") or the rest of a sentence
    right = [s.x0 for row in page_rows[above:] for s in row if s.x0 > edge and s.text[:1].isupper()]
    if above != start or not right:
        return None
    gutter = min(right) - 1
    for r in range(above + 1, len(page_rows)):
        if any(s.x0 < gutter < s.x1 for s in page_rows[r]) or _is_far(page_rows[r - 1], page_rows[r], 15):
            return r, gutter
    return len(page_rows), gutter


def _is_far(above: list[Segment], below: list[Segment], heights: float = 4) -> bool:
    """Below by more than so many glyph heights; a signature leaves room for the hand."""
    return above[0].y - below[0].y > heights * above[0].size


def lines_of(glyphs: Sequence[Glyph], textpage: pypdfium2.PdfTextPage) -> list[str]:
    """The lines of a table cell."""
    return [" ".join(s.text for s in row) for row in rows(list(segments(glyphs, textpage)))]
