"""What can happen here: lines and tasks are tied, many at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.costing.queries import tasks_by_line
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
