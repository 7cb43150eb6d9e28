"""Any number of a report reaches its cell, and who entered it, in two clicks: numbers chosen by chance, the seed said."""

import random

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.services import load_catalogue
from chungtay.indicators.tests.conftest import _own_copy
from chungtay.indicators.tests.factories import FORM, enter
from chungtay.reports import services
from tests.cast import NOW, TODAY, Cast
from tests.journeys.conftest import assert_pleasant, sign_in

__all__ = ["_own_copy"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FEWEST, CHOSEN = 6, 4


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
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - a failure must be made again
    for at in random.Random(seed).sample(range(count), CHOSEN):
        page.goto(here)
        expect(numbers.nth(at)).to_be_visible()
        numbers.nth(at).click()  # one
        expect(page.get_by_role("heading", name="Các ô làm nên số này")).to_be_visible()
        page.get_by_role("link", name="Ủy ban nhân dân xã A").first.click()  # two
        expect(page.get_by_text("xa.a (ví dụ)").first).to_be_visible()
    page.goto(here)
    assert_pleasant(page)
