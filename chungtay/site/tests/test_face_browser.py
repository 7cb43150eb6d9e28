"""The face in a real browser: both widths, both schemes, both languages, and by the keyboard."""

import gzip
from typing import Any, Literal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE, Screenshot, faults, too_wide
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WEIGHT_LIMIT = 150_000  # bytes over the wire for a working page, as a server that compresses sends it


@pytest.fixture
def officer(page: Page, live_server: Any, cast: Cast) -> Page:
    client = Client()
    assert client.login(username="xa.a", password=PASSWORD)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return page


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desk", "phone"])
def test_no_fault_that_axe_can_find(
    officer: Page,
    live_server: Any,
    screenshot: Screenshot,
    width: str,
    scheme: Literal["light", "dark"],
    language: str,
) -> None:
    officer.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    officer.set_viewport_size({"desk": DESK, "phone": PHONE}[width])
    officer.emulate_media(color_scheme=scheme)
    officer.goto("/giao-dien/")
    screenshot(f"{width}-{scheme}-{language}")
    assert faults(officer) == []
    assert not too_wide(officer)


def test_rows_are_walked_and_ticked_by_the_keyboard(officer: Page) -> None:
    officer.goto("/giao-dien/")
    officer.keyboard.press("j")
    officer.keyboard.press("j")
    second = officer.locator("table[data-rows] tbody tr").nth(1)
    expect(second.locator("a.title")).to_be_focused()
    officer.keyboard.press("x")
    expect(second.get_by_role("checkbox")).to_be_checked()
    expect(officer.locator("[data-chosen]")).to_have_text("1")
    officer.keyboard.press("k")
    expect(officer.locator("table[data-rows] tbody tr").nth(0).locator("a.title")).to_be_focused()


def test_the_search_box_and_the_keys_are_one_key_away(officer: Page) -> None:
    officer.goto("/giao-dien/")
    officer.keyboard.press("?")
    expect(officer.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    officer.keyboard.press("Escape")
    expect(officer.get_by_role("dialog", name="Phím tắt")).to_be_hidden()
    officer.keyboard.press("/")
    expect(officer.get_by_role("searchbox", name="Tìm nhiệm vụ")).to_be_focused()


def test_the_theme_changes_where_one_stands_and_stays(officer: Page) -> None:
    officer.goto("/giao-dien/")
    officer.locator(".top-menu summary").click()
    with officer.expect_response("**/giao-dien/nen/"):
        officer.get_by_role("button", name="Tối").click()
    expect(officer.locator("html")).to_have_attribute("data-theme", "dark")
    officer.goto("/giao-dien/")
    expect(officer.locator("html")).to_have_attribute("data-theme", "dark")


def test_paper_is_white_even_in_the_dark(officer: Page) -> None:
    officer.emulate_media(color_scheme="dark", media="print")
    officer.goto("/giao-dien/")
    expect(officer.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(officer.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    expect(officer.locator(".side")).to_be_hidden()


def test_a_menu_closes_by_escape_and_gives_the_focus_back(officer: Page) -> None:
    officer.goto("/giao-dien/")
    summary = officer.locator(".top-menu summary")
    summary.click()
    expect(officer.get_by_role("button", name="Đăng xuất")).to_be_visible()
    officer.keyboard.press("Escape")
    expect(officer.get_by_role("button", name="Đăng xuất")).to_be_hidden()
    expect(summary).to_be_focused()


def test_what_was_typed_is_kept_and_said(officer: Page) -> None:
    officer.goto("/giao-dien/")
    officer.get_by_label("Ghi chú").first.fill("Đã họp với 12 xã")
    expect(officer.get_by_text("Đã giữ bản nháp trên máy này.")).to_be_visible()
    officer.goto("/giao-dien/")
    expect(officer.get_by_label("Ghi chú").first).to_have_value("Đã họp với 12 xã")


def test_the_loss_of_the_network_is_said(officer: Page) -> None:
    officer.goto("/giao-dien/")
    officer.context.set_offline(True)
    expect(officer.locator("#toasts")).to_contain_text("Mất kết nối mạng")
    officer.context.set_offline(False)
    expect(officer.locator("#toasts")).to_be_empty()


def test_a_page_that_cannot_come_says_so(officer: Page) -> None:
    officer.goto("/giao-dien/")
    officer.evaluate("navigator.serviceWorker.ready")
    officer.context.set_offline(True)
    officer.goto("/co-quan/")
    expect(officer.get_by_role("heading", name="Đang mất kết nối mạng")).to_be_visible()


def test_a_working_page_is_light(officer: Page) -> None:
    bodies: list[bytes] = []
    officer.on("response", lambda answer: bodies.append(answer.body()))
    officer.goto("/giao-dien/", wait_until="networkidle")
    sent = sum(min(len(body), len(gzip.compress(body))) for body in bodies)
    assert sent < WEIGHT_LIMIT
