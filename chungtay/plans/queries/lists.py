"""The task list: found, filtered, counted and sorted by the database."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case, CharField, Count, DateField, F, IntegerField, Min, OuterRef, Prefetch, Q, QuerySet, Subquery,
    Value, When,
)  # fmt: skip
from django.db.models.functions import Coalesce

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.text import fold
from chungtay.places import queries as places
from chungtay.plans.models import Assignment, PlanSection, Share, Task
from chungtay.plans.queries.sight import (
    jurisdiction, overseen, seen_bodies, shares_of, tasks_of, tasks_within, visible_plans, visible_shares,
)  # fmt: skip
from chungtay.plans.rules import SOON_DAYS, AssignmentRole, PlanState, ShareState, StateWord
from chungtay.plans.rules.filters import TaskFilter

_ORDERS = {
    "due": (F("due").asc(nulls_last=True), "plan", "position", "pk"),
    "-due": (F("due").desc(nulls_last=True), "plan", "position", "pk"),
    "text": ("key", "pk"),
    "-text": ("-key", "-pk"),
    "plan": ("plan", "position", "pk"),
    "-plan": ("-plan", "position", "pk"),
    "changed": (F("changed_in").desc(nulls_last=True), "plan", "position", "pk"),
}


def list_tasks(actor: Actor, asked: TaskFilter, *, today: date) -> QuerySet[Any]:
    """Tasks as the actor sees them, each with ``due``, ``owed``, ``did``, ``begun`` and the ``word`` of
    its state.

    Who oversees the plan sees the figures of all its shares, who does not sees those of its own.
    Tasks that a plan no longer contains are shown to who asks for "closed", those of an ended plan to who asks
    for that plan.
    """
    return _matching(actor, asked, today).order_by(*_ORDERS.get(asked.sort, _ORDERS["due"]))


def rows_for_page(tasks: QuerySet[Any], *, leads_shown: int | None = None) -> QuerySet[Any]:
    """The same tasks with what a row shows; asked for one page, so that nothing else is fetched.

    ``leads_shown``: of a duty of every commune only so many are fetched; ``lead_count`` says how many there are.
    """
    leads = Assignment.objects.filter(role=AssignmentRole.LEAD).select_related("agency")
    if leads_shown is not None:
        there = leads.filter(task=OuterRef("pk")).order_by().values("task").annotate(number=Count("pk"))
        tasks = tasks.annotate(lead_count=Coalesce(Subquery(there.values("number")), 0))
        leads = leads.order_by("pk")[:leads_shown]
    return tasks.select_related("plan", "section").prefetch_related(
        Prefetch("assignments", queryset=leads, to_attr="leads")
    )


def count_by_state(actor: Actor, asked: TaskFilter, *, today: date) -> dict[StateWord, int]:
    """How many tasks of each state there are under the other filters; for the tabs above the list."""
    found = _matching(actor, replace(asked, state=None), today).order_by()
    counted = dict(found.values_list("word").annotate(number=Count("pk")))
    return {word: counted.get(word.value, 0) for word in StateWord}


def _matching(actor: Actor, asked: TaskFilter, today: date) -> QuerySet[Any]:
    tasks = with_word(actor, today)
    if asked.state != StateWord.CLOSED:
        tasks = tasks.filter(closed_at__isnull=True)
    if asked.plan is None:
        tasks = tasks.filter(plan__state=PlanState.IN_FORCE)
    if asked.state is not None:
        tasks = tasks.filter(word=asked.state.value)
    return tasks.filter(_what(asked), _who(actor, asked, today))


def _what(asked: TaskFilter) -> Q:
    wanted = _given(kind=asked.kind, plan=asked.plan)
    for word in fold(asked.words).split():
        wanted &= Q(key__contains=word)
    if asked.section is not None:
        wanted &= Q(section__in=_with_parts(asked.section))
    return wanted


def _given(**asked: Any) -> Q:
    return Q(**{name: value for name, value in asked.items() if value is not None})


def _who(actor: Actor, asked: TaskFilter, today: date) -> Q:
    wanted = Q()
    if asked.agency is not None:
        wanted &= _of_bodies([asked.agency])
    if asked.place is not None:
        below = places.subtree_ids(asked.place, today)
        wanted &= Q(
            pk__in=Share.objects.filter(agency__place__in=below, released_at__isnull=True).values("task")
        )
    if asked.due_from is not None or asked.due_to is not None:
        between = _given(due_on__gte=asked.due_from, due_on__lte=asked.due_to)
        wanted &= Q(pk__in=visible_shares(actor, today).filter(between).values("task"))
    if asked.mine:
        named = Assignment.objects.filter(agency__in=actor.bodies, role=asked.mine).values("task")
        wanted &= Q(pk__in=named)
    return wanted


def _of_bodies(bodies: Iterable[int]) -> Q:
    named = Assignment.objects.filter(agency__in=bodies).values("task")
    owed = Share.objects.filter(agency__in=bodies, released_at__isnull=True).values("task")
    return Q(pk__in=named) | Q(pk__in=owed)


def _with_parts(section: int) -> list[int]:
    """A section and all below it: sections of one plan are few, and one query brings them."""
    plan = PlanSection.objects.filter(pk=section).values("plan")
    parents = dict(PlanSection.objects.filter(plan__in=plan).order_by("position").values_list("pk", "parent"))
    inside = {section}
    for pk, parent in parents.items():  # parents stand before their parts
        if parent in inside:
            inside.add(pk)
    return sorted(inside)


def with_word(actor: Actor, today: date) -> QuerySet[Any]:
    """The tasks that the actor sees, with what is counted on them and the word of their state.

    Stored counts for who sees the plan whole; counted from the shares one sees for who does not.
    """
    whole, bodies = overseen(actor, today), seen_bodies(actor, today)
    own = shares_of(bodies).filter(task=OuterRef("pk")).order_by()
    first = own.exclude(state=ShareState.DONE).values("task").annotate(first=Min("due_on")).values("first")
    figures: dict[str, tuple[str, Any]] = {
        "due": ("next_due", Subquery(first, output_field=DateField())),
        "owed": ("share_count", _number(own)),
        "did": ("done_count", _number(own.filter(state=ShareState.DONE))),
        "begun": ("begun_count", _number(own.filter(state=ShareState.IN_PROGRESS))),
    }
    if whole and not Task.objects.filter(tasks_of(bodies)).exclude(plan__in=whole).exists():
        # Mostly so, and then neither tasks nor shares need to be looked at one by one.
        stored_counts = {name: F(stored) for name, (stored, _own_count) in figures.items()}
        return Task.objects.filter(plan__in=whole).annotate(**stored_counts).annotate(word=_word(today))
    counted = {
        name: Case(When(plan__in=whole, then=F(stored)), default=own_count) if whole else own_count
        for name, (stored, own_count) in figures.items()
    }
    return tasks_within(whole, bodies).annotate(**counted).annotate(word=_word(today))


def _number(shares: QuerySet[Share]) -> Coalesce:
    counted = shares.values("task").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _word(today: date) -> Case:
    """rules.task_word in the database's words; a test holds the two together."""
    return Case(
        When(closed_at__isnull=False, then=Value(StateWord.CLOSED.value)),
        When(owed=0, share_count__gt=0, then=Value(StateWord.HELPING.value)),
        When(owed=0, then=Value(StateWord.UNGIVEN.value)),
        When(did=F("owed"), then=Value(StateWord.DONE.value)),
        When(due__lt=today, then=Value(StateWord.LATE.value)),
        When(due__lte=today + timedelta(days=SOON_DAYS), then=Value(StateWord.SOON.value)),
        When(Q(did__gt=0) | Q(begun__gt=0), then=Value(StateWord.IN_PROGRESS.value)),
        default=Value(StateWord.OPEN.value),
        output_field=CharField(),
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of the list offer, as (id, name)."""

    agencies: list[tuple[int, str]]
    plans: list[tuple[int, str]]
    places: list[tuple[int, str]]


def list_choices(actor: Actor, *, today: date) -> Choices:
    """Bodies of the jurisdiction and their places, for who oversees it; plans that one may open."""
    plans = visible_plans(actor, today)
    bodies = agencies.within_jurisdiction(actor, on=today).filter(pk__in=jurisdiction(actor, today))
    rows = list(bodies.order_by("name").values_list("pk", "name", "place"))
    names = places.names_of(place for _pk, _name, place in rows if place)
    return Choices(
        agencies=[(pk, name) for pk, name, _place in rows],
        plans=[(plan.pk, f"{plan}: {plan.title}"[:90]) for plan in plans],
        places=sorted(names.items(), key=lambda row: row[1]),
    )
