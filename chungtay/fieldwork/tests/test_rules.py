"""What a form alone cannot say: stock, licences, inspections, losses, places of concern, evaluations, coverage."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.fieldwork.rules import (
    Attention,
    PointState,
    Row,
    check_agreements,
    check_equipment,
    check_inspections,
    check_licences,
    check_losses,
    check_points,
    check_stock,
    coverage,
    expected_closing,
    next_inspection,
    review_due,
    state_of,
)

TODAY = date(2026, 8, 20)
_numbers = count(1)


def row(day: date | str = TODAY, **answers: Any) -> Row:
    return Row(next(_numbers), 1, date.fromisoformat(str(day)), answers)


def codes(found: Any) -> list[str]:
    return [one.problem.code for one in found]


def stock(day: str, opening: str, received: str, issued: str, lost: str, closing: str, **more: Any) -> Row:
    amounts = {"opening": opening, "received": received, "issued": issued, "lost": lost, "closing": closing}
    said = {"site": "CT-1", "substance": "acetone", "unit": "l", **amounts, **more}
    return row(day, **said)


# -- stock ---------------------------------------------------------------------------------------------


def test_stock_that_reconciles_from_period_to_period_says_nothing() -> None:
    first = stock("2026-01-31", "10", "5", "4", "0.5", "10.5", since="2026-01-01")
    second = stock("2026-02-28", "10.5", "0", "3", "0", "7.5", since="2026-02-01")
    assert list(check_stock([second, first])) == []


def test_each_discrepancy_of_stock_is_told_in_its_sentence() -> None:
    first = stock("2026-01-31", "1000", "500.5", "400", "0", "1090.5", since="2026-01-01")
    second = stock("2026-03-31", "1100", "0", "0", "0", "1110", since="2026-03-01")
    said = [one.problem.message for one in check_stock([first, second])]
    assert said == [
        "Tồn cuối kỳ 1.090,5 lít, theo sổ phải là 1.100,5 lít: thiếu 10 lít.",
        "Tồn cuối kỳ 1.110 lít, theo sổ phải là 1.100 lít: thừa 10 lít.",
        "Tồn đầu kỳ 1.100 lít khác tồn cuối kỳ trước (1.090,5 lít, chốt ngày 31/01/2026).",
        "Chưa có sổ từ ngày 01/02/2026 đến ngày 28/02/2026.",
    ]


def test_periods_that_overlap_are_told_and_other_sites_units_and_substances_are_apart() -> None:
    first = stock("2026-01-31", "0", "5", "0", "0", "5", since="2026-01-01")
    overlapping = stock("2026-02-28", "5", "0", "0", "0", "5", since="2026-01-20")
    others = [
        stock("2026-02-28", "9", "0", "0", "0", "9", since="2026-02-01", **apart)
        for apart in ({"site": "CT-2"}, {"substance": "toluene"}, {"unit": "vien"}, {"other_substance": "x"})
    ]
    assert codes(check_stock([first, overlapping, *others])) == ["stock_overlap"]


def test_a_book_that_changes_to_a_smaller_unit_goes_on() -> None:
    first = stock("2026-01-31", "0", "5", "0", "0", "5", since="2026-01-01", unit="kg")
    right = stock("2026-02-28", "5000", "0", "1", "0", "4999", since="2026-02-01", unit="g")
    short = stock("2026-02-28", "4990", "0", "0", "0", "4990", since="2026-02-01", unit="g")
    assert list(check_stock([first, right])) == []
    [told] = [one.problem.message for one in check_stock([first, short])]
    assert told == "Tồn đầu kỳ 4.990 g khác tồn cuối kỳ trước (5 kg, chốt ngày 31/01/2026)."


amounts = st.decimals(min_value=0, max_value=10**6, places=3)


@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=6), amounts)
def test_a_book_kept_by_adding_up_always_reconciles(
    moves: list[tuple[Decimal, Decimal, Decimal]], left: Decimal
) -> None:
    rows, day = [], date(2026, 1, 1)
    for received, issued, lost in moves:
        now = left + received - issued - lost
        rows.append(
            stock(
                str(day + timedelta(days=29)),
                str(left),
                str(received),
                str(issued),
                str(lost),
                str(now),
                since=str(day),
            )
        )
        assert expected_closing(rows[-1]) == now
        left, day = now, day + timedelta(days=30)
    assert list(check_stock(rows)) == []


@given(amounts, amounts.filter(bool))
def test_whatever_is_missing_is_told(left: Decimal, gone: Decimal) -> None:
    assert codes(check_stock([stock("2026-01-31", str(left + gone), "0", "0", "0", str(left))])) == [
        "stock_differs"
    ]


# -- licences, inspections, losses -----------------------------------------------------------------------


def licence(day: str, event: str, until: str = "", number: str = "01/GP") -> Row:
    return row(day, site="CT-1", number=number, event=event, **({"valid_until": until} if until else {}))


SITE = row("2025-01-01", code="ct-1", risk="high")


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([licence("2025-01-01", "issued", "2026-10-19")], True),  # 60 days left
        ([licence("2025-01-01", "issued", "2026-10-20")], False),
        ([licence("2025-01-01", "issued", "2026-01-01")], True),  # ended, and the site works on
        (
            [licence("2025-01-01", "issued", "2026-09-01"), licence("2026-08-01", "extended", "2028-09-01")],
            False,
        ),
        ([licence("2025-01-01", "issued", "2026-09-01"), licence("2026-08-01", "withdrawn")], False),
        ([licence("2025-01-01", "issued")], False),  # does not expire
    ],
)
def test_a_licence_is_told_sixty_days_before_it_ends(events: list[Row], told: bool) -> None:
    assert bool(list(check_licences(events, [SITE], TODAY))) is told


def test_the_licence_of_a_site_that_closed_is_nobodys_worry() -> None:
    closed = row("2025-01-01", code="CT-1", risk="low", closed_on="2026-08-20")
    other = row("2025-01-01", code="CT-2", risk="low")
    assert list(check_licences([licence("2025-01-01", "issued", "2026-09-01")], [closed, other], TODAY)) == []


@pytest.mark.parametrize(("risk", "months"), [("high", 6), ("medium", 12), ("low", 24)])
def test_inspections_come_round_by_risk_and_an_unannounced_one_does_not_put_them_off(
    risk: str, months: int
) -> None:
    site = row("2024-02-29", code="CT-1", risk=risk)
    planned, surprise = (
        row("2025-03-31", site="ct-1", kind="planned"),
        row("2026-08-01", site="CT-1", kind="unannounced"),
    )
    first = next_inspection(site, [surprise])
    assert (first.year * 12 + first.month) - (2024 * 12 + 2) == months, "counted from when it began to work"
    due = next_inspection(site, [planned, surprise])
    assert (due.year * 12 + due.month) - (2025 * 12 + 3) == months


def test_an_inspection_due_and_what_was_not_mended_or_sent_are_told() -> None:
    site = row("2025-01-01", code="CT-1", risk="high")
    check = row(
        "2026-07-20", site="CT-1", kind="planned", mend_by="2026-08-15", decision_no="12/QĐ-XPHC",
        decided_on="2026-07-27",
    )  # fmt: skip
    found = list(check_inspections([site], [check], TODAY))
    assert codes(found) == ["mend_due", "fine_unsent"]
    assert found[1].due == date(2026, 8, 3), "five working days after Monday 27 July 2026"
    assert codes(check_inspections([site], [], TODAY)) == ["check_due"]


def test_a_fine_sent_after_its_five_working_days_stays_told() -> None:
    check = row("2026-07-20", site="CT-1", decision_no="12", decided_on="2026-07-27")
    late, in_time = ({**check.answers, "sent_on": day} for day in ("2026-08-04", "2026-08-03"))
    assert codes(check_inspections([], [row("2026-07-20", **late)], TODAY)) == ["fine_unsent"]
    assert codes(check_inspections([], [row("2026-07-20", **in_time)], TODAY)) == []


def loss(happened: str, told_on: str, told_time: str) -> Row:
    return row(told_on, site="CT-1", happened_at=happened, told_time=told_time)


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (loss("2026-08-01T10:00:00+07:00", "2026-08-02", "09:59"), ""),
        (loss("2026-08-01T10:00:00+07:00", "2026-08-02", "10:00:00.000+07:00"), ""),
        (loss("2026-08-01T10:00:00+07:00", "2026-08-02", "10:01"), "hạn báo là 10:00 02/08/2026: trễ 1 giờ"),
        (loss("2026-08-01T03:00:00Z", "2026-08-03", "10:00"), "trễ 24 giờ"),
        (loss("2026-08-01T10:00", "2026-08-02", "12:30"), "trễ 3 giờ"),  # a browser writes no offset
        (loss("2026-06-01T10:00:00+07:00", "2026-06-05", "10:00"), ""),  # the law of that day set no hours
        (loss("not a moment", "2026-08-02", "10:00"), ""),
    ],
)
def test_a_loss_is_to_be_told_within_twenty_four_hours_by_the_law_of_its_day(one: Row, sentence: str) -> None:
    said = " ".join(found.problem.message for found in check_losses([one]))
    assert sentence in said
    assert bool(said) is bool(sentence)


# -- places of concern ------------------------------------------------------------------------------------

POINT = {"code": "D-01", "dealing_on": "2026-03-01", "cleared_on": "2026-04-01", "watch_until": "2026-10-01"}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-02-28", PointState.FOUND), ("2026-03-01", PointState.BEING_DEALT_WITH),
        ("2026-03-31", PointState.BEING_DEALT_WITH), ("2026-04-01", PointState.WATCHED),
        ("2026-10-01", PointState.WATCHED), ("2026-10-02", PointState.CLOSED),
    ],
)  # fmt: skip
def test_a_place_of_concern_is_found_dealt_with_cleared_watched_and_closed(
    day: str, state: PointState
) -> None:
    assert state_of(row("2026-02-01", **POINT), date.fromisoformat(day)) is state


def test_a_place_that_returns_is_not_watched_any_more() -> None:
    point = row("2026-02-01", **POINT, returned_on="2026-06-01")
    assert state_of(point, date(2026, 5, 31)) is PointState.WATCHED
    assert state_of(point, date(2026, 12, 1)) is PointState.RETURNED


def test_what_waits_what_was_not_looked_at_and_the_end_of_the_watch_are_told() -> None:
    waiting = row("2026-08-01", code="D-02")
    watched = row("2026-02-01", **POINT)
    assert codes(check_points([waiting, watched], TODAY)) == ["point_waits", "look_again"]
    looked = row("2026-02-01", **POINT, checked_on="2026-09-10")
    assert codes(check_points([looked], date(2026, 9, 20))) == ["watch_ends"]
    assert codes(check_points([looked], date(2026, 10, 2))) == []


# -- what lasts, surveys -----------------------------------------------------------------------------------


def test_agreements_and_equipment_are_told_before_their_day() -> None:
    agreement = row("2021-08-09", title="Biên bản ghi nhớ (ví dụ)", valid_until="2026-11-18")
    assert codes(check_agreements([agreement], TODAY)) == ["agreement_ends"]
    assert codes(check_agreements([agreement], TODAY - timedelta(days=1))) == []
    kit = row("2026-01-01", code="Q-1", name="Que thử", expires_on="2026-09-01", service_due="2026-08-25")
    assert codes(check_equipment([kit], TODAY)) == ["service", "use_by"]
    gone = row("2026-01-01", code="Q-1", expires_on="2026-09-01", gone_on="2026-08-20")
    assert codes(check_equipment([gone], TODAY)) == []


@pytest.mark.parametrize(
    ("since", "reviews", "on", "due"),
    [
        ("2024-05-01", [], "2026-08-20", (2025, date(2025, 12, 14))),
        ("2024-05-01", [2025], "2026-11-13", None),
        ("2024-05-01", [2025], "2026-11-14", (2026, date(2026, 12, 14))),
        ("2024-05-01", [2025, 2026], "2026-12-31", None),
        ("2026-06-14", [], "2026-12-31", (2026, date(2026, 12, 14))),  # six months old on the day
        ("2026-06-15", [], "2026-12-31", None),
    ],
)
def test_a_model_is_evaluated_every_year_that_it_worked_through(
    since: str, reviews: list[int], on: str, due: tuple[int, date] | None
) -> None:
    model = row(since, code="M-1", reviews=[{"year": year} for year in reviews])
    assert review_due(model, date.fromisoformat(on)) == due


def test_a_model_that_ended_is_not_evaluated() -> None:
    assert review_due(row("2020-01-01", ended_on="2025-12-01"), TODAY) is None


def survey(village: str, place: int = 1, campaign: str = "Tổng rà soát 2026", **more: int) -> Row:
    answers = {"campaign": campaign, "village": village, "households": 50, "visited": 48} | more
    return Row(next(_numbers), place, TODAY, answers)


def test_a_survey_says_which_hamlets_are_done_missing_and_not_in_the_list() -> None:
    villages = {1: ["Bản Pom La", "Thôn Đông", "Tổ dân phố 3"], 2: ["Bản Mới"]}
    rows = [
        survey("pom la"),
        survey("Bản Pom La"),
        survey("THÔN ĐÔNG"),
        survey("Bản Không Có"),
        survey("Bản Mới", 2),
    ]
    here, there = coverage(rows, villages)
    assert (here.done, here.missing) == (("Bản Pom La", "Thôn Đông"), ("Tổ dân phố 3",))
    assert (here.unknown, here.visited, here.households, here.all) == (("Bản Không Có",), 192, 200, 3)
    assert (there.done, there.missing, there.unknown) == (("Bản Mới",), (), ())


def test_what_is_wrong_comes_before_what_is_late_and_what_is_near() -> None:
    wrong, late, near = (
        Attention("", 1, check.problem, due)
        for check in check_agreements([row("2020-01-01", valid_until="2020-02-01")], TODAY)
        for due in (None, date(2026, 1, 1), date(2026, 12, 1))
    )
    assert sorted([near, late, wrong], key=lambda one: one.order) == [wrong, late, near]
    assert [one.is_late(TODAY) for one in (wrong, late, near)] == [True, True, False]


def test_a_moment_without_a_clock_is_no_loss_told_late() -> None:
    assert list(check_losses([row(TODAY, happened_at="2026-08-01T00:00", told_time="")])) == []
