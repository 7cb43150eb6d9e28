"""A finance officer approves and allots; over the ceiling is refused; the department pays; everybody sees it."""

import pytest
from playwright.sync_api import Page, expect

from chungtay.agencies.rules import AgencyLevel
from chungtay.budgets.models import Budget
from chungtay.budgets.tests.factories import dien_bien, estimate
from chungtay.documents.tests.factories import take_in_read
from tests.browser import Screenshot
from tests.cast import NOW, Cast, seat
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def project(transactional_db: None, cast: Cast) -> Budget:
    """The table of Điện Biên, proposed, and a finance officer beside the standing office."""
    seat(
        "Sở Tài chính tỉnh Mẫu", "taichinh", "finance", place=cast.province.place, level=AgencyLevel.PROVINCE
    )
    return estimate(cast, dien_bien(), document=take_in_read(cast.province, NOW).pk)[0]


def rest_on(page: Page, paper: str, day: str) -> None:
    page.get_by_label("Số, ký hiệu văn bản hoặc chứng từ").fill(paper)
    page.get_by_label("Ngày của văn bản").fill(day)


def test_money_from_the_estimate_to_the_receipt(page: Page, project: Budget, screenshot: Screenshot) -> None:
    sign_in(page, "taichinh")
    page.goto(f"/kinh-phi/{project.pk}/")
    expect(page.get_by_text("Bảy mươi mốt tỷ, bốn trăm bốn mươi triệu đồng")).to_be_visible()
    assert_pleasant(page)
    page.get_by_role("link", name="Duyệt dự toán").click()
    rest_on(page, "15/QĐ-UBND", "2026-02-01")
    page.get_by_role("button", name="Duyệt dự toán").click()

    page.get_by_role("link", name="Phân bổ", exact=True).click()
    page.get_by_label("Dòng kinh phí").select_option(label="8,1 Thường trực Ban chỉ đạo tỉnh")
    page.get_by_label("Năm", exact=True).select_option("2025")
    page.get_by_label("Nguồn").select_option(label="Ngân sách địa phương")
    page.get_by_label("Cơ quan được phân bổ").select_option(label="Sở Y tế tỉnh Mẫu")
    page.get_by_label("Số tiền").fill("150 triệu")
    rest_on(page, "16/QĐ-UBND", "2026-02-02")
    page.get_by_role("button", name="Phân bổ kinh phí").click()
    expect(page.get_by_text("còn được phân bổ 100.000.000 đồng").first).to_be_visible()
    assert_pleasant(page)
    page.get_by_label("Số tiền").fill("100 triệu")
    page.get_by_role("button", name="Phân bổ kinh phí").click()
    expect(page.get_by_role("heading", name="Đã phân bổ cho ai")).to_be_visible()
    assert_pleasant(page)

    sign_in(page, "soyte")
    page.goto("/kinh-phi/?by=agency")
    expect(page.get_by_role("link", name="Sở Y tế tỉnh Mẫu")).to_be_visible()
    assert_pleasant(page)
    page.goto(f"/kinh-phi/{project.pk}/")
    page.get_by_role("link", name="Sở Y tế tỉnh Mẫu").click()
    page.get_by_role("link", name="Ghi khoản chi").click()
    page.get_by_label("Số tiền").fill("100.000.001")
    rest_on(page, "UNC 27", "2026-03-01")
    page.get_by_role("button", name="Giải ngân").click()
    expect(page.get_by_text("Vượt số đã phân bổ").first).to_be_visible()
    page.get_by_label("Số tiền").fill("15.000.000")
    page.get_by_role("button", name="Giải ngân").click()
    expect(page.get_by_role("rowheader", name="UNC 27")).to_be_visible()
    screenshot("purse")
    assert_pleasant(page)

    sign_in(page, "lanhdao")
    page.goto("/kinh-phi/?by=year")
    expect(page.get_by_role("link", name="2025", exact=True)).to_be_visible()
    screenshot("look")
    assert_pleasant(page)
