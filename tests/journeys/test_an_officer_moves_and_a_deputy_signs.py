"""Two stories of seats, in a real browser: a commune officer moves away; a deputy signs for the chief."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from chungtay.plans.tests.factories import hand_over, make_example_plan
from tests.browser import PHONE, Screenshot
from tests.cast import Cast
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at_work(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast with a plan in which commune A owes work."""
    make_example_plan(cast, hand_over(monkeypatch))
    return cast


def fill_day(page: Page, label: str, day: date) -> None:
    page.get_by_label(label, exact=False).first.fill(day.isoformat())


def test_an_officer_moves_away_and_a_newcomer_takes_over(
    page: Page, at_work: Cast, screenshot: Screenshot
) -> None:
    sign_in(page, "thuongtruc")
    page.goto("/tai-khoan/danh-sach/?q=xa.a")
    assert_pleasant(page)
    screenshot("accounts")
    page.get_by_role("link", name="xa.a (ví dụ)").first.click()
    expect(page.get_by_role("heading", name="Tài khoản này xem và làm được gì, vì sao")).to_be_visible()
    assert_pleasant(page)
    screenshot("account")
    page.get_by_role("link", name="Bàn giao chức danh").click()
    expect(page.get_by_text("Sẽ đi theo chức danh")).to_be_visible()
    assert_pleasant(page)
    screenshot("handing on")

    page.get_by_label("Tên đăng nhập của người nhận").fill("xa.a.moi")
    page.get_by_label("Căn cứ").fill("Quyết định điều động số 12 (ví dụ)")
    page.get_by_role("button", name="Bàn giao").click()
    expect(page.get_by_role("alert")).to_contain_text("Không có tài khoản này")
    page.get_by_label("Họ và tên người mới").fill("Người Mới (ví dụ)")
    page.get_by_role("button", name="Bàn giao").click()
    first = page.locator("#first-password").inner_text()
    assert_pleasant(page)

    sign_in(page, "xa.a")
    expect(page.get_by_role("heading", name="Bạn chưa giữ chức danh nào hôm nay")).to_be_visible()
    sign_in(page, "xa.a.moi", first)
    page.get_by_label("Mật khẩu hiện tại").first.fill(first)
    page.get_by_label("Mật khẩu mới").first.fill("một câu rất dài và dễ nhớ của tôi")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.goto("/viec-cua-toi/")
    expect(page.locator("li.share").first).to_be_visible()
    page.goto("/thong-bao/")
    expect(page.get_by_text("anh/chị nhận bàn giao từ xa.a (ví dụ)")).to_be_visible()
    assert_pleasant(page)


def test_a_deputy_signs_for_the_chief_and_the_history_says_so(
    page: Page, at_work: Cast, screenshot: Screenshot
) -> None:
    sign_in(page, "xa.a")
    page.goto(f"/chuc-danh/{at_work.officer.post}/")
    assert_pleasant(page)
    page.get_by_role("link", name="Ủy quyền").click()
    page.get_by_label("Người được giao").select_option(label="xa.a.pho (ví dụ), Chức danh xa.a.pho")
    page.get_by_label("KT. Ký thay").check()
    fill_day(page, "Đến hết ngày", timezone.localdate() + timedelta(days=10))
    assert_pleasant(page)
    screenshot("lending")
    page.get_by_label("Căn cứ").fill("Thông báo phân công số 03 (ví dụ)")
    page.get_by_role("button", name="Ủy quyền").click()
    signed = "KT. CHỨC DANH XA.A – CHỨC DANH XA.A.PHO"
    expect(page.get_by_text(signed)).to_be_visible()
    assert_pleasant(page)
    screenshot("post")

    sign_in(page, "xa.a.pho")
    page.locator("details.top-menu > summary").click()
    page.get_by_role("button", name=signed).click()
    expect(page.locator("details.top-menu > summary")).to_contain_text(signed)
    page.goto("/viec-cua-toi/")
    mine = page.locator("li.share").first
    task = mine.locator("a.title").get_attribute("href")
    assert task is not None
    mine.get_by_text("Cập nhật").first.click()
    mine.get_by_label("Đã làm gì, vướng gì").fill("Đã họp bản và phân công.")
    mine.get_by_role("button", name="Đã xong").click()
    expect(page.get_by_text("Đã ghi.")).to_be_visible()
    page.goto(task)
    told = page.get_by_role("region", name="Lịch sử").get_by_role("listitem").first
    expect(told).to_contain_text("Đã họp bản và phân công.")
    expect(told).to_contain_text(signed)
    assert_pleasant(page)
    screenshot("history")
    page.set_viewport_size(PHONE)
    expect(page.locator(".where .signs")).to_have_text(signed)


def test_the_map_of_powers_and_a_sheet_of_accounts(page: Page, cast: Cast, screenshot: Screenshot) -> None:
    sign_in(page, "thuongtruc")
    for address in ("/quyen-han/", "/tai-khoan/nhap/", f"/co-quan/{cast.officer.agency}/", "/tai-khoan/"):
        page.goto(address)
        assert_pleasant(page)
        screenshot(address.strip("/").replace("/", " "))
