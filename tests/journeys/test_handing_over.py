"""A body ends, units change: the standing office rehearses, confirms, sees both sides, and takes it back."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chungtay.agencies import queries as agencies
from chungtay.agencies.services.life import know_successions
from chungtay.base.actor import Actor
from chungtay.example.bodies import Bodies
from chungtay.handovers.tests.factories import fingerprint
from chungtay.notices import worker
from chungtay.plans.services import make_plan
from chungtay.plans.tests.factories import BY, found_task, hand_over, paper_of, reviewed
from tests.browser import PHONE, Screenshot
from tests.cast import NOW
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = pytest.mark.browser


def give_work(office: Actor, names: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    papers = hand_over(monkeypatch)
    labour, communes = names["Sở LĐ-TB&XH"], names["Ủy ban nhân dân các xã, phường, thị trấn"]
    police = names["Công an tỉnh"]
    found = reviewed(
        paper_of(office),
        found_task(1, "Nâng cao chất lượng cai nghiện ma túy", [labour], [police], BY),
        found_task(2, "Giới thiệu việc làm cho thanh niên", [labour], [], BY),
        found_task(3, "Lập danh sách người có nguy cơ cao", [communes], [], BY),
    )
    papers.put(found)
    make_plan(by=office, now=NOW, document=found.document)


def test_the_standing_office_passes_on_the_work_of_a_body_that_ended_and_takes_it_back(
    page: Page,
    old_dien_bien: Bodies,
    old_office: Actor,
    screenshot: Screenshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give_work(old_office, old_dien_bien.ids, monkeypatch)
    know_successions(by=old_office, now=NOW, place=old_dien_bien.province.pk)
    sign_in(page, "thuongtruc")
    before = fingerprint()
    page.goto("/chuyen-giao/")
    assert_pleasant(page)
    page.get_by_role("link", name="Sở Lao động - Thương binh và Xã hội tỉnh Điện Biên").click()
    chosen = page.get_by_label("Nơi nhận: Nâng cao chất lượng cai nghiện ma túy")
    expect(chosen).to_have_value(str(old_dien_bien.ids["Công an tỉnh"]))
    page.get_by_role("button", name="Chạy thử").click()
    expect(page.get_by_text("Chạy thử: sẽ như thế này")).to_be_visible()
    assert_pleasant(page)
    screenshot("handover rehearsed")
    assert fingerprint() == before
    page.get_by_role("button", name="Chuyển giao", exact=True).click()
    expect(page.get_by_text("các cơ quan nhận đã được báo")).to_be_visible()
    page.goto("/viec-cua-toi/")
    page.get_by_role("link", name="Nâng cao chất lượng cai nghiện ma túy").first.click()
    expect(page.get_by_text("chuyển từ Sở Lao động")).to_be_visible()
    assert_pleasant(page)
    page.goto("/chuyen-giao/")
    page.get_by_role("link", name="Sở Lao động - Thương binh và Xã hội tỉnh Điện Biên").click()
    page.get_by_text("Hoàn tác lần chuyển giao này").click()
    page.get_by_label("Vì sao hoàn tác").fill("Ghi nhầm")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("mọi việc trở lại như trước")).to_be_visible()
    assert fingerprint() == before


def test_the_standing_office_rehearses_and_makes_the_reorganisation_of_2025(
    page: Page,
    old_dien_bien: Bodies,
    old_office: Actor,
    screenshot: Screenshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give_work(old_office, old_dien_bien.ids, monkeypatch)
    sign_in(page, "thuongtruc")
    before = fingerprint()
    page.goto("/chuyen-giao/sap-xep/")
    page.get_by_label("Căn cứ").fill("Nghị quyết 1661/NQ-UBTVQH15")
    page.set_default_timeout(60_000)
    page.get_by_role("button", name="Chạy thử").click()
    row = page.get_by_role("row", name="Đơn vị cấp xã")
    expect(row).to_contain_text("129", timeout=60_000)
    expect(row).to_contain_text("45")
    assert_pleasant(page)
    screenshot("reorganisation rehearsed")
    assert fingerprint() == before
    page.get_by_role("button", name="Sắp xếp").click()
    expect(page.get_by_text("đang chờ đến lượt")).to_be_visible()
    worker.run_due(limit=1)
    page.reload()
    expect(page.get_by_text("Không nhiệm vụ nào thiếu cơ quan thực hiện")).to_be_visible()
    assert_pleasant(page)
    screenshot("reorganisation made")
    _the_commune_shows_its_life(page, old_dien_bien, screenshot)


def _the_commune_shows_its_life(page: Page, bodies: Any, screenshot: Screenshot) -> None:
    near = bodies.province.pk
    name = "Ủy ban nhân dân xã Mường Pồn"
    body = agencies.resolve([name], on=NOW.date(), near=near)[name]
    page.set_viewport_size(PHONE)
    page.goto(f"/co-quan/{body}/")
    expect(page.get_by_text("Từ khi có đến nay")).to_be_visible()
    assert_pleasant(page)
    screenshot("life of a body")
    for form in ("doi", "ket-thuc", "hop-nhat", "ke-tuc"):
        page.goto(f"/co-quan/{body}/{form}/")
        assert_pleasant(page)
