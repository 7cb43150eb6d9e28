"""What can happen here: lines and tasks are tied, many at once; and it is said what a line's money brings."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.budgets import queries as budgets
from chungtay.costing.models import Product
from chungtay.costing.queries import tasks_by_line
from chungtay.indicators import queries as indicators
from chungtay.journal import services as journal
from chungtay.plans import queries as plans
from chungtay.plans import services as programme

Pair = tuple[int, int]  # line, task


@transaction.atomic
def link_tasks(*, by: Actor, now: datetime, plan: int, pairs: Iterable[Pair], seen: Iterable[Pair]) -> int:
    """Of the pairs that a person was shown (``seen``) these hold and the others do not; how many tasks changed.

    A pair that was not shown stays as it is, whoever made it meanwhile.
    """
    on = timezone.localdate(now)
    offered = {(row.line.line, task.task) for row in tasks_by_line(by, plan, on=on) for task in row.tasks}
    shown, chosen = set(seen), set(pairs)
    if not (shown | chosen) <= offered:
        raise NotThere("line")
    lines: dict[int, set[int]] = defaultdict(set)
    for line, task in shown:
        lines[task].add(line)
    changed = 0
    for task, known in lines.items():
        before = set(plans.lines_of(plans.get_task(by, task, on=on)))
        after = (before - known) | {line for line in known if (line, task) in chosen}
        if after != before:
            programme.set_money(by=by, now=now, task=task, lines=after)
            changed += 1
    return changed


@transaction.atomic
def name_product(*, by: Actor, now: datetime, line: int, measure: str) -> Product:
    """The money of this line is spent on that; a line may bring several things."""
    on = timezone.localdate(now)
    if not budgets.manages_line(by, line, on=on):
        raise NotThere("line")
    name = indicators.measure_of(measure, on).name
    made, new = Product.objects.get_or_create(
        line_id=line, measure=measure, defaults={"said_at": now, "said_by_id": by.account}
    )
    if new:
        journal.record(
            by=by, now=now, verb="line.product_named", subject=f"line:{line}", title=name,
            change={"measure": [None, measure]},
        )  # fmt: skip
    return made


@transaction.atomic
def drop_product(*, by: Actor, now: datetime, product: int) -> None:
    found = Product.objects.select_for_update().filter(pk=product).first()
    if found is None or not budgets.manages_line(by, found.line_id, on=timezone.localdate(now)):
        raise NotThere("product")
    journal.record(
        by=by, now=now, verb="line.product_dropped", subject=f"line:{found.line_id}", title="",
        change={"measure": [found.measure, None]},
    )  # fmt: skip
    found.delete()
