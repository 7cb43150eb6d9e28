"""Patients, for the treating facility's clinical posts and nobody else."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.care.models import Dose, FollowUp, Patient
from chungtay.care.rules import (
    PATIENT,
    TREAT,
    DoseState,
    FollowStep,
    Treatment,
    is_owed,
    missed_in_a_row,
    step_for,
)
from chungtay.cases import queries as cases
from chungtay.people.access import everything

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile

LOOKED_BACK = timedelta(days=60)
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Patience:
    """A patient on a day: the dose of the day, days missed in a row, and what is to be done about it."""

    patient: Patient
    today: DoseState | None
    missed: int
    step: FollowStep | None
    owed: bool


@dataclass(frozen=True, slots=True)
class Month:
    """How often each state of a dose, and the days on which none was taken, the latest first; "" is not written."""

    counts: list[tuple[str, int]]
    away: list[tuple[date, str]]


def visible_patients(actor: Actor) -> QuerySet[Patient]:
    """All that ``rules.may_see_clinical`` shows."""
    if not actor.can(TREAT):
        return Patient.objects.none()
    living = Patient.objects.filter(person__sealed_at__isnull=True, person__erased_at__isnull=True)
    return living.filter(facility=actor.agency).select_related("file", "person")


def get_patient(actor: Actor, patient: int) -> Patient:
    """Whose page shows a patient records the look."""
    with everything():  # who has left is no longer kept, and the notes of then are still the facility's
        row = visible_patients(actor).filter(pk=patient).first()
    if row is None:
        raise NotThere(PATIENT)
    return row


def patient_of(actor: Actor, file: "CaseFile") -> Patient | None:
    """The patient of a file at the actor's facility now."""
    return visible_patients(actor).filter(file=file, until__isnull=True).first()


def may_admit(actor: Actor, file: "CaseFile") -> bool:
    """Whether a measure or a referral has brought the person of the file to the actor's facility.

    To have opened it in an emergency, or to keep it, makes nobody a patient.
    """
    with everything():
        return actor.can(TREAT) and actor.agency in cases.touching(file).others


def month_of(patient: Patient, on: date) -> Month | None:
    """The doses of who is in substitution treatment, of the thirty days before a day; None where there are none yet."""
    first = max(patient.since, on - MONTH)
    if patient.treatment != Treatment.SUBSTITUTION or first >= on:
        return None
    told = dict(patient.doses.filter(on__gte=first, on__lt=on).values_list("on", "state"))
    days = [on - timedelta(days=ago) for ago in range(1, (on - first).days + 1)]
    states = [told.get(day, "") for day in days]
    counts = Counter(states)
    away = [pair for pair in zip(days, states, strict=True) if pair[1] != DoseState.TAKEN]
    return Month([(state, counts[state]) for state in (*DoseState, "") if counts[state]], away)


def list_patients(actor: Actor) -> list[Patient]:
    return list(visible_patients(actor).filter(until__isnull=True))


def list_day(actor: Actor, on: date) -> list[Patience]:
    """Everybody in substitution treatment on a day, who stays away longest first, then by the given name."""
    recent = Prefetch("doses", Dose.objects.filter(on__gte=on - LOOKED_BACK, on__lte=on))
    reached = Prefetch("follow_ups", FollowUp.objects.filter(on__lte=on).order_by("-on"))
    found = visible_patients(actor).filter(
        treatment=Treatment.SUBSTITUTION, since__lte=on, until__isnull=True
    )
    rows = [_day_of(patient, on) for patient in found.prefetch_related(recent, reached)]
    return sorted(rows, key=lambda row: (-row.missed, *_called(row.patient), row.patient.pk))


def _called(patient: Patient) -> tuple[str, str]:
    """As lists of names are sorted here: by the given name, which stands last."""
    name = fold(patient.person.name or "")
    return name.rpartition(" ")[2], name


def _day_of(patient: Patient, on: date) -> Patience:
    doses = {dose.on: DoseState(dose.state) for dose in patient.doses.all()}
    since = max(patient.since, on - LOOKED_BACK)
    missed = missed_in_a_row(doses, since=since, on=on)
    last = next(iter(patient.follow_ups.all()), None)
    owed = is_owed(missed, reached=last.on if last else None, on=on)
    return Patience(patient, doses.get(on), missed, step_for(missed), owed)
