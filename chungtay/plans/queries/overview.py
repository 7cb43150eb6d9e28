"""The plan at a glance, and the list of plans."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from chungtay.base.actor import Actor
from chungtay.plans.models import Plan, PlanSection, Share, Task
from chungtay.plans.queries.lists import with_word
from chungtay.plans.queries.sight import visible_plans, visible_shares
from chungtay.plans.rules import SOON_DAYS, Figures, ShareState, StateWord


@dataclass(frozen=True, slots=True)
class PlanRow:
    plan: Plan
    tasks: int
    late: int  # tasks, as the task list counts them
    soon: int
    figures: Figures  # shares


@dataclass(frozen=True, slots=True)
class AgencyRow:
    agency: int
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class SectionRow:
    """Figures of a section and of all below it."""

    section: PlanSection
    tasks: int
    figures: Figures


def list_plans(actor: Actor, *, today: date) -> list[PlanRow]:
    """Plans in force first, the latest first; each with what the actor may know of its tasks and shares."""
    plans = list(
        visible_plans(actor, today).select_related("owner", "place").order_by("-state", "-made_at", "-pk")
    )
    words = with_word(actor, today).filter(closed_at__isnull=True).order_by()
    tasks: dict[int, dict[str, int]] = {}
    for plan, word, number in words.values_list("plan", "word").annotate(number=Count("pk")):
        tasks.setdefault(plan, {})[word] = number
    figures = figures_by("task__plan", living_shares(actor, today), today)
    return [
        PlanRow(
            plan, sum(tasks.get(plan.pk, {}).values()), tasks.get(plan.pk, {}).get(StateWord.LATE, 0),
            tasks.get(plan.pk, {}).get(StateWord.SOON, 0), figures.get(plan.pk, Figures()),
        )
        for plan in plans
    ]  # fmt: skip


def living_shares(actor: Actor, today: date, plan: Plan | None = None) -> QuerySet[Share]:
    shares = visible_shares(actor, today).filter(task__closed_at__isnull=True).order_by()
    return shares if plan is None else shares.filter(task__plan=plan)


def figures_by(key: str, shares: QuerySet[Share], today: date) -> dict[Any, Figures]:
    """Shares counted on one day, for each value of ``key``."""
    done, owed = Q(state=ShareState.DONE), ~Q(state=ShareState.DONE)
    soon = today + timedelta(days=SOON_DAYS)
    conditions = {
        "done": done,
        "on_time": done & (Q(due_on__isnull=True) | Q(done_on__lte=F("due_on"))),
        "late": owed & Q(due_on__lt=today),
        "soon": owed & Q(due_on__gte=today, due_on__lte=soon),
        "later": owed & Q(due_on__gt=soon),
        "undated": owed & Q(due_on__isnull=True),
        "begun": Q(state=ShareState.IN_PROGRESS),
    }
    counts = {f"n_{name}": Count("pk", filter=condition) for name, condition in conditions.items()}
    rows = shares.values(key).annotate(n_shares=Count("pk"), **counts)
    return {row[key]: Figures(**{name: row[f"n_{name}"] for name in Figures.__slots__}) for row in rows}


def figures_by_month(shares: QuerySet[Share], today: date) -> dict[date, Figures]:
    return figures_by(
        "month", shares.exclude(due_on__isnull=True).annotate(month=TruncMonth("due_on")), today
    )


def list_agency_rows(shares: QuerySet[Share], today: date) -> list[AgencyRow]:
    """Who owes what: the most late first, then who has the most left."""
    named = shares.annotate(name=F("agency__name"))
    names = dict(named.values_list("agency", "name").distinct())
    rows = [AgencyRow(pk, names[pk], figures) for pk, figures in figures_by("agency", shares, today).items()]
    return sorted(rows, key=lambda row: (-row.figures.late, -row.figures.open, row.name))


def list_section_rows(
    plan: Plan, tasks: QuerySet[Task], shares: QuerySet[Share], today: date
) -> list[SectionRow]:
    """Sections that hold tasks, in the order of the paper, figures rolled up to the sections above."""
    sections = list(plan.sections.order_by("position"))
    parents = {section.pk: section.parent_id for section in sections}
    counted = dict(tasks.order_by().values_list("section").annotate(number=Count("pk")))
    numbers = _rolled_up({pk: Figures(shares=number) for pk, number in counted.items()}, parents)
    figures = _rolled_up(figures_by("task__section", shares, today), parents)
    return [
        SectionRow(section, numbers[section.pk].shares, figures.get(section.pk, Figures()))
        for section in sections
        if section.pk in numbers
    ]


def _rolled_up(
    figures: Mapping[int | None, Figures], parents: Mapping[int, int | None]
) -> dict[int, Figures]:
    total: dict[int, Figures] = {}
    for section, own in figures.items():
        at: int | None = section
        while at is not None:
            total[at] = total.get(at, Figures()) + own
            at = parents.get(at)
    return total


def visible_ids(actor: Actor, plans: Iterable[int], on: date) -> set[int]:
    """Which of these plans the actor may open: the chain shows the others by their number only."""
    return set(visible_plans(actor, on).filter(pk__in=set(plans)).values_list("pk", flat=True))
