"""Which lines of the money pay for a task."""

from dataclasses import replace

import pytest
from django.urls import reverse

from chungtay.base.problems import NotThere, Refused
from chungtay.budgets import queries as budgets
from chungtay.journal.queries import history_of
from chungtay.plans import services
from chungtay.plans.models import Plan, Task
from chungtay.plans.rules import money_of
from chungtay.plans.tests.factories import Papers
from chungtay.plans.tests.test_pages import client_of
from tests.cast import NOW, TODAY, Cast


@pytest.fixture
def task(plan: Plan) -> Task:
    return plan.tasks.get(text__startswith="Lập kế hoạch")


def lines(cast: Cast, plan: Plan) -> dict[str, int]:
    said = budgets.list_lines(cast.province, on=TODAY, subject=money_of(plan.pk))
    return {line.name: line.line for line in said}


def test_a_task_is_paid_from_the_lines_that_are_chosen(cast: Cast, plan: Plan, task: Task) -> None:
    of = lines(cast, plan)
    services.set_money(by=cast.province, now=NOW, task=task.pk, lines=[of["1,1 Tờ rơi"], of["2 Tập huấn"]])
    services.set_money(by=cast.province, now=NOW, task=task.pk, lines=[of["2 Tập huấn"]])
    assert list(task.money.values_list("line", flat=True)) == [of["2 Tập huấn"]]
    entry = history_of(f"task:{task.pk}").filter(verb="task.money_set").first()
    assert entry is not None
    assert entry.change == {"lines": [["1,1 Tờ rơi", "2 Tập huấn"], ["2 Tập huấn"]]}


def test_a_line_that_is_not_there_is_refused(cast: Cast, task: Task) -> None:
    with pytest.raises(Refused):
        services.set_money(by=cast.province, now=NOW, task=task.pk, lines=[10**9])


def test_who_does_not_manage_the_plan_ties_no_money(cast: Cast, plan: Plan, task: Task) -> None:
    for other in (cast.stranger, cast.department, cast.leader):
        with pytest.raises(NotThere):
            services.set_money(by=other, now=NOW, task=task.pk, lines=[])


def test_a_newer_version_of_the_paper_keeps_the_money_of_its_tasks(
    cast: Cast, plan: Plan, task: Task, papers: Papers
) -> None:
    leaflets = lines(cast, plan)["1,1 Tờ rơi"]
    services.set_money(by=cast.province, now=NOW, task=task.pk, lines=[leaflets])
    old = papers.by_id[plan.document_id]
    (table,) = old.budgets
    kept = (table.rows[0], {**table.rows[1], "label": "In tờ rơi", "total": 310.5}, *table.rows[2:])
    papers.put(replace(old, version=2, budgets=(replace(table, rows=kept),)))
    services.make_plan(by=cast.province, now=NOW, document=plan.document_id)
    assert list(task.money.values_list("line", flat=True)) == [leaflets]
    assert lines(cast, plan)["1,1 In tờ rơi"] == leaflets


def test_lines_are_chosen_on_a_page_and_shown_on_the_task(cast: Cast, plan: Plan, task: Task) -> None:
    client = client_of(cast.province)
    leaflets = lines(cast, plan)["1,1 Tờ rơi"]
    answer = client.post(reverse("plans:money", args=[task.pk]), {"lines": [leaflets]}, follow=True)
    page = answer.content.decode()
    assert "Đã ghi các dòng kinh phí" in page
    assert "1,1 Tờ rơi" in page
    assert "Dự toán kinh phí" in client.get(reverse("plans:plan", args=[plan.pk])).content.decode()
