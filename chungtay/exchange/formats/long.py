"""One line a value, for people with a spreadsheet: CSV and XLSX with the same columns, words beside every code."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from chungtay.base.problems import Problem
from chungtay.base.sheets import fits, guarded
from chungtay.exchange.formats.pieces import at_line, in_pieces, unreadable
from chungtay.exchange.rules import Line, LineStanding, Reading, Shape, known_period, plain
from chungtay.figures.rules import reasons

CODE, NAME, OPTIONS, PERIOD, UNIT, UNIT_NAME = "Mã ô", "Chỉ tiêu", "Phân tổ", "Kỳ", "Mã đơn vị", "Đơn vị"
BODY, BODY_NAME, NUMBER, MEASURE = "Mã cơ quan", "Cơ quan", "Số", "Đơn vị tính"
STANDING, REASON = "Tình trạng", "Lý do không báo cáo"
COLUMNS = (
    CODE, NAME, OPTIONS, PERIOD, UNIT, UNIT_NAME, BODY, BODY_NAME, NUMBER, MEASURE, STANDING, REASON,
)  # fmt: skip
STANDINGS = {
    LineStanding.APPROVED: "đã duyệt",
    LineStanding.PROVISIONAL: "chưa duyệt",
    LineStanding.HIDDEN: "giữ lại, số nhỏ về người",
}
MOST_ROWS = 1_048_575  # of a sheet, below its head
MOST_BYTES, MOST_CELLS = 200_000_000, 10_000_000  # unpacked
SHEET = "Số liệu"
_NEEDED = (CODE, PERIOD, UNIT, NUMBER)


def _told(shape: Shape, line: Line) -> tuple[str, ...]:
    cell = shape.cells[line.cell]
    element = shape.elements[cell.element]
    unit, body = shape.units.get(line.unit), shape.bodies.get(line.body)
    reason = "" if line.reason is None else f"{line.reason} – {reasons().get(line.reason, '')}"
    number = "" if line.value is None else plain(line.value, element.decimals)
    return (
        line.cell, element.name, _options(shape, line.cell), line.period, line.unit, unit.name if unit else "",
        line.body, body.name if body else "", number, cell.unit, STANDINGS[line.standing], reason,
    )  # fmt: skip


def _options(shape: Shape, cell: str) -> str:
    named = shape.options_of(cell)
    return ", ".join(
        next(one.name for one in shape.divisions[code].options if one.code == option)
        for code, option in named.items()
    )


def write_csv(shape: Shape, lines: Iterable[Line]) -> Iterator[bytes]:
    return in_pieces(_csv(shape, lines))


def _csv(shape: Shape, lines: Iterable[Line]) -> Iterator[str]:
    """The mark at the beginning lets Excel read Vietnamese."""
    file = StringIO()
    writer = csv.writer(file)
    file.write("\ufeff")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow(guarded(cell) for cell in _told(shape, line))
        yield file.getvalue()
        file.seek(0)
        file.truncate()
    yield file.getvalue()


def write_xlsx(shape: Shape, lines: Iterable[Line]) -> Iterator[bytes]:
    """Row by row to the disk; a code is always text, so that 00004 stays what it is."""
    file = BytesIO()
    plain_text = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, plain_text)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    page = book.add_worksheet(SHEET)
    page.set_column(0, len(COLUMNS) - 1, 18)
    page.freeze_panes(1, 0)
    for column, words in enumerate(COLUMNS):
        page.write_string(0, column, words, head)
    number = COLUMNS.index(NUMBER)
    for row, line in enumerate(lines, start=1):
        for column, words in enumerate(_told(shape, line)):
            if column == number and line.value is not None:
                page.write_number(row, column, float(line.value))
            elif words:
                page.write_string(row, column, words)
    book.close()
    yield file.getvalue()


def read_csv(content: bytes, shape: Shape) -> tuple[list[Line], list[Problem]]:
    try:
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return [], [unreadable("CSV")]
    return _read(rows, shape)


def read_xlsx(content: bytes, shape: Shape) -> tuple[list[Line], list[Problem]]:
    if not fits(content, most_bytes=MOST_BYTES, most_cells=MOST_CELLS):
        return [], [unreadable(".xlsx")]
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError):
        return [], [unreadable(".xlsx")]
    return _read([[_cell(value) for value in row] for row in rows], shape)


def _cell(value: Any) -> str:
    """Excel keeps every number as a float: 5.0 is 5."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _read(rows: list[list[str]], shape: Shape) -> tuple[list[Line], list[Problem]]:
    headings = [heading.strip() for heading in rows[0]] if rows else []
    lacking = [name for name in _NEEDED if name not in headings]
    if lacking:
        sentence = "Hàng đầu của tệp thiếu cột: {columns}. Hãy tải một tệp từ trang này để làm mẫu."
        return [], [Problem("headings", sentence, "file", values={"columns": ", ".join(lacking)})]
    reading = Reading(shape)
    for at, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            _take(dict(zip(headings, (cell.strip() for cell in row), strict=False)), reading, at_line(at))
    return reading.lines, reading.problems


def _take(said: Mapping[str, str], reading: Reading, at: str) -> None:
    cell, period = said.get(CODE, ""), known_period(said.get(PERIOD, ""))
    if cell not in reading.shape.cells:
        sentence = "Biểu không có ô “{code}”."
        reading.wrong("cell_unknown", sentence, at, code=cell[:80])
    if period is None:
        sentence = "Không có kỳ “{period}”. Cách ghi: tháng 2026-M03, quý 2026-Q2, năm 2026."
        reading.wrong("period_unknown", sentence, at, period=said.get(PERIOD, "")[:20])
    if cell not in reading.shape.cells or period is None:
        return
    words = said.get(STANDING, "").casefold()
    standing = next((one for one, called in STANDINGS.items() if called == words), LineStanding.PROVISIONAL)
    reason = said.get(REASON, "").partition(" ")[0]
    reading.say(
        said.get(UNIT, ""), said.get(BODY, ""), period, cell, said.get(NUMBER, ""), reason, standing, at
    )  # fmt: skip
