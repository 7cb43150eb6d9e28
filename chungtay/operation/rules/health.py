"""How a check is told, and from which figure on something is worth a look or a night's sleep."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from ipaddress import ip_address
from typing import Any


class State(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class MarkName(StrEnum):
    """What is noted of the installation itself: when it last happened."""

    BEAT = "beat"
    BACKUP = "backup"
    DRILL = "drill"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, how it stands, what is wrong and the command or step that mends it."""

    check: str
    title: str
    state: State
    looked_at: str
    wrong: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """limits.toml, whose lines say what each means."""

    beat_warn: timedelta
    beat_bad: timedelta
    backup_warn: timedelta
    backup_bad: timedelta
    drill_warn: timedelta
    drill_bad: timedelta
    certificate_warn: timedelta
    certificate_bad: timedelta
    clock_warn: timedelta
    clock_bad: timedelta
    waiting: timedelta
    lately: timedelta
    replica_behind: timedelta
    replica_rest: timedelta
    replica_warn: timedelta
    replica_bad: timedelta
    free_warn: float
    free_bad: float
    free_bytes_bad: int
    sqlite_accounts: int
    journal_tail: int
    calendar_from_month: int
    guards: tuple[str, ...]


@cache
def limits() -> Limits:
    raw = tomllib.loads(files("chungtay.operation").joinpath("limits.toml").read_text(encoding="utf-8"))
    known: dict[str, Any] = {name: timedelta(seconds=value) for name, value in raw["seconds"].items()}
    return Limits(**known, **raw["counts"], guards=tuple(raw["guards"]["tables"]))


def state_of_age(age: timedelta, warn: timedelta, bad: timedelta) -> State:
    """
    >>> state_of_age(timedelta(hours=30), timedelta(hours=26), timedelta(hours=72)).value
    'warn'
    """
    return State.BAD if age > bad else State.WARN if age > warn else State.OK


def worst(findings: Iterable[Finding]) -> State:
    order = list(State)
    return max((finding.state for finding in findings), key=order.index, default=State.OK)


def exit_code(findings: Iterable[Finding]) -> int:
    """0 all well, 1 something to look at, 2 something broken."""
    return list(State).index(worst(findings))


def age_of(then: datetime | None, now: datetime) -> timedelta:
    """How long ago; for ever where it never happened."""
    return now - then if then else timedelta.max


# libpq's sslmode: sealed, and the other end is who it says, by its authority; with verify-full by its name too.
_PROVES_THE_OTHER_END = {"verify-ca", "verify-full"}


def line_is_safe(host: str, sslmode: str) -> bool:
    """Whether nobody on the way can read or answer in the place of the PostgreSQL at ``host``: several, by comma.

    No host and a path are a socket of this machine. ``require``, and libpq by itself, believe whoever answers.

    >>> line_is_safe("/run/postgresql", ""), line_is_safe("127.0.0.1,::1", "")
    (True, True)
    >>> line_is_safe("db.example", "verify-full")
    True
    >>> line_is_safe("127.0.0.1,10.0.0.7", "require")
    False
    """
    return sslmode in _PROVES_THE_OTHER_END or all(map(_is_here, host.split(",")))


def _is_here(host: str) -> bool:
    if host in {"", "localhost"} or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
