"""What the rooms above change in a share. They have asked who may, and keep actor, ground and moment themselves."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.agencies.queries.life import successors_of
from chungtay.plans.models import Occurrence, Share
from chungtay.plans.rules import ShareState
from chungtay.plans.services.counting import count_shares


@transaction.atomic
def settle_share(*, now: datetime, share: int, state: ShareState, percent: int, note: str) -> bool:
    """Write a state that nobody reported: it follows from the work itself, or is sent back. False if it stands so."""
    row = Share.objects.select_for_update().get(pk=share)
    if (row.state, row.percent, row.note) == (state, percent, note):
        return False
    row.state, row.percent, row.note, row.revision = state, percent, note, row.revision + 1
    row.done_on = (row.done_on or timezone.localdate(now)) if state == ShareState.DONE else None
    row.save(update_fields=["state", "percent", "note", "revision", "done_on"])
    count_shares([row.task_id])
    return True


@transaction.atomic
def extend_share(*, share: int, due_on: date) -> None:
    """Give one doer more time; the others of the same turn keep theirs."""
    row = Share.objects.select_for_update().get(pk=share)
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    count_shares([row.task_id])


@transaction.atomic
def give_shares(*, now: datetime, task: int, bodies: Iterable[int]) -> list[int]:
    """Let bodies that never had a part owe the turns that are not over; returns to whom it gave some.

    Whoever took over from a body with a part is not asked: the part passes on by a handover, or was done before.
    """
    today, had = (
        timezone.localdate(now),
        set(Share.objects.filter(task=task).values_list("agency", flat=True)),
    )
    heirs = {
        heir for found in successors_of(had, on=today).values() for row in found.values() for heir in row
    }
    new = sorted(set(bodies) - had - heirs)
    turns = list(Occurrence.objects.filter(task=task, dropped_at__isnull=True).exclude(due_on__lt=today))
    made = [Share(occurrence=t, task_id=task, agency_id=body, due_on=t.due_on) for t in turns for body in new]
    Share.objects.bulk_create(made, batch_size=500)
    count_shares([task])
    return new if turns else []
