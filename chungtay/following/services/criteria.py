"""How tasks are known to be done: proposed from their words, confirmed by a person."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.following.models import Criterion, Derived
from chungtay.following.queries import proposals_for
from chungtay.following.rules import CriterionKind, rule_of, suggest
from chungtay.following.sources.remembering import remembered
from chungtay.journal import services as journal
from chungtay.plans import queries as plans
from chungtay.plans.queries.holding import shares_in_force


@transaction.atomic
def propose_criteria(*, by: Actor, now: datetime, plan: int) -> int:
    """Propose a criterion for each task that has none confirmed, where its words and a source allow; returns how many.

    Proposals are made anew, so that a source that came since is used.
    """
    today = timezone.localdate(now)
    shown = plans.get_managed_plan(by, plan, on=today)
    Criterion.objects.filter(task__plan=shown, confirmed_at__isnull=True).delete()
    settled = set(Criterion.objects.filter(task__plan=shown).values_list("task", flat=True))
    shares: dict[int, list[Any]] = {}
    rows = shares_in_force().filter(task__plan=shown).select_related("task__plan__owner", "occurrence")
    for share in rows.order_by("due_on", "pk"):
        shares.setdefault(share.task_id, []).append(share)
    with remembered():
        made = _proposed(shown, shares, settled, now)
    Criterion.objects.bulk_create(made)
    return len(made)


def _proposed(
    plan: Any, shares: Mapping[int, list[Any]], settled: Collection[int], now: datetime
) -> list[Criterion]:
    made, today = [], timezone.localdate(now)
    for task in plan.tasks.filter(closed_at__isnull=True).exclude(pk__in=settled):
        for best in proposals_for(task, shares.get(task.pk, []), today=today)[:1]:
            rule = best.rule
            made.append(
                Criterion(task=task, kind=rule.kind, rule=rule.code, settings=best.settings, says=rule.says,
                          word=best.word[:80], proposed_at=now)
            )  # fmt: skip
    return made


@transaction.atomic
def confirm_criteria(*, by: Actor, now: datetime, plan: int, tasks: Iterable[int]) -> int:
    """From now on these tasks are known to be done in the way proposed; returns how many are new."""
    shown = plans.get_managed_plan(by, plan, on=timezone.localdate(now))
    rows = Criterion.objects.filter(task__plan=shown, task__in=set(tasks), confirmed_at__isnull=True)
    found = list(rows.select_related("task"))
    for row in found:
        row.confirmed_at, row.confirmed_by_id = now, by.account
    Criterion.objects.bulk_update(found, ["confirmed_at", "confirmed_by"])
    for row in found:
        _record(by, now, row, [None, row.says])
    return len(found)


@transaction.atomic
def set_criterion(*, by: Actor, now: datetime, task: int, rule: str) -> Criterion:
    """Choose another way than the one proposed: a rule of the lexicon, or "person". Confirmed by being chosen."""
    row = plans.get_managed_task(by, task, on=timezone.localdate(now))
    chosen = rule_of(rule)
    fitting = [one for one in suggest(row.text, is_report=False) if one.rule.code == rule]
    if chosen is not None and chosen.kind == CriterionKind.INDICATOR and not fitting:
        sentence = "Lời của việc này không nêu tỷ lệ phải đạt; hãy chọn cách khác."
        raise Refused(Problem("share_missing", sentence, "rule"))
    if chosen is None and rule != CriterionKind.PERSON:
        raise Refused(Problem("rule_unknown", "Chọn một cách biết đã xong trong danh sách.", "rule"))
    said = {
        "kind": chosen.kind if chosen else CriterionKind.PERSON,
        "rule": rule,
        "settings": fitting[0].settings if fitting else chosen.settings if chosen else {},
        "says": chosen.says if chosen else "Cơ quan báo xong kèm minh chứng, cơ quan giao việc xác nhận",
        "word": "",
        "proposed_at": now,
        "confirmed_at": now,
        "confirmed_by_id": by.account,
    }
    Derived.objects.filter(share__task=row).delete()
    made, _new = Criterion.objects.update_or_create(task=row, defaults=said)
    _record(by, now, made, [None, made.says])
    return made


@transaction.atomic
def drop_criteria(*, by: Actor, now: datetime, plan: int, tasks: Iterable[int]) -> int:
    """These tasks are reported by hand again; what followed so far stays on their shares."""
    shown = plans.get_managed_plan(by, plan, on=timezone.localdate(now))
    rows = list(Criterion.objects.filter(task__plan=shown, task__in=set(tasks)).select_related("task"))
    Derived.objects.filter(share__task__in=[row.task_id for row in rows]).delete()
    for row in rows:
        if row.confirmed_at:
            _record(by, now, row, [row.says, None])
        row.delete()
    return len(rows)


def _record(by: Actor, now: datetime, row: Criterion, change: list[str | None]) -> None:
    journal.record(
        by=by, now=now, verb="task.criterion_set", subject=f"task:{row.task_id}", title=row.task.text,
        change={"done_when": change},
    )  # fmt: skip
