"""What a leader asks: what is late, where it gets worse, what to decide, what comes in the next fortnight."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.notices import queries as notices
from chungtay.notices.rules import Act, Due
from chungtay.overview.queries.looking import LATE_DONE, OWED, work_of
from chungtay.overview.rules import Asked, Month, Trend, getting_worse, month_after, month_of
from chungtay.plans import queries as plans
from chungtay.plans.rules import PlanState

AHEAD = timedelta(days=14)
_DECIDED = {Act.ANSWER, Act.VERIFY}


@dataclass(frozen=True, slots=True)
class Late:
    agency: int
    name: str
    late: int
    longest: date  # the due day of the one that waits the longest


@dataclass(frozen=True, slots=True)
class Ahead:
    day: date
    shares: int
    tasks: int
    words: str  # of one of the tasks


@dataclass(frozen=True, slots=True)
class Leading:
    owed: int
    late: int
    by_agency: list[Late]
    longest: list[Any]  # shares
    worse: list[tuple[str, Trend]]
    decide: list[Due]
    ahead: list[Ahead]


def get_leading(actor: Actor, *, today: date) -> Leading:
    shares = work_of(actor, Asked(), today=today)
    owed = shares.filter(OWED)
    late = owed.filter(due_on__lt=today)
    counted = late.values("agency").annotate(late=Count("pk"), longest=Min("due_on"))
    rows = list(counted.order_by("-late", "agency"))
    trends = getting_worse(_months(shares, today))
    names = agencies.names_of([*(row["agency"] for row in rows), *(trend.agency for trend in trends)])
    return Leading(
        owed=owed.count(),
        late=sum(row["late"] for row in rows),
        by_agency=[Late(row["agency"], names[row["agency"]], row["late"], row["longest"]) for row in rows],
        longest=list(late.select_related("task", "agency").order_by("due_on", "pk")[:5]),
        worse=[(names[trend.agency], trend) for trend in trends],
        decide=list_decisions(actor, today=today),
        ahead=_ahead(owed, today),
    )


def _months(shares: QuerySet[Any], today: date) -> dict[int, tuple[Month, Month]]:
    """Of each agency: what was due last month, and this month until yesterday; and what of it missed its day."""
    first = month_of(today)
    missed = LATE_DONE | OWED
    rows = (
        shares.filter(due_on__gte=month_after(first, -1), due_on__lt=today)
        .values("agency")
        .annotate(
            due_before=Count("pk", filter=Q(due_on__lt=first)),
            late_before=Count("pk", filter=Q(due_on__lt=first) & missed),
            due_now=Count("pk", filter=Q(due_on__gte=first)),
            late_now=Count("pk", filter=Q(due_on__gte=first) & missed),
        )
        .order_by()
    )
    return {
        row["agency"]: (Month(row["due_before"], row["late_before"]), Month(row["due_now"], row["late_now"]))
        for row in rows
    }


def _ahead(owed: QuerySet[Any], today: date) -> list[Ahead]:
    rows = (
        owed.filter(due_on__gte=today, due_on__lte=today + AHEAD)
        .values("due_on")
        .annotate(shares=Count("pk"), tasks=Count("task", distinct=True), words=Min("task__text"))
        .order_by("due_on")
    )
    return [Ahead(row["due_on"], row["shares"], row["tasks"], row["words"]) for row in rows]


def list_decisions(actor: Actor, *, today: date) -> list[Due]:
    """What waits for an answer of the offices whose plans the actor sees whole, the longest waiting first."""
    whole = plans.visible_plans(actor, today).filter(
        pk__in=plans.overseen(actor, today), state=PlanState.IN_FORCE
    )
    offices = frozenset(whole.values_list("owner", flat=True)) | {actor.agency}
    return [due for due in notices.all_due(offices, today, today) if due.act in _DECIDED]
