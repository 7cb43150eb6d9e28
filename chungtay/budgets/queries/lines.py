"""Lines of budgets, for the rooms above that tie their things to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from chungtay.base.actor import Actor
from chungtay.budgets.models import BudgetLine, EstimateRow
from chungtay.budgets.queries.sight import visible_budgets


@dataclass(frozen=True, slots=True)
class LineSaid:
    """A line as its newest estimate prints it; ``total`` in đồng, None where the paper does not say it."""

    line: int
    budget: int
    name: str
    total: int | None


def list_lines(
    actor: Actor, *, on: date, subject: str = "", lines: Iterable[int] | None = None
) -> list[LineSaid]:
    """The lines of a subject, or these ones, as far as the actor may see them, in the order of the table."""
    found = BudgetLine.objects.filter(budget__in=visible_budgets(actor, on))
    if subject:
        found = found.filter(budget__subject=subject)
    if lines is not None:
        found = found.filter(pk__in=set(lines))
    rows = newest_rows(found).values_list("line", "estimate__budget", "no", "label", "total_dong")
    return [LineSaid(pk, budget, f"{no} {label}".strip(), total) for pk, budget, no, label, total in rows]


def newest_rows(lines: QuerySet[BudgetLine]) -> QuerySet[EstimateRow]:
    """How each line stands in the newest estimate that has it."""
    newest = EstimateRow.objects.filter(line=OuterRef("pk")).order_by("-estimate__n").values("pk")[:1]
    found = EstimateRow.objects.filter(pk__in=lines.values_list(Subquery(newest), flat=True))
    return found.order_by("estimate__budget__position", "estimate__budget", "position")


def names_of_lines(actor: Actor, lines: Iterable[int], *, on: date) -> dict[int, str]:
    return {said.line: said.name for said in list_lines(actor, on=on, lines=lines)}
