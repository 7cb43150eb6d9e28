"""A form of one's own becomes a register whose entries are approved and counted."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from chungtay.figures.models import DataValue
from chungtay.figures.tests.factories import make_form
from chungtay.registers.models import Register
from chungtay.registers.tests.conftest import FORM
from chungtay.xlsforms.rules.tables import rows_of
from tests.browser import Screenshot, faults, too_wide
from tests.cast import Cast
from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pleasant(page: Page) -> None:
    assert faults(page) == []
    assert not too_wide(page)


def fill(page: Page, title: str, day: date) -> None:
    page.get_by_label("Ngày", exact=True).fill(day.isoformat())
    page.get_by_label("Nói chuyện").check()
    page.get_by_label("Nội dung").fill(title)
    page.get_by_label("Học sinh").first.check()
    page.get_by_label("Lượt người").first.fill("1.200")


def workbook(source: str) -> FilePayload:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in rows_of(source).items():
        sheet = book.create_sheet(name)
        for _number, cells in rows:
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return {"name": "so-moi.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}


def test_a_form_of_ones_own_becomes_a_register_whose_entries_are_approved_and_counted(
    page: Page, cast: Cast, screenshot: Screenshot
) -> None:
    form = make_form()
    counted = "\n| contributes |\n| | element | value |\n| | THU.THANG.E0 | ${tong_luot} |\n"
    sign_in(page, "thuongtruc")
    page.goto(reverse("registers:design"))
    page.get_by_label("Tệp .xlsx theo chuẩn XLSForm").set_input_files(
        workbook(FORM.replace("sum(", "tong(") + counted)
    )
    page.get_by_role("button", name="Xem thử").click()
    expect(page.get_by_text("dùng hàm tong() chưa dùng được")).to_be_visible()
    page.get_by_label("Tệp .xlsx theo chuẩn XLSForm").set_input_files(workbook(FORM + counted))
    page.get_by_role("button", name="Xem thử").click()
    expect(page.get_by_role("heading", name="Người ghi sổ sẽ thấy")).to_be_visible()
    pleasant(page)
    screenshot("a register seen before it is published")
    page.get_by_role("button", name="Phát hành sổ").click()
    expect(page.get_by_role("heading", name="Buổi truyền thông mẫu")).to_be_visible()
    address = reverse("registers:new_entry", args=[Register.objects.get().pk])
    sign_in(page, "xa.a")
    page.goto(address)
    fill(page, "Nói chuyện ở trường (ví dụ)", timezone.localdate())
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_text("Đã ghi vào sổ.")).to_be_visible()
    pleasant(page)
    screenshot("an entry")
    sign_in(page, "thuongtruc")
    page.goto(reverse("registers:waiting"))
    pleasant(page)
    page.get_by_role("checkbox", name="Nói chuyện ở trường (ví dụ)").check()
    page.get_by_role("button", name="Duyệt các bản đã chọn").click()
    expect(page.get_by_text("Đã xong 1 bản ghi.")).to_be_visible()
    value = DataValue.objects.get(cell=form.cells[0])
    assert value.value == 1200
    sign_in(page, "xa.a")
    page.goto(reverse("figures:entry", args=[form.data_set.code, value.submission.period]))
    page.get_by_role("link", name="tự cộng từ sổ").click()
    expect(page.get_by_role("link", name="Nói chuyện ở trường (ví dụ)")).to_be_visible()
    pleasant(page)
    screenshot("the entries behind a number")
