"""The first account of a new installation; after it, people open each other's."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.agencies import services as agencies
from chungtay.agencies.queries import holders_of_power
from chungtay.agencies.rules import AgencyLevel, Power
from chungtay.base.actor import system
from chungtay.base.problems import Problem, Refused
from chungtay.operation.rules import Wrong
from chungtay.places import queries as places

EXISTS = "administrator_exists"


@transaction.atomic
def open_first_administrator(*, now: datetime, province: str, agency: str, username: str) -> str:
    """A body of the province (by its code) and its administrator; returns the first password, shown once.

    Refused where somebody can open accounts already: whoever runs the machine is not above them.
    """
    today = timezone.localdate(now)
    place = places.place_at(province, today)
    if place is None:
        raise Wrong(f"Không có tỉnh nào mã {province}. Chạy trước: chungtay places load")
    if holders_of_power(Power.AGENCIES_MANAGE, near=place.pk, on=today):
        sentence = "Đã có người quản trị. Hãy nhờ người ấy lập tài khoản, hoặc đặt lại mật khẩu."
        raise Refused(Problem(EXISTS, sentence))
    founder = replace(system("chungtay install", place=place.pk), powers=frozenset({Power.AGENCIES_MANAGE}))
    body = agencies.open_agency(
        by=founder, now=now, name=agency, level=AgencyLevel.PROVINCE, place=place.pk, valid_from=today
    )
    _account, password = agencies.open_account(
        by=founder, now=now, agency=body, username=username, name=username, post_name="Quản trị hệ thống",
        role="administrator", held_from=today,
    )  # fmt: skip
    return password
