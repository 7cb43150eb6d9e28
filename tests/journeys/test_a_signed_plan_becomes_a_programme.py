"""The main job, in a real browser, on two real plans: read, review, confirm, report, see."""

import re

import pytest
from playwright.sync_api import Page, expect

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyLevel
from chungtay.example.bodies import Bodies
from tests.browser import Screenshot
from tests.cast import TODAY, seat
from tests.journeys.conftest import PAPERS, assert_pleasant, hand_in, sign_in

pytestmark = pytest.mark.browser

# The ten headings of the town's plan, each with the bodies that it names.
ASSIGNEES = (
    ("Công an thị xã",),
    ("Ban Chỉ huy Quân sự thị xã",),
    ("Phòng Lao động- Thương binh và Xã hội",),
    ("Phòng Y tế", "Trung tâm y tế thị xã"),
    ("Phòng Văn hóa và Thông tin",),
    ("Trung tâm Văn hóa, Thông tin và Thể thao",),
    ("Phòng Giáo dục và Đào tạo", "Đoàn thanh niên thị xã"),
    ("Viện kiểm sát nhân dân", "Tòa án nhân dân thị xã", "Chi cục Thi hành án dân sự thị xã"),
    ("Các ban, ngành thành viên Ban Chỉ đạo",),
    ("UBND các xã, phường",),  # heading 10 writes "UBND xã, phường"; one body
)


def make_the_plan(page: Page) -> None:
    """On a review page: open the bodies that are still only names, accept the sure items together and the others one by
    one with the keyboard, confirm."""
    unresolved = page.get_by_role("button", name=re.compile(r"Lập mới cả \d+ cơ quan trên"))
    if unresolved.count():
        unresolved.click()
    page.get_by_role("button", name=re.compile(r"Chấp nhận \d+ mục máy chắc")).click()
    expect(page.get_by_text(re.compile(r"Đã chấp nhận \d+ mục"))).to_be_visible()
    page.wait_for_load_state()  # a key that is pressed before the page can hear it is lost
    unsure = page.locator(".item.unsure[data-id]")
    for left in range(unsure.count() - 1, -1, -1):
        page.keyboard.press("c")
        page.keyboard.press("Enter")
        expect(unsure).to_have_count(left)
    page.get_by_role("link", name="Lập kế hoạch từ văn bản này").click()
    page.get_by_role("button", name="Lập kế hoạch và giao việc").click()


def assert_ten_assignees_and_one_report(page: Page) -> None:
    page.get_by_text(re.compile(r"Xem \d+ cơ quan khác")).click()
    owing = page.get_by_role("region", name="Ai còn nợ gì")
    for heading in ASSIGNEES:
        for body in heading:
            expect(owing.get_by_role("link", name=body).first).to_be_visible()
    report = page.get_by_role("region", name="Chế độ báo cáo").get_by_role("listitem")
    expect(report).to_have_count(1)
    expect(report).to_contain_text("UBND thị xã")
    expect(report).to_contain_text("qua Công an thị xã")
    expect(report.locator("time")).to_have_attribute("datetime", "2024-07-01")


def test_a_town_runs_its_action_month(page: Page, viet_yen: int, screenshot: Screenshot) -> None:
    sign_in(page, "congan.vietyen")
    hand_in(page, PAPERS / "viet_yen_plan_2024.txt")
    expect(page.get_by_text("Văn bản chưa ghi số.")).to_be_visible()
    assert_pleasant(page)
    screenshot("review")

    make_the_plan(page)
    expect(page.get_by_text("Triển khai Tháng hành động").first).to_be_visible()
    assert_pleasant(page)
    screenshot("plan")
    assert_ten_assignees_and_one_report(page)

    military = agencies.resolve(["Ban Chỉ huy Quân sự thị xã"], on=TODAY, near=viet_yen)
    seat("Ban Chỉ huy Quân sự thị xã", "quansu", "department", place=viet_yen, level=AgencyLevel.DISTRICT)
    assert agencies.resolve(["Ban Chỉ huy Quân sự thị xã"], on=TODAY, near=viet_yen) == military != {}

    sign_in(page, "quansu")
    page.goto("/viec/")
    rows = page.locator("tbody tr")
    expect(rows.filter(has_text="Chỉ đạo các lực lượng chức năng phối hợp chặt chẽ")).to_have_count(1)
    expect(page.get_by_text("Đẩy mạnh thực hiện dự án")).to_have_count(0)  # another body's
    page.goto("/viec-cua-toi/")
    mine = page.locator("li.share", has_text="Chỉ đạo các lực lượng chức năng")
    mine.get_by_text("Cập nhật").first.click()
    mine.get_by_label("Đã làm gì, vướng gì").fill("Đã phối hợp tuyên truyền tại 3 phường.")
    mine.get_by_role("button", name="Đã xong").click()
    expect(page.get_by_text("Đã ghi.")).to_be_visible()
    assert_pleasant(page)
    screenshot("my work")

    sign_in(page, "congan.vietyen")
    page.goto("/viec/?state=done")
    page.get_by_role("link", name=re.compile("Chỉ đạo các lực lượng chức năng phối hợp")).first.click()
    expect(page.get_by_text("Đã phối hợp tuyên truyền tại 3 phường.").first).to_be_visible()
    expect(page.get_by_text("đấu tranh triệt phá các đường dây").first).to_be_visible()
    assert_pleasant(page)
    screenshot("task")


def test_a_province_runs_its_project(page: Page, dien_bien: Bodies, screenshot: Screenshot) -> None:
    sign_in(page, "thuongtruc")
    hand_in(page, PAPERS / "dien_bien_project_2022.txt")
    for contradiction in ("9.663", "10%", "130"):
        expect(page.locator(".review-items").get_by_text(contradiction).first).to_be_visible()
    screenshot("review")
    make_the_plan(page)
    expect(page.get_by_text("1241/QĐ-UBND").first).to_be_visible()
    expect(page.get_by_text("71.440").first).to_be_visible()
    assert_pleasant(page)
    screenshot("plan")

    # The paper of 2022 names bodies of 2022; Sở Y tế is one that still is.
    seat("Sở Y tế", "soyte", "department", place=dien_bien.province.pk, level=AgencyLevel.PROVINCE)
    sign_in(page, "soyte")
    page.goto("/viec-cua-toi/")
    first = page.locator("li.share").first
    task = first.locator("a.title").get_attribute("href")
    assert task is not None
    first.get_by_text("Cập nhật").first.click()
    first.get_by_label("Tiến độ (%)").fill("40")
    first.get_by_role("button", name="Đang làm, ghi tiến độ").click()
    expect(page.get_by_text("Đã ghi.")).to_be_visible()
    screenshot("my work")

    sign_in(page, "thuongtruc")
    page.goto(task)
    expect(page.get_by_text("Sở Y tế").first).to_be_visible()
    expect(page.get_by_text("40%").first).to_be_visible()
    assert_pleasant(page)
