"""From the estimate to the receipt: nothing over a ceiling, nothing spent that was not allotted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.base.problems import Conflict, NotThere, Refused
from chungtay.budgets import services
from chungtay.budgets.models import Budget, Ceiling, Posting, Purse
from chungtay.budgets.rules import Measure
from chungtay.budgets.services import Allotment
from chungtay.budgets.tests.factories import (
    DECISION,
    RECEIPT,
    approved,
    dien_bien,
    estimate,
    give,
    line_of,
    small_table,
    table,
)
from chungtay.journal.queries import history_of
from tests.cast import NOW, Cast

MILLION = 10**6


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def ceiling(budget: Budget, no: str, year: int = 2026) -> Ceiling:
    return Ceiling.objects.get(line=line_of(budget, no), year=year)


def again(purse: Purse) -> tuple[int, int, int]:
    purse.refresh_from_db()
    return purse.allotted, purse.committed, purse.spent


def test_the_leaves_of_an_approved_estimate_are_the_ceilings(cast: Cast, budget: Budget) -> None:
    approved(cast, budget)
    assert sorted(Ceiling.objects.values_list("line", "year", "approved")) == sorted([
        (line_of(budget, "1,1"), 2026, 100_500_000), (line_of(budget, "1,1"), 2027, 200_000_000),
        (line_of(budget, "1,2"), 2026, 99_500_000), (line_of(budget, "1,2"), 2027, 100_000_000),
        (line_of(budget, "2"), 2027, 100_000_000),
    ])  # fmt: skip
    entry = history_of(f"budget:{budget.pk}").filter(verb="budget.approved").get()
    assert entry.change["approved"] == [None, 600_000_000]


def test_the_table_of_dien_bien_is_approved_to_the_dong(cast: Cast, paper: int) -> None:
    (project,) = estimate(cast, dien_bien(), document=paper)
    approved(cast, project)
    by_year = {
        year: sum(Ceiling.objects.filter(line__budget=project, year=year).values_list("approved", flat=True))
        for year in (2022, 2023, 2024, 2025)
    }
    assert by_year == {
        2022: 17_335 * MILLION,
        2023: 18_035 * MILLION,
        2024: 18_035 * MILLION,
        2025: 18_035 * MILLION,
    }
    assert sum(by_year.values()) == 71_440 * MILLION


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (small_table(total="601"), "does_not_add_up"),
        (small_table(unit="người"), "not_by_year"),
        (table(("1", "Tuyên truyền", 1, "5", {"Cộng": "5"}), total="5"), "not_by_year"),
    ],
)
def test_a_table_that_money_cannot_rest_on_is_not_approved(
    cast: Cast, paper: int, wrong: object, code: str
) -> None:
    (budget,) = estimate(cast, wrong, document=paper)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        approved(cast, budget)
    assert code in codes(refused)
    assert not Ceiling.objects.exists()


def test_an_estimate_that_has_changed_since_is_not_approved(cast: Cast, budget: Budget, paper: int) -> None:
    seen = budget.estimates.get().pk
    estimate(cast, small_table(title="Khác"), document=paper, version=2)
    with pytest.raises(Conflict):
        services.approve_estimate(by=cast.province, now=NOW, budget=budget.pk, estimate=seen, paper=DECISION)


def test_a_later_estimate_moves_the_ceilings_but_not_below_what_is_allotted(
    cast: Cast, budget: Budget, paper: int
) -> None:
    purse = give(cast, approved(cast, budget), "1,1", 50 * MILLION)
    lower = table(
        ("1", "Tuyên truyền", 1, "40", {"Năm 2026": "40"}),
        ("1,1", "Tờ rơi", 2, "40", {"Năm 2026": "40"}),
        total="40",
    )
    estimate(cast, lower, document=paper, version=2)
    with pytest.raises(Refused) as refused:
        approved(cast, budget)
    assert codes(refused) == ["below_allotted"]
    services.withdraw(by=cast.province, now=NOW, purse=purse.pk, amount=10 * MILLION, paper=DECISION)
    approved(cast, budget)
    assert [(e.n, e.state) for e in budget.estimates.all()] == [(1, "replaced"), (2, "approved")]
    assert (ceiling(budget, "1,1").approved, ceiling(budget, "1,2").approved) == (40 * MILLION, 0)


def test_nothing_is_allotted_over_the_ceiling_without_a_decision(cast: Cast, budget: Budget) -> None:
    approved(cast, budget)
    with pytest.raises(Refused) as refused:
        give(cast, budget, "1,1", 100_500_001)
    assert codes(refused) == ["over_ceiling"]
    assert not Purse.objects.exists()
    line = line_of(budget, "1,1")
    raise_it = {(line, 2026): MILLION}
    with pytest.raises(Refused) as refused:
        services.adjust(by=cast.province, now=NOW, budget=budget.pk, changes=raise_it, paper=DECISION)
    assert codes(refused) == ["sum_changes"]
    services.adjust(
        by=cast.province, now=NOW, budget=budget.pk, changes=raise_it, paper=DECISION, by_decision=True
    )
    assert give(cast, budget, "1,1", 101_500_000).allotted == 101_500_000


def test_one_decision_is_allotted_whole_or_not_at_all(cast: Cast, budget: Budget) -> None:
    approved(cast, budget)
    line = line_of(budget, "1,1")
    halves = [
        Allotment(line, 2026, "local", agency, 60 * MILLION)
        for agency in (cast.department.agency, cast.officer.agency)
    ]
    with pytest.raises(Refused) as refused:
        services.allot(by=cast.province, now=NOW, budget=budget.pk, parts=halves, paper=DECISION)
    assert codes(refused) == ["over_ceiling"]
    assert not Purse.objects.exists()


def test_money_is_promised_paid_and_given_back(cast: Cast, budget: Budget) -> None:
    purse = give(cast, approved(cast, budget), "1,1", 50 * MILLION)
    event: dict[str, Any] = {"by": cast.department, "now": NOW, "purse": purse.pk, "paper": RECEIPT}
    services.commit(**event, amount=30 * MILLION)
    with pytest.raises(Refused) as refused:
        services.disburse(**event, amount=21 * MILLION)
    assert codes(refused) == ["over_allotment"]
    services.disburse(**event, amount=25 * MILLION, promised=20 * MILLION)
    assert again(purse) == (50 * MILLION, 10 * MILLION, 25 * MILLION)
    services.release(**event, amount=10 * MILLION)
    services.refund(**event, amount=5 * MILLION)
    assert again(purse) == (50 * MILLION, 0, 20 * MILLION)


@pytest.mark.parametrize("act", [services.release, services.refund])
def test_what_is_not_there_is_not_taken_back(cast: Cast, budget: Budget, act: Callable[..., object]) -> None:
    purse = give(cast, approved(cast, budget), "1,1", 50 * MILLION)
    with pytest.raises(Refused):
        act(by=cast.department, now=NOW, purse=purse.pk, paper=RECEIPT, amount=1)


def test_nobody_spends_for_another_body_and_a_neighbour_decides_nothing(cast: Cast, budget: Budget) -> None:
    purse = give(cast, approved(cast, budget), "1,1", 50 * MILLION)
    for other in (cast.department_next_door, cast.province, cast.stranger, cast.leader):
        with pytest.raises(NotThere):
            services.disburse(by=other, now=NOW, purse=purse.pk, amount=1, paper=RECEIPT)
    for other in (cast.department, cast.stranger, cast.leader):
        with pytest.raises(NotThere):
            services.withdraw(by=other, now=NOW, purse=purse.pk, amount=1, paper=DECISION)


def test_what_is_left_goes_on_to_the_next_year_and_the_whole_stays(cast: Cast, budget: Budget) -> None:
    purse = give(cast, approved(cast, budget), "1,1", 50 * MILLION)
    services.disburse(by=cast.department, now=NOW, purse=purse.pk, amount=20 * MILLION, paper=RECEIPT)
    services.carry_over(by=cast.province, now=NOW, purse=purse.pk, amount=30 * MILLION, paper=DECISION)
    assert again(purse) == (20 * MILLION, 0, 20 * MILLION)
    next_year = Purse.objects.get(ceiling__year=2027)
    assert (next_year.agency_id, next_year.source, next_year.allotted) == (
        purse.agency_id,
        "local",
        30 * MILLION,
    )
    assert sum(Ceiling.objects.values_list("approved", flat=True)) == 600 * MILLION


def test_a_movement_without_paper_is_refused(cast: Cast, budget: Budget) -> None:
    purse = give(cast, approved(cast, budget), "1,1", 50 * MILLION)
    nameless = services.Paper("  ", RECEIPT.on)
    with pytest.raises(Refused) as refused:
        services.disburse(by=cast.department, now=NOW, purse=purse.pk, amount=1, paper=nameless)
    assert codes(refused) == ["no_paper"]


def test_the_database_itself_refuses_to_spend_what_was_not_allotted(cast: Cast, budget: Budget) -> None:
    purse = give(cast, approved(cast, budget), "1,1", 50 * MILLION)
    for wrong in ({"spent": 50 * MILLION + 1}, {"committed": -1}, {"allotted": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Purse.objects.filter(pk=purse.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ceiling.objects.filter(pk=purse.ceiling_id).update(approved=1)


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["allot", "adjust", "withdraw", "commit", "release", "disburse", "refund", "carry"]),
        st.integers(0, 3), st.integers(0, 3), st.integers(-5, 120),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=25)
@given(EVENTS)
def test_parts_equal_wholes_whatever_happens(
    cast: Cast, budget: Budget, events: list[tuple[str, int, int, int]]
) -> None:
    """Any sequence of events, refused or not: balances are the sums of their postings, and no ceiling is passed."""
    with transaction.atomic():
        approved(cast, budget)
        for event in events:
            happen(cast, budget, *event)
        check_wholes(budget)
        transaction.set_rollback(True)


def happen(cast: Cast, budget: Budget, what: str, one: int, other: int, millions: int) -> None:
    amount = millions * MILLION
    ceilings, purses = list(Ceiling.objects.order_by("pk")), list(Purse.objects.order_by("pk"))
    here, there = ceilings[one % len(ceilings)], ceilings[other % len(ceilings)]
    decided: dict[str, Any] = {"by": cast.province, "now": NOW, "paper": DECISION}
    spent: dict[str, Any] = {"by": cast.department, "now": NOW, "paper": RECEIPT}
    try:
        if what == "allot":
            part = Allotment(here.line_id, here.year, "local", cast.department.agency, amount)
            services.allot(budget=budget.pk, parts=[part], **decided)
        elif what == "adjust" and here != there:
            changes = {(here.line_id, here.year): -amount, (there.line_id, there.year): amount}
            services.adjust(budget=budget.pk, changes=changes, **decided)
        elif purses and what in ("withdraw", "carry"):
            act = services.withdraw if what == "withdraw" else services.carry_over
            act(purse=purses[one % len(purses)].pk, amount=amount, **decided)
        elif purses and what != "adjust":
            getattr(services, what)(purse=purses[one % len(purses)].pk, amount=amount, **spent)
    except Refused:
        pass


def check_wholes(budget: Budget) -> None:
    def posted(measure: Measure, **of: object) -> int:
        return sum(Posting.objects.filter(measure=measure, **of).values_list("amount", flat=True))

    assert sum(Ceiling.objects.values_list("approved", flat=True)) == 600 * MILLION
    for ceiling in Ceiling.objects.all():
        assert ceiling.approved == posted(Measure.APPROVED, ceiling=ceiling)
        assert ceiling.allotted == posted(Measure.ALLOTTED, ceiling=ceiling)
        assert ceiling.allotted == sum(ceiling.purses.values_list("allotted", flat=True)) <= ceiling.approved
    for purse in Purse.objects.all():
        measures = (Measure.ALLOTTED, Measure.COMMITTED, Measure.SPENT)
        assert [purse.allotted, purse.committed, purse.spent] == [posted(m, purse=purse) for m in measures]
        assert purse.committed + purse.spent <= purse.allotted
