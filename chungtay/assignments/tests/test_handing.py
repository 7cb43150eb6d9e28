"""One duty to many, many duties to one, and to those who come later."""

from typing import Any

import pytest

from chungtay.agencies.queries import get_agency
from chungtay.agencies.rules import AgencyLevel
from chungtay.agencies.services import open_agency, set_members
from chungtay.assignments import queries, services
from chungtay.assignments.models import Spread
from chungtay.base.problems import NotThere, Refused
from chungtay.places.rules import Kind
from chungtay.plans.models import Plan, Share, Task
from chungtay.plans.services import reassign
from tests.cast import FOUNDER, NOW, SINCE, TODAY, Cast, Town, make_group, plant


def ungiven(plan: Plan) -> Task:
    return plan.tasks.get(share_count=0)


def owers(task: Task) -> set[int]:
    return set(task.shares.filter(released_at=None).values_list("agency", flat=True))


def test_one_duty_unfolds_to_every_commune_and_tells_before_what_it_would_do(
    cast: Cast, town: Town, plan: Plan
) -> None:
    task, communes = ungiven(plan), {cast.officer.agency, cast.officer_next_door.agency}
    many, _single = queries.list_owners(cast.province, on=TODAY)
    [owner] = [owner for owner in many if owner.key.startswith("communes")]
    assert owner.units == 2
    [told] = queries.rehearse_hand_out(cast.province, [task.pk], communes, on=TODAY)
    assert (told.units, told.new, told.released) == (2, 2, 0)
    assert owers(task) == set()
    services.hand_out(by=cast.province, now=NOW, tasks=[task.pk], owner=owner.key, ground="Công văn 1")
    assert owers(task) == communes
    assert not queries.list_ungiven(cast.province, on=TODAY).exists()


def test_a_unit_created_later_gets_its_share_once(cast: Cast, town: Town, plan: Plan) -> None:
    task = ungiven(plan)
    services.hand_out(
        by=cast.province, now=NOW, tasks=[task.pk], owner=f"communes:{town.province}", ground="Công văn 1"
    )
    new_place = plant("X103", Kind.COMMUNE, "xã", "C", (town.province,))
    new = open_agency(by=FOUNDER, now=NOW, name="Ủy ban nhân dân xã C", level=AgencyLevel.COMMUNE, place=new_place,
                      valid_from=SINCE)  # fmt: skip
    assert services.renew_spreads(now=NOW) == 1
    assert new.pk in owers(task)
    assert services.renew_spreads(now=NOW) == 0
    assert Spread.objects.count() == 1


def test_whoever_joins_any_group_gets_the_open_turns_of_its_duties(cast: Cast, plan: Plan) -> None:
    group = make_group("Các cơ quan Ví dụ", [cast.department.agency], place=cast.province.place)
    task = ungiven(plan)
    reassign(by=cast.province, now=NOW, task=task.pk, leads=[group], supports=[], ground="Công văn 2")
    body = get_agency(FOUNDER, group)
    set_members(by=FOUNDER, now=NOW, group=body, members=[cast.department.agency, cast.doctor.agency])
    assert services.renew_spreads(now=NOW) == 1
    assert owers(task) == {cast.department.agency, cast.doctor.agency}


def test_who_refused_with_a_ground_is_not_asked_again_with_the_group(
    cast: Cast, town: Town, plan: Plan
) -> None:
    task = ungiven(plan)
    services.hand_out(
        by=cast.province, now=NOW, tasks=[task.pk], owner=f"communes:{town.province}", ground="Công văn 1"
    )
    share = Share.objects.get(task=task, agency=cast.officer.agency)
    asked = services.refuse(by=cast.officer, now=NOW, share=share.pk, words="Vì", agency=cast.doctor.agency)
    services.settle(by=cast.province, now=NOW, answer=asked.pk, accept=True, words="")
    services.renew_spreads(now=NOW)
    leads = [part.agency_id for part in task.assignments.filter(role="lead")]
    reassign(
        by=cast.province,
        now=NOW,
        task=task.pk,
        leads=leads,
        supports=[cast.leader.agency],
        ground="Thêm phối hợp",
    )
    assert owers(task) == {cast.officer_next_door.agency, cast.doctor.agency}


def test_many_duties_go_to_one_body_at_once_or_not_at_all(cast: Cast, plan: Plan) -> None:
    tasks = list(plan.tasks.filter(kind="work").values_list("pk", flat=True))
    one = f"agency:{cast.leader.agency}"
    with pytest.raises(NotThere):
        services.hand_out(by=cast.province, now=NOW, tasks=[*tasks, 999_999], owner=one, ground="Công văn 3")
    assert owers(ungiven(plan)) == set()
    assert services.hand_out(by=cast.province, now=NOW, tasks=tasks, owner=one, ground="Công văn 3") == len(
        tasks
    )
    assert {agency for task in plan.tasks.filter(pk__in=tasks) for agency in owers(task)} == {
        cast.leader.agency
    }


def test_handing_out_needs_tasks_an_owner_and_the_power(cast: Cast, plan: Plan) -> None:
    given: dict[str, Any] = {"now": NOW, "ground": "Công văn"}
    with pytest.raises(Refused, match="tasks_empty"):
        services.hand_out(by=cast.province, tasks=[], owner=f"agency:{cast.leader.agency}", **given)
    with pytest.raises(Refused, match="owner_empty"):
        services.hand_out(by=cast.province, tasks=[ungiven(plan).pk], owner="", **given)
    for actor in (cast.stranger, cast.officer):
        with pytest.raises(NotThere):
            services.hand_out(by=actor, tasks=[ungiven(plan).pk], owner=f"agency:{actor.agency}", **given)
    with pytest.raises(NotThere):
        services.hand_out(
            by=cast.province, tasks=[ungiven(plan).pk], owner=f"agency:{cast.stranger.agency}", **given
        )


def test_quotas_are_read_confirmed_and_counted(cast: Cast, plan: Plan) -> None:
    task = plan.tasks.get(text__startswith="Rà soát")
    Task.objects.filter(pk=task.pk).update(
        text="Mỗi xã, phường xây dựng 01-02 mô hình điểm về phòng, chống ma túy"
    )
    assert services.propose_quotas(by=cast.province, now=NOW, plan=plan.pk) == 1
    assert queries.list_quotas(cast.officer, task, on=TODAY) == []
    [row] = queries.quotas_of_plan(cast.province, plan, on=TODAY)
    assert services.confirm_quotas(by=cast.province, now=NOW, plan=plan.pk, quotas=[row.pk]) == 1
    services.count_quota(by=cast.officer, now=NOW, quota=row.pk, number=1, words="Bản A")
    with pytest.raises(Refused, match="count_below"):
        services.count_quota(by=cast.officer, now=NOW, quota=row.pk, number=-2)
    [mine] = queries.list_quotas(cast.officer, task, on=TODAY)
    assert [(agency, counted.number) for agency, _name, counted in mine.units] == [(cast.officer.agency, 1)]
    [whole] = queries.list_quotas(cast.province, task, on=TODAY)
    assert (len(whole.units), whole.met) == (2, 1)
    with pytest.raises(NotThere):
        services.count_quota(by=cast.department, now=NOW, quota=row.pk, number=1)
    with pytest.raises(Refused, match="counted"):
        services.drop_quota(by=cast.province, now=NOW, plan=plan.pk, quota=row.pk)
