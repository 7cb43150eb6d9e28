"""PDF: pypdfium2 for the text, pdfplumber's finder for tables where rules are drawn."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from chungtay.reader.blocks import Block, Grid, Paragraph
from chungtay.reader.encodings import conversion_for
from chungtay.reader.formats.ocr import Recogniser, installed
from chungtay.reader.formats.pdf_page import (
    Glyph,
    Segment,
    in_reading_order,
    laid_out,
    read_glyphs,
    rows,
    segments,
)
from chungtay.reader.problems import unreadable
from chungtay.reader.syllables import WORD, share_vietnamese

FEWEST_LETTERS = 20  # a scanned page has none, or a few of a stamp or a page number
FEWEST_WORDS = 12
LEAST_VIETNAMESE = 0.2  # a share of marked Vietnamese words
PICTURE = 0.3  # share of a page that its images cover where it is a scan
PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
RULES = 4  # a page with fewer drawn paths has no ruled table
MOST_OBJECTS = 50_000  # and one with more is a drawing
END = b"%%EOF"
INDENT = 8.0  # points
WIDE_LEADING = 1.45  # of the usual distance between lines: more parts paragraphs


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    rows: list[list[Segment]]
    tables: list[tuple[float, Grid]]
    picture: bool  # images cover it, and what text it has may have been laid under them by a scanner
    columns: list[float]  # the edges of those of the last ruled table so far
    ocr: float | None = None  # read from its image: how sure the letters are


@dataclass(frozen=True, slots=True)
class Margins:
    left: float
    right: float
    leading: float


def read_pdf(content: bytes) -> tuple[Block, ...]:
    document = _open(content)
    try:
        pages: list[Page] = []
        for index in range(len(document)):
            pages.append(_read_page(document, index, pages[-1].columns if pages else []))
        _read_scans(document, pages)
    except pypdfium2.PdfiumError as error:
        raise unreadable("damaged") from error
    finally:
        document.close()
    _drop_running_heads(pages)
    margins = _margins(pages)
    return tuple(_with_rests(block for page in pages for block in _blocks(page, margins)))


def _open(content: bytes) -> pypdfium2.PdfDocument:
    if END not in content[-65536:]:
        raise unreadable("damaged")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise unreadable("password" if locked else "damaged") from error
    if not len(document):
        raise unreadable("damaged")
    return document


def _read_page(document: pypdfium2.PdfDocument, index: int, columns: list[float]) -> Page:
    page = document[index]
    textpage = page.get_textpage()
    try:
        glyphs = read_glyphs(textpage)
        tables: list[tuple[float, Grid]] = []
        if glyphs and _is_ruled(page):
            tables, glyphs, columns = _tables(page, index + 1, glyphs, textpage, columns)
        found = rows(list(segments(glyphs, textpage)))
        return Page(index + 1, page.get_width(), found, tables, _is_picture(page), columns)
    finally:
        textpage.close()
        page.close()


def _read_scans(document: pypdfium2.PdfDocument, pages: list[Page]) -> None:
    """Put what can be recognised on the images of scanned pages in the place of their text."""
    scans = [i for i, page in enumerate(pages) if page.picture and not _has_text(page)]
    if not any(_has_text(page) for page in pages):
        if not scans:
            raise unreadable("scan_blank")
        recogniser = Recogniser(len(scans))
    elif scans and installed():
        recogniser = Recogniser(len(scans))
    for i in scans:
        page = document[i]
        found = recogniser.read(page)
        page.close()
        pages[i] = replace(pages[i], rows=rows(found.segments), tables=[], ocr=found.sure)
    if not any(_has_text(page) for page in pages):
        raise unreadable("scan_blank")


def _has_text(page: Page) -> bool:
    """Whether its own text can be used: more than a stamp, and, under an image, in Vietnamese."""
    said = " ".join(s.text for row in page.rows for s in row)
    if len(said) < FEWEST_LETTERS or not page.picture:
        return len(said) >= FEWEST_LETTERS or bool(page.tables)
    few = len(WORD.findall(said)) < FEWEST_WORDS
    return few or share_vietnamese(said) >= LEAST_VIETNAMESE or conversion_for([said]) is not None


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether images cover much of the page."""
    covered = 0.0
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        shape = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        if pdfium.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            covered += max(right - left, 0.0) * max(top - bottom, 0.0)
    return bool(covered >= PICTURE * page.get_width() * page.get_height())


def _is_ruled(page: pypdfium2.PdfPage) -> bool:
    count, objects = 0, pdfium.FPDFPage_CountObjects(page.raw)
    if objects > MOST_OBJECTS:
        return False
    for index in range(objects):
        shape = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, index))
        count += shape in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM)
        if count >= RULES:
            return True
    return False


