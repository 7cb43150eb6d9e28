"""Two commune police bodies and people whom they may write down. Everybody in it is invented."""

from datetime import date
from typing import Any

from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.people import services
from chungtay.people.models import Person
from chungtay.people.rules import Ground
from tests.cast import NOW, Town, seat

TESTED = date(2026, 2, 20)
GROUND = Ground("positive_test_2021", TESTED, "Phiếu xét nghiệm số 01 (ví dụ)", "case:1")
AN: dict[str, Any] = {
    "name": "Nguyễn Văn Ví Dụ",
    "born": "17/05/1990",
    "sex": "male",
    "aliases": ["Tý Ví Dụ"],
    "numbers": [{"kind": "cccd", "number": "000090000001", "issued_on": "2021-06-01", "issued_at": "ví dụ"}],
    "phones": ["0900 000 001"],
    "present_address": "Thôn Ví Dụ, ngõ 9",
    "mother": {"name": "Trần Thị Mẫu", "born": "1965", "number": "000065000002"},
}


def police_of(town: Town, *, next_door: bool = False) -> Actor:
    """The officer of Công an xã A, or of the commune next door."""
    name, username = ("Công an xã B", "congan.b") if next_door else ("Công an xã A", "congan.a")
    place = town.commune_b if next_door else town.commune_a
    return seat(name, username, "commune_police", place=place, level=AgencyLevel.COMMUNE)


def write_down(by: Actor, *, ground: Ground = GROUND, **told: Any) -> Person:
    return services.register_person(by=by, now=NOW, ground=ground, told={**AN, **told})
