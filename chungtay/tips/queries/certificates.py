"""What was deleted, and the proof of it: numbers, hours and places, nothing of what was told."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.journal import queries as journal
from chungtay.tips.models import Tip
from chungtay.tips.queries.tips import bodies_sat_in
from chungtay.tips.rules import StepKind, TipState


@dataclass(frozen=True, slots=True)
class Certificate:
    """How many messages, photos and keys were deleted in which hour, and the entry of the journal that says so."""

    tip: Tip
    hour: datetime
    entry: int
    hash: str
    messages: int
    photos: int
    keys: int


def list_deleted(actor: Actor) -> QuerySet[Tip]:
    """The tips that lay with one's agency until the schedule deleted them, the newest first."""
    actor.must(Power.TIPS_RECEIVE)
    found = Tip.objects.filter(agency=actor.agency, state=TipState.DELETED)
    found = found.exclude(about__in=bodies_sat_in(actor.account))
    return found.select_related("commune").order_by("-closed", "-pk")


def get_certificate(actor: Actor, tip: int) -> Certificate:
    """NotThere for a tip whose contents are still there."""
    found = list_deleted(actor).filter(pk=tip).first()
    entry = journal.history_of(f"tip:{tip}").filter(verb="tips.deleted").first()
    if found is None or entry is None:
        raise NotThere("tip")
    gone = {name: before for name, (before, _after) in entry.change.items()}
    return Certificate(found, found.steps.get(kind=StepKind.DELETED).hour, entry.number, entry.hash, **gone)
