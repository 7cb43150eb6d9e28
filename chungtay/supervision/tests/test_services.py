"""Who may do what, who sees what, what is left behind."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.notices.models import Notice
from chungtay.notices.rules import Act
from chungtay.plans.models import Plan, Share
from chungtay.plans.services import end_plan
from chungtay.plans.tests.factories import hand_over, make_example_plan
from chungtay.supervision import queries, services
from chungtay.supervision.models import CommendationRecord
from chungtay.supervision.rules import InspectionKind, RecommendationState
from chungtay.supervision.tests.factories import answered, commended, in_action, inspected, recommended
from tests.cast import NOW, TODAY, Cast

LATER = NOW + timedelta(days=40)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def plan(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Plan:
    return make_example_plan(cast, hand_over(monkeypatch))


def test_an_unannounced_inspection_is_hidden_from_everybody_else_until_it_begins(cast: Cast) -> None:
    row = inspected(cast, announced=False, begins=TOMORROW)
    others = (cast.department, cast.province, cast.leader, cast.stranger, cast.officer)
    assert all(row not in queries.visible_inspections(actor, TODAY) for actor in others)
    assert row in queries.visible_inspections(cast.inspector, TODAY)
    assert not Notice.objects.filter(agency=cast.department.agency, text__contains=row.title).exists()
    seeing = [actor for actor in others if row in queries.visible_inspections(actor, TOMORROW)]
    assert seeing == [cast.department, cast.province, cast.leader]


def test_an_announced_inspection_of_a_place_is_seen_by_every_body_in_it(cast: Cast) -> None:
    row = inspected(cast)
    row.subjects.all().delete()
    row.subjects.create(place_id=cast.officer.place)
    assert row in queries.visible_inspections(cast.officer, TODAY)
    assert row not in queries.visible_inspections(cast.officer_next_door, TODAY)


def test_a_recommendation_goes_from_inspector_to_owner_and_back_until_it_is_accepted(cast: Cast) -> None:
    row = recommended(cast)
    assert list(queries.list_work(cast.department, on=TODAY)) == [row]
    assert queries.count_recommendations(cast.province, on=LATER.date())["overdue"] == 1
    answered(cast, row)
    assert list(queries.list_work(cast.department, on=TODAY)) == []
    assert list(queries.list_work(cast.inspector, on=TODAY)) == [row]
    with pytest.raises(Refused):
        services.judge_answer(by=cast.inspector, now=NOW, recommendation=row.pk, accepted=False, text="")
    services.judge_answer(
        by=cast.inspector, now=NOW, recommendation=row.pk, accepted=False, text="Thiếu quý I"
    )
    answered(cast, row)
    services.judge_answer(by=cast.inspector, now=NOW, recommendation=row.pk, accepted=True, text="")
    done = queries.get_recommendation(cast.department, row.pk, on=TODAY)
    assert (done.state, done.settled_on) == (RecommendationState.ACCEPTED, TODAY)
    assert [reply.kind for reply in done.replies.all()] == ["accept", "answer", "return", "answer"]
    assert queries.count_recommendations(cast.province, on=LATER.date())["overdue"] == 0


def test_nobody_else_answers_judges_or_recommends(cast: Cast) -> None:
    row = recommended(cast)
    for other in (cast.province, cast.officer, cast.inspector, cast.stranger):
        with pytest.raises(NotThere):
            services.answer_recommendation(by=other, now=NOW, recommendation=row.pk, text="Xong")
    answered(cast, row)
    for other in (cast.province, cast.department, cast.leader, cast.stranger):
        with pytest.raises(NotThere):
            services.judge_answer(by=other, now=NOW, recommendation=row.pk, accepted=True, text="")
        with pytest.raises(NotThere):
            services.conclude_inspection(
                by=other, now=NOW, inspection=row.inspection_id, conclusion="1/KL", concluded_on=TODAY
            )
    assert row not in queries.visible_recommendations(cast.department_next_door, TODAY)


def test_an_inspection_a_recommendation_and_a_campaign_reach_only_whom_the_pages_offer(
    cast: Cast, plan: Plan
) -> None:
    row, elsewhere = inspected(cast), cast.stranger.place
    here: dict[str, Any] = {"now": NOW, "begins": TODAY, "ends": TOMORROW}

    def inspect(**whom: Any) -> None:
        kind = InspectionKind.CHECK
        services.plan_inspection(
            by=cast.inspector, **here, kind=kind, title="Kiểm tra", announced=True, **whom
        )

    def campaign(**said: Any) -> None:
        told: dict[str, Any] = {
            "plan": plan.pk,
            "name": "Chiến dịch",
            "report_due": TOMORROW,
            "parts": [cast.officer.agency],
        }
        services.start_campaign(by=cast.province, **here, **(told | said))

    inspect(subjects=[cast.officer.agency], places=[cast.officer.place])
    campaign(days=[(TOMORROW, "Ngày mở đầu")])
    acts: dict[str, list[Callable[[], object]]] = {
        "subject_outside": [
            lambda: inspect(subjects=[cast.stranger.agency]), lambda: inspect(subjects=[99_999_999]),
            lambda: inspect(subjects=[cast.inspector.agency]), lambda: inspect(places=[elsewhere]),
        ],
        "owner_outside": [
            partial(
                services.recommend, by=cast.inspector, now=NOW, inspection=row.pk, text="Bổ sung sổ", owner=owner,
                due_on=TOMORROW,
            )
            for owner in (cast.stranger.agency, cast.inspector.agency, 99_999_999)
        ],
        "agency_outside": [lambda: campaign(parts=[cast.stranger.agency]), lambda: campaign(parts=[99_999_999])],
        "day_outside": [lambda: campaign(days=[(TOMORROW + timedelta(days=1), "Sau ngày cuối")])],
    }  # fmt: skip
    for code, listed in acts.items():
        for act in listed:
            with pytest.raises(Refused) as refusal:
                act()
            assert [problem.code for problem in refusal.value.problems] == [code]


def test_conclusions_name_a_paper_once_the_inspection_has_begun(cast: Cast) -> None:
    row = inspected(cast, begins=TOMORROW)
    with pytest.raises(Refused):
        services.conclude_inspection(
            by=cast.inspector, now=NOW, inspection=row.pk, conclusion="12/KL-TTr", concluded_on=TODAY
        )
    done = services.conclude_inspection(
        by=cast.inspector, now=LATER, inspection=row.pk, conclusion=" 12/KL-TTr ", concluded_on=LATER.date()
    )
    assert (done.conclusion, done.concluded_on) == ("12/KL-TTr", LATER.date())


def test_a_campaign_says_who_has_reported_and_who_is_missing(cast: Cast, plan: Plan) -> None:
    row = in_action(cast, plan.pk)
    services.report_to_campaign(by=cast.officer, now=NOW, campaign=row.pk, text="Đã mít tinh, 120 người dự")
    [shown] = queries.list_campaigns(cast.province, on=TODAY)
    assert (vars(shown)["asked"], vars(shown)["reported"]) == (3, 1)
    missing = queries.list_parts(cast.province, row, on=TODAY, missing=True)
    assert {part.agency_id for part in missing} == {cast.department.agency, cast.officer_next_door.agency}
    # A neighbour sees the campaign and its own part, never another's report.
    [theirs] = queries.list_campaigns(cast.officer_next_door, on=TODAY)
    assert (vars(theirs)["asked"], vars(theirs)["reported"]) == (1, 0)
    assert not queries.list_reports(cast.officer_next_door, row, on=TODAY)
    with pytest.raises(NotThere):
        services.report_to_campaign(by=cast.department_next_door, now=NOW, campaign=row.pk, text="Tôi nữa")


def test_a_campaign_before_its_first_day_and_of_an_ended_plan_is_refused(cast: Cast, plan: Plan) -> None:
    row = in_action(cast, plan.pk, begins=TOMORROW)
    with pytest.raises(Refused):
        services.report_to_campaign(by=cast.officer, now=NOW, campaign=row.pk, text="Sớm")
    end_plan(by=cast.province, now=NOW, plan=plan.pk, ground="Hết hạn")
    with pytest.raises(Refused):
        in_action(cast, plan.pk)


def test_the_reminders_learn_who_owes_what(cast: Cast, plan: Plan) -> None:
    row, campaign = recommended(cast), in_action(cast, plan.pk)
    bodies, until = frozenset({cast.department.agency, cast.inspector.agency}), TODAY + timedelta(days=60)
    due = {one.key: one for one in queries.due_of(bodies, TODAY, until)}
    asked = due.pop(f"supervision.recommendation:{row.pk}")
    assert (asked.agency, asked.act, asked.on) == (cast.department.agency, Act.DO, row.due_on)
    [report] = due.values()
    assert (report.act, report.on, report.agency) == (Act.SUBMIT, campaign.report_due, cast.department.agency)
    answered(cast, row)
    [judged] = [one for one in queries.due_of(bodies, TODAY, until) if one.key.startswith("supervision.rec")]
    assert (judged.agency, judged.act, judged.on) == (cast.inspector.agency, Act.VERIFY, TODAY)
    assert not list(queries.due_of(bodies, TODAY, TODAY - timedelta(days=1)))


def test_a_commendation_freezes_its_record_and_is_decided_once(cast: Cast, plan: Plan) -> None:
    row = commended(cast, plan.pk)
    [record] = row.record.all()
    share = Share.objects.get(task__plan=plan, agency=cast.officer.agency, state="done")
    assert (record.task, record.done_on, record.verified) == (share.task.text, TODAY, False)
    assert record.on_time == (share.due_on is None or share.due_on >= TODAY)
    Share.objects.filter(pk=share.pk).update(state="open", percent=0, done_on=None)
    assert CommendationRecord.objects.get(commendation=row).done_on == TODAY
    assert row not in queries.visible_commendations(cast.officer, TODAY)
    with pytest.raises(NotThere):
        services.decide_commendation(
            by=cast.province, now=NOW, commendation=row.pk, awarded=True, decision="1/QĐ"
        )
    services.decide_commendation(
        by=cast.leader, now=NOW, commendation=row.pk, awarded=True, decision="88/QĐ-UBND"
    )
    assert row in queries.visible_commendations(cast.officer, TODAY)
    with pytest.raises(Refused):
        services.decide_commendation(
            by=cast.leader, now=NOW, commendation=row.pk, awarded=False, decision="Thôi"
        )


def test_a_commendation_needs_finished_work_of_a_body_of_ones_own(cast: Cast, plan: Plan) -> None:
    said: dict[str, Any] = {
        "form": "bang_khen",
        "ground": "Tốt",
        "period_from": date(2026, 1, 1),
        "period_to": TODAY,
    }
    with pytest.raises(Refused):
        services.propose_commendation(by=cast.province, now=NOW, agency=cast.department.agency, **said)
    with pytest.raises(NotThere):
        services.propose_commendation(by=cast.stranger, now=NOW, agency=cast.officer.agency, **said)
