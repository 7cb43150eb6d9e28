"""An officer in a hamlet without a network writes into a register; at home it is sent, once."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from chungtay.files.queries import open_file
from chungtay.registers.models import Entry
from chungtay.registers.services import publish_register
from chungtay.registers.tests.conftest import FORM
from chungtay.registers.tests.photos import photo, what_it_tells
from tests.browser import PHONE, Screenshot, too_wide
from tests.cast import NOW, Cast
from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Họp bản về ma túy núp bóng (ví dụ)"


def write(page: Page, title: str) -> None:
    page.get_by_label("Ngày", exact=True).fill(timezone.localdate().isoformat())
    page.get_by_label("Nói chuyện").check()
    page.get_by_label("Nội dung").fill(title)
    page.get_by_label("Học sinh").first.check()
    page.get_by_label("Lượt người").first.fill("1.200")


def test_an_entry_written_without_a_network_is_sent_once_when_it_is_back(
    page: Page, cast: Cast, screenshot: Screenshot
) -> None:
    register = publish_register(by=cast.province, now=NOW, source=FORM).register
    address = reverse("registers:new_entry", args=[register.pk])
    page.set_viewport_size(PHONE)
    sign_in(page, "xa.a")
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()  # what the worker keeps of the form opens without a network
    expect(page.get_by_label("Nội dung")).to_be_visible()

    page.context.set_offline(True)
    page.goto(address)
    write(page, TITLE)
    page.get_by_label("Ảnh").set_input_files(
        {"name": "hop-ban.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_text("bản ghi nằm chờ trên máy")).to_be_visible()
    expect(page.locator("#queue")).to_contain_text("1 việc đang chờ gửi")
    expect(page.get_by_label("Nội dung")).to_have_value("")
    write(page, "Bản ghi thứ hai (ví dụ)")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("#queue")).to_contain_text("2 việc đang chờ gửi")
    assert not too_wide(page)
    screenshot("two entries wait")
    assert not Entry.objects.exists()

    page.context.set_offline(False)
    expect(page.locator("#queue")).to_contain_text("2 việc đã gửi")
    page.reload()
    expect(page.locator("#queue")).to_contain_text("2 việc đã gửi")
    assert Entry.objects.count() == 2
    entry = Entry.objects.get(title=TITLE)
    assert (entry.answers["tong_luot"], entry.changes.count()) == (1200, 1)
    assert what_it_tells(open_file(entry.files.get().file_id).read_bytes()) == {}
    page.goto(reverse("registers:register", args=[register.pk]))
    expect(page.get_by_role("link", name=TITLE)).to_have_count(1)
