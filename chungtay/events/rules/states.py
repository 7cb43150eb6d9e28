"""The states of a subscription, and when what did not arrive is tried again."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files


class SubscriptionState(StrEnum):
    ON = "on"
    OFF = "off"  # by a person
    PAUSED = "paused"  # given up; a person resumes it


@dataclass(frozen=True, slots=True)
class Policy:
    """policy.toml, whose lines say what each means."""

    waits: tuple[timedelta, ...]
    connect: float
    answer: float
    gone: frozenset[int]
    turn: float
    lease: timedelta
    batch: int
    keep_every: int
    deliveries: int
    subscriptions: int
    page: int
    look: int


@cache
def policy() -> Policy:
    raw = tomllib.loads(files("chungtay.events").joinpath("policy.toml").read_text(encoding="utf-8"))
    tries, turn = raw["tries"], raw["turn"]
    return Policy(
        waits=tuple(timedelta(seconds=seconds) for seconds in tries["waits"]),
        connect=tries["connect"],
        answer=tries["answer"],
        gone=frozenset(tries["gone"]),
        turn=turn["seconds"],
        lease=timedelta(seconds=turn["lease"]),
        batch=turn["batch"],
        keep_every=turn["keep_every"],
        deliveries=raw["shown"]["deliveries"],
        **raw["most"],
    )


def next_try(now: datetime, attempts: int) -> datetime | None:
    """When to try again what failed so many times, one after the other; None when it is given up."""
    waits = policy().waits
    return now + waits[attempts - 1] if attempts <= len(waits) else None
