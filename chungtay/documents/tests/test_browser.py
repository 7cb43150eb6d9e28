"""Papers in a real browser: by the keyboard alone, on a phone, and two people at once."""

from typing import Any, Literal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from chungtay.documents.models import OfficialDocument
from chungtay.documents.tests.factories import reading_of, take_in_read
from chungtay.documents.tests.test_sureness import LESS_SURE, UNSURE, reading_with_doubts
from tests.browser import DESK, PHONE, Screenshot, faults, too_wide
from tests.cast import NOW, PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(page: Page, live_server: Any, cast: Cast) -> Page:
    client = Client()
    assert client.login(username="thuongtruc", password=PASSWORD)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return page


@pytest.fixture
def paper(cast: Cast) -> OfficialDocument:
    return take_in_read(cast.province, NOW)


def at_review(office: Page, paper: OfficialDocument) -> Page:
    office.goto(reverse("documents:review", args=[paper.pk]))
    return office


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("address", ["papers", "paper", "review", "edit", "split", "inbox"])
def test_no_fault_that_axe_can_find(
    office: Page, paper: OfficialDocument, screenshot: Screenshot, address: str, width: str, scheme: Literal["light", "dark"]
) -> None:  # fmt: skip
    office.set_viewport_size({"desk": DESK, "phone": PHONE}[width])
    office.emulate_media(color_scheme=scheme)
    task = paper.findings.filter(kind="task").first()
    assert task is not None
    item = reverse("documents:item", args=[paper.pk, task.pk])
    addresses = {
        "papers": reverse("documents:papers"),
        "paper": reverse("documents:paper", args=[paper.pk]),
        "review": reverse("documents:review", args=[paper.pk]),
        "edit": f"{item}?viec=sua",
        "split": f"{item}?viec=tach",
        "inbox": reverse("notices:inbox"),
    }
    office.goto(addresses[address])
    screenshot(f"{address}-{width}-{scheme}")
    assert faults(office) == []
    assert not too_wide(office)


def test_a_paper_is_reviewed_by_the_keyboard_alone(
    office: Page, paper: OfficialDocument, screenshot: Screenshot
) -> None:
    keys = at_review(office, paper).keyboard
    keys.press("n")
    task = office.locator(".item.current")
    expect(task).to_contain_text("Công an tỉnh chủ trì")
    expect(task).to_be_focused()
    keys.press("e")
    expect(office.get_by_role("textbox", name="Nhiệm vụ")).to_be_focused()
    keys.press("Control+a")
    keys.type("Rà soát người nghiện ma túy.")
    keys.press("Tab")
    office.get_by_role("button", name="Lưu như đã sửa").press("Enter")
    expect(office.locator("#live")).to_contain_text("✎ đã sửa")
    expect(office.get_by_text("đã soát 1/7").first).to_be_visible()
    expect(office.locator(".item.current")).to_contain_text("Sở Tài chính")

    keys.press("s")
    office.get_by_role("checkbox", name="tách ở đây").first.press("Space")
    office.get_by_role("button", name="Tách", exact=True).press("Enter")
    expect(office.locator(".item.current .item-text")).to_have_text("Sở Tài chính bố trí kinh phí;")
    keys.press("u")
    whole = "Sở Tài chính bố trí kinh phí; hướng dẫn các đơn vị quyết toán theo quy định."
    expect(office.locator(".item.current .item-text")).to_have_text(whole)
    keys.press("x")
    expect(office.get_by_text("đã soát 2/7").first).to_be_visible()
    for left in range(4, -1, -1):
        expect(office.locator(".item.current.pending")).to_be_focused()
        keys.press("Enter")
        expect(office.locator(".item.pending[data-id]")).to_have_count(left)
    expect(office.get_by_role("link", name="Lập kế hoạch từ văn bản này")).to_be_visible()
    screenshot("settled")


