"""The pages, as each person of the cast gets them."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from chungtay.base.actor import Actor
from chungtay.indicators import targets
from chungtay.indicators.rules import Target, TargetDirection
from chungtay.indicators.targets import Promise
from chungtay.indicators.tests.factories import LEAFLETS, enter
from tests.cast import NOW, PASSWORD, Cast, Town

pytestmark = pytest.mark.usefixtures("catalogue")
RELAPSE = "DEMAND.RELAPSE"


@pytest.fixture(autouse=True)
def _on_the_day_of_the_stories() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(cast: Cast) -> Client:
    enter(cast.officer, "2026-M01", {LEAFLETS: 1200})
    enter(cast.officer, "2026-M02", {LEAFLETS: 800})
    return client_of(cast.province)


def client_of(actor: Actor) -> Client:
    client = Client()
    assert client.login(username=actor.name.split()[0], password=PASSWORD)
    return client


def words_of(client: Client, name: str, **query: str | int) -> str:
    response = client.get(reverse(f"indicators:{name}"), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_table_names_every_commune_and_who_has_not_reported(office: Client) -> None:
    page = words_of(office, "look", do=LEAFLETS)
    assert "Xã A" in page
    assert "1.200" in page
    assert "chưa có báo cáo" in page
    assert "1/2" in page
    assert "800 trong 2/2026, giảm từ 1.200 của 1/2026" in page
    assert 'class="p-stroke"' in page


def test_every_span_level_and_geography_answers(office: Client, town: Town) -> None:
    for query in (
        {"ky": "quarter"}, {"ky": "half"}, {"ky": "year"}, {"cap": ""}, {"dia": "old"}, {"duyet": "on"},
        {"noi": town.commune_a}, {"nam": "x", "cap": "nowhere", "ky": "week"},
    ):  # fmt: skip
        assert "Xã" in words_of(office, "look", do=LEAFLETS, **query)


def test_a_breakdown_stands_in_rows_and_substances_are_never_added(office: Client) -> None:
    assert "nữ" in words_of(office, "look", do="DEMAND.FILE.TOTAL", cap="phan.sex")
    page = words_of(office, "look", do="SUPPLY.SEIZED")
    assert "không bao giờ được cộng với nhau" in page
    assert "không cộng được" in page


def test_a_number_opens_to_its_reports(office: Client) -> None:
    page = words_of(office, "number", do=LEAFLETS, so="2026-M01")
    assert "1.200" in page
    assert "Ủy ban nhân dân xã A" in page
    assert office.get(reverse("indicators:number"), {"do": LEAFLETS, "so": "1999-M01"}).status_code == 404


def test_who_is_elsewhere_finds_nothing_of_it(office: Client, cast: Cast, town: Town) -> None:
    asked: dict[str, str | int] = {"do": LEAFLETS, "noi": town.commune_a}
    for actor in (cast.stranger, cast.officer_next_door):
        answer = client_of(actor).get(reverse("indicators:look"), asked)
        assert answer.status_code == 404


def test_a_promise_is_measured_beside_the_line(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = Target(TargetDirection.AT_LEAST, 2030, Decimal(5000), baseline=Decimal(1000), since=2025)
    promise = Promise("Phát 5.000 tờ rơi", "/ke-hoach/", goal)
    monkeypatch.setattr(targets, "_SOURCES", {"example": lambda *_: [promise]})
    page = words_of(office, "look", do=LEAFLETS)
    assert "Phát 5.000 tờ rơi" in page
    assert "Đúng lộ trình" in page


def test_the_sheet_for_outside_hides_small_numbers_of_people_and_what_would_tell_them(cast: Cast) -> None:
    enter(cast.officer, "2026-M02", {RELAPSE: 2}, form="XA.THANG")
    enter(cast.officer_next_door, "2026-M02", {RELAPSE: 30}, form="XA.THANG")
    answer = client_of(cast.province).get(reverse("indicators:look"), {"do": RELAPSE, "tep": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=6)}
    assert rows["Xã A"] == "•"
    assert list(rows.values()).count("•") == 2
    page = words_of(client_of(cast.province), "look", do=RELAPSE)
    assert ">32<" in page
