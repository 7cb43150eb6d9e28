"""Tables of money as .xlsx with live formulas: sums as sums, unit cost × quantity as products of named cells.

Every amount is in whole đồng: whole numbers of this size are exact in a spreadsheet, so its sums are too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_rowcol_to_cell

from chungtay.budgets.models import EstimateRow
from chungtay.budgets.queries import BudgetTable, Cut
from chungtay.budgets.rules import (
    Dated,
    Part,
    as_excel,
    first_day,
    in_whole_dong,
    names_in,
    parse_formula,
    values_on,
    year_of,
)

HEAD = 3  # the row of titles, from 0
CODE, NUMBER, LABEL, TOTAL, FIRST = range(5)  # columns; the years begin at FIRST
QUANTITIES = "Số lượng"
DONG = "#,##0"


@dataclass(frozen=True, slots=True)
class _Formats:
    bold: Any
    head: Any
    words: Any
    dong: Any
    sum: Any


def write_table(table: BudgetTable, title: str, known: Sequence[Dated], *, said: str) -> bytes:
    """The table of an estimate whose every amount is whole đồng (``in_whole_dong_throughout``)."""
    file = BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = _formats(book)
    sheet = _headed(book, title, said, table.columns, formats)
    cells = _write_quantities(book.add_worksheet(QUANTITIES), table, known, formats)
    _write_rows(sheet, table, cells, known, formats)
    book.close()
    return file.getvalue()


def write_blank(years: Sequence[int], *, said: str) -> bytes:
    """An empty table for a budget that is entered, in the form that comes back."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    formats = _formats(book)
    sheet = _headed(book, _("Bảng kinh phí mới"), said, [f"Năm {year}" for year in years], formats)
    sheet.write_comment(HEAD, NUMBER, _("1, 2 … cho mục; 1.1, 1.2 … cho khoản con"))
    book.close()
    return file.getvalue()


def _headed(book: Any, title: str, said: str, columns: Sequence[str], formats: _Formats) -> Any:
    sheet = book.add_worksheet(_("Dự toán"))
    sheet.write_string(0, 0, title, formats.bold)
    sheet.write_string(1, 0, said)
    titles = [_("Mã dòng"), _("TT"), _("Nội dung"), _("Tổng cộng"), *columns]
    for column, (words, width) in enumerate(zip(titles, [9, 8, 60, *[18] * 40], strict=False)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, words, formats.head)
    sheet.freeze_panes(HEAD + 1, FIRST)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _formats(book: Any) -> _Formats:
    return _Formats(
        bold=book.add_format({"bold": True}),
        head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        words=book.add_format({"text_wrap": True, "valign": "top"}),
        dong=book.add_format({"num_format": DONG, "valign": "top"}),
        sum=book.add_format({"num_format": DONG, "valign": "top", "bold": True}),
    )


def _write_quantities(
    sheet: Any, table: BudgetTable, known: Sequence[Dated], formats: _Formats
) -> dict[tuple[str, int], str]:
    """A row for each quantity, a column for each year; returns the cell of each."""
    parts = [parse_formula(row.row.line.formula) for row in table.rows if row.row.line.formula]
    codes = sorted({code for part in parts for code in names_in(part)})
    years = [year for year in map(year_of, table.columns) if year]
    labels = {dated.code: dated.label for dated in known}
    for column, words in enumerate([_("Mã"), _("Tên"), *map(str, years)]):
        sheet.set_column(column, column, 40 if column == 1 else 16)
        sheet.write_string(0, column, words, formats.head)
    found: dict[tuple[str, int], str] = {}
    for row, code in enumerate(codes, start=1):
        sheet.write_string(row, 0, code)
        sheet.write_string(row, 1, labels.get(code, code))
        for column, year in enumerate(years, start=2):
            dated = values_on(known, first_day(year)).get(code)
            if dated is not None:
                sheet.write_number(row, column, dated.value)
                cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
                found[code, year] = f"'{QUANTITIES}'!{cell}"
    return found


