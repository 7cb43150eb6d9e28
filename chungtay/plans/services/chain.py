"""The chain of plans: a plan and the plans of the papers that it names find each other in any order."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.text import fold
from chungtay.documents.rules import FoundCitation
from chungtay.journal import services as journal
from chungtay.places import queries as places
from chungtay.plans.models import Plan, PlanLink
from chungtay.plans.rules import Candidate, choose_linked

_STRONGEST_FIRST = ("implements", "basis", "mentions")


def write_links(plan: Plan, citations: Iterable[FoundCitation]) -> None:
    """The papers that a plan names, each once in its strongest role; one without number is no link."""
    plan.links.all().delete()
    coded = [found for found in citations if found.code and fold(found.code) != plan.code_key]
    dated = {fold(found.code or "") for found in coded if found.date}
    named: dict[tuple[str, date | None], PlanLink] = {}
    for found in sorted(coded, key=lambda found: _STRONGEST_FIRST.index(found.role)):
        key = fold(found.code or "")
        link = PlanLink(
            plan=plan, role=found.role, code=found.code or "", code_key=key, issued_on=found.date,
            issuer_name=(found.issuer or "")[:300],
        )  # fmt: skip
        if found.date or key not in dated:  # named once with its date and again without: one paper
            named.setdefault((key, found.date), link)
    PlanLink.objects.bulk_create(named.values())


@transaction.atomic
def link_chain(*, by: Actor, now: datetime, plan: Plan) -> int:
    """Link the papers that this plan names to their plans, and the plans that name this one's paper to it.

    Returns how many links were made. A link already made stays.
    """
    by.must("plans.manage")
    open_links = PlanLink.objects.filter(linked__isnull=True).select_related("plan")
    mine = open_links.filter(plan=plan)
    naming_me = (
        open_links.filter(code_key=plan.code_key).exclude(plan=plan) if plan.code_key else open_links.none()
    )
    made = 0
    for link in [*mine, *naming_me]:
        linked = choose_linked(link.issued_on, _candidates(link, timezone.localdate(now)))
        if linked is not None:
            PlanLink.objects.filter(pk=link.pk).update(linked=linked)
            journal.record(
                by=by, now=now, verb="plan.linked", subject=f"plan:{link.plan_id}",
                title=f"{link.plan} → {link.code}",
                change={"linked": [None, linked]},
            )  # fmt: skip
            made += 1
    return made


def _candidates(link: PlanLink, on: date) -> list[Candidate]:
    plans = list(Plan.objects.filter(code_key=link.code_key).exclude(pk=link.plan_id))
    if not plans:
        return []
    citing = link.plan.place_id
    above = {place.pk for place in places.ancestors(citing, on)} | {citing} if citing else set()
    return [
        Candidate(
            plan.pk,
            plan.issued_on.isoformat() if plan.issued_on else plan.issued_text,
            plan.place_id in above,
        )
        for plan in plans
    ]
