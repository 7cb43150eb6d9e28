"""Handovers that were made."""

from django.db.models import QuerySet

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.handovers.models import Handover
from chungtay.handovers.rules import HandoverKind


def list_handovers(actor: Actor) -> QuerySet[Handover]:
    """Those of the offices whose bodies the actor manages, the newest first; nothing without the powers."""
    if not actor.can(Power.PLANS_MANAGE):
        return Handover.objects.none()
    owners = agencies.managed_by(actor).values("pk")
    found = Handover.objects.filter(owner__in=owners).exclude(kind=HandoverKind.FILES)
    return found.select_related("owner", "body").order_by("-made_at", "-pk")


def list_files_taken(actor: Actor) -> QuerySet[Handover]:
    """Files that the actor's body took over from bodies that ended, the latest first."""
    if not actor.can(Power.CASES_WORK):
        return Handover.objects.none()
    found = Handover.objects.filter(owner=actor.agency, kind=HandoverKind.FILES)
    return found.select_related("body").order_by("-made_at", "-pk")


def get_handover(actor: Actor, handover: int) -> Handover:
    found = list_handovers(actor).filter(pk=handover).first()
    if found is None:
        raise NotThere("handover")
    return found
