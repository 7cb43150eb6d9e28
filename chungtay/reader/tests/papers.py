"""Texts for the tests, written down shortly and laid out as ``clean`` lays them out."""

from chungtay.reader.blocks import DataTable, Line, TableCell, Text


def paper(*parts: str | list[str], header_rows: int = 1) -> Text:
    """A text of paragraphs (str) and tables (list of rows, cells parted by "|").

    A cell "<" is merged with the one to its left, "^" with the one above it.
    """
    text, lines, tables = "", [], []
    for part in parts:
        if isinstance(part, str):
            start = len(text)
            text += part
            lines.append(Line(start, len(text), part))
            text += "\n"
            continue
        start = len(text)
        rows: list[tuple[TableCell, ...]] = []
        for printed in part:
            cells: list[TableCell] = []
            begin = len(text)
            for place, cell in enumerate(c.strip() for c in printed.split("|")):
                if cell == "<":
                    cells.append(cells[-1])
                    continue
                if cell == "^":
                    cells.append(rows[-1][place])
                    continue
                if cells:
                    text += " | "
                cells.append(TableCell(len(text), len(text) + len(cell), cell))
                text += cell
            lines.append(Line(begin, len(text), text[begin:], in_table=True))
            text += "\n"
            rows.append(tuple(cells))
        tables.append(DataTable(start, len(text) - 1, tuple(rows), header_rows))
    return Text(text.rstrip("\n"), tuple(lines), tuple(tables))
