"""What the database itself refuses, whoever writes."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chungtay.plans.models import Assignment, Plan, PlanLink, Share, Task
from tests.cast import NOW, Cast


@pytest.mark.parametrize(
    "wrong",
    [
        {"percent": 101},
        {"state": "done", "percent": 90, "done_on": date(2026, 3, 1)},
        {"state": "done", "percent": 100},
        {"state": "in_progress", "percent": 100},
        {"state": "open", "percent": 5},
        {"state": "late"},
        {"updated_at": NOW},
    ],
)
def test_a_share_says_one_thing(plan: Plan, wrong: dict[str, Any]) -> None:
    share = Share.objects.earliest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.filter(pk=share.pk).update(**wrong)


def test_an_agency_owes_an_occurrence_once(plan: Plan) -> None:
    share = Share.objects.earliest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.create(occurrence=share.occurrence, task=share.task, agency_id=share.agency_id)


def test_an_agency_has_a_role_in_a_task_once(plan: Plan) -> None:
    part = Assignment.objects.earliest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(task=part.task, agency_id=part.agency_id, role=part.role, written="x")


@pytest.mark.parametrize(
    "wrong", [{"state": "ended"}, {"end_ground": "x"}, {"state": "lost"}, {"ended_at": NOW}]
)
def test_an_end_is_told_whole(plan: Plan, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"closed_at": NOW}, {"close_ground": "x"}, {"kind": "wish"}, {"source_start": None}, {"done_count": 99}],
)
def test_a_task_keeps_its_pairs_and_its_counts(plan: Plan, wrong: dict[str, Any]) -> None:
    task = Task.objects.earliest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**wrong)


def test_a_paper_makes_one_plan_and_a_plan_does_not_name_itself(plan: Plan, cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            document_id=plan.document_id,
            version=2,
            title="x",
            owner_id=plan.owner_id,
            made_at=NOW,
            made_by_id=cast.province.account,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanLink.objects.create(plan=plan, role="basis", code="1", code_key="1", linked=plan)
