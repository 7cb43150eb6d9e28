"""Telling others: each event at least once, in order, by one worker at a time.

The journal is the outbox: what happened and its entry stand or fall together, and the entry stays.

1. A subscription is claimed for a turn by an UPDATE of what was seen, taken up only if exactly one row changed.
2. Its place is written down every few events, and at the end, where the turn is still this worker's; who was overtaken
   writes nothing and stops. Who dies leaves a lease; the next one tells the last few again, under the same names.
3. The first event that does not arrive ends the turn: none overtakes another. It is tried again, later each time, and
   given up in the end; then the subscription pauses, its body is told, and nothing is lost: it goes on where it stood.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor, system
from chungtay.events.line import Line, NotTold
from chungtay.events.models import Subscription, Telling
from chungtay.events.queries import eyes_of, list_events
from chungtay.events.rules import (
    Happened,
    SubscriptionState,
    check_address,
    headers_for,
    next_try,
    policy,
    read_address,
)
from chungtay.events.services.secrets import secret_of
from chungtay.journal import queries as journals
from chungtay.journal import services as journal
from chungtay.notices import services as notices

_VACANT = timedelta(minutes=30)  # until it is looked again whether somebody holds the post


class _Overtaken(Exception):
    """The subscription is no longer this worker's."""


def tell_outside(now: datetime) -> int:
    """Tell whom something is due to; returns how many events arrived. One turn of the worker, bounded in time."""
    begun, arrived = monotonic(), 0
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    due = Subscription.objects.filter(
        free, state=SubscriptionState.ON, due_at__lte=now, cursor__lt=journals.last_number()
    )
    for row in due.select_related("agency").order_by("due_at", "pk"):
        if monotonic() - begun >= policy().turn:
            break
        if _claim(row, now):
            arrived += _Turn(row, now, begun).run()
    return arrived


def _claim(row: Subscription, now: datetime) -> bool:
    as_seen = Subscription.objects.filter(pk=row.pk, turn=row.turn, state=SubscriptionState.ON)
    row.turn += 1
    return as_seen.update(turn=row.turn, lease_until=now + policy().lease) == 1


@dataclass(slots=True)
class _Turn:
    """A claimed subscription in the hands of one worker."""

    row: Subscription
    now: datetime
    begun: float  # of the worker's turn, by the monotonic clock
    told: list[int] = field(default_factory=list)  # numbers of what arrived
    since_kept: int = 0

    def run(self) -> int:
        wrong: NotTold | None = None
        actor = eyes_of(self.row.post_id, on=timezone.localdate(self.now))
        try:
            try:
                if actor is None:
                    raise NotTold("nobody")
                self._tell(actor)
            except NotTold as refusal:
                wrong = refusal
            self._end(wrong)
        except _Overtaken:
            pass
        return len(self.told)

    def _moment(self) -> datetime:
        return self.now + timedelta(seconds=monotonic() - self.begun)

    def _in_time(self) -> bool:
        return monotonic() - self.begun < policy().turn

    def _tell(self, actor: Actor) -> None:
        row = self.row
        with line_to(row) as line:
            try:
                secret = secret_of(row)
            except ValueError:
                raise NotTold("secret_lost", lasting=True) from None
            while self._in_time():
                found = list_events(
                    actor,
                    on=timezone.localdate(self.now),
                    after=row.cursor,
                    only=row.families,
                    limit=policy().batch,
                )
                for event in found.events:
                    if not self._in_time():
                        return
                    post_event(line, secret, event, self._moment())
                    self._arrived(event)
                row.cursor = found.reached
                self._keep()
                if not found.events and row.cursor >= journals.last_number():
                    return

    def _arrived(self, event: Happened) -> None:
        self.told.append(event.number)
        self.row.cursor = event.number
        self.since_kept += 1
        if self.since_kept >= policy().keep_every:
            self._keep()

    def _keep(self, **more: object) -> None:
        mine = Subscription.objects.filter(pk=self.row.pk, turn=self.row.turn)
        if mine.update(cursor=self.row.cursor, **more) != 1:
            raise _Overtaken
        self.since_kept = 0

    @transaction.atomic
    def _end(self, wrong: NotTold | None) -> None:
        row, now = self.row, self._moment()
        row.attempts = 0 if self.told else row.attempts
        if wrong is None:
            self._keep(lease_until=None, due_at=now, attempts=0, error="")
        elif wrong.code == "nobody":
            self._keep(lease_until=None, due_at=now + _VACANT, error=wrong.code)
        else:
            row.attempts += 1
            again = None if wrong.lasting else next_try(now, row.attempts)
            self._keep(
                lease_until=None, due_at=again or now, attempts=row.attempts, error=wrong.code,
                state=SubscriptionState.ON if again else SubscriptionState.PAUSED,
            )  # fmt: skip
            if again is None:
                _say_paused(row, wrong.code, now)
        self._note(wrong, now)

    def _note(self, wrong: NotTold | None, now: datetime) -> None:
        if not self.told and wrong is None:
            return
        Telling.objects.create(
            subscription=self.row, at=now, count=len(self.told), first=self.told[0] if self.told else None,
            last=self.told[-1] if self.told else None, error=wrong.code if wrong else "",
            milliseconds=round((monotonic() - self.begun) * 1000),
        )  # fmt: skip
        shown = Telling.objects.filter(subscription=self.row).order_by("-pk")[: policy().deliveries]
        oldest = min(shown.values_list("pk", flat=True))
        Telling.objects.filter(subscription=self.row, pk__lt=oldest).delete()


def line_to(row: Subscription) -> Line:
    """A line to the receiver; what it may be is asked again, for the machine may have been told otherwise since."""
    address = read_address(row.address)
    if address is None or check_address(row.address, own_hosts=settings.EVENT_HOSTS):
        raise NotTold("not_allowed", lasting=True)
    return Line(address, longest=policy().turn + policy().connect + policy().answer)


def post_event(line: Line, secret: str, event: Happened, at: datetime) -> None:
    body = json.dumps(event.as_json(), ensure_ascii=False, separators=(",", ":")).encode()
    line.post(body, headers_for(secret, event.id, int(at.timestamp()), body))


@override("vi")  # it is kept for whoever reads it, in whatever language
def _say_paused(row: Subscription, code: str, now: datetime) -> None:
    journal.record(
        by=system("events", place=row.agency.place_id), now=now, verb="events.paused",
        subject=f"subscription:{row.pk}", title=row.label, change={"error": [None, code]},
    )  # fmt: skip
    people = agencies.holders_of_power(
        Power.AGENCIES_MANAGE, near=row.agency.place_id, on=timezone.localdate(now)
    )
    notices.tell(
        now=now, accounts=people, office=None, link=reverse("events:subscription", args=[row.pk]),
        text=_("Đã thôi báo tới “%(label)s” của %(agency)s: nơi nhận không nhận được. Mở ra để xem lý do và báo tiếp; "
               "không sự kiện nào bị mất.") % {"label": row.label, "agency": row.agency.name},
        reason=_("Anh/chị quản trị cơ quan này."),
    )  # fmt: skip
