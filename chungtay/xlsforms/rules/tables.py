"""An XLSForm as text: its sheets as Markdown tables, the way pyxform reads them; from an .xlsx and back.

Text can be read, compared and kept under a checksum; a workbook cannot.
"""

import io
import re

from python_calamine import CalamineError, CalamineWorkbook

from chungtay.base.problems import Problem, Refused
from chungtay.base.sheets import fits, is_older

Row = tuple[int, list[str]]  # the number of the line and its cells
SHEETS = ("survey", "choices", "settings", "external_choices", "register", "contributes", "unique")
MOST_ROWS = 5000


def rows_of(source: str) -> dict[str, list[Row]]:
    """Every sheet by its name, the first row holding the names of the columns."""
    found: dict[str, list[Row]] = {}
    sheet = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if not line.startswith("|"):
            continue
        cells = [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line.rstrip())[1:-1]]
        if cells and cells[0]:
            sheet = cells[0].casefold()
        if any(cells[1:]):
            found.setdefault(sheet, []).append((number, cells[1:]))
    return found


def text_of(book: bytes) -> str:
    """The sheets of an .xlsx as Markdown. Raises Refused for what is no workbook, or has no survey."""
    try:
        if not is_older(book) and not fits(book):
            raise ValueError
        opened = CalamineWorkbook.from_filelike(io.BytesIO(book))
        sheets = {
            name.strip().casefold(): opened.get_sheet_by_name(name).to_python(skip_empty_area=False)[
                :MOST_ROWS
            ]
            for name in opened.sheet_names
        }
    except (CalamineError, OSError, ValueError):
        raise Refused(Problem("no_sheet", "Tệp này không phải bảng tính .xlsx.", "files")) from None
    if len(sheets) == 1:  # a form of one sheet need not name it
        sheets = {"survey": next(iter(sheets.values()))}
    if "survey" not in sheets:
        sentence = "Tệp không có trang “survey”. Hãy dùng mẫu của chuẩn XLSForm: survey, choices, settings."
        raise Refused(Problem("no_survey", sentence, "files"))
    return "\n".join(
        table(name, [[_plain(cell) for cell in row] for row in sheets[name]])
        for name in SHEETS
        if name in sheets
    )


def table(name: str, rows: list[list[str]]) -> str:
    """A sheet as text, without the rows and columns in which nothing, or no name, stands."""
    filled = [row for row in rows if any(row)]
    named = [at for at, head in enumerate(filled[0]) if head] if filled else []
    kept = [[row[at].replace("|", r"\|") for at in named if at < len(row)] for row in filled]
    return "\n".join([f"| {name} |", *("| | " + " | ".join(row) + " |" for row in kept if any(row))]) + "\n"


def _plain(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return " ".join(str("" if cell is None else cell).split())
