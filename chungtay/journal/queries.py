"""Reading the journal."""

from collections.abc import Iterator

from django.db.models import QuerySet

from chungtay.base.actor import Actor
from chungtay.journal.models import Entry
from chungtay.journal.rules import Link, Words, broken_links


def history_of(subject: str) -> QuerySet[Entry]:
    """What happened to one thing, newest first. The caller has already fetched the thing for its actor."""
    return Entry.objects.filter(subject=subject).order_by("-number")


def list_entries(actor: Actor) -> QuerySet[Entry]:
    """The whole journal, newest first, for who may read it; nothing for anybody else."""
    if not actor.can("journal.read"):
        return Entry.objects.none()
    return Entry.objects.order_by("-number")


def verify() -> list[int]:
    """Numbers of the entries that do not fit the chain; an empty list when the journal is whole."""
    return list(broken_links(_links()))


def _links() -> Iterator[Link]:
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        words = Words(**{name: getattr(entry, name) for name in Words.__slots__})
        yield Link(number=entry.number, words=words, previous=entry.previous, hash=entry.hash)
