"""The money of plans moves into the room ``budgets``, every row of it; nothing is read again or guessed."""

import re
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def move_money(apps: Any, _schema: Any) -> None:
    """A table (level 0) becomes a budget with one estimate, its lines the rows of it, its amounts their cells."""
    old, budgets = apps.get_model("plans", "BudgetLine").objects, apps.get_model("budgets", "Budget").objects
    for plan in apps.get_model("plans", "Plan").objects.order_by("pk"):
        lines = list(old.filter(plan=plan).order_by("position").prefetch_related("amounts"))
        budget = estimate = None
        rows: dict[int, Any] = {}
        for line in lines:
            if line.level == 0:
                position = 1 + (budget.position if budget else 0)
                budget = budgets.create(
                    subject=f"plan:{plan.pk}", position=position, title=line.label, document_id=plan.document_id,
                    owner_id=plan.owner_id, place_id=plan.place_id, made_at=plan.made_at, made_by_id=plan.made_by_id,
                )  # fmt: skip
                estimate = _estimate(apps, budget, plan, line)
            else:
                rows[line.pk] = _row(apps, estimate, line, rows)


def _estimate(apps: Any, budget: Any, plan: Any, line: Any) -> Any:
    return apps.get_model("budgets", "Estimate").objects.create(
        budget=budget, n=1, version=plan.version, source=line.source, unit=line.unit, total=line.total,
        total_dong=_whole(line.total_dong), made_at=plan.made_at, made_by_id=plan.made_by_id,
    )  # fmt: skip


def _row(apps: Any, estimate: Any, line: Any, rows: dict[int, Any]) -> Any:
    start = estimate.rows.count()
    row = apps.get_model("budgets", "EstimateRow").objects.create(
        estimate=estimate, line=apps.get_model("budgets", "BudgetLine").objects.create(budget=estimate.budget),
        parent=rows.get(line.parent_id), position=start + 1, level=line.level, no=line.no, label=line.label,
        total=line.total, total_dong=_whole(line.total_dong),
    )  # fmt: skip
    for cell in line.amounts.all():
        named = YEAR.findall(cell.column)
        apps.get_model("budgets", "EstimateCell").objects.create(
            row=row, column=cell.column, year=int(named[0]) if len(named) == 1 else None, position=cell.position,
            amount=cell.amount, amount_dong=_whole(cell.amount_dong),
        )  # fmt: skip
    return row


def move_back(apps: Any, _schema: Any) -> None:
    """The newest estimate of each budget as the lines of its plan.

    Everything is asked for by its key: models of a state that runs backward do not know who points at them.
    """
    old, amounts = (apps.get_model("plans", name).objects for name in ("BudgetLine", "BudgetAmount"))
    budgets, estimates, rows, cells, lines = (
        apps.get_model("budgets", name).objects
        for name in ("Budget", "Estimate", "EstimateRow", "EstimateCell", "BudgetLine")
    )
    places: dict[int, int] = {}
    for budget in budgets.filter(subject__startswith="plan:").order_by("position"):
        plan = int(budget.subject.removeprefix("plan:"))
        newest = estimates.filter(budget=budget.pk).order_by("-n").first()
        shared = {"plan_id": plan, "unit": newest.unit, "source": newest.source}
        said = {"label": budget.title, "total": newest.total, "total_dong": newest.total_dong}
        places[plan] = places.get(plan, 0) + 1
        kept: dict[int | None, Any] = {None: old.create(position=places[plan], level=0, **said, **shared)}
        for row in rows.filter(estimate=newest.pk).order_by("position"):
            places[plan] += 1
            kept[row.pk] = old.create(
                position=places[plan], level=row.level, no=row.no, label=row.label, parent=kept[row.parent_id],
                total=row.total, total_dong=row.total_dong, **shared,
            )  # fmt: skip
            for cell in cells.filter(row=row.pk):
                amounts.create(
                    line=kept[row.pk], column=cell.column, position=cell.position, amount=cell.amount,
                    amount_dong=cell.amount_dong,
                )  # fmt: skip
        gone = list(estimates.filter(budget=budget.pk).values_list("pk", flat=True))
        gone_rows = list(rows.filter(estimate__in=gone).values_list("pk", flat=True))
        for kept_rows in (
            cells.filter(row__in=gone_rows), rows.filter(pk__in=gone_rows), estimates.filter(pk__in=gone),
            lines.filter(budget=budget.pk), budgets.filter(pk=budget.pk),
        ):  # fmt: skip
            kept_rows._raw_delete(budgets.db)  # noqa: SLF001 - delete() would ask those models who points at them


def _whole(dong: Any) -> int | None:
    return int(dong) if dong is not None and dong == int(dong) else None


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0001_money"),
        ("plans", "0001_programme"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaskMoney",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="budgets.budgetline",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="money",
                        to="plans.task",
                    ),
                ),
            ],
            options={
                "ordering": ["task", "line"],
                "constraints": [
                    models.UniqueConstraint(fields=("task", "line"), name="task_paid_from_line_once")
                ],
            },
        ),
        migrations.RunPython(move_money, move_back),
        migrations.DeleteModel(name="BudgetAmount"),
        migrations.DeleteModel(name="BudgetLine"),
    ]
