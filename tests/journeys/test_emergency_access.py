"""One night an officer needs a paper that is not open to her body; in the morning a second person looks at it."""

import pytest
from playwright.sync_api import Page, expect

from chungtay.documents.tests.factories import take_in_read
from tests.cast import NOW, Cast
from tests.journeys.conftest import assert_pleasant, sign_in


@pytest.fixture
def paper(cast: Cast) -> str:
    document = take_in_read(cast.province, NOW)
    document.refresh_from_db()
    return document.title


def test_access_first_with_a_reason_and_a_second_pair_of_eyes(page: Page, cast: Cast, paper: str) -> None:
    sign_in(page, "xa.a")
    page.goto("/van-ban/")
    page.get_by_role("link", name="Mở khẩn cấp").click()
    assert_pleasant(page)
    page.get_by_label("Cần mở").select_option("document")
    page.get_by_label("Số, ký hiệu").fill("12/KH-UBND")
    page.get_by_label("Vì sao phải mở ngay").fill("gấp")
    page.get_by_role("button", name="Mở và xem").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi rõ vì sao phải mở ngay")
    assert_pleasant(page)
    page.get_by_label("Vì sao phải mở ngay").fill("Cần đối chiếu ngay danh mục trực đêm nay với kế hoạch")
    page.get_by_role("button", name="Mở và xem").click()
    expect(page.get_by_text("Đang mở đến")).to_be_visible()
    assert_pleasant(page)
    page.get_by_role("link", name="Mở xem").click()
    expect(page.get_by_role("heading", name=paper)).to_be_visible()
    opened = page.url

    sign_in(page, "thanhtra")
    page.goto("/mo-khan-cap/")
    expect(page.get_by_text("Có 1 lần mở chờ anh chị rà soát.")).to_be_visible()
    assert_pleasant(page)
    page.get_by_role("link", name=paper).click()
    page.get_by_label("không có lý do chính đáng; đóng lại ngay").check()
    page.get_by_label("Nhận xét").fill("Việc này chờ được đến sáng.")
    page.get_by_role("button", name="Ghi kết quả").click()
    expect(page.get_by_text("không chính đáng").first).to_be_visible()
    assert_pleasant(page)

    sign_in(page, "xa.a")
    page.goto(opened)
    expect(page.get_by_text(paper)).not_to_be_visible()
