"""What is counted is what one sees, and adds up whatever it is counted by."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.journal import services as journal
from chungtay.overview import queries, services
from chungtay.overview.rules import Asked, By, Span
from chungtay.plans.models import Plan, Share
from chungtay.plans.queries import visible_shares
from chungtay.plans.rules import Figures, ShareState
from chungtay.plans.services import report_progress, set_due
from tests.cast import NOW, TODAY, Cast

LATER = date(2026, 5, 4)
MARCH = datetime(2026, 3, 20, 2, tzinfo=UTC)
ALL = Asked()


def said(cast: Cast, by: Actor, words: str, state: ShareState = ShareState.DONE, now: object = NOW) -> Share:
    share = Share.objects.filter(task__text__startswith=words, agency=by.agency).earliest("due_on", "pk")
    report_progress(
        by=by, now=now, share=share.pk, state=state, percent=None, note="", seen=share.revision  # type: ignore[arg-type]
    )  # fmt: skip
    share.refresh_from_db()
    return share


def total(rows: list[queries.BoardRow]) -> Figures:
    return sum((row.figures for row in rows), start=Figures())


def test_the_board_counts_the_same_work_by_whatever(cast: Cast, plan: Plan) -> None:
    said(cast, cast.department, "Lập kế hoạch")
    by_agency = total(queries.list_board(cast.province, ALL, By.AGENCY, today=LATER))
    assert by_agency == total(queries.list_board(cast.province, ALL, By.PLAN, today=LATER))
    assert by_agency.shares == Share.objects.count()
    communes = queries.list_board(cast.province, ALL, By.COMMUNE, today=LATER)
    assert [row.name for row in communes] == ["Xã A", "Xã B"]
    states = queries.list_board(cast.province, ALL, By.STATE, today=LATER)
    assert sum(row.figures.shares for row in states) == plan.tasks.count()


@pytest.mark.parametrize("who", ["province", "department", "officer", "leader", "stranger"])
def test_nobody_counts_what_they_do_not_see(cast: Cast, plan: Plan, who: str) -> None:
    actor = getattr(cast, who)
    seen = visible_shares(actor, LATER).count()
    assert total(queries.list_board(actor, ALL, By.AGENCY, today=LATER)).shares == seen
    kept = queries.planned_and_actual(actor, ALL, date(2026, 1, 1), LATER, today=LATER)
    assert {row.agency for row in kept.rows} <= {share.agency_id for share in visible_shares(actor, LATER)}


def test_the_filter_narrows_to_a_body_and_to_a_place(cast: Cast, plan: Plan) -> None:
    own = Asked(agency=cast.officer.agency)
    assert {row.key for row in queries.list_board(cast.province, own, By.AGENCY, today=LATER)} == {
        str(cast.officer.agency)
    }
    there = Asked(place=cast.officer_next_door.place)
    assert {row.key for row in queries.list_board(cast.province, there, By.AGENCY, today=LATER)} == {
        str(cast.officer_next_door.agency)
    }


def test_a_month_says_what_is_due_and_what_is_left(cast: Cast, plan: Plan) -> None:
    said(cast, cast.officer, "Rà soát")
    days = queries.days_of_month(cast.province, ALL, date(2026, 2, 1), today=LATER)
    assert (days[date(2026, 2, 20)].due, days[date(2026, 2, 20)].left) == (2, 1)


def test_the_line_of_time_has_a_turn_for_each_date(cast: Cast, plan: Plan) -> None:
    lines = queries.list_lines(cast.province, Asked(plan=plan.pk), today=LATER)
    drawn = queries.draw(cast.province, ALL, lines, Span(date(2026, 1, 1), 12), today=LATER)
    monthly = next(row for row in drawn if row.task.text.startswith("Kiểm tra"))
    assert len(monthly.turns) == Share.objects.filter(task=monthly.task).count()
    assert [turn.due_on for turn in monthly.turns] == sorted(turn.due_on for turn in monthly.turns)


def test_the_line_of_time_has_what_one_sees_with_or_without_the_whole(cast: Cast, plan: Plan) -> None:
    span = Span(date(2026, 1, 1), 12)
    said(cast, cast.officer, "Rà soát")
    for actor in (cast.officer, cast.department, cast.stranger, cast.province):
        lines = list(queries.list_lines(actor, ALL, today=LATER))
        dated = visible_shares(actor, LATER).filter(due_on__isnull=False)
        assert sorted(lines) == sorted(set(dated.values_list("task", flat=True)))
        drawn = queries.draw(actor, ALL, lines, span, today=LATER)
        assert sum(turn.shares for row in drawn for turn in row.turns) == dated.count()


def test_planned_against_actual_says_how_far_it_drifted(cast: Cast, plan: Plan) -> None:
    """Due on 20 February: one commune was done on 2 March, the other is not done on 4 May."""
    said(cast, cast.officer, "Rà soát")
    found = queries.planned_and_actual(cast.province, ALL, date(2026, 2, 1), date(2026, 2, 28), today=LATER)
    rows = {row.agency: row for row in found.rows}
    a, b = rows[cast.officer.agency], rows[cast.officer_next_door.agency]
    assert (a.due, a.on_time, a.done_late, a.left_late, a.drift_done, a.drift_left) == (1, 0, 1, 0, 10, None)
    assert (b.due, b.done_late, b.left_late, b.drift_left) == (1, 0, 1, 73)
    # a share of the finance department of 28 February stands between them or not: the greatest drift comes first
    assert [share.over for share in found.worst] == sorted(
        (share.over for share in found.worst), reverse=True
    )
    assert found.worst[0].over == timedelta(days=73)


def test_the_leader_sees_what_is_late_and_what_comes(cast: Cast, plan: Plan) -> None:
    leading = queries.get_leading(cast.leader, now=MARCH)
    late = Share.objects.filter(due_on__lt=date(2026, 3, 20)).exclude(state=ShareState.DONE)
    assert leading.late == late.count() == sum(row.late for row in leading.by_agency)
    assert [day.day for day in leading.ahead] == [date(2026, 3, 31)]
    assert leading.ahead[0].shares == Share.objects.filter(due_on=date(2026, 3, 31)).count()
    assert queries.get_leading(cast.stranger, now=MARCH).owed == 0


def test_what_waits_for_the_office_is_not_told_to_who_follows_some_places_only(
    cast: Cast, plan: Plan
) -> None:
    said(cast, cast.officer, "Rà soát")
    assert queries.list_decisions(cast.province, today=LATER)
    follower = replace(cast.province, places=cast.officer.reach)
    assert queries.list_decisions(follower, today=LATER) == []


def test_new_is_what_others_did_since_the_last_visit(cast: Cast, plan: Plan) -> None:
    first = services.note_look(by=cast.province, now=NOW)
    assert first == NOW
    soon, next_day = NOW + timedelta(minutes=10), NOW + timedelta(days=1)
    said(cast, cast.department, "Lập kế hoạch", now=soon)
    assert services.note_look(by=cast.province, now=NOW + timedelta(minutes=20)) == NOW
    turn = Share.objects.filter(agency=cast.officer.agency).earliest("pk").occurrence_id
    set_due(by=cast.stand_in, now=soon, occurrence=turn, due_on=LATER, ground="Công văn ví dụ")
    since = services.note_look(by=cast.province, now=next_day)
    assert since == NOW + timedelta(minutes=20)
    changes = queries.list_changes(cast.province, NOW, today=TODAY)
    assert {(thing.reports, thing.verbs) for thing in changes.things} == {(1, ()), (0, ("task.due_set",))}
    assert queries.list_changes(cast.department, NOW, today=TODAY).things == []
    assert queries.list_changes(cast.stranger, NOW, today=TODAY).things == []
    assert queries.list_changes(cast.province, next_day, today=TODAY).things == []


def test_counts_of_the_leader_are_kept_until_the_leader_does_something(cast: Cast, plan: Plan) -> None:
    before = queries.get_leading(cast.leader, now=MARCH)
    said(cast, cast.officer, "")
    later = MARCH + timedelta(seconds=20)
    assert queries.get_leading(cast.leader, now=later) == before
    with transaction.atomic():
        journal.record(by=cast.leader, now=later, verb="looked", subject="plan:1", title="ví dụ")
    assert queries.get_leading(cast.leader, now=later).owed == before.owed - 1


def test_who_was_narrowed_sees_no_counts_from_before(cast: Cast, plan: Plan) -> None:
    whole = queries.get_leading(cast.leader, now=MARCH)
    assert {row.agency for row in whole.by_agency} > {cast.officer.agency}
    narrowed = replace(cast.leader, places=cast.officer.reach)
    assert {row.agency for row in queries.get_leading(narrowed, now=MARCH).by_agency} == {cast.officer.agency}


def test_who_was_narrowed_sees_no_pictures_from_before(cast: Cast, plan: Plan) -> None:
    whole = queries.get_dashboard(cast.leader, ALL, now=MARCH)
    assert whole.work
    for narrowed in (
        replace(cast.leader, powers=frozenset()), replace(cast.leader, places=cast.officer.reach)
    ):  # fmt: skip
        assert queries.get_dashboard(narrowed, ALL, now=MARCH).work != whole.work
