"""Files, what happened in them, the papers; and what follows from that by the law, written down to be found quickly.

Steps, papers, deliveries, transfers, referrals and stages are facts. Episodes, list entries and running clocks follow
from the steps (``rules.course``, ``rules.dues``) and are written anew by ``services.settling`` whenever a step comes.
"""

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Q

from chungtay.cases.rules import (
    DeliveredHow,
    DeliveredTo,
    EpisodeKind,
    PersonList,
    ReferralFor,
    ReferralState,
    TransferState,
)


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


def _agency(*, null: bool = False, db_index: bool = True) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", null=null, db_index=db_index
    )


def _account() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False)


class FileCounter(models.Model):
    """The last number that a body has given to a file in a year."""

    agency = _agency(db_index=False)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="one_counter_a_year")]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.year}: {self.last}"


class CaseFile(models.Model):
    """The file on one person, kept by one body at a time. ``code`` names it wherever the person must not be named.

    ``state`` and what follows it are the law's answer to the steps, as of the last one.
    """

    code = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    keeper = _agency(db_index=False)
    ground = models.CharField(max_length=40)
    ground_on = models.DateField()
    ground_paper = models.CharField(max_length=200)
    ground_article = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    opened_by = _account()
    remote = models.BooleanField(default=False)  # mountain, island: longer to verify the residence
    is_example = models.BooleanField(default=False)

    state = models.CharField(max_length=4, blank=True)
    since = models.DateField(null=True)
    regime = models.CharField(max_length=4, blank=True)  # the law of the running measure
    last_day = models.DateField(null=True)  # of the running measure
    next_due = models.DateTimeField(null=True)
    next_clock = models.CharField(max_length=40, blank=True)
    waits = models.CharField(max_length=10, blank=True)  # why there is no next day: a key of course.toml
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["keeper", "closed_on", "next_due", "id"], name="file_by_next_due"),
            models.Index(fields=["keeper", "state"], name="file_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_on__isnull=True), name="one_open_file_a_person"
            ),
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(ground_paper=""), name="file_only_on_a_ground"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False) | Q(next_due__isnull=False) | ~Q(waits=""),
                name="open_file_has_a_day_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Paper(models.Model):
    """A paper of the file: a decision, a notice, minutes, a certificate, by its number, day and signer."""

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="papers")
    form = models.CharField(max_length=10, blank=True)  # "V-22", as forms.toml of the law calls it
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80)
    signed_on = models.DateField()
    signer = models.CharField(max_length=120, blank=True)
    signed_as = models.CharField(max_length=200, blank=True)
    is_decision = models.BooleanField(default=False)
    scan = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decision=False) | ~Q(number="") & ~Q(signed_as=""),
                name="decision_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Step(models.Model):
    """What happened, when, with which paper, told by whom as which post. Told wrongly, it is struck."""

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=40)
    at = models.DateTimeField()
    after = models.CharField(max_length=4, blank=True)  # the state to which it led
    agency = _agency(db_index=False)  # whose file it was then; of "file_received", whose it became
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="steps", null=True)
    why = models.CharField(max_length=40, blank=True)  # an event of removals.toml
    grounds = models.JSONField(default=list)  # for compulsory rehab, names of grounds.toml
    last_act = models.DateField(null=True)  # from which the limitation runs
    parents = models.CharField(max_length=200, blank=True)  # the paper of the parents' part, for minors
    age = models.PositiveSmallIntegerField(null=True)
    time = models.PositiveSmallIntegerField(default=1)  # which rehab of the person it is
    last_day = models.DateField(null=True)  # where the law gives a range, by the decision

    recorded_at = models.DateTimeField()
    account = _account()
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    struck_at = models.DateTimeField(null=True)
    struck_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="step_number_once"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_why="")
                | Q(struck_at__isnull=False) & ~Q(struck_why=""),
                name="struck_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.number} {self.event}"


