"""What was opened in an emergency, by whom, why, until when, and what a second person said of it."""

from django.db import models
from django.db.models import F, Q

from chungtay.breakglass.rules import Verdict


class Opening(models.Model):
    """One person sees one thing for some hours. ``subject`` is "document:12"; the thing's own room knows it."""

    subject = models.CharField(max_length=120)
    title = models.CharField(max_length=400)
    link = models.CharField(max_length=200)
    owner = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    post_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=1000)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    verdict = models.CharField(max_length=20, blank=True, choices=[(word, word) for word in Verdict])
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+", null=True)
    review_note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["account", "ends_at"], name="opening_of_account")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("opened_at")), name="opening_runs_forward"),
            models.CheckConstraint(condition=Q(verdict__in=["", *Verdict]), name="opening_verdict_known"),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(~Q(verdict=""), reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="opening_reviewed_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("account")),
                name="opening_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} by {self.account_id}"
