"""The calendar that a person's phone subscribes to: opened, closed, and read by who has its address.

The address is open: who knows the token reads it without signing in. So it is long and random, kept only as a hash,
shown once, taken back at will, and what it tells holds nobody's name: words of tasks, days, links that ask to sign in.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.journal import services as journal
from chungtay.notices import queries as notices
from chungtay.reminders.calendars import Told, as_ics
from chungtay.reminders.models import Feed, FeedEvent
from chungtay.reminders.rules import Event, Known, Recurrence, events_of, legal_events, told_anew

_AHEAD = timedelta(days=400)
_REMEMBERED = timedelta(
    days=60
)  # how long a cancelled event is told as cancelled; phones ask several times a day


@transaction.atomic
def open_feed(*, by: Actor, now: datetime) -> str:
    """A new token for the actor's own feed, told this once; an older one ends. Events keep their names."""
    token = secrets.token_urlsafe(32)
    words = {"token_hash": _hash(token), "opened_at": now}
    Feed.objects.update_or_create(account_id=by.account, defaults=words)
    journal.record(by=by, now=now, verb="feed.opened", subject=f"account:{by.account}", title="")
    return token


@transaction.atomic
def close_feed(*, by: Actor, now: datetime) -> None:
    """Nobody reads the actor's feed any more, whoever has its address."""
    closed, _rows = Feed.objects.filter(account_id=by.account).delete()
    if closed:
        journal.record(by=by, now=now, verb="feed.closed", subject=f"account:{by.account}", title="")


def _hash(token: str) -> str:
    """A token is 256 random bits: nothing slower is needed to keep it from being guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def read_feed(*, token: str, now: datetime) -> bytes:
    """The calendar that the token opens, as its account may see it today. NotThere for any other token.

    A person whose password was set by an administrator must first choose one: until then nothing tells of their work.
    """
    feed = Feed.objects.select_for_update(of=("self",)).filter(
        token_hash=_hash(token), account__is_active=True, account__must_change_password=False
    ).first()  # fmt: skip
    if feed is None:
        raise NotThere("feed")
    rows = {row.uid: row for row in feed.events.all()}
    before = {uid: Known(row.sequence, _event(row.content), row.cancelled) for uid, row in rows.items()}
    told = told_anew(before, _events(feed.account_id, timezone.localdate(now)))
    since = _remember(feed, rows, told, now)
    with override("vi"):
        return as_ics(
            Told(known, since[uid])
            for uid, known in sorted(told.items())
            if not known.cancelled or now - since[uid] <= _REMEMBERED
        )


def _events(account: int, today: date) -> list[Event]:
    bodies = frozenset(held.post.agency_id for held in agencies.list_holdings(account, on=today))
    dues = notices.all_due(bodies, today, today + _AHEAD)
    return [*events_of(dues), *(legal_events(today.year) if bodies else ())]


def _remember(
    feed: Feed, rows: Mapping[str, FeedEvent], told: Mapping[str, Known], now: datetime
) -> dict[str, datetime]:
    """Write what changed, and say since when each event is as it is told. Mostly nothing changed."""
    since, changed = {}, []
    for uid, known in told.items():
        row = rows.get(uid)
        if row is not None and row.sequence == known.sequence:
            since[uid] = row.changed_at
            continue
        since[uid] = now
        changed.append(
            FeedEvent(
                feed=feed, uid=uid, sequence=known.sequence, content=_plain(known.event), changed_at=now,
                cancelled=known.cancelled,
            )
        )  # fmt: skip
    FeedEvent.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["feed", "uid"],
        update_fields=["sequence", "content", "changed_at", "cancelled"],
    )  # fmt: skip
    return since


def _plain(event: Event) -> dict[str, Any]:
    """An event in values that JSON can hold; ``_event`` reads it back the same."""
    when = event.when
    days = {name: [day.isoformat() for day in getattr(when, name)] for name in ("but", "more")}
    return {**asdict(event), "when": {**asdict(when), "first": when.first.isoformat(), **days}}


def _event(raw: Mapping[str, Any]) -> Event:
    when = dict(raw["when"])
    days = {name: tuple(date.fromisoformat(day) for day in when[name]) for name in ("but", "more")}
    return Event(
        **{**raw, "when": Recurrence(**{**when, "first": date.fromisoformat(when["first"]), **days})}
    )
