"""The same work seen four ways: on a board, on the line of time, in a month, and as it went against as planned."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.overview.rules import Asked, By, Span, Stroke, Turn, month_after, strokes
from chungtay.places import queries as places
from chungtay.plans import queries as plans
from chungtay.plans.queries.overview import figures_by
from chungtay.plans.queries.sight import overseen, seen_bodies, shares_of
from chungtay.plans.rules import Figures, PlanState, ShareState, StateWord, TaskFilter

_KEYS = {By.AGENCY: "agency", By.COMMUNE: "agency__place", By.PLAN: "task__plan"}
_DRIFTS = 12  # of the greatest, listed one by one
OWED = ~Q(state=ShareState.DONE)
LATE_DONE = Q(state=ShareState.DONE, done_on__gt=F("due_on"))


@dataclass(frozen=True, slots=True)
class BoardRow:
    """``key``: a state, or the id of a body, a place or a plan; by state ``figures.shares`` counts tasks."""

    key: str
    name: str
    figures: Figures


@dataclass(slots=True)
class Drawn:
    """A task with its pieces on the line of time, and its turns for who reads instead of seeing."""

    task: Any
    turns: list[Turn]
    strokes: list[Stroke]


@dataclass(frozen=True, slots=True)
class DayOfWork:
    day: date
    due: int
    left: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one agency's parts of work due in the time asked: what became of them. Drifts are days, averaged."""

    agency: int
    name: str
    due: int
    on_time: int
    done_late: int
    left_late: int
    drift_done: int | None  # days after the due day, of those done late
    drift_left: int | None  # days since the due day, of those still owed


@dataclass(slots=True)
class Actual:
    rows: list[Kept] = field(default_factory=list)
    worst: list[Any] = field(default_factory=list)  # shares, each with ``drift`` in days


def work_of(actor: Actor, asked: Asked, *, today: date) -> QuerySet[Any]:
    """The living shares that the actor may see, of plans in force, under the filter."""
    found = _seen(actor, today)
    if asked.plan is not None:
        found = found.filter(task__plan=asked.plan)
    if asked.agency is not None:
        found = found.filter(agency=asked.agency)
    if asked.place is not None:
        found = found.filter(agency__place__in=places.subtree_ids(asked.place, today))
    return found


def _seen(actor: Actor, today: date) -> QuerySet[Any]:
    """The same shares either way. Who oversees all that their bodies have a part in needs no look at each share."""
    whole = overseen(actor, today, state=PlanState.IN_FORCE)
    own = shares_of(seen_bodies(actor, today)).filter(task__plan__state=PlanState.IN_FORCE)
    if not whole or own.exclude(task__plan__in=whole).exists():
        return plans.living_shares(actor, today).filter(task__plan__state=PlanState.IN_FORCE)
    living = own.model.objects.filter(released_at__isnull=True, task__closed_at__isnull=True)
    found: QuerySet[Any] = living.filter(task__plan__in=whole).order_by()
    return found


def task_filter(asked: Asked) -> TaskFilter:
    return TaskFilter(plan=asked.plan, agency=asked.agency, place=asked.place)


def list_board(actor: Actor, asked: Asked, by: By, *, today: date) -> list[BoardRow]:
    """By state in the order of the states; else who has the most late first, then the most left."""
    if by == By.STATE:
        counted = plans.count_by_state(actor, task_filter(asked), today=today)
        return [
            BoardRow(word.value, word.value, Figures(shares=counted[word]))
            for word in StateWord
            if counted[word] and word != StateWord.CLOSED
        ]
    shares = work_of(actor, asked, today=today)
    if by == By.COMMUNE:
        shares = shares.filter(agency__level=AgencyLevel.COMMUNE, agency__place__isnull=False)
    found = figures_by(_KEYS[by], shares, today)
    names = _names(actor, by, found, today)
    rows = [BoardRow(str(key), names.get(key, ""), figures) for key, figures in found.items()]
    return sorted(rows, key=lambda row: (-row.figures.late, -row.figures.open, row.name))


def _names(actor: Actor, by: By, keys: Iterable[int], today: date) -> dict[int, str]:
    if by == By.AGENCY:
        return agencies.names_of(keys)
    if by == By.COMMUNE:
        return places.names_of(keys)
    rows = plans.visible_plans(actor, today).filter(pk__in=set(keys))
    return {plan.pk: f"{plan}: {plan.title}"[:120] for plan in rows}


