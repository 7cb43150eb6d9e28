"""The commune proposes, the province returns and approves; the list goes up; criteria are chosen; plans are made."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chungtay.areas import queries, services
from chungtay.areas.models import Assessment, Classification, CriteriaSet
from chungtay.areas.rules.words import AreaKind, AssessmentState, FactSource, Movement
from chungtay.areas.tests.factories import BUSY, YEAR, approved, off_the_route, proposed, recorded, reported
from chungtay.base.problems import NotThere, Refused
from chungtay.budgets.models import Budget
from chungtay.figures.models import DataValue
from chungtay.indicators.rules import Geography
from chungtay.law.tests.test_areas import shipped
from chungtay.notices.models import Notice
from tests.cast import NOW, TODAY, Cast, Town


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def standing(cast: Cast, place: int | None = None) -> queries.Standing:
    return queries.standing_of(cast.officer, place or cast.officer.place or 0, YEAR, TODAY)


def test_an_assessment_fills_itself_and_every_fact_shows_where_it_comes_from(cast: Cast) -> None:
    reported(cast.officer, **BUSY, plants=500, area="125.5")
    off_the_route(cast.officer)
    found = standing(cast)
    assert found.judgement is not None
    assert found.judgement.kind is AreaKind.TWO
    fact = found.facts["on_file"]
    assert (fact.value, fact.source) == (Decimal(21), FactSource.FIGURES)
    assert {(one.period, one.value, one.state) for one in fact.inputs} == {
        ("2025-M12", Decimal(21), "approved"), ("2025-M12", Decimal(0), "approved")
    }  # fmt: skip
    assert "xa.a (ví dụ)" in fact.inputs[0].who
    assert found.facts["area_m2"].value == Decimal("125.5")
    assert [one.period for one in found.facts["plants"].inputs] == [f"2025-Q{n}" for n in (1, 2, 3, 4)]
    assert found.facts["key_route"].source is FactSource.STATED


def test_what_was_not_reported_is_missing_and_stops_the_proposal(cast: Cast) -> None:
    reported(cast.officer, without="XA.CAY 2025-Q3")
    found = standing(cast)
    assert found.facts["plants"].value is None
    assert found.facts["plants"].why == "Thiếu báo cáo kỳ 2025-Q3."
    with pytest.raises(Refused) as refused:
        services.propose(by=cast.officer, now=NOW, place=cast.officer.place or 0, year=YEAR)
    assert codes(refused) == ["lacking"]


def test_a_report_with_a_cell_left_open_counts_as_not_reported(cast: Cast) -> None:
    reported(cast.officer)
    DataValue.objects.filter(cell__element__code="DEMAND.FILE.TOTAL").earliest("pk").delete()
    fact = standing(cast).facts["on_file"]
    assert (fact.value, fact.why) == (None, "Báo cáo kỳ 2025-M12 còn ô chưa có số.")


def test_a_fact_is_said_by_hand_only_where_no_figure_says_it(cast: Cast) -> None:
    reported(cast.officer, without="XA.PHONGNGUA 2025-M12")
    said: dict[str, Any] = {"by": cast.officer, "now": NOW, "place": cast.officer.place or 0, "year": YEAR}
    services.state_facts(**said, said={"points": Decimal(2)}, ground="Biên bản ngày 01/12 (ví dụ)")
    assert standing(cast).facts["points"].value == 2
    for name, value, ground, code in (
        ("residents", Decimal(1), "x", "has_figure"), ("points", Decimal(-1), "x", "no_value"),
        ("points", Decimal(1), " ", "no_ground"), ("names", Decimal(1), "x", "unknown_fact"),
        ("points", Decimal("NaN"), "x", "no_value"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            services.state_facts(**said, said={name: value}, ground=ground)
        assert codes(refused) == [code]


def test_a_proposal_is_returned_with_a_reason_mended_and_approved(cast: Cast) -> None:
    row = proposed(cast.officer, **BUSY)
    assert (row.kind, row.met["a"], row.state) == ("II", "II", AssessmentState.PROPOSED)
    with pytest.raises(Refused) as refused:
        services.return_assessment(by=cast.province, now=NOW, assessment=row.pk, reason=" ")
    assert codes(refused) == ["no_reason"]
    services.return_assessment(by=cast.province, now=NOW, assessment=row.pk, reason="Xem lại số điểm (ví dụ)")
    told = Notice.objects.filter(agency=cast.officer.agency).latest("pk")
    assert "Xem lại số điểm" in told.text
    again = services.propose(by=cast.officer, now=NOW, place=row.place_id, year=YEAR)
    approved(cast, again)
    made = Classification.objects.get()
    assert (made.kind, made.paper, made.assessment_id) == ("II", "12/QĐ-UBND (ví dụ)", row.pk)
    for act in (
        lambda: services.propose(by=cast.officer, now=NOW, place=row.place_id, year=YEAR),
        lambda: approved(cast, again),
    ):
        with pytest.raises(Refused):
            act()


def test_a_figure_that_changes_later_is_shown_as_changed_since(cast: Cast) -> None:
    proposed(cast.officer, **BUSY)
    DataValue.objects.filter(cell__element__code="SUPPLY.POINTS_OPEN").update(value=3)
    found = standing(cast)
    assert {name: (was.value, now.value) for name, (was, now) in found.changed.items()} == {"points": (1, 3)}
    assert found.assessment is not None
    assert found.assessment.kind == "II"


def test_before_the_year_is_over_and_before_there_were_criteria_nothing_is_proposed(cast: Cast) -> None:
    reported(cast.officer)
    off_the_route(cast.officer)
    early = datetime(2025, 12, 13, 2, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        services.propose(by=cast.officer, now=early, place=cast.officer.place or 0, year=YEAR)
    assert "too_early" in codes(refused)
    with pytest.raises(Refused) as refused:
        services.propose(by=cast.officer, now=NOW, place=cast.officer.place or 0, year=2024)
    assert codes(refused) == ["no_criteria"]


def test_nobody_acts_for_another_commune_or_another_province(cast: Cast) -> None:
    row = proposed(cast.officer)
    place = row.place_id
    for act in (
        lambda: services.propose(by=cast.officer_next_door, now=NOW, place=place, year=YEAR),
        lambda: services.propose(by=cast.province, now=NOW, place=place, year=YEAR),
        lambda: services.return_assessment(by=cast.officer, now=NOW, assessment=row.pk, reason="x"),
        lambda: services.return_assessment(by=cast.stranger, now=NOW, assessment=row.pk, reason="x"),
        lambda: services.approve(
            by=cast.stranger, now=NOW, assessments=[row.pk], decision="x", decided_on=TODAY
        ),
        lambda: services.approve(
            by=cast.officer, now=NOW, assessments=[row.pk], decision="x", decided_on=TODAY
        ),
        lambda: queries.standing_of(cast.officer_next_door, place, YEAR, TODAY),
        lambda: queries.standing_of(cast.department, place, YEAR, TODAY),
        lambda: queries.standing_of(cast.stranger, place, YEAR, TODAY),
    ):
        with pytest.raises(NotThere):
            act()
    assert queries.standing_of(cast.inspector, place, YEAR, TODAY).state is AssessmentState.PROPOSED


def test_the_list_says_who_entered_who_left_and_what_is_not_known(cast: Cast, town: Town) -> None:
    recorded(cast, town.commune_a, y2024="I")
    approved(cast, proposed(cast.officer, **BUSY))
    view = queries.list_year(cast.province, town.province, YEAR, Geography.NEW, TODAY)
    assert [(row.place.pk, row.kind, row.before, row.moved) for row in view.rows] == [
        (town.commune_a, AreaKind.TWO, AreaKind.ONE, Movement.BETTER), (town.commune_b, None, None, None),
    ]  # fmt: skip
    assert (view.counts[AreaKind.TWO], view.unknown) == (1, 1)
    assert queries.known_years(cast.province) == [2025, 2024]


def test_the_province_is_judged_only_when_every_commune_has_spoken(cast: Cast, town: Town) -> None:
    first = proposed(cast.officer, **BUSY)
    view = queries.list_year(cast.province, town.province, YEAR, Geography.NEW, TODAY)
    assert queries.province_view(cast.province, town.province, view).answer is None
    approved(cast, first, proposed(cast.officer_next_door))
    services.say_route(by=cast.province, now=NOW, province=town.province, year=YEAR, key_route=True)
    view = queries.list_year(cast.province, town.province, YEAR, Geography.NEW, TODAY)
    found = queries.province_view(cast.province, town.province, view)
    assert found.answer is not None
    # 21/10.400 = 0,2019 %; one point; 3/10.400 = 0,0288 %; one commune of two; no plants; the route
    assert found.answer.met == {"a": True, "b": False, "c": False, "d": True, "đ": False, "e": True}
    assert (found.answer.met_count, found.answer.key) == (3, False)


def test_the_list_goes_up_before_it_is_confirmed(cast: Cast, town: Town) -> None:
    said: dict[str, Any] = {"by": cast.province, "now": NOW, "province": town.province, "year": YEAR}
    with pytest.raises(Refused) as refused:
        services.confirm_list(**said, paper="9/QĐ-BCA", on=TODAY)
    assert codes(refused) == ["not_sent"]
    services.send_list(**said, paper="8/BC-CAT", on=date(2025, 12, 19))
    row = services.confirm_list(**said, paper="9/QĐ-BCA", on=date(2025, 12, 29))
    assert (row.sent_on, row.confirmed_on) == (date(2025, 12, 19), date(2025, 12, 29))


def test_a_choice_of_the_province_holds_from_its_day_with_who_decided_it(cast: Cast, town: Town) -> None:
    def choose(name: str, value: str, paper: str = "7/QĐ-UBND (ví dụ)") -> None:
        services.choose_policy(
            by=cast.province, now=NOW, name=name, value=value, valid_from=date(2025, 12, 1), paper=paper,
            decided_by="Chủ tịch UBND tỉnh (ví dụ)",
        )  # fmt: skip

    choose("zero_is_under_threshold", "true")
    assert not queries.in_force(town.province, date(2025, 11, 30)).measure.policies.zero_is_under_threshold
    held = queries.in_force(town.province, date(2025, 12, 14))
    assert held.measure.policies.zero_is_under_threshold
    assert held.choices["zero_is_under_threshold"].decided_by == "Chủ tịch UBND tỉnh (ví dụ)"
    for name, value, paper in (
        ("x", "true", "7"),
        ("residents_on", "02-30", "7"),
        ("residents_on", "12-31", " "),
    ):
        with pytest.raises(Refused):
            choose(name, value, paper)


def test_a_set_of_the_province_is_a_draft_until_a_paper_puts_it_in_force(cast: Cast, town: Town) -> None:
    text = shipped().replace("I = 0.5", "I = 0.4", 1)
    own = services.add_criteria(by=cast.province, now=NOW, title="Bộ tiêu chí của tỉnh (ví dụ)", content=text)
    day = date(2025, 12, 14)
    assert queries.in_force(town.province, day).own is None
    services.put_in_force(by=cast.province, now=NOW, own=own.pk, paper="11/2025/QĐ-UBND (ví dụ)")
    held = queries.in_force(town.province, day)
    assert held.own == own
    assert held.measure.criteria.commune.criteria[0].gauges[0].at_least["I"] == Decimal("0.4")
    assert queries.in_force(town.elsewhere, day).own is None
    services.end_criteria(by=cast.province, now=NOW, own=own.pk, on=date(2025, 12, 1))
    assert queries.in_force(town.province, day).own is None
    with pytest.raises(Refused) as refused:
        services.add_criteria(
            by=cast.province, now=NOW, title="x", content=text.replace("I = 0.4", "I = 0.1")
        )
    assert codes(refused) == ["not_falling"]
    with pytest.raises(NotThere):
        services.add_criteria(by=cast.officer, now=NOW, title="x", content=text)
    assert CriteriaSet.objects.count() == 1


def test_a_commune_plans_its_way_to_a_lighter_type(cast: Cast, town: Town) -> None:
    recorded(cast, town.commune_a, y2024="II")
    said: dict[str, Any] = {
        "by": cast.officer,
        "now": NOW,
        "place": town.commune_a,
        "ground": "Kế hoạch xã (ví dụ)",
    }
    with pytest.raises(Refused) as refused:
        services.start_transformation(
            **said, target=AreaKind.ONE, by_year=2000, targets={"names": Decimal(1)}
        )
    assert codes(refused) == ["not_lighter", "which_year", "unknown_fact"]
    first = services.start_transformation(
        **said,
        target=AreaKind.THREE,
        by_year=2027,
        targets={"points": Decimal(0)},
    )
    second = services.start_transformation(**said, target=AreaKind.FREE, by_year=2030, targets={})
    first.refresh_from_db()
    assert (first.ended_on, queries.open_transformation(town.commune_a)) == (TODAY, second)
    with pytest.raises(NotThere):
        services.start_transformation(**said, target=AreaKind.FREE, by_year=2030, targets={}, tasks=[99])
    services.end_transformation(by=cast.officer, now=NOW, place=town.commune_a)
    assert queries.open_transformation(town.commune_a) is None


def test_support_money_by_type_becomes_a_draft_of_the_budget(cast: Cast) -> None:
    counts = dict(zip(AreaKind, (30, 32, 33, 31, 4), strict=True))
    made = services.propose_support(by=cast.province, now=NOW, year=2022, counts=counts)
    assert Budget.objects.get(pk=made).estimates.get().total_dong == 1_585_000_000
    with pytest.raises(Refused):
        services.propose_support(by=cast.province, now=NOW, year=2022, counts={})


def test_a_committee_is_reminded_until_it_has_sent_its_assessment(cast: Cast) -> None:
    bodies = frozenset({cast.officer.agency, cast.department.agency})
    day = date(2025, 12, 15)
    assert [due.agency for due in queries.due_of(bodies, day, day + timedelta(7))] == [cast.officer.agency]
    assert list(queries.due_of(bodies, date(2025, 12, 13), date(2025, 12, 31))) == []
    proposed(cast.officer)
    assert list(queries.due_of(bodies, day, day + timedelta(7))) == []
    assert Assessment.objects.count() == 1
