"""A plan comes to its end."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.journal import services as journal
from chungtay.plans.models import Plan
from chungtay.plans.queries.sight import get_managed_plan
from chungtay.plans.rules import PlanState, check_change


@transaction.atomic
def end_plan(*, by: Actor, now: datetime, plan: int, ground: str) -> Plan:
    """Its shares leave everybody's work; everything stays to be read."""
    row = get_managed_plan(by, plan, on=timezone.localdate(now))
    problems = check_change(row.state, closed=False, ground=ground)
    if problems:
        raise Refused(problems)
    row.state, row.ended_at, row.ended_by_id, row.end_ground = (
        PlanState.ENDED,
        now,
        by.account,
        ground.strip()[:500],
    )
    row.save(update_fields=["state", "ended_at", "ended_by", "end_ground"])
    journal.record(
        by=by, now=now, verb="plan.ended", subject=f"plan:{plan}", title=f"{row.code} {row.title}".strip(),
        purpose=ground[:300], change={"state": [PlanState.IN_FORCE, PlanState.ENDED]},
    )  # fmt: skip
    return row
