"""Writing into the journal: always inside the transaction of the change it tells of."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from chungtay.base.actor import Actor
from chungtay.journal.models import Entry
from chungtay.journal.rules import FIRST_LINK, Words, hash_of

_LOCK = 0x6A6F75726E616C  # "journal": one writer at a time keeps the chain a chain


def record(
    *,
    by: Actor,
    now: datetime,
    verb: str,
    subject: str,
    title: str,
    change: dict[str, Any] | None = None,
    purpose: str = "",
) -> None:
    """Append one entry. ``verb`` is "room.happened", ``subject`` "kind:id", ``change`` {"field": [before, after]}.

    Must run inside a transaction (the change and its entry stand or fall together).
    The values of ``change`` must be JSON; names of clients, patients or informants have no place in it.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("journal.record outside a transaction")
    words = Words(
        at=now,
        account=by.account,
        name=by.name,
        post=by.signs_as[:200],
        agency=by.agency_name,
        verb=verb,
        subject=subject,
        title=title[:400],
        change=change or {},
        purpose=purpose,
        place=by.place,
    )
    _wait_for_turn()
    last = Entry.objects.order_by("-number").values("number", "hash").first()
    number, previous = (last["number"] + 1, last["hash"]) if last else (1, FIRST_LINK)
    Entry.objects.create(
        number=number,
        previous=previous,
        hash=hash_of(words, previous),
        **{name: getattr(words, name) for name in Words.__slots__},
    )


@transaction.atomic
def record_look(*, by: Actor, now: datetime, subject: str, title: str, purpose: str) -> None:
    """Note that somebody opened a guarded page, and what for."""
    record(by=by, now=now, verb="looked", subject=subject, title=title, purpose=purpose)


def _wait_for_turn() -> None:
    # SQLite has one writer anyway (transactions begin IMMEDIATE); PostgreSQL needs to be told.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
