"""Tips that nobody at the server can read, and the keys of who may.

No row of a tip holds a time finer than the hour, an address, a device or a name. What was sent lies here locked;
``chungtay.tips.sealing`` says how.
"""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from chungtay.tips.rules import Hold, Outcome, Side, Source, StepKind, Strength, TipKind, TipState


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Hotline(models.Model):
    """A province's line for tips. ``salt`` goes into every receipt's key."""

    place = models.OneToOneField("places.Place", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    salt = models.BinaryField(max_length=16)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"hotline {self.pk}"


class RecoveryKey(models.Model):
    """Opens every tip of the line in need; its private half is only on paper, ``needed`` of ``people`` shares."""

    hotline = models.ForeignKey(Hotline, on_delete=models.CASCADE, related_name="recovery_keys")
    public = models.BinaryField(max_length=32)
    needed = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    drilled_at = models.DateTimeField(null=True)  # when custodians last proved that their shares fit

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(needed__gte=2, people__gte=models.F("needed")), name="recovery_needs_several"
            ),
        ]

    def __str__(self) -> str:
        return f"recovery key {self.pk}"


class ReaderKey(models.Model):
    """One person's key pair; the private half is locked under a passphrase that the server does not keep."""

    account = models.OneToOneField("agencies.Account", on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16)
    locked = models.BinaryField(max_length=80)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reader {self.account_id}"


class DeskKey(models.Model):
    """What tips are sealed to: the key of a post, one after the other; the newest that has not ended receives."""

    post = models.ForeignKey("agencies.Post", on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(ended_at__isnull=True), name="desk_has_one_living_key"
            ),
        ]

    def __str__(self) -> str:
        return f"desk key {self.pk}"


class DeskGrant(models.Model):
    """A desk's private half, sealed to one reader."""

    desk = models.ForeignKey(DeskKey, on_delete=models.CASCADE, related_name="grants", db_index=False)
    reader = models.ForeignKey(ReaderKey, on_delete=models.CASCADE, related_name="grants")
    sealed = models.BinaryField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desk", "reader"], name="desk_granted_once")]

    def __str__(self) -> str:
        return f"grant {self.desk_id}"


class Tip(models.Model):
    """``mark``: what its seals are bound to; ``receipt``: a hash of what the code becomes; ``agency``: where it lies
    now, ``since`` when; ``held``: why it waits apart. Every moment is an hour."""

    mark = models.CharField(max_length=32, unique=True)
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="tips")
    receipt = models.BinaryField(max_length=32, null=True, unique=True)
    subject = models.CharField(max_length=20)  # a code of subjects.toml
    commune = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    about = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=_choices(Source), default=Source.WEB)
    strength = models.CharField(max_length=20, choices=_choices(Strength), default=Strength.UNKNOWN)
    kind = models.CharField(max_length=20, choices=_choices(TipKind), blank=True)  # empty: not classified yet
    held = models.CharField(max_length=20, choices=_choices(Hold), blank=True)
    state = models.CharField(max_length=20, choices=_choices(TipState), default=TipState.NEW)
    outcome = models.CharField(max_length=20, choices=_choices(Outcome), blank=True)
    received = models.DateTimeField()
    since = models.DateTimeField()
    acknowledged = models.DateTimeField(null=True)
    classified = models.DateTimeField(null=True)
    forwarded = models.DateTimeField(null=True)
    answered = models.DateTimeField(null=True)  # the first word to the sender from the body where it lies
    closed = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-received", "-pk"]
        indexes = [
            models.Index(fields=["agency", "state", "received"], name="tip_of_agency"),
            models.Index(fields=["agency", "received"], name="tip_of_hour"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(TipState)), name="tip_state_known"),
            models.CheckConstraint(condition=Q(source__in=list(Source)), name="tip_source_known"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome]), name="tip_outcome_known"),
            models.CheckConstraint(condition=Q(strength__in=list(Strength)), name="tip_strength_known"),
            models.CheckConstraint(condition=Q(held__in=["", *Hold]), name="tip_hold_known"),
            models.CheckConstraint(
                condition=Q(kind="", classified__isnull=True)
                | Q(kind__in=list(TipKind), classified__isnull=False),
                name="tip_kind_told_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TipState.NEW, TipState.OPEN], closed__isnull=True, outcome="")
                | Q(state__in=[TipState.CLOSED, TipState.DELETED], closed__isnull=False) & ~Q(outcome=""),
                name="tip_end_told_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=TipState.DELETED) | Q(receipt__isnull=True),
                name="deleted_tip_has_no_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"tip {self.pk}"


class TipKey(models.Model):
    """The key of a tip for one who may open it: a desk, the custodians, or (both empty) the sender."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="keys", db_index=False)
    desk = models.ForeignKey(DeskKey, on_delete=models.PROTECT, related_name="tip_keys", null=True)
    recovery = models.ForeignKey(RecoveryKey, on_delete=models.PROTECT, related_name="tip_keys", null=True)
    sealed = models.BinaryField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tip", "desk"], condition=Q(desk__isnull=False), name="tip_key_of_desk_once"
            ),
            models.UniqueConstraint(
                fields=["tip", "recovery"],
                condition=Q(recovery__isnull=False),
                name="tip_key_of_custodians_once",
            ),
            models.UniqueConstraint(
                fields=["tip"],
                condition=Q(desk__isnull=True, recovery__isnull=True),
                name="tip_key_of_sender_once",
            ),
            models.CheckConstraint(
                condition=Q(desk__isnull=True) | Q(recovery__isnull=True), name="tip_key_for_one"
            ),
        ]

    def __str__(self) -> str:
        return f"key of tip {self.tip_id}"


class Message(models.Model):
    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="messages", db_index=False)
    n = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=20, choices=_choices(Side))
    hour = models.DateTimeField()
    locked = models.BinaryField()

    class Meta:
        ordering = ["tip", "n"]
        constraints = [
            models.UniqueConstraint(fields=["tip", "n"], name="message_number_once"),
            models.CheckConstraint(condition=Q(side__in=list(Side)), name="message_side_known"),
        ]

    def __str__(self) -> str:
        return f"message {self.n} of tip {self.tip_id}"


class Photo(models.Model):
    """A photo, made anew and locked; ``name`` is its file in the folder of tips, by chance."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="photos", db_index=False)
    n = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["message", "n"]
        constraints = [models.UniqueConstraint(fields=["message", "n"], name="photo_number_once")]

    def __str__(self) -> str:
        return f"photo {self.n} of message {self.message_id}"


class Step(models.Model):
    """What happened to a tip, to the hour. ``agency``: from or to whom it went; ``words``: a number, a ground."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=_choices(StepKind))
    hour = models.DateTimeField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["tip", "pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(StepKind)), name="tip_step_known")]

    def __str__(self) -> str:
        return f"{self.kind} of tip {self.tip_id}"
