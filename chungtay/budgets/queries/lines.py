"""Lines of budgets, for the rooms above that tie their things to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from chungtay.base.actor import Actor
from chungtay.budgets.models import BudgetLine, Ceiling, EstimateRow
from chungtay.budgets.queries.sight import visible_budgets, visible_purses
from chungtay.budgets.rules import Figures


@dataclass(frozen=True, slots=True)
class LineSaid:
    """A line as its newest estimate prints it; ``total`` in đồng, None where the paper does not say it."""

    line: int
    budget: int
    name: str
    total: int | None
    formula: str = ""


def list_lines(
    actor: Actor, *, on: date, subject: str = "", lines: Iterable[int] | None = None
) -> list[LineSaid]:
    """The lines of a subject, or these ones, as far as the actor may see them, in the order of the table."""
    found = BudgetLine.objects.filter(budget__in=visible_budgets(actor, on))
    if subject:
        found = found.filter(budget__subject=subject)
    if lines is not None:
        found = found.filter(pk__in=set(lines))
    rows = newest_rows(found).values_list(
        "line", "estimate__budget", "no", "label", "total_dong", "line__formula"
    )
    return [
        LineSaid(pk, budget, f"{no} {label}".strip(), total, how)
        for pk, budget, no, label, total, how in rows
    ]


def newest_rows(lines: QuerySet[BudgetLine]) -> QuerySet[EstimateRow]:
    """How each line stands in the newest estimate that has it."""
    newest = EstimateRow.objects.filter(line=OuterRef("pk")).order_by("-estimate__n").values("pk")[:1]
    found = EstimateRow.objects.filter(pk__in=lines.values_list(Subquery(newest), flat=True))
    return found.order_by("estimate__budget__position", "estimate__budget", "position")


def names_of_lines(actor: Actor, lines: Iterable[int], *, on: date) -> dict[int, str]:
    return {said.line: said.name for said in list_lines(actor, on=on, lines=lines)}


def figures_of_lines(actor: Actor, lines: Iterable[int], *, on: date) -> Figures:
    """What these lines were planned, allotted and spent, each once: a line beneath another of them is in it already."""
    leaves = {leaf for line in visible_lines(actor, lines, on) for leaf in leaves_under(line)}
    ceilings = Ceiling.objects.filter(line__in=leaves).aggregate(planned=Sum("approved"))
    purses = visible_purses(actor, on).filter(ceiling__line__in=leaves)
    sums = purses.aggregate(allotted=Sum("allotted"), committed=Sum("committed"), spent=Sum("spent"))
    return Figures(planned=ceilings["planned"], **{name: value or 0 for name, value in sums.items()})


def visible_lines(actor: Actor, lines: Iterable[int], on: date) -> list[int]:
    found = BudgetLine.objects.filter(pk__in=set(lines), budget__in=visible_budgets(actor, on))
    return list(found.values_list("pk", flat=True))


def leaves_under(line: int) -> list[int]:
    """The line and every line beneath it in the newest estimate that has it."""
    row = EstimateRow.objects.filter(line=line).order_by("-estimate__n").first()
    if row is None:
        return []
    parents = dict(EstimateRow.objects.filter(estimate=row.estimate_id).values_list("pk", "parent"))
    lines = dict(EstimateRow.objects.filter(estimate=row.estimate_id).values_list("pk", "line"))
    return [lines[pk] for pk in parents if row.pk in rows_above(pk, parents)]


def rows_above(pk: int, parents: dict[int, int | None]) -> list[int]:
    """The row and what stands above it, from the row upward."""
    chain = [pk]
    while (parent := parents[chain[-1]]) is not None:
        chain.append(parent)
    return chain
