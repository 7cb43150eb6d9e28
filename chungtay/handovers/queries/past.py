"""Handovers that were made."""

from django.db.models import QuerySet

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.handovers.models import Handover


def list_handovers(actor: Actor) -> QuerySet[Handover]:
    """Those of the offices whose bodies the actor manages, the newest first; nothing without the powers."""
    if not actor.can(Power.PLANS_MANAGE):
        return Handover.objects.none()
    owners = agencies.managed_by(actor).values("pk")
    return (
        Handover.objects.filter(owner__in=owners).select_related("owner", "body").order_by("-made_at", "-pk")
    )


def get_handover(actor: Actor, handover: int) -> Handover:
    found = list_handovers(actor).filter(pk=handover).first()
    if found is None:
        raise NotThere("handover")
    return found
