"""What a leader asks: what is late, where it gets worse, what to decide, what comes in the next fortnight."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.kept import Kept
from chungtay.journal import queries as journal
from chungtay.notices import queries as notices
from chungtay.notices.rules import Act, Due
from chungtay.overview.queries.dashboards import draw_work
from chungtay.overview.queries.looking import LATE_DONE, OWED, work_of
from chungtay.overview.rules import Asked, Month, Trend, getting_worse, month_after, month_of
from chungtay.pictures.rules import Chart
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
    """As it was counted ``at`` a moment."""

    at: datetime
    owed: int
    late: int
    by_agency: list[Late]
    longest: list[Any]  # shares
    worse: list[tuple[str, Trend]]
    decide: list[Due]
    ahead: list[Ahead]
    pictures: tuple[Chart, ...]


_counted: Kept[Leading] = Kept()


def get_leading(actor: Actor, *, now: datetime) -> Leading:
    """Counted at most a minute ago, for the actor with just these powers and places, and after whatever they did last.

    So who decides sees that it is decided, and who was narrowed nothing from before.
    """
    key = (actor, timezone.localdate(now), get_language(), journal.last_of(actor.account))
    return _counted.get(key, lambda: _count(actor, now=now))


def _count(actor: Actor, *, now: datetime) -> Leading:
    today = timezone.localdate(now)
    shares = work_of(actor, Asked(), today=today)
    owed = shares.filter(OWED)
    rows = _by_agency(shares, today)
    trends = getting_worse({row["agency"]: _months(row) for row in rows})
    late = sorted((row for row in rows if row["late"]), key=lambda row: (-row["late"], row["agency"]))
    names = agencies.names_of(row["agency"] for row in rows)
    return Leading(
        at=now,
        owed=sum(row["owed"] for row in rows),
        late=sum(row["late"] for row in late),
        by_agency=[Late(row["agency"], names[row["agency"]], row["late"], row["longest"]) for row in late],
        longest=list(
            owed.filter(due_on__lt=today).select_related("task", "agency").order_by("due_on", "pk")[:5]
        ),
        worse=[(names[trend.agency], trend) for trend in trends],
        decide=list_decisions(actor, today=today),
        ahead=_ahead(owed, today),
        pictures=draw_work(actor, Asked(), today=today),
    )


def _by_agency(shares: QuerySet[Any], today: date) -> list[dict[str, Any]]:
    """What the page counts of each agency, in one pass; "before": last month, "now": this month until yesterday."""
    first = month_of(today)
    late, missed = OWED & Q(due_on__lt=today), LATE_DONE | OWED
    before = Q(due_on__gte=month_after(first, -1), due_on__lt=first)
    running = Q(due_on__gte=first, due_on__lt=today)
    counts = {
        "owed": OWED, "late": late, "due_before": before, "late_before": before & missed, "due_now": running,
        "late_now": running & missed,
    }  # fmt: skip
    counted = {name: Count("pk", filter=condition) for name, condition in counts.items()}
    told = shares.filter(
        OWED | Q(due_on__gte=month_after(first, -1))
    )  # what was done long ago says nothing here
    rows = told.values("agency").annotate(**counted, longest=Min("due_on", filter=late)).order_by()
    return list(rows)


def _months(row: dict[str, Any]) -> tuple[Month, Month]:
    return Month(row["due_before"], row["late_before"]), Month(row["due_now"], row["late_now"])


def _ahead(owed: QuerySet[Any], today: date) -> list[Ahead]:
    rows = (
        owed.filter(due_on__gte=today, due_on__lte=today + AHEAD)
        .values("due_on")
        .annotate(shares=Count("pk"), tasks=Count("task", distinct=True), words=Min("task__text"))
        .order_by("due_on")
    )
    return [Ahead(row["due_on"], row["shares"], row["tasks"], row["words"]) for row in rows]


def list_decisions(actor: Actor, *, today: date) -> list[Due]:
    """What waits for an answer of the offices whose plans the actor sees whole, the longest waiting first.

    The own body's as well, but not for a post that looks after some places only and does not see its own body's plans.
    """
    whole = plans.visible_plans(actor, today).filter(
        pk__in=plans.overseen(actor, today), state=PlanState.IN_FORCE
    )
    offices = frozenset(whole.values_list("owner", flat=True)) | (
        plans.jurisdiction(actor, today) & {actor.agency}
    )
    return [due for due in notices.all_due(offices, today, today) if due.act in _DECIDED]
