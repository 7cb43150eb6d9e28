"""A tired officer of a commune, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from chungtay.plans.models import Plan, Share
from tests.browser import Screenshot, faults, too_wide
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, username: str) -> None:
    page.goto("/vao/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda address: "/vao/" not in address)


def test_an_officer_reports_in_two_clicks(
    transactional_db: None, cast: Cast, plan: Plan, page: Page, screenshot: Screenshot
) -> None:
    share = Share.objects.get(task__text__startswith="Rà soát", agency=cast.officer.agency)
    sign_in(page, "xa.a")
    page.goto("/viec-cua-toi/")
    row = page.locator(f"#phan-viec-{share.pk}")
    row.locator("summary").click()
    row.get_by_role("button", name="Đã xong").click()
    expect(row.get_by_text("Đã ghi.")).to_be_visible()
    expect(row.get_by_text("Xong ngày")).to_be_visible()
    screenshot("reported")
    share.refresh_from_db()
    assert share.state == "done"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_have_no_fault_and_fit_a_phone(
    transactional_db: None, cast: Cast, plan: Plan, page: Page, screenshot: Screenshot, width: int
) -> None:
    task = plan.tasks.get(text__startswith="Rà soát")
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, "thuongtruc")
    for name, address in {
        "plans": "/ke-hoach/", "plan": f"/ke-hoach/{plan.pk}/", "tasks": "/viec/?state=late", "task": f"/viec/{task.pk}/",
        "assign": f"/viec/{task.pk}/phan-cong/", "work": "/viec-cua-toi/",
    }.items():  # fmt: skip
        page.goto(address)
        assert faults(page) == [], address
        assert not too_wide(page), address
        screenshot(name)
