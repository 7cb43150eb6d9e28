"""What the plans of a chain promise, which answers which, and what a lower plan makes of each promise above it.

Words and dates are copied from the plans when two are compared, so that a plan stays what was signed and the database
counts a page with 130 lower plans. ``Answer.state`` follows from its links, in the transaction that changes one.
"""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from chungtay.chain.rules import Coverage, LinkState, PromiseKind, ProposalState


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Promise(models.Model):
    """A duty or a target of a plan. A target has no lasting row in ``plans``: its words are its key."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=_choices(PromiseKind))
    task = models.ForeignKey("plans.Task", on_delete=models.CASCADE, related_name="+", null=True)
    key = models.CharField(max_length=64)  # "task:12", or the checksum of a target's words and number
    position = models.PositiveIntegerField()
    text = models.TextField()
    folded = models.TextField()  # for search
    bodies = models.TextField(blank=True)  # as the paper names them
    by = models.DateField(null=True)
    every = models.CharField(max_length=10, blank=True)
    relation = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    value_max = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    unit = models.CharField(max_length=60, blank=True)
    source_start = models.PositiveIntegerField(null=True)
    source_end = models.PositiveIntegerField(null=True)
    source_version = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["plan", "kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="promise_of_plan_once"),
            models.CheckConstraint(condition=Q(kind__in=list(PromiseKind)), name="promise_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class PlanPair(models.Model):
    """A lower plan held against an upper one. ``unit`` is whose plan the lower one is."""

    upper = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+", db_index=False)
    lower = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    compared_at = models.DateTimeField(null=True)  # empty until the comparison is made
    upper_version = models.PositiveIntegerField(default=0)
    lower_version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["upper", "unit__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["upper", "lower"], name="plan_pair_once"),
            models.CheckConstraint(condition=~Q(upper=F("lower")), name="plan_pair_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.upper_id} → {self.lower_id}"


class Answer(models.Model):
    """What one lower plan makes of one promise of the upper plan."""

    pair = models.ForeignKey(PlanPair, on_delete=models.CASCADE, related_name="answers", db_index=False)
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="answers")
    state = models.CharField(max_length=20, choices=_choices(Coverage))
    addressed = models.BooleanField()
    ground = models.CharField(max_length=500, blank=True)  # why it does not apply here
    excused_at = models.DateTimeField(null=True)
    excused_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    proposal = models.CharField(max_length=20, choices=_choices(ProposalState), blank=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    proposed_due = models.DateField(null=True)
    reply = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pair", "promise"]
        indexes = [models.Index(fields=["pair", "promise", "state"], name="answer_counted")]
        constraints = [
            models.UniqueConstraint(fields=["pair", "promise"], name="answer_once"),
            models.CheckConstraint(condition=Q(state__in=list(Coverage)), name="answer_state_known"),
            models.CheckConstraint(
                condition=Q(proposal__in=["", *ProposalState]), name="proposal_state_known"
            ),
            models.CheckConstraint(
                condition=Q(excused_at__isnull=True, excused_by__isnull=True, ground="")
                | Q(excused_at__isnull=False, excused_by__isnull=False) & ~Q(ground=""),
                name="answer_excused_whole",
            ),
            models.CheckConstraint(
                condition=Q(proposal="", proposed_at__isnull=True, proposed_by__isnull=True)
                | Q(~Q(proposal=""), proposed_at__isnull=False, proposed_by__isnull=False),
                name="answer_proposed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id}: {self.state}"


class Link(models.Model):
    """A lower promise answers an upper one. By hand it has no score; suggested, it has one and says why."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="links", db_index=False)
    lower = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=_choices(LinkState))
    score = models.FloatField(null=True)
    why = models.JSONField(default=dict)  # {"topics": [], "words": [], "branches": [], "figures": []}
    differences = models.JSONField(default=list)  # [[kind, upper, lower], …]
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        ordering = ["answer", F("score").desc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "lower"], name="link_once"),
            models.CheckConstraint(condition=Q(state__in=list(LinkState)), name="link_state_known"),
            models.CheckConstraint(
                condition=Q(state=LinkState.SUGGESTED, decided_at__isnull=True, decided_by__isnull=True)
                | Q(~Q(state=LinkState.SUGGESTED), decided_at__isnull=False, decided_by__isnull=False),
                name="link_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} ← {self.lower_id} {self.state}"
