"""What has been told to whom, and the calendars that people subscribe to."""

from django.db import models
from django.db.models import Q

from chungtay.notices.rules import Act
from chungtay.reminders.rules import Tie


class Turn(models.Model):
    """The last day on which a person's digest was made, empty or not: moved on by who makes the next one."""

    account = models.OneToOneField("agencies.Account", on_delete=models.CASCADE, related_name="+")
    looked_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id} {self.looked_on or ''}".strip()


class Digest(models.Model):
    """What a person was told on a day; made in the transaction that tells it."""

    account = models.ForeignKey(
        "agencies.Account", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["account", "on"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.on}"


class DigestLine(models.Model):
    """One thing in a digest: the step of the policy that it had reached. Nobody is told a step twice.

    ``agency`` is the body through whose post the person heard of it.
    """

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="lines")
    account = models.ForeignKey(
        "agencies.Account", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=60)
    due_on = models.DateField()
    step = models.SmallIntegerField()
    act = models.CharField(max_length=12, choices=[(act.value, act.value) for act in Act])
    tie = models.CharField(max_length=12, choices=[(tie.value, tie.value) for tie in Tie])
    group = models.CharField(max_length=12)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=300)
    link = models.CharField(max_length=300)

    class Meta:
        ordering = ["digest", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "due_on", "key", "step"], name="reminded_once_of_each_step"
            ),
            models.CheckConstraint(condition=Q(act__in=list(Act)), name="digest_line_act_known"),
            models.CheckConstraint(condition=Q(tie__in=list(Tie)), name="digest_line_tie_known"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.step:+}"


class Feed(models.Model):
    """The calendar that a person's phone subscribes to; its address holds a token of which only a hash is kept."""

    account = models.OneToOneField("agencies.Account", on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id}"


class FeedEvent(models.Model):
    """An event as a feed last told it, so that a change raises its number and a cancelled one is said to be."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="events", db_index=False)
    uid = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField(default=0)
    content = models.JSONField()  # rules.feeds.Event in plain values
    changed_at = models.DateTimeField()
    cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["feed", "uid"], name="feed_event_once")]

    def __str__(self) -> str:
        return f"{self.uid} {self.sequence}"
