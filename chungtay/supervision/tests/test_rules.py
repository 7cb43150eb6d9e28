"""What may happen to an inspection, a campaign, a commendation."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chungtay.supervision.rules import (
    InspectionStage,
    RecommendationState,
    ReplyKind,
    check_campaign,
    check_commendation,
    check_decision,
    check_inspection,
    check_recommendation,
    check_words,
    commendation_forms,
    countdown,
    is_hidden,
    is_overdue,
    season_in,
    seasons,
    stage_of,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
DAY = date(2026, 3, 2)


@given(DAYS, st.integers(0, 60), DAYS, st.booleans())
def test_an_inspection_stands_in_one_stage_and_hides_only_before_it_begins(
    begins: date, length: int, today: date, announced: bool
) -> None:
    ends = begins + timedelta(length)
    stage = stage_of(begins, ends, concluded=False, today=today)
    hidden = is_hidden(announced=announced, begins=begins, today=today)
    assert hidden == (stage == InspectionStage.PLANNED and not announced)
    assert (stage == InspectionStage.UNDERWAY) == (begins <= today <= ends)
    assert stage_of(begins, ends, concluded=True, today=today) == InspectionStage.CONCLUDED


@given(st.sampled_from(RecommendationState), DAYS, DAYS)
def test_only_who_owes_an_answer_is_late(state: RecommendationState, due: date, today: date) -> None:
    owed = state in (RecommendationState.OPEN, RecommendationState.RETURNED)
    assert is_overdue(state, due, today) == (owed and due < today)


@given(DAYS, st.integers(0, 60), DAYS)
def test_the_countdown_counts_every_day_once(begins: date, length: int, today: date) -> None:
    ends = begins + timedelta(length)
    said, next_day = countdown(begins, ends, today), countdown(begins, ends, today + timedelta(1))
    assert said.of == length + 1
    if said.phase == next_day.phase:
        assert next_day.days - said.days == (-1 if said.phase == "before" else 1)
    else:
        assert (said.days, next_day.days) == ((1, 1) if said.phase == "before" else (said.of, 1))


def test_the_month_of_action_lies_in_june_with_its_day_in_every_year() -> None:
    season = season_in("action_month", 2027)
    assert (season.begins, season.ends) == (date(2027, 6, 1), date(2027, 6, 30))
    assert [day for day, _name in season.days] == [date(2027, 6, 26)]
    assert set(seasons()) == {"action_month", "own"}
    assert season_in("own", 2027).begins is None


def test_what_is_wrong_is_said_beside_its_field() -> None:
    before = DAY - timedelta(1)
    wrong = [
        *check_inspection(title=" ", begins=DAY, ends=before, subjects=[]),
        *check_recommendation(text="", due_on=before, made_on=DAY, begins=DAY),
        *check_campaign(name="", begins=DAY, ends=before, report_due=before, parts=[], plan_in_force=True),
        *check_commendation(ground="", period_from=DAY, period_to=before, record=0),
        *check_words(ReplyKind.ANSWER, " "),
        *check_decision(state="proposed", decision=""),
    ]
    assert [problem.place for problem in wrong] == [
        "title", "ends", "subjects", "text", "due_on", "name", "ends", "report_due", "parts", "ground", "period_to",
        "text", "decision",
    ]  # fmt: skip
    assert check_words(ReplyKind.ACCEPT, "") == []
    assert (
        check_commendation(ground="Tốt", period_from=DAY, period_to=DAY, record=0)[0].code == "record_empty"
    )
    assert (
        check_recommendation(text="x", due_on=DAY, made_on=DAY, begins=DAY + timedelta(1))[0].code
        == "not_begun"
    )
    assert all(commendation_forms().values())
