"""Reading: which tasks a line pays for or may pay for, and what one unit of its result costs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.budgets import queries as budgets
from chungtay.budgets.queries import LineSaid
from chungtay.costing.models import Product
from chungtay.costing.rules import Likely, likely_tasks, unit_cost
from chungtay.indicators import queries as indicators
from chungtay.indicators.rules import NOTHING, Figure
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What a year's money of a line brought. ``spent`` and ``each`` in đồng; ``before`` is ``each`` of the year before.

    The money's year is the calendar's, the figure's runs from 15 December to 14 December.
    """

    product: int
    line: LineSaid
    measure: str
    name: str
    unit: str
    place: int | None
    spent: int
    figure: Figure
    each: Decimal | None
    before: Decimal | None


def list_costs(actor: Actor, year: int, *, on: date) -> list[Cost]:
    """Every line that the actor may see and that is said to bring something, in the order of the lines.

    Raises indicators' NotReady while figures are copied anew.
    """
    products: dict[int, list[Product]] = defaultdict(list)
    for product in Product.objects.all():
        products[product.line_id].append(product)
    return [
        _cost(actor, product, said, year, on)
        for said in budgets.list_lines(actor, on=on, lines=products)
        for product in products[said.line]
    ]


def _cost(actor: Actor, product: Product, said: LineSaid, year: int, on: date) -> Cost:
    place = budgets.get_budget(actor, said.budget, on=on).place_id
    measure = indicators.measure_of(product.measure, on)
    spent, before = (_spent(actor, said.line, one, on) for one in (year, year - 1))
    asked = indicators.Asked(product.measure, (str(year), str(year - 1)), place=place)
    try:
        figure, last = indicators.look(actor, asked, on=on).total.figures
    except NotThere:  # whose money one sees is not always whose figures
        figure = last = NOTHING
    return Cost(
        product.pk, said, product.measure, measure.name, measure.unit, place, spent, figure,
        unit_cost(spent, figure.value), unit_cost(before, last.value),
    )  # fmt: skip


def _spent(actor: Actor, line: int, year: int, on: date) -> int:
    return budgets.look(actor, budgets.Asked(by="year", line=line, year=year), on=on).total.spent
