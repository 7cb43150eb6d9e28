"""Two people of a commune write two numbers into one cell, the rest comes back by Excel, the province closes it all."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from chungtay.catalogue.services import load_catalogue
from chungtay.figures import services as figures
from chungtay.figures.queries import own_sheet
from chungtay.figures.services import Typed
from chungtay.figures.tests.test_pages import PERIOD
from tests.browser import Screenshot
from tests.cast import NOW, Cast
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORM = "XA.PHONGNGUA"
FOUND = "SUPPLY.POINTS_FOUND"
Cells = dict[str, object]


def cell_of(code: str, cast: Cast) -> int:
    shown = own_sheet(cast.officer, data_set=FORM, period=PERIOD, today=timezone.localdate())
    return shown.form.ids[code]


def write_as_the_deputy(cast: Cast, code: str, number: int) -> None:
    """At another desk, while the first page stays as it was opened."""
    now = timezone.now()
    made = figures.open_submission(by=cast.deputy, now=now, data_set=FORM, period=PERIOD)
    typed = Typed(cell_of(code, cast), 0, Decimal(number))
    figures.save_cells(by=cast.deputy, now=now, submission=made.pk, cells=[typed])


def saved(page: Page) -> None:
    expect(page.locator("[data-grid] [data-state]")).to_have_text("Đã lưu")


def downloaded(page: Page) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải tệp .xlsx").click()
    return Path(coming.value.path()).read_bytes()


def filled(content: bytes, cells: Cells, otherwise: object = None) -> dict[str, Any]:
    """The file with these numbers by the code of their cell, and one and the same in every other empty one."""
    book = load_workbook(BytesIO(content))
    page = book.worksheets[0]
    for row in page.iter_rows(min_row=6):
        code = row[0].value
        if code in cells:
            row[4].value = cells[code]
        elif code and not str(code).startswith("=") and row[4].value is None:
            row[4].value = otherwise
    file = BytesIO()
    book.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "bieu.xlsx", "mimeType": kind, "buffer": file.getvalue()}


def hand_back(page: Page, file: dict[str, Any]) -> None:
    page.get_by_label("Tệp .xlsx đã điền").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Lấy số từ tệp").click()


def settle_two_numbers(page: Page, cast: Cast, screenshot: Screenshot) -> None:
    """Both stand in the cell and on top, each with who wrote it; one is chosen."""
    page.goto(reverse("figures:entry", args=[FORM, PERIOD]))
    expect(page.locator("[data-grid] [data-given]")).to_contain_text("0 trên")
    write_as_the_deputy(cast, FOUND, 5)
    page.locator(f"[data-code='{FOUND}'] input:not([type=hidden])").fill("7")
    both = page.locator(f"[data-code='{FOUND}'] [data-others]")
    expect(both).to_contain_text(f"{cast.officer.name} ghi 7")
    expect(both).to_contain_text(f"{cast.deputy.name} ghi 5")
    on_top = page.get_by_role("region", name="Hai người ghi hai số khác nhau")
    expect(on_top).to_contain_text(f"{cast.deputy.name}: 5")
    assert_pleasant(page)
    screenshot("two numbers")
    both.get_by_role("button", name="Lấy số này").click()
    expect(on_top).to_be_hidden()
    saved(page)
    page.reload()
    expect(page.locator(f"[data-code='{FOUND}'] input:not([type=hidden])")).to_have_value("5")
    expect(on_top).to_be_hidden()


def test_the_figures_of_a_month_from_two_desks_and_a_spreadsheet_to_the_closing(
    page: Page, cast: Cast, screenshot: Screenshot
) -> None:
    load_catalogue(now=NOW)
    sign_in(page, "xa.a")
    settle_two_numbers(page, cast, screenshot)
    page.get_by_role("link", name="Điền bằng Excel").click()
    content = downloaded(page)
    wrong: Cells = {
        "PROPAGANDA.LEAFLETS": "nhiều", "PROPAGANDA.BANNERS": 1.234, "PROPAGANDA.BROADCASTS": -3,
        "PROPAGANDA.COMMITMENTS": "=2+3",
    }  # fmt: skip
    hand_back(page, filled(content, wrong))
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Chưa lấy số nào: 4 ô cần sửa trong tệp")
    for words in (
        "(Số tờ rơi, tài liệu đã phát)",
        "“nhiều” không phải là số",
        "không rõ là số nào",
        "là số âm",
        "Có công thức",
    ):
        expect(told).to_contain_text(words)
    assert_pleasant(page)
    screenshot("wrong cells")
    hand_back(page, filled(content, {"PROPAGANDA.LEAFLETS": "1.234"}, otherwise=0))
    expect(page.get_by_text("số từ tệp")).to_be_visible()
    page.get_by_role("button", name="Gửi số liệu").click()
    expect(page.get_by_text("Đã gửi số liệu.")).to_be_visible()
    close_and_see_what_changed(page, screenshot)


def close_and_see_what_changed(page: Page, screenshot: Screenshot) -> None:
    sign_in(page, "thuongtruc")
    page.goto("/so-lieu/")
    page.get_by_role("link", name="Số liệu đã chốt").click()
    page.get_by_label("Kỳ báo cáo").select_option(PERIOD)
    assert_pleasant(page)
    page.get_by_role("button", name="Chốt số liệu").click()
    expect(page.get_by_text("Từ khi chốt chưa số nào thay đổi")).to_be_visible()
    closed = page.url
    sign_in(page, "xa.a")
    page.goto(reverse("figures:entry", args=[FORM, PERIOD]))
    page.locator("[data-code='PROPAGANDA.LEAFLETS'] input:not([type=hidden])").fill("1.300")
    saved(page)
    sign_in(page, "thuongtruc")
    page.goto(closed)
    expect(page.get_by_role("heading", name="1 số đã khác từ khi chốt")).to_be_visible()
    changed = page.get_by_role("row").filter(has_text="1.234")
    expect(changed).to_contain_text("1.300")
    expect(changed).to_contain_text("xa.a (ví dụ)")
    assert_pleasant(page)
    screenshot("changed since it was closed")
