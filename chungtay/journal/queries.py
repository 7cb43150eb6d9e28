"""Reading the journal."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from chungtay.base.actor import Actor
from chungtay.journal.models import Entry
from chungtay.journal.rules import FIRST_LINK, Asked, Link, Proof, Words, broken_links, plain_hash


def history_of(subject: str) -> QuerySet[Entry]:
    """What happened to one thing, newest first. The caller has already fetched the thing for its actor."""
    return Entry.objects.filter(subject=subject).order_by("-number")


def list_since(at: datetime, *, verbs: Iterable[str], but_account: int) -> QuerySet[Entry]:
    """What happened after a moment by anybody else, newest first; of things that the caller fetched for its actor."""
    return (
        Entry.objects.filter(at__gt=at, verb__in=list(verbs)).exclude(account=but_account).order_by("-number")
    )


def last_of(account: int) -> int:
    """The number of the last thing that the account did; 0 before the first."""
    return Entry.objects.filter(account=account).aggregate(last=Max("number"))["last"] or 0


def list_after(number: int, *, until: int, verbs: Iterable[str]) -> QuerySet[Entry]:
    """What happened after an entry, up to another, in order; for who decides by the things who may know of it."""
    return Entry.objects.filter(number__gt=number, number__lte=until, verb__in=list(verbs)).order_by("number")


def last_number(*, before: datetime | None = None) -> int:
    """The number of the last entry, or of the last before a moment; 0 where there is none.

    Numbers follow the order in which entries are committed (services.record), moments need not.
    """
    if before is None:
        return Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    since = Entry.objects.filter(at__gte=before).order_by("number").values_list("number", flat=True).first()
    return since - 1 if since is not None else last_number()


def list_entries(
    actor: Actor, *, within: "QuerySet[Any, int]", asked: Asked | None = None
) -> QuerySet[Entry]:
    """What bodies of those places wrote, and the installation itself, newest first; for who may read the journal.

    ``within`` are the places of the actor's jurisdiction, past ones too; the journal stands below the places.
    """
    if not actor.can("journal.read"):
        return Entry.objects.none()
    found = Entry.objects.filter(Q(place__isnull=True) | Q(place__in=within)).order_by("-number")
    return found.filter(_asked_for(asked)) if asked else found


def _asked_for(asked: Asked) -> Q:
    wanted = Q()
    for word in asked.who.split():
        wanted &= Q(name__icontains=word) | Q(post__icontains=word) | Q(agency__icontains=word)
    if asked.subject:
        wanted &= Q(subject=asked.subject)
    if asked.verb:
        wanted &= Q(verb=asked.verb)
    if asked.since:
        wanted &= Q(at__date__gte=asked.since)
    if asked.until:
        wanted &= Q(at__date__lte=asked.until)
    return wanted


def verify(*, since: int = 1) -> list[int]:
    """Numbers of the entries from ``since`` on that do not fit the chain; an empty list when they are whole."""
    before = Entry.objects.filter(number=since - 1).values_list("hash", flat=True).first()
    return list(broken_links(_links(since), previous=before or FIRST_LINK, expected=max(since, 1)))


def get_proof() -> Proof:
    """What the journal is now, to be kept outside of it."""
    ends = Entry.objects.aggregate(count=Count("number"), first_at=Min("at"), last_at=Max("at"))
    last = Entry.objects.order_by("-number").values_list("number", "hash").first()
    number, link = last or (0, FIRST_LINK)
    return Proof(number=number, hash=link, **ends)


def still_says(number: int, written: str) -> bool:
    """Whether the entry of a proof kept on paper still stands, with the very hash."""
    return Entry.objects.filter(number=number, hash=plain_hash(written)).exists()


def _links(since: int) -> Iterator[Link]:
    for entry in Entry.objects.filter(number__gte=since).order_by("number").iterator(chunk_size=2000):
        words = Words(**{name: getattr(entry, name) for name in Words.__slots__})
        yield Link(number=entry.number, words=words, previous=entry.previous, hash=entry.hash)
