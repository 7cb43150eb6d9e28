"""What was found in a paper, what a person decided about it, and what the names in it mean."""

from django.db import models
from django.db.models import F, Q

from chungtay.documents.models.papers import OfficialDocument, Reading
from chungtay.documents.rules.findings import Change, Decision, FindingKind

_UNDECIDED = Q(decided_at__isnull=True, decided_by__isnull=True)
_DECIDED = Q(decided_at__isnull=False, decided_by__isnull=False)


class Finding(models.Model):
    """One item. ``content`` is as read (or as cut and joined by a person), ``settled`` is the person's version of it.

    ``revision`` counts decisions: who decides names the revision that was seen, and a second person who saw the same
    one is told. A finding cut up or joined is ``replaced`` by others that name it in ``made_of``.
    """

    document = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, related_name="findings")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in FindingKind])
    key = models.CharField(max_length=40)
    order = models.PositiveIntegerField()
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    content = models.JSONField()
    settled = models.JSONField(null=True)
    confidence = models.FloatField(
        null=True
    )  # how often such items are right, 0 to 1; the reader's own measure
    doubt = models.CharField(max_length=30, blank=True)  # the family of reasons that lowers it most
    decision = models.CharField(
        max_length=10,
        choices=[(decision.value, decision.value) for decision in Decision],
        default=Decision.PENDING.value,
    )
    revision = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    decided_name = models.CharField(max_length=120, blank=True)
    change = models.CharField(
        max_length=8, choices=[(change.value, change.value) for change in Change], default=Change.FIRST.value
    )
    previous = models.ForeignKey("self", on_delete=models.PROTECT, related_name="following", null=True)
    replaced = models.BooleanField(default=False)
    made_of = models.JSONField(default=list)  # numbers of the findings that it stands for

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["reading", "order"], name="finding_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["reading", "kind", "key"], name="finding_once_per_reading"),
            models.CheckConstraint(
                condition=Q(kind__in=[item.value for item in FindingKind]), name="finding_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=[item.value for item in Decision]), name="finding_decision_known"
            ),
            models.CheckConstraint(
                condition=Q(change__in=[item.value for item in Change]), name="finding_change_known"
            ),
            models.CheckConstraint(
                condition=Q(span_start__isnull=True, span_end__isnull=True) | Q(span_end__gt=F("span_start")),
                name="finding_span_pair",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(0, 1)),
                name="finding_confidence_share",
            ),
            models.CheckConstraint(condition=_UNDECIDED | _DECIDED, name="finding_decided_pair"),
            models.CheckConstraint(
                condition=(Q(decision=Decision.PENDING.value) & _UNDECIDED)
                | (~Q(decision=Decision.PENDING.value) & _DECIDED),
                name="finding_decision_has_author",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.CORRECTED.value, settled__isnull=False)
                | (~Q(decision=Decision.CORRECTED.value) & Q(settled__isnull=True)),
                name="finding_settled_when_corrected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class NameMatch(models.Model):
    """What a name in this paper means: an agency, or nothing yet, or deliberately nothing (``left_open``).

    Without ``decided_at`` the aliases of the agencies say it, with it a person does.
    """

    document = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, related_name="name_matches")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    left_open = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["document", "key"], name="name_once_per_document"),
            models.CheckConstraint(condition=_UNDECIDED | _DECIDED, name="name_decided_pair"),
            models.CheckConstraint(
                condition=Q(left_open=False) | Q(agency__isnull=True), name="name_open_or_matched"
            ),
        ]

    def __str__(self) -> str:
        return self.name