def test_the_words_in_the_paper_and_the_items_lead_to_each_other(
    office: Page, paper: OfficialDocument
) -> None:
    at_review(office, paper)
    office.locator("mark.task", has_text="Sở Tài chính").click()
    item = office.locator(".item.current")
    expect(item).to_contain_text("Sở Tài chính")
    item.get_by_role("button", name="Chấp nhận").click()
    expect(office.locator("mark.task.accepted")).to_have_count(1)
    expect(office.locator("mark.task.accepted")).to_contain_text("Sở Tài chính")


def test_the_second_of_two_people_is_shown_both_versions(
    office: Page, paper: OfficialDocument, screenshot: Screenshot
) -> None:
    at_review(office, paper)
    mine = office.locator(".item.task", has_text="Sở Tài chính")
    mine.get_by_role("link", name="Sửa").click()
    office.get_by_role("textbox", name="Nhiệm vụ").fill("Bố trí kinh phí.")
    other = office.context.new_page()
    at_review(other, paper)
    other.locator(".item.task", has_text="Sở Tài chính").get_by_role("button", name="Chấp nhận").click()
    expect(other.locator(".item.task.accepted")).to_have_count(1)
    office.get_by_role("button", name="Lưu như đã sửa").click()
    expect(office.get_by_role("alert")).to_contain_text("vừa chấp nhận mục này lúc")
    expect(office.get_by_role("textbox", name="Nhiệm vụ")).to_have_value("Bố trí kinh phí.")
    screenshot("conflict")
    office.get_by_role("button", name="Lưu như đã sửa").click()
    expect(office.locator(".item.corrected")).to_contain_text("Bố trí kinh phí.")


def test_a_file_that_is_too_large_is_not_even_sent(
    office: Page, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 1024)
    large = tmp_path / "lon.pdf"
    large.write_bytes(b"%PDF-" + bytes(2000))
    office.goto(reverse("documents:papers"))
    office.get_by_label("Gửi văn bản mới").set_input_files(large)
    office.get_by_role("button", name="Gửi và đọc").click()
    expect(office.get_by_text("Các tệp đã chọn lớn hơn")).to_be_visible()
    assert OfficialDocument.objects.count() == 0


def test_the_unsure_are_walked_by_one_key_and_leave_as_they_are_decided(
    office: Page, cast: Cast, screenshot: Screenshot
) -> None:
    paper = take_in_read(cast.province, NOW, reading_with_doubts())
    for width in (PHONE, DESK):
        office.set_viewport_size(width)
        at_review(office, paper)
        screenshot(f"unsure-{width['width']}")
        assert faults(office) == []
        assert not too_wide(office)
    at = office.locator(".item.current")
    office.keyboard.press("c")
    expect(at).to_contain_text(UNSURE)  # the least sure was at hand from the start
    office.keyboard.press("c")
    expect(at).to_contain_text(LESS_SURE)
    office.keyboard.press("Enter")
    expect(office.locator(".item.unsure[data-id]")).to_have_count(1)
    expect(at).to_contain_text(UNSURE)
    office.keyboard.press("x")
    expect(office.locator(".item.unsure[data-id]")).to_have_count(0)
    office.reload()
    office.get_by_role("button", name="Chấp nhận tất cả phần còn lại").click()
    expect(office.get_by_text("đã soát 7/7").first).to_be_visible()


def test_an_unclear_name_offers_the_likeliest_agencies_when_it_comes_in_sight(
    office: Page, cast: Cast
) -> None:
    words = "Sở Y tê tỉnh tổ chức điều trị nghiện."
    paper = take_in_read(cast.province, NOW, reading_of([(words, ["Sở Y tê tỉnh"], [])]))
    at_review(office, paper)
    offered = office.locator(".likely").get_by_role("button").first
    expect(offered).to_be_visible()
    name = offered.inner_text()
    offered.click()
    office.get_by_text("Tên đã nói rõ").click()
    expect(office.get_by_text(f"“Sở Y tê tỉnh” → {name}")).to_be_visible()
