"""A reviewed paper becomes a programme: whole, once, and told to everybody in it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.budgets import queries as budgets
from chungtay.journal.queries import history_of
from chungtay.notices import queries as notices
from chungtay.plans import services
from chungtay.plans.models import Occurrence, Plan, Share, Task
from chungtay.plans.rules import PlanState, ShareState, TaskKind, money_of
from chungtay.plans.tests.factories import (
    BY,
    MONTHLY,
    Papers,
    cited,
    found_report,
    found_task,
    paper_of,
    reviewed,
)
from tests.cast import NOW, TODAY, Cast, Town, make_group


def codes(refusal: Refused) -> list[str]:
    return [problem.code for problem in refusal.problems]


def test_each_lead_owes_each_occurrence_once(plan: Plan, cast: Cast) -> None:
    both = plan.tasks.get(text="Rà soát người sau cai")
    assert set(both.shares.values_list("agency", "due_on")) == {
        (cast.officer.agency, date(2026, 2, 20)), (cast.officer_next_door.agency, date(2026, 2, 20)),
    }  # fmt: skip
    monthly = plan.tasks.get(text__startswith="Kiểm tra")
    assert monthly.occurrences.count() == 12
    assert (monthly.share_count, monthly.next_due) == (12, date(2026, 1, 31))


def test_a_duty_that_nobody_leads_is_kept_and_owed_by_nobody(plan: Plan) -> None:
    task = plan.tasks.get(text__startswith="Nâng cao")
    assert task.occurrences.count() == 1
    assert task.share_count == 0


def test_support_sees_the_task_and_owes_no_share(plan: Plan, cast: Cast) -> None:
    task = plan.tasks.get(text__startswith="Lập kế hoạch")
    assert list(task.shares.values_list("agency", flat=True)) == [cast.department.agency]
    assert list(task.assignments.order_by("role").values_list("role", flat=True)) == ["lead", "support"]


def test_the_duty_to_report_is_a_task_with_its_receiver(plan: Plan, cast: Cast) -> None:
    report = plan.tasks.get(kind=TaskKind.REPORT)
    assert report.on_request
    assert list(report.assignments.filter(role="to").values_list("agency", flat=True)) == [
        cast.province.agency
    ]
    assert list(report.occurrences.values_list("label", flat=True)) == ["6 tháng đầu năm 2026", "Năm 2026"]


def test_sections_targets_and_money_come_over_exactly(plan: Plan, cast: Cast) -> None:
    assert plan.sections.get(ref="s2").parent == plan.sections.get(ref="s1")
    assert plan.targets.get().value == Decimal(100)
    (card,) = budgets.list_cards(cast.province, money_of(plan.pk), on=TODAY)
    assert (card.table.estimate.total, card.table.estimate.total_dong) == (Decimal(600), 600_000_000)
    assert [row.row.label for row in card.table.rows] == ["Tuyên truyền", "Tờ rơi", "Phát thanh", "Tập huấn"]


def test_a_groups_members_each_get_a_share(cast: Cast, town: Town, papers: Papers) -> None:
    group = make_group("Các xã", [cast.officer.agency, cast.officer_next_door.agency], place=town.province)
    papers.put(reviewed(paper_of(cast.province), found_task(1, "Tuyên truyền", [group], [], BY)))
    made = services.make_plan(by=cast.province, now=NOW, document=next(iter(papers.by_id)))
    doers = set(made.tasks.get().shares.values_list("agency", flat=True))
    assert doers == {cast.officer.agency, cast.officer_next_door.agency}
    assert made.tasks.get().assignments.get().agency_id == group


def test_a_sentence_that_is_both_a_task_and_a_report_is_one_duty(cast: Cast, papers: Papers) -> None:
    report = found_report(1, [cast.department.agency], [cast.province.agency], by=date(2026, 7, 1))
    papers.put(
        reviewed(
            paper_of(cast.province), found_task(1, "Báo cáo", [cast.department.agency]), reports=(report,)
        )
    )
    made = services.make_plan(by=cast.province, now=NOW, document=next(iter(papers.by_id)))
    assert [task.kind for task in made.tasks.all()] == [TaskKind.REPORT]
    assert made.tasks.get().next_due == date(2026, 7, 1)


def test_everybody_who_got_work_is_told_and_nobody_else(plan: Plan, cast: Cast) -> None:
    told = [notice.text for notice in notices.list_notices(cast.officer)]
    assert told == ["101/KH-UBND giao cơ quan mình chủ trì 2 việc."]
    assert not list(notices.list_notices(cast.stranger))


def test_the_journal_says_who_made_it(plan: Plan, cast: Cast) -> None:
    entry = history_of(f"plan:{plan.pk}").get()
    assert (entry.verb, entry.account) == ("plan.made", cast.province.account)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"undecided": 3}, "undecided"),
        ({"unresolved": ("Sở Lạ",)}, "unresolved"),
        ({"tasks": ()}, "no_tasks"),
    ],
)
def test_an_unfinished_review_makes_nothing(
    cast: Cast, papers: Papers, given: dict[str, object], code: str
) -> None:
    papers.put(reviewed(paper_of(cast.province), *given.pop("tasks", (found_task(1, "Việc"),)), **given))  # type: ignore[misc]
    with pytest.raises(Refused) as refusal:
        services.make_plan(by=cast.province, now=NOW, document=next(iter(papers.by_id)))
    assert codes(refusal.value) == [code]
    assert not Plan.objects.exists()


def test_the_refusal_says_how_many_are_left(cast: Cast, papers: Papers) -> None:
    papers.put(reviewed(paper_of(cast.province), found_task(1, "Việc"), undecided=3, unresolved=("Sở Lạ",)))
    with pytest.raises(Refused) as refusal:
        services.make_plan(by=cast.province, now=NOW, document=next(iter(papers.by_id)))
    first, second = (problem.message for problem in refusal.value.problems)
    assert "3 mục" in first
    assert "Sở Lạ" in second


def test_the_same_version_does_not_make_a_second_plan(plan: Plan, cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.make_plan(by=cast.province, now=NOW, document=plan.document_id)
    assert codes(refusal.value) == ["plan_twice"]
    assert Plan.objects.count() == 1


def test_who_may_not_make_plans_does_not_learn_that_one_could(cast: Cast, papers: Papers) -> None:
    papers.put(reviewed(paper_of(cast.province), found_task(1, "Việc")))
    with pytest.raises(NotThere):
        services.make_plan(by=cast.department, now=NOW, document=next(iter(papers.by_id)))


def test_nothing_is_left_of_a_plan_that_fails_on_the_way(
    cast: Cast, papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers.put(reviewed(paper_of(cast.province), found_task(1, "Việc", [cast.department.agency])))

    def broken(**_given: object) -> None:
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr("chungtay.plans.services.making.notices.tell", broken)
    with pytest.raises(RuntimeError):
        services.make_plan(by=cast.province, now=NOW, document=next(iter(papers.by_id)))
    assert not Plan.objects.exists()
    assert not Task.objects.exists()
    assert not history_of("plan:1").exists()


# -- the chain ---------------------------------------------------------------------------------------


def town_plan(cast: Cast, papers: Papers, on: date | None = date(2026, 1, 15)) -> Plan:
    found = reviewed(
        paper_of(cast.province), found_task(1, "Việc của xã", [cast.officer.agency]), code="7/KH-UBND",
        issued_on=date(2026, 2, 1), citations=(cited("101/KH-UBND", on),),
    )  # fmt: skip
    papers.put(found)
    return services.make_plan(by=cast.province, now=NOW, document=found.document)


def test_a_plan_finds_the_plan_that_it_implements(plan: Plan, cast: Cast, papers: Papers) -> None:
    lower = town_plan(cast, papers)
    assert lower.links.get().linked == plan
    assert [link.plan for link in plan.named_by.all()] == [lower]


def test_the_upper_plan_finds_the_lower_one_that_came_first(cast: Cast, papers: Papers) -> None:
    lower = town_plan(cast, papers)
    assert lower.links.get().linked is None
    upper = papers.put(reviewed(paper_of(cast.province), found_task(1, "Việc")))
    made = services.make_plan(by=cast.province, now=NOW, document=upper.document)
    assert lower.links.get().linked == made


def test_a_paper_named_with_its_date_and_again_without_is_one_link(cast: Cast, papers: Papers) -> None:
    twice = (cited("36-CT/TW", None, "mentions"), cited("36-CT/TW", date(2019, 8, 16), "basis"))
    found = papers.put(reviewed(paper_of(cast.province), found_task(1, "Việc"), citations=twice))
    made = services.make_plan(by=cast.province, now=NOW, document=found.document)
    assert [(link.role, link.issued_on) for link in made.links.all()] == [("basis", date(2019, 8, 16))]


def test_the_same_number_of_another_year_is_another_plan(plan: Plan, cast: Cast, papers: Papers) -> None:
    assert town_plan(cast, papers, on=date(2024, 1, 15)).links.get().linked is None


def test_an_undated_citation_means_a_plan_of_the_same_province(
    plan: Plan, cast: Cast, papers: Papers
) -> None:
    assert town_plan(cast, papers, on=None).links.get().linked == plan


# -- a newer version ---------------------------------------------------------------------------------


def test_a_newer_version_keeps_what_was_reported_and_marks_what_changed(
    plan: Plan, cast: Cast, papers: Papers
) -> None:
    share = Share.objects.get(task__text="Rà soát người sau cai", agency=cast.officer.agency)
    services.report_progress(
        by=cast.officer, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="", seen=0
    )
    health, a, b = cast.department.agency, cast.officer.agency, cast.officer_next_door.agency
    old = papers.by_id[plan.document_id]
    papers.put(replace(
        old, version=2, sections=old.sections[:1],
        tasks=(
            found_task(11, "Lập kế hoạch tuyên truyền", [health], [a], {**BY, "date": "2026-04-30"}),
            found_task(12, "Rà soát người sau cai nghiện", [a, b], [], {**BY, "date": "2026-02-20"}),
            found_task(14, "Nâng cao nhận thức của nhân dân"),
            found_task(16, "Mở lớp tập huấn cho cán bộ", [health], [], MONTHLY),
        ),
    ))  # fmt: skip
    services.make_plan(by=cast.province, now=NOW, document=plan.document_id)
    moved = plan.tasks.get(text="Lập kế hoạch tuyên truyền")
    assert (moved.changed_in, moved.next_due) == (2, date(2026, 4, 30))
    reworded = plan.tasks.get(text="Rà soát người sau cai nghiện")
    assert reworded.shares.get(agency=a).state == "done"
    assert (reworded.pk, reworded.changed_in, reworded.done_count) == (share.task_id, 2, 1)
    assert plan.tasks.get(text__startswith="Nâng cao").changed_in is None
    assert plan.tasks.get(text__startswith="Mở lớp").share_count == 12
    gone = plan.tasks.get(text__startswith="Kiểm tra")
    assert gone.closed_at
    assert gone.close_ground == "Bản 2 của văn bản không còn việc này."
    assert [entry.verb for entry in history_of(f"task:{gone.pk}")] == ["task.closed"]
    entry = history_of(f"plan:{plan.pk}").first()
    assert entry is not None
    assert entry.change["version"] == [1, 2]


def test_a_plan_that_has_ended_is_not_renewed(plan: Plan, cast: Cast, papers: Papers) -> None:
    services.end_plan(by=cast.province, now=NOW, plan=plan.pk, ground="Hết giai đoạn")
    papers.put(replace(papers.by_id[plan.document_id], version=2))
    with pytest.raises(Refused) as refusal:
        services.make_plan(by=cast.province, now=NOW, document=plan.document_id)
    assert codes(refusal.value) == ["plan_ended"]
    assert Plan.objects.get().state == PlanState.ENDED


def test_every_task_has_an_occurrence(plan: Plan) -> None:
    assert not Task.objects.exclude(pk__in=Occurrence.objects.values("task")).exists()
