"""The .xlsx of accounts: the template that goes out, what comes back, and the sheet of first passwords."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from chungtay.agencies.rules.sheet import COLUMNS, ROWS_LIMIT
from chungtay.base.problems import Problem, Refused
from chungtay.base.sheets import as_text, tables_in

SHEET, LISTS = "Tài khoản", "Danh mục"
_WIDTHS = (28, 20, 44, 34, 34, 12)
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_template(agencies: Sequence[str], roles: Sequence[str]) -> bytes:
    """An empty sheet of accounts; bodies and roles are chosen from lists, days are days."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, _SAFE)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    text = book.add_format({"num_format": "@"})
    sheet, lists = book.add_worksheet(SHEET), book.add_worksheet(LISTS)
    for column, (title, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, day if column == 5 else text)
        sheet.write_string(0, column, title, head)
    sheet.freeze_panes(1, 0)
    for column, letter, names in ((2, "A", agencies), (4, "B", roles)):
        for row, name in enumerate(names):
            lists.write_string(row, ord(letter) - ord("A"), name)
        source = f"='{LISTS}'!${letter}$1:${letter}${max(len(names), 1)}"
        sheet.data_validation(
            1, column, ROWS_LIMIT, column,
            {"validate": "list", "source": source, "error_message": "Chọn trong danh sách."},
        )  # fmt: skip
    sheet.data_validation(
        1, 5, ROWS_LIMIT, 5,
        {"validate": "date", "criteria": ">", "value": date(2020, 1, 1), "error_message": "Viết như 01/12/2026."},
    )  # fmt: skip
    book.close()
    return file.getvalue()


def read_rows(content: bytes) -> list[tuple[int, list[str]]]:
    """The filled rows of a sheet of accounts, each with its line and its cells as text; formulas by their value.

    Refused: not a workbook, another sheet, other columns, nothing in it, too many rows.
    """
    tables = tables_in(content)
    if SHEET not in tables:
        sentence = "Không thấy trang “Tài khoản” trong tệp: hãy tải tệp mẫu và điền vào đó."
        raise Refused(Problem("sheet_other", sentence, "sheet"))
    rows = [[as_text(cell) for cell in row[: len(COLUMNS)]] for row in tables[SHEET]]
    if not rows or tuple(rows[0]) != COLUMNS:
        sentence = "Dòng đầu của trang “Tài khoản” không giống tệp mẫu: hãy tải tệp mẫu và điền vào đó."
        raise Refused(Problem("sheet_columns", sentence, "sheet"))
    filled = [(line, row) for line, row in enumerate(rows[1:], start=2) if any(row)]
    if not filled:
        raise Refused(Problem("sheet_empty", "Chưa có dòng nào được điền.", "sheet"))
    if len(filled) > ROWS_LIMIT:
        sentence = "Tệp có {count} dòng; mỗi lần nhận nhiều nhất {limit} dòng. Hãy chia thành nhiều tệp."
        values = {"count": len(filled), "limit": ROWS_LIMIT}
        raise Refused(Problem("sheet_long", sentence, "sheet", values=values))
    return filled


def write_first_passwords(rows: Sequence[tuple[str, str, str, str]]) -> bytes:
    """Name, username, body, first password: one row each, to be cut apart and handed over."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, _SAFE)
    sheet = book.add_worksheet("Mật khẩu đầu tiên")
    head = book.add_format({"bold": True, "bottom": 1})
    cut = book.add_format({"bottom": 3, "valign": "vcenter"})
    for column, (title, width) in enumerate(
        zip(("Họ và tên", "Tên đăng nhập", "Cơ quan", "Mật khẩu đầu tiên"), (28, 20, 44, 22), strict=True)
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for line, row in enumerate(rows, start=1):
        sheet.set_row(line, 24)
        for column, cell in enumerate(row):
            sheet.write_string(line, column, cell, cut)
    book.close()
    return file.getvalue()
