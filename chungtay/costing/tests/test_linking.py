"""Lines of a budget find the tasks that they pay for; a person decides."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.base.problems import NotThere
from chungtay.budgets.tests.factories import dien_bien
from chungtay.costing import queries, services
from chungtay.plans import queries as plans
from chungtay.plans.models import Plan, Task
from chungtay.plans.services import make_plan
from chungtay.plans.tests.factories import found_task, hand_over, paper_of, reviewed
from tests.cast import NOW, PASSWORD, TODAY, Cast

TEXTS = (
    "Tổ chức thông tin, tuyên truyền, giáo dục về phòng, chống ma túy tại các sở, ban, ngành, đoàn thể tỉnh",
    "Điều tra cơ bản các tuyến, địa bàn trọng điểm về ma túy",
    "Bồi dưỡng năng lực cho cán bộ Bộ đội Biên phòng, Hải quan làm công tác phòng, chống ma túy",
    "Rà soát, cắm biển báo tại các bến xe",
)


@pytest.fixture
def plan(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Plan:
    tasks = [found_task(n, text, [cast.department.agency]) for n, text in enumerate(TEXTS, start=1)]
    found = reviewed(paper_of(cast.province), *tasks, budgets=(dien_bien(),))
    hand_over(monkeypatch).put(found)
    return make_plan(by=cast.province, now=NOW, document=found.document)


def row_of(cast: Cast, plan: Plan, no: str) -> queries.LineTasks:
    rows = queries.tasks_by_line(cast.province, plan.pk, on=TODAY)
    return next(row for row in rows if row.line.name.split()[0] == no)


def task_of(plan: Plan, words: str) -> Task:
    return Task.objects.get(plan=plan, text__contains=words)


def test_a_line_is_offered_the_task_that_speaks_of_the_same_and_says_why(cast: Cast, plan: Plan) -> None:
    offered = row_of(cast, plan, "5,1").tasks
    assert offered[0].task == task_of(plan, "Điều tra cơ bản").pk
    assert offered[0].why
    assert not any("biển báo" in task.text for row in (row_of(cast, plan, "2"),) for task in row.tasks)


def test_what_is_chosen_is_tied_and_what_was_not_shown_stays(cast: Cast, plan: Plan) -> None:
    line, task = row_of(cast, plan, "2").line.line, task_of(plan, "Bồi dưỡng").pk
    link = partial(services.link_tasks, by=cast.province, now=NOW, plan=plan.pk)
    assert link(pairs={(line, task)}, seen={(line, task)}) == 1
    assert row_of(cast, plan, "2").linked
    assert link(pairs=set(), seen=set()) == 0
    assert plans.lines_of(task_of(plan, "Bồi dưỡng")) == [line]
    assert link(pairs=set(), seen={(line, task)}) == 1
    assert not row_of(cast, plan, "2").linked


def test_a_pair_of_another_plan_is_not_there(cast: Cast, plan: Plan) -> None:
    with pytest.raises(NotThere):
        services.link_tasks(by=cast.province, now=NOW, plan=plan.pk, pairs={(10**6, 1)}, seen={(10**6, 1)})
    with pytest.raises(NotThere):
        services.link_tasks(by=cast.stranger, now=NOW, plan=plan.pk, pairs=set(), seen=set())


def test_the_page_ticks_the_sure_ones_and_ties_what_is_sent(cast: Cast, plan: Plan) -> None:
    client = Client()
    client.login(username="thuongtruc", password=PASSWORD)
    line, task = row_of(cast, plan, "2").line.line, task_of(plan, "Bồi dưỡng").pk
    assert (
        reverse("costing:link", args=[plan.pk])
        in client.get(reverse("plans:plan", args=[plan.pk])).content.decode()
    )
    address = reverse("costing:link", args=[plan.pk])
    assert f'value="{line}-{task}"' in client.get(address).content.decode()
    pair = f"{line}-{task}"
    page = client.post(address, {"pair": [pair, "x-1"], "seen": [pair]}, follow=True).content.decode()
    assert "Đã ghi kinh phí cho 1 nhiệm vụ" in page
    assert plans.lines_of(task_of(plan, "Bồi dưỡng")) == [line]
