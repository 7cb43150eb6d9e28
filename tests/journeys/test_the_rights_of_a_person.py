"""A complaint to the second instance; a girl's parents read the file before it goes to a court; what is wrong is mended."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from chungtay.cases.tests.factories import at, treated_at_home
from chungtay.people.tests.factories import police_of
from chungtay.rights.tests.factories import chief_of, minor_before_court, provincial_settler
from chungtay.signin.tests.factories import with_app
from tests.browser import Screenshot
from tests.cast import PASSWORD, Town
from tests.journeys.conftest import assert_pleasant
from tests.journeys.test_a_case_file import Years, come_in, years

__all__ = ["years"]  # the fixture

pytestmark = pytest.mark.browser
ABOUT = "Quyết định 01/QĐ-CAX (ví dụ)"


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


@contextmanager
def meanwhile(page: Page, username: str) -> Iterator[None]:
    """Somebody else at the screen; then the first again, still signed in."""
    before = page.context.cookies()
    sign_in_twice(page, username)
    yield
    page.context.clear_cookies()
    page.context.add_cookies(before)  # type: ignore[arg-type]


def opened(page: Page, words: str) -> Locator:
    """The form behind a summary, opened."""
    box = page.locator("details", has=page.locator("summary", has_text=words)).last
    box.locator("summary").click()
    expect(box.locator("button.primary")).to_be_visible()
    return box


def settled(page: Page, ended: str, number: str, answer: str) -> None:
    """Taken up and decided by whose turn it is, from their desk."""
    page.goto("/quyen/")
    page.get_by_role("link", name=ABOUT).click()
    opened(page, "Thụ lý").locator("button.primary").click()
    expect(page.get_by_text("Đã thụ lý.")).to_be_visible()
    form = opened(page, "Ghi kết quả giải quyết")
    form.get_by_label("Kết quả").select_option(label=ended)
    form.get_by_label("Số quyết định").fill(number)
    form.get_by_label("Nội dung, lý do").fill(answer)
    form.locator("button.primary").click()
    expect(page.get_by_text("Đã ghi kết quả")).to_be_visible()
    assert_pleasant(page)


def taken_in(page: Page, button: str, settler: str, words: str) -> None:
    form = opened(page, button)
    if button == "Nhận khiếu nại":
        form.get_by_label("Quyết định, việc làm nào").fill(ABOUT)
    form.get_by_label("Lời của người khiếu nại").fill(words)
    form.get_by_label("Cơ quan giải quyết").select_option(label=settler)
    form.locator("button.primary").click()
    expect(page.get_by_text(f"Đã n{button[1:]}")).to_be_visible()


def test_a_complaint_from_the_persons_words_to_the_second_decision(
    page: Page, town: Town, screenshot: Screenshot
) -> None:
    code = treated_at_home(police_of(town)).code
    chief_of(town)
    provincial_settler(town)
    sign_in_twice(page, "congan.a")
    page.goto(f"/quyen/{code}/")
    assert_pleasant(page)
    taken_in(page, "Nhận khiếu nại", "Công an xã A", "Tôi đã bỏ từ lâu (ví dụ).")
    screenshot("taken in")
    with meanwhile(page, "truong.cax"):
        page.goto("/quyen/")
        expect(page.get_by_text("Thụ lý khiếu nại, báo cho người khiếu nại")).to_be_visible()
        assert_pleasant(page)
        settled(page, "khiếu nại đúng một phần", "05/QĐ-CAX (ví dụ)", "Sửa ngày bắt đầu (ví dụ).")
    page.goto(f"/quyen/{code}/")
    expect(page.get_by_text("khiếu nại đúng một phần")).to_be_visible()
    page.get_by_role("link", name=ABOUT).click()
    taken_in(page, "Nhận khiếu nại lần hai", "Công an tỉnh Mẫu", "Ngày bắt đầu vẫn chưa đúng (ví dụ).")
    with meanwhile(page, "gq.tinh"):
        settled(page, "khiếu nại đúng", "11/QĐ-CAT (ví dụ)", "Hủy quyết định (ví dụ).")
        expect(page.get_by_text("Sửa ngày bắt đầu (ví dụ).")).to_be_visible()  # what the first instance said
    page.goto(f"/quyen/{code}/")
    expect(page.get_by_text("khiếu nại đúng", exact=True)).to_be_visible()
    page.get_by_role("link", name="Tờ thông tin để mang về").click()
    expect(page.get_by_role("heading", name="Ai đã xem hồ sơ")).to_be_visible()
    assert_pleasant(page)
    screenshot("sheet")


def sent_to_court(page: Page, years: Years, when: datetime, code: str) -> None:
    years.moment = when
    page.goto(f"/ho-so/{code}/ghi/sent_to_court/")
    page.get_by_label("Số, ký hiệu giấy tờ").fill("36/CAX (ví dụ)")
    page.get_by_role("button", name="Ghi vào hồ sơ").click()


def test_a_girl_and_her_parents_read_the_file_before_it_goes_to_a_court(
    page: Page, town: Town, years: Years, screenshot: Screenshot, live_server: object
) -> None:
    code = minor_before_court(police_of(town)).code
    come_in(page, years, "congan.a", live_server.url)  # type: ignore[attr-defined]
    sent_to_court(page, years, at(11, month=8), code)
    expect(page.get_by_role("alert")).to_contain_text("chưa giao bản sao hồ sơ cho người đó")
    assert_pleasant(page)
    page.goto(f"/ho-so/{code}/")
    page.get_by_role("link", name="Báo, giao giấy tờ, đọc hồ sơ").click()
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
    sent_to_court(page, years, at(13, month=8), code)
    expect(page.get_by_role("alert")).to_contain_text("còn được đọc, ghi chép đến hết ngày 14/08/2026")
    sent_to_court(page, years, at(15, month=8), code)
    expect(page.get_by_text("Đã ghi vào hồ sơ.")).to_be_visible()
    answer = page.request.get(f"/quyen/{code}/mau/V-37/")
    assert answer.ok
    assert answer.body().startswith(b"PK")


def test_what_is_written_wrong_is_mended_with_the_answer(page: Page, town: Town) -> None:
    code = treated_at_home(police_of(town)).code
    sign_in_twice(page, "congan.a")
    page.goto(f"/quyen/{code}/")
    form = opened(page, "Ghi đề nghị")
    form.get_by_label("Lời của người đề nghị").fill("Năm sinh của tôi ghi sai (ví dụ).")
    form.locator("button.primary").click()
    expect(page.get_by_text("Đã ghi đề nghị.")).to_be_visible()
    form = opened(page, "Trả lời")
    form.get_by_label("Nội dung, lý do").fill("Đã đối chiếu căn cước gốc (ví dụ).")
    form.locator("button.primary").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn điều được sửa trong hồ sơ")
    assert_pleasant(page)
    form = page.locator("details[open]", has=page.get_by_label("Sửa điều gì"))
    form.get_by_label("Sửa điều gì").select_option(label="ngày sinh")
    form.get_by_label("Ghi đúng là").fill("17/05/1989")
    form.get_by_label("Giấy tờ làm căn cứ").fill("Căn cước gốc (ví dụ)")
    form.locator("button.primary").click()
    expect(page.get_by_text("Đã sửa: ngày sinh, theo Căn cước gốc (ví dụ)")).to_be_visible()
