"""How tasks are known to be done, and what follows for their shares today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.following.models import Criterion, Derived
from chungtay.following.rules import (
    Asked,
    CriterionKind,
    Evidence,
    EvidenceState,
    Suggestion,
    suggest,
    turn_of_share,
)
from chungtay.following.sources import NotNow, source_of
from chungtay.following.sources.remembering import remembered
from chungtay.plans import queries as plans
from chungtay.plans.queries.holding import shares_in_force
from chungtay.plans.rules import TaskKind


@dataclass(frozen=True, slots=True)
class Following:
    """A task with its criterion, and for how many of its doers a source can answer."""

    task: Any
    criterion: Criterion | None
    doers: int = 0
    known: int = 0

    @property
    def derivable(self) -> bool:
        return self.doers > 0 and self.known == self.doers


@dataclass(frozen=True, slots=True)
class Counted:
    """Of the tasks of a plan."""

    tasks: int
    confirmed: int
    proposed: int
    derivable: int

    @property
    def percent(self) -> int:
        """Of all tasks, those that nobody needs to update; rounded down."""
        return self.derivable * 100 // self.tasks if self.tasks else 0


def asked_of(share: Any, criterion: Criterion, *, today: date) -> Asked:
    """The question that a criterion puts for a share fetched with its task, plan, owner and occurrence."""
    plan = share.task.plan
    first, last = turn_of_share(
        opens_on=share.occurrence.opens_on, due_on=share.due_on, begun=plan.issued_on or plan.period_from,
        ends=plan.period_to, today=today,
    )  # fmt: skip
    return Asked(
        unit=share.agency_id, office=plan.owner.place_id, plan=plan.pk, task=share.task_id, first=first, last=last,
        today=today, settings=criterion.settings,
    )  # fmt: skip


def evidence_of(share: Any, criterion: Criterion, *, today: date) -> Evidence:
    """Computed, never stored by asking."""
    source, asked = source_of(CriterionKind(criterion.kind)), asked_of(share, criterion, today=today)
    if source is None or not source.knows(asked):
        return Evidence(
            EvidenceState.UNKNOWN, "Chưa có nguồn số liệu nào trả lời được; cơ quan tự báo, kèm minh chứng."
        )
    try:
        return source.check(asked)
    except NotNow:
        return Evidence(
            EvidenceState.UNKNOWN, "Số liệu đang được tổng hợp lại; hãy xem lại sau ít phút.", later=True
        )


def followed_shares(criteria: Iterable[Criterion]) -> dict[int, list[Any]]:
    """The shares of tasks with a criterion, by task, with what a question needs."""
    rows = shares_in_force().filter(task__in=[criterion.task_id for criterion in criteria])
    found: dict[int, list[Any]] = {}
    for share in rows.select_related("task__plan__owner", "occurrence", "agency").order_by("due_on", "pk"):
        found.setdefault(share.task_id, []).append(share)
    return found


def criterion_of(task: int) -> Criterion | None:
    """The confirmed criterion of a task that the caller has fetched for its actor."""
    return Criterion.objects.filter(task=task, confirmed_at__isnull=False).first()


def derived_of(shares: Iterable[int]) -> dict[int, Derived]:
    """What followed for these shares when it was last asked, where a source could tell."""
    rows = Derived.objects.filter(share__in=set(shares)).exclude(state=EvidenceState.UNKNOWN)
    return {row.share_id: row for row in rows}


def derived_of_bodies(bodies: Iterable[int]) -> dict[int, Derived | None]:
    """The same for everything that these bodies owe; for lists."""
    rows = Derived.objects.filter(share__agency__in=set(bodies), share__released_at__isnull=True)
    return {row.share_id: row for row in rows.exclude(state=EvidenceState.UNKNOWN)}


def counted_of_plan(plan: Any) -> dict[str, int]:
    """How many tasks of a plan have a confirmed criterion other than a person's word, of how many."""
    confirmed = Criterion.objects.filter(
        task__plan=plan, task__closed_at__isnull=True, confirmed_at__isnull=False
    )
    return {
        "tasks": plan.tasks.filter(closed_at__isnull=True).count(),
        "followed": confirmed.exclude(kind=CriterionKind.PERSON).count(),
    }


def is_derived(share: int) -> bool:
    """Whether the share's state follows from something, so that nobody types it."""
    confirmed = Criterion.objects.filter(confirmed_at__isnull=False).exclude(kind=CriterionKind.PERSON)
    row = shares_in_force().filter(pk=share, task__in=confirmed.values("task")).first()
    return row is not None and share in derived_of([share])


def list_following(actor: Actor, plan: Any, *, on: date) -> list[Following]:
    """Every task of a plan with its criterion, for who manages the plan; in the order of the paper."""
    if not plans.manages(actor, plan, on=on):
        raise NotThere("plan")
    tasks = list(plan.tasks.filter(closed_at__isnull=True).select_related("section").order_by("position"))
    criteria = {row.task_id: row for row in Criterion.objects.filter(task__plan=plan)}
    shares = followed_shares(criteria.values())
    with remembered():
        return [_following(task, criteria.get(task.pk), shares.get(task.pk, []), on) for task in tasks]


def _following(task: Any, criterion: Criterion | None, shares: list[Any], on: date) -> Following:
    if criterion is None:
        return Following(task, None)
    source = source_of(CriterionKind(criterion.kind))
    one_each = {share.agency_id: share for share in shares}.values()
    known = sum(
        source is not None and source.knows(asked_of(share, criterion, today=on)) for share in one_each
    )
    return Following(task, criterion, len(one_each), known)


def count_following(rows: Iterable[Following]) -> Counted:
    """Derivable: confirmed, and a source answers for every doer. What is only proposed does not count."""
    every = list(rows)
    confirmed = [row for row in every if row.criterion and row.criterion.confirmed_at]
    return Counted(
        tasks=len(every),
        confirmed=len(confirmed),
        proposed=sum(1 for row in every if row.criterion) - len(confirmed),
        derivable=sum(row.derivable for row in confirmed),
    )


def proposals_for(task: Any, shares: Iterable[Any], *, today: date) -> list[Suggestion]:
    """What the words suggest and a source knows, first what it knows for every doer; a task without doers has none."""
    one_each = list({share.agency_id: share for share in shares}.values())
    found: list[tuple[bool, Suggestion]] = []
    for suggestion in suggest(task.text, is_report=task.kind == TaskKind.REPORT):
        trial = Criterion(task_id=task.pk, kind=suggestion.rule.kind, settings=suggestion.settings)
        source = source_of(suggestion.rule.kind)
        known = [source is not None and source.knows(asked_of(s, trial, today=today)) for s in one_each]
        if any(known):
            found.append((all(known), suggestion))
    return [suggestion for _whole, suggestion in sorted(found, key=lambda pair: not pair[0])]
