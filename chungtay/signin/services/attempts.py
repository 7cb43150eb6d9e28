"""Counting failures, refusing before the expensive hash, and telling the person once.

A refused attempt reads five small rows and writes nothing; what is written is bounded by the limits, however many try.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from chungtay.base.actor import Actor, system
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.signin import queries
from chungtay.signin.models import Tally
from chungtay.signin.rules import Counted, Seen, Verdict, counted_at, limits, may_try_code, may_try_password
from chungtay.signin.sealing import keyed_hash


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who says to be whom, from where. ``account`` is 0 for a name that nobody has; it changes no answer."""

    username: str
    account: int
    network: str
    device: str | None  # the number of a device that has signed in to this account before
    waiting_since: datetime | None = None

    def key(self, kind: str) -> str:
        """Under which a kind of count is kept: no name, no address stands in the table."""
        parts = {
            "device": (self.username, self.device or ""),
            "stranger": (self.username, self.network),
            "network": (self.network,),
            "account": (self.username,),
            "everybody": (),
            "checks": (self.username,),
            "code device": (self.username, self.device or ""),
            "code stranger": (self.username,),
            "told": (self.username,),
        }
        return keyed_hash("tally", kind, *parts[kind])


def allow_password(attempt: Attempt, *, now: datetime) -> Verdict:
    """Whether this password may be looked at now. Says the same for names that nobody has."""
    if attempt.device is not None:
        return may_try_password(Seen(device=_read(attempt, now, device=limits().window)["device"]), now)
    wide = limits().window
    found = _read(
        attempt, now, stranger=wide, network=wide, account=wide, everybody=wide, checks=limits().checks_window
    )
    verdict = may_try_password(Seen(**found, waiting_since=attempt.waiting_since), now)
    if verdict.paced:
        _count(attempt, "checks", limits().checks_window, now)
    return verdict


def allow_code(attempt: Attempt, *, now: datetime) -> Verdict:
    kind = "code device" if attempt.device else "code stranger"
    counted = _read(attempt, now, **{kind: limits().code_window})[kind]
    return may_try_code(counted if attempt.device else None, counted)


@transaction.atomic
def count_wrong_password(attempt: Attempt, *, now: datetime) -> None:
    """Remember a failure; the one that reaches a limit is told to the person and written into the journal."""
    known = limits()
    if attempt.device is not None:
        if _count(attempt, "device", known.window, now) == known.device:
            _tell_of_guessing(attempt, now)
        return
    _count(attempt, "stranger", known.window, now)
    _count(attempt, "everybody", known.window, now)
    if _count(attempt, "network", known.window, now) == known.network:
        journal.record(
            by=system("sign-in"), now=now, verb="signin.network_refused", subject="signin:network",
            title=attempt.network,
        )  # fmt: skip
    if _count(attempt, "account", known.window, now) == known.account:
        _tell_of_guessing(attempt, now)


@transaction.atomic
def count_wrong_code(attempt: Attempt, *, now: datetime) -> None:
    """A wrong code of the second step: whoever typed it knew the password, and the person hears so."""
    known = limits()
    kind, most = (
        ("code device", known.code_device) if attempt.device else ("code stranger", known.code_stranger)
    )
    if _count(attempt, kind, known.code_window, now) != most:
        return
    journal.record(
        by=_door_of(attempt, now),
        now=now,
        verb="signin.codes_guessed",
        subject=f"account:{attempt.account}",
        title=attempt.username,
    )
    notices.tell(
        now=now, accounts=[attempt.account], link=reverse("signin:security"),
        text="Có người đã gõ đúng mật khẩu của bạn rồi gõ sai mã của bước thứ hai nhiều lần. Nếu không phải bạn, "
        "hãy đổi mật khẩu ngay.",
        reason="Tài khoản của bạn đang bị thử mã.",
    )  # fmt: skip


def forget_failures(attempt: Attempt, *, now: datetime) -> None:
    """The person is in: their own slips no longer count. What strangers did to the account still does."""
    own = ("device", "code device") if attempt.device else ("stranger", "code stranger")
    Tally.objects.filter(key__in=[attempt.key(kind) for kind in own]).delete()
    Tally.objects.filter(forget__lt=now).delete()


def _tell_of_guessing(attempt: Attempt, now: datetime) -> None:
    if not attempt.account or _count(attempt, "told", limits().told_window, now) > 1:
        return
    journal.record(
        by=_door_of(attempt, now), now=now, verb="signin.guessed", subject=f"account:{attempt.account}",
        title=attempt.username,
    )  # fmt: skip
    notices.tell(
        now=now, accounts=[attempt.account], link=reverse("signin:security"),
        text="Có người thử đăng nhập vào tài khoản của bạn nhiều lần mà không được. Bạn vẫn vào được như thường; "
        "nên thêm bước thứ hai hoặc khóa truy cập nếu chưa có.",
        reason="Nhiều lần gõ sai mật khẩu của tài khoản này.",
    )  # fmt: skip


def _door_of(attempt: Attempt, now: datetime) -> Actor:
    """The door, at the place where the account's person works: no other place's inspectors read of it."""
    return system("sign-in", place=queries.place_of(attempt.account, on=timezone.localdate(now)))


def _read(attempt: Attempt, now: datetime, **windows: timedelta) -> dict[str, Counted]:
    keys = {kind: attempt.key(kind) for kind in windows}
    rows = {row.key: row for row in Tally.objects.filter(key__in=keys.values())}
    return {
        kind: counted_at(rows[key].count, rows[key].since, windows[kind], now)
        if key in rows
        else Counted(0, now)
        for kind, key in keys.items()
    }


def _count(attempt: Attempt, kind: str, window: timedelta, now: datetime) -> int:
    """One more of this kind; returns how many there are in the window."""
    key = attempt.key(kind)
    fresh = Tally.objects.filter(key=key, since__gt=now - window)
    if not fresh.update(count=F("count") + 1):
        Tally.objects.update_or_create(key=key, defaults={"count": 1, "since": now, "forget": now + window})
        return 1
    return int(fresh.values_list("count", flat=True).get())
