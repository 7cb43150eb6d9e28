"""What was done for the rights of a person: copies served, things told, complaints and requests with their answers.

What somebody says, and why something is decided, is sealed; days and outcomes lie open, they are counted.
"""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from chungtay.people.access import SealedField, row_number
from chungtay.rights.rules import FIRST, SECOND, Against, Answered, Asked, Course, Ended, Reader, Served


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


def _file() -> "models.ForeignKey[object, object]":
    return models.ForeignKey("cases.CaseFile", on_delete=models.PROTECT, related_name="+")


def _account() -> "models.ForeignKey[object, object]":
    return models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False)


class Serving(models.Model):
    """The notice and the copies of the whole file reached somebody, who may then read it here for some days."""

    row = row_number()
    file = _file()
    reader = models.CharField(max_length=14, choices=_choices(Reader))
    at = models.DateTimeField()
    refused = models.BooleanField(default=False)
    witness = SealedField(null=True)  # an adult who saw the refusal
    proof = models.CharField(max_length=200)
    read_at = models.DateTimeField(null=True)  # came and read
    recorded_at = models.DateTimeField()
    account = _account()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(reader__in=list(Reader)), name="serving_reader_known"),
            models.CheckConstraint(condition=~Q(proof=""), name="serving_is_proven"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("at")), name="read_after_served"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} to {self.reader}"

    @property
    def served(self) -> Served:
        return Served(Reader(self.reader), self.at)


class Telling(models.Model):
    """Something of told.toml was told and given after a step. Step 0 and "sheet": the sheet was taken away."""

    file = _file()
    step = models.PositiveIntegerField()
    what = models.CharField(max_length=40)
    to = models.CharField(max_length=14, choices=_choices(Reader))
    at = models.DateTimeField()
    proof = models.CharField(max_length=200)
    account = _account()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "step", "what", "to"], condition=~Q(step=0), name="told_once_after_a_step"
            ),
            models.CheckConstraint(condition=Q(to__in=list(Reader)), name="told_whom_known"),
            models.CheckConstraint(condition=~Q(proof=""), name="telling_is_proven"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.step} {self.what}"


class Complaint(models.Model):
    """A complaint against a decision or a conduct, with its course. ``settler`` is the body whose turn it is."""

    row = row_number()
    file = models.ForeignKey("cases.CaseFile", on_delete=models.PROTECT, related_name="+")
    against = models.CharField(max_length=10, choices=_choices(Against))
    about = models.CharField(max_length=200)  # which decision, or what conduct, without a name
    instance = models.PositiveSmallIntegerField(default=FIRST)
    first = models.OneToOneField("self", on_delete=models.PROTECT, related_name="second", null=True)
    spoken_by = models.CharField(max_length=14, choices=_choices(Reader))
    told_on = models.DateField()
    filed_on = models.DateField()
    excuse = SealedField(null=True)
    text = SealedField()
    keeper = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    settler = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    remote = models.BooleanField(default=False)
    complicated = models.BooleanField(default=False)
    accepted_on = models.DateField(null=True)
    ended = models.CharField(max_length=10, choices=_choices(Ended), blank=True)
    settled_on = models.DateField(null=True)
    number = models.CharField(max_length=80, blank=True)
    answer = SealedField(null=True)
    taken_in_at = models.DateTimeField()
    taken_in_by = _account()

    class Meta:
        ordering = ["-filed_on", "-pk"]
        indexes = [
            models.Index(fields=["settler", "settled_on"], name="complaint_to_settle"),
            models.Index(fields=["keeper", "settled_on"], name="complaint_of_keeper"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(against__in=list(Against)), name="complaint_against_known"),
            models.CheckConstraint(condition=Q(spoken_by__in=list(Reader)), name="complaint_by_known"),
            models.CheckConstraint(condition=Q(ended__in=["", *Ended]), name="complaint_end_known"),
            models.CheckConstraint(
                condition=Q(instance=FIRST, first__isnull=True) | Q(instance=SECOND, first__isnull=False),
                name="second_complaint_after_a_first",
            ),
            models.CheckConstraint(
                condition=Q(ended="", settled_on__isnull=True) | ~Q(ended="") & Q(settled_on__isnull=False),
                name="complaint_ended_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"complaint {self.pk}"

    @property
    def course(self) -> Course:
        return Course(
            against=Against(self.against), instance=self.instance, told_on=self.told_on, filed_on=self.filed_on,
            accepted_on=self.accepted_on, settled_on=self.settled_on, complicated=self.complicated, remote=self.remote,
        )  # fmt: skip


class Request(models.Model):
    """The person asks that what is kept be corrected, not used, or erased; answered by a day, with a reason."""

    row = row_number()
    file = models.ForeignKey("cases.CaseFile", on_delete=models.PROTECT, related_name="+")
    asked = models.CharField(max_length=12, choices=_choices(Asked))
    text = SealedField()
    spoken_by = models.CharField(max_length=14, choices=_choices(Reader))
    asked_on = models.DateField()
    due_on = models.DateField()
    answered = models.CharField(max_length=8, choices=_choices(Answered), blank=True)
    answered_on = models.DateField(null=True)
    answer = SealedField(null=True)
    corrected = models.CharField(
        max_length=24, blank=True
    )  # the column of the person, or the last step of the file
    paper = models.CharField(max_length=200, blank=True)  # on which it was corrected
    account = _account()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(asked__in=list(Asked)), name="request_known"),
            models.CheckConstraint(condition=Q(spoken_by__in=list(Reader)), name="request_by_known"),
            models.CheckConstraint(
                condition=Q(answered="", answered_on__isnull=True)
                | Q(answered__in=list(Answered), answered_on__isnull=False),
                name="request_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(corrected="", paper="")
                | Q(asked=Asked.CORRECTION, answered=Answered.GRANTED) & ~Q(corrected="") & ~Q(paper=""),
                name="corrected_on_a_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"
