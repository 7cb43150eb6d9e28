"""What every table has in common that leaves for a spreadsheet, and comes back from one."""

import re
import zlib
from datetime import date
from io import BytesIO
from math import inf
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

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
# What begins a row or a cell, and all of it up to the next tag. Where it stands: r="1048576", r="XFD1048576". One that
# says so by its own attribute, and a tag that holds nothing. None of them reads a byte again that it has read.
_BEGINS = re.compile(rb"<(?:[^<: \t\r\n]*+:)?(row|c)(?=[\s/>])([^<]*+)")
_PLACE = re.compile(rb"""[\s"']r\s*+=\s*+(["'])([A-Za-z]*+)(\d++)\1""")
_PLACED = re.compile(rb"""(?:\s++(?!r[\s=])[^\s="'/>]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'))*+\s++r\s*+=""")
_EMPTY = re.compile(rb"""(?:[^"'>/]|"[^"]*+"|'[^']*+')*+/>""")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # two bytes a sign: no office program writes that
_OTHERS = {"content.xml", "xl/workbook.bin"}  # of .ods and .xlsb, which hide their size elsewhere


def fits(content: bytes, *, most_bytes: int = MOST_BYTES, most_cells: int = MOST_CELLS) -> bool:
    """Whether an .xlsx can be opened without filling the memory; also False for what is no .xlsx.

    Readers of sheets make room for every cell between A1 and the last one: a file of a kilobyte whose last cell is
    XFD1048576 asks for half a terabyte and takes the whole process along. So the places are looked at first, in all
    parts. Whatever the file says of itself, this costs time and memory by the size of what it may unpack to, no more.
    """
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            names = {part.filename.lower() for part in parts}
            if "xl/workbook.xml" not in names or names & _OTHERS:
                return False
            if sum(part.file_size for part in parts) > most_bytes:
                return False
            # Parts that lie over one another would be unpacked once for each name.
            if sum(part.compress_size for part in parts) > len(content):
                return False
            return all(_cells(_unpacked(packed, part), most_cells) <= most_cells for part in parts)
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return False


def _unpacked(packed: ZipFile, part: ZipInfo) -> bytes:
    """Raises BadZipFile for a part that is longer than it says: one byte more is asked for, and no more unpacked."""
    if part.compress_type not in (
        ZIP_STORED,
        ZIP_DEFLATED,
    ):  # the others unpack all at once; no office program has them
        raise BadZipFile(part.filename)
    said = part.file_size
    part.file_size += 1
    with packed.open(part) as file:
        content = file.read(said + 1)
    if len(content) > said:
        raise BadZipFile(part.filename)
    return content


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


def _cells(part: bytes, most: int) -> float:
    """How many cells lie between A1 and the last one of a part at most; 1 for a part that is no sheet."""
    if part.startswith(_WIDE):
        return inf
    rows = last = columns = 1
    loose = {b"row": 0, b"c": 0}  # those that say no place stand behind the one before
    for seen, tag in enumerate(_BEGINS.finditer(part)):
        if seen > 2 * most:  # every cell in a row of its own
            return inf
        kind, said = tag.groups()
        loose[kind] += not _PLACED.match(said)
        # Office programs like to end a sheet with an empty row 1048576.
        empty = kind == b"row" and _EMPTY.match(said)
        for n, found in enumerate(_PLACE.finditer(said)):
            _, column, row = found.groups()
            if n > 9 or len(column) > 3 or len(row) > 9:  # no program says where a cell stands ten times
                return inf
            last = max(last, int(row))
            rows = rows if empty else max(rows, int(row))
            columns = max(columns, _number_of(column.upper()))
    if any(loose.values()):
        rows = last
    return (rows + loose[b"row"]) * (columns + loose[b"c"])


def _number_of(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
