"""Work done later, and what people are told."""

from django.db import models
from django.db.models import F, Q

from chungtay.notices.rules import Channel, DeliveryState, Haste, JobState


class Job(models.Model):
    """One piece of work. ``kind`` is registered by the room that does it, ``subject`` is "reading:12"."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in JobState],
        default=JobState.WAITING.value,
    )
    progress = models.FloatField(default=0)  # 0..1
    step = models.CharField(max_length=120, blank=True)  # what is being done, in words
    cancel_asked = models.BooleanField(default=False)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error_code = models.CharField(max_length=60, blank=True)
    error_text = models.TextField(blank=True)  # the sentence for the person
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField()  # account; 0 for the system
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[item.value for item in JobState]), name="job_state_known"
            ),
            models.CheckConstraint(
                condition=Q(progress__gte=0) & Q(progress__lte=1), name="job_progress_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING.value, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING.value) & Q(lease_until__isnull=True)),
                name="job_runs_on_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="job_ends_with_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=JobState.FAILED.value) | Q(error_code=""), name="job_error_only_when_failed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.state}"


class Notice(models.Model):
    """Something that one person, or everybody of one agency, is told, with the reason why they are.

    ``office`` is the body whose work a person is told of: the notice is read from a post there, and passes to who
    takes the post over. Without it the notice is the person's own.
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+", null=True)
    account = models.ForeignKey("agencies.Account", on_delete=models.CASCADE, related_name="+", null=True)
    office = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+", null=True)
    at = models.DateTimeField()
    text = models.CharField(max_length=400)
    link = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300)
    read_at = models.DateTimeField(null=True)
    read_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["agency", "read_at"], name="notice_of_agency"),
            models.Index(fields=["account", "read_at"], name="notice_of_account"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True) ^ Q(account__isnull=True), name="notice_to_one_receiver"
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=True) | Q(account__isnull=False),
                name="notice_of_office_to_a_person",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="notice_read_pair",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("at")), name="notice_read_after_told"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Preference(models.Model):
    """When and by which way a person wants to hear of what is due; times are Vietnam's.

    An address is used only once its owner has typed the code that was sent there.
    """

    account = models.OneToOneField("agencies.Account", on_delete=models.CASCADE, related_name="+")
    hour = models.TimeField()
    quiet_from = models.TimeField()
    quiet_to = models.TimeField()
    working_days_only = models.BooleanField(default=True)
    mail = models.EmailField(blank=True)
    mail_confirmed = models.BooleanField(default=False)
    phone = models.CharField(max_length=20, blank=True)
    phone_confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(mail="") | Q(mail_confirmed=False), name="mail_confirmed_has_address"
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | Q(phone_confirmed=False), name="phone_confirmed_has_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.hour}"


class Delivery(models.Model):
    """A message that leaves the house. ``key`` names it to the receiver, who may get it twice and shows it once.

    The address stands in the person's Preference and is looked up when it is sent; the words go when it has been.
    """

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Channel])
    account = models.ForeignKey("agencies.Account", on_delete=models.CASCADE, related_name="+")
    haste = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Haste])
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=12,
        choices=[(one.value, one.value) for one in DeliveryState],
        default=DeliveryState.WAITING.value,
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=60, blank=True)  # of the last attempt, a code of words.py
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="delivery_due")]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=list(Channel)), name="delivery_channel_known"),
            models.CheckConstraint(condition=Q(haste__in=list(Haste)), name="delivery_haste_known"),
            models.CheckConstraint(condition=Q(state__in=list(DeliveryState)), name="delivery_state_known"),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENDING.value, lease_until__isnull=False)
                | (~Q(state=DeliveryState.SENDING.value) & Q(lease_until__isnull=True)),
                name="delivery_sent_on_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending"], ended_at__isnull=True)
                | Q(state__in=["sent", "dead"], ended_at__isnull=False),
                name="delivery_ends_with_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.DEAD.value) | ~Q(error=""), name="delivery_dead_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"


class Tick(models.Model):
    """Work that comes again and again; whoever moves ``due_at`` on does this turn."""

    name = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
