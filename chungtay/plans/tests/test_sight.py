"""Sight and right agree: what a person sees is what the rules allow, and nothing else."""

from dataclasses import replace

import pytest

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.plans import queries, services
from chungtay.plans.models import Plan, Share
from chungtay.plans.rules import ShareState, may_manage, may_oversee, may_report
from tests.cast import NOW, TODAY, Cast

EVERYBODY = (
    "province", "department", "department_next_door", "officer", "deputy", "officer_next_door", "doctor", "leader",
    "inspector", "stranger",
)  # fmt: skip


def texts_seen(actor: Actor) -> set[str]:
    return {
        text.split()[0] + " " + text.split()[1]
        for text in queries.visible_tasks(actor, TODAY).values_list("text", flat=True)
    }


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("province", {"Lập kế", "Rà soát", "Kiểm tra", "Nâng cao", "Báo cáo"}),
        ("leader", {"Lập kế", "Rà soát", "Kiểm tra", "Nâng cao", "Báo cáo"}),
        ("inspector", {"Lập kế", "Rà soát", "Kiểm tra", "Nâng cao", "Báo cáo"}),
        ("department", {"Lập kế", "Báo cáo"}),
        ("department_next_door", {"Kiểm tra"}),
        ("officer", {"Lập kế", "Rà soát", "Báo cáo"}),
        ("deputy", {"Lập kế", "Rà soát", "Báo cáo"}),
        ("officer_next_door", {"Rà soát", "Báo cáo"}),
        ("doctor", set()),
        ("stranger", set()),
    ],
)
def test_an_agency_sees_only_what_is_its_own(plan: Plan, cast: Cast, who: str, seen: set[str]) -> None:
    assert texts_seen(getattr(cast, who)) == seen


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_plan_is_seen_exactly_by_who_oversees_it_or_has_a_task_in_it(
    plan: Plan, cast: Cast, who: str
) -> None:
    actor = getattr(cast, who)
    seen = queries.visible_plans(actor, TODAY).filter(pk=plan.pk).exists()
    assert seen == queries.visible_tasks(actor, TODAY).filter(plan=plan).exists()
    whole = may_oversee(actor, owner=plan.owner_id, jurisdiction=queries.jurisdiction(actor, TODAY))
    assert whole == (plan.pk in queries.overseen(actor, TODAY))
    assert whole <= seen


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_sees_a_share_without_overseeing_it_may_report_on_it(plan: Plan, cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    overseen = queries.overseen(actor, TODAY)
    for share in Share.objects.select_related("task"):
        seen = queries.visible_shares(actor, TODAY).filter(pk=share.pk).exists()
        assert seen == (share.task.plan_id in overseen or share.agency_id in actor.bodies)
        if may_report(actor, doer=share.agency_id):
            assert seen


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_service_reports_exactly_for_whom_the_rule_allows(plan: Plan, cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    share = Share.objects.filter(agency=cast.officer.agency).earliest("pk")
    allowed = may_report(actor, doer=share.agency_id)
    assert allowed == (who in ("officer", "deputy"))
    try:
        services.report_progress(
            by=actor, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="", seen=0
        )
    except NotThere:
        assert not allowed
    else:
        assert allowed


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_standing_office_of_the_jurisdiction_manages(plan: Plan, cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    allowed = may_manage(actor, owner=plan.owner_id, jurisdiction=queries.jurisdiction(actor, TODAY))
    assert allowed == (who == "province")
    try:
        services.end_plan(by=actor, now=NOW, plan=plan.pk, ground="Hết giai đoạn")
    except NotThere:
        assert not allowed
    else:
        assert allowed


def test_an_officer_without_the_power_to_report_sees_and_does_not_report(plan: Plan, cast: Cast) -> None:
    trainee = replace(cast.officer, powers=frozenset())
    share = Share.objects.filter(agency=cast.officer.agency).earliest("pk")
    assert queries.get_share(trainee, share.pk, on=TODAY) == share
    with pytest.raises(NotThere):
        services.report_progress(
            by=trainee, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="", seen=0
        )


def test_a_neighbours_updates_are_not_in_the_history_one_sees(plan: Plan, cast: Cast) -> None:
    share = Share.objects.filter(agency=cast.officer.agency, task__text__startswith="Rà soát").get()
    services.report_progress(
        by=cast.officer, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="", seen=0
    )
    assert len(queries.history_of_task(cast.officer, share.task, on=TODAY)) == 1
    assert len(queries.history_of_task(cast.province, share.task, on=TODAY)) == 1
    assert queries.history_of_task(cast.officer_next_door, share.task, on=TODAY) == []
