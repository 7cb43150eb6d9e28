"""What looking keeps: when one looked last, and what was said against a score. Everything else is counted anew."""

from django.db import models
from django.db.models import Q

from chungtay.overview.rules import ContestOutcome


class LastLook(models.Model):
    """When a person looked last, and when they looked in the visit before: since then everything is new to them."""

    account = models.OneToOneField("agencies.Account", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    before = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(before__lte=models.F("at")), name="look_before_now"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.at:%Y-%m-%d}"


class Contest(models.Model):
    """A body says with a ground that a part of its work is counted wrongly; the standing office answers. Both stay."""

    share = models.ForeignKey("plans.Share", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    outcome = models.CharField(
        max_length=20, choices=[(r.value, r.value) for r in ContestOutcome], default=ContestOutcome.WAITING
    )
    words = models.TextField(blank=True)
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    ruled_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=list(ContestOutcome)), name="contest_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=ContestOutcome.WAITING, ruled_at__isnull=True, ruled_by__isnull=True)
                | ~Q(outcome=ContestOutcome.WAITING)
                & Q(ruled_at__isnull=False, ruled_by__isnull=False)
                & ~Q(words=""),
                name="contest_answered_whole",
            ),
            models.UniqueConstraint(
                fields=["share"], condition=Q(outcome=ContestOutcome.WAITING), name="contest_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.at:%Y-%m-%d} {self.outcome}"
