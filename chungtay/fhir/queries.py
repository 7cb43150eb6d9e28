"""Episodes of the actor's own patients, as they may leave."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.care import queries as care
from chungtay.care.rules import TREAT
from chungtay.fhir.rules import Attendance, Episode
from chungtay.people.access import everything

if TYPE_CHECKING:
    from chungtay.care.models import Patient

_MONTH = timedelta(days=30)


def get_episode(actor: Actor, patient: int, on: date) -> Episode:
    """One, with the attendance of the thirty days before the day. NotThere for who does not treat this patient."""
    return episode_of(actor, care.get_patient(actor, patient), on)


def list_patients(actor: Actor, *, after: int, count: int) -> tuple[list["Patient"], int, bool]:
    """Everybody treated here, now or earlier, by the number of their episode; how many in all; whether more follow."""
    actor.must(TREAT)
    with everything():  # who has left is no longer kept, and the episode is still the facility's
        every = care.visible_patients(actor)
        found = list(every.filter(pk__gt=after).order_by("pk")[: count + 1])
        return found[:count], every.count(), len(found) > count


def episode_of(actor: Actor, patient: "Patient", on: date) -> Episode:
    """For a patient fetched for the actor."""
    facility = agencies.get_agency(actor, patient.facility_id)
    return Episode(
        number=patient.pk, pseudonym=_pseudonym(patient), facility=facility.pk, facility_name=facility.name,
        treatment=patient.treatment, since=patient.since, until=patient.until, sex=patient.person.sex,
        birth_year=patient.person.birth_year, attendance=_attendance(patient, on),
    )  # fmt: skip


def _pseudonym(patient: "Patient") -> str:
    """The same for one person at one facility; two facilities cannot tell that they treat the same."""
    of = f"{patient.facility_id}:{patient.person_id}"
    return salted_hmac("chungtay.fhir.patient", of, algorithm="sha256").hexdigest()[:32]


def _attendance(patient: "Patient", on: date) -> Attendance | None:
    until = min(on, patient.until) if patient.until else on
    with everything():
        month = care.month_of(patient, until)
    if month is None:
        return None
    days = {state or "unwritten": count for state, count in month.counts}
    return Attendance(max(patient.since, until - _MONTH), until - timedelta(days=1), days)
