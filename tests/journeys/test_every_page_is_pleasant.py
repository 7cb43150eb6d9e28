"""Each page that a person opens in a day: no fault that axe-core can find, whole on a narrow phone."""

import pytest
from playwright.sync_api import Page

from chungtay.agencies.rules import AgencyLevel
from chungtay.example.bodies import Bodies
from tests.browser import Screenshot
from tests.cast import seat
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = pytest.mark.browser


def test_the_pages_of_the_standing_office(page: Page, dien_bien: Bodies, screenshot: Screenshot) -> None:
    sign_in(page, "thuongtruc")
    province, office = dien_bien.province.pk, dien_bien.ids["Công an tỉnh"]
    group = dien_bien.ids["Ủy ban nhân dân các xã, phường"]
    for address in (
        "/ke-hoach/", "/viec/", "/van-ban/", "/viec-cua-toi/", "/thong-bao/", "/tim/?q=so", "/tim/",
        "/dia-ban/", f"/dia-ban/{province}/", "/co-quan/", "/co-quan/moi/", f"/co-quan/{office}/",
        f"/co-quan/{group}/", f"/co-quan/{group}/thanh-vien/", "/tai-khoan/", "/tai-khoan/mat-khau/",
        "/tai-khoan/khoa-giao-tiep/", "/api/", "/so-lieu/trao-doi/",
    ):  # fmt: skip
        page.goto(address)
        assert_pleasant(page)
    screenshot("agency")


def test_the_journal_of_the_inspector(page: Page, dien_bien: Bodies, screenshot: Screenshot) -> None:
    seat("Thanh tra tỉnh", "thanhtra", "inspector", place=dien_bien.province.pk, level=AgencyLevel.PROVINCE)
    sign_in(page, "thanhtra")
    page.goto("/nhat-ky/")
    assert_pleasant(page)
    screenshot("journal")


def test_a_page_that_is_not_there(page: Page, dien_bien: Bodies) -> None:
    sign_in(page, "thuongtruc")
    page.goto("/ke-hoach/99999/")
    assert_pleasant(page)
