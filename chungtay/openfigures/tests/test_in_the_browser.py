"""The office opens a figure; somebody without an account reads it on a phone, in both languages."""

import pytest
from playwright.sync_api import Page, expect

from chungtay.figures.tests.factories import SmallForm
from chungtay.openfigures.tests.conftest import approved
from tests.browser import PHONE, Screenshot
from tests.cast import Cast
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_office_to_everybody(
    page: Page, cast: Cast, form: SmallForm, screenshot: Screenshot
) -> None:
    for period, people in (("2026-M01", 12), ("2026-M02", 2)):
        approved(cast, cast.officer, form, period, people)
        approved(cast, cast.officer_next_door, form, period, 30)
    sign_in(page, "thuongtruc")
    page.goto("/cong-khai/chon/?do=THU.THANG.E0&cap=commune&ky=month&tu=2026")
    expect(page.get_by_text("Sẽ giữ lại 2 số")).to_be_visible()
    page.get_by_label("Theo văn bản, ý kiến").fill("Công văn 12/UBND-NC (ví dụ)")
    assert_pleasant(page)
    screenshot("what would leave")
    page.get_by_role("button", name="Công bố cho mọi người").click()
    expect(page.get_by_text("Đã công bố.")).to_be_visible()
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto("/cong-khai/")
    page.get_by_role("link", name="Chỉ tiêu 0").click()
    expect(page.get_by_role("heading", name="Chỉ tiêu 0")).to_be_visible()
    expect(page.get_by_role("row", name="Xã A")).to_contain_text("•")
    assert_pleasant(page)
    screenshot("for everybody")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="Tiếng Việt")).to_be_visible()
    assert_pleasant(page)
    assert page.context.cookies() == []
