"""What anybody meets first, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, Screenshot, faults, too_wide
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_front_door_has_no_fault_that_axe_can_find(page: Page, screenshot: Screenshot) -> None:
    page.goto("/vao/")
    screenshot("desk")
    assert faults(page) == []


def test_the_front_door_fits_a_narrow_phone(page: Page, screenshot: Screenshot) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/vao/")
    screenshot("phone")
    assert not too_wide(page)
    assert faults(page) == []


def test_who_signs_in_by_the_keyboard_alone_arrives_where_they_were_going(page: Page, cast: Cast) -> None:
    page.goto("/tai-khoan/")
    page.get_by_label("Tên đăng nhập").focus()
    page.keyboard.type("thuongtruc")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tai-khoan/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