def _write_rows(
    sheet: Any,
    table: BudgetTable,
    cells: Mapping[tuple[str, int], str],
    known: Sequence[Dated],
    formats: _Formats,
) -> None:
    places = {row.row.pk: HEAD + 1 + place for place, row in enumerate(table.rows)}
    below: dict[int | None, list[EstimateRow]] = {}
    for line in table.rows:
        below.setdefault(line.row.parent_id, []).append(line.row)
    amounts = {
        row.row.pk: {cell.column: cell.amount_dong for cell in row.row.cells.all()} for row in table.rows
    }
    last = FIRST + len(table.columns) - 1
    for line in table.rows:
        row, at = line.row, places[line.row.pk]
        sheet.write_number(at, CODE, row.line_id)
        sheet.write_string(at, NUMBER, row.no, formats.words)
        sheet.write_string(at, LABEL, row.label, formats.words)
        _write_sum(
            sheet, at, TOTAL, [(at, FIRST, at, last)], row.total_dong, list(amounts[row.pk].values()), formats
        )
        for column, name in enumerate(table.columns, start=FIRST):
            stated, children = amounts[row.pk].get(name), below.get(row.pk, [])
            if children:
                boxes = [(places[child.pk], column, places[child.pk], column) for child in children]
                parts = [amounts[child.pk].get(name) for child in children]
                _write_sum(sheet, at, column, boxes, stated, parts, formats)
            else:
                _write_leaf(sheet, at, column, row.line.formula, year_of(name), stated, cells, known, formats)
    at, top = HEAD + 1 + len(table.rows), below.get(None, [])
    sheet.write_string(at, LABEL, _("Tổng cộng"), formats.bold)
    for column, name in enumerate(["", *table.columns], start=TOTAL):
        boxes = [(places[row.pk], column, places[row.pk], column) for row in top]
        parts = [amounts[row.pk].get(name) if name else row.total_dong for row in top]
        _write_sum(sheet, at, column, boxes, sum(part or 0 for part in parts), parts, formats)


def _write_sum(
    sheet: Any, row: int, column: int, boxes: Sequence[tuple[int, int, int, int]], stated: int | None,
    parts: Sequence[int | None], formats: _Formats,
) -> None:  # fmt: skip
    """A live sum where the stated amount is that sum; what the paper states differently stays as it states it."""
    if stated is None:
        return
    if sum(part or 0 for part in parts) != stated:
        sheet.write_number(row, column, stated, formats.sum)
        return
    named = [
        xl_rowcol_to_cell(*box[:2])
        if box[:2] == box[2:]
        else f"{xl_rowcol_to_cell(*box[:2])}:{xl_rowcol_to_cell(*box[2:])}"
        for box in boxes
    ]
    sheet.write_formula(row, column, f"=SUM({','.join(named)})", formats.sum, stated)


def _write_leaf(
    sheet: Any, row: int, column: int, formula: str, year: int | None, stated: int | None,
    cells: Mapping[tuple[str, int], str], known: Sequence[Dated], formats: _Formats,
) -> None:  # fmt: skip
    """A live product where the formula comes to the stated amount with the quantities of that year."""
    if stated is None:
        return
    part: Part | None = parse_formula(formula) if formula and year else None
    if part is not None and year is not None:
        values = {code: dated.value for code, dated in values_on(known, first_day(year)).items()}
        if in_whole_dong(part, values) == stated:
            named = {code: cells[code, year] for code in names_in(part)}
            sheet.write_formula(row, column, f"={as_excel(part, named)}", formats.dong, stated)
            return
    sheet.write_number(row, column, stated, formats.dong)


def write_cuts(rows: Sequence[Cut], title: str, *, said: str) -> bytes:
    """One cut through the money, with its sum alive under it where no row lies within another."""
    file = BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = _formats(book)
    sheet = book.add_worksheet(_("Kinh phí"))
    sheet.write_string(0, 0, title, formats.bold)
    sheet.write_string(1, 0, said)
    titles = [
        _("TT"),
        _("Khoản"),
        _("Đã duyệt"),
        _("Đã phân bổ"),
        _("Đang cam kết"),
        _("Đã giải ngân"),
        _("Còn được chi"),
    ]
    for column, (words, width) in enumerate(zip(titles, (8, 60, 18, 18, 18, 18, 18), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, words, formats.head)
    for at, cut in enumerate(rows, start=HEAD + 1):
        figures = cut.figures
        sheet.write_string(at, 0, cut.no)
        sheet.write_string(at, 1, cut.label or _("Toàn tỉnh"), formats.words)
        for column, amount in enumerate(
            (figures.planned, figures.allotted, figures.committed, figures.spent), start=2
        ):
            if amount is not None:
                sheet.write_number(at, column, amount, formats.dong)
        named = [xl_rowcol_to_cell(at, column) for column in (3, 4, 5)]
        sheet.write_formula(at, 6, f"={named[0]}-{named[1]}-{named[2]}", formats.dong, figures.left)
    if rows and all(cut.level == 1 for cut in rows):
        _write_column_sums(sheet, rows, formats)
    sheet.freeze_panes(HEAD + 1, 2)
    book.close()
    return file.getvalue()


def _write_column_sums(sheet: Any, rows: Sequence[Cut], formats: _Formats) -> None:
    at = HEAD + 1 + len(rows)
    sheet.write_string(at, 1, _("Tổng cộng"), formats.bold)
    sides = ("planned", "allotted", "committed", "spent", "left")
    for column, side in enumerate(sides, start=2):
        box = f"{xl_rowcol_to_cell(HEAD + 1, column)}:{xl_rowcol_to_cell(at - 1, column)}"
        total = sum(getattr(cut.figures, side) or 0 for cut in rows)
        sheet.write_formula(at, column, f"=SUM({box})", formats.sum, total)
