"""Messages that leave the house: by which way, how often they are tried, when they are given up."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from chungtay.notices.rules.wishes import Wishes


class Channel(StrEnum):
    MAIL = "mail"
    WEBHOOK = "webhook"  # a gateway to Zalo or SMS


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Policy:
    """policy.toml, whose lines say what each means."""

    wishes: Wishes
    waits: tuple[timedelta, ...]
    lease: timedelta
    codes_a_day: int


@cache
def policy() -> Policy:
    raw = tomllib.loads(files("chungtay.notices").joinpath("policy.toml").read_text(encoding="utf-8"))
    wishes = raw["wishes"]
    times = {name: time.fromisoformat(wishes[name]) for name in ("hour", "quiet_from", "quiet_to")}
    return Policy(
        wishes=Wishes(**times, working_days_only=wishes["working_days_only"]),
        waits=tuple(timedelta(minutes=minutes) for minutes in raw["outbox"]["waits"]),
        lease=timedelta(seconds=raw["outbox"]["lease"]),
        codes_a_day=raw["outbox"]["codes_a_day"],
    )


def next_try(now: datetime, attempts: int) -> datetime | None:
    """When to try next what has been tried so many times; None when it is given up."""
    waits = (timedelta(0), *policy().waits)
    return now + waits[attempts] if attempts < len(waits) else None
