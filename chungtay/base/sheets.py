"""What every table has in common that leaves for a spreadsheet, and comes back from one."""

import re
import zlib
from datetime import date
from io import BytesIO
from math import inf
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from chungtay.base.problems import Problem, Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t")


def guarded(cell: object) -> object:
    """For a cell of CSV: no formula of a stranger runs in who opens the file."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


MOST_BYTES, MOST_CELLS = 50_000_000, 3_000_000
# Where a row or cell stands: r="1048576", r="XFD1048576"; and the end of a tag that holds nothing.
_PLACE = re.compile(rb"""\sr\s*=\s*(["'])([A-Z]{0,3})(\d{1,9})\1""")
_EMPTY = re.compile(rb"""(?:[^"'<>/]|"[^"<]*"|'[^'<]*')*/>""")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # two bytes a sign: no office program writes that
_OTHERS = {"content.xml", "xl/workbook.bin"}  # of .ods and .xlsb, which hide their size elsewhere


def fits(content: bytes, *, most_bytes: int = MOST_BYTES, most_cells: int = MOST_CELLS) -> bool:
    """Whether an .xlsx can be opened without filling the memory; also False for what is no .xlsx.

    Readers of sheets make room for every cell between A1 and the last one: a file of a kilobyte whose last cell is
    XFD1048576 asks for half a terabyte and takes the whole process along. So the places are looked at first, in all
    parts, which also shows every part that is longer than it says.
    """
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            names = {part.filename.lower() for part in parts}
            if "xl/workbook.xml" not in names or names & _OTHERS:
                return False
            if sum(part.file_size for part in parts) > most_bytes:
                return False
            return all(_cells(packed.read(part)) <= most_cells for part in parts)
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return False


_DAMAGED = (CalamineError, PasswordError, XmlError, ZipError, BadZipFile, OSError, ValueError)


def tables_in(content: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet of an .xlsx or older .xls by its name, its rows from A1 on; formulas by their value.

    Raises Refused at "sheet" for what is no workbook, or unpacks too large.
    """
    try:
        if not is_older(content) and is_zipfile(BytesIO(content)) and not fits(content):
            raise Refused(Problem("sheet_bomb", "Tệp này bung ra quá lớn.", "sheet"))
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return {
                name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name in book.sheet_names
            }
    except _DAMAGED:
        sentence = (
            "Không mở được tệp này. Hãy lưu lại từ Excel thành tệp .xlsx, không đặt mật khẩu, rồi gửi lại."
        )
        raise Refused(Problem("sheet_damaged", sentence, "sheet")) from None


def as_text(cell: Any) -> str:
    """What a person sees in the cell: days as 01/12/2026, whole numbers without a point."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def is_older(content: bytes) -> bool:
    """An .xls as Excel wrote it until 2003: its sheets end at 256 columns and 65,536 rows by themselves."""
    return content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _cells(part: bytes) -> float:
    """How many cells lie between A1 and the last one of a part; 1 for a part that is no sheet."""
    if part.startswith(_WIDE):
        return inf
    rows = columns = 1
    for found in _PLACE.finditer(part):
        # Office programs like to end a sheet with an empty row 1048576.
        if found[2] or not _EMPTY.match(part, found.end()):
            rows, columns = max(rows, int(found[3])), max(columns, _number_of(found[2]))
    return rows * columns


def _number_of(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
