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
    last, previous = _last_in_turn()
    Entry.objects.create(
        number=last + 1,
        previous=previous,
        hash=hash_of(words, previous),
        **{name: getattr(words, name) for name in Words.__slots__},
    )


@transaction.atomic
def record_look(*, by: Actor, now: datetime, subject: str, title: str, purpose: str) -> None:
    """Note that somebody opened a guarded page, and what for."""
    record(by=by, now=now, verb="looked", subject=subject, title=title, purpose=purpose)


def _last_in_turn() -> tuple[int, str]:
    """Number and hash of the last entry; nobody adds another until the transaction ends."""
    # SQLite has one writer anyway (transactions begin IMMEDIATE); PostgreSQL needs to be told. Of two statements sent
    # at once the second sees what was written until the first had its lock.
    last = "SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT pg_advisory_xact_lock(%s); {last}", [_LOCK])
            cursor.nextset()
        else:
            cursor.execute(last)
        return cursor.fetchone() or (0, FIRST_LINK)