def list_lines(actor: Actor, asked: Asked, *, today: date) -> QuerySet[Any]:
    """The ids of the tasks that are drawn: with a date still owed, the earliest first, then those that are done."""
    if overseen(actor, today):
        drawn = Q(due__isnull=False) | Q(owed__gt=0, did=F("owed"))
        found = plans.list_tasks(actor, task_filter(asked), today=today).filter(drawn)
        return found.values_list("pk", flat=True)
    shares = work_of(actor, asked, today=today).filter(due_on__isnull=False)
    first = shares.values("task").annotate(first=Min("due_on", filter=OWED))
    lines: QuerySet[Any] = first.order_by(F("first").asc(nulls_last=True), "task").values_list(
        "task", flat=True
    )
    return lines


def draw(actor: Actor, asked: Asked, lines: Iterable[int], span: Span, *, today: date) -> list[Drawn]:
    """One page of tasks by their ids, with their turns, each turn of all its doers together."""
    page = list(lines)
    rows = (
        work_of(actor, asked, today=today)
        .filter(task__in=page, due_on__isnull=False)
        .values("task", "due_on")
        .annotate(
            opens=Min("occurrence__opens_on"), shares=Count("pk"),
            done=Count("pk", filter=Q(state=ShareState.DONE)), last=Max("done_on"),
        )
        .order_by("due_on")
    )  # fmt: skip
    turns: dict[int, list[Turn]] = {}
    for row in rows:
        turn = Turn(row["opens"], row["due_on"], row["shares"], row["done"], row["last"])
        turns.setdefault(row["task"], []).append(turn)
    found = plans.list_tasks(actor, task_filter(asked), today=today).filter(pk__in=page)
    tasks = {task.pk: task for task in found.select_related("plan")}
    return [
        Drawn(
            tasks[pk],
            own := turns.get(pk, []),
            strokes(own, span, since=_since(tasks[pk]), today=today),
        )
        for pk in page
        if pk in tasks  # one may have been closed between the two questions
    ]


def _since(task: Any) -> date:
    """From when a task without an opening day runs: its plan's, or the day the plan was made here."""
    start: date = task.plan.period_from or task.plan.issued_on or task.plan.made_at.date()
    return start


def days_of_month(actor: Actor, asked: Asked, first: date, *, today: date) -> dict[date, DayOfWork]:
    """The days of a month on which something falls due."""
    within = Q(due_on__gte=first, due_on__lt=month_after(first))
    rows = (
        work_of(actor, asked, today=today)
        .filter(within)
        .values_list("due_on")
        .annotate(due=Count("pk"), left=Count("pk", filter=OWED))
    )
    return {day: DayOfWork(day, due, left) for day, due, left in rows.order_by("due_on")}


def planned_and_actual(actor: Actor, asked: Asked, first: date, last: date, *, today: date) -> Actual:
    """What was due from ``first`` to ``last``, today at the latest, and how far it drifted."""
    shares = work_of(actor, asked, today=today).filter(due_on__gte=first, due_on__lte=min(last, today))
    left_late = OWED & Q(due_on__lt=today)
    after = ExpressionWrapper(F("done_on") - F("due_on"), output_field=DurationField())
    since = ExpressionWrapper(Value(today) - F("due_on"), output_field=DurationField())
    counted = (
        shares.values("agency")
        .annotate(
            due=Count("pk"),
            on_time=Count("pk", filter=Q(state=ShareState.DONE, done_on__lte=F("due_on"))),
            done_late=Count("pk", filter=LATE_DONE), left_late=Count("pk", filter=left_late),
            drift_done=Avg(after, filter=LATE_DONE), drift_left=Avg(since, filter=left_late),
        )
        .order_by()
    )  # fmt: skip
    rows = list(counted)
    names = agencies.names_of(row["agency"] for row in rows)
    kept = [
        Kept(
            row["agency"], names[row["agency"]], row["due"], row["on_time"], row["done_late"],
            row["left_late"], _days(row["drift_done"]), _days(row["drift_left"]),
        )
        for row in rows
    ]  # fmt: skip
    worst = (
        shares.filter(LATE_DONE | left_late)
        .annotate(until=Coalesce("done_on", Value(today)))
        .annotate(over=ExpressionWrapper(F("until") - F("due_on"), output_field=DurationField()))
        .select_related("task", "agency")
        .order_by("-over", "pk")[:_DRIFTS]
    )
    return Actual(
        sorted(kept, key=lambda row: (-(row.done_late + row.left_late), -row.due, row.name)), list(worst)
    )


def _days(length: timedelta | None) -> int | None:
    return None if length is None else round(length / timedelta(days=1))
