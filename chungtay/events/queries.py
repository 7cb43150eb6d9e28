"""What happened, as far as an actor sees it; who outside is told, as far as an actor manages them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from chungtay.agencies import queries as agencies
from chungtay.agencies.access import actor_of
from chungtay.agencies.rules import HOLDER
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.events.models import Subscription, Telling
from chungtay.events.rules import Happened, fields_told, policy, told
from chungtay.events.sights import SUBJECTS
from chungtay.journal import queries as journal


@dataclass(frozen=True, slots=True)
class Judged:
    """``events`` that the actor sees, in their order; everything up to the number ``reached`` has been looked at."""

    events: list[Happened]
    reached: int


def families() -> list[str]:
    """The kinds of events, by the first word of their names."""
    return list(dict.fromkeys(verb.partition(".")[0] for verb in told().fields))


def list_events(
    actor: Actor, *, on: date, after: int, only: Collection[str] = (), limit: int, look: int | None = None
) -> Judged:
    """Up to ``limit`` events after a number, of these families or all, looking through ``look`` entries at most.

    The journal numbers its entries in the order in which they are committed, without a gap: who has looked at a
    number never finds a smaller one later.
    """
    verbs = [verb for verb in told().fields if not only or verb.partition(".")[0] in only]
    end = journal.last_number()
    events: list[Happened] = []
    at, looked, most = after, 0, look or policy().look
    while len(events) < limit and looked < most:
        entries = list(journal.list_after(at, until=end, verbs=verbs)[: policy().batch])
        if not entries:
            return Judged(events, max(at, end))
        events += _seen(actor, on, entries)
        at, looked = entries[-1].number, looked + len(entries)
    if len(events) > limit:
        events = events[:limit]
        at = events[-1].number
    return Judged(events, at)


def _seen(actor: Actor, on: date, entries: Iterable[Any]) -> Iterator[Happened]:
    about = [(entry, *_thing_of(entry.subject)) for entry in entries]
    asked: dict[str, set[int]] = defaultdict(set)
    for _entry, kind, thing in about:
        asked[kind].add(thing)
    seen = {
        kind: set(SUBJECTS[kind].sight(actor, on, ids)) for kind, ids in asked.items() if kind in SUBJECTS
    }
    for entry, kind, thing in about:
        if thing in seen.get(kind, ()):
            page = SUBJECTS[kind].page
            address = settings.SITE_ADDRESS + reverse(page, args=[thing]) if page else ""
            fields = fields_told(entry.verb, entry.change)
            yield Happened(entry.number, entry.verb, entry.at, entry.agency, kind, thing, address, fields)


def _thing_of(subject: str) -> tuple[str, int]:
    """Kind and number; subjects that are known by something else are nobody's to be told of."""
    kind, _, number = subject.partition(":")
    return (kind, int(number)) if number.isdecimal() else ("", 0)


def number_before(moment: datetime) -> int:
    """The number of the last entry before a moment: who goes on after it is told all that happened since."""
    return journal.last_number(before=moment)


def eyes_of(post: int, *, on: date) -> Actor | None:
    """Who a subscription sees with: the post, as its holder of that day sees, but as nobody in particular.

    None while nobody holds the post: then nobody answers for what would leave.
    """
    held = agencies.holdings_of_post(post, on=on)
    held.sort(key=lambda holding: holding.capacity != HOLDER)
    return replace(actor_of(held[0]), account=0, name="", follows=()) if held else None


def list_subscriptions(actor: Actor) -> QuerySet[Subscription]:
    """Those of the bodies that the actor manages."""
    managed = agencies.managed_by(actor).values("pk")
    rows = Subscription.objects.filter(agency__in=managed).select_related("agency", "post")
    return rows.order_by("agency__name", "pk")


def get_subscription(actor: Actor, subscription: int, *, locked: bool = False) -> Subscription:
    rows = list_subscriptions(actor).order_by("pk")
    found = (rows.select_for_update(of=("self",)) if locked else rows).filter(pk=subscription).first()
    if found is None:
        raise NotThere("subscription")
    return found


def list_tellings(subscription: Subscription) -> QuerySet[Telling]:
    """How it went lately, the latest first; the caller fetched the subscription for its actor."""
    return subscription.tellings.order_by("-pk")


def count_behind(subscription: Subscription) -> int:
    """How many entries of the journal are not yet settled for it."""
    return max(0, journal.last_number() - subscription.cursor)


def count_of(agency: int) -> int:
    return Subscription.objects.filter(agency=agency).count()
