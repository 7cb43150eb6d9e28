"""Amounts are exact, and a budget that does not add up is told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.budgets.rules import BudgetSlip, MoneyRow, check_budget, in_dong

AMOUNTS = st.decimals(0, 10**6, places=1, allow_nan=False)


def row(key: int, parent: int | None, total: str | None, **years: str) -> MoneyRow:
    cells = {year.removeprefix("y"): Decimal(amount) for year, amount in years.items()}
    return MoneyRow(key, parent, None if total is None else Decimal(total), cells)


@pytest.mark.parametrize(
    ("unit", "dong"),
    [
        ("triệu đồng", 1_500_000),
        ("Triệu đồng", 1_500_000),
        ("tỷ đồng", 1_500_000_000),
        ("nghìn đồng", 1_500),
        ("người", None),
    ],
)
def test_an_amount_in_dong_is_exact_or_not_said(unit: str, dong: int | None) -> None:
    assert in_dong(Decimal("1.5"), unit) == dong
    assert in_dong(None, unit) is None


def test_a_table_that_adds_up_has_no_slip() -> None:
    rows = [row(0, None, "60"), row(1, 0, "60", y2026="20", y2027="40"), row(2, 1, "25", y2026="5", y2027="20"),
            row(3, 1, "35", y2026="15", y2027="20")]  # fmt: skip
    assert check_budget(rows) == []


def test_each_sum_that_fails_is_told_where_it_stands() -> None:
    rows = [row(1, None, "61", y2026="20", y2027="40"), row(2, 1, "60", y2026="21", y2027="39")]
    assert check_budget(rows) == [
        BudgetSlip(1, "", Decimal(61), Decimal(60)),
        BudgetSlip(1, "2026", Decimal(20), Decimal(21)),
        BudgetSlip(1, "2027", Decimal(40), Decimal(39)),
    ]


def test_an_empty_cell_is_not_zero_and_claims_nothing() -> None:
    assert check_budget([row(1, None, "60"), row(2, 1, "30"), row(3, 1, None)]) == []


@given(st.lists(st.lists(AMOUNTS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_sums_made_by_adding_always_hold(children: list[list[Decimal]]) -> None:
    years = [sum((child[at] for child in children), Decimal(0)) for at in (0, 1)]
    rows = [MoneyRow(0, None, sum(years, Decimal(0)), {"2026": years[0], "2027": years[1]})]
    rows += [
        MoneyRow(n, 0, sum(child, Decimal(0)), {"2026": child[0], "2027": child[1]})
        for n, child in enumerate(children, 1)
    ]
    assert check_budget(rows) == []