class Delivery(models.Model):
    """A paper given to whom it is for, with what proves it."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="deliveries")
    to = models.CharField(max_length=10, choices=_choices(DeliveredTo))
    body = _agency(null=True, db_index=False)
    how = models.CharField(max_length=10, choices=_choices(DeliveredHow))
    at = models.DateTimeField()
    proof = models.CharField(max_length=200)  # the minutes V-23, the receipt of the post
    account = _account()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to__in=list(DeliveredTo)), name="delivered_to_known"),
            models.CheckConstraint(condition=Q(how__in=list(DeliveredHow)), name="delivered_how_known"),
            models.CheckConstraint(
                condition=Q(to=DeliveredTo.BODY, body__isnull=False)
                | ~Q(to=DeliveredTo.BODY) & Q(body__isnull=True),
                name="delivered_to_a_body_or_not",
            ),
            models.CheckConstraint(condition=~Q(proof=""), name="delivery_is_proven"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} to {self.to}"


class Episode(models.Model):
    """A stretch of the course: one measure by one law. ``opened_by`` is empty for one that was before the file."""

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="episodes", db_index=False)
    kind = models.CharField(max_length=20, choices=_choices(EpisodeKind))
    regime = models.CharField(max_length=4)
    began = models.DateField()
    ended = models.DateField(null=True)
    last_day = models.DateField(null=True)
    opened_by = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="episode", null=True)
    facility = _agency(null=True)
    decision = models.CharField(max_length=120, blank=True)  # of a past one: number and day
    place = models.CharField(max_length=200, blank=True)  # of a past one: where

    class Meta:
        ordering = ["began", "pk"]
        indexes = [models.Index(fields=["file", "ended"], name="episode_running")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(EpisodeKind)), name="episode_kind_known"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=F("began")), name="episode_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.kind}"


class Stage(models.Model):
    """One of the five stages of rehab that every measure passes through."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="stages", db_index=False)
    code = models.CharField(max_length=1)
    began = models.DateField()
    done = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "code"], name="stage_once"),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | Q(done__gte=F("began")), name="stage_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id}{self.code}"


class ListEntry(models.Model):
    """The person stands on one of the lists of the law that ``agency`` keeps.

    ``until``: by the law nobody stands on it longer, paper or not. ``left_on`` with the step whose paper proves it.
    """

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="listed", db_index=False)
    name = models.CharField(max_length=12, choices=_choices(PersonList))
    agency = _agency(db_index=False)
    since = models.DateField()
    until = models.DateField(null=True)
    left_on = models.DateField(null=True)
    event = models.CharField(max_length=40, blank=True)  # of removals.toml
    article = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+", db_index=False)
    left_by = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+", db_index=False, null=True)

    class Meta:
        ordering = ["since", "pk"]
        indexes = [models.Index(fields=["agency", "name", "left_on", "until"], name="list_of_agency")]
        constraints = [
            models.UniqueConstraint(fields=["file", "name", "entered_by"], name="listed_once"),
            models.CheckConstraint(condition=Q(name__in=list(PersonList)), name="list_known"),
            models.CheckConstraint(condition=Q(left_on__isnull=True) | ~Q(event=""), name="left_by_an_event"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} on {self.name}"


class RunningClock(models.Model):
    """A duty that is to be done, or a right that may be used, until ``due``. ``fact_on`` chooses the rule."""

    file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="clocks")
    agency = _agency(db_index=False)
    clock = models.CharField(max_length=40)
    start = models.DateTimeField()
    fact_on = models.DateField()
    opens = models.DateTimeField(null=True)
    due = models.DateTimeField()
    remote = models.BooleanField(default=False)
    is_right = models.BooleanField(default=False)

    class Meta:
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["agency", "is_right", "due"], name="clock_of_agency")]
        constraints = [models.UniqueConstraint(fields=["file", "clock"], name="clock_runs_once")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.clock}"


class Transfer(models.Model):
    """A file on its way to where the person has moved. Until it is received, who sent it answers for it."""

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="transfers", db_index=False)
    origin = _agency(db_index=False)
    target = _agency(db_index=False)
    moved_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    paper = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=_choices(TransferState), default=TransferState.SENT)
    answered_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)  # returned because

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["target", "state"], name="transfer_to_answer")]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(state=TransferState.SENT), name="one_transfer_under_way"
            ),
            models.CheckConstraint(condition=~Q(origin=F("target")), name="transfer_to_another"),
            models.CheckConstraint(condition=Q(state__in=list(TransferState)), name="transfer_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.origin_id} -> {self.target_id}"


class Referral(models.Model):
    """Another body is asked to do something for the person, and answers."""

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="referrals", db_index=False)
    origin = _agency(db_index=False)
    target = _agency(db_index=False)
    what = models.CharField(max_length=20, choices=_choices(ReferralFor))
    consent = models.CharField(max_length=200)  # of the person, or the article that does without it
    asked_at = models.DateTimeField()
    due = models.DateTimeField()
    state = models.CharField(max_length=10, choices=_choices(ReferralState), default=ReferralState.ASKED)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["target", "state", "due"], name="referral_to_answer"),
            models.Index(fields=["file", "state"], name="referral_of_file"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(what__in=list(ReferralFor)), name="referral_for_known"),
            models.CheckConstraint(condition=Q(state__in=list(ReferralState)), name="referral_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.what}"
