"""A commune fills a form with the keyboard, without a network and back; the province returns one figure."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from chungtay.catalogue import services as catalogue
from chungtay.catalogue.models import Cell
from chungtay.figures.models import DataValue, Submission
from chungtay.figures.rules import ValueState
from chungtay.figures.tests.factories import make_form
from chungtay.figures.tests.test_pages import PERIOD
from tests.browser import PHONE, Screenshot, faults, too_wide
from tests.cast import NOW, Cast
from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIGHTEST = 150_000  # bytes of a working page


def field(page: Page, code: str) -> str:
    """The field of a cell, by its code."""
    return f"[data-code='{code}'] input:not([type=hidden])"


def value(code: str) -> str:
    row = DataValue.objects.get(cell=Cell.objects.get(code=code).pk)
    return f"{row.value:f}" if row.value is not None else f"!{row.missing}"


def saved(page: Page) -> None:
    expect(page.locator("[data-grid] [data-state]")).to_have_text("Đã lưu")


def pleasant(page: Page) -> None:
    assert faults(page) == []
    assert not too_wide(page)


def paste_a_block(page: Page) -> None:
    """Out of a spreadsheet, with the numbers as they are written here."""
    page.locator(field(page, "PROPAGANDA.ATTENDANCES:nhan_dan")).focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "1.200\\n0\\n35\\n1 000\\n0\\n");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    saved(page)
    assert value("PROPAGANDA.ATTENDANCES:nhan_dan") == "1200.000"
    assert value("PROPAGANDA.ATTENDANCES:can_bo") == "1000.000"


def walk_on_a_phone(page: Page) -> None:
    """One cell at a time."""
    page.set_viewport_size(PHONE)
    page.reload()
    expect(page.locator("[data-place]")).to_have_text("1/18")
    expect(page.locator("[data-cell]:visible")).to_have_count(1)
    page.get_by_role("button", name="Tiếp").click()
    expect(page.locator("[data-place]")).to_have_text("2/18")
    pleasant(page)


def open_again_without_a_network(page: Page) -> None:
    """The form still shows what waits."""
    expect(page.locator("[data-grid] [data-state]")).to_contain_text("7 ô đang chờ gửi")
    page.reload()
    expect(page.locator(field(page, "SUPPLY.POINTS_CLEARED"))).to_have_value("3")
    expect(page.locator("[data-grid] [data-state]")).to_contain_text("7 ô đang chờ gửi")


def test_a_commune_fills_a_form_with_the_keyboard_offline_and_back(
    page: Page, cast: Cast, screenshot: Screenshot
) -> None:
    catalogue.load_catalogue(now=NOW)
    sign_in(page, "xa.a")
    page.goto("/so-lieu/")
    pleasant(page)
    page.goto(reverse("figures:entry", args=["XA.PHONGNGUA", PERIOD]))
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()  # what the worker keeps of the form opens without a network
    first = "PROPAGANDA.SESSIONS:nhan_dan"
    page.locator(field(page, first)).click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.keyboard.type("0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    saved(page)
    assert value(first) == "12.000"
    assert value("PROPAGANDA.SESSIONS:hoc_sinh") == "0.000"
    paste_a_block(page)
    # Not reported, with a reason, is neither a number nor zero.
    page.locator("[data-code='PROPAGANDA.BROADCASTS'] select").select_option("1")
    expect(page.locator("[data-code='PROPAGANDA.BROADCASTS']")).to_have_class("cell missing")
    saved(page)
    pleasant(page)
    screenshot("filling")
    # Without a network what is typed waits, is judged all the same, and goes when the network is back.
    page.context.set_offline(True)
    page.locator(field(page, "SUPPLY.POINTS_FOUND")).fill("2")
    page.locator(field(page, "SUPPLY.POINTS_CLEARED")).fill("3")
    expect(page.locator("[data-grid] [data-state]")).to_contain_text("2 ô đang chờ gửi")
    page.locator(field(page, first)).fill("1")
    for code in ("hoc_sinh", "cong_nhan", "can_bo", "nguy_co"):
        page.locator(field(page, f"PROPAGANDA.SESSIONS:{code}")).fill("0")
    page.locator(field(page, "PROPAGANDA.ATTENDANCES:nhan_dan")).fill("5.000")
    expect(page.locator("[data-check=crowded_sessions]")).to_contain_text(
        "6.035 lượt, trong khi 1.000 lần số buổi là 1.000"
    )
    screenshot("without a network")
    open_again_without_a_network(page)
    page.context.set_offline(False)
    saved(page)
    assert value("SUPPLY.POINTS_CLEARED") == "3.000"
    assert value("PROPAGANDA.ATTENDANCES:nhan_dan") == "5000.000"
    walk_on_a_phone(page)
    screenshot("on a phone")
    assert len(page.content().encode()) < LIGHTEST


def test_the_province_returns_one_figure_and_approves_the_rest(
    page: Page, cast: Cast, screenshot: Screenshot
) -> None:
    form = make_form()
    address = reverse("figures:entry", args=[form.data_set.code, PERIOD])
    sign_in(page, "xa.a")
    page.goto(address)
    for cell, text in zip(form.cells, ("5", "0", "7", "1.234,5"), strict=True):
        page.locator(f"#o{cell}").fill(text)
    page.get_by_role("button", name="Gửi số liệu").click()
    expect(page.get_by_text("Đã gửi số liệu.")).to_be_visible()
    submission = Submission.objects.get()
    assert submission.sent == 4
    sign_in(page, "thuongtruc")
    page.goto("/so-lieu/")
    page.get_by_role("link", name="Ủy ban nhân dân xã A: Biểu thử").click()
    page.get_by_role("checkbox", name="Trả lại").nth(2).check()
    page.get_by_placeholder("Vì sao trả lại").nth(2).fill("Sổ của trạm ghi 9")
    pleasant(page)
    screenshot("approving")
    page.get_by_role("button", name="Duyệt, trừ những số trả lại").click()
    expect(page.get_by_text("Đã duyệt 3 số.")).to_be_visible()
    sign_in(page, "xa.a")
    page.goto(address)
    expect(page.get_by_text("Sổ của trạm ghi 9")).to_be_visible()
    pleasant(page)
    screenshot("returned")
    page.locator(f"#o{form.cells[2]}").fill("9")
    page.get_by_role("button", name="Gửi số liệu").click()
    expect(page.get_by_text("Đã gửi số liệu.")).to_be_visible()
    sign_in(page, "thuongtruc")
    page.goto(reverse("figures:submission", args=[submission.pk]))
    expect(page.get_by_role("checkbox", name="Trả lại")).to_have_count(1)
    page.get_by_role("button", name="Duyệt, trừ những số trả lại").click()
    expect(page.get_by_text("Đã duyệt 1 số.")).to_be_visible()
    page.get_by_role("link", name="9", exact=True).click()
    expect(page.get_by_text("Sổ của trạm ghi 9")).to_be_visible()
    pleasant(page)
    assert set(DataValue.objects.values_list("state", flat=True)) == {ValueState.APPROVED}
