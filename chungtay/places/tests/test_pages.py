"""The pages: the tree, a unit with its past, villages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from chungtay.places import queries
from chungtay.places.models import Place
from tests.cast import PASSWORD, Cast, Town

pytestmark = pytest.mark.django_db
OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)


def signed_in_as(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


@pytest.fixture
def reader(three_provinces: None, cast: Cast) -> Client:
    """Anybody with an account."""
    return signed_in_as("xa.a")


@pytest.fixture
def office(cast: Cast) -> Client:
    """Holds the power over villages of the invented province."""
    return signed_in_as("thuongtruc")


def page_of(code: str, on: date) -> str:
    found = queries.place_at(code, on)
    assert found is not None
    return reverse("places:place", args=[found.pk])


def seen(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_looks_without_an_account(three_provinces: None) -> None:
    assert Client().get(reverse("places:tree")).status_code == 302


def test_the_tree_is_that_of_the_day(reader: Client) -> None:
    old = seen(reader, reverse("places:tree"), on="2025-06-30")
    new = seen(reader, reverse("places:tree"), on="2025-07-01")
    assert "Tỉnh Bắc Giang" in old
    assert "Tỉnh Bắc Giang" not in new
    assert "10 đơn vị cấp huyện · 129 đơn vị cấp xã" in old
    assert "45 đơn vị cấp xã" in new
    assert old.count("<path class=") == 4
    assert "Open Development Mekong" in old


def test_a_day_before_the_data_begins_is_explained(reader: Client) -> None:
    answer = reader.get(reverse("places:tree"), {"on": "2010-01-01"})
    assert answer.status_code == 422
    assert "Dữ liệu bắt đầu từ ngày 01/11/2021" in answer.content.decode()


@pytest.mark.parametrize("day", ["hôm qua", "2025-02-30", "999999-01-01"])
def test_a_day_that_is_none_is_refused_and_today_is_shown(reader: Client, day: str) -> None:
    answer = reader.get(reverse("places:tree"), {"on": day})
    assert answer.status_code == 422
    assert "Tỉnh Điện Biên" in answer.content.decode()


def test_search_finds_old_units_on_an_old_day(reader: Client) -> None:
    old = seen(reader, reverse("places:tree"), q="muong cha", on="2025-06-30")
    assert "Huyện Mường Chà" in old
    new = seen(reader, reverse("places:tree"), q="huyen muong cha", on="2025-07-01")
    assert "Không có đơn vị nào mang tên này" in new


@pytest.mark.parametrize("words", ["muong nhe", "muong"])
def test_a_search_asks_the_database_as_often_for_many_as_for_few(
    reader: Client, words: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(20):
        seen(reader, reverse("places:tree"), q=words, on="2025-06-30")


def test_a_branch_brings_what_is_right_below(reader: Client) -> None:
    found = queries.place_at("11", OLD)
    assert found is not None
    branch = seen(reader, reverse("places:branch", args=[found.pk]), on="2025-06-30")
    assert branch.count("<details") == 10
    assert "<html" not in branch
    assert reader.get(reverse("places:branch", args=[0])).status_code == 404


def test_a_unit_that_ended_shows_its_last_day_and_what_it_became(reader: Client) -> None:
    page = seen(reader, page_of("24", OLD), on="2026-01-01")
    assert "trang cho xem ngày 30/06/2025" in page
    assert "Tỉnh Bắc Ninh" in page
    assert "202/2025/QH15" in page


def test_a_renamed_unit_shows_its_names_through_time(reader: Client) -> None:
    page = seen(reader, page_of("46", NEW), on="2026-01-01")
    assert "Tên gọi qua thời gian" in page
    assert "Tỉnh Thừa Thiên Huế" in page
    assert "175/2024/QH15" in page


def test_a_commune_shows_where_it_came_from_and_stands_on_the_map(reader: Client) -> None:
    commune = queries.find_places("xã Mường Nhé", NEW)[0]
    page = seen(reader, reverse("places:place", args=[commune.pk]), on="2026-01-01")
    assert "Xã Nậm Vì" in page
    assert "1661/NQ-UBTVQH15" in page
    assert page.count(" chosen") == 1
    assert "Thêm thôn" not in page


def test_a_unit_gone_without_a_trace_says_that_the_data_does_not_know(reader: Client) -> None:
    gone = next(
        unit for unit in queries.find_places("xã", date(2024, 1, 1), kind="commune", limit=400)
        if unit.valid_to and unit.valid_to < NEW
    )  # fmt: skip
    assert "Dữ liệu không ghi đơn vị này nhập vào đâu" in seen(
        reader, reverse("places:place", args=[gone.pk])
    )


def test_a_country_without_units_says_what_to_do(office: Client) -> None:
    Place.objects.exclude(code__startswith="X").delete()
    Place.objects.update(valid_from=date(2100, 1, 1))
    assert "chungtay places load" in seen(office, reverse("places:tree"))


def test_the_standing_office_adds_renames_and_closes_a_village(office: Client, town: Town) -> None:
    address = reverse("places:add_village", args=[town.commune_a])
    assert "Thêm thôn, bản, tổ dân phố" in seen(office, reverse("places:place", args=[town.commune_a]))
    assert office.get(address).status_code == 200
    asked = {"kind": "bản", "name": "Nà Sự", "valid_from": "2025-01-01", "ground": "01/NQ-HĐND"}
    assert office.post(address, asked).status_code == 302
    village = queries.find_places("Bản Nà Sự", date(2025, 1, 1))[0]
    assert "Bản Nà Sự" in seen(office, reverse("places:place", args=[town.commune_a]))
    renamed = {"kind": "bản", "name": "Nà Sự 1", "on": "2025-02-01", "ground": ""}
    assert office.post(reverse("places:rename_village", args=[village.pk]), renamed).status_code == 302
    assert office.get(reverse("places:close_village", args=[village.pk])).status_code == 200
    closed = {"on": "2025-03-01", "ground": ""}
    assert office.post(reverse("places:close_village", args=[village.pk]), closed).status_code == 302
    assert queries.get_place(village.pk).full_name == "Bản Nà Sự 1"
    assert queries.get_place(village.pk).valid_to == date(2025, 3, 1)


def test_a_refused_village_keeps_what_was_typed(office: Client, town: Town) -> None:
    asked = {"kind": "bản", "name": "Nà Sự", "valid_from": "2020-01-01", "ground": ""}
    answer = office.post(reverse("places:add_village", args=[town.commune_a]), asked)
    assert answer.status_code == 422
    assert "Xã A chỉ có từ ngày 01/11/2021" in answer.content.decode()
    assert 'value="Nà Sự"' in answer.content.decode()


def test_who_may_not_manage_finds_no_form(cast: Cast, town: Town) -> None:
    address = reverse("places:add_village", args=[town.commune_a])
    for username in ("xa.a", "nguoila"):
        assert signed_in_as(username).get(address).status_code == 404
        assert signed_in_as(username).post(address, {}).status_code == 404
    assert (
        signed_in_as("thuongtruc").get(reverse("places:add_village", args=[town.province])).status_code == 404
    )
