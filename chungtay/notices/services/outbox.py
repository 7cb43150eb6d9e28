"""Messages that leave the house: written with the event that they tell of, sent at least once, given up with a reason.

1. ``post`` writes a row for each address of the person; the row's key keeps a second writing out.
2. A row that is due is claimed as a job is: by an UPDATE of what was seen, taken up only if exactly one row changed.
3. Who dies while sending leaves a lease; after it another sends again, under the same name to the receiver.
4. A failure waits longer each time (policy.toml); quiet hours and days off hold at every attempt.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.journal import services as journal
from chungtay.law.rules.calendar import Calendar
from chungtay.notices import channels
from chungtay.notices.channels import NotDelivered
from chungtay.notices.models import Delivery, Notice, Preference
from chungtay.notices.queries import list_undelivered, preferences_of, wishes_of
from chungtay.notices.rules import Channel, DeliveryState, Haste, may_leave_at, next_try, policy
from chungtay.province import queries as province

_AT_ONCE = 20  # messages of one turn: the worker has other work as well
_LONGEST = 30  # seconds of one turn: well within the lease, however slow a server is


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one person. ``key`` names it for good ("digest:12:2026-03-02"); the inbox gets its ``title``
    with the ``reason``, a small screen ``brief``.
    """

    key: str
    account: int
    title: str
    text: str
    brief: str
    reason: str
    link: str = ""
    haste: Haste = Haste.WORKDAY


@transaction.atomic
def post(*, now: datetime, letters: Iterable[Letter]) -> None:
    """Put messages into their people's inboxes, and into the outbox for every address that they confirmed; to an
    address the same letter goes once, however often it is posted.

    Part of an event whose own service writes the journal.
    """
    letters = list(letters)
    Notice.objects.bulk_create(
        Notice(
            account_id=letter.account, at=now, text=letter.title[:400], link=letter.link, reason=letter.reason
        )
        for letter in letters
    )
    chosen = preferences_of(letter.account for letter in letters)
    rows = [
        row_for(letter, channel, now)
        for letter in letters
        for channel in sorted(channels.offered())
        if address_of(chosen.get(letter.account), channel)
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def row_for(letter: Letter, channel: Channel, now: datetime) -> Delivery:
    return Delivery(
        key=f"{letter.key}:{channel}", channel=channel, account_id=letter.account, haste=letter.haste,
        title=letter.title[:200], text=letter.brief if channel == Channel.WEBHOOK else letter.text,
        link=letter.link, due_at=now, created_at=now,
    )  # fmt: skip


def address_of(preference: Preference | None, channel: Channel, *, unconfirmed: bool = False) -> str:
    if preference is None:
        return ""
    address, confirmed = {
        Channel.MAIL: (preference.mail, preference.mail_confirmed),
        Channel.WEBHOOK: (preference.phone, preference.phone_confirmed),
    }[channel]
    return address if confirmed or unconfirmed else ""


def send_waiting(now: datetime) -> int:
    """Send what is due, the oldest first; returns how many messages left. A way that is silent is left alone until the
    next turn, so that a gateway that is down does not hold the worker for minutes.
    """
    sent, silent = 0, set[str]()
    due = Q(state=DeliveryState.WAITING, due_at__lte=now) | Q(
        state=DeliveryState.SENDING, lease_until__lt=now
    )
    end = monotonic() + _LONGEST
    for row in Delivery.objects.filter(due).order_by("due_at", "pk")[:_AT_ONCE]:
        if monotonic() < end and row.channel not in silent and _claim(row, now):
            try:
                _send(row, now)
                sent += 1
            except NotDelivered as wrong:
                _failed(row, wrong, now)
                silent |= {row.channel} if wrong.silent else set()
    return sent


def _claim(row: Delivery, now: datetime) -> bool:
    """Take a row up for this worker, or put it off where its person is not to be disturbed now."""
    leaves_at = _leaves_at(row, now)
    if leaves_at > now:
        as_seen(row).update(state=DeliveryState.WAITING, due_at=leaves_at, lease_until=None)
        return False
    if next_try(now, row.attempts) is None:  # whoever sent it died each time
        as_seen(row).update(state=DeliveryState.DEAD, lease_until=None, ended_at=now, error="worn_out")
        return False
    lease = now + policy().lease
    taken = as_seen(row).update(state=DeliveryState.SENDING, attempts=row.attempts + 1, lease_until=lease)
    row.state, row.attempts, row.lease_until = DeliveryState.SENDING, row.attempts + 1, lease
    return taken == 1


def as_seen(row: Delivery) -> QuerySet[Delivery]:
    """The row, if nobody has touched it since."""
    return Delivery.objects.filter(
        pk=row.pk, state=row.state, attempts=row.attempts, lease_until=row.lease_until
    )


def _leaves_at(row: Delivery, now: datetime) -> datetime:
    haste = Haste(row.haste)
    if haste == Haste.AT_ONCE:
        return now
    local = timezone.localtime(now)
    calendar = calendar_for(row.account_id, now)
    return may_leave_at(
        local, haste=haste, wishes=wishes_of([row.account_id])[row.account_id], is_working=calendar.is_working
    )


def calendar_for(account: int, now: datetime) -> Calendar:
    """The calendar where the person works."""
    held = agencies.list_holdings(account, on=timezone.localdate(now))
    return province.calendar_of(held[0].post.agency.place_id if held else None)


def _send(row: Delivery, now: datetime) -> None:
    chosen = preferences_of([row.account_id]).get(row.account_id)
    to = address_of(chosen, Channel(row.channel), unconfirmed=row.haste == Haste.AT_ONCE)
    if not to:
        raise NotDelivered("no_address", lasting=True)
    channels.send(row, to, now)
    as_seen(row).update(state=DeliveryState.SENT, lease_until=None, ended_at=now, text="", error="")


def _failed(row: Delivery, wrong: NotDelivered, now: datetime) -> None:
    again = None if wrong.lasting else next_try(now, row.attempts)
    if again is None:
        as_seen(row).update(state=DeliveryState.DEAD, lease_until=None, ended_at=now, error=wrong.code)
    else:
        as_seen(row).update(state=DeliveryState.WAITING, lease_until=None, due_at=again, error=wrong.code)


@transaction.atomic
def try_again(*, by: Actor, now: datetime, delivery: int) -> None:
    """Take up a message that was given up, once what stood in its way is mended."""
    row = list_undelivered(by, on=timezone.localdate(now)).filter(pk=delivery).first()
    if row is None:
        raise NotThere("delivery")
    Delivery.objects.filter(pk=row.pk).update(
        state=DeliveryState.WAITING, attempts=0, due_at=now, ended_at=None
    )
    journal.record(by=by, now=now, verb="delivery.tried_again", subject=f"delivery:{row.pk}", title="")
