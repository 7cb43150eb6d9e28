"""A share from hand to hand: received, refused, given more time, reported, confirmed, sent back."""

from datetime import date, timedelta
from typing import Any

import pytest

from chungtay.assignments import queries, services
from chungtay.assignments.models import Answer
from chungtay.assignments.queries import Waiting
from chungtay.base.actor import Actor
from chungtay.base.problems import Conflict, NotThere, Refused
from chungtay.notices.models import Notice
from chungtay.notices.queries import all_due
from chungtay.notices.rules import Act
from chungtay.plans.models import Plan, Share
from chungtay.plans.rules import ShareState
from chungtay.plans.services import report_progress
from tests.cast import NOW, TODAY, Cast


def share_of(actor: Actor, words: str) -> Share:
    return Share.objects.filter(agency=actor.agency, task__text__startswith=words, released_at=None).earliest(
        "pk"
    )


def report_done(actor: Actor, share: Share) -> Share:
    share.refresh_from_db()
    report_progress(by=actor, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="Xong",
                    seen=share.revision)  # fmt: skip
    share.refresh_from_db()
    return share


def standing(share: Share) -> Any:
    return queries.standings_of([share])[share.pk]


def test_what_is_received_covers_every_turn_of_the_duty(cast: Cast, plan: Plan) -> None:
    finance = cast.department_next_door
    share = share_of(finance, "Kiểm tra")
    turns = Share.objects.filter(task=share.task, agency=finance.agency).count()
    assert turns > 1
    assert services.receive(by=finance, now=NOW, shares=[share.pk]) == turns
    assert services.receive(by=finance, now=NOW, shares=[share.pk]) == 0
    assert standing(share).received
    assert not queries.shares_to_receive(finance.bodies, until=date.max).exists()


def test_nobody_receives_for_a_neighbour(cast: Cast, plan: Plan) -> None:
    share = share_of(cast.officer, "Rà soát")
    with pytest.raises(NotThere):
        services.receive(by=cast.officer_next_door, now=NOW, shares=[share.pk])
    with pytest.raises(NotThere):
        services.refuse(by=cast.province, now=NOW, share=share.pk, words="x", agency=cast.doctor.agency)
    assert not Answer.objects.exists()


def test_an_accepted_refusal_passes_the_work_on(cast: Cast, plan: Plan) -> None:
    share = share_of(cast.officer, "Rà soát")
    answer = services.refuse(
        by=cast.officer, now=NOW, share=share.pk, words="Thuộc ngành y tế", agency=cast.department.agency
    )
    assert queries.count_waiting(cast.province, on=TODAY)[Waiting.REFUSALS] == 1
    with pytest.raises(Refused, match="refusing"):
        report_done(cast.officer, share)
    services.settle(by=cast.province, now=NOW, answer=answer.pk, accept=True, words="Đồng ý")
    share.refresh_from_db()
    assert share.released_at is not None
    taken = share_of(cast.department, "Rà soát")
    assert taken.task_id == share.task_id
    assert queries.count_waiting(cast.province, on=TODAY)[Waiting.REFUSALS] == 0
    assert Notice.objects.filter(
        agency_id=cast.department.agency, text__startswith="Được giao việc: Rà soát"
    ).exists()
    with pytest.raises(NotThere):
        services.settle(by=cast.province, now=NOW, answer=answer.pk, accept=False, words="x")


def test_a_refusal_that_is_not_accepted_needs_a_ground_and_is_final(cast: Cast, plan: Plan) -> None:
    share = share_of(cast.officer, "Rà soát")
    answer = services.refuse(
        by=cast.officer, now=NOW, share=share.pk, words="Không đủ người", agency=cast.doctor.agency
    )
    with pytest.raises(Refused, match="words_empty"):
        services.settle(by=cast.province, now=NOW, answer=answer.pk, accept=False, words=" ")
    services.settle(by=cast.province, now=NOW, answer=answer.pk, accept=False, words="Xã nào cũng phải làm")
    with pytest.raises(Conflict):
        services.refuse(by=cast.officer, now=NOW, share=share.pk, words="Vẫn thế", agency=cast.doctor.agency)
    services.receive(by=cast.officer, now=NOW, shares=[share.pk])
    assert report_done(cast.officer, share).state == ShareState.DONE


