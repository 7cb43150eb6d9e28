"""Which lines of the money pay for a task."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.budgets import queries as budgets
from chungtay.journal import services as journal
from chungtay.plans.models import Task, TaskMoney
from chungtay.plans.queries import get_managed_task


@transaction.atomic
def set_money(*, by: Actor, now: datetime, task: int, lines: Iterable[int]) -> Task:
    """Say which budget lines pay for the task, all at once; none is an answer too."""
    by.must("plans.manage")
    on = timezone.localdate(now)
    found = get_managed_task(by, task, on=on)
    before = set(found.money.values_list("line", flat=True))
    after = set(lines)
    names = budgets.names_of_lines(by, before | after, on=on)
    if after - names.keys():
        raise Refused(
            Problem("line_unknown", _("Có dòng kinh phí không còn trong dự toán; hãy chọn lại."), "lines")
        )
    if before == after:
        return found
    found.money.exclude(line__in=after).delete()
    TaskMoney.objects.bulk_create(TaskMoney(task=found, line_id=line) for line in sorted(after - before))
    said = [sorted(names.get(line, str(line)) for line in lines) for lines in (before, after)]
    journal.record(
        by=by,
        now=now,
        verb="task.money_set",
        subject=f"task:{found.pk}",
        title=found.text,
        change={"lines": said},
    )
    return found
