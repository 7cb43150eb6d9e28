"""Word documents, read straight from their XML: python-docx builds an object for every run, which is slow.

Text that tracked changes have deleted is left out, inserted text is in; text boxes follow the paragraph that they
hang on; footnotes come at the end, marked "[1]" at both places.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chungtay.reader.blocks import Block, Cell, Grid, Paragraph
from chungtay.reader.formats.counts import count
from chungtay.reader.formats.package import MAIN_PART, Package
from chungtay.reader.formats.word_runs import Runs, text_boxes
from chungtay.reader.formats.word_xml import Element, W, get, iterate, value_of

BODY, P, TBL, TC = W + "body", W + "p", W + "tbl", W + "tc"
WRAPPERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
WIDEST = 100  # columns of a table
NOTE_KINDS = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))


def read_docx(content: bytes) -> tuple[Block, ...]:
    package = Package(content)
    runs = Runs(package)
    blocks: list[Block] = []
    for element in iterate(package, MAIN_PART, "p", "tbl"):
        if _in_body(element):
            blocks.extend(_blocks(element, runs))
            _release(element)
    blocks.extend(_notes(package, runs))
    return tuple(blocks)


def _in_body(element: Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent.tag in WRAPPERS:
        parent = parent.getparent()
    return parent is not None and parent.tag == BODY


def _release(element: Element) -> None:
    """Forget what has been read, so that memory does not grow with the document."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _blocks(element: Element, runs: Runs) -> Iterator[Block]:
    if element.tag == TBL:
        yield from _table(element, runs)
        return
    yield runs.paragraph(element)
    for box in text_boxes(element):
        yield from _inside(box, runs)


def _inside(container: Element, runs: Runs) -> Iterator[Block]:
    """The paragraphs and tables directly in a cell, a text box or a note."""
    for child in container:
        if child.tag in (P, TBL):
            yield from _blocks(child, runs)
        elif child.tag in WRAPPERS:
            yield from _inside(child, runs)


# Tables


def _table(table: Element, runs: Runs) -> list[Block]:
    """A grid; a table of one column is a box, whose contents stand for themselves."""
    rows = [_row(row, runs) for row in _rows(table)]
    if all(len(row) == 1 for row in rows):
        return [block for row in rows for cell in row for block in cell.blocks]
    return [Grid(tuple(_merged_down(rows)))]


@dataclass(frozen=True, slots=True)
class _Place:
    """A w:tc at its grid column; ``goes_on``: it belongs to the cell above it."""

    column: int
    columns: int
    goes_on: bool
    blocks: list[Block]


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == W + "tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in WRAPPERS:
            yield from _rows(child)


def _row(row: Element, runs: Runs) -> list[_Place]:
    column = count(value_of(row.find(W + "trPr"), "gridBefore"), 0, WIDEST)
    places = [_Place(c, 1, False, []) for c in range(column)]
    for cell in _cells(row):
        properties = cell.find(W + "tcPr")
        columns = count(value_of(properties, "gridSpan"), 1, WIDEST)
        goes_on = value_of(properties, "vMerge") not in (None, "restart")
        places.append(_Place(column, columns, goes_on, list(_inside(cell, runs))))
        column += columns
    return places


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == TC:
            yield child
        elif child.tag in WRAPPERS:
            yield from _cells(child)


def _merged_down(rows: list[list[_Place]]) -> Iterator[tuple[Cell, ...]]:
    """Cells that go on downwards stand once, where they begin."""
    for r, row in enumerate(rows):
        yield tuple(
            Cell(_cell_paragraphs(place.blocks), place.columns, 1 + _goes_on_below(rows, r, place.column))
            for place in row
            if not place.goes_on or r == 0
        )


def _goes_on_below(rows: list[list[_Place]], r: int, column: int) -> int:
    below = 0
    for row in rows[r + 1 :]:
        if not any(place.column == column and place.goes_on for place in row):
            break
        below += 1
    return below


def _cell_paragraphs(blocks: list[Block]) -> tuple[Paragraph, ...]:
    """A table inside a cell becomes one paragraph per row."""
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
        else:
            paragraphs.extend(Paragraph(" | ".join(_cell_text(cell) for cell in row)) for row in block.rows)
    return tuple(paragraphs)


def _cell_text(cell: Cell) -> str:
    return " ".join(paragraph.text for paragraph in cell.paragraphs)


# Notes


def _notes(package: Package, runs: Runs) -> Iterator[Paragraph]:
    """Footnotes and endnotes in the order in which the text refers to them."""
    for part, kind in NOTE_KINDS:
        if part not in package:
            continue
        found: dict[int, Paragraph] = {}
        for note in iterate(package, part, kind):
            mark = runs.marks.get((kind, get(note, "id")))
            if mark is not None:
                texts = [block.text for block in _inside(note, runs) if isinstance(block, Paragraph)]
                found[mark] = Paragraph(f"[{mark}] " + " ".join(text.strip() for text in texts))
        yield from (found[mark] for mark in sorted(found))
