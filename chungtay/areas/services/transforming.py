"""A commune's plan to reach a lighter type, and the money that its type asks for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from chungtay.areas.models import Transformation, TransformationTask
from chungtay.areas.queries import approves, history_of, open_transformation, proposes_for, tasks_to_choose
from chungtay.areas.rules.checks import check_target, check_targets
from chungtay.areas.rules.support import as_table, rate_for, support_lines
from chungtay.areas.rules.words import AreaKind
from chungtay.areas.words import PAPER_KINDS
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.budgets import services as budgets
from chungtay.journal import services as journal


@transaction.atomic
def start_transformation(
    *, by: Actor, now: datetime, place: int, target: AreaKind, by_year: int, ground: str,
    targets: Mapping[str, Decimal], tasks: Sequence[int] = (),
) -> Transformation:  # fmt: skip
    """The commune's own plan; one that is open ends with it. Its tasks are tasks of the commune's plans."""
    if not proposes_for(by, place):
        raise NotThere("place")
    today = timezone.localdate(now)
    history = history_of(by, place)
    current = AreaKind(history[0].kind) if history else None
    problems = check_target(current, target, by_year=by_year, this_year=today.year) + check_targets(targets)
    if not ground.strip():
        problems.append(Problem("no_ground", "Hãy ghi kế hoạch hoặc văn bản làm căn cứ.", "ground"))
    if problems:
        raise Refused(problems)
    known = {task for task, _words in tasks_to_choose(by, today)}
    if not set(tasks) <= known:
        raise NotThere("task")
    if before := open_transformation(place):
        before.ended_on = today
        before.save(update_fields=["ended_on"])
    row = Transformation.objects.create(
        place_id=place, agency_id=by.agency, target=target, by_year=by_year, ground=" ".join(ground.split())[:300],
        targets={name: f"{most:f}" for name, most in targets.items()}, made_at=now, made_by_id=by.account,
    )  # fmt: skip
    TransformationTask.objects.bulk_create(
        TransformationTask(transformation=row, task_id=task) for task in dict.fromkeys(tasks)
    )
    journal.record(
        by=by, now=now, verb="transformation.started", subject=f"transformation:{row.pk}", title=row.ground,
        change={"kind": [current and str(current), str(target)], "year": [None, by_year]},
    )  # fmt: skip
    return row


@transaction.atomic
def end_transformation(*, by: Actor, now: datetime, place: int) -> None:
    row = open_transformation(place)
    if row is None or not proposes_for(by, place):
        raise NotThere("transformation")
    row.ended_on = timezone.localdate(now)
    row.save(update_fields=["ended_on"])
    journal.record(
        by=by, now=now, verb="transformation.ended", subject=f"transformation:{row.pk}", title=row.ground
    )


def propose_support(*, by: Actor, now: datetime, year: int, counts: Mapping[AreaKind, int]) -> int:
    """The support money of a year as a draft table in the room of money; the number of its budget."""
    if not approves(by):
        raise NotThere("areas")
    rate = rate_for(year)
    if rate is None:
        raise Refused(Problem("no_rate", "Năm này chưa có mức hỗ trợ."))
    lines = support_lines(counts, rate)
    if not any(one.amount for one in lines):
        raise Refused(Problem("nothing", "Không có xã, phường nào được hỗ trợ; chưa có gì để lập bảng."))
    title = f"Hỗ trợ xã, phường theo loại địa bàn năm {year}"
    made = budgets.open_budget(
        by=by, now=now, title=title, unit=rate.unit, pasted=as_table(lines, PAPER_KINDS, year)
    )
    return made.pk
