"""Complaints, for the body that took them in and the body that settles them."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.agencies.access import actor_of
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.people.access import everything
from chungtay.rights.models import Complaint
from chungtay.rights.rules import COMPLAINT, FIRST, SERVE, SETTLE, Against, is_late


def visible_to(actor: Actor) -> QuerySet[Complaint]:
    """What ``rules.may_see_complaint`` shows."""
    seen = Q(pk__in=[])
    if actor.can(SERVE):
        seen |= Q(keeper=actor.agency)
    if actor.can(SETTLE):
        seen |= Q(settler=actor.agency)
    return Complaint.objects.filter(seen).select_related("file", "settler", "keeper")


def list_complaints(actor: Actor, *, file: int | None = None, only_open: bool = False) -> list[Complaint]:
    """A body that settles keeps no file on the person, so the second lock is opened for what the first has shown."""
    found = visible_to(actor)
    if file is not None:
        found = found.filter(file=file)
    if only_open:
        found = found.filter(settled_on__isnull=True)
    with everything():
        return list(found[:200])


def get_complaint(actor: Actor, complaint: int, *, locked: bool = False) -> Complaint:
    found = visible_to(actor).filter(pk=complaint)
    with everything():
        row = (found.select_for_update(of=("self",)) if locked else found).first()
    if row is None:
        raise NotThere(COMPLAINT)
    return row


def get_second(complaint: Complaint) -> Complaint | None:
    """How the person took it further; of one that the caller has fetched for its actor."""
    with everything():
        return Complaint.objects.filter(first=complaint).first()


def get_first(complaint: Complaint) -> Complaint | None:
    """What the second instance looks at again, with its answer; of one that the caller has fetched for its actor."""
    if complaint.first_id is None:
        return None
    with everything():
        return Complaint.objects.select_related("settler").get(pk=complaint.first_id)


def may_go_on(complaint: Complaint, now: datetime) -> bool:
    """After a first answer, or when none came in time: once, and not against a court, which has its own way."""
    if complaint.instance != FIRST or complaint.against == Against.COURT or get_second(complaint):
        return False
    return complaint.settled_on is not None or is_late(complaint.course, now)


def list_settlers(place: int | None, *, on: date, but: int | None = None) -> list[tuple[int, str]]:
    """The bodies at a place or above it that settle complaints; ``but`` leaves out the one that has done so already."""
    found: dict[int, str] = {}
    for account in agencies.holders_of_power(Power.RIGHTS_SETTLE, near=place, on=on):
        for holding in agencies.list_holdings(account, on=on):
            seat = actor_of(holding)
            if seat.can(SETTLE) and seat.agency != but:
                found[seat.agency] = seat.agency_name
    return sorted(found.items(), key=lambda pair: pair[1])
