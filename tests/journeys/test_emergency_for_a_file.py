"""At night the officer next door must know whose file this is; the keeper is told, the person will read of it."""

import pytest
from playwright.sync_api import Page, expect

from chungtay.cases.tests.factories import WHO, treated_at_home
from chungtay.people.tests.factories import police_of
from tests.cast import Cast, Town
from tests.journeys.conftest import assert_pleasant
from tests.journeys.test_the_rights_of_a_person import meanwhile, sign_in_twice

pytestmark = pytest.mark.browser
WHY = "Người này ngất ở trạm y tế xã B, cần biết đang điều trị gì để cấp cứu"


def test_a_file_is_opened_with_a_reason_told_to_its_keeper_and_reviewed(
    page: Page, town: Town, cast: Cast
) -> None:
    code = treated_at_home(police_of(town)).code
    police_of(town, next_door=True)
    sign_in_twice(page, "congan.b")
    page.goto(f"/ho-so/{code}/")
    expect(page.get_by_text(WHO["name"])).to_have_count(0)
    page.goto("/mo-khan-cap/mo/")
    page.get_by_label("Cần mở").select_option("file")
    page.get_by_label("Số, ký hiệu").fill(code.lower())
    page.get_by_label("Vì sao phải mở ngay").fill(WHY)
    page.get_by_role("button", name="Mở và xem").click()
    expect(page.get_by_text("Đang mở đến")).to_be_visible()
    page.goto(f"/ho-so/{code}/")
    expect(page.get_by_role("heading", name=WHO["name"])).to_be_visible()
    expect(page.get_by_role("heading", name="Quyền của người đó")).to_have_count(0)  # to read, not to act
    expect(page.get_by_role("heading", name="Hỗ trợ người đó")).to_have_count(0)
    assert_pleasant(page)

    with meanwhile(page, "congan.a"):
        page.goto("/thong-bao/")
        expect(page.get_by_text(f"đã mở khẩn cấp “{code}”")).to_be_visible()
        page.goto(f"/quyen/{code}/to-thong-tin/")
        expect(page.get_by_text(WHY)).to_be_visible()
        expect(page.get_by_text("congan.b (ví dụ)")).to_have_count(0)  # by post and body, never by name

    with meanwhile(page, "thanhtra"):
        page.goto("/mo-khan-cap/")
        page.get_by_role("link", name=code).click()
        page.get_by_label("không có lý do chính đáng; đóng lại ngay").check()
        page.get_by_label("Nhận xét").fill("Trạm y tế đã có bệnh án.")
        page.get_by_role("button", name="Ghi kết quả").click()
        expect(page.get_by_text("không chính đáng").first).to_be_visible()

    page.goto(f"/ho-so/{code}/")
    expect(page.get_by_text(WHO["name"])).to_have_count(0)
