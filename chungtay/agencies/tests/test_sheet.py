"""Accounts that come in on a sheet: every wrong cell is named, nothing is saved until all is right."""

import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.agencies import services
from chungtay.agencies.models import Account
from chungtay.agencies.rules.sheet import COLUMNS, ROWS_LIMIT
from chungtay.agencies.workbook import SHEET, read_rows, write_template
from chungtay.base.problems import NotThere, Refused
from chungtay.journal.models import Entry
from tests.cast import NOW, PASSWORD, TODAY, Cast

OFFICE, ROLE = "Sở Y tế tỉnh Mẫu", "Cán bộ sở, ngành, đoàn thể"
RIGHT = ("Lò Thị Ví Dụ", "lo.vidu", OFFICE, "Chuyên viên", ROLE, "01/12/2026")


def book_of(*rows: Sequence[Any], sheet: str = SHEET, head: Sequence[str] = COLUMNS) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in (head, *rows):
        page.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def office_client(username: str = "thuongtruc") -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def send(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("tai-khoan.xlsx", content)
    return client.post(reverse("agencies:import_accounts"), {"sheet": file})


def wrong_cells(cast: Cast, *rows: Sequence[str]) -> list[dict[int, str]]:
    checked = services.check_accounts(cast.province, list(enumerate(rows, start=2)), today=TODAY)
    return [{column: problem.code for column, problem in row.problems.items()} for row in checked]


def changed(column: int, value: str) -> tuple[str, ...]:
    return (*RIGHT[:column], value, *RIGHT[column + 1 :])


# -- the workbook ----------------------------------------------------------------------------------


def test_the_template_comes_back_as_it_went_out_with_lists_in_its_cells() -> None:
    content = write_template([OFFICE], [ROLE])
    book = openpyxl.load_workbook(BytesIO(content))
    page = book[SHEET]
    assert tuple(cell.value for cell in page[1]) == COLUMNS
    assert {rule.type for rule in page.data_validations.dataValidation} == {"list", "date"}
    for column, value in enumerate(RIGHT, start=1):
        page.cell(2, column, value)
    page.cell(3, 1, "Người Khác")
    page.cell(3, 6, datetime(2026, 12, 1))  # noqa: DTZ001 - a day of a spreadsheet has no zone
    file = BytesIO()
    book.save(file)
    assert read_rows(file.getvalue()) == [(2, list(RIGHT)), (3, ["Người Khác", "", "", "", "", "01/12/2026"])]


def bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "sheet_damaged"),
        (b"PK\x03\x04 not a workbook", "sheet_damaged"),
        (book_of(RIGHT)[:900], "sheet_damaged"),
        (bomb(), "sheet_bomb"),
        (book_of(RIGHT, sheet="Sheet1"), "sheet_other"),
        (book_of(RIGHT, head=("Tên", *COLUMNS[1:])), "sheet_columns"),
        (book_of(), "sheet_empty"),
        (book_of(*[RIGHT] * 5000), "sheet_long"),
    ],
    ids=["nothing", "no zip", "cut off", "bomb", "other sheet", "other columns", "empty", "5000 rows"],
)
def test_a_file_that_cannot_be_taken_says_why(content: bytes, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        read_rows(content)
    assert [found.code for found in refused.value.problems] == [problem]


def test_a_formula_counts_for_its_value_and_never_runs() -> None:
    content = book_of(("=1+1", "=cmd|' /C calc'!A0", OFFICE, "Chuyên viên", ROLE, ""))
    [(_line, cells)] = read_rows(content)
    assert "=" not in cells[0] + cells[1]


# -- the rows --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        (0, "", "name_letters"),
        (0, "=HYPERLINK(1)", "name_letters"),
        (1, "", "username_letters"),
        (1, "lò ví dụ", "username_letters"),
        (1, "XA.A", "username_taken"),
        (2, "Sở Không Có", "agency_unknown"),
        (2, "Công an tỉnh Khác", "agency_unknown"),
        (2, "", "agency_unknown"),
        (3, "", "post_long"),
        (3, "c" * 201, "post_long"),
        (4, "", "role_unknown"),
        (4, "Vua", "role_unknown"),
        (5, "hôm qua", "day_unclear"),
        (5, "31/02/2026", "day_unclear"),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(cast: Cast, column: int, value: str, problem: str) -> None:
    assert wrong_cells(cast, changed(column, value)) == [{column: problem}]


def test_a_right_row_is_right_by_any_spelling_of_the_body(cast: Cast) -> None:
    assert wrong_cells(cast, RIGHT, (*changed(1, "hai")[:2], "SỞ Y TẾ", *RIGHT[3:])) == [{}, {}]


def test_the_second_of_two_alike_is_wrong_and_names_the_first(cast: Cast) -> None:
    assert wrong_cells(cast, RIGHT, changed(1, "LO.VIDU")) == [{}, {1: "username_twice"}]


def test_a_standing_post_keeps_its_role(cast: Cast) -> None:
    assert wrong_cells(cast, (*RIGHT[:3], cast.department.post_name, "Lãnh đạo", "")) == [{4: "post_differs"}]


def test_two_rows_do_not_open_one_post_with_two_roles(cast: Cast) -> None:
    other = (*changed(1, "nguoi.hai")[:4], "Lãnh đạo", "")
    assert wrong_cells(cast, RIGHT, other) == [{}, {4: "post_differs"}]


# -- opening them ----------------------------------------------------------------------------------


def test_nothing_is_saved_until_all_is_right_or_the_right_ones_are_asked_for(cast: Cast) -> None:
    rows = [(2, RIGHT), (3, changed(1, "xa.a"))]
    before = Account.objects.count()
    with pytest.raises(Refused):
        services.open_accounts(by=cast.province, now=NOW, rows=rows, today=TODAY)
    assert Account.objects.count() == before
    [opened] = services.open_accounts(by=cast.province, now=NOW, rows=rows, today=TODAY, only_right=True)
    made = Account.objects.get(username="lo.vidu")
    assert made.check_password(opened.password)
    assert made.must_change_password
    assert opened.password not in str(list(Entry.objects.values()))


def test_who_does_not_manage_accounts_opens_none(cast: Cast) -> None:
    with pytest.raises(NotThere):
        services.open_accounts(by=cast.department, now=NOW, rows=[(2, RIGHT)], today=TODAY)


def test_a_sheet_goes_the_whole_way_through_the_pages(cast: Cast) -> None:
    client = office_client()
    checked = send(client, book_of(RIGHT, changed(1, "xa.a")))
    assert checked.status_code == 422
    assert "Đã có tài khoản mang tên này" in checked.content.decode()
    checked = send(client, book_of(RIGHT))
    assert checked.status_code == 200
    assert not Account.objects.filter(username="lo.vidu").exists()
    taken = client.post(reverse("agencies:take_accounts"), {"rows": checked.context["packed"]})
    assert taken.status_code == 200
    assert "no-store" in taken["Cache-Control"]
    [opened] = taken.context["opened"]
    assert opened.password in taken.content.decode()
    again = client.post(reverse("agencies:take_accounts"), {"rows": checked.context["packed"]})
    assert again.status_code == 422
    assert opened.password not in again.content.decode()


@pytest.mark.parametrize("rows", ["", "x", "[]]", '[["a", []]]', json.dumps([[2, ["a"]]]), "[" * 5000])
def test_rows_that_did_not_come_from_the_page_are_refused(cast: Cast, rows: str) -> None:
    assert office_client().post(reverse("agencies:take_accounts"), {"rows": rows}).status_code == 422


def test_the_template_holds_the_bodies_that_one_manages_and_no_others(cast: Cast) -> None:
    answer = office_client().get(reverse("agencies:accounts_template"))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    names = {str(row[0]) for row in book["Danh mục"].iter_rows(max_col=1, values_only=True)}
    assert OFFICE in names
    assert "Công an tỉnh Khác" not in names


def test_the_longest_sheet_is_taken(cast: Cast) -> None:
    rows = [(line, changed(1, f"nguoi.{line}")) for line in range(2, ROWS_LIMIT + 2)]
    assert not any(row.problems for row in services.check_accounts(cast.province, rows, today=TODAY))
