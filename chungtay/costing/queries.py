"""Reading: which lines still pay for nothing, and which tasks their words point to."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.budgets import queries as budgets
from chungtay.budgets.queries import LineSaid
from chungtay.costing.rules import Likely, likely_tasks
from chungtay.plans import queries as plans
from chungtay.plans.rules import TaskFilter, TaskKind, money_of


class Programme(Protocol):
    """A plan, as far as this room asks."""

    pk: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A task beside a line: ``linked`` when the line pays for it already, ``why`` it was thought of."""

    task: int
    text: str
    linked: bool
    sure: bool = False
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineTasks:
    line: LineSaid
    tasks: list[Offered]

    @property
    def linked(self) -> bool:
        return any(task.linked for task in self.tasks)


def tasks_by_line(actor: Actor, plan: int, *, on: date) -> list[LineTasks]:
    """Every line of the plan's budget with the tasks that it pays for and those that it may pay for."""
    shown = plans.get_plan(actor, plan, on=on)
    if not plans.manages(actor, shown, on=on):
        raise NotThere("plan")
    lines = budgets.list_lines(actor, on=on, subject=money_of(plan))
    tasks = {
        task.pk: task
        for task in plans.list_tasks(actor, TaskFilter(plan=plan, kind=TaskKind.WORK, sort="plan"), today=on)
    }
    paid: dict[int, list[int]] = defaultdict(list)
    for task in tasks.values():
        for line in plans.lines_of(task):
            paid[line].append(task.pk)
    likely = likely_tasks(
        {said.line: said.name for said in lines}, [(task.pk, task.text) for task in tasks.values()]
    )
    texts = {pk: task.text for pk, task in tasks.items()}
    return [LineTasks(said, _offered(paid[said.line], likely.get(said.line, []), texts)) for said in lines]


def _offered(paid: list[int], likely: list[Likely], texts: dict[int, str]) -> list[Offered]:
    kept = [Offered(task, texts[task], linked=True) for task in paid]
    return kept + [
        Offered(near.task, texts[near.task], False, near.sure, near.likeness.words or near.likeness.topics)
        for near in likely
        if near.task not in paid
    ]
