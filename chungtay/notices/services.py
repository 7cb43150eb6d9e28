"""Asking for work, stopping it, and telling people."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.journal import services as journal
from chungtay.notices.dues import register as register_due_source
from chungtay.notices.jobs import Running
from chungtay.notices.jobs import register as register_job
from chungtay.notices.models import Job, Notice
from chungtay.notices.queries import visible_to
from chungtay.notices.rules import OPEN_STATES, JobState
from chungtay.notices.worker import run_due

__all__ = [
    "Running",
    "ask_cancel",
    "mark_read",
    "register_due_source",
    "register_job",
    "run_due",
    "start_job",
    "tell",
]


@transaction.atomic
def start_job(*, by: Actor, now: datetime, kind: str, subject: str) -> Job:
    """Ask the worker to do something to a subject ("reading:12"). The caller checked that ``by`` may."""
    job = Job.objects.create(kind=kind, subject=subject, created_at=now, created_by=by.account)
    journal.record(by=by, now=now, verb="job.asked", subject=subject, title=kind)
    return job


@transaction.atomic
def ask_cancel(*, by: Actor, now: datetime, job: int) -> None:
    """Stop work that is waiting or running; running work stops at its next check. Finished work is left as it is."""
    waiting = Job.objects.filter(pk=job, state=JobState.WAITING)
    stopped = waiting.update(state=JobState.CANCELLED, cancel_asked=True, finished_at=now)
    asked = stopped or Job.objects.filter(pk=job, state__in=OPEN_STATES).update(cancel_asked=True)
    if asked:
        row = Job.objects.values("subject", "kind").get(pk=job)
        journal.record(by=by, now=now, verb="job.cancel_asked", subject=row["subject"], title=row["kind"])


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
