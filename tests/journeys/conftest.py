"""What the stories share: the places of two provinces, their bodies, and how a person signs in and hands in a paper."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.example.bodies import DISTRICTS_ENDED, Bodies, group_new_units, open_bodies
from chungtay.example.past import ERA
from chungtay.example.telling import moment
from chungtay.handovers.services import reorganise
from chungtay.notices import worker
from chungtay.places import queries as places
from chungtay.places import services as place_services
from tests.browser import faults, too_wide
from tests.cast import FOUNDER, NOW, PASSWORD, TODAY, seat

PAPERS = Path(__file__).resolve().parents[2] / "chungtay" / "reader" / "tests" / "documents"


@pytest.fixture
def two_provinces(transactional_db: None) -> None:
    """Điện Biên and Bắc Giang as they were and are, from the shipped data."""
    place_services.load_places(now=NOW, provinces=["11", "24"])


@pytest.fixture
def old_dien_bien(two_provinces: None) -> Bodies:
    """The bodies of Điện Biên before 1 July 2025, written down in their own days, as the example does."""
    return open_bodies(by=FOUNDER, now=moment(ERA), today=TODAY)


@pytest.fixture
def old_office(old_dien_bien: Bodies) -> Actor:
    """Its standing office ("thuongtruc")."""
    place = old_dien_bien.province.pk
    return seat("Công an tỉnh", "thuongtruc", "standing_office", place=place, level=AgencyLevel.PROVINCE)


@pytest.fixture
def dien_bien(old_dien_bien: Bodies, old_office: Actor) -> Bodies:
    """The bodies of Điện Biên as they are since its units changed."""
    reorganise(by=old_office, now=NOW, on=DISTRICTS_ENDED, ground="Nghị quyết 1661/NQ-UBTVQH15")
    group_new_units(old_dien_bien, now=NOW, today=TODAY)
    return old_dien_bien


@pytest.fixture
def viet_yen(two_provinces: None) -> int:
    """The town of Việt Yên (until 2025) and the seat of its standing office ("congan.vietyen")."""
    [town] = [
        place
        for place in places.find_places("Thị xã Việt Yên", on=date(2024, 6, 1))
        if place.kind == "district"
    ]
    seat("Công an thị xã", "congan.vietyen", "standing_office", place=town.pk, level=AgencyLevel.DISTRICT)
    return town.pk


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.context.clear_cookies()
    page.goto("/vao/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda address: "/vao/" not in address)


def hand_in(page: Page, paper: Path) -> None:
    """Upload a paper, let the worker read it, and stand on its review page."""
    page.goto("/van-ban/")
    page.get_by_label("Gửi văn bản mới").set_input_files(paper)
    page.get_by_role("button", name="Gửi và đọc").click()
    expect(page.get_by_role("heading", name="Máy đang đọc văn bản")).to_be_visible()
    assert worker.run_due(limit=1) == 1
    page.get_by_role("link", name="Soát").first.click()
    expect(page.get_by_role("heading", name="Soát văn bản")).to_be_visible()


def assert_pleasant(page: Page) -> None:
    """No fault that axe-core finds, and no sideways scrolling on a phone."""
    assert faults(page) == []
    desk = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    assert not too_wide(page)
    assert faults(page) == []
    if desk:
        page.set_viewport_size(desk)
