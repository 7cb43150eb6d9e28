"""Who outside is told of what happens here, and how that went."""

from django.db import models
from django.db.models import Q

from chungtay.events.rules import SubscriptionState


class Subscription(models.Model):
    """A machine of a body's that is told what a post of the body may see.

    ``cursor`` is the number of the last journal entry that is settled: told, or none of theirs. ``turn`` counts who
    had it in hand: a worker that was overtaken, or a person who changed something meanwhile, is told apart by it.
    """

    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="+")
    post = models.ForeignKey("agencies.Post", models.CASCADE, related_name="+")
    label = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    families = models.JSONField(default=list)  # ["task", "report"]; none: all that is told
    secret = models.CharField(max_length=200)  # sealed
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in SubscriptionState])
    cursor = models.PositiveBigIntegerField()
    turn = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)  # that failed, one after the other
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=40, blank=True)  # of the last attempt, a code of words.py
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="subscription_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(SubscriptionState)), name="subscription_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=SubscriptionState.PAUSED.value) | ~Q(error=""),
                name="subscription_paused_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Telling(models.Model):
    """One turn of a worker: how many events arrived, from which to which, and what went wrong at the end of it."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="tellings")
    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    first = models.PositiveBigIntegerField(null=True)
    last = models.PositiveBigIntegerField(null=True)
    error = models.CharField(max_length=40, blank=True)
    milliseconds = models.PositiveIntegerField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count=0, first__isnull=True, last__isnull=True)
                | Q(count__gt=0, first__isnull=False, last__isnull=False),
                name="telling_says_which",
            ),
            models.CheckConstraint(condition=Q(count__gt=0) | ~Q(error=""), name="telling_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.count} {self.error}"
