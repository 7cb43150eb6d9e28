"""Inspections and what they recommended, campaigns and who reported, commendations and what supports them."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from chungtay.supervision.rules import CommendationState, InspectionKind, RecommendationState, ReplyKind


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Inspection(models.Model):
    """Of a yearly programme (``year``); its stage follows from its days and its conclusions."""

    kind = models.CharField(max_length=20, choices=_choices(InspectionKind))
    year = models.PositiveSmallIntegerField(db_index=True)
    title = models.CharField(max_length=300)
    ground = models.CharField(max_length=300, blank=True)  # the decision or programme that orders it
    body = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    begins = models.DateField()
    ends = models.DateField()
    announced = models.BooleanField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conclusion = models.CharField(max_length=300, blank=True)  # the paper's number and what it is
    document = models.ForeignKey(
        "documents.OfficialDocument", on_delete=models.PROTECT, related_name="+", null=True
    )
    concluded_on = models.DateField(null=True)

    class Meta:
        ordering = ["-begins", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(InspectionKind)), name="inspection_kind_known"),
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="inspection_runs_forward"),
            models.CheckConstraint(
                condition=Q(conclusion="", concluded_on__isnull=True, document__isnull=True)
                | ~Q(conclusion="") & Q(concluded_on__isnull=False),
                name="inspection_concluded_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class InspectionSubject(models.Model):
    """Who is inspected: a body, or everybody of a place."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, related_name="subjects", db_index=False
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "agency"], name="inspected_body_once"),
            models.UniqueConstraint(fields=["inspection", "place"], name="inspected_place_once"),
            models.CheckConstraint(
                condition=Q(agency__isnull=False, place__isnull=True)
                | Q(agency__isnull=True, place__isnull=False),
                name="inspected_body_or_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.agency_id or self.place_id}"


class Recommendation(models.Model):
    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, related_name="recommendations", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    state = models.CharField(
        max_length=20, choices=_choices(RecommendationState), default=RecommendationState.OPEN
    )
    made_at = models.DateTimeField()
    settled_on = models.DateField(null=True)  # the day on which it was accepted

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "state", "due_on"], name="recommendation_of_owner")]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="recommendation_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=list(RecommendationState)), name="recommendation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=RecommendationState.ACCEPTED, settled_on__isnull=False)
                | ~Q(state=RecommendationState.ACCEPTED) & Q(settled_on__isnull=True),
                name="recommendation_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Reply(models.Model):
    """What owner and inspector said in turn, once and for good."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=20, choices=_choices(ReplyKind))
    at = models.DateTimeField()
    account = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    agency_name = models.CharField(max_length=300)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(ReplyKind)), name="reply_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Campaign(models.Model):
    """A plan's work within a window, and who is to report on it by when."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    begins = models.DateField()
    ends = models.DateField()
    report_due = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-begins", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="campaign_runs_forward"),
            models.CheckConstraint(condition=Q(report_due__gte=F("begins")), name="campaign_reported_after"),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignDay(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="days", db_index=False)
    on = models.DateField()
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["campaign", "on"], name="campaign_day_once")]

    def __str__(self) -> str:
        return f"{self.on:%d/%m} {self.name}"


class CampaignPart(models.Model):
    """A body whose report is awaited; ``reported_at`` is when its last one came."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="parts", db_index=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["campaign", "agency__name"]
        constraints = [models.UniqueConstraint(fields=["campaign", "agency"], name="campaign_part_once")]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.agency_id}"


class CampaignReport(models.Model):
    part = models.ForeignKey(CampaignPart, on_delete=models.CASCADE, related_name="reports")
    at = models.DateTimeField()
    account = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Evidence(models.Model):
    """A file that came with an answer or with a campaign's report."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="evidence", null=True)
    report = models.ForeignKey(CampaignReport, on_delete=models.CASCADE, related_name="evidence", null=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "file"], name="reply_evidence_once"),
            models.UniqueConstraint(fields=["report", "file"], name="report_evidence_once"),
            models.CheckConstraint(
                condition=Q(reply__isnull=False, report__isnull=True)
                | Q(reply__isnull=True, report__isnull=False),
                name="evidence_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.file_id}"


class Commendation(models.Model):
    """Proposed for a body, or for a post in it; never for a person's private life."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("agencies.Post", on_delete=models.PROTECT, related_name="+", null=True)
    form = models.CharField(max_length=20)  # a code of commendations.toml
    ground = models.TextField()
    period_from = models.DateField()
    period_to = models.DateField()
    owner = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")  # who proposes
    state = models.CharField(
        max_length=20, choices=_choices(CommendationState), default=CommendationState.PROPOSED
    )
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decision = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(CommendationState)), name="commendation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="commendation_period_forward"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=CommendationState.PROPOSED,
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                    decision="",
                )
                | Q(~Q(state=CommendationState.PROPOSED), decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(decision=""),
                name="commendation_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.agency_id}"


class CommendationRecord(models.Model):
    """One finished part of work as it stood on the day of the proposal: frozen, whatever becomes of the plan."""

    commendation = models.ForeignKey(
        Commendation, on_delete=models.CASCADE, related_name="record", db_index=False
    )
    position = models.PositiveIntegerField()
    plan = models.CharField(max_length=200)
    task = models.TextField()
    due_on = models.DateField(null=True)
    done_on = models.DateField()
    verified = models.BooleanField()

    class Meta:
        ordering = ["commendation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["commendation", "position"], name="commendation_record_once")
        ]

    def __str__(self) -> str:
        return self.task[:80]

    @property
    def on_time(self) -> bool:
        return self.due_on is None or self.done_on <= self.due_on
