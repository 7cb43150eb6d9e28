"""One duty goes to every commune: refused by one, given time by another, sent back, and once done by itself."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from chungtay.base.actor import Actor
from chungtay.plans.models import Plan, Share
from chungtay.plans.rules import ShareState
from chungtay.plans.services import make_plan, report_progress
from chungtay.plans.tests.factories import BY, found_task, hand_over, paper_of, reviewed
from chungtay.province import services as province
from tests.browser import PHONE, Screenshot
from tests.cast import NOW, Cast
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DUTY = "Xây dựng kế hoạch phòng, chống ma túy tại địa phương và tổ chức thực hiện"
HELP = "Phân công tổ chức, cá nhân hỗ trợ người sau cai nghiện"


@pytest.fixture
def plan(transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Plan:
    papers = hand_over(monkeypatch)
    late = {**BY, "date": "2027-03-31", "text": "trước ngày 31/3/2027"}
    found = reviewed(
        paper_of(cast.province), found_task(1, DUTY, [], [], late), found_task(2, HELP, [], [], late)
    )
    papers.put(found)
    return make_plan(by=cast.province, now=NOW, document=found.document)


def hand_out_to_all_communes(page: Page, screenshot: Screenshot) -> None:
    sign_in(page, "thuongtruc")
    page.goto("/giao-viec/")
    for words in (DUTY, HELP):
        page.get_by_label(words).check()
    page.get_by_label("Giao cho").select_option(label="UBND các xã, phường thuộc Tỉnh Mẫu (2)")
    page.get_by_label("Căn cứ").fill("Công văn 15/UBND-NC")
    page.get_by_role("button", name="Xem thử").click()
    expect(page.get_by_text("2 việc, thêm 4 phần việc.")).to_be_visible()
    assert_pleasant(page)
    screenshot("rehearsed")
    page.get_by_role("button", name="Giao việc", exact=True).click()
    expect(page.get_by_text("Đã giao 2 việc")).to_be_visible()


def refuse(page: Page, task: int, screenshot: Screenshot) -> None:
    sign_in(page, "xa.a")
    page.set_viewport_size(PHONE)
    page.goto(f"/viec/{task}/")
    page.locator("summary", has_text="Đề nghị không nhận").click()
    page.get_by_label("Cơ quan nên nhận việc này").select_option(label="Cơ sở cai nghiện ma túy tỉnh Mẫu")
    page.get_by_label("Vì sao").and_(page.locator("textarea:visible")).fill("Cơ sở đang quản lý danh sách")
    page.locator("button[value=refuse]").click()
    expect(page.get_by_text("Đã ghi: Đề nghị không nhận")).to_be_visible()
    assert_pleasant(page)
    screenshot("refused on a phone")


def ask_for_time(page: Page, task: int) -> None:
    sign_in(page, "xa.b")
    page.goto(f"/viec/{task}/")
    page.locator("summary", has_text="Xin gia hạn").click()
    page.get_by_label("Xin đến ngày").fill("2027-04-30")
    page.get_by_label("Vì sao").and_(page.locator("textarea:visible")).fill("Mưa lũ chia cắt ba bản")
    page.locator("button[value=ask_time]").click()
    expect(page.get_by_text("Đã ghi: Xin gia hạn")).to_be_visible()
    expect(page.locator("summary", has_text="Xin gia hạn")).to_have_count(0)


def report_done(actor: Actor, task: int) -> None:
    share = Share.objects.get(task=task, agency=actor.agency)
    report_progress(by=actor, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="Đã phân công",
                    seen=share.revision)  # fmt: skip


def settle_what_waits(page: Page, screenshot: Screenshot) -> None:
    sign_in(page, "thuongtruc")
    page.goto("/cho-xu-ly/")
    page.locator("input[name=rows]").first.check()
    page.get_by_role("button", name="Chuyển việc như đề nghị").click()
    expect(page.get_by_text("Đã chấp nhận 1 dòng")).to_be_visible()
    page.get_by_role("link", name="Xin gia hạn").click()
    page.locator("input[name=rows]").first.check()
    assert_pleasant(page)
    page.get_by_role("button", name="Cho gia hạn các dòng đã chọn").click()
    page.get_by_role("link", name="Chờ xác nhận xong").click()
    assert_pleasant(page)
    screenshot("to confirm")
    page.get_by_role("link", name="Xem, hoặc trả lại").click()
    page.locator("summary", has_text="Trả lại").click()
    page.get_by_label("Còn thiếu gì").fill("Thiếu danh sách người được phân công")
    page.locator("button[value=send_back]").click()
    expect(page.get_by_text("Đã ghi: Trả lại")).to_be_visible()


def let_it_follow(page: Page, plan: Plan, screenshot: Screenshot) -> None:
    page.goto(f"/ke-hoach/{plan.pk}/cach-biet-da-xong/")
    page.get_by_role("button", name="Đề xuất từ lời của việc").click()
    expect(page.get_by_text("Đã có kế hoạch của mình để thực hiện").first).to_be_visible()
    assert_pleasant(page)
    screenshot("proposed")
    page.get_by_role("button", name="Xác nhận các việc đã chọn").click()
    expect(page.get_by_text("từ nay tiến độ các việc này tự tính")).to_be_visible()


def test_one_duty_goes_to_every_commune_and_comes_back(
    page: Page, cast: Cast, plan: Plan, screenshot: Screenshot
) -> None:
    duty, helping = (plan.tasks.get(text=text).pk for text in (DUTY, HELP))
    hand_out_to_all_communes(page, screenshot)
    refuse(page, helping, screenshot)
    page.set_viewport_size({"width": 1280, "height": 800})
    ask_for_time(page, duty)
    report_done(cast.officer_next_door, helping)
    settle_what_waits(page, screenshot)
    assert Share.objects.filter(task=helping, agency=cast.doctor.agency, released_at=None).exists()
    assert str(Share.objects.get(task=duty, agency=cast.officer_next_door.agency).due_on) == "2027-04-30"
    assert Share.objects.get(task=helping, agency=cast.officer_next_door.agency).state == "in_progress"

    clerk = replace(cast.officer, powers=cast.officer.powers | {"documents.manage"})
    series = province.open_series(by=clerk, now=NOW, symbol="KH-UBND", name="Kế hoạch", first=1)
    province.take_number(by=clerk, now=NOW, series=series.pk, title="Kế hoạch phòng, chống ma túy năm 2026")
    let_it_follow(page, plan, screenshot)
    sign_in(page, "xa.a")
    page.goto(f"/viec/{duty}/")
    expect(page.get_by_text("Tự tính: đã xong.")).to_be_visible()
    expect(page.get_by_text("Kế hoạch phòng, chống ma túy năm 2026").first).to_be_visible()
    assert_pleasant(page)
    screenshot("done by itself")
