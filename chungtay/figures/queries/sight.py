"""Whose is what: every other query of the room starts from here."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.figures.models import Submission
from chungtay.figures.rules import Levels, ValuePart, levels_of, oversees, parts_of
from chungtay.figures.rules.rights import ANY
from chungtay.law.rules import window
from chungtay.places import queries as places


def visible_to(actor: Actor) -> QuerySet[Submission]:
    """Every submission for which rules.may_see says yes."""
    seen = Q(pk__in=[]) if ANY.isdisjoint(actor.powers) else Q(agency=actor.agency)
    if oversees(actor) and actor.reach:
        seen |= Q(place__in=places.ids_ever_within(actor.reach))
    return Submission.objects.filter(seen)


def get_submission(actor: Actor, submission: int) -> Submission:
    found = visible_to(actor).select_related("data_set", "agency", "place").filter(pk=submission).first()
    if found is None:
        raise NotThere("submission")
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom an actor is to a submission, and who approves it."""

    parts: frozenset[ValuePart]
    levels: Levels


def standing_of(actor: Actor, submission: Submission) -> Standing:
    """For a submission fetched with its agency."""
    levels = levels_of(submission.agency.level, on=window(submission.period).last)
    own = submission.agency_id == actor.agency
    # Who works in the body that counts needs no look at the tree, unless they approve as well.
    approves = actor.can("figures.approve")
    above = places.ids_ever_above(submission.place_id) if approves else frozenset()
    level = agencies.own_body(actor).level if approves and not own else submission.agency.level
    return Standing(
        parts_of(actor, agency=submission.agency_id, above=above, level=level, levels=levels), levels
    )
