"""The cleaned blocks written down as one text, with the place of every line and cell in it."""

from collections.abc import Sequence

from chungtay.reader.blocks import DataTable, Line, Paragraph, TableCell, Text
from chungtay.reader.clean.grids import Place, Sheet


def assemble(blocks: Sequence[Paragraph | Sheet], dropped: tuple[str, ...]) -> Text:
    lines: list[Line] = []
    tables: list[DataTable] = []
    position = 0
    for block in blocks:
        if isinstance(block, Sheet):
            table, rows = _table(block, position)
            tables.append(table)
            lines.extend(rows)
        elif block.text or block.number:
            lines.append(_line(block, position))
        else:
            continue
        position = lines[-1].end + 1
    return Text("\n".join(line.text for line in lines), tuple(lines), tuple(tables), dropped)


def _line(paragraph: Paragraph, start: int) -> Line:
    text = f"{paragraph.number} {paragraph.text}".strip()
    return Line(
        start,
        start + len(text),
        text,
        bold=paragraph.bold,
        italic=paragraph.italic,
        centered=paragraph.centered,
        heading=paragraph.heading,
        page=paragraph.page,
        ocr=paragraph.ocr,
    )


def _table(sheet: Sheet, start: int) -> tuple[DataTable, list[Line]]:
    lines: list[Line] = []
    cells: dict[tuple[int, int], TableCell] = {}
    position = start
    for r, row in enumerate(sheet.rows):
        text = _write_row(row, r, position, cells)
        lines.append(Line(position, position + len(text), text, page=sheet.page, in_table=True))
        position += len(text) + 1
    grid = tuple(tuple(cells[place.row, place.column] for place in row) for row in sheet.rows)
    return DataTable(start, lines[-1].end, grid, sheet.header_rows), lines


def _write_row(row: tuple[Place, ...], r: int, start: int, cells: dict[tuple[int, int], TableCell]) -> str:
    """One line for the row. A merged cell is written where it begins and leaves its other places empty."""
    text = ""
    begins: dict[int, int] = {}
    for c, place in enumerate(row):
        if c:
            text += "| " if not text or text.endswith(" ") else " | "
        if (place.row, place.column) == (r, c):
            begins[c] = len(text)
            text += place.text
    text = text.rstrip()
    for c, begin in begins.items():
        place_start = start + min(begin, len(text))  # an empty cell at the end has no place of its own
        cells[r, c] = TableCell(place_start, place_start + len(row[c].text), row[c].text)
    return text
