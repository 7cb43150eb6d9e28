"""The province enters its days off and numbers its papers; nobody else's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections
from django.test import Client

from chungtay.base.problems import NotThere, Refused
from chungtay.law.rules.calendar import DayOffKind, DaysOff, national
from chungtay.province import queries, services
from chungtay.province.models import DayOff, PaperNumber
from tests.cast import NOW, PASSWORD, TODAY, Cast

BRIDGE = DaysOff(date(2026, 8, 31), date(2026, 8, 31), "Hoán đổi", DayOffKind.EXCHANGED, date(2026, 8, 22))
EXTRA = DaysOff(date(2026, 3, 2), date(2026, 3, 2), "Nghỉ bù ví dụ", DayOffKind.SUBSTITUTE)


def enter(cast: Cast, row: DaysOff = EXTRA) -> DayOff:
    return services.enter_days_off(by=cast.province, now=NOW, row=row, ground="Thông báo 01/TB (ví dụ)")


def test_the_first_line_of_a_year_keeps_the_countrys_other_days(cast: Cast) -> None:
    enter(cast)
    calendar = queries.calendar_of(cast.province.place)
    assert not calendar.is_working(EXTRA.first)
    national_days = {day for row in national().rows if row.first.year == 2026 for day in row.days()}
    assert national_days < set(calendar.days_off)


def test_the_calendar_holds_in_every_commune_of_the_province_and_nowhere_else(cast: Cast) -> None:
    enter(cast)
    assert not queries.calendar_of(cast.officer.place).is_working(EXTRA.first)
    assert queries.calendar_of(cast.stranger.place).is_working(EXTRA.first)
    assert queries.calendar_of(None).is_working(EXTRA.first)


def test_when_the_last_line_goes_the_countrys_calendar_holds_again(cast: Cast) -> None:
    enter(cast)
    for row in DayOff.objects.all():
        services.drop_days_off(by=cast.province, now=NOW, day_off=row.pk)
    assert queries.calendar_of(cast.province.place).days_that_differ(national()) == []


def test_the_same_days_are_not_entered_twice(cast: Cast) -> None:
    enter(cast)
    with pytest.raises(Refused):
        enter(cast)
    with pytest.raises(Refused):  # the country's own exchange came along with the year
        enter(cast, BRIDGE)


def test_nobody_else_changes_the_calendar(cast: Cast) -> None:
    row = enter(cast)
    with pytest.raises(NotThere):
        services.enter_days_off(by=cast.department, now=NOW, row=EXTRA, ground="không có quyền")
    with pytest.raises(NotThere):
        services.drop_days_off(by=cast.stranger, now=NOW, day_off=row.pk)


def test_numbers_follow_each_other_and_a_number_given_up_is_not_given_again(cast: Cast) -> None:
    series = services.open_series(by=cast.province, now=NOW, symbol="kh-bcđ", name="Kế hoạch", first=37)
    first = services.take_number(by=cast.province, now=NOW, series=series.pk, title="Kế hoạch một")
    services.void_number(by=cast.province, now=NOW, number=first.pk, ground="Không ban hành")
    second = services.take_number(by=cast.province, now=NOW, series=series.pk, title="Kế hoạch hai")
    assert (series.symbol, first.number, second.number) == ("KH-BCĐ", 37, 38)
    with pytest.raises(Refused):
        services.void_number(by=cast.province, now=NOW, number=first.pk, ground="lần nữa")


def test_a_new_year_begins_at_one(cast: Cast) -> None:
    series = services.open_series(by=cast.province, now=NOW, symbol="KH", name="", first=37)
    assert queries.number_due(series, TODAY) == 37
    assert queries.number_due(series, TODAY.replace(year=TODAY.year + 1)) == 1


def test_a_stranger_takes_no_number_of_ours(cast: Cast) -> None:
    series = services.open_series(by=cast.province, now=NOW, symbol="KH", name="", first=1)
    with pytest.raises(NotThere):
        services.take_number(by=cast.stranger, now=NOW, series=series.pk, title="")


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has one writer anyway: make test runs it there"
)
def test_many_who_take_a_number_at_once_get_one_each(transactional_db: None, cast: Cast) -> None:
    series = services.open_series(by=cast.province, now=NOW, symbol="KH", name="", first=1)

    def take(_n: int) -> int:
        try:
            return services.take_number(by=cast.province, now=NOW, series=series.pk, title="cùng lúc").number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as people:
        taken = sorted(people.map(take, range(24)))
    assert taken == list(range(1, 25))
    assert PaperNumber.objects.count() == 24
    assert connection.vendor == "postgresql"


def test_the_pages_show_the_calendar_and_take_a_number(cast: Cast) -> None:
    client = Client()
    client.login(username="thuongtruc", password=PASSWORD)
    said = {
        "name": "Nghỉ bù",
        "kind": "substitute",
        "first": "2026-03-02",
        "last": "2026-03-02",
        "ground": "",
    }
    assert client.post("/tinh/lich/them/?nam=2026", said).status_code == 422
    page = client.post("/tinh/lich/them/?nam=2026", said | {"ground": "01/TB"}, follow=True).content.decode()
    assert "Nghỉ bù" in page
    assert 'class="off"' in page
    assert "Chưa có lịch của năm 2090" in client.get("/tinh/lich/?nam=2090").content.decode()
    client.post("/tinh/so/", {"symbol": "KH-BCĐ", "name": "Kế hoạch", "first": 5})
    page = client.get("/tinh/so/").content.decode()
    assert "05/KH-BCĐ" in page
