"""Two plans are compared, a person decides, a unit is asked: what each leaves behind."""

from dataclasses import replace
from datetime import date

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.chain import queries, services
from chungtay.chain.models import Answer, Link, PlanPair
from chungtay.chain.queries import Asked
from chungtay.chain.rules import Coverage, LinkState, ProposalState
from chungtay.chain.tests.factories import (
    DENOUNCE,
    MODEL,
    PRECURSORS,
    answer_to,
    lower_plan,
    upper_plan,
)
from chungtay.notices import worker
from chungtay.notices.models import Notice
from chungtay.plans.models import Task
from chungtay.plans.services import make_plan
from chungtay.plans.tests.factories import Papers
from tests.cast import NOW, TODAY, Cast


def state_of(pair: PlanPair, words: str) -> str:
    return answer_to(pair, words).state


def test_comparing_names_the_hole_and_what_is_not_the_units(pair: PlanPair, cast: Cast) -> None:
    assert state_of(pair, DENOUNCE) == Coverage.HOLE
    assert state_of(pair, PRECURSORS) == Coverage.UNADDRESSED
    assert state_of(pair, MODEL) == Coverage.SUGGESTED
    counts = queries.count_by_state(queries.list_answers(cast.province, pair.upper_id, Asked(), on=TODAY))
    assert (counts[Coverage.HOLE], counts[Coverage.UNADDRESSED], counts[Coverage.SUGGESTED]) == (2, 1, 1)


def test_a_confirmed_answer_with_a_later_date_is_a_change_and_a_rejected_one_a_hole(
    pair: PlanPair, cast: Cast
) -> None:
    link = Link.objects.get(answer__promise__text=MODEL)
    services.decide_links(by=cast.province, now=NOW, links=[link.pk], state=LinkState.CONFIRMED)
    assert state_of(pair, MODEL) == Coverage.CHANGED
    assert link.differences == [["later", "2026-03-31", "2026-09-30"]]
    services.decide_links(by=cast.province, now=NOW, links=[link.pk], state=LinkState.REJECTED)
    assert state_of(pair, MODEL) == Coverage.HOLE


def test_comparing_again_keeps_what_a_person_decided_and_drops_what_the_plan_no_longer_says(
    pair: PlanPair, cast: Cast, papers: Papers
) -> None:
    link = Link.objects.get(answer__promise__text=MODEL)
    services.decide_links(by=cast.province, now=NOW, links=[link.pk], state=LinkState.CONFIRMED)
    services.excuse(
        by=cast.province, now=NOW, answer=answer_to(pair, DENOUNCE).pk, ground="Đã có đường dây nóng"
    )
    document = pair.upper.document_id
    papers.put(replace(papers.by_id[document], version=2, targets=()))
    make_plan(by=cast.province, now=NOW, document=document)
    assert queries.list_unmatched(cast.province, pair.upper_id, on=TODAY) == [pair.lower_id]
    services.compare_plans(by=cast.province, now=NOW, upper=pair.upper_id, lower=pair.lower_id)
    assert (state_of(pair, MODEL), state_of(pair, DENOUNCE)) == (Coverage.CHANGED, Coverage.EXCUSED)
    assert not Answer.objects.filter(pair=pair, promise__kind="target").exists()
    assert queries.list_unmatched(cast.province, pair.upper_id, on=TODAY) == []


def test_a_person_links_by_hand_what_no_likeness_shows(pair: PlanPair, cast: Cast) -> None:
    hole = answer_to(pair, DENOUNCE)
    [evening] = [one for one in queries.list_lower_promises(hole) if one.text.startswith("Tổ chức hoạt động")]
    services.link_by_hand(by=cast.province, now=NOW, answer=hole.pk, lower=evening.pk)
    assert state_of(pair, DENOUNCE) == Coverage.TAKEN


def test_a_hole_is_proposed_the_unit_agrees_and_the_duty_enters_its_plan(pair: PlanPair, cast: Cast) -> None:
    hole = answer_to(pair, DENOUNCE)
    assert services.propose(by=cast.province, now=NOW, answers=[hole.pk], due_on=date(2026, 6, 30)) == 1
    assert services.propose(by=cast.province, now=NOW, answers=[hole.pk]) == 0  # asked once, told once
    notice = Notice.objects.get(agency=cast.officer.agency, text__contains=DENOUNCE)
    assert notice.link == f"/chuoi-ke-hoach/dieu/{hole.pk}/"
    assert list(queries.list_proposals(cast.officer, on=TODAY)) == [hole]
    services.reply_to_proposal(by=cast.officer, now=NOW, answer=hole.pk, agreed=True, reply="")
    services.take_into_plan(
        by=cast.province, now=NOW, answer=hole.pk, text=DENOUNCE, due_on=None, ground="Xã nhận bổ sung"
    )
    assert (state_of(pair, DENOUNCE), answer_to(pair, DENOUNCE).proposal) == (
        Coverage.TAKEN,
        ProposalState.ADDED,
    )
    added = Task.objects.get(plan=pair.lower_id, text=DENOUNCE)
    assert [share.agency_id for share in added.shares.all()] == [cast.officer.agency]


def test_a_unit_closes_a_hole_only_with_a_ground_and_only_its_own(pair: PlanPair, cast: Cast) -> None:
    hole = answer_to(pair, DENOUNCE)
    with pytest.raises(NotThere):  # nobody asked it yet
        services.reply_to_proposal(by=cast.officer, now=NOW, answer=hole.pk, agreed=True, reply="")
    services.propose(by=cast.province, now=NOW, answers=[hole.pk])
    with pytest.raises(NotThere):
        services.reply_to_proposal(
            by=cast.officer_next_door, now=NOW, answer=hole.pk, agreed=False, reply="Không"
        )
    with pytest.raises(Refused):
        services.reply_to_proposal(by=cast.officer, now=NOW, answer=hole.pk, agreed=False, reply="  ")
    services.reply_to_proposal(
        by=cast.officer, now=NOW, answer=hole.pk, agreed=False, reply="Đã có ở kế hoạch khác"
    )
    row = answer_to(pair, DENOUNCE)
    assert (row.state, row.ground) == (Coverage.EXCUSED, "Đã có ở kế hoạch khác")
    services.excuse(by=cast.province, now=NOW, answer=row.pk, ground="")
    assert state_of(pair, DENOUNCE) == Coverage.HOLE


def test_only_who_manages_the_upper_plan_decides(pair: PlanPair, cast: Cast) -> None:
    link = Link.objects.get(answer__promise__text=MODEL)
    for other in (cast.leader, cast.officer, cast.stranger, cast.inspector):
        with pytest.raises(NotThere):
            services.decide_links(by=other, now=NOW, links=[link.pk], state=LinkState.CONFIRMED)
        with pytest.raises(NotThere):
            services.compare_plans(by=other, now=NOW, upper=pair.upper_id, lower=pair.lower_id)
    assert queries.list_upper(cast.leader, on=TODAY)[0].lower == 1
    assert queries.list_upper(cast.stranger, on=TODAY) == []


def test_the_worker_compares_every_plan_that_names_the_upper_one(cast: Cast, papers: Papers) -> None:
    upper, lower = upper_plan(cast, papers), lower_plan(cast, papers)
    assert services.ask_comparisons(by=cast.province, now=NOW, upper=upper.pk) == 1
    assert worker.run_due(limit=1) == 1
    assert PlanPair.objects.get(upper=upper, lower=lower).compared_at
    assert services.ask_comparisons(by=cast.province, now=NOW, upper=upper.pk) == 0
