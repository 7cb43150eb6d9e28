"""Communes held against criteria year by year; choices of the province; ways to a lighter type."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from chungtay.areas.rules.words import AreaKind, AssessmentState


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class PolicyChoice(models.Model):
    """How a province decided one of the open questions of the criteria, from a day on; the latest one holds."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)  # a policy of law/data/areas.toml
    value = models.CharField(max_length=10)
    valid_from = models.DateField()
    decided_by = models.CharField(max_length=200)  # who decided: a body, and as what
    paper = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["name", "valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name", "valid_from"], name="policy_once_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class CriteriaSet(models.Model):
    """A province's own criteria: the text as it was given, checked; a draft until ``in_force_at``.

    Its days are those of the text, kept beside it. ``ended_on`` is the first day on which it no longer holds.
    """

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    content = models.TextField()
    valid_from = models.DateField()
    ended_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    paper = models.CharField(max_length=200, blank=True)
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("valid_from")),
                name="criteria_live_forward",
            ),
            models.CheckConstraint(
                condition=Q(in_force_at__isnull=True) | ~Q(paper=""), name="criteria_in_force_by_paper"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Assessment(models.Model):
    """A commune's own assessment of one year. Once proposed it keeps the facts and the answer that it rested on."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=_choices(AssessmentState), default=AssessmentState.DRAFT)
    kind = models.CharField(max_length=10, choices=_choices(AreaKind), blank=True)
    facts = models.JSONField(default=dict)  # rules.evidence.to_json
    met = models.JSONField(default=dict)  # letter -> type or null
    why = models.JSONField(default=list)  # sentences
    basis = models.CharField(max_length=300, blank=True)  # article of the criteria
    policies = models.JSONField(default=list)  # NAME=VALUE
    note = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    proposed_as = models.CharField(max_length=320, blank=True)  # name and post, as they were
    reason = models.TextField(blank=True)  # why it was returned
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "place__code"]
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="assessment_once_per_year"),
            models.CheckConstraint(
                condition=Q(state__in=list(AssessmentState)), name="assessment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.DRAFT, proposed_at__isnull=True, proposed_by__isnull=True)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False) & ~Q(kind=""),
                name="assessment_proposed_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=AssessmentState.RETURNED) | ~Q(reason=""), name="assessment_returned_why"
            ),
        ]
        indexes = [models.Index(fields=["year", "state"], name="assessment_of_year")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.year} {self.state}"


class Statement(models.Model):
    """A fact said by hand, with its ground, where no figure says it. ``value``: a number, or 0 and 1 for no and yes."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="statements", db_index=False
    )
    name = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=15, decimal_places=3)
    ground = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    said_as = models.CharField(max_length=320)

    class Meta:
        ordering = ["assessment", "name"]
        constraints = [models.UniqueConstraint(fields=["assessment", "name"], name="statement_once")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Classification(models.Model):
    """What a commune is on the list of a year, by which paper. One of before this system has no assessment."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=_choices(AreaKind))
    valid_from = models.DateField()
    paper = models.CharField(max_length=200)
    basis = models.CharField(max_length=300, blank=True)
    met = models.JSONField(default=dict)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-year", "place__code"]
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="classified_once_per_year"),
            models.CheckConstraint(condition=Q(kind__in=list(AreaKind)), name="classification_kind_known"),
            models.CheckConstraint(condition=~Q(paper=""), name="classified_by_paper"),
        ]
        indexes = [models.Index(fields=["year", "place"], name="classification_of_year")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.year} {self.kind}"


class YearList(models.Model):
    """The list of a province for a year: when it went up and was approved; whether a key route crosses the province."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    key_route = models.BooleanField(null=True)
    sent_on = models.DateField(null=True)
    sent_paper = models.CharField(max_length=200, blank=True)
    confirmed_on = models.DateField(null=True)
    confirmed_paper = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="list_once_per_year"),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_paper="")
                | Q(sent_on__isnull=False) & ~Q(sent_paper=""),
                name="list_sent_by_paper",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_paper="")
                | Q(confirmed_on__isnull=False, sent_on__isnull=False) & ~Q(confirmed_paper=""),
                name="list_confirmed_by_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.year}"


class Transformation(models.Model):
    """A commune's plan to reach a lighter type by a year, or to stay drug-free; the lists say whether it did."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    target = models.CharField(max_length=10, choices=_choices(AreaKind))
    by_year = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=300)
    targets = models.JSONField(default=dict)  # fact -> at most, as text
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(ended_on__isnull=True), name="one_open_transformation"
            ),
            models.CheckConstraint(
                condition=Q(target__in=list(AreaKind)), name="transformation_target_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id}: {self.target} {self.by_year}"


class TransformationTask(models.Model):
    transformation = models.ForeignKey(
        Transformation, on_delete=models.CASCADE, related_name="tasks", db_index=False
    )
    task = models.ForeignKey("plans.Task", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["transformation", "task"]
        constraints = [
            models.UniqueConstraint(fields=["transformation", "task"], name="transformation_task_once")
        ]

    def __str__(self) -> str:
        return f"{self.transformation_id}: task {self.task_id}"
