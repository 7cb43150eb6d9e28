"""Every room that can say "may she?" and "show me mine" says one thing: a query returns exactly what the rule allows.

For actors that nobody thought of: anybody of the cast, with any powers, in any body, looking after any places.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.agencies import queries as agencies
from chungtay.agencies import rules as agency_rules
from chungtay.agencies.models import Account, Agency, Holding
from chungtay.agencies.rules import AgencyLevel, Power
from chungtay.agencies.services import open_agency
from chungtay.base.actor import Actor
from chungtay.budgets.models import Budget, Purse
from chungtay.budgets.queries import sight as budgets
from chungtay.budgets.rules import rights as budget_rules
from chungtay.documents import queries as documents
from chungtay.documents.models import DocumentOpening, OfficialDocument
from chungtay.documents.rules import rights as paper_rules
from chungtay.journal import queries as journal
from chungtay.journal.models import Entry
from chungtay.journal.rules import may_read as may_read_entry
from chungtay.notices import queries as notices
from chungtay.notices.models import Notice
from chungtay.notices.rules import may_read as may_read_notice
from chungtay.notices.services import tell
from chungtay.places import queries as places
from chungtay.places import rules as place_rules
from chungtay.places.models import Place, PlaceClosure
from chungtay.plans import queries as plans
from chungtay.plans import rules as plan_rules
from chungtay.plans.models import Plan, Share, Task
from tests.cast import NOW, SINCE, Cast
from tests.house.things import Things

CAST = (
    "province", "department", "department_next_door", "officer", "deputy", "officer_next_door", "doctor", "leader",
    "inspector", "stranger", "stand_in", "former",
)  # fmt: skip
OWN_ROLES = {"lead", "support"}


@dataclass(frozen=True, slots=True)
class World:
    """Everything that stands in the town of the cast, and its day."""

    cast: Cast
    bodies: list[Agency]
    places: list[int]


@pytest.fixture(scope="module")
def world(lived_in: tuple[Cast, Things]) -> World:
    cast, _ = lived_in
    tell(now=NOW, text="Việc", reason="Vì", accounts=[cast.officer.account], office=cast.officer.agency)
    tell(now=NOW, text="Riêng", reason="Vì", accounts=[cast.officer.account])
    tell(now=NOW, text="Chung", reason="Vì", agencies=[cast.officer.agency])
    # A body of the centre has no place; the province wrote it in.
    open_agency(
        by=cast.province, now=NOW, name="Bộ Ví dụ", level=AgencyLevel.CENTRAL, place=None, valid_from=SINCE
    )
    return World(cast, list(Agency.objects.all()), list(Place.objects.values_list("pk", flat=True)))


@st.composite
def actors(draw: st.DrawFn, world: World) -> Actor:
    """Somebody of the cast, perhaps with other powers, in another body, looking after some places, following others."""
    actor: Actor = getattr(world.cast, draw(st.sampled_from(CAST)))
    if draw(st.booleans()):
        actor = replace(
            actor, powers=frozenset(draw(st.sets(st.sampled_from([str(power) for power in Power]))))
        )
    if draw(st.booleans()):
        body = draw(st.sampled_from(world.bodies))
        groups = frozenset(draw(st.sets(st.sampled_from([body.pk for body in world.bodies]), max_size=2)))
        actor = replace(
            actor, agency=body.pk, place=body.place_id, agencies=groups | {body.pk}, places=frozenset()
        )
    if draw(st.booleans()):
        actor = replace(actor, places=frozenset(draw(st.sets(st.sampled_from(world.places), max_size=2))))
    if draw(st.booleans()):
        before: Actor = getattr(world.cast, draw(st.sampled_from(CAST)))
        actor = replace(actor, follows=((before.account, draw(st.sampled_from([NOW, timezone.now()]))),))
    if draw(st.booleans()):
        papers = draw(st.sets(st.sampled_from([*OfficialDocument.objects.values_list("pk", flat=True), 0])))
        actor = replace(actor, opened=frozenset(f"document:{pk}" for pk in papers))
    return actor


def jurisdiction(actor: Actor) -> set[int]:
    """The bodies of the jurisdiction by the rule alone."""
    return {
        body.pk
        for body in Agency.objects.all()
        if agency_rules.in_jurisdiction(actor, agency=body.pk, above=above_today(body.place_id))
    }


def above_today(place: int | None) -> set[int]:
    rows = PlaceClosure.objects.filter(places.alive(timezone.localdate()), descendant=place)
    return set(rows.values_list("ancestor", flat=True)) if place else set()


def seats(actor: Actor) -> None:
    """Also as if in a body without a place."""
    placeless = Agency.objects.filter(place=None).values_list("pk", flat=True)[0]
    for somebody in (actor, replace(actor, agency=placeless, place=None, places=frozenset())):
        one_seat(somebody)


def one_seat(actor: Actor) -> None:
    managed = {
        body.pk
        for body in Agency.objects.all()
        if agency_rules.may_manage_agency(
            actor, opened_by=body.opened_by_id, above=places.ids_ever_above(body.place_id)
        )
    }
    agree(agencies.managed_by(actor), managed)
    agree(agencies.within_jurisdiction(actor, on=timezone.localdate()), jurisdiction(actor))
    there = set(Holding.objects.filter(post__agency__in=managed).values_list("account", flat=True))
    seen = {
        pk
        for pk in Account.objects.values_list("pk", flat=True)
        if agency_rules.may_see_account(actor, account=pk, manages=pk in there)
    }
    agree(agencies.visible_accounts(actor), seen)


def units(actor: Actor) -> None:
    above = {place.pk: places.ids_ever_above(place.pk) for place in Place.objects.all()}
    agree(places.managed_by(actor), {pk for pk in above if place_rules.may_manage(actor, above=above[pk])})


def inbox(actor: Actor) -> None:
    """Also as whom the notices of the world were told to, in their body and elsewhere, and as who follows them."""
    told = set(Notice.objects.exclude(account=None).values_list("account", "office"))
    for account, office in [(actor.account, actor.agency), *told]:
        reader = replace(actor, account=account)
        follower = replace(actor, agency=office or actor.agency, follows=((account, NOW), *actor.follows))
        later = replace(follower, follows=((account, timezone.now()),))
        for somebody in (reader, replace(reader, agency=office or actor.agency), follower, later):
            one_inbox(somebody)


def one_inbox(actor: Actor) -> None:
    allowed = {
        row.pk
        for row in Notice.objects.all()
        if may_read_notice(
            actor, agency=row.agency_id, account=row.account_id, office=row.office_id, at=row.at
        )
    }
    agree(notices.visible_to(actor), allowed)
    assert notices.count_unread(actor) == Notice.objects.filter(pk__in=allowed, read_at=None).count()


def papers(actor: Actor) -> None:
    reach = jurisdiction(actor)
    opened = {
        document: set(DocumentOpening.objects.filter(document=document).values_list("agency", flat=True))
        for document in OfficialDocument.objects.values_list("pk", flat=True)
    }
    owners = dict(OfficialDocument.objects.values_list("pk", "owner"))
    managed = {
        pk for pk, owner in owners.items() if paper_rules.may_manage(actor, owner=owner, jurisdiction=reach)
    }
    readable = {
        pk
        for pk, owner in owners.items()
        if paper_rules.may_read(actor, document=pk, owner=owner, jurisdiction=reach, opened_to=opened[pk])
    }
    agree(documents.managed_by(actor), managed)
    agree(documents.visible_to(actor), readable)


def programmes(actor: Actor) -> None:
    today = timezone.localdate()
    oversees = actor.can(Power.PLANS_OVERSEE) or actor.can(Power.PLANS_MANAGE)
    reach = jurisdiction(actor) if oversees else set()
    sight = {"jurisdiction": reach, "followed": reach if actor.places else set()}
    parts = {task.pk: parts_of(task) for task in Task.objects.all()}
    owner = {task.pk: task.plan.owner_id for task in Task.objects.select_related("plan")}
    tasks = {pk for pk in parts if plan_rules.may_see_plan(actor, owner=owner[pk], parts=parts[pk], **sight)}
    agree(plans.visible_tasks(actor, today), tasks)
    agree(
        plans.visible_plans(actor, today),
        {
            plan.pk
            for plan in Plan.objects.all()
            if plan_rules.may_see_plan(
                actor, owner=plan.owner_id, **sight,
                parts=set().union(*(parts[task.pk] for task in plan.tasks.all())),
            )
        },
    )  # fmt: skip
    agree(
        plans.visible_shares(actor, today),
        {
            share.pk
            for share in Share.objects.filter(released_at__isnull=True)
            if plan_rules.may_see_share(actor, owner=owner[share.task_id], doer=share.agency_id, **sight)
        },
    )


def money(actor: Actor) -> None:
    today = timezone.localdate()
    reach = jurisdiction(actor)
    whole = {
        budget.pk
        for budget in Budget.objects.all()
        if budget_rules.may_oversee(actor, owner=budget.owner_id, jurisdiction=reach)
    }
    purses = {
        pk
        for pk, agency, budget in Purse.objects.values_list("pk", "agency", "ceiling__line__budget")
        if budget in whole or agency in actor.bodies
    }
    agree(budgets.visible_purses(actor, today), purses)
    own = set(Purse.objects.filter(agency__in=actor.bodies).values_list("ceiling__line__budget", flat=True))
    agree(budgets.visible_budgets(actor, today), whole | own)


def parts_of(task: Task) -> set[int]:
    named = {part.agency_id for part in task.assignments.all() if part.role in OWN_ROLES}
    return named | {share.agency_id for share in task.shares.all() if share.released_at is None}


def entries(actor: Actor) -> None:
    within = places.ids_ever_within(actor.reach)
    inside = set(within)
    allowed = {
        entry.pk for entry in Entry.objects.all() if may_read_entry(actor, place=entry.place, within=inside)
    }
    agree(journal.list_entries(actor, within=within), allowed)


def agree(query: Any, allowed: set[int]) -> None:
    assert set(query.values_list("pk", flat=True)) == allowed


@pytest.mark.parametrize("room", [seats, units, inbox, papers, programmes, money, entries])
@pytest.mark.django_db
@settings(max_examples=40)
@given(data=st.data())
def test_a_query_returns_exactly_what_the_rule_allows(
    room: Callable[[Actor], None], world: World, data: st.DataObject
) -> None:
    room(data.draw(actors(world)))
