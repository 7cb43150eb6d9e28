"""A complaint from the person's words to the decision; a girl's parents read the file before it goes to a court."""

import pytest
from playwright.sync_api import Locator, Page, expect

from chungtay.cases.tests.factories import treated_at_home
from chungtay.people.tests.factories import police_of
from chungtay.rights.tests.factories import chief_of, minor_before_court
from chungtay.signin.tests.factories import with_app
from tests.browser import Screenshot
from tests.cast import PASSWORD, Town
from tests.journeys.conftest import assert_pleasant

pytestmark = pytest.mark.browser


def sign_in_twice(page: Page, username: str) -> None:
    """With the password and a code, as posts ask that open files on people."""
    app = with_app(username)
    page.context.clear_cookies()
    page.goto("/vao/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_label("Mã 6 số").fill(app.now())
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda address: "/vao/" not in address)


def opened(page: Page, words: str) -> Locator:
    """The form behind a summary, opened."""
    box = page.locator("details", has=page.locator("summary", has_text=words)).last
    box.locator("summary").click()
    expect(box.locator("button.primary")).to_be_visible()
    return box


def test_a_complaint_from_the_persons_words_to_the_decision(
    page: Page, town: Town, screenshot: Screenshot
) -> None:
    police = police_of(town)
    chief_of(town)
    code = treated_at_home(police).code

    sign_in_twice(page, "congan.a")
    page.goto(f"/quyen/{code}/")
    assert_pleasant(page)
    form = opened(page, "Nhận khiếu nại")
    form.get_by_label("Quyết định, việc làm nào").fill("Quyết định 01/QĐ-CAX (ví dụ)")
    form.get_by_label("Lời của người khiếu nại").fill("Tôi đã bỏ từ lâu (ví dụ).")
    form.locator("button.primary").click()
    expect(page.get_by_text("Đã nhận khiếu nại")).to_be_visible()
    screenshot("taken in")
    of_the_police = page.context.cookies()

    sign_in_twice(page, "truong.cax")
    page.goto("/quyen/")
    expect(page.get_by_text("Thụ lý khiếu nại, báo cho người khiếu nại")).to_be_visible()
    assert_pleasant(page)
    page.get_by_role("link", name="Quyết định 01/QĐ-CAX (ví dụ)").click()
    opened(page, "Thụ lý").locator("button.primary").click()
    expect(page.get_by_text("Đã thụ lý.")).to_be_visible()
    form = opened(page, "Ghi kết quả giải quyết")
    form.get_by_label("Kết quả").select_option(label="đúng một phần")
    form.get_by_label("Số quyết định").fill("05/QĐ-CAX (ví dụ)")
    form.get_by_label("Nội dung, lý do").fill("Sửa ngày bắt đầu (ví dụ).")
    form.locator("button.primary").click()
    expect(page.get_by_text("Đã ghi kết quả")).to_be_visible()
    assert_pleasant(page)

    page.context.clear_cookies()
    page.context.add_cookies(of_the_police)  # type: ignore[arg-type]
    page.goto(f"/quyen/{code}/")
    expect(page.get_by_text("đúng một phần")).to_be_visible()
    page.get_by_role("link", name="Tờ thông tin để mang về").click()
    expect(page.get_by_role("heading", name="Ai đã xem hồ sơ")).to_be_visible()
    assert_pleasant(page)
    screenshot("sheet")


def test_a_girl_and_her_parents_read_the_file_before_it_goes_to_a_court(
    page: Page, town: Town, screenshot: Screenshot
) -> None:
    code = minor_before_court(police_of(town)).code
    sign_in_twice(page, "congan.a")
    page.goto(f"/quyen/{code}/")
    expect(page.get_by_text("Chưa giao bản sao hồ sơ cho cha mẹ, người giám hộ")).to_be_visible()
    form = opened(page, "Ghi giao bản sao hồ sơ")
    form.get_by_label("Chứng minh").fill("Biên bản 05 (ví dụ)")
    form.locator("button.primary").click()
    expect(page.get_by_text("thời hạn đọc bắt đầu chạy")).to_be_visible()

    form = opened(page, "Ghi giao bản sao hồ sơ")
    form.get_by_label("Giao cho ai").select_option(label="cha mẹ, người giám hộ")
    form.get_by_label("Chứng minh").fill("Biên bản 06 (ví dụ)")
    form.get_by_label("Người nhận từ chối, có lập biên bản").check()
    form.locator("button.primary").click()
    expect(page.get_by_role("alert")).to_contain_text("phải có người chứng kiến")
    assert_pleasant(page)
    form = page.locator("details[open]", has=page.get_by_label("Người chứng kiến")).last
    form.get_by_label("Người chứng kiến").fill("Trần Thị Chứng Kiến (ví dụ)")
    form.locator("button.primary").click()
    expect(page.get_by_text("từ chối nhận")).to_be_visible()
    expect(page.get_by_text("chưa được chuyển Tòa án")).to_have_count(0)
    opened(page, "Ghi đã đến đọc").locator("button.primary").click()
    expect(page.get_by_text("Đã ghi việc đọc hồ sơ.")).to_be_visible()
    screenshot("read")
    answer = page.request.get(f"/quyen/{code}/mau/V-37/")
    assert answer.ok
    assert answer.body().startswith(b"PK")
