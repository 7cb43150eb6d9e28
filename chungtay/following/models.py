"""How tasks are known to be done, and what followed when it was last asked."""

from django.db import models
from django.db.models import Q

from chungtay.following.rules import CriterionKind, EvidenceState


class Criterion(models.Model):
    """Of one task. Proposed from its words; holds once a person confirmed it. ``rule`` is a code of lexicon.toml."""

    task = models.OneToOneField("plans.Task", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in CriterionKind])
    rule = models.CharField(max_length=40, blank=True)
    settings = models.JSONField(default=dict)
    says = models.CharField(max_length=200)
    word = models.CharField(max_length=80, blank=True)  # of the task, that decided
    proposed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(CriterionKind)), name="criterion_kind_known"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="criterion_confirmed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.task_id}"


class Derived(models.Model):
    """What followed for a share when it was last asked; ``inputs`` are what it rested on."""

    share = models.OneToOneField("plans.Share", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in EvidenceState])
    percent = models.PositiveSmallIntegerField(default=0)
    why = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    inputs = models.JSONField(default=list)
    fell_at = models.DateTimeField(null=True)  # when it last turned from done into not done

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(EvidenceState)), name="derived_state_known"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="derived_percent_range"),
        ]

    def __str__(self) -> str:
        return f"{self.share_id} {self.state}"
