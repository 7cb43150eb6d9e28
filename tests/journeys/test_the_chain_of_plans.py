"""The standing office finds a hole and asks the commune; an inspector's recommendation goes to its owner and back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyLevel
from chungtay.example.bodies import Bodies
from chungtay.plans.services import make_plan
from chungtay.plans.tests.factories import BY, cited, found_task, hand_over, paper_of, reviewed
from tests.browser import Screenshot
from tests.cast import NOW, TODAY, seat
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = pytest.mark.browser

MODEL = "Xây dựng 01 mô hình điểm bản không ma túy"
DENOUNCE = "Vận động nhân dân tố giác, cung cấp tin báo về tội phạm ma túy"
COMMUNE = "Ủy ban nhân dân xã Mường Pồn"
RECOMMENDED = "Niêm yết đường dây nóng ở nhà văn hóa các bản"


def two_plans(office: Any, names: dict[str, int], commune: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """The province's plan for all communes, and one commune's beneath it, later and with a hole."""
    papers = hand_over(monkeypatch)
    group = names["Ủy ban nhân dân các xã, phường"]
    upper = reviewed(
        paper_of(office), found_task(1, MODEL, [group], [], BY), found_task(2, DENOUNCE, [group]), targets=()
    )
    lower = reviewed(
        paper_of(office, "Kế hoạch xã (ví dụ)"),
        found_task(11, MODEL, [commune], [], {**BY, "date": "2026-09-30"}),
        code="18/KH-UBND", title="Kế hoạch xã Mường Pồn (ví dụ)", issuer=commune,
        citations=(cited("101/KH-UBND", upper.issued_on),),
    )  # fmt: skip
    made = []
    for paper in (upper, lower):
        papers.put(paper)
        made.append(make_plan(by=office, now=NOW, document=paper.document).pk)
    return made[0]


def test_a_hole_is_found_proposed_and_closed_and_a_recommendation_followed_to_the_end(
    page: Page, dien_bien: Bodies, old_office: Any, screenshot: Screenshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = dien_bien.province.pk
    commune = agencies.resolve([COMMUNE], on=TODAY, near=near)[COMMUNE]
    place = agencies.get_agency(old_office, commune).place_id
    seat(COMMUNE, "xa.muongpon", "commune", place=place, level=AgencyLevel.COMMUNE)
    seat("Thanh tra tỉnh", "thanhtra", "inspector", place=near, level=AgencyLevel.PROVINCE)
    upper = two_plans(old_office, dien_bien.ids, commune, monkeypatch)
    _the_office_finds_the_hole(page, upper, screenshot)
    _the_commune_answers(page, screenshot)
    _the_inspector_recommends(page, screenshot)
    _the_owner_answers(page)
    _the_inspector_accepts(page, screenshot)


def _the_office_finds_the_hole(page: Page, upper: int, screenshot: Screenshot) -> None:
    sign_in(page, "thuongtruc")
    page.goto("/chuoi-ke-hoach/")
    page.get_by_role("link", name="101/KH-UBND").click()
    page.get_by_role("button", name="So từng điều").click()
    row = page.get_by_role("row", name=DENOUNCE)
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")
    assert_pleasant(page)
    screenshot("coverage by promise")
    page.get_by_role("link", name="Theo đơn vị").click()
    page.get_by_role("link", name=COMMUNE).click()
    page.get_by_text("gợi ý gần như chắc").click()
    page.get_by_role("button", name="Xác nhận các mục đã chọn").click()
    expect(page.get_by_text("hạn muộn hơn: 30/09/2026, kế hoạch trên ghi 31/03/2026")).to_be_visible()
    assert_pleasant(page)
    screenshot("coverage of one commune")
    page.get_by_role("row", name=DENOUNCE).get_by_role("checkbox").check()
    page.get_by_role("button", name="Đề nghị đơn vị bổ sung các điều đã chọn").click()
    expect(page.get_by_text("Đã gửi đề nghị bổ sung 1 điều")).to_be_visible()


def _the_commune_answers(page: Page, screenshot: Screenshot) -> None:
    sign_in(page, "xa.muongpon")
    page.goto("/viec-cua-toi/")
    page.get_by_role("link", name=DENOUNCE).first.click()
    assert_pleasant(page)
    screenshot("a proposal at the commune")
    page.get_by_role("textbox", name="Trả lời").fill("Xã có quy chế tố giác riêng")
    page.get_by_role("button", name="Không áp dụng").click()
    expect(page.get_by_text("đơn vị trả lời không áp dụng")).to_be_visible()


def _the_inspector_recommends(page: Page, screenshot: Screenshot) -> None:
    today = timezone.localdate()
    sign_in(page, "thanhtra")
    page.goto("/giam-sat/?xem=kiem-tra")
    page.get_by_role("link", name="Thêm vào chương trình").click()
    page.get_by_label("Nội dung").fill("Kiểm tra việc tiếp nhận tin báo")
    page.get_by_label("Từ ngày").fill(today.isoformat())
    page.get_by_label("Đến ngày", exact=True).fill(today.isoformat())
    page.get_by_label(COMMUNE, exact=True).check()
    assert_pleasant(page)
    page.get_by_role("button", name="Ghi vào chương trình").click()
    page.get_by_text("Viết kiến nghị").click()
    page.get_by_role("textbox", name="Kiến nghị").fill(RECOMMENDED)
    page.get_by_label("Cơ quan thực hiện").select_option(label=COMMUNE)
    page.get_by_label("Trả lời trước ngày").fill((today + timedelta(days=10)).isoformat())
    page.get_by_role("button", name="Gửi kiến nghị").click()
    expect(page.get_by_role("link", name=RECOMMENDED)).to_be_visible()
    assert_pleasant(page)
    screenshot("an inspection")


def _the_owner_answers(page: Page) -> None:
    sign_in(page, "xa.muongpon")
    page.goto("/viec-cua-toi/")
    page.get_by_role("link", name=RECOMMENDED).click()
    assert_pleasant(page)
    page.get_by_label("Đã làm gì").fill("Đã niêm yết ở 9 bản")
    photo = {"name": "anh.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n"}
    page.get_by_label("Tệp minh chứng").set_input_files(photo)  # type: ignore[arg-type]
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("đã trả lời, chờ xem xét")).to_be_visible()


def _the_inspector_accepts(page: Page, screenshot: Screenshot) -> None:
    sign_in(page, "thanhtra")
    page.goto("/giam-sat/")
    assert_pleasant(page)
    page.get_by_role("link", name=RECOMMENDED).click()
    expect(page.get_by_text("anh.png")).to_be_visible()
    page.get_by_role("button", name="Chấp nhận, đã xong").click()
    expect(page.get_by_text("đã thực hiện xong")).to_be_visible()
    assert_pleasant(page)
    screenshot("a recommendation accepted")
