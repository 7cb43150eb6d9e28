"""A clinician of a facility, and a patient in substitution treatment there. Everybody is invented."""

from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.care.models import Patient
from chungtay.care.rules import RoomKind, Treatment
from chungtay.care.services import admit
from chungtay.cases.models import CaseFile
from chungtay.cases.tests.factories import at, opened, step
from chungtay.people.tests.factories import police_of
from tests.cast import Town, seat


def clinician_of(town: Town, *, elsewhere: bool = False) -> Actor:
    name, username = ("Cơ sở điều trị Khác", "bs.khac") if elsewhere else ("Cơ sở điều trị Mẫu", "bs.mau")
    return seat(name, username, "clinician", place=town.province, level=AgencyLevel.PROVINCE)


def at_facility(town: Town, clinician: Actor, police: Actor | None = None) -> CaseFile:
    """A file whose substitution treatment runs at the clinician's facility since 8 July 2026."""
    police = police or police_of(town)
    row = opened(police, at(2))
    for event, when in (
        ("determined_addicted", at(5)),
        ("result_told", at(5, hour=10)),
        ("voluntary_registered", at(6)),
    ):
        step(police, row, event, when)
    step(police, row, "substitution_admitted", at(8), facility=clinician.agency)
    return row


def patient_of(town: Town, clinician: Actor, police: Actor | None = None) -> Patient:
    """In substitution treatment from 10 July 2026."""
    return admit(
        by=clinician, now=at(10), file=at_facility(town, clinician, police).code, treatment=Treatment.SUBSTITUTION,
        room=RoomKind.SUBSTITUTION, on=at(10).date(),
    )  # fmt: skip


def written_down(file: CaseFile, facility: int) -> Patient:
    """A patient of a facility, without the story of how they came there."""
    return Patient.objects.create(
        file=file, person_id=file.person_id, facility_id=facility, treatment=Treatment.OTHER, room=RoomKind.MEN,
        since=at(10).date(),
    )  # fmt: skip
