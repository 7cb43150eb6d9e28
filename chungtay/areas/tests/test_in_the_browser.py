"""A commune proposes, the province returns and approves, the map shows it: with a mouse, and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from chungtay.areas.tests.factories import BUSY, YEAR, reported
from chungtay.areas.tests.test_pages import SQUARE
from chungtay.places.models import Outline
from tests.browser import Screenshot, faults, too_wide
from tests.cast import PASSWORD, SINCE, Cast, Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}


def sign_in(page: Page, username: str) -> None:
    page.context.clear_cookies()
    page.goto("/vao/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda address: "/vao/" not in address)


def assert_pleasant(page: Page) -> None:
    assert faults(page) == [], page.url
    assert not too_wide(page), page.url


def test_from_the_commune_to_the_map(
    transactional_db: None, cast: Cast, town: Town, page: Page, screenshot: Screenshot
) -> None:
    reported(cast.officer, **BUSY)
    Outline.objects.create(place_id=town.commune_a, valid_from=SINCE, source="test", shape=SQUARE)
    own = f"/dia-ban/phan-loai/{town.commune_a}/?nam={YEAR}"
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sign_in(page, "xa.a")
    page.goto(own)
    expect(page.get_by_text("Chưa gửi được:")).to_be_visible()
    page.locator("summary", has_text="Nằm trên tuyến trọng điểm").click()
    page.get_by_label("Nằm trên tuyến trọng điểm").select_option(label="Không")
    page.get_by_label("Căn cứ").fill("Danh mục tuyến (ví dụ)")
    page.get_by_role("button", name="Ghi số").click()
    expect(page.get_by_text("Loại II: đạt 3 tiêu chí (a, b, c), cần 3.")).to_be_visible()
    expect(page.get_by_text("từ 3 thành 2 người")).to_be_visible()
    assert_pleasant(page)
    screenshot("a commune's own assessment")
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_text("Đã gửi đề nghị lên tỉnh.")).to_be_visible()
    _the_province_returns_it(page, own, screenshot)
    sign_in(page, "xa.a")
    page.goto(own)
    expect(page.get_by_text("Xem lại số điểm")).to_be_visible()
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_text("Đã gửi đề nghị lên tỉnh.")).to_be_visible()
    _the_province_approves_it(page, screenshot)


def _the_province_returns_it(page: Page, own: str, screenshot: Screenshot) -> None:
    sign_in(page, "thuongtruc")
    page.goto(own)
    page.get_by_label("Lý do trả lại").fill("Xem lại số điểm")
    page.get_by_role("button", name="Trả lại").click()
    expect(page.get_by_text("Đã trả lại.")).to_be_visible()


def _the_province_approves_it(page: Page, screenshot: Screenshot) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, "thuongtruc")
    page.goto(f"/dia-ban/phan-loai/phe-duyet/?nam={YEAR}")
    assert_pleasant(page)
    page.get_by_label("Số, ký hiệu quyết định").fill("12/QĐ-UBND (ví dụ)")
    page.get_by_role("button", name="Phê duyệt các xã đã chọn").click()
    expect(page.get_by_text("Đã phê duyệt.")).to_be_visible()
    page.goto(f"/dia-ban/phan-loai/?nam={YEAR}")
    expect(page.get_by_role("row", name="Xã A")).to_contain_text("loại II")
    expect(page.locator(".picture a path.p-kind-4")).to_have_count(1)
    assert_pleasant(page)
    screenshot("the map of a year")
    page.goto(f"/dia-ban/phan-loai/thay-doi/?nam={YEAR}&thu=1&zero_is_under_threshold=true")
    expect(page.get_by_text("0 xã, phường sẽ chuyển loại, trong 1 nơi")).to_be_visible()
    assert_pleasant(page)
