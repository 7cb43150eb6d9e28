"""Tables of a paper become estimates; a newer version changes what is proposed and never what is approved."""

from decimal import Decimal

import pytest

from chungtay.base.problems import NotThere
from chungtay.budgets.models import Budget, BudgetLine, Estimate, EstimateRow
from chungtay.budgets.rules import EstimateState
from chungtay.budgets.services import approve_estimate, make_estimates
from chungtay.budgets.tests.factories import DECISION, estimate, small_table, table
from chungtay.journal.queries import history_of
from tests.cast import NOW, Cast


def rows_of(budget: Budget) -> dict[str, EstimateRow]:
    newest = budget.estimates.order_by("-n")[:1].get()
    return {row.label: row for row in newest.rows.all()}


def test_a_table_comes_over_exactly(budget: Budget) -> None:
    kept = budget.estimates.get()
    assert (kept.unit, kept.total, kept.total_dong) == ("triệu đồng", Decimal(600), 600_000_000)
    rows = rows_of(budget)
    assert rows["Tờ rơi"].parent == rows["Tuyên truyền"]
    assert list(rows["Tờ rơi"].cells.values_list("column", "year", "amount", "amount_dong")) == [
        ("Năm 2026", 2026, Decimal("100.5"), 100_500_000), ("Năm 2027", 2027, Decimal(200), 200_000_000),
    ]  # fmt: skip
    assert list(rows["Tập huấn"].cells.values_list("year", flat=True)) == [2027]


def test_a_newer_version_keeps_the_lines_that_it_keeps(cast: Cast, budget: Budget, paper: int) -> None:
    before = {label: row.line_id for label, row in rows_of(budget).items()}
    newer = table(
        ("1", "Tuyên truyền", 1, "300", {"Năm 2026": "300"}),
        ("1,1", "Tờ rơi, áp phích", 2, "300", {"Năm 2026": "300"}),
        ("2", "Tập huấn", 1, "100", {"Năm 2026": "100"}),
        ("3", "Cai nghiện", 1, "50", {"Năm 2026": "50"}),
        total="450",
    )
    estimate(cast, newer, document=paper, version=2)
    after = {label: row.line_id for label, row in rows_of(budget).items()}
    assert after["Tuyên truyền"] == before["Tuyên truyền"]
    assert after["Tờ rơi, áp phích"] == before["Tờ rơi"]
    assert after["Tập huấn"] == before["Tập huấn"]
    assert after["Cai nghiện"] not in before.values()
    assert not BudgetLine.objects.filter(pk=before["Phát thanh"]).exists()
    assert budget.estimates.get().version == 2


def approve(budget: Budget, cast: Cast) -> Estimate:
    draft = budget.estimates.get()
    approve_estimate(by=cast.province, now=NOW, budget=budget.pk, estimate=draft.pk, paper=DECISION)
    return draft


def test_what_is_approved_stays_beside_what_is_newly_proposed(cast: Cast, budget: Budget, paper: int) -> None:
    approved = approve(budget, cast)
    cheaper = table(("1", "Tuyên truyền", 1, "10", {"Năm 2026": "10"}), total="10")
    estimate(cast, cheaper, document=paper, version=2)
    assert list(budget.estimates.values_list("n", "state", "total")) == [
        (1, "approved", Decimal(600)), (2, "draft", Decimal(10)),
    ]  # fmt: skip
    assert approved.rows.count() == 4


def test_a_version_that_says_the_same_money_proposes_nothing(cast: Cast, budget: Budget, paper: int) -> None:
    approve(budget, cast)
    estimate(cast, small_table(), document=paper, version=2)
    assert budget.estimates.get().version == 1


def test_a_table_that_the_paper_dropped_goes_unless_it_was_approved(
    cast: Cast, budget: Budget, paper: int
) -> None:
    _, second = estimate(cast, small_table(), small_table(title="Bảng hai"), document=paper)
    approve(budget, cast)
    estimate(cast, document=paper, version=2)
    assert not Budget.objects.filter(pk=second.pk).exists()
    assert budget.estimates.get().state == EstimateState.APPROVED


def test_the_journal_says_who_proposed_it(cast: Cast, budget: Budget) -> None:
    entry = history_of(f"budget:{budget.pk}").get()
    assert (entry.verb, entry.account, entry.change["total"]) == (
        "budget.estimated", cast.province.account, [None, 600_000_000],
    )  # fmt: skip


def test_who_may_neither_plan_nor_keep_money_estimates_nothing(cast: Cast, paper: int) -> None:
    with pytest.raises(NotThere):
        make_estimates(
            by=cast.department, now=NOW, subject="plan:1", document=paper, version=1,
            owner=cast.department.agency, place=None, found=[small_table()],
        )  # fmt: skip
