"""Quantities, formulas, and the estimate that is counted anew: proposed, never slipped into what is approved."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.budgets.models import BudgetLine, Estimate, Quantity
from chungtay.budgets.queries import count_lines, current_estimate, known_quantities
from chungtay.budgets.rules import EstimateState, check_code, check_formula, in_unit, values_on
from chungtay.budgets.services.estimating import propose
from chungtay.budgets.services.ledger import managed, refuse
from chungtay.budgets.sheets_back import Frame, read_table
from chungtay.documents.rules import FoundBudget
from chungtay.journal import services as journal


@transaction.atomic
def set_quantity(
    *, by: Actor, now: datetime, code: str, label: str, value: Decimal, since: date, paper: str
) -> Quantity:
    """Record what a quantity is from a day on, for the budgets of the own place. No estimate changes by it."""
    by.must(Power.BUDGETS_MANAGE)
    if by.place is None:
        raise NotThere("place")
    problems = check_code(code)
    if value < 0:
        problems.append(Problem("negative", _("Số lượng không thể âm."), "value"))
    refuse(problems)
    before = (
        Quantity.objects.filter(place_id=by.place, code=code, since=since)
        .values_list("value", flat=True)
        .first()
    )
    kept, _made = Quantity.objects.update_or_create(
        place_id=by.place, code=code, since=since,
        defaults={"label": label, "value": value, "paper": paper, "at": now, "account_id": by.account},
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="budget.quantity_set", subject=f"quantity:{by.place}:{code}", title=f"{label} ({code})",
        change={"value": [None if before is None else str(before), str(value)], "since": [None, since.isoformat()]},
        purpose=paper,
    )  # fmt: skip
    return kept


@transaction.atomic
def set_formula(*, by: Actor, now: datetime, line: int, formula: str) -> BudgetLine:
    """Say how a line is counted; empty for a line that is only an amount. The estimates stay as they are."""
    on = timezone.localdate(now)
    found = BudgetLine.objects.filter(pk=line).first()
    if found is None:
        raise NotThere("line")
    budget = managed(by, found.budget_id, on=on)
    formula = " ".join(formula.split())
    if formula:
        _part, problems = check_formula(formula, values_on(known_quantities(budget.place_id), date.max))
        if found.rows.filter(parts__isnull=False).exists():
            sentence = _("Dòng này là tổng của các dòng con; hãy đặt công thức ở dòng con.")
            problems.append(Problem("not_a_leaf", sentence, "formula"))
        refuse(problems)
    before, found.formula = found.formula, formula
    found.save(update_fields=["formula"])
    journal.record(
        by=by, now=now, verb="budget.formula_set", subject=f"budget:{budget.pk}", title=str(budget),
        change={"formula": [before, formula]},
    )  # fmt: skip
    return found


@transaction.atomic
def count_anew(*, by: Actor, now: datetime, budget: int) -> Estimate:
    """Propose an estimate in which every line with a formula is what its formula comes to, and every sum follows."""
    found = managed(by, budget, on=timezone.localdate(now))
    changes = {
        (counted.line, effect.year): effect.counted
        for counted in count_lines(found)
        for effect in counted.years
        if effect.counted is not None and effect.differs
    }
    if not changes:
        refuse([Problem("nothing_changes", _("Dự toán đã đúng với các công thức; không có gì để tính lại."))])
    estimate = current_estimate(found)
    table = recounted(estimate, changes)
    return propose(found, table, estimate.version, by, now)


@transaction.atomic
def propose_sheet(*, by: Actor, now: datetime, budget: int, content: bytes) -> Estimate:
    """A table that was taken out as .xlsx and comes back changed becomes the draft, whole or not at all."""
    found = managed(by, budget, on=timezone.localdate(now))
    estimate = current_estimate(found)
    table, problems = read_table(content, Frame.of(estimate))
    if table is None:
        raise Refused(problems)
    proposed = propose(found, table, estimate.version, by, now)
    if proposed.state == EstimateState.APPROVED:
        refuse([Problem("nothing_changes", _("Bảng gửi lại giống hệt dự toán đã duyệt."), "file")])
    return proposed


def recounted(estimate: Estimate, changes: Mapping[tuple[int, int], int]) -> FoundBudget:
    """The table of an estimate with these cells (line and year, in đồng) and every sum above them anew."""
    rows = list(estimate.rows.order_by("position").prefetch_related("cells"))
    cells: dict[int, dict[str, Decimal]] = {
        row.pk: {c.column: c.amount for c in row.cells.all()} for row in rows
    }
    totals = {row.pk: row.total for row in rows}
    parents = {row.pk: row.parent_id for row in rows}
    whole, columns = estimate.total, _columns(estimate)
    for row in rows:
        for cell in row.cells.all():
            new = changes.get((row.line_id, cell.year or 0))
            if new is None:
                continue
            more = in_unit(new, estimate.unit) - cell.amount
            at: int | None = row.pk
            while at is not None:
                cells[at][cell.column] = cells[at].get(cell.column, Decimal(0)) + more
                totals[at] = None if totals[at] is None else (totals[at] or Decimal(0)) + more
                at = parents[at]
            whole = None if whole is None else whole + more
    found: tuple[dict[str, Any], ...] = tuple(
        {
            "no": row.no,
            "label": row.label,
            "level": row.level,
            "line": row.line_id,
            "total": totals[row.pk],
            "values": cells[row.pk],
        }
        for row in rows
    )
    return FoundBudget(
        finding=estimate.source or 0, title=estimate.budget.title, unit=estimate.unit, columns=tuple(columns),
        rows=found, total=whole, span=(0, 0),
    )  # fmt: skip


def _columns(estimate: Estimate) -> list[str]:
    places = estimate.rows.values_list("cells__column", "cells__position").distinct()
    return [column for column, _place in sorted(places, key=lambda pair: pair[1] or 0) if column]
