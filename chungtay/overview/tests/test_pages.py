"""The pages as people get them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from chungtay.overview.models import Contest
from chungtay.overview.tests.test_looking import said
from chungtay.plans.models import Plan, Share
from tests.browser import Screenshot, faults, too_wide
from tests.cast import PASSWORD, Cast

GROUND = "Đã gửi báo cáo giấy trước hạn (ví dụ)"
ALL = (
    "/toan-canh/", "/toan-canh/?by=agency", "/toan-canh/?by=commune", "/toan-canh/?by=plan", "/toan-canh/?view=gantt&month=2026-01",
    "/toan-canh/?view=calendar&month=2026-04", "/toan-canh/?view=actual&month=2026-01&months=12", "/toan-canh/lanh-dao/", "/thi-dua/",
    "/thi-dua/?contests=1",
)  # fmt: skip


def signed_in(username: str) -> Client:
    client = Client()
    client.login(username=username, password=PASSWORD)
    return client


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def test_every_view_opens_for_who_oversees_and_for_who_does_not(cast: Cast, plan: Plan) -> None:
    for username in ("thuongtruc", "xa.a", "soyte", "nguoila", "lanhdao"):
        client = signed_in(username)
        for address in ALL:
            expected = 404 if "lanh-dao" in address and username in ("xa.a", "soyte") else 200
            assert client.get(address).status_code == expected, (username, address)
    for odd in ("?view=x&by=y", "?view=gantt&month=0&months=99&page=x", "?view=calendar&month=9999-99", "?agency=999&plan=x"):  # fmt: skip
        assert signed_in("thuongtruc").get(f"/toan-canh/{odd}").status_code == 200


def test_a_month_names_its_days_off_and_the_windows_of_the_law(cast: Cast, plan: Plan) -> None:
    page = words_of(signed_in("thuongtruc"), "/toan-canh/?view=calendar&month=2026-04")
    assert "Nghỉ bù Giỗ Tổ Hùng Vương" in page
    assert "chốt số liệu tháng 4/2026" in page


def test_a_neighbour_reads_nothing_of_a_commune(cast: Cast, plan: Plan) -> None:
    page = words_of(signed_in("xa.b"), "/toan-canh/?by=agency")
    assert "Ủy ban nhân dân xã B" in page
    assert "Ủy ban nhân dân xã A" not in page


def test_a_score_opens_to_its_parts_and_can_be_contested_and_answered(cast: Cast, plan: Plan) -> None:
    share = Share.objects.filter(agency=cast.officer.agency, due_on__year=2026).earliest("due_on")
    commune, office = signed_in("xa.a"), signed_in("thuongtruc")
    opened = words_of(commune, f"/thi-dua/?period=2026&agency={cast.officer.agency}&part=done")
    assert f"/thi-dua/phan-viec/{share.pk}/" in opened
    assert "không được tính" in opened
    assert commune.post(f"/thi-dua/phan-viec/{share.pk}/", {"ground": "sai"}).status_code == 422
    assert commune.post(f"/thi-dua/phan-viec/{share.pk}/", {"ground": GROUND}).status_code == 302
    made = Contest.objects.get()
    assert GROUND in words_of(office, "/thi-dua/?contests=1")
    assert office.post(f"/thi-dua/y-kien/{made.pk}/", {"words": "Đúng"}).status_code == 422
    answer = office.post(f"/thi-dua/y-kien/{made.pk}/", {"outcome": "granted", "words": "Đúng là đã gửi"})
    assert answer.status_code == 302
    page = words_of(commune, "/thi-dua/?contests=1")
    assert GROUND in page
    assert "Đúng là đã gửi" in page
    assert "không chấp nhận" not in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_have_no_fault_and_fit_a_phone(
    transactional_db: None, cast: Cast, plan: Plan, page: Page, screenshot: Screenshot, width: int
) -> None:
    share = Share.objects.filter(agency=cast.province.agency).first() or Share.objects.earliest("pk")
    Contest.objects.create(
        share=share, agency_id=share.agency_id, ground=GROUND, by_id=cast.officer.account, name="Ai đó (ví dụ)",
        post="Chức danh", at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/vao/")
    page.get_by_label("Tên đăng nhập").fill("thuongtruc")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda address: "/vao/" not in address)
    for n, address in enumerate((*ALL, f"/thi-dua/?period=2026&agency={cast.officer.agency}")):
        page.goto(address)
        assert faults(page) == [], address
        assert not too_wide(page), address
        screenshot(f"{n}")


def test_a_leader_is_not_led_to_where_only_the_office_decides(cast: Cast, plan: Plan) -> None:
    said(cast, cast.department, "")
    waits, way = "phần việc đã báo xong chờ xác nhận", 'href="/cho-xu-ly/?tab=check"'
    office, leader = (words_of(signed_in(who), "/toan-canh/lanh-dao/") for who in ("thuongtruc", "lanhdao"))
    assert waits in office
    assert waits in leader
    assert (way in office, way in leader) == (True, False)
