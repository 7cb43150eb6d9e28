"""Progress follows from papers, figures and money; nobody types it, and what falls back is told."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest

from chungtay.assignments.models import Answer
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.budgets import queries as budgets
from chungtay.budgets.tests.factories import approved, give
from chungtay.figures.services import Typed, submit
from chungtay.figures.services.deciding import Seen, return_cells
from chungtay.figures.tests.factories import make_form, opened
from chungtay.following import queries, services
from chungtay.following.models import Criterion, Derived
from chungtay.following.rules import CriterionKind, EvidenceState
from chungtay.indicators import queries as indicators
from chungtay.journal.models import Entry
from chungtay.notices.models import Notice
from chungtay.plans.models import Plan, PlanLink, Share, Task
from chungtay.plans.rules import ShareState, money_of
from chungtay.plans.services import make_plan, report_progress
from chungtay.plans.tests.factories import Papers, cited, found_task, paper_of, reviewed
from chungtay.province import services as province
from chungtay.registers.models import Register
from chungtay.registers.services import approve_entries, publish_register, save_entry
from chungtay.registers.tests.conftest import FORM
from chungtay.registers.tests.test_entries import TALK
from tests.cast import NOW, TODAY, Cast


def task_of(plan: Plan, words: str) -> Task:
    return plan.tasks.get(text__startswith=words)


def follow(cast: Cast, task: Task, kind: CriterionKind, **settings: object) -> Criterion:
    return Criterion.objects.create(
        task=task, kind=kind, settings=settings, says="Thử", proposed_at=NOW, confirmed_at=NOW,
        confirmed_by_id=cast.province.account,
    )  # fmt: skip


def share_of(task: Task, actor: Actor) -> Share:
    return Share.objects.get(task=task, agency=actor.agency)


def numbered(actor: Actor, title: str) -> int:
    """The body numbers a plan of its own."""
    clerk = replace(actor, powers=actor.powers | {"documents.manage"})
    series = province.open_series(by=clerk, now=NOW, symbol="KH-UBND", name="Kế hoạch", first=1)
    return province.take_number(by=clerk, now=NOW, series=series.pk, title=title).pk


def test_a_numbered_paper_makes_a_share_done_and_a_void_one_lets_it_fall_back(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "Rà soát")
    follow(cast, task, CriterionKind.LOWER_PLAN, titles=["ma tuy"])
    services.derive(now=NOW)
    assert share_of(task, cast.officer).state == ShareState.OPEN
    number = numbered(cast.officer, "Kế hoạch phòng, chống ma túy năm 2026")
    assert services.derive(now=NOW) == 1
    share = share_of(task, cast.officer)
    assert (share.state, share.updated_by) == (ShareState.DONE, None)
    assert "KH-UBND" in share.note
    assert Answer.objects.get(share=share).account is None
    assert share_of(task, cast.officer_next_door).state == ShareState.OPEN
    task.refresh_from_db()
    assert task.done_count == 1
    assert services.derive(now=NOW) == 0
    clerk = replace(cast.officer, powers=cast.officer.powers | {"documents.manage"})
    province.void_number(by=clerk, now=NOW, number=number, ground="Không ban hành")
    later = NOW + timedelta(days=1)
    assert services.derive(now=later) == 1
    assert share_of(task, cast.officer).state == ShareState.OPEN
    assert Derived.objects.get(share=share).fell_at == later
    assert Notice.objects.filter(
        text__startswith="Việc trở lại chưa xong", agency_id=cast.officer.agency
    ).exists()
    assert Entry.objects.filter(verb="share.derived", subject=f"share:{share.pk}").count() == 2


def test_what_is_derived_is_never_typed(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "Rà soát")
    share = share_of(task, cast.officer)
    numbered(cast.officer, "Kế hoạch khác")
    follow(cast, task, CriterionKind.LOWER_PLAN, titles=["ma tuy"])
    services.derive(now=NOW)
    assert share_of(task, cast.officer).state == ShareState.OPEN
    with pytest.raises(Refused, match="derived"):
        report_progress(by=cast.officer, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="Xong",
                        seen=Share.objects.get(pk=share.pk).revision)  # fmt: skip


def test_a_body_whose_papers_do_not_come_by_reports_itself(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "Rà soát")
    share = share_of(task, cast.officer)
    follow(cast, task, CriterionKind.LOWER_PLAN, titles=["ma tuy"])
    services.derive(now=NOW)
    report_progress(by=cast.officer, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="Đã ban hành",
                    seen=share.revision)  # fmt: skip


def test_what_was_reported_before_stays_reported(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "Rà soát")
    share = share_of(task, cast.officer)
    report_progress(by=cast.officer, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="Đã làm",
                    seen=share.revision)  # fmt: skip
    follow(cast, task, CriterionKind.LOWER_PLAN, titles=["ma tuy"])
    services.derive(now=NOW)
    assert share_of(task, cast.officer).state == ShareState.DONE
    assert not queries.is_derived(share.pk)


def test_a_lower_plan_that_implements_this_one_is_evidence(cast: Cast, plan: Plan, papers: Papers) -> None:
    task = task_of(plan, "Rà soát")
    found = reviewed(
        paper_of(cast.province), found_task(1, "Thực hiện tại xã", [cast.officer.agency]), code="7/KH-UBND",
        issuer=cast.officer.agency, citations=(cited("101/KH-UBND", plan.issued_on),),
    )  # fmt: skip
    papers.put(found)
    make_plan(by=cast.province, now=NOW, document=found.document)
    assert PlanLink.objects.filter(linked=plan).exists()
    follow(cast, task, CriterionKind.LOWER_PLAN, titles=["ma tuy"])
    services.derive(now=NOW)
    assert share_of(task, cast.officer).state == ShareState.DONE
    assert share_of(task, cast.officer_next_door).state == ShareState.OPEN


def test_a_form_sent_for_every_period_and_a_figure_that_reaches_its_value(cast: Cast, plan: Plan) -> None:
    form, task = make_form(), task_of(plan, "Rà soát")
    Share.objects.filter(task=task).update(due_on=TODAY)
    criterion = follow(
        cast, task, CriterionKind.FIGURE, sets=["THU.THANG"], element="THU.THANG.E0", at_least=3, once=True
    )
    services.derive(now=NOW)
    share = share_of(task, cast.officer)
    evidence = queries.evidence_of(queries.followed_shares([criterion])[task.pk][0], criterion, today=TODAY)
    assert (evidence.state, evidence.value) == (EvidenceState.NOT_YET, 0)
    submission = opened(cast.officer, form)
    submit(by=cast.officer, now=NOW, submission=submission.pk,
           cells=[Typed(cell, 0, Decimal(2 + at)) for at, cell in enumerate(form.cells)])  # fmt: skip
    services.derive(now=NOW)
    share.refresh_from_db()
    assert share.state == ShareState.IN_PROGRESS  # 2 of 3 counted
    Criterion.objects.filter(pk=criterion.pk).update(settings={**criterion.settings, "at_least": 2})
    services.derive(now=NOW)
    share.refresh_from_db()
    assert share.state == ShareState.DONE
    assert "Chỉ tiêu 0: 2" in share.note
    return_cells(
        by=cast.province, now=NOW, submission=submission.pk, cells=[Seen(form.cells[0], 1, "Xem lại")]
    )
    services.derive(now=NOW)
    share.refresh_from_db()
    assert share.state == ShareState.OPEN


def test_a_body_above_counts_what_the_units_beneath_it_send(cast: Cast, plan: Plan) -> None:
    form, task = make_form(), task_of(plan, "Lập kế hoạch")
    Share.objects.filter(task=task).update(due_on=TODAY)
    criterion = follow(cast, task, CriterionKind.DATA_SET, sets=["THU.THANG"], whole=["department"])
    services.derive(now=NOW)
    [share] = queries.followed_shares([criterion])[task.pk]
    assert (
        queries.evidence_of(share, criterion, today=TODAY).of == 2
    )  # two communes, the month that ends within the turn
    submission = opened(cast.officer, form)
    submit(by=cast.officer, now=NOW, submission=submission.pk,
           cells=[Typed(cell, 0, Decimal(1)) for cell in form.cells])  # fmt: skip
    services.derive(now=NOW)
    share.refresh_from_db()
    assert (share.state, share.percent) == (ShareState.IN_PROGRESS, 50)


@pytest.mark.parametrize(("value", "state"), [(None, "open"), ("80", "in_progress"), ("100", "done")])
def test_an_indicator_reaches_the_share_that_was_promised(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch, value: str | None, state: str
) -> None:
    def look(_actor: Actor, asked: indicators.Asked, *, on: date) -> SimpleNamespace:
        figures = [SimpleNamespace(value=value and Decimal(value)) for _period in asked.periods]
        return SimpleNamespace(total=SimpleNamespace(figures=figures))

    monkeypatch.setattr(indicators, "look", look)
    task = task_of(plan, "Lập kế hoạch")
    follow(cast, task, CriterionKind.INDICATOR, indicator="STATIONS_ABLE_SHARE", at_least="100")
    services.derive(now=NOW)
    assert share_of(task, cast.department).state == state


def test_figures_that_are_being_added_up_anew_leave_what_stands(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_asked: object, **_on: object) -> None:
        raise indicators.NotReady

    monkeypatch.setattr(indicators, "look", look)
    task = task_of(plan, "Lập kế hoạch")
    criterion = follow(cast, task, CriterionKind.INDICATOR, indicator="STATIONS_ABLE_SHARE", at_least="100")
    assert services.derive(now=NOW) == 0
    assert not Derived.objects.exists()
    [share] = queries.followed_shares([criterion])[task.pk]
    assert queries.evidence_of(share, criterion, today=TODAY).state == EvidenceState.UNKNOWN


def test_money_that_is_allotted_is_evidence(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "Lập kế hoạch")
    follow(cast, task, CriterionKind.BUDGET, measure="allotted")
    services.derive(now=NOW)
    assert share_of(task, cast.department).state == ShareState.OPEN
    [card] = budgets.list_cards(cast.province, money_of(plan.pk), on=TODAY)
    give(cast, approved(cast, card.budget), "1,1", 10**6, year=2026)
    services.derive(now=NOW)
    assert share_of(task, cast.department).state == ShareState.DONE


def test_entries_of_a_register_are_evidence(cast: Cast, plan: Plan) -> None:
    register = publish_register(by=cast.province, now=NOW, source=FORM).register
    Register.objects.filter(pk=register.pk).update(place=None)
    task = task_of(plan, "Rà soát")
    follow(cast, task, CriterionKind.REGISTER, register=register.code)
    services.derive(now=NOW)
    assert share_of(task, cast.officer).state == ShareState.OPEN
    entry = save_entry(by=cast.officer, now=NOW, register=register.pk, uuid=uuid4(), given=TALK).entry
    services.derive(now=NOW)
    assert share_of(task, cast.officer).state == ShareState.OPEN, "it waits for approval"
    approve_entries(by=cast.province, now=NOW, entries=[(entry.pk, 1)])
    services.derive(now=NOW)
    assert share_of(task, cast.officer).state == ShareState.DONE


def test_where_no_source_can_tell_a_person_reports(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "Rà soát")
    follow(cast, task, CriterionKind.REGISTER)
    follow(cast, task_of(plan, "Lập kế hoạch"), CriterionKind.DATA_SET, sets=["KHONG.CO"])
    assert services.derive(now=NOW) == 0
    share = share_of(task, cast.officer)
    report_progress(by=cast.officer, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="Sổ đủ",
                    seen=share.revision)  # fmt: skip


def test_criteria_are_proposed_confirmed_in_bulk_and_dropped(cast: Cast, plan: Plan) -> None:
    Task.objects.filter(pk=task_of(plan, "Rà soát").pk).update(
        text="Xây dựng kế hoạch thực hiện tại địa phương"
    )
    assert services.propose_criteria(by=cast.province, now=NOW, plan=plan.pk) == 0  # nobody's papers come by
    numbered(cast.officer, "Kế hoạch khác")
    assert services.propose_criteria(by=cast.province, now=NOW, plan=plan.pk) > 0
    [row] = [r for r in queries.list_following(cast.province, plan, on=TODAY) if "địa phương" in r.task.text]
    assert (row.doers, row.known, row.derivable) == (2, 1, False)
    numbered(cast.officer_next_door, "Kế hoạch khác")
    numbered(cast.department, "Kế hoạch khác")
    assert services.propose_criteria(by=cast.province, now=NOW, plan=plan.pk) > 0
    rows = queries.list_following(cast.province, plan, on=TODAY)
    assert queries.count_following(rows).derivable == 0  # a proposal is not yet a promise
    tasks = [row.task.pk for row in rows if row.criterion]
    assert services.confirm_criteria(by=cast.province, now=NOW, plan=plan.pk, tasks=tasks) == len(tasks)
    counted = queries.count_following(queries.list_following(cast.province, plan, on=TODAY))
    assert counted.derivable == counted.confirmed == len(tasks)
    assert services.propose_criteria(by=cast.province, now=NOW, plan=plan.pk) == 0
    assert services.drop_criteria(by=cast.province, now=NOW, plan=plan.pk, tasks=tasks) == len(tasks)
    for stranger in (cast.stranger, cast.officer):
        with pytest.raises(NotThere):
            services.propose_criteria(by=stranger, now=NOW, plan=plan.pk)
        with pytest.raises(NotThere):
            queries.list_following(stranger, plan, on=TODAY)


def test_another_way_is_chosen_by_a_person_from_the_lexicon_only(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "Rà soát")
    services.set_criterion(by=cast.province, now=NOW, task=task.pk, rule="own_plan")
    assert Criterion.objects.get(task=task).kind == CriterionKind.LOWER_PLAN
    services.set_criterion(by=cast.province, now=NOW, task=task.pk, rule="person")
    assert Criterion.objects.get(task=task).kind == CriterionKind.PERSON
    with pytest.raises(Refused, match="rule_unknown"):
        services.set_criterion(by=cast.province, now=NOW, task=task.pk, rule="khac")
