"""The money that plans kept before this room stood is all here, to the đồng."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("plans", "0001_programme"), ("budgets", "0001_money")]
AFTER = [("plans", "0002_money_leaves")]
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def _an_empty_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Under the same connection, without a table: only the rooms below the two are migrated, not all of them back."""
    known, on_postgresql = connection.settings_dict["NAME"], connection.vendor == "postgresql"
    empty = f"{known}_empty" if on_postgresql else str(tmp_path / "empty.sqlite3")

    def stand_in(name: str, statement: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = known
        if on_postgresql:
            connection.close_pool()  # type: ignore[attr-defined]
            with connection._nodb_cursor() as cursor:
                cursor.execute(statement)
        connection.settings_dict["NAME"] = name

    stand_in(empty, f'CREATE DATABASE "{empty}"')
    yield
    stand_in(known, f'DROP DATABASE "{empty}"')


@pytest.mark.usefixtures("_an_empty_database")
def test_no_row_is_lost_when_the_money_of_plans_moves_or_moves_back() -> None:
    old = _migrated(BEFORE)
    plan = _plan(old)
    _table(old, plan, 1, "Bảng một", "triệu đồng")
    _table(old, plan, 4, "Bảng hai", "người")
    lines = old.get_model("plans", "BudgetLine").objects.order_by("position")
    before = list(lines.values_list("position", "level", "no", "label", "total", "total_dong"))
    new = _migrated(AFTER)
    rows = new.get_model("budgets", "EstimateRow").objects.order_by("estimate__budget__position", "position")
    said = [(r.estimate.budget.title, r.position, r.no, r.label, r.total_dong) for r in rows]
    assert said == [
        ("Bảng một", 1, "1", "Tuyên truyền", 500_000_000), ("Bảng một", 2, "1,1", "Tờ rơi", 500_000_000),
        ("Bảng hai", 1, "1", "Tuyên truyền", None), ("Bảng hai", 2, "1,1", "Tờ rơi", None),
    ]  # fmt: skip
    assert [r.parent and r.parent.label for r in rows] == [None, "Tuyên truyền", None, "Tuyên truyền"]
    cells = new.get_model("budgets", "EstimateCell").objects.filter(row=rows[1].pk)
    assert list(cells.values_list("column", "year", "amount", "amount_dong")) == [
        ("Năm 2026", 2026, Decimal("499.5"), 499_500_000), ("2027", 2027, Decimal("0.5"), 500_000),
    ]  # fmt: skip
    budget = new.get_model("budgets", "Budget").objects.get(position=1)
    assert (budget.subject, budget.owner_id) == (f"plan:{plan.pk}", plan.owner_id)
    again = _migrated(BEFORE).get_model("plans", "BudgetLine").objects.order_by("position")
    kept = list(again.values_list("position", "level", "no", "label", "total", "total_dong"))
    assert kept == before


def _migrated(targets: Any) -> Any:
    """The tables of these two rooms and of those below at the targets."""
    MigrationExecutor(connection).migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def _plan(apps: Any) -> Any:
    agency = apps.get_model("agencies", "Agency").objects.create(
        name="Công an tỉnh Mẫu", kind="police", level="province", valid_from=NOW.date()
    )
    account = apps.get_model("agencies", "Account").objects.create(username="thuongtruc", name="A (ví dụ)")
    paper = apps.get_model("documents", "OfficialDocument").objects.create(
        owner=agency,
        title="Kế hoạch (ví dụ)",
        created_at=NOW,
        created_by=account.pk,
        created_name="A (ví dụ)",
    )
    return apps.get_model("plans", "Plan").objects.create(
        document=paper, version=1, title="Kế hoạch (ví dụ)", owner=agency, made_at=NOW, made_by=account
    )


def _table(apps: Any, plan: Any, start: int, title: str, unit: str) -> None:
    lines, factor = apps.get_model("plans", "BudgetLine").objects, 10**6 if unit == "triệu đồng" else None

    def dong(amount: str) -> Decimal | None:
        return Decimal(amount) * factor if factor else None

    shared = {"plan": plan, "unit": unit, "source": 9, "total": Decimal(500), "total_dong": dong("500")}
    table = lines.create(position=start, level=0, label=title, **shared)
    top = lines.create(position=start + 1, level=1, no="1", label="Tuyên truyền", parent=table, **shared)
    leaf = lines.create(position=start + 2, level=2, no="1,1", label="Tờ rơi", parent=top, **shared)
    for position, (column, amount) in enumerate((("Năm 2026", "499.5"), ("2027", "0.5"))):
        apps.get_model("plans", "BudgetAmount").objects.create(
            line=leaf, column=column, position=position, amount=Decimal(amount), amount_dong=dong(amount)
        )
