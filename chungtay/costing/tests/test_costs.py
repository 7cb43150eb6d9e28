"""What one unit of a result costs: spent by figure, with both behind it."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.base.problems import NotThere
from chungtay.budgets.models import Budget
from chungtay.budgets.services import disburse
from chungtay.budgets.tests.factories import RECEIPT, approved, estimate, give, line_of, small_table
from chungtay.costing import queries, services
from chungtay.costing.rules import unit_cost
from chungtay.documents.tests.factories import take_in_read
from chungtay.figures.tests.factories import make_form, opened, save, typed
from chungtay.indicators.tests.conftest import _own_copy
from tests.cast import NOW, PASSWORD, TODAY, Cast

__all__ = ["_own_copy"]

MEASURE = "THU.THANG.E0"


@pytest.fixture
def budget(cast: Cast) -> Budget:
    """100 triệu allotted for leaflets in 2026, half of it spent; 25 talks reported by a commune."""
    [made] = estimate(cast, small_table(), document=take_in_read(cast.province, NOW).pk)
    approved(cast, made)
    purse = give(cast, made, "1,1", 100_000_000)
    disburse(by=cast.department, now=NOW, purse=purse.pk, amount=50_000_000, paper=RECEIPT)
    form = make_form()
    save(cast.officer, opened(cast.officer, form), typed(form, 25))
    services.name_product(by=cast.province, now=NOW, line=line_of(made, "1"), measure=MEASURE)
    return made


def test_the_money_of_a_line_and_those_beneath_it_is_divided_by_what_was_reported(
    cast: Cast, budget: Budget
) -> None:
    [cost] = queries.list_costs(cast.province, 2026, on=TODAY)
    assert (cost.spent, cost.figure.value, cost.each, cost.before) == (
        50_000_000, Decimal(25), Decimal(2_000_000), None,
    )  # fmt: skip


def test_nothing_reported_is_no_cost_of_zero(cast: Cast, budget: Budget) -> None:
    [cost] = queries.list_costs(cast.province, 2027, on=TODAY)
    assert (cost.spent, cost.figure.value, cost.each) == (0, None, None)
    assert unit_cost(5, Decimal(0)) is None


def test_who_does_not_keep_the_money_says_nothing_of_it(cast: Cast, budget: Budget) -> None:
    line = line_of(budget, "2")
    for actor in (cast.department, cast.leader, cast.stranger):
        with pytest.raises(NotThere):
            services.name_product(by=actor, now=NOW, line=line, measure=MEASURE)
    [cost] = queries.list_costs(cast.province, 2026, on=TODAY)
    with pytest.raises(NotThere):
        services.drop_product(by=cast.stranger, now=NOW, product=cost.product)
    assert queries.list_costs(cast.stranger, 2026, on=TODAY) == []


def test_the_page_opens_both_sides_and_takes_a_product(cast: Cast, budget: Budget) -> None:
    client = Client()
    client.login(username="thuongtruc", password=PASSWORD)
    address = reverse("costing:costs")
    assert address in client.get(reverse("budgets:look")).content.decode()
    page = client.get(address, {"nam": "2026"}).content.decode()
    assert "2.000.000" in page
    assert f"do={MEASURE}" in page
    client.post(address, {"line": line_of(budget, "2"), "measure": MEASURE})
    assert len(queries.list_costs(cast.province, 2026, on=TODAY)) == 2
    [cost, _other] = queries.list_costs(cast.province, 2026, on=TODAY)
    client.post(address, {"drop": cost.product})
    assert len(queries.list_costs(cast.province, 2026, on=TODAY)) == 1
    client.login(username="soyte", password=PASSWORD)
    assert client.post(address, {"drop": cost.product}).status_code == 404
