"""The cells of an .xlsx or .xls as they are seen: days as days, numbers without a point."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from chungtay.base.problems import Problem, Refused
from chungtay.base.sheets import fits, is_older

ROWS, COLUMNS = 5_000, 60
_DAMAGED = (CalamineError, PasswordError, XmlError, ZipError, zipfile.BadZipFile, OSError, ValueError)


def read_grids(content: bytes) -> list[list[list[str]]]:
    """The sheets that hold anything. Refused: not a workbook, one that unpacks too large, too many rows."""
    try:
        if not is_older(content) and zipfile.is_zipfile(BytesIO(content)) and not fits(content):
            raise Refused(Problem("sheet_bomb", "Tệp này bung ra quá lớn.", "sheet"))
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            tables = [
                book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
            ]
    except _DAMAGED:
        sentence = (
            "Không mở được tệp này. Hãy lưu lại từ Excel thành tệp .xlsx, không đặt mật khẩu, rồi gửi lại."
        )
        raise Refused(Problem("sheet_damaged", sentence, "sheet")) from None
    grids = [[[as_text(cell) for cell in row[:COLUMNS]] for row in table] for table in tables]
    if any(len(grid) > ROWS for grid in grids):
        sentence = "Tệp có hơn {limit} dòng. Hãy chia thành nhiều tệp."
        raise Refused(Problem("sheet_long", sentence, "sheet", values={"limit": ROWS}))
    return [grid for grid in grids if any(map(any, grid))]


def as_text(cell: Any) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
