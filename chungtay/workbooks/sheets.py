"""A form as .xlsx for one body and period: what may be written is open, all else is locked, totals are live.

What the file was made of travels in a hidden sheet: for whom, of which version of the form, what stood in each cell
and at which revision, and a checksum over it. sheets_back.py reads it again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_rowcol_to_cell

from chungtay.catalogue import queries as catalogue
from chungtay.figures.queries import Sheet, SheetCell
from chungtay.figures.rules import Said, reasons

VERSION = 1
VISIBLE, HIDDEN = "Số liệu", "_mau"
HEAD = 4  # the row of titles, from 0
CODE, ELEMENT, OPTIONS, UNIT, NUMBER, REASON, BEFORE, YEAR_AGO = range(8)  # columns
TOTAL = "="  # before the code of an element, in the row of its total
_WIDTHS = (14, 48, 30, 10, 16, 30, 14, 18)
_UNHEARD = ("", "", 0)


@dataclass(frozen=True, slots=True)
class Travelling:
    """What the hidden sheet says: ``key`` whose it is, ``form`` which version of the form, ``cells`` what was seen
    (code → number, reason, revision).
    """

    key: tuple[str, ...]
    form: str
    cells: dict[str, tuple[str, str, int]]

    @property
    def checksum(self) -> str:
        said = [VERSION, self.key, self.form, sorted(self.cells.items())]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def travelling(sheet: Sheet) -> Travelling:
    """What a file of this sheet carries."""
    of = sheet.submission
    codes = [cell.code for cell in sheet.form.cells.values()]
    form = hashlib.sha256(json.dumps(codes).encode()).hexdigest()[:16]
    cells = {cell.cell.code: _seen(cell) for cell in sheet.cells()}
    return Travelling((of.data_set.code, str(of.agency_id), str(of.place_id), of.period), form, cells)


def _seen(cell: SheetCell) -> tuple[str, str, int]:
    if cell.row is None:
        return _UNHEARD
    said = Said(cell.row.value, cell.row.missing)
    number = "" if said.value is None else str(said.value.normalize())
    return number, "" if said.missing is None else str(said.missing), cell.revision


def write_sheet(sheet: Sheet) -> bytes:
    """The form with what stands in it now, to be filled in without a network and brought back."""
    file = BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(VISIBLE)
    formats = {
        "bold": book.add_format({"bold": True}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
        "open": book.add_format(
            {"locked": False, "border": 1, "num_format": "#,##0.###", "bg_color": "#FFFBE6"}
        ),
        "count": book.add_format(
            {"locked": False, "border": 1, "num_format": "#,##0", "bg_color": "#FFFBE6"}
        ),
        "choice": book.add_format({"locked": False, "border": 1, "text_wrap": True, "bg_color": "#FFFBE6"}),
        "total": book.add_format({"bold": True, "num_format": "#,##0.###"}),
    }
    _write_head(page, sheet, formats)
    at = HEAD + 1
    for section in sheet.sections:
        page.write_string(at, ELEMENT, catalogue.said(section.section), formats["bold"])
        at += 1
        for element in section.section.elements:
            mine = [cell for cell in section.cells if cell.cell.cell.element_id == element.pk]
            at = _write_element(page, at, element.code, mine, formats)
    page.freeze_panes(HEAD + 1, NUMBER)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.protect("", {"format_columns": True, "format_rows": True})
    _write_hidden(book.add_worksheet(HIDDEN), travelling(sheet))
    book.close()
    return file.getvalue()


def _write_head(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    of = sheet.submission
    page.write_string(0, 0, catalogue.said(of.data_set), formats["bold"])
    page.write_string(
        1, 0, f"{of.agency.name} – {_('kỳ')} {of.period} – {_('hạn gửi')} {sheet.days.due:%d/%m/%Y}"
    )
    page.write_string(
        2, 0, _("Ghi vào ô vàng. Không có gì thì ghi 0. Chưa biết thì để trống ô số và chọn lý do.")
    )
    titles = [
        _("Mã"), _("Chỉ tiêu"), _("Phân tổ"), _("Đơn vị"), _("Kỳ này"), _("Lý do không báo cáo"), _("Kỳ trước"),
        _("Cùng kỳ năm trước"),
    ]  # fmt: skip
    for column, (words, width) in enumerate(zip(titles, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(HEAD, column, words, formats["head"])


def _write_element(page: Any, at: int, code: str, cells: list[SheetCell], formats: dict[str, Any]) -> int:
    """The rows of an element and, where its parts may be added, their total; returns the row after."""
    first = at
    for cell in cells:
        _write_cell(page, at, cell, formats)
        at += 1
    if len(cells) > 1 and may_total(cells):
        numbers = [cell.row.value for cell in cells if cell.row and cell.row.value is not None]
        box = f"{xl_rowcol_to_cell(first, NUMBER)}:{xl_rowcol_to_cell(at - 1, NUMBER)}"
        page.write_string(at, CODE, f"{TOTAL}{code}")
        page.write_string(at, OPTIONS, _("Cộng"), formats["bold"])
        page.write_formula(at, NUMBER, f"=SUM({box})", formats["total"], float(sum(numbers, Decimal(0))))
        at += 1
    return at


def may_total(cells: Iterable[SheetCell]) -> bool:
    """Whether what these cells say may be added: never over a breakdown that is not additive."""
    options = (option for cell in cells for option in cell.cell.cell.options.all())
    return all(option.breakdown.additive for option in options)


def cell_name(cell: SheetCell) -> str:
    """ "Số tờ rơi", "Số buổi tuyên truyền: học sinh"."""
    element, options = catalogue.said(cell.cell.cell.element), catalogue.cell_said(cell.cell.cell)
    return element if options == element else f"{element}: {options}"


def _write_cell(page: Any, at: int, cell: SheetCell, formats: dict[str, Any]) -> None:
    of = cell.cell.cell
    options = " · ".join(catalogue.said(option) for option in catalogue.options_of(of))
    for column, words in (
        (CODE, cell.cell.code),
        (ELEMENT, catalogue.said(of.element)),
        (OPTIONS, options),
        (UNIT, of.unit),
    ):
        page.write_string(at, column, words, formats["words"])
    open_format = formats["open" if cell.cell.decimals else "count"]
    said = cell.said or Said()
    if said.value is None:
        page.write_blank(at, NUMBER, None, open_format)
    else:
        page.write_number(at, NUMBER, said.value, open_format)
    page.write_string(at, REASON, reasons().get(said.missing or 0, ""), formats["choice"])
    page.data_validation(
        at, REASON, at, REASON,
        {"validate": "list", "source": list(reasons().values()), "error_message": _("Chọn một lý do trong danh sách.")},
    )  # fmt: skip
    page.data_validation(
        at, NUMBER, at, NUMBER,
        {
            "validate": "decimal" if cell.cell.decimals else "integer", "criteria": ">=", "value": 0,
            "error_message": _("Chỉ ghi số, từ 0 trở lên."),
        },
    )  # fmt: skip
    for column, beside in ((BEFORE, cell.previous), (YEAR_AGO, cell.last_year)):
        if beside is not None and beside.value is not None:
            page.write_number(at, column, beside.value)


def _write_hidden(page: Any, carried: Travelling) -> None:
    page.very_hidden()
    page.protect()
    page.write_row(0, 0, [str(VERSION), carried.form, carried.checksum])
    page.write_row(1, 0, carried.key)
    for at, (code, (number, missing, revision)) in enumerate(carried.cells.items(), start=2):
        page.write_row(at, 0, [code, number, missing, str(revision)])
