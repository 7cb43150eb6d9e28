"""How often who may try: so that guessing is hopeless, and nobody can lock out anybody else.

A device that has signed in to the account before is judged by its own failures alone. Strangers (every other device)
are counted by account and network; when an account is under attack, strangers wait before a password is even looked at,
and only so many are looked at in a minute. Nothing here asks whether the account exists.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of limits.toml."""

    window: timedelta
    device: int
    stranger: int
    network: int
    account: int
    everybody: int
    wait: timedelta
    checks: int
    checks_window: timedelta
    code_window: timedelta
    code_device: int
    code_stranger: int
    told_window: timedelta


@cache
def limits() -> Limits:
    raw = tomllib.loads(files("chungtay.signin").joinpath("limits.toml").read_text(encoding="utf-8"))
    password, attack, code = raw["password"], raw["attack"], raw["code"]
    return Limits(
        window=timedelta(minutes=password["window_minutes"]),
        device=password["device"],
        stranger=password["stranger"],
        network=password["network"],
        account=password["account"],
        everybody=password["everybody"],
        wait=timedelta(seconds=attack["wait_seconds"]),
        checks=attack["checks"],
        checks_window=timedelta(seconds=attack["checks_seconds"]),
        code_window=timedelta(minutes=code["window_minutes"]),
        code_device=code["device"],
        code_stranger=code["stranger"],
        told_window=timedelta(hours=raw["told"]["hours"]),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many since the window began; ``ends`` is when they are forgotten."""

    count: int
    ends: datetime


NOTHING = Counted(0, datetime.min)  # noqa: DTZ901  never compared: with a count of 0 no limit is reached


def counted_at(count: int, since: datetime, window: timedelta, now: datetime) -> Counted:
    """What still counts now: nothing of a window that has passed."""
    return Counted(count, since + window) if now < since + window else NOTHING


@dataclass(frozen=True, slots=True)
class Seen:
    """What was counted before this attempt.

    ``device`` is None for a stranger. ``waiting_since`` is when a stranger was asked to wait, if they were.
    """

    device: Counted | None = None
    stranger: Counted = NOTHING
    network: Counted = NOTHING
    account: Counted = NOTHING
    everybody: Counted = NOTHING
    checks: Counted = NOTHING
    waiting_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the password or code may be looked at; else when to try again.

    ``paced``: the attempt is one of the few that strangers have on an account under attack. ``attacked``: it is such
    an account, and the wait is short.
    """

    go: bool
    again_at: datetime | None = None
    paced: bool = False
    attacked: bool = False


def may_try_password(seen: Seen, now: datetime) -> Verdict:
    known = limits()
    if seen.device is not None:
        return _until(seen.device) if seen.device.count >= known.device else Verdict(go=True)
    for counted, most in ((seen.stranger, known.stranger), (seen.network, known.network)):
        if counted.count >= most:
            return _until(counted)
    if seen.account.count < known.account and seen.everybody.count < known.everybody:
        return Verdict(go=True)
    waited_until = (seen.waiting_since or now) + known.wait
    if now < waited_until:
        return Verdict(go=False, again_at=waited_until, attacked=True)
    if seen.checks.count >= known.checks:
        return Verdict(go=False, again_at=seen.checks.ends, attacked=True)
    return Verdict(go=True, paced=True, attacked=True)


def may_try_code(device: Counted | None, stranger: Counted) -> Verdict:
    """A code of the second step: whoever tries one has already shown the password."""
    counted, most = (device, limits().code_device) if device else (stranger, limits().code_stranger)
    return _until(counted) if counted.count >= most else Verdict(go=True)


def _until(counted: Counted) -> Verdict:
    return Verdict(go=False, again_at=counted.ends)
