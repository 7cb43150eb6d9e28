"""Each page that a person opens in a day: no fault that axe-core can find, whole on a narrow phone."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from chungtay.agencies.models import Account
from chungtay.agencies.rules import AgencyLevel
from chungtay.cases.tests.test_pages import at_the_desk
from chungtay.example.bodies import Bodies
from chungtay.people.tests.factories import police_of, write_down
from tests.browser import Screenshot
from tests.cast import Cast, Town, seat
from tests.house.test_every_address_is_in_the_table import address
from tests.house.things import one_of_each
from tests.journeys.conftest import assert_pleasant, sign_in
from tools.walk_look import KEYBOARD, with_the_keyboard
from tools.walk_pages import plan

pytestmark = pytest.mark.browser

# A page that a mouse can use and the keyboard cannot: one fault of each kind.
ONLY_FOR_A_MOUSE = """<title>x</title><style>#b:focus { outline: none } #d { cursor: pointer }
#over { position: fixed; inset: 60px 0 0 0; background: white }</style>
<a href="#1" tabindex="2">hai</a><a href="#2" tabindex="1">một</a> <button id="b">không thấy</button>
<div id="d">chỉ bấm được</div><div id="over"></div><p style="margin-top: 90px"><a href="#3">bị che</a></p>
<textarea onkeydown="event.key === 'Tab' && event.preventDefault()"></textarea><input>"""


def test_the_pages_of_the_standing_office(page: Page, dien_bien: Bodies, screenshot: Screenshot) -> None:
    sign_in(page, "thuongtruc")
    province, office = dien_bien.province.pk, dien_bien.ids["Công an tỉnh"]
    group = dien_bien.ids["Ủy ban nhân dân các xã, phường"]
    for where in (
        "/ke-hoach/", "/viec/", "/van-ban/", "/viec-cua-toi/", "/thong-bao/", "/tim/?q=so", "/tim/",
        "/dia-ban/", f"/dia-ban/{province}/", "/co-quan/", "/co-quan/moi/", f"/co-quan/{office}/",
        f"/co-quan/{group}/", f"/co-quan/{group}/thanh-vien/", "/tai-khoan/", "/tai-khoan/mat-khau/",
        "/tai-khoan/khoa-giao-tiep/", "/api/", "/so-lieu/trao-doi/",
    ):  # fmt: skip
        page.goto(where)
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


def test_what_the_example_has_not(page: Page, cast: Cast, live_server: Any) -> None:
    """The walk over the example (make walk) leaves these to the town of the tests."""
    things = one_of_each(cast)
    others = {"reports:contribution": cast.department, "agencies:no_post": cast.postless}
    for name in plan()["left_out"]["in_the_town"]["names"]:
        client = Client()
        client.force_login(Account.objects.get(pk=others.get(name, cast.province).account))
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        answer = page.goto(address(name, things))
        assert answer is not None
        assert answer.status == (403 if name == "agencies:no_post" else 200), name
        assert_pleasant(page)


def test_a_person_once_the_purpose_is_said(
    page: Page, town: Town, live_server: Any, screenshot: Screenshot
) -> None:
    police = police_of(town)
    person, _same = write_down(police), write_down(police_of(town, next_door=True))
    session = at_the_desk("congan.a").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"/nhan-than/{person.pk}/")
    assert_pleasant(page)
    page.get_by_label("So xem hai hồ sơ có phải của một người").check()
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_text("Hồ sơ ở cơ quan khác")).to_be_visible()
    assert_pleasant(page)
    screenshot("person")


def test_the_keyboard_comes_to_everything(page: Page, dien_bien: Bodies) -> None:
    page.context.add_init_script(path=KEYBOARD)
    sign_in(page, "thuongtruc")
    for where in ("/ke-hoach/", "/van-ban/", "/tinh/lich/", "/tai-khoan/bao-mat/"):
        page.goto(where)
        assert with_the_keyboard(page) == []


def test_what_the_keyboard_does_not_come_to_is_found(page: Page) -> None:
    page.context.add_init_script(path=KEYBOARD)
    page.goto(f"data:text/html;charset=utf-8,{quote(ONLY_FOR_A_MOUSE)}")
    said = " | ".join(with_the_keyboard(page))
    for fault in (
        'Tab never comes to a "một"', 'focus cannot be seen on button#b "không thấy"',
        'focus lies hidden under something else: a "bị che"', 'only a mouse can use div#d "chỉ bấm được"',
        "Tab never comes to input",
    ):  # fmt: skip
        assert fault in said
