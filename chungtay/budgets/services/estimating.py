"""Tables of a reviewed paper become estimates, and a newer version of the paper new ones."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.budgets.models import Budget, BudgetLine, Estimate, EstimateCell, EstimateRow
from chungtay.budgets.rules import EstimateState, exact, in_dong, may_estimate, pair_lines, year_of
from chungtay.budgets.sheets_back import Frame, read_pasted, read_table
from chungtay.documents.rules import FoundBudget
from chungtay.journal import services as journal


@transaction.atomic
def make_estimates(
    *,
    by: Actor,
    now: datetime,
    subject: str,
    document: int | None,
    version: int,
    owner: int,
    place: int | None,
    found: Iterable[FoundBudget],
) -> list[Budget]:
    """The tables of one version of a paper as the estimates of ``subject``, in their order.

    What is approved stays as approved: a table that says something else becomes a new draft beside it. Lines
    go on by their number and words, so that money and tasks stay with them. A table that the paper has dropped
    goes as well, unless it was approved.
    """
    if not may_estimate(by):
        raise NotThere("budget")
    tables = list(found)
    budgets = []
    for position, table in enumerate(tables, start=1):
        title = table.title
        known = Budget.objects.select_for_update().filter(subject=subject, position=position).first()
        budget = known or Budget(
            subject=subject,
            position=position,
            owner_id=owner,
            place_id=place,
            made_at=now,
            made_by_id=by.account,
        )
        budget.title, budget.document_id = title, document
        budget.save()
        propose(budget, table, version, by, now)
        budgets.append(budget)
    for budget in Budget.objects.filter(subject=subject, position__gt=len(tables)):
        _withdraw(budget)
    return budgets


@transaction.atomic
def open_budget(
    *, by: Actor, now: datetime, title: str, unit: str, content: bytes = b"", pasted: str = ""
) -> Budget:
    """A budget that no paper was read for, from a sheet (in đồng) or a pasted table (in ``unit``); a draft at first.

    It belongs to who enters it and stands at their place; nothing is kept of a table with a wrong cell.
    """
    if not by.can(Power.BUDGETS_MANAGE):
        raise NotThere("budget")
    frame = Frame(" ".join(title.split()), unit)
    table, problems = read_table(content, frame) if content else read_pasted(pasted, frame)
    if table is None:
        raise Refused(problems)
    budget = Budget.objects.create(
        title=frame.title, owner_id=by.agency, place_id=by.place, made_at=now, made_by_id=by.account
    )
    propose(budget, table, None, by, now)
    return budget


def propose(budget: Budget, table: FoundBudget, version: int | None, by: Actor, now: datetime) -> Estimate:
    """The table as the one draft of a budget that its caller has locked.

    Returns the approved estimate instead where that says the same.
    """
    approved = budget.estimates.filter(state=EstimateState.APPROVED).first()
    last = budget.estimates.order_by("-n").first()
    before = _spelled(last) if last else {}
    budget.estimates.filter(state=EstimateState.DRAFT).delete()
    if approved and _says_the_same(approved, table):
        return approved
    estimate = Estimate.objects.create(
        budget=budget, n=1 + (budget.estimates.order_by("-n").values_list("n", flat=True).first() or 0),
        version=version, source=table.finding, unit=table.unit[:60], total=table.total,
        total_dong=in_dong(table.total, table.unit), made_at=now, made_by_id=by.account,
    )  # fmt: skip
    _write_rows(estimate, table, before)
    budget.lines.filter(rows__isnull=True).delete()
    journal.record(
        by=by, now=now, verb="budget.estimated", subject=f"budget:{budget.pk}", title=str(budget),
        change={"total": [None, estimate.total_dong], "rows": [None, len(table.rows)]},
    )  # fmt: skip
    return estimate


def _withdraw(budget: Budget) -> None:
    budget.estimates.filter(state=EstimateState.DRAFT).delete()
    if not budget.estimates.exists():
        budget.delete()


def _spelled(estimate: Estimate) -> dict[int, tuple[str, str]]:
    return {line: (no, label) for line, no, label in estimate.rows.values_list("line", "no", "label")}


Printed = dict[str, Decimal]  # by column
Read = tuple[int, str, str, Decimal | None, int, Printed]  # position, no, label, total, level, cells


def _rows(table: FoundBudget) -> Iterator[Read]:
    for position, row in enumerate(table.rows, start=1):
        cells = {column[:60]: exact(row["values"].get(column)) for column in table.columns}
        said = {column: amount for column, amount in cells.items() if amount is not None}
        no, level = str(row["no"] or "")[:20], max(int(row["level"]), 1)
        yield position, no, str(row["label"]), exact(row["total"]), level, said


def _says_the_same(estimate: Estimate, table: FoundBudget) -> bool:
    kept = [
        (row.position, row.no, row.label, row.total, row.level, {c.column: c.amount for c in row.cells.all()})
        for row in estimate.rows.order_by("position").prefetch_related("cells")
    ]
    same_frame = (estimate.unit, estimate.total) == (table.unit[:60], table.total)
    return same_frame and kept == list(_rows(table))


def _write_rows(estimate: Estimate, table: FoundBudget, before: dict[int, tuple[str, str]]) -> None:
    rows = list(_rows(table))
    named = {place: int(row["line"]) for place, row in enumerate(table.rows) if row.get("line")}
    goes_on = named or pair_lines(before, [(no, label) for _, no, label, *_ in rows])
    places = {column[:60]: place for place, column in enumerate(table.columns)}
    above: dict[int, EstimateRow] = {}  # the last row of each level
    for position, no, label, total, level, cells in rows:
        above = {depth: kept for depth, kept in above.items() if depth < level}
        known = goes_on.get(position - 1)
        above[level] = EstimateRow.objects.create(
            estimate=estimate, line_id=known or BudgetLine.objects.create(budget_id=estimate.budget_id).pk,
            parent=above[max(above)] if above else None, position=position, level=level, no=no, label=label,
            total=total, total_dong=in_dong(total, table.unit),
        )  # fmt: skip
        EstimateCell.objects.bulk_create(
            EstimateCell(
                row=above[level], column=column, year=year_of(column), position=places[column], amount=amount,
                amount_dong=in_dong(amount, table.unit),
            )
            for column, amount in cells.items()
        )  # fmt: skip
