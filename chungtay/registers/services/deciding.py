"""Approving, returning, striking out."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.places import queries as places
from chungtay.registers.models import Entry
from chungtay.registers.rules import EntryEvent, may_decide, may_write
from chungtay.registers.services import feeding
from chungtay.registers.services.desk import Desk, lock

Seen = tuple[int, int]  # an entry and the revision of it that was seen

_VERBS = {EntryEvent.APPROVE: "register.entry_approved", EntryEvent.RETURN: "register.entry_returned"}


@transaction.atomic
def approve_entries(*, by: Actor, now: datetime, entries: Sequence[Seen]) -> int:
    """All of them or none: what somebody changed since it was seen is not approved (Conflict). Returns how many."""
    return _decide(by, now, entries, EntryEvent.APPROVE, "")


@transaction.atomic
def return_entries(*, by: Actor, now: datetime, entries: Sequence[Seen], words: str) -> int:
    """To who wrote them, with the reason."""
    return _decide(by, now, entries, EntryEvent.RETURN, _reason(words))


@transaction.atomic
def strike_entry(*, by: Actor, now: datetime, entry: int, seen: int, words: str) -> Entry:
    """Crossed out with a reason by the body that wrote it; it counts no more and stays readable."""
    desk = lock(by, now, entry)
    if not may_write(by, agency=desk.entry.agency_id):
        raise NotThere("entry")
    reason = _reason(words)
    touched = _happen(desk, EntryEvent.STRIKE, seen, reason)
    feeding.feed(touched, now=now)
    _tell(desk, "register.entry_struck")
    return desk.entry


def _decide(by: Actor, now: datetime, entries: Sequence[Seen], event: EntryEvent, words: str) -> int:
    touched: set[feeding.Touched] = set()
    for entry, seen in sorted(set(entries)):
        desk = lock(by, now, entry)
        if not may_decide(by, above=places.ids_ever_above(desk.entry.place_id)):
            raise NotThere("entry")
        touched |= _happen(desk, event, seen, words)
        _tell(desk, _VERBS[event])
    feeding.feed(touched, now=now)
    return len(set(entries))


def _happen(desk: Desk, event: EntryEvent, seen: int, words: str) -> set[feeding.Touched]:
    desk.must_have_seen(seen)
    after = desk.after(event)
    desk.entry.reason = words
    desk.happen(event, after, words=words)
    return feeding.renew(desk.entry, desk.definition, today=desk.today)


def _tell(desk: Desk, verb: str) -> None:
    entry = desk.entry
    journal.record(
        by=desk.by, now=desk.now, verb=verb, subject=f"entry:{entry.pk}",
        title=f"{entry.register.title}: {entry.title}",
        change={"revision": [entry.revision - 1, entry.revision]},
    )  # fmt: skip


def _reason(words: str) -> str:
    if not words.strip():
        raise Refused(Problem("no_reason", "Hãy ghi lý do, để người ghi sổ hiểu và sửa được.", "words"))
    return words.strip()[:500]
