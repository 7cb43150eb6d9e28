"""What tests of other rooms ask of this one: the worker, its jobs, what people were told."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from chungtay.notices import worker
from chungtay.notices.models import Job, Notice
from chungtay.notices.rules import LEASE


def work_off(limit: int = 5, *, clock: Callable[[], datetime] = timezone.now) -> int:
    """Let the worker do what is due; returns how many jobs it took up."""
    return worker.run_due(limit, clock=clock)


def die_at(now: datetime) -> bool:
    """A worker takes a job up and is never heard of again; False if no job was due."""
    return worker.claim(now) is not None


def after_the_lease(leases: int = 1) -> datetime:
    """A moment when the leases of now have passed."""
    return timezone.now() + (leases + 0.1) * LEASE


def job_states() -> list[str]:
    return list(Job.objects.order_by("pk").values_list("state", flat=True))


def told() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("text", flat=True))
