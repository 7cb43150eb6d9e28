"""Keeps what a task stores about its shares true: its next date and its three counts."""

from collections.abc import Iterable

from django.db.models import Count, DateField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from chungtay.plans.models import Share, Task
from chungtay.plans.rules import ShareState

_AT_ONCE = 500


def count_shares(tasks: Iterable[int]) -> None:
    """Count the shares of these tasks anew; part of every event that touches a share."""
    ids = sorted(set(tasks))
    living = Share.objects.filter(task=OuterRef("pk"), released_at__isnull=True).order_by()
    open_dates = (
        living.exclude(state=ShareState.DONE).values("task").annotate(first=Min("due_on")).values("first")
    )
    for start in range(0, len(ids), _AT_ONCE):
        Task.objects.filter(pk__in=ids[start : start + _AT_ONCE]).update(
            next_due=Subquery(open_dates, output_field=DateField()),
            share_count=_number(living),
            done_count=_number(living.filter(state=ShareState.DONE)),
            begun_count=_number(living.filter(state=ShareState.IN_PROGRESS)),
        )


def _number(shares: QuerySet[Share]) -> Coalesce:
    return Coalesce(Subquery(shares.values("task").annotate(number=Count("pk")).values("number")), 0)
