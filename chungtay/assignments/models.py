"""Handing out and what is answered to it. Rows point at the shares and tasks of plans, which knows none of them."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.assignments.rules import TURNS, AnswerKind, Ruling


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Spread(models.Model):
    """Every body of a kind and level beneath a place; ``group`` stands for them where plans name who leads."""

    group = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=_choices(AgencyKind))
    level = models.CharField(max_length=20, choices=_choices(AgencyLevel))
    under = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()  # account

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "level", "under"], name="spread_once"),
            models.CheckConstraint(condition=Q(kind__in=list(AgencyKind)), name="spread_kind_known"),
            models.CheckConstraint(condition=Q(level__in=list(AgencyLevel)), name="spread_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.level} under {self.under_id}"


class Answer(models.Model):
    """What was answered to a share, once and for good; a refusal and a request for more time get a verdict.

    ``revision`` is the state of the share that it speaks of. ``account`` is empty where a rule confirmed.
    """

    share = models.ForeignKey("plans.Share", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=_choices(AnswerKind))
    at = models.DateTimeField()
    account = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    agency = models.ForeignKey(  # the better addressee of a refusal; after it, who took the work
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    day = models.DateField(null=True)  # the day asked for
    day_before = models.DateField(null=True)  # and the one that it was owed by
    revision = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=10, choices=_choices(Ruling), blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    settled_name = models.CharField(max_length=120, blank=True)
    settled_words = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["share", "kind"], name="answer_to_share"),
            models.Index(fields=["verdict", "kind"], name="answer_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["share"], condition=Q(kind=AnswerKind.EXTENSION), name="more_time_asked_once"
            ),
            models.UniqueConstraint(
                fields=["share"], condition=Q(kind=AnswerKind.REFUSED), name="refused_once"
            ),
            models.UniqueConstraint(
                fields=["share"], condition=Q(kind=AnswerKind.RECEIVED), name="received_once"
            ),
            models.UniqueConstraint(
                fields=["share", "revision"], condition=Q(kind=AnswerKind.VERIFIED), name="verified_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=list(AnswerKind)), name="answer_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=[AnswerKind.REFUSED, AnswerKind.EXTENSION], verdict__in=list(Ruling))
                | ~Q(kind__in=[AnswerKind.REFUSED, AnswerKind.EXTENSION]) & Q(verdict=""),
                name="answer_verdict_where_asked",
            ),
            models.CheckConstraint(
                condition=Q(
                    verdict__in=["", Ruling.WAITING], settled_at__isnull=True, settled_by__isnull=True
                )
                | Q(verdict__in=[Ruling.GRANTED, Ruling.DENIED], settled_at__isnull=False)
                & Q(settled_by__isnull=False),
                name="answer_settled_whole",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[AnswerKind.REFUSED, AnswerKind.EXTENSION, AnswerKind.RETURNED])
                | ~Q(words=""),
                name="answer_has_its_ground",
            ),
            models.CheckConstraint(
                condition=~Q(kind=AnswerKind.EXTENSION) | Q(day__isnull=False), name="more_time_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.verdict} {self.share_id}".strip()


class Contribution(models.Model):
    """What a body that supports a task did for it. It owes no share; who leads reads it and reports."""

    task = models.ForeignKey("plans.Task", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    account = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)
    words = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="contribution_said")]

    def __str__(self) -> str:
        return f"{self.agency_id} for {self.task_id}"


class Quota(models.Model):
    """How many of something each doer of a task owes, once or in every turn. Holds once a person confirmed it."""

    task = models.ForeignKey("plans.Task", on_delete=models.CASCADE, related_name="+")
    noun = models.CharField(max_length=60)
    minimum = models.PositiveIntegerField()
    maximum = models.PositiveIntegerField(null=True)
    every = models.CharField(max_length=10, choices=[(turn, turn) for turn in TURNS], blank=True)
    words = models.TextField(blank=True)  # of the paper; empty for one written by hand
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        ordering = ["task", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "noun", "every"], name="quota_once"),
            models.CheckConstraint(
                condition=Q(minimum__gte=1) & (Q(maximum__isnull=True) | Q(maximum__gte=F("minimum"))),
                name="quota_bounds",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="quota_confirmed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minimum} {self.noun} {self.every}".strip()


class QuotaCount(models.Model):
    """What a unit has done of a quota; corrections are rows with a number below nothing."""

    quota = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="counts", db_index=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    number = models.SmallIntegerField()
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    account = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["quota", "agency", "on"], name="quota_count_of_unit")]
        constraints = [models.CheckConstraint(condition=~Q(number=0), name="quota_count_says_something")]

    def __str__(self) -> str:
        return f"{self.number} on {self.on}"
