"""Telling people in their inboxes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.journal import services as journal
from chungtay.notices.models import Notice
from chungtay.notices.queries import visible_to


@transaction.atomic
def tell(
    *,
    now: datetime,
    text: str,
    reason: str,
    link: str = "",
    agencies: Iterable[int] = (),
    accounts: Iterable[int] = (),
    office: int | None = None,
) -> None:
    """Put a line into these inboxes. Part of an event whose own service writes the journal.

    People who are told of the work of a body (``office``) read it from a post there; a successor takes it over.
    """
    said = {"at": now, "text": text[:400], "link": link, "reason": reason[:300]}
    to_agencies = [Notice(agency_id=agency, **said) for agency in sorted(set(agencies))]
    to_people = [Notice(account_id=account, office_id=office, **said) for account in sorted(set(accounts))]
    Notice.objects.bulk_create([*to_agencies, *to_people])


@transaction.atomic
def mark_read(*, by: Actor, now: datetime, notice: int | None = None) -> None:
    """One notice of the actor's, or all, are read. What an agency is told is read when one of its people has."""
    theirs = visible_to(by)
    if notice is not None:
        theirs = theirs.filter(pk=notice)
        if not theirs.exists():
            raise NotThere("notice")
    marked = theirs.filter(read_at__isnull=True).update(read_at=now, read_by=by.account)
    if marked:
        journal.record(
            by=by,
            now=now,
            verb="notice.read",
            subject=f"agency:{by.agency}",
            title="",
            change={"count": [0, marked]},
        )
