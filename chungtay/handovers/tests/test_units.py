"""A province's units change: bodies, people and work follow as one operation, and all of it can be undone."""

from datetime import timedelta

import pytest

from chungtay.agencies import access
from chungtay.agencies import queries as agencies
from chungtay.agencies import services as agency_services
from chungtay.agencies.models import Holding
from chungtay.agencies.queries.life import list_successions
from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.handovers import services
from chungtay.handovers.models import Handover
from chungtay.handovers.rules import SAME, HandoverState
from chungtay.handovers.tests.factories import DAY, GROUND, Change, change_units, fingerprint
from chungtay.journal import queries as journal
from chungtay.notices import queries as notices
from chungtay.notices import worker
from chungtay.plans import queries as plans
from chungtay.plans import services as plan_services
from chungtay.plans.models import Passing, Plan, Share, Task
from chungtay.plans.queries.holding import tasks_without_owner
from chungtay.plans.rules import ShareState
from chungtay.plans.tests.factories import BY, MONTHLY, found_task, hand_over, paper_of, reviewed
from tests.cast import FOUNDER, NOW, SINCE, TODAY, Cast

# Three old communes become two; one of them was divided between both.
INTO = {"Mới Một": ["Cũ Một", "Cũ Hai"], "Mới Hai": ["Cũ Hai", "Cũ Ba", "Cũ Tư"]}


@pytest.fixture
def change(cast: Cast) -> Change:
    return change_units(cast, INTO)


