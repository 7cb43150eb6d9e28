"""Somebody tells without a name what they saw, is answered, and writes again: with scripts and without, on a phone."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, Request, expect

from chungtay.tips import queries, services
from chungtay.tips.models import Tip
from chungtay.tips.rules import Outcome, aloud, read_receipt
from chungtay.tips.tests.factories import Line, open_line, photo_with_a_place_in_it, private_of
from tests.browser import PATIENCE, PHONE, Screenshot, too_wide
from tests.cast import NOW, Cast
from tests.journeys.conftest import assert_pleasant

pytestmark = pytest.mark.browser

WORDS, MORE, ANSWER = (
    "Chợ cũ, chiều nào cũng có người mua (ví dụ)",
    "Hôm nay lại có (ví dụ)",
    "Đã kiểm tra (ví dụ).",
)
# What a screen reader finds on the page where a tip is told.
HEARD = """
- banner:
  - navigation "Trang báo tin":
    - link "Báo tin"
    - link "Xem trả lời"
    - link "English"
- main:
  - heading "Báo tin về ma túy, không cần tên" [level=1]
  - paragraph: /Gọi ngay 113/
  - heading "Tin của bạn đi đâu" [level=2]
  - list:
    - listitem: /Không hỏi tên/
    - listitem: /niêm phong/
    - listitem: /mã 20 số/
    - listitem: /Đừng ký tên/
    - listitem: /không tự nó đưa ai vào danh sách/
  - group "Bạn muốn báo việc gì?":
    - radio "Mua bán lẻ (tới công an)"
    - radio /Cần giúp một người.*không tới công an/
  - combobox "Ở xã, phường nào? (không bắt buộc)"
  - combobox "Tin có nói tới cơ quan nào không? (không bắt buộc)"
  - textbox "Điều bạn muốn báo"
  - button "Gửi tin"
"""
# And where the receipt is: a heading that takes the focus, described by the code digit by digit.
RECEIPT_HEARD = r"""
- main:
  - heading "Đã nhận tin. Hãy ghi lại mã này" [level=1]
  - paragraph: /^(\d \d \d \d, ){4}\d \d \d \d$/
  - paragraph: /Mã chỉ hiện một lần/
  - paragraph:
    - link "Xem trả lời"
"""


@pytest.fixture
def line(cast: Cast) -> Line:
    return open_line(cast)


def photo() -> FilePayload:
    return {"name": "vi-du.jpg", "mimeType": "image/jpeg", "buffer": photo_with_a_place_in_it().getvalue()}


def tell(page: Page) -> str:
    page.goto("/tin-bao/")
    page.get_by_label("Mua bán lẻ").check()
    page.get_by_label("Điều bạn muốn báo").fill(WORDS)
    page.get_by_label("Ảnh").set_input_files(photo())
    page.get_by_role("button", name="Gửi tin").click()
    expect(page.get_by_role("heading", name="Đã nhận tin. Hãy ghi lại mã này")).to_be_visible()
    receipt = page.locator(".receipt").inner_text()
    assert read_receipt(receipt)
    return receipt


def come_back(page: Page, receipt: str) -> None:
    page.goto("/tin-bao/xem/")
    page.get_by_label("Mã nhận").fill(receipt)
    page.get_by_role("button", name="Mở", exact=True).click()


def write_more(page: Page, words: str) -> None:
    page.get_by_label("Điều bạn muốn báo").fill(words)
    page.get_by_role("button", name="Gửi thêm").click()


def the_desk_answers(line: Line) -> None:
    """What the browser sealed opens with the desk's key, its photo bare; and the answer goes back."""
    private, tip = private_of(line.police), Tip.objects.get()
    thread = queries.open_tip(line.police, tip.pk, private)
    assert thread.lines[0].text == WORDS
    shown = queries.fetch_photo(thread, thread.lines[0].photos[0])
    with Image.open(BytesIO(shown)) as picture:
        assert (picture.size, dict(picture.getexif()), b"DIENTHOAI" in shown) == ((64, 48), {}, False)
    services.close_tip(by=line.police, now=NOW, thread=thread, outcome=Outcome.RESOLVED, text=ANSWER)


def test_a_browser_seals_a_tip_and_opens_its_answer(page: Page, line: Line, screenshot: Screenshot) -> None:
    sent: list[bytes] = []

    def listen(request: Request) -> None:
        sent.append(request.post_data_buffer or b"")

    page.on("request", listen)
    page.goto("/tin-bao/")
    expect(page.get_by_text("Trình duyệt của bạn niêm phong tin ngay trên máy này.")).to_be_visible()
    expect(page.locator("body")).to_match_aria_snapshot(HEARD)
    assert_pleasant(page)
    receipt = tell(page)
    expect(page.locator("body")).to_match_aria_snapshot(RECEIPT_HEARD)
    heading = page.get_by_role("heading", name="Đã nhận tin")
    expect(heading).to_be_focused()
    expect(heading).to_have_accessible_description(aloud(receipt.replace(" ", "")))
    assert_pleasant(page)
    screenshot("receipt")
    the_desk_answers(line)
    come_back(page, receipt)
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_text("đã kết thúc")).to_be_visible()
    assert_pleasant(page)
    write_more(page, MORE)
    expect(page.get_by_text(MORE)).to_be_visible()
    expect(page.get_by_text("đang xử lý")).to_be_visible()
    screenshot("thread")
    lines = queries.open_tip(line.police, Tip.objects.get().pk, private_of(line.police)).lines
    assert [said.text for said in lines] == [WORDS, ANSWER, MORE]
    come_back(page, receipt[:-1] + str((int(receipt[-1]) + 1) % 10))
    expect(page.get_by_role("alert")).to_contain_text("Không có tin nào ứng với mã này")
    digits = receipt.replace(" ", "").encode()
    for gone in (WORDS.encode(), MORE.encode(), digits, receipt.encode(), b"DIENTHOAI-VIDU", b"JFIF"):
        assert not any(gone in body for body in sent)
    assert page.context.cookies() == []


def test_without_scripts_a_phone_sends_and_reads_and_either_opens_the_others_receipt(
    page: Page, browser: Browser, live_server: object, line: Line
) -> None:
    bare = browser.new_context(base_url=str(live_server), java_script_enabled=False, viewport=PHONE)
    bare.set_default_timeout(PATIENCE)
    phone = bare.new_page()
    phone.goto("/tin-bao/")
    expect(phone.get_by_text("Máy chủ niêm phong tin ngay khi tin đến.")).to_be_visible()
    receipt = tell(phone)
    expect(phone.locator("body")).to_match_aria_snapshot(RECEIPT_HEARD)
    the_desk_answers(line)
    come_back(page, receipt)
    expect(page.get_by_text(ANSWER)).to_be_visible()
    come_back(phone, receipt)
    expect(phone.get_by_text(ANSWER)).to_be_visible()
    write_more(phone, MORE)
    expect(phone.get_by_text(MORE)).to_be_visible()
    by_script = tell(page)
    come_back(phone, by_script)
    expect(phone.get_by_text(WORDS)).to_be_visible()
    come_back(phone, re.sub(r"\d$", "x", receipt))
    expect(phone.get_by_role("link", name=re.compile("20 chữ số"))).to_be_visible()
    assert not too_wide(page)
    assert bare.cookies() == []
    bare.close()
