"""A commune's list becomes files while the worker says how far it is; when the commune ends, its successor takes them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules.successions import WHOLE
from chungtay.agencies.services.life import end_agency, name_successor
from chungtay.base.actor import Actor
from chungtay.cases.tests.test_pages import at_the_desk
from chungtay.notices import worker
from chungtay.people.tests.factories import police_of
from chungtay.people.tests.test_bringing import workbook
from tests.browser import Screenshot
from tests.cast import FOUNDER, NOW, Town
from tests.journeys.conftest import assert_pleasant

pytestmark = pytest.mark.browser
HEADS = ["STT", "Họ và tên", "Năm sinh", "Số quyết định", "Ngày quyết định"]
PEOPLE = [
    ["1", "Nguyễn Văn Ví Dụ", "1990", "03/QĐ (ví dụ)", "01/03/2026"],
    ["2", "Trần Thị Mẫu", "1985", "04/QĐ (ví dụ)", "10/04/2026"],
    ["3", "Lê Thị Ví Dụ", "2018", "05/QĐ (ví dụ)", "20/05/2026"],
]


def come_in(page: Page, username: str, base: str) -> None:
    page.context.clear_cookies()
    session = at_the_desk(username).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base}])


def end(body: Actor, heir: Actor) -> None:
    """The body went into the other yesterday."""
    old, yesterday = agencies.get_agency(FOUNDER, body.agency), timezone.localdate() - timedelta(days=1)
    told = {"by": FOUNDER, "now": NOW, "ground": "Nghị quyết 01 (ví dụ)"}
    name_successor(**told, old=old, new=heir.agency, subject=WHOLE, on=yesterday)  # type: ignore[arg-type]
    end_agency(**told, agency=old, ends_on=yesterday)  # type: ignore[arg-type]


def test_a_list_becomes_files_and_the_successor_takes_them_over(
    page: Page, town: Town, live_server: object, screenshot: Screenshot
) -> None:
    here, heir = police_of(town), police_of(town, next_door=True)
    base = live_server.url  # type: ignore[attr-defined]
    come_in(page, "congan.a", base)
    page.goto("/nhan-than/danh-sach/")
    sheet = {"name": "ds.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": workbook(HEADS, *PEOPLE)}
    page.locator("input[type=file]").set_input_files(sheet)  # type: ignore[arg-type]
    page.get_by_role("button", name="Đọc danh sách").click()
    expect(page.get_by_text("Đọc được 3 người. Chưa lưu ai.")).to_be_visible()
    page.get_by_label("Căn cứ của những người trong danh sách").select_option("transition.V1")
    page.get_by_role("button", name="Thử, chưa lưu").click()
    expect(page.get_by_role("heading", name="Đang làm với danh sách")).to_be_visible()
    screenshot("running")
    assert worker.run_due(limit=1) == 1
    expect(page.get_by_text("1 trong 3 dòng có chỗ phải sửa")).to_be_visible()
    expect(page.get_by_text("C6: Vào ngày 20/05/2026 người này chưa đủ 12 tuổi")).to_be_visible()
    assert_pleasant(page)
    screenshot("tried")
    page.get_by_role("button", name="Chỉ nhận các dòng đúng").click()
    expect(page.get_by_role("heading", name="Đang làm với danh sách")).to_be_visible()
    assert worker.run_due(limit=1) == 1
    expect(page.get_by_text("2 hồ sơ mở từ danh sách này")).to_be_visible()
    assert_pleasant(page)
    screenshot("taken")
    page.goto("/ho-so/")
    expect(page.get_by_role("link", name="Trần Thị Mẫu")).to_be_visible()

    end(here, heir)
    come_in(page, "congan.b", base)
    page.goto("/ho-so/")
    expect(page.get_by_text("Công an xã A đã kết thúc, còn 2 hồ sơ chưa ai nhận.")).to_be_visible()
    page.get_by_role("link", name="Nhận bàn giao hồ sơ").click()
    page.get_by_label("Căn cứ").fill("Nghị quyết 01 (ví dụ)")
    assert_pleasant(page)
    screenshot("to take over")
    page.get_by_role("button", name="Nhận bàn giao").click()
    expect(page.get_by_text("Đã nhận bàn giao. Thời hạn của từng hồ sơ")).to_be_visible()
    assert_pleasant(page)
    screenshot("taken over")
    page.goto("/ho-so/")
    expect(page.get_by_role("link", name="Trần Thị Mẫu")).to_be_visible()
