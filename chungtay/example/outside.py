"""A machine that may be told what the standing office sees; switched off, for it is not there."""

from datetime import datetime

from chungtay.base.actor import Actor
from chungtay.events import services
from chungtay.events.rules import SubscriptionState


def name_a_receiver(office: Actor, *, now: datetime) -> None:
    wanted = services.Wanted(
        "Hệ thống báo cáo của tỉnh (ví dụ)",
        "https://nhan.example.org/chung-tay",
        ("task", "report", "figures"),
    )
    services.make_subscription(
        by=office, now=now, post=office.post, wanted=wanted, state=SubscriptionState.OFF
    )
