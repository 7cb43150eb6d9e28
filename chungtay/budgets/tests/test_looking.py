"""Money cut along any side, and who sees what of it."""

from datetime import date

import pytest

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.budgets import queries, services
from chungtay.budgets.models import Budget, Purse
from chungtay.budgets.queries import Asked
from chungtay.budgets.rules import Figures, forecast, is_slow, next_estimate
from chungtay.budgets.tests.factories import RECEIPT, approved, give, line_of
from tests.cast import NOW, TODAY, Cast

MILLION = 10**6


@pytest.fixture
def purses(cast: Cast, budget: Budget) -> list[Purse]:
    """The department has 50 and 40 of two lines, the commune A 30; the department has spent 20."""
    approved(cast, budget)
    kept = [
        give(cast, budget, "1,1", 50 * MILLION),
        give(cast, budget, "1,2", 40 * MILLION, source="central"),
        give(cast, budget, "1,1", 30 * MILLION, agency=cast.officer.agency),
    ]
    services.disburse(by=cast.department, now=NOW, purse=kept[0].pk, amount=20 * MILLION, paper=RECEIPT)
    services.commit(by=cast.department, now=NOW, purse=kept[0].pk, amount=5 * MILLION, paper=RECEIPT)
    return kept


def rows(actor: Actor, **asked: object) -> dict[str, tuple[int | None, int, int]]:
    seen = queries.look(actor, Asked(**asked), on=TODAY)  # type: ignore[arg-type]
    figures = ((row.label, row.figures) for row in seen.rows)
    return {
        label: (f.planned and f.planned // MILLION, f.allotted // MILLION, f.spent // MILLION)
        for label, f in figures
    }


@pytest.mark.usefixtures("purses")
def test_every_side_shows_the_same_money(cast: Cast, budget: Budget) -> None:
    assert rows(cast.province, by="year") == {"2026": (200, 120, 20), "2027": (400, 0, 0)}
    assert rows(cast.province, by="source") == {
        "Ngân sách Trung ương": (None, 40, 0),
        "Ngân sách địa phương": (None, 80, 20),
    }
    assert rows(cast.province, by="agency") == {
        "Sở Y tế tỉnh Mẫu": (None, 90, 20), "Ủy ban nhân dân xã A": (None, 30, 0),
    }  # fmt: skip
    assert rows(cast.province, by="place") == {"": (None, 120, 20)}
    assert rows(cast.province, by="month") == {"02/2026": (None, 120, 0), "03/2026": (None, 0, 20)}
    assert rows(cast.province, by="line", budget=budget.pk) == {
        "Tuyên truyền": (500, 120, 20), "Tờ rơi": (300, 80, 20), "Phát thanh": (199, 40, 0), "Tập huấn": (100, 0, 0),
    }  # fmt: skip
    assert rows(cast.province) == {"Dự toán (ví dụ)": (600, 120, 20)}


@pytest.mark.usefixtures("purses")
def test_a_question_narrows_every_side(cast: Cast, budget: Budget) -> None:
    assert rows(cast.province, by="agency", line=line_of(budget, "1,2")) == {
        "Sở Y tế tỉnh Mẫu": (None, 40, 0)
    }
    assert rows(cast.province, by="year", agency=cast.officer.agency) == {"2026": (None, 30, 0)}
    assert rows(cast.province, by="agency", line=line_of(budget, "1")) == rows(cast.province, by="agency")


@pytest.mark.usefixtures("purses")
def test_an_agency_sees_its_own_money_and_never_a_neighbours(cast: Cast) -> None:
    assert rows(cast.officer, by="agency") == {"Ủy ban nhân dân xã A": (None, 30, 0)}
    assert rows(cast.officer, by="year") == {"2026": (None, 30, 0)}
    for other in (cast.stranger, cast.department_next_door, cast.officer_next_door):
        assert rows(other, by="year") == {}


def test_a_purse_is_there_for_its_agency_and_who_oversees_it(cast: Cast, purses: list[Purse]) -> None:
    for may in (cast.department, cast.province, cast.leader, cast.inspector):
        assert queries.get_purse(may, purses[0].pk, on=TODAY) == purses[0]
    for other in (cast.officer, cast.department_next_door, cast.stranger):
        with pytest.raises(NotThere):
            queries.get_purse(other, purses[0].pk, on=TODAY)


@pytest.mark.usefixtures("purses")
def test_lines_that_stand_one_in_the_other_are_counted_once(cast: Cast, budget: Budget) -> None:
    lines = [line_of(budget, "1"), line_of(budget, "1,1"), line_of(budget, "1,1")]
    figures = queries.figures_of_lines(cast.province, lines, on=TODAY)
    assert (figures.planned, figures.allotted, figures.spent) == (500 * MILLION, 120 * MILLION, 20 * MILLION)


@pytest.mark.parametrize(
    ("today", "spent", "committed", "told"),
    [
        (date(2026, 2, 1), 10, 0, None),  # too early to tell
        (date(2026, 7, 2), 30, 0, 59),  # 183 of 365 days
        (date(2026, 7, 2), 30, 60, 90),  # promises are kept
        (date(2026, 7, 2), 90, 0, 100),  # never more than was allotted
        (date(2027, 3, 1), 80, 0, 80),  # the year is over
    ],
)
def test_the_forecast_goes_on_at_the_pace_of_today(
    today: date, spent: int, committed: int, told: int | None
) -> None:
    assert forecast(Figures(allotted=100, committed=committed, spent=spent), 2026, today) == told


@pytest.mark.parametrize(
    ("today", "spent", "slow"),
    [
        (date(2026, 3, 1), 0, False),
        (date(2026, 9, 1), 60, False),
        (date(2026, 9, 1), 30, True),
        (date(2027, 1, 5), 70, True),
    ],
)
def test_slow_is_told_against_the_part_of_the_year_that_is_over(today: date, spent: int, slow: bool) -> None:
    assert is_slow(Figures(allotted=100, spent=spent), 2026, today) is slow


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 3, 31), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 5, 31)),
        (date(2026, 11, 21), date(2027, 3, 31)),
    ],
)  # fmt: skip
def test_the_calendar_of_estimates_goes_on_from_year_to_year(today: date, due: date) -> None:
    assert next_estimate(today).on == due
