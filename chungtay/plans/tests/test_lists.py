"""The task list: found, counted, sorted, and always with the same number of queries."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.base.actor import Actor
from chungtay.plans import queries, services
from chungtay.plans.models import Plan, Share, Task
from chungtay.plans.rules import ShareState, StateWord, TaskFilter, TaskKind, columns, task_word
from chungtay.plans.tests.factories import BY, Papers, figures_of, found_task, paper_of, reviewed
from chungtay.plans.tests.test_pages import client_of
from tests.cast import NOW, TODAY, Cast, Town


def found(actor: Actor, **asked: object) -> list[str]:
    tasks = queries.list_tasks(actor, TaskFilter(**asked), today=TODAY)  # type: ignore[arg-type]
    return [task.text.split()[0] for task in tasks]


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ({}, ["Kiểm", "Rà", "Lập", "Báo", "Nâng"]),
        ({"sort": "-due"}, ["Báo", "Lập", "Rà", "Kiểm", "Nâng"]),
        ({"sort": "plan"}, ["Lập", "Rà", "Kiểm", "Nâng", "Báo"]),
        ({"sort": "text"}, ["Báo", "Kiểm", "Lập", "Nâng", "Rà"]),
        ({"sort": "nonsense"}, ["Kiểm", "Rà", "Lập", "Báo", "Nâng"]),
        ({"state": StateWord.LATE}, ["Kiểm", "Rà"]),
        ({"state": StateWord.UNGIVEN}, ["Nâng"]),
        ({"state": StateWord.DONE}, []),
        ({"kind": TaskKind.REPORT}, ["Báo"]),
        ({"words": "ra soat cai"}, ["Rà"]),
        ({"words": "SAU CAI"}, ["Rà"]),
        ({"due_from": date(2026, 2, 1), "due_to": date(2026, 3, 31)}, ["Kiểm", "Rà", "Lập"]),
        ({"mine": "lead"}, []),
    ],
)
def test_filters_and_orders(plan: Plan, cast: Cast, asked: dict[str, object], texts: list[str]) -> None:
    assert found(cast.province, **asked) == texts


def test_a_column_of_the_plan_leads_to_the_tasks_it_counts(plan: Plan, cast: Cast) -> None:
    """Whatever falls due in the month, done or not and however often it comes back."""
    for actor in (cast.province, cast.officer):
        shares = queries.living_shares(actor, TODAY, plan)
        for column in columns(queries.figures_by_month(shares, TODAY), TODAY):
            asked = TaskFilter(plan=plan.pk, due_from=column.first, due_to=column.last)
            listed = {task.pk for task in queries.list_tasks(actor, asked, today=TODAY)}
            assert listed == set(
                shares.filter(due_on__range=(column.first, column.last)).values_list("task", flat=True)
            )


def test_by_agency_by_place_by_section_by_plan(plan: Plan, cast: Cast, town: Town) -> None:
    assert found(cast.province, agency=cast.officer.agency) == ["Rà", "Lập", "Báo"]
    assert found(cast.province, place=town.commune_b) == ["Rà", "Báo"]
    assert len(found(cast.province, place=town.province)) == 4
    assert found(cast.province, section=plan.sections.get(ref="s1").pk) == ["Rà", "Lập"]
    assert found(cast.province, plan=plan.pk + 1) == []


def test_mine_is_what_my_agency_leads_or_supports(plan: Plan, cast: Cast) -> None:
    assert found(cast.officer, mine="lead") == ["Rà", "Báo"]
    assert found(cast.officer, mine="support") == ["Lập"]


def test_who_supports_a_task_is_not_told_that_nobody_does_it(plan: Plan, cast: Cast) -> None:
    assert found(cast.officer, state=StateWord.HELPING) == ["Lập"]
    assert found(cast.officer, state=StateWord.UNGIVEN) == []
    assert (
        task_word(given=1, shares=0, done=0, begun=0, next_due=None, today=TODAY, closed=False)
        == StateWord.HELPING
    )


def test_an_officer_sees_the_state_of_the_own_share_not_of_the_neighbours(plan: Plan, cast: Cast) -> None:
    share = Share.objects.get(agency=cast.officer.agency, task__text__startswith="Rà soát")
    services.report_progress(
        by=cast.officer, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="", seen=0
    )
    assert found(cast.officer, state=StateWord.DONE) == ["Rà"]
    assert found(cast.officer_next_door, state=StateWord.LATE) == ["Rà"]
    assert "Rà" in found(cast.province, state=StateWord.LATE)


def test_the_database_and_the_rule_say_the_same_word(plan: Plan, cast: Cast) -> None:
    """Every combination of counts and dates, closed or not."""
    task = plan.tasks.earliest("pk")
    days = (None, -1, 0, 7, 8)
    counts = ((0, 0, 0), (2, 0, 0), (2, 0, 1), (2, 1, 0), (2, 1, 1), (2, 2, 0))
    for (shares, done, begun), day, closed in product(counts, days, (False, True)):
        due = None if day is None else TODAY + timedelta(days=day)
        Task.objects.filter(pk=task.pk).update(
            share_count=shares, done_count=done, begun_count=begun, next_due=due,
            closed_at=NOW if closed else None, close_ground="x" if closed else "",
        )  # fmt: skip
        counted = queries.with_word(cast.province, TODAY).get(pk=task.pk)
        expected = task_word(
            given=shares, shares=shares, done=done, begun=begun, next_due=due, today=TODAY, closed=closed
        )
        assert counted.word == expected, (shares, done, begun, day, closed)


def test_the_tabs_count_what_the_list_shows(plan: Plan, cast: Cast) -> None:
    for actor in (cast.province, cast.officer, cast.department):
        counts = queries.count_by_state(actor, TaskFilter(), today=TODAY)
        for word, number in counts.items():
            assert len(found(actor, state=word)) == number
        assert sum(counts.values()) == len(found(actor))


def test_a_task_that_is_gone_is_listed_only_when_asked_for(plan: Plan, cast: Cast) -> None:
    Task.objects.filter(plan=plan, text__startswith="Nâng cao").update(closed_at=NOW, close_ground="Bản 2")
    assert "Nâng" not in found(cast.province)
    page = client_of(cast.province).get(reverse("plans:tasks"), {"state": "closed"}).content.decode()
    assert "Nâng cao nhận thức" in page


def test_the_database_counts_shares_as_one_counts_by_hand(plan: Plan, cast: Cast) -> None:
    share = Share.objects.get(agency=cast.officer.agency, task__text__startswith="Rà soát")
    services.report_progress(
        by=cast.officer, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="", seen=0
    )
    rows = queries.list_agency_rows(queries.living_shares(cast.province, TODAY, plan), TODAY)
    for row in rows:
        shares = Share.objects.filter(agency=row.agency).values_list("state", "due_on", "done_on")
        assert row.figures == figures_of(
            ((ShareState(state), due, done) for state, due, done in shares), TODAY
        )


def test_an_ended_plan_leaves_the_list(plan: Plan, cast: Cast) -> None:
    services.end_plan(by=cast.province, now=NOW, plan=plan.pk, ground="Hết giai đoạn")
    assert found(cast.province) == []
    assert len(found(cast.province, plan=plan.pk)) == 5
    assert queries.my_work(cast.officer, today=TODAY).open == 0


PAGES = ("plans:tasks", "plans:my_work", "plans:plans", "plans:plan")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["province", "officer"])
def test_a_page_asks_as_many_questions_of_fifty_tasks_as_of_five(
    plan: Plan, cast: Cast, papers: Papers, name: str, who: str
) -> None:
    client = client_of(getattr(cast, who))
    address = reverse(name, args=[plan.pk] if name == "plans:plan" else [])

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    count()  # the first request of a process fills the caches of roles and templates
    before = count()
    agencies = [cast.officer.agency, cast.department.agency, cast.officer_next_door.agency]
    tasks = [
        found_task(number, f"Việc số {number}", agencies, [], BY, section="s2") for number in range(10, 60)
    ]
    old = papers.by_id[plan.document_id]
    papers.put(
        reviewed(
            plan.document_id,
            *old.tasks,
            *tasks,
            version=2,
            reports=old.reports,
            targets=old.targets,
            budgets=old.budgets,
        )
    )
    services.make_plan(by=cast.province, now=NOW, document=plan.document_id)
    extra = papers.put(reviewed(paper_of(cast.province), *tasks, code="102/KH-UBND"))
    services.make_plan(by=cast.province, now=NOW, document=extra.document)
    assert count() == before


def test_a_duty_of_many_bodies_names_three_of_them_and_says_how_many_there_are(
    cast: Cast, papers: Papers
) -> None:
    many = [
        actor.agency
        for actor in (cast.officer, cast.officer_next_door, cast.department, cast.doctor, cast.leader)
    ]
    made = reviewed(paper_of(cast.province), found_task(1, "Treo băng rôn", many, [], BY), code="7/KH-UBND")
    papers.put(made)
    services.make_plan(by=cast.province, now=NOW, document=made.document)
    tasks = queries.list_tasks(cast.province, TaskFilter(words="treo bang ron"), today=TODAY)
    [row] = queries.rows_for_page(tasks, leads_shown=3)
    assert ([lead.agency_id for lead in row.leads], row.lead_count) == (many[:3], 5)
    [whole] = queries.rows_for_page(tasks)  # a spreadsheet names them all
    assert {lead.agency_id for lead in whole.leads} == set(many)
    page = client_of(cast.province).get(reverse("plans:tasks"), {"words": "treo bang ron"}).content.decode()
    assert "và các cơ quan khác (5)" in page
