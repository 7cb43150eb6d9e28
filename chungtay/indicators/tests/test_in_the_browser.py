"""A number in the table of the province is followed to who entered it."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from chungtay.catalogue.services import load_catalogue
from chungtay.indicators.forms import periods_asked, reporting_year
from chungtay.indicators.tests.factories import LEAFLETS, enter
from tests.browser import Screenshot
from tests.cast import NOW, Cast
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_number_of_the_province_is_followed_to_its_author_in_two_clicks(
    page: Page, cast: Cast, screenshot: Screenshot
) -> None:
    load_catalogue(now=NOW)
    today = timezone.localdate()
    months = periods_asked("month", reporting_year(today), today)
    for month, number in zip(months[-2:], (800, 1234), strict=False):
        enter(cast.officer, month, {LEAFLETS: number}, now=timezone.now())
    sign_in(page, "thuongtruc")
    page.goto("/chi-so/")
    page.get_by_label("Chỉ số, chỉ tiêu").select_option(LEAFLETS)
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_role("row", name="Xã A")).to_contain_text("1.234")
    assert_pleasant(page)
    screenshot("table")
    page.get_by_role("row", name="Xã A").get_by_role("link", name="1.234").click()
    expect(page.get_by_role("heading", name="Các báo cáo làm nên số này")).to_be_visible()
    assert_pleasant(page)
    screenshot("number")
    page.get_by_role("link", name="Ủy ban nhân dân xã A").click()
    expect(page.get_by_text("xa.a (ví dụ)").first).to_be_visible()
