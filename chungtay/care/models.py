"""Treatment apart from the file: patients, notes, doses; and the help that a person is given, no secret of health.

A patient's rows are there for the treating facility alone. What was said and found is sealed.
"""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from chungtay.care.rules import DoseState, HelperPart, HelpKind, NoteKind, Reached, RoomKind, Treatment
from chungtay.people.access import SealedField, SealedJson, row_number


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


def _account() -> "models.ForeignKey[object, object]":
    return models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+", db_index=False)


class Patient(models.Model):
    """A person in treatment at a facility, because of a file, from a day to a day."""

    file = models.ForeignKey("cases.CaseFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    facility = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    treatment = models.CharField(max_length=12, choices=_choices(Treatment))
    room = models.CharField(max_length=12, choices=_choices(RoomKind))
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["since", "pk"]
        indexes = [models.Index(fields=["facility", "until"], name="patient_of_facility")]
        constraints = [
            models.CheckConstraint(condition=Q(treatment__in=list(Treatment)), name="treatment_known"),
            models.CheckConstraint(condition=Q(room__in=list(RoomKind)), name="patient_room_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="patient_runs_forward"
            ),
            models.UniqueConstraint(
                fields=["file", "facility"],
                condition=Q(until__isnull=True),
                name="patient_once_at_a_facility",
            ),
        ]

    def __str__(self) -> str:
        return f"patient {self.pk}"


class Note(models.Model):
    """What was found or done on a day; HIV status stands nowhere else in the house."""

    row = row_number()
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, choices=_choices(NoteKind))
    on = models.DateField()
    text = SealedField()
    written_at = models.DateTimeField()
    account = _account()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(NoteKind)), name="note_kind_known")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Dose(models.Model):
    """Whether the dose of a day was taken."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="doses", db_index=False)
    on = models.DateField()
    state = models.CharField(max_length=8, choices=_choices(DoseState))
    account = _account()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "on"], name="one_dose_a_day"),
            models.CheckConstraint(condition=Q(state__in=list(DoseState)), name="dose_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.on}"


class FollowUp(models.Model):
    """The health side reached out to who stayed away."""

    row = row_number()
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="follow_ups")
    on = models.DateField()
    how = models.CharField(max_length=8, choices=_choices(Reached))
    outcome = SealedField()
    account = _account()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(how__in=list(Reached)), name="reached_known")]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"


class Demand(models.Model):
    """The items of the treatment demand indicator, asked at the beginning of an episode."""

    row = row_number()
    patient = models.OneToOneField(Patient, on_delete=models.PROTECT, related_name="demand")
    taken_on = models.DateField()
    items = SealedJson()  # {"referral": "tự đến", …}
    account = _account()

    def __str__(self) -> str:
        return f"demand of {self.patient_id}"


class Places(models.Model):
    """How many places a facility has for whom, from a day on. Numbers."""

    facility = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    room = models.CharField(max_length=12, choices=_choices(RoomKind))
    since = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["facility", "room", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "room", "since"], name="places_once_a_day"),
            models.CheckConstraint(condition=Q(room__in=list(RoomKind)), name="places_room_known"),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.room} {self.number}"


class Helper(models.Model):
    """Somebody of the team around a person, by their part; a name only because a paper of the law names them."""

    row = row_number()
    file = models.ForeignKey("cases.CaseFile", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=14, choices=_choices(HelperPart))
    name = SealedField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=list(HelperPart)), name="helper_part_known")
        ]

    def __str__(self) -> str:
        return f"helper {self.pk}"


class Help(models.Model):
    """Something done for a person: a visit, counselling, training, a loan, a job."""

    row = row_number()
    file = models.ForeignKey("cases.CaseFile", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=_choices(HelpKind))
    on = models.DateField()
    until = models.DateField(null=True)  # of training, a loan, a job
    amount = models.PositiveBigIntegerField(null=True)  # đồng, of a loan
    note = SealedField(null=True)
    account = _account()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(HelpKind)), name="help_kind_known"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(kind=HelpKind.LOAN), name="only_a_loan_has_an_amount"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="help_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"help {self.pk}"
