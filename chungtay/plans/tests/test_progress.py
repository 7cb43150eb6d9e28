"""Reporting on a share: by its agency, on what was seen, once told for good."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, Min, Q

from chungtay.base.actor import Actor
from chungtay.base.problems import Conflict, NotThere, Refused
from chungtay.journal.queries import history_of
from chungtay.plans import services
from chungtay.plans.models import Plan, Share, Task, Update
from chungtay.plans.rules import ShareState
from tests.cast import NOW, TODAY, Cast

DONE, DOING = ShareState.DONE, ShareState.IN_PROGRESS


def share_of(plan: Plan, actor: Actor, words: str) -> Share:
    return Share.objects.filter(task__plan=plan, task__text__startswith=words, agency=actor.agency).earliest(
        "due_on"
    )


def wrong_counts() -> list[int]:
    """Tasks whose stored counts differ from their shares."""
    living = Q(shares__released_at__isnull=True)
    counted = Task.objects.annotate(
        all_now=Count("shares", filter=living),
        done_now=Count("shares", filter=living & Q(shares__state=DONE)),
        begun_now=Count("shares", filter=living & Q(shares__state=DOING)),
        due_now=Min("shares__due_on", filter=living & ~Q(shares__state=DONE)),
    )
    return [
        task.pk for task in counted
        if (task.share_count, task.done_count, task.begun_count, task.next_due)
        != (task.all_now, task.done_now, task.begun_now, task.due_now)
    ]  # fmt: skip


def test_the_doer_reports_and_the_counts_follow(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    services.report_progress(
        by=cast.officer, now=NOW, share=share.pk, state=DOING, percent=60, note=" Đã rà 3 bản ", seen=0
    )
    share.refresh_from_db()
    assert (share.state, share.percent, share.note, share.revision) == ("in_progress", 60, "Đã rà 3 bản", 1)
    assert (share.task.begun_count, share.task.done_count) == (1, 0)
    services.report_progress(
        by=cast.deputy, now=NOW, share=share.pk, state=DONE, percent=None, note="", seen=1
    )
    share.refresh_from_db()
    assert (share.percent, share.done_on) == (100, TODAY)
    assert wrong_counts() == []


def test_an_update_says_who_said_it_and_as_what(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    services.report_progress(
        by=cast.deputy, now=NOW, share=share.pk, state=DOING, percent=10, note="", seen=0
    )
    update = Update.objects.get()
    assert (update.account_id, update.name, update.post) == (
        cast.deputy.account,
        cast.deputy.name,
        cast.deputy.post_name,
    )


def test_the_journal_tells_the_move_and_keeps_the_note_out(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    services.report_progress(
        by=cast.officer, now=NOW, share=share.pk, state=DOING, percent=10, note="riêng tư", seen=0
    )
    entry = history_of(f"task:{share.task_id}").get()
    assert entry.change == {"state": ["open", "in_progress"], "percent": [0, 10]}
    assert "riêng tư" not in f"{entry.title}{entry.change}{entry.purpose}"


def test_a_second_person_who_saw_the_old_state_is_told(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    services.report_progress(
        by=cast.officer, now=NOW, share=share.pk, state=DOING, percent=60, note="", seen=0
    )
    with pytest.raises(Conflict) as refusal:
        services.report_progress(
            by=cast.deputy, now=NOW, share=share.pk, state=DONE, percent=None, note="", seen=0
        )
    assert cast.officer.name in refusal.value.problems[0].message
    share.refresh_from_db()
    assert (share.percent, Update.objects.count()) == (60, 1)


def test_who_names_a_version_that_never_was_hears_of_nobody_who_came_first(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    with pytest.raises(Conflict) as refusal:
        services.report_progress(
            by=cast.officer, now=NOW, share=share.pk, state=DOING, percent=60, note="", seen=999
        )
    [said] = refusal.value.problems
    assert (said.code, said.values) == ("never_was", {"seen": 999, "kept": 0})
    assert "anh/chị mở trang" not in said.message
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    "who", ["officer_next_door", "province", "department", "stranger", "inspector", "leader"]
)
def test_nobody_reports_for_another_agency(plan: Plan, cast: Cast, who: str) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    with pytest.raises(NotThere):
        services.report_progress(
            by=getattr(cast, who), now=NOW, share=share.pk, state=DONE, percent=None, note="", seen=0
        )
    assert not Update.objects.exists()


def test_a_refused_report_changes_nothing(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    with pytest.raises(Refused) as refusal:
        services.report_progress(
            by=cast.officer, now=NOW, share=share.pk, state=DOING, percent=120, note="", seen=0
        )
    assert [problem.place for problem in refusal.value.problems] == ["percent"]
    share.refresh_from_db()
    assert (share.revision, Update.objects.count(), history_of(f"task:{share.task_id}").count()) == (0, 0, 0)


def test_a_plan_that_has_ended_takes_no_more_reports(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    services.end_plan(by=cast.province, now=NOW, plan=plan.pk, ground="Có kế hoạch thay thế")
    with pytest.raises(Refused) as refusal:
        services.report_progress(
            by=cast.officer, now=NOW, share=share.pk, state=DONE, percent=None, note="", seen=0
        )
    assert refusal.value.problems[0].code == "plan_ended"


def test_a_share_reopened_is_owed_again(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    services.report_progress(
        by=cast.officer, now=NOW, share=share.pk, state=DONE, percent=None, note="", seen=0
    )
    later = NOW + timedelta(days=1)
    services.report_progress(
        by=cast.officer, now=later, share=share.pk, state=DOING, percent=80, note="thiếu một bản", seen=1
    )
    share.refresh_from_db()
    assert share.done_on is None
    assert share.task.next_due == date(2026, 2, 20)
    assert wrong_counts() == []
