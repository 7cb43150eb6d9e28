"""Who does a task and by when, changed by a person with a ground."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.journal.queries import history_of
from chungtay.notices import queries as notices
from chungtay.plans import services
from chungtay.plans.models import Plan, Share
from chungtay.plans.rules import PlanState, ShareState
from chungtay.plans.tests.factories import Papers
from chungtay.plans.tests.test_progress import wrong_counts
from tests.cast import NOW, Cast


def codes(refusal: Refused) -> list[str]:
    return [problem.code for problem in refusal.problems]


def test_a_lead_that_goes_keeps_what_it_reported_and_owes_nothing_more(plan: Plan, cast: Cast) -> None:
    task = plan.tasks.get(text__startswith="Rà soát")
    mine = task.shares.get(agency=cast.officer.agency)
    services.report_progress(
        by=cast.officer, now=NOW, share=mine.pk, state=ShareState.IN_PROGRESS, percent=50, note="", seen=0
    )
    services.reassign(
        by=cast.province, now=NOW, task=task.pk, leads=[cast.department.agency, cast.officer_next_door.agency],
        supports=[cast.officer.agency], ground="Công văn 5",
    )  # fmt: skip
    mine.refresh_from_db()
    assert mine.released_at
    assert mine.percent == 50
    task.refresh_from_db()
    assert (task.share_count, task.begun_count) == (2, 0)
    assert task.assignments.get(agency=cast.officer_next_door.agency).written.startswith("cơ quan ")
    assert wrong_counts() == []
    with pytest.raises(NotThere):
        services.report_progress(
            by=cast.officer, now=NOW, share=mine.pk, state=ShareState.DONE, percent=None, note="", seen=1
        )


def test_work_that_comes_back_comes_back_with_its_history(plan: Plan, cast: Cast) -> None:
    task = plan.tasks.get(text__startswith="Lập kế hoạch")
    share = task.shares.get()
    services.report_progress(
        by=cast.department, now=NOW, share=share.pk, state=ShareState.IN_PROGRESS, percent=50, note="", seen=0
    )
    for leads in ([cast.officer.agency], [cast.department.agency]):
        services.reassign(
            by=cast.province, now=NOW, task=task.pk, leads=leads, supports=[], ground="Công văn 5"
        )
    share.refresh_from_db()
    assert (share.released_at, share.percent) == (None, 50)
    assert wrong_counts() == []


def test_the_new_lead_is_told_and_the_journal_keeps_the_ground(plan: Plan, cast: Cast) -> None:
    task = plan.tasks.get(text__startswith="Nâng cao")
    services.reassign(
        by=cast.province, now=NOW, task=task.pk, leads=[cast.doctor.agency], supports=[], ground="Công văn 5"
    )
    assert "Nâng cao" in next(iter(notices.list_notices(cast.doctor))).text
    entry = history_of(f"task:{task.pk}").get()
    assert (entry.verb, entry.purpose, entry.change["lead"]) == (
        "task.reassigned",
        "Công văn 5",
        [[], [cast.doctor.agency]],
    )


@pytest.mark.parametrize(
    ("leads", "ground", "code"), [([], "Công văn", "lead_empty"), ([1], " ", "ground_empty")]
)
def test_reassigning_needs_a_lead_and_a_ground(
    plan: Plan, cast: Cast, leads: list[int], ground: str, code: str
) -> None:
    task = plan.tasks.get(text__startswith="Nâng cao")
    leads = [cast.doctor.agency for _ in leads]
    with pytest.raises(Refused) as refusal:
        services.reassign(by=cast.province, now=NOW, task=task.pk, leads=leads, supports=[], ground=ground)
    assert codes(refusal.value) == [code]
    assert not task.assignments.exists()
    assert not history_of(f"task:{task.pk}").exists()


def test_work_goes_to_nobody_outside_the_jurisdiction(plan: Plan, cast: Cast) -> None:
    task = plan.tasks.get(text__startswith="Lập kế hoạch")
    here: dict[str, Any] = {"by": cast.province, "now": NOW, "ground": "Công văn 5"}
    fine = cast.officer.agency
    for other in (cast.stranger.agency, 99_999_999):
        for leads, supports in (([other], [fine]), ([fine], [other])):
            with pytest.raises(Refused) as refusal:
                services.reassign(**here, task=task.pk, leads=leads, supports=supports)
            assert codes(refusal.value) == ["agency_outside"]
            with pytest.raises(Refused) as refusal:
                services.add_task(**here, plan=plan.pk, text="Việc thêm", leads=leads, supports=supports)
            assert codes(refusal.value) == ["agency_outside"]


def test_the_same_assignment_is_nothing_new(plan: Plan, cast: Cast) -> None:
    task = plan.tasks.get(text__startswith="Kiểm tra")
    with pytest.raises(Refused) as refusal:
        services.reassign(
            by=cast.province,
            now=NOW,
            task=task.pk,
            leads=[cast.department_next_door.agency],
            supports=[],
            ground="x",
        )
    assert codes(refusal.value) == ["nothing_new"]


def test_a_moved_date_moves_what_is_owed_and_not_what_is_done(plan: Plan, cast: Cast) -> None:
    task = plan.tasks.get(text__startswith="Rà soát")
    done = task.shares.get(agency=cast.officer.agency)
    services.report_progress(
        by=cast.officer, now=NOW, share=done.pk, state=ShareState.DONE, percent=None, note="", seen=0
    )
    turn = task.occurrences.get()
    services.set_due(
        by=cast.province, now=NOW, occurrence=turn.pk, due_on=date(2026, 6, 1), ground="Công văn 7"
    )
    assert dict(task.shares.values_list("agency", "due_on")) == {
        cast.officer.agency: date(2026, 2, 20), cast.officer_next_door.agency: date(2026, 6, 1),
    }  # fmt: skip
    task.refresh_from_db()
    assert task.next_due == date(2026, 6, 1)
    assert history_of(f"task:{task.pk}")[0].change == {"due_on": ["2026-02-20", "2026-06-01"]}


def test_a_date_before_its_opening_is_refused(plan: Plan, cast: Cast) -> None:
    turn = plan.tasks.get(text__startswith="Kiểm tra").occurrences.get(label="Tháng 6/2026")
    with pytest.raises(Refused) as refusal:
        services.set_due(
            by=cast.province, now=NOW, occurrence=turn.pk, due_on=date(2026, 5, 1), ground="Công văn 7"
        )
    assert codes(refusal.value) == ["before_opening"]


def test_a_task_added_by_hand_is_owed_like_any_other(plan: Plan, cast: Cast) -> None:
    task = services.add_task(
        by=cast.province, now=NOW, plan=plan.pk, text="  Họp  giao ban ", leads=[cast.officer.agency],
        due_on=date(2026, 4, 1), ground="Kết luận của Trưởng ban",
    )  # fmt: skip
    assert (task.text, task.source) == ("Họp giao ban", None)
    assert Share.objects.get(task=task).due_on == date(2026, 4, 1)
    assert wrong_counts() == []


def test_a_task_added_by_hand_outlives_a_newer_version(plan: Plan, cast: Cast, papers: Papers) -> None:
    task = services.add_task(
        by=cast.province,
        now=NOW,
        plan=plan.pk,
        text="Họp giao ban",
        leads=[cast.officer.agency],
        ground="Kết luận",
    )
    papers.put(replace(papers.by_id[plan.document_id], version=2))
    services.make_plan(by=cast.province, now=NOW, document=plan.document_id)
    task.refresh_from_db()
    assert task.closed_at is None


def test_an_ended_plan_says_so_and_cannot_be_changed(plan: Plan, cast: Cast) -> None:
    services.end_plan(by=cast.province, now=NOW, plan=plan.pk, ground="Hết giai đoạn")
    assert history_of(f"plan:{plan.pk}")[0].change == {"state": ["in_force", "ended"]}
    assert Plan.objects.get().state == PlanState.ENDED
    task = plan.tasks.get(text__startswith="Nâng cao")
    with pytest.raises(Refused) as refusal:
        services.reassign(
            by=cast.province, now=NOW, task=task.pk, leads=[cast.doctor.agency], supports=[], ground="x"
        )
    assert codes(refusal.value) == ["plan_ended"]
    with pytest.raises(Refused) as again:
        services.end_plan(by=cast.province, now=NOW, plan=plan.pk, ground="Hết giai đoạn")
    assert codes(again.value) == ["plan_ended"]


def test_an_end_needs_its_ground(plan: Plan, cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.end_plan(by=cast.province, now=NOW, plan=plan.pk, ground="")
    assert codes(refusal.value) == ["ground_empty"]