def _tables(
    page: pypdfium2.PdfPage,
    number: int,
    glyphs: list[Glyph],
    textpage: pypdfium2.PdfTextPage,
    columns: list[float],
) -> tuple[list[tuple[float, Grid]], list[Glyph], list[float]]:
    """The finder is loaded for the first page that needs it: it takes long, and most files have no rules."""
    from chungtay.reader.formats.pdf_tables import take_tables

    tables, rest = take_tables(page, number, glyphs, textpage, columns)
    lowest = min(tables, key=lambda table: table.top, default=None)
    return [(table.top, table.grid) for table in tables], rest, lowest.columns if lowest else columns


# What stands on every page


def _drop_running_heads(pages: list[Page]) -> None:
    """Page numbers, and first or last rows that half of the pages have at the same height."""
    edges = Counter(_masked(page.rows[i]) for page in pages for i in _edge_rows(page))
    for page in pages:
        for i in sorted(_edge_rows(page), reverse=True):
            text = " ".join(s.text for s in page.rows[i])
            common = edges[_masked(page.rows[i])]
            if PAGE_NUMBER.fullmatch(text) or (common > 1 and common * 2 >= len(pages)):
                del page.rows[i]


def _edge_rows(page: Page) -> set[int]:
    return {0, len(page.rows) - 1} if page.rows else set()


def _masked(row: list[Segment]) -> tuple[str, int]:
    return DIGITS.sub("#", " ".join(s.text for s in row)), round(row[0].y / 3)


# Lines and paragraphs


def _margins(pages: list[Page]) -> Margins:
    """The left edge that most lines share, the right edge that hardly any line passes, the usual leading."""
    alone = [row[0] for page in pages for row in page.rows if len(row) == 1]
    lefts = Counter(round(s.x0) for s in alone)
    rights = sorted(s.x1 for s in alone)
    steps = Counter(
        round(a[0].y - b[0].y) for page in pages for a, b in pairwise(page.rows) if 0 < a[0].y - b[0].y < 60
    )
    return Margins(
        left=float(lefts.most_common(1)[0][0]) if lefts else 0.0,
        right=rights[len(rights) * 95 // 100] if rights else 0.0,
        leading=float(steps.most_common(1)[0][0]) if steps else 15.0,
    )


def _blocks(page: Page, margins: Margins) -> Iterator[Block]:
    """The lines of a page with its tables between them; a blank where a paragraph visibly begins."""
    tables = sorted(page.tables, key=lambda table: -table[0])
    above: Segment | None = None
    lines = in_reading_order(page.rows)
    for i, row in enumerate(lines):
        if not row:
            above = None
            yield Paragraph("")
            continue
        while tables and tables[0][0] > row[0].y:
            yield tables.pop(0)[1]
            above = None
        whole = _joined(row)
        if above and _begins(above, whole, margins):
            yield Paragraph("")
        following = lines[i + 1][0] if i + 1 < len(lines) and lines[i + 1] else None
        yield _line(page, whole, following, margins)
        above = whole
    yield from (grid for _, grid in tables)


def _with_rests(blocks: Iterator[Block]) -> Iterator[Block]:
    """The row that a table left over for the next page is its last one again."""
    table: Grid | None = None
    for block in blocks:
        if table and isinstance(block, Grid) and len(block.rows) == 1:
            table = replace(table, rows=table.rows + block.rows, page=block.page)
            continue
        if table:
            yield table
        table = block if isinstance(block, Grid) else None
        if not table:
            yield block
    if table:
        yield table


def _joined(row: list[Segment]) -> Segment:
    first, last = row[0], row[-1]
    text = laid_out(row) if len(row) > 1 else first.text
    return Segment(text, first.x0, last.x1, first.y, first.size, first.first_word, all(s.bold for s in row))


def _begins(above: Segment, line: Segment, margins: Margins) -> bool:
    """Further below than lines usually are, or indented under a line that is not."""
    if above.y - line.y > margins.leading * WIDE_LEADING:
        return True
    flush = above.x0 <= margins.left + INDENT
    return flush and line.x0 > margins.left + INDENT


def _line(page: Page, line: Segment, following: Segment | None, margins: Margins) -> Paragraph:
    middle = (line.x0 + line.x1) / 2
    centered = abs(middle - (margins.left + margins.right) / 2) < 12 and line.x0 > margins.left + 2 * INDENT
    room = margins.right - line.x1
    needed = following.first_word + line.size / 4 if following else margins.right * 0.1
    return Paragraph(
        line.text, bold=line.bold, centered=centered, page=page.number, full=room < needed, ocr=page.ocr
    )
