"""Campaigns and their wall: who is asked sees the campaign and its own report, the office all of them."""

from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.plans import queries as plans
from chungtay.supervision.models import Campaign, CampaignPart, CampaignReport, Evidence


def visible_campaigns(actor: Actor, on: date) -> QuerySet[Campaign]:
    asked = CampaignPart.objects.filter(agency__in=actor.bodies).values("campaign")
    return Campaign.objects.filter(Q(owner__in=plans.jurisdiction(actor, on)) | Q(pk__in=asked))


def visible_parts(actor: Actor, on: date) -> QuerySet[CampaignPart]:
    """All of a campaign that one oversees; else the own body's."""
    overseen = Q(campaign__owner__in=plans.jurisdiction(actor, on))
    return CampaignPart.objects.filter(overseen | Q(agency__in=actor.bodies))


def list_campaigns(actor: Actor, *, on: date) -> QuerySet[Campaign]:
    """Each with ``asked`` and ``reported`` of the parts that one sees; the latest first."""
    mine = Q(parts__in=visible_parts(actor, on))
    found = visible_campaigns(actor, on).select_related("plan", "owner").prefetch_related("days")
    return found.annotate(
        asked=Count("parts", filter=mine),
        reported=Count("parts", filter=mine & Q(parts__reported_at__isnull=False)),
    ).order_by("-begins", "-pk")


def list_owed(actor: Actor, *, on: date) -> QuerySet[Campaign]:
    """What has begun and the own body has sent no report to; who is asked sees the campaign."""
    owed = CampaignPart.objects.filter(agency=actor.agency, reported_at__isnull=True)
    return Campaign.objects.filter(begins__lte=on, pk__in=owed.values("campaign")).order_by("-begins", "-pk")


def get_campaign(actor: Actor, campaign: int, *, on: date) -> Any:
    row = list_campaigns(actor, on=on).filter(pk=campaign).first()
    if row is None:
        raise NotThere("campaign")
    return row


def list_parts(
    actor: Actor, campaign: Campaign, *, on: date, missing: bool | None = None
) -> QuerySet[CampaignPart]:
    """Who is asked; ``missing`` True for who has sent nothing, False for who has."""
    found = visible_parts(actor, on).filter(campaign=campaign).select_related("agency")
    found = found if missing is None else found.filter(reported_at__isnull=missing)
    return found.order_by("agency__name")


def list_reports(actor: Actor, campaign: Campaign, *, on: date) -> QuerySet[CampaignReport]:
    """The wall: the newest first, each with its files."""
    files = Evidence.objects.select_related("file")
    found = CampaignReport.objects.filter(part__in=visible_parts(actor, on), part__campaign=campaign)
    return found.select_related("part__agency").prefetch_related(Prefetch("evidence", queryset=files))


def get_part(actor: Actor, campaign: Campaign) -> CampaignPart | None:
    """The part of the actor's own body, if it is asked to report."""
    return CampaignPart.objects.filter(campaign=campaign, agency=actor.agency).first()