def plan_of(cast: Cast, change: Change, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """Work given to the group of communes, to one commune by name, and to the district."""
    papers = hand_over(monkeypatch)
    one = next(iter(change.bodies.values()))
    found = reviewed(
        paper_of(cast.province),
        found_task(1, "Rà soát người sau cai", [change.groups["Ủy ban nhân dân"]], [], BY),
        found_task(2, "Tuyên truyền ở từng bản", [change.groups["Ủy ban nhân dân"]], [one], MONTHLY),
        found_task(3, "Làm điểm một xã", [one], [], BY),
        found_task(4, "Kiểm tra các xã", [change.groups["huyện"]], [change.groups["Công an"]], BY),
    )
    papers.put(found)
    return plan_services.make_plan(by=cast.province, now=NOW - timedelta(days=5), document=found.document)


@pytest.fixture
def old_plan(cast: Cast, change: Change, monkeypatch: pytest.MonkeyPatch) -> Plan:
    return plan_of(cast, change, monkeypatch)


def officer_of(agency: int, username: str) -> Actor:
    account, _ = agency_services.open_account(
        by=FOUNDER, now=NOW, agency=agencies.get_agency(FOUNDER, agency), username=username,
        name=f"{username} (ví dụ)", post_name="Công chức", role="commune", held_from=SINCE, password="",
    )  # fmt: skip
    return access.actor_of(agencies.list_holdings(account.pk, on=DAY - timedelta(days=1))[0])


def report(by: Actor, position: int, state: ShareState, percent: int | None = None) -> None:
    share = Share.objects.filter(agency=by.agency, task__position=position).earliest("due_on")
    plan_services.report_progress(
        by=by, now=NOW - timedelta(days=3), share=share.pk, state=state, percent=percent, note="", seen=0
    )


def heirs_of(change: Change, name: str) -> list[str]:
    return [row.new.name for row in list_successions(change.bodies[name])]


def reorganise(cast: Cast) -> Handover:
    return services.reorganise(by=cast.province, now=NOW, on=DAY, ground=GROUND)


def test_old_bodies_end_and_the_bodies_of_the_new_units_succeed_them(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    reorganise(cast)
    assert heirs_of(change, "Ủy ban nhân dân xã Cũ Một") == ["Ủy ban nhân dân xã Mới Một"]
    assert heirs_of(change, "Công an xã Cũ Ba") == ["Công an xã Mới Hai"]
    assert set(heirs_of(change, "Ủy ban nhân dân xã Cũ Hai")) == {
        "Ủy ban nhân dân xã Mới Một", "Ủy ban nhân dân xã Mới Hai",
    }  # fmt: skip
    assert all(row.parted for row in list_successions(change.bodies["Ủy ban nhân dân xã Cũ Hai"]))
    ended = agencies.get_agency(FOUNDER, change.bodies["Ủy ban nhân dân huyện Cũ"])
    assert (ended.valid_to, ended.end_ground) == (DAY, GROUND)


def test_totals_are_the_same_before_and_after_and_no_task_is_without_an_owner(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    first = officer_of(change.bodies["Ủy ban nhân dân xã Cũ Một"], "cu.mot")
    report(first, 1, ShareState.DONE)
    told = reorganise(cast).told
    assert {name: told["before"][name] for name in SAME} == {name: told["after"][name] for name in SAME}
    assert (told["before"]["communes"], told["after"]["communes"]) == (6, 4)  # two did not change
    assert (told["before"]["districts"], told["after"]["districts"]) == (1, 0)
    assert told["ownerless"] == 0
    assert tasks_without_owner(cast.province, on=TODAY) == []
    owing = Share.objects.filter(released_at__isnull=True).exclude(state=ShareState.DONE)
    assert not owing.filter(agency__in=change.bodies.values()).exists()


def test_shares_of_several_old_communes_become_one_and_lose_no_report(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    third = officer_of(change.bodies["Ủy ban nhân dân xã Cũ Ba"], "cu.ba")
    report(third, 1, ShareState.IN_PROGRESS, 60)
    reorganise(cast)
    task = Task.objects.get(position=1)
    (share,) = Share.objects.filter(task=task, agency__name="Ủy ban nhân dân xã Mới Hai")
    assert (share.state, share.percent) == ("in_progress", 20)  # of three: 0, 60, 0
    assert Passing.objects.filter(new=share).count() == 3
    told = plans.history_of_task(cast.province, task, on=TODAY)
    assert [line.update.percent for line in told if line.update] == [60]


def test_what_an_old_commune_had_done_is_not_asked_of_the_new_one_again(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    first = officer_of(change.bodies["Ủy ban nhân dân xã Cũ Một"], "cu.mot")
    report(first, 3, ShareState.DONE)
    reorganise(cast)
    task = Task.objects.get(position=3)
    assert (task.share_count, task.done_count) == (1, 1)


def test_people_follow_their_work_into_the_new_body(cast: Cast, change: Change, old_plan: Plan) -> None:
    third = officer_of(change.bodies["Ủy ban nhân dân xã Cũ Ba"], "cu.ba")
    reorganise(cast)
    (held,) = agencies.list_holdings(third.account, on=DAY)
    assert held.post.agency.name == "Ủy ban nhân dân xã Mới Hai"
    assert (held.post.name, held.post.role) == ("Công chức", "commune")
    new = access.actor_of(held)
    assert plans.my_work(new, today=TODAY).open > 0
    assert "cơ quan mới" in notices.list_notices(new)[0].text


def test_who_held_only_some_powers_of_a_post_gains_none_by_following(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    third = officer_of(change.bodies["Ủy ban nhân dân xã Cũ Ba"], "cu.ba")
    Holding.objects.filter(account=third.account).update(powers=["work.report"])
    reorganise(cast)
    (held,) = agencies.list_holdings(third.account, on=DAY)
    assert (held.powers, held.ground) == (["work.report"], GROUND)


def test_people_of_a_divided_body_wait_for_a_persons_decision(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    second = officer_of(change.bodies["Ủy ban nhân dân xã Cũ Hai"], "cu.hai")
    told = reorganise(cast).told
    assert [row["about"] for row in told["decide"]] == ["Ủy ban nhân dân xã Cũ Hai"]
    (held,) = agencies.list_holdings(second.account, on=DAY)
    assert held.post.agency_id == change.bodies["Ủy ban nhân dân xã Cũ Hai"]


def test_a_body_that_no_line_tells_of_is_left_to_a_person(cast: Cast, change: Change, old_plan: Plan) -> None:
    odd = agency_services.open_agency(
        by=FOUNDER, now=NOW, name="Ban Quản lý chợ Cũ Một", level=AgencyLevel.COMMUNE,
        place=change.old["Cũ Một"], valid_from=SINCE,
    )  # fmt: skip
    told = reorganise(cast).told
    assert "Ban Quản lý chợ Cũ Một" in [row["about"] for row in told["decide"]]
    assert agencies.get_agency(FOUNDER, odd.pk).valid_to is None


def test_groups_stand_for_the_new_bodies_from_the_day_on(cast: Cast, change: Change, old_plan: Plan) -> None:
    reorganise(cast)
    group = change.groups["Ủy ban nhân dân"]
    eve = DAY - timedelta(days=1)
    assert agencies.members_of(group, on=eve).count() == 4
    assert [body.name for body in agencies.members_of(group, on=DAY)] == [
        "Ủy ban nhân dân xã Mới Hai", "Ủy ban nhân dân xã Mới Một",
    ]  # fmt: skip


def test_a_rehearsal_of_the_reorganisation_leaves_every_byte(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    before = fingerprint()
    told = services.rehearse_reorganisation(by=cast.province, now=NOW, on=DAY, ground=GROUND)
    assert (told.after["communes"], told.ownerless) == (4, 0)
    assert fingerprint() == before


def test_the_reorganisation_is_undone_to_the_byte(cast: Cast, change: Change, old_plan: Plan) -> None:
    first = officer_of(change.bodies["Ủy ban nhân dân xã Cũ Một"], "cu.mot")
    report(first, 1, ShareState.IN_PROGRESS, 30)
    before = fingerprint()
    row = reorganise(cast)
    assert fingerprint() != before
    services.undo_handover(by=cast.province, now=NOW, handover=row.pk, ground="Diễn tập")
    assert fingerprint() == before
    assert journal.verify() == []


def test_a_report_of_a_new_commune_stands_in_the_way_of_undoing(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    third = officer_of(change.bodies["Ủy ban nhân dân xã Cũ Ba"], "cu.ba")
    row = reorganise(cast)
    new = access.actor_of(agencies.list_holdings(third.account, on=DAY)[0])
    share = Share.objects.filter(agency=new.agency, task__position=1).get()
    plan_services.report_progress(
        by=new, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="", seen=share.revision
    )
    before = fingerprint()
    with pytest.raises(Refused):
        services.undo_handover(by=cast.province, now=NOW, handover=row.pk, ground="Diễn tập")
    assert fingerprint() == before


def test_a_new_account_in_a_new_body_stands_in_the_way_of_undoing(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    row = reorganise(cast)
    new = agencies.resolve(["Công an xã Mới Hai"], on=DAY, near=cast.province.place)["Công an xã Mới Hai"]
    agency_services.open_account(
        by=FOUNDER, now=NOW, agency=agencies.get_agency(FOUNDER, new), username="moi", name="Mới (ví dụ)",
        post_name="Cán bộ", role="commune", held_from=DAY, password="",
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        services.undo_handover(by=cast.province, now=NOW, handover=row.pk, ground="Diễn tập")
    assert any("chức danh" in problem.message for problem in refusal.value.problems)


def test_a_second_reorganisation_for_the_same_day_finds_nothing_to_do(
    cast: Cast, change: Change, old_plan: Plan
) -> None:
    reorganise(cast)
    with pytest.raises(Refused) as refusal:
        services.rehearse_reorganisation(by=cast.province, now=NOW, on=DAY, ground=GROUND)
    assert refusal.value.problems[0].code == "nothing_ends"


def test_the_worker_does_what_the_standing_office_asked(cast: Cast, change: Change, old_plan: Plan) -> None:
    row = services.ask_reorganisation(by=cast.province, now=NOW, on=DAY, ground=GROUND)
    assert Handover.objects.get(pk=row.pk).state == HandoverState.ASKED
    assert worker.run_due(limit=1) == 1
    assert Handover.objects.get(pk=row.pk).state == HandoverState.DONE


def test_a_bigger_province_of_120_communes_keeps_its_totals_and_comes_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"Cũ {number}" for number in range(120)]
    into = {f"Mới {number}": names[number * 3 : number * 3 + 3] for number in range(40)}
    change = change_units(cast, into)
    plan_of(cast, change, monkeypatch)
    before = fingerprint()
    row = reorganise(cast)
    told = row.told
    assert {name: told["before"][name] for name in SAME} == {name: told["after"][name] for name in SAME}
    assert (told["before"]["communes"], told["after"]["communes"], told["ownerless"]) == (122, 42, 0)
    assert (told["before"]["bodies"], told["after"]["bodies"]) == (243, 82)
    services.undo_handover(by=cast.province, now=NOW, handover=row.pk, ground="Diễn tập")
    assert fingerprint() == before
