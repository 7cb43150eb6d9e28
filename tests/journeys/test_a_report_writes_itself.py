"""A month's report from nothing to its paper: numbers that open, words that a person changes, a unit that writes."""

import random

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from chungtay.catalogue.rules.periods import previous
from chungtay.catalogue.services import load_catalogue
from chungtay.indicators.tests.conftest import _own_copy
from chungtay.indicators.tests.factories import BANNERS, LEAFLETS, enter
from chungtay.law.rules import window
from tests.browser import Screenshot
from tests.cast import NOW, Cast
from tests.journeys.conftest import assert_pleasant, sign_in

__all__ = ["_own_copy"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def month_just_over() -> str:
    """The reporting month before the one that runs today."""
    today = timezone.localdate()
    running = next(
        period
        for year in (today.year, today.year + 1)
        for period in (f"{year}-M{month:02}" for month in range(1, 13))
        if window(period).first <= today <= window(period).last
    )
    return previous(running)


def test_a_report_writes_itself(
    transactional_db: None, page: Page, cast: Cast, screenshot: Screenshot
) -> None:
    load_catalogue(now=NOW)
    period = month_just_over()
    enter(cast.officer, period, {BANNERS: 12, LEAFLETS: 1430}, now=timezone.now())
    sign_in(page, "thuongtruc")
    page.goto("/bao-cao/")
    page.get_by_label("Loại báo cáo").select_option("thang")
    page.get_by_label("Năm", exact=True).fill(period[:4])
    page.get_by_label("Tháng hoặc quý").fill(str(int(period[6:])))
    page.get_by_role("button", name="Soạn").click()
    expect(
        page.get_by_text("Treo 12 pa nô, băng rôn, áp phích; phát 1.430 tờ rơi, tài liệu.")
    ).to_be_visible()
    assert_pleasant(page)
    screenshot("drafted")
    report = page.url
    said = random.Random(period).choice(["12", "1.430"])  # any number, in two clicks
    page.get_by_role("article").get_by_role("link", name=said, exact=True).first.click()
    expect(page.get_by_role("heading", name="Các ô làm nên số này")).to_be_visible()
    expect(page.get_by_text("Xã A").first).to_be_visible()
    page.goto(report)
    page.get_by_role("article").get_by_role("link", name="Sửa đoạn").first.click()
    page.get_by_label("Nội dung").fill("Các xã đã treo 12 pa nô và phát 1.500 tờ rơi.")
    assert_pleasant(page)
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text("số 1.500 không có trong số liệu")).to_be_visible()
    screenshot("a number that no figure says")
