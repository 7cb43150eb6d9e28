"""Who sees which inspection and which recommendation."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.places import queries as places
from chungtay.plans import queries as plans
from chungtay.supervision.models import Evidence, Inspection, InspectionSubject, Recommendation, Reply
from chungtay.supervision.queries.campaigns import visible_parts
from chungtay.supervision.rules import RecommendationState

_OWED = (RecommendationState.OPEN, RecommendationState.RETURNED)


def writes(actor: Actor) -> bool:
    return actor.can("inspections.write")


def visible_inspections(actor: Actor, on: date) -> QuerySet[Inspection]:
    """What one's body inspects, all of it, for its inspectors; of the others what is announced or has begun:

    to who oversees the inspecting body, to who is inspected, and to who owes an answer.
    """
    known = Q(announced=True) | Q(begins__lte=on)
    named = InspectionSubject.objects.filter(
        Q(agency__in=actor.bodies) | Q(place__in=_places_of(actor, on))
    ).values("inspection")
    owing = Recommendation.objects.filter(owner__in=actor.bodies).values("inspection")
    seen = known & (Q(body__in=plans.jurisdiction(actor, on)) | Q(pk__in=named) | Q(pk__in=owing))
    if writes(actor):
        seen |= Q(body=actor.agency)
    return Inspection.objects.filter(seen)


def _places_of(actor: Actor, on: date) -> list[int]:
    """The place of the body and those above it: whoever inspects a place inspects every body in it."""
    if actor.place is None:
        return []
    return [actor.place, *(place.pk for place in places.ancestors(actor.place, on))]


def visible_recommendations(actor: Actor, on: date) -> QuerySet[Recommendation]:
    """One's own to answer, those that one's body made, and those of the jurisdiction; never a neighbour's."""
    mine = Q(owner__in=actor.bodies) | Q(inspection__body__in=plans.jurisdiction(actor, on))
    if writes(actor):
        mine |= Q(inspection__body=actor.agency)
    return Recommendation.objects.filter(mine, inspection__in=visible_inspections(actor, on))


def list_inspections(actor: Actor, *, on: date, year: int | None = None) -> QuerySet[Inspection]:
    found = visible_inspections(actor, on).select_related("body")
    found = found if year is None else found.filter(year=year)
    subjects = InspectionSubject.objects.select_related("agency", "place")
    asked = Q(recommendations__in=visible_recommendations(actor, on))
    accepted = asked & Q(recommendations__state=RecommendationState.ACCEPTED)
    return (
        found.prefetch_related(Prefetch("subjects", queryset=subjects))
        .annotate(
            asked=Count("recommendations", filter=asked), accepted=Count("recommendations", filter=accepted)
        )
        .order_by("-begins", "-pk")
    )


def list_years(actor: Actor, *, on: date) -> list[int]:
    found = visible_inspections(actor, on).order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


def get_inspection(actor: Actor, inspection: int, *, on: date, locked: bool = False) -> Inspection:
    found = visible_inspections(actor, on).filter(pk=inspection).select_related("body", "document")
    row = (found.select_for_update(of=("self",)) if locked else found).first()
    if row is None:
        raise NotThere("inspection")
    return row


def list_recommendations(
    actor: Actor, *, on: date, inspection: int | None = None
) -> QuerySet[Recommendation]:
    """Those still owed first, the earliest first."""
    found = visible_recommendations(actor, on).select_related("owner", "inspection__body")
    found = found.order_by(F("settled_on").asc(nulls_first=True), "due_on", "pk")
    return found if inspection is None else found.filter(inspection=inspection).order_by("number")


def list_work(actor: Actor, *, on: date) -> QuerySet[Recommendation]:
    """What one's body is to answer now, and what waits for one's own judgement."""
    mine = Q(owner__in=actor.bodies, state__in=_OWED)
    if writes(actor):
        mine |= Q(inspection__body=actor.agency, state=RecommendationState.ANSWERED)
    asked = Recommendation.objects.filter(mine)
    if not asked.exists():  # so with most, and how far one's sight reaches is long to ask
        return asked.none()
    return list_recommendations(actor, on=on).filter(mine)


def count_recommendations(actor: Actor, *, on: date) -> dict[str, int]:
    """By state, and how many of the owed are overdue."""
    found = visible_recommendations(actor, on).order_by()
    counted = dict(found.values_list("state").annotate(number=Count("pk")))
    overdue = found.filter(state__in=_OWED, due_on__lt=on).count()
    return {str(state): counted.get(state, 0) for state in RecommendationState} | {"overdue": overdue}


def get_recommendation(
    actor: Actor, recommendation: int, *, on: date, locked: bool = False
) -> Recommendation:
    found = visible_recommendations(actor, on).filter(pk=recommendation)
    found = found.select_for_update(of=("self",)) if locked else found
    files = Evidence.objects.select_related("file")
    replies = Reply.objects.prefetch_related(Prefetch("evidence", queryset=files))
    row = (
        found.select_related("owner", "inspection__body")
        .prefetch_related(Prefetch("replies", queryset=replies))
        .first()
    )
    if row is None:
        raise NotThere("recommendation")
    return row


def list_subjects(actor: Actor, *, on: date) -> QuerySet[Any]:
    """Who may be inspected: the bodies of the inspector's place and below; groups, which stand for their members."""
    found = agencies.list_agencies(actor, on=on).exclude(pk=actor.agency)
    return found.filter(place__in=places_near(actor, on)) if actor.place is not None else found


def places_near(actor: Actor, on: date) -> set[int]:
    """Where every body may be inspected: the place of the inspector, or below it."""
    return set(places.subtree_ids(actor.place, on)) if actor.place is not None else set()


def list_owners(actor: Actor, inspection: Inspection, *, on: date) -> list[tuple[int, str]]:
    """To whom a recommendation may go: the inspected bodies first, then any other of the place."""
    subjects = set(inspection.subjects.values_list("agency", flat=True))
    found = agencies.list_agencies(actor, on=on).exclude(kind="group").exclude(pk=inspection.body_id)
    place = inspection.body.place_id
    near = found.filter(place__in=places.subtree_ids(place, on)) if place else found
    return sorted(near.values_list("pk", "name"), key=lambda row: (row[0] not in subjects, row[1]))


def get_evidence(actor: Actor, evidence: int, *, on: date) -> Evidence:
    """A file of an answer for who sees the recommendation, of a report for who sees the campaign's part."""
    found = Evidence.objects.select_related("file", "reply", "report__part").filter(pk=evidence).first()
    if found is None:
        raise NotThere("evidence")
    if found.reply is not None:
        get_recommendation(actor, found.reply.recommendation_id, on=on)
    elif not visible_parts(actor, on).filter(reports=found.report_id).exists():
        raise NotThere("evidence")
    return found
