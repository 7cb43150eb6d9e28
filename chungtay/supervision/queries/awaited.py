"""For the reminders: what these bodies are to answer, to judge, to report."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from chungtay.notices.rules import Act, Due
from chungtay.supervision.models import CampaignPart, Recommendation
from chungtay.supervision.rules import RecommendationState

_ACTS = {
    RecommendationState.OPEN: Act.DO,
    RecommendationState.RETURNED: Act.REDO,
    RecommendationState.ANSWERED: Act.VERIFY,
}


def due_of(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    yield from _recommendations(bodies, on, until)
    parts = CampaignPart.objects.filter(
        agency__in=bodies, reported_at__isnull=True, campaign__begins__lte=on, campaign__report_due__lte=until
    )
    for part in parts.select_related("campaign"):
        yield Due(
            key=f"supervision.part:{part.pk}", agency=part.agency_id, act=Act.SUBMIT, on=part.campaign.report_due,
            words=part.campaign.name, link=reverse("supervision:campaign", args=[part.campaign_id]),
            office=part.campaign.owner_id,
        )  # fmt: skip


def _recommendations(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """Owed by their day; what was returned or waits to be judged, since the day on which it came."""
    open_ones = Recommendation.objects.exclude(state=RecommendationState.ACCEPTED).select_related(
        "inspection"
    )
    for row in open_ones.filter(owner__in=bodies) | open_ones.filter(inspection__body__in=bodies):
        state = RecommendationState(row.state)
        whose = row.inspection.body_id if state == RecommendationState.ANSWERED else row.owner_id
        last = row.replies.first()
        since = timezone.localdate(last.at) if _ACTS[state].waits and last else row.due_on
        if whose in bodies and since <= until:
            yield Due(
                key=f"supervision.recommendation:{row.pk}", agency=whose, act=_ACTS[state], on=since,
                words=row.text[:200], link=reverse("supervision:recommendation", args=[row.pk]),
                office=row.inspection.body_id,
            )  # fmt: skip