def test_more_time_moves_one_share_once(cast: Cast, plan: Plan) -> None:
    share, other = share_of(cast.officer, "Rà soát"), share_of(cast.officer_next_door, "Rà soát")
    day = TODAY + timedelta(days=60)
    answer = services.ask_time(by=cast.officer, now=NOW, share=share.pk, day=day, words="Mưa lũ chia cắt")
    assert standing(share).received
    services.settle_all(by=cast.province, now=NOW, answers=[answer.pk])
    share.refresh_from_db()
    assert share.due_on == day
    assert Share.objects.get(pk=other.pk).due_on == other.due_on
    with pytest.raises(Conflict):
        services.ask_time(by=cast.officer, now=NOW, share=share.pk, day=day + timedelta(days=9), words="Nữa")


def test_more_time_denied_leaves_the_date_and_is_not_asked_again(cast: Cast, plan: Plan) -> None:
    share = share_of(cast.officer, "Rà soát")
    answer = services.ask_time(
        by=cast.officer, now=NOW, share=share.pk, day=TODAY + timedelta(days=60), words="Thiếu người"
    )
    services.settle(by=cast.province, now=NOW, answer=answer.pk, accept=False, words="Việc gấp")
    assert Share.objects.get(pk=share.pk).due_on == share.due_on
    with pytest.raises(Conflict):
        services.ask_time(
            by=cast.officer, now=NOW, share=share.pk, day=TODAY + timedelta(days=90), words="Nữa"
        )


def test_what_is_confirmed_stands_until_it_is_sent_back(cast: Cast, plan: Plan) -> None:
    share = report_done(cast.officer, share_of(cast.officer, "Rà soát"))
    assert services.verify(by=cast.province, now=NOW, shares=[share.pk]) == 1
    assert services.verify(by=cast.province, now=NOW, shares=[share.pk]) == 0
    with pytest.raises(Refused, match="verified"):
        report_progress(by=cast.officer, now=NOW, share=share.pk, state=ShareState.IN_PROGRESS, percent=50, note="Sửa",
                        seen=share.revision)  # fmt: skip
    services.send_back(by=cast.province, now=NOW, share=share.pk, words="Thiếu danh sách thôn bản")
    share.refresh_from_db()
    share.task.refresh_from_db()
    assert (share.state, share.percent, share.done_on) == (ShareState.IN_PROGRESS, 90, None)
    assert share.task.done_count == 0
    assert standing(share).returned
    assert not standing(report_done(cast.officer, share)).verified


def test_who_manages_settles_only_what_is_theirs(cast: Cast, plan: Plan) -> None:
    share = report_done(cast.officer, share_of(cast.officer, "Rà soát"))
    for stranger in (cast.stranger, cast.officer, cast.leader):
        with pytest.raises(NotThere):
            services.verify(by=stranger, now=NOW, shares=[share.pk])
        assert queries.count_waiting(stranger, on=TODAY) == dict.fromkeys(Waiting, 0)


def test_who_supports_says_what_it_did_and_owes_no_share(cast: Cast, plan: Plan) -> None:
    task = plan.tasks.get(text__startswith="Lập kế hoạch")
    services.contribute(by=cast.officer, now=NOW, task=task.pk, words="Đã cung cấp danh sách thôn bản")
    assert not task.shares.filter(agency=cast.officer.agency).exists()
    with pytest.raises(NotThere):
        services.contribute(by=cast.department, now=NOW, task=task.pk, words="Chủ trì thì báo tiến độ")


def test_the_reminders_are_told_what_waits_for_whom(cast: Cast, plan: Plan) -> None:
    bodies = frozenset(a.agency for a in (cast.province, cast.officer, cast.department))
    share = share_of(cast.officer, "Rà soát")
    services.refuse(by=cast.officer, now=NOW, share=share.pk, words="Không phải", agency=cast.doctor.agency)
    done = report_done(cast.department, share_of(cast.department, "Lập kế hoạch"))
    found = {(due.act, due.agency) for due in all_due(bodies, TODAY, TODAY)}
    assert (Act.ANSWER, cast.province.agency) in found
    assert (Act.VERIFY, cast.province.agency) in found
    services.send_back(by=cast.province, now=NOW, share=done.pk, words="Thiếu")
    found = {(due.act, due.agency) for due in all_due(bodies, TODAY, TODAY)}
    assert (Act.REDO, cast.department.agency) in found
    assert (Act.VERIFY, cast.province.agency) not in found
