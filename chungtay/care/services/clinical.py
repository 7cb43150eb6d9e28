"""Treatment: admitted, noted, dosed, followed up, discharged. The journal holds that it happened, never what."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.care.models import Demand, Dose, FollowUp, Note, Patient
from chungtay.care.queries import get_patient, may_admit
from chungtay.care.rules import (
    FILE,
    PATIENT,
    TREAT,
    DoseState,
    NoteKind,
    Reached,
    RoomKind,
    Treatment,
    check_tdi,
    tdi_items,
)
from chungtay.cases import queries as cases
from chungtay.journal import services as journal
from chungtay.people import services as people


@transaction.atomic
def admit(*, by: Actor, now: datetime, file: str, treatment: Treatment, room: RoomKind, on: date) -> Patient:
    """Take somebody into treatment who was referred here, or whose measure runs here; the facility keeps them."""
    by.must(TREAT)
    row = cases.get_file(by, file)
    if not may_admit(by, row):
        raise NotThere(FILE)
    if on > timezone.localdate(now):
        raise Refused(Problem("admitted_ahead", "Ngày tiếp nhận chưa đến.", "on"))
    if Patient.objects.filter(file=row, facility=by.agency, until__isnull=True).exists():
        raise Refused(Problem("admitted_already", "Người này đang điều trị tại cơ sở.", "file"))
    made = Patient.objects.create(
        file=row, person_id=row.person_id, facility_id=by.agency, treatment=treatment, room=room, since=on
    )
    people.keep_person(by=by, now=now, person=row.person_id, agency=by.agency, because=f"{PATIENT}:{made.pk}")
    _journal(by, now, made, "admitted", {"treatment": [None, str(treatment)]})
    return made


@transaction.atomic
def discharge(*, by: Actor, now: datetime, patient: int, on: date) -> None:
    row = _treated(by, patient)
    if not row.since <= on <= timezone.localdate(now):
        raise Refused(Problem("discharged_when", "Ngày ra phải từ ngày vào đến hôm nay.", "on"))
    row.until = on
    row.save(update_fields=["until"])
    people.end_keeping(by=by, now=now, person=row.person_id, agency=by.agency, because=f"{PATIENT}:{row.pk}")
    _journal(by, now, row, "discharged", {})


@transaction.atomic
def write_note(*, by: Actor, now: datetime, patient: int, kind: NoteKind, on: date, text: str) -> Note:
    """A clinical note: sealed, read by this facility's clinical posts only."""
    row = _treated(by, patient)
    if not text.strip():
        raise Refused(Problem("text_missing", "Hãy ghi nội dung.", "text"))
    if on > timezone.localdate(now):
        raise Refused(Problem("noted_ahead", "Ngày này chưa đến.", "on"))
    made = Note(patient=row, kind=kind, on=on, text=text.strip(), written_at=now, account_id=by.account)
    made.save()
    _journal(by, now, row, "noted", {})
    return made


@transaction.atomic
def record_dose(*, by: Actor, now: datetime, patient: int, on: date, state: DoseState) -> None:
    """The dose of a day; written again, it is corrected."""
    row = _treated(by, patient)
    if not row.since <= on <= timezone.localdate(now):
        raise Refused(Problem("dose_when", "Ngày này không nằm trong thời gian điều trị.", "on"))
    Dose.objects.update_or_create(patient=row, on=on, defaults={"state": state, "account_id": by.account})
    _journal(by, now, row, "dosed", {})


@transaction.atomic
def record_follow_up(*, by: Actor, now: datetime, patient: int, how: Reached, outcome: str) -> FollowUp:
    """The health side reached out to who stayed away."""
    row = _treated(by, patient)
    if not outcome.strip():
        raise Refused(Problem("outcome_missing", "Hãy ghi đã gặp ai, vì sao vắng, hẹn gì.", "outcome"))
    made = FollowUp(
        patient=row, on=timezone.localdate(now), how=how, outcome=outcome.strip(), account_id=by.account
    )
    made.save()
    _journal(by, now, row, "followed_up", {})
    return made


@transaction.atomic
def record_demand(*, by: Actor, now: datetime, patient: int, answers: Mapping[str, str]) -> None:
    """The items of the treatment demand indicator; what the person does not want to say stays empty."""
    row = _treated(by, patient)
    if problems := check_tdi(answers):
        raise Refused(problems)
    known = {
        item.code: answers[item.code].strip() for item in tdi_items() if answers.get(item.code, "").strip()
    }
    found = Demand.objects.filter(patient=row).first() or Demand(patient=row)
    found.taken_on, found.items, found.account_id = timezone.localdate(now), known, by.account
    found.save()
    _journal(by, now, row, "demand_recorded", {})


def _treated(by: Actor, patient: int) -> Patient:
    row = get_patient(by, patient)
    if row.until is not None:
        raise NotThere(PATIENT)
    return row


def _journal(by: Actor, now: datetime, row: Patient, what: str, change: dict[str, Any]) -> None:
    journal.record(
        by=by, now=now, verb=f"care.{what}", subject=f"{PATIENT}:{row.pk}", title=f"Người bệnh số {row.pk}",
        change=change,
    )  # fmt: skip
