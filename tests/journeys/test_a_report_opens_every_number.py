"""Any number of a report, a picture or a table reaches its cell, and who entered it, in two clicks: chosen by chance."""

import random
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.services import load_catalogue
from chungtay.indicators.tests.conftest import _own_copy
from chungtay.indicators.tests.factories import FORM, enter
from chungtay.overview.queries import closed_months
from chungtay.reports import services
from tests.cast import NOW, TODAY, Cast
from tests.journeys.conftest import assert_pleasant, sign_in

__all__ = ["_own_copy"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FEWEST, CHOSEN = 6, 4
SAID = re.compile(r"^\d")  # a number, and neither "not reported" nor the name of a month


def by_chance() -> random.Random:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - a failure must be made again
    return random.Random(seed)


def test_any_number_reaches_its_cell_and_its_author_in_two_clicks(
    transactional_db: None, page: Page, cast: Cast
) -> None:
    load_catalogue(now=NOW)
    cells = catalogue.cells_of(catalogue.data_set(FORM), TODAY)
    enter(cast.officer, "2026-M02", {cell.code: 7 * at + 3 for at, cell in enumerate(cells)})
    report = services.open_report(by=cast.province, now=NOW, kind="thang", year=2026, part=2)
    sign_in(page, "thuongtruc")
    here = reverse("reports:report", args=[report.pk])
    page.goto(here)
    numbers = page.get_by_role("article").locator("a.number[href*='/so/']")
    expect(numbers.first).to_be_visible()
    count = numbers.count()
    assert count >= FEWEST
    for at in by_chance().sample(range(count), CHOSEN):
        page.goto(here)
        expect(numbers.nth(at)).to_be_visible()
        numbers.nth(at).click()  # one
        expect(page.get_by_role("heading", name="Các ô làm nên số này")).to_be_visible()
        page.get_by_role("link", name="Ủy ban nhân dân xã A").first.click()  # two
        expect(page.get_by_text("xa.a (ví dụ)").first).to_be_visible()
    page.goto(here)
    assert_pleasant(page)


def test_so_does_any_number_of_the_pictures_and_of_the_table_of_figures(
    transactional_db: None, page: Page, cast: Cast
) -> None:
    load_catalogue(now=NOW)
    cells = catalogue.cells_of(catalogue.data_set(FORM), TODAY)
    for more, month in enumerate(closed_months(timezone.localdate())[-2:]):
        enter(
            cast.officer, month, {cell.code: 7 * at + 3 + more for at, cell in enumerate(cells)}, now=timezone.now()
        )  # fmt: skip
    sign_in(page, "thuongtruc")
    drawn = page.locator("figure.picture tbody tr").filter(has=page.locator("td.number", has_text=SAID))
    counted = page.locator("td.number a", has_text=SAID)
    year = closed_months(timezone.localdate())[-1][:4]
    for here, numbers in (
        (reverse("overview:looking") + "?view=pictures", drawn.locator("th a")),
        (reverse("indicators:look") + f"?do=PROPAGANDA.SESSIONS&nam={year}", counted),
    ):
        page.goto(here)
        expect(numbers.first).to_be_attached()
        number = numbers.nth(by_chance().randrange(numbers.count()))
        page.locator("details:has(figure), figure details").evaluate_all(
            "all => all.forEach(one => one.open = true)"
        )
        number.click()  # one
        expect(page.get_by_role("heading", name="Các báo cáo làm nên số này")).to_be_visible()
        page.get_by_role("link", name="Ủy ban nhân dân xã A").first.click()  # two
        expect(page.get_by_text("xa.a (ví dụ)").first).to_be_visible()
