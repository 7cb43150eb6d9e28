"""Asking for work to be done later, and stopping it."""

from datetime import datetime

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.journal import services as journal
from chungtay.notices.models import Job
from chungtay.notices.rules import OPEN_STATES, JobState


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
