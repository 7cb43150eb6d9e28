"""Treatment apart from the file, and the help that a person is given."""

import re
from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.db import connection

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.care import queries, services
from chungtay.care.models import Help, Note
from chungtay.care.rules import (
    DoseState,
    HelperPart,
    HelpKind,
    NoteKind,
    Reached,
    RoomKind,
    Treatment,
    may_see_clinical,
)
from chungtay.care.tests.factories import at_facility, clinician_of, patient_of
from chungtay.cases.tests.factories import at, treated_at_home
from chungtay.cases.tests.test_pages import at_the_desk, overseer
from chungtay.journal.models import Entry
from chungtay.people.queries import get_person
from chungtay.people.tests.factories import police_of
from tests.cast import Cast, Town

pytestmark = pytest.mark.django_db
HIV = "Kết quả HIV: âm tính (ví dụ)"


def everybody(town: Town, cast: Cast, police: Actor) -> list[Actor]:
    others = [police, police_of(town, next_door=True), clinician_of(town, elsewhere=True)]
    return [*others, *(getattr(cast, field.name) for field in fields(cast))]


def test_a_note_opens_for_the_treating_facility_and_for_nobody_else_in_the_house(
    town: Town, cast: Cast
) -> None:
    doctor, police = clinician_of(town), police_of(town)
    patient = patient_of(town, doctor, police)
    note = services.write_note(
        by=doctor, now=at(11), patient=patient.pk, kind=NoteKind.HIV, on=at(11).date(), text=HIV
    )
    assert [one.text for one in queries.get_patient(doctor, patient.pk).notes.all()] == [HIV]
    for actor in everybody(town, cast, police):
        assert (
            queries.visible_patients(actor).exists()
            is may_see_clinical(actor, facility=doctor.agency)
            is False
        )
        with pytest.raises(NotThere):
            queries.get_patient(actor, patient.pk)
        with pytest.raises(NotThere):
            services.write_note(
                by=actor, now=at(11), patient=patient.pk, kind=NoteKind.LAB, on=at(11).date(), text="x"
            )
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM care_note WHERE id = %s", [note.pk])
        assert HIV.encode() not in bytes(cursor.fetchone()[0])


def test_the_journal_says_that_a_note_was_written_and_not_of_what_kind(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    services.write_note(
        by=doctor, now=at(11), patient=patient.pk, kind=NoteKind.HIV, on=at(11).date(), text=HIV
    )
    entry = Entry.objects.filter(verb="care.noted").get()
    assert "hiv" not in f"{entry.change} {entry.title} {entry.purpose}".lower()


def test_nobody_becomes_a_patient_where_they_were_not_sent(town: Town) -> None:
    police, doctor = police_of(town), clinician_of(town)
    row = treated_at_home(police)
    told = {"treatment": Treatment.REHAB, "room": RoomKind.MEN, "on": at(10).date()}
    with pytest.raises(NotThere):
        services.admit(by=doctor, now=at(10), file=row.code, **told)  # type: ignore[arg-type]
    with pytest.raises(NotThere):
        services.admit(by=police, now=at(10), file=row.code, **told)  # type: ignore[arg-type]


def test_the_facility_keeps_its_patient_until_the_discharge(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    with pytest.raises(Refused):
        services.admit(
            by=doctor,
            now=at(11),
            file=patient.file.code,
            treatment=Treatment.OTHER,
            room=RoomKind.MEN,
            on=at(11).date(),
        )
    assert get_person(doctor, patient.person_id).name == "Nguyễn Văn Ví Dụ"
    services.discharge(by=doctor, now=at(20), patient=patient.pk, on=at(20).date())
    assert queries.list_patients(doctor) == []
    with pytest.raises(NotThere):
        services.write_note(
            by=doctor, now=at(21), patient=patient.pk, kind=NoteKind.LAB, on=at(21).date(), text="x"
        )


def test_who_stays_away_is_asked_after_by_the_health_side(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    services.record_dose(by=doctor, now=at(10), patient=patient.pk, on=at(10).date(), state=DoseState.TAKEN)
    services.record_dose(by=doctor, now=at(11), patient=patient.pk, on=at(11).date(), state=DoseState.MISSED)
    [row] = queries.list_day(doctor, at(11).date())
    assert (row.missed, row.owed, row.today) == (1, True, DoseState.MISSED)
    services.record_follow_up(
        by=doctor, now=at(11), patient=patient.pk, how=Reached.PHONE, outcome="Ốm, mai đến (ví dụ)"
    )
    assert [one.owed for one in queries.list_day(doctor, at(11).date())] == [False]
    [later] = queries.list_day(doctor, at(14).date())  # nobody wrote anything down since
    assert (later.missed, later.owed) == (3, True)
    services.record_dose(by=doctor, now=at(14), patient=patient.pk, on=at(11).date(), state=DoseState.EXCUSED)
    assert queries.list_day(doctor, at(14).date())[0].missed == 2
    with pytest.raises(Refused):
        services.record_dose(
            by=doctor, now=at(14), patient=patient.pk, on=at(15).date(), state=DoseState.TAKEN
        )


def test_the_items_of_the_indicator_are_sealed_and_may_be_few(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    services.record_demand(
        by=doctor, now=at(11), patient=patient.pk, answers={"referral": "tự đến", "housing": ""}
    )
    services.record_demand(
        by=doctor, now=at(12), patient=patient.pk, answers={"referral": "tự đến", "first_use": "17"}
    )
    assert queries.get_patient(doctor, patient.pk).demand.items == {"referral": "tự đến", "first_use": "17"}


def test_free_places_are_numbers_that_who_looks_for_one_can_see(town: Town, cast: Cast) -> None:
    doctor, police = clinician_of(town), police_of(town)
    services.set_places(by=doctor, now=at(9), room=RoomKind.SUBSTITUTION, number=2, since=at(1).date())
    patient_of(town, doctor, police)
    for actor in (doctor, police):
        [row] = queries.free_places(actor, on=at(11).date())
        assert (row.number, row.taken, row.free) == (2, 1, 1)
    services.set_places(by=doctor, now=at(12), room=RoomKind.SUBSTITUTION, number=0, since=at(12).date())
    assert queries.free_places(doctor, on=at(12).date())[0].free == -1
    with pytest.raises(NotThere):
        queries.free_places(cast.department, on=at(11).date())


def test_help_is_given_by_who_has_a_part_in_the_file_and_a_loan_says_how_much(town: Town, cast: Cast) -> None:
    doctor, police = clinician_of(town), police_of(town)
    row = at_facility(town, doctor, police)
    given = {"by": police, "now": at(12), "file": row.code, "on": date(2026, 7, 12)}
    services.give_help(kind=HelpKind.VISIT, note="Gia đình mong có việc làm (ví dụ)", **given)  # type: ignore[arg-type]
    services.give_help(kind=HelpKind.LOAN, amount=50_000_000, until=date(2028, 7, 12), **given)  # type: ignore[arg-type]
    for wrong in (
        {"kind": HelpKind.LOAN},
        {"kind": HelpKind.JOB, "amount": 1},
        {"kind": HelpKind.JOB, "until": date(2026, 7, 1)},
    ):
        with pytest.raises(Refused):
            services.give_help(**wrong, **given)  # type: ignore[arg-type]
    services.give_help(by=doctor, now=at(13), file=row.code, kind=HelpKind.COUNSELLING, on=at(13).date())
    assert [one.kind for one in queries.list_help(row.pk)] == ["counselling", "loan", "visit"]
    for actor in (
        police_of(town, next_door=True),
        clinician_of(town, elsewhere=True),
        cast.doctor,
        cast.officer,
    ):
        with pytest.raises(NotThere):
            queries.get_helped(actor, row.code)


def test_a_team_has_one_head_at_a_time(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    for name in ("Trưởng Cũ (ví dụ)", "Trưởng Mới (ví dụ)"):
        services.add_helper(by=police, now=at(12), file=row.code, part=HelperPart.HEAD, name=name)
    services.add_helper(by=police, now=at(12), file=row.code, part=HelperPart.FAMILY, name="Mẹ (ví dụ)")
    team = [(one.part, one.name) for one in queries.list_helpers(row.pk) if one.until is None]
    assert team == [("head", "Trưởng Mới (ví dụ)"), ("family", "Mẹ (ví dụ)")]


def test_what_was_talked_about_lies_sealed(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    made = services.give_help(
        by=police,
        now=at(12),
        file=row.code,
        kind=HelpKind.VISIT,
        on=at(12).date(),
        note="Chuyện riêng (ví dụ)",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM care_help WHERE id = %s", [made.pk])
        assert "riêng".encode() not in bytes(cursor.fetchone()[0])
    assert Help.objects.get(pk=made.pk).note == "Chuyện riêng (ví dụ)"
    assert not Note.objects.exists()


def test_a_day_far_back_does_not_count_as_missed_for_ever(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    [row] = queries.list_day(doctor, patient.since + timedelta(days=400))
    assert row.missed == 60


def test_thirty_days_are_told_by_what_was_taken_and_when_not(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    assert queries.month_of(patient, at(10).date()) is None
    for day, state in ((10, DoseState.TAKEN), (11, DoseState.MISSED), (13, DoseState.TAKEN)):
        services.record_dose(by=doctor, now=at(14), patient=patient.pk, on=at(day).date(), state=state)
    month = queries.month_of(patient, at(14).date())
    assert month is not None
    assert month.counts == [("taken", 2), ("missed", 1), ("", 1)]
    assert month.away == [(at(12).date(), ""), (at(11).date(), "missed")]


def test_who_has_been_written_down_makes_room_for_the_next(town: Town) -> None:
    patient = patient_of(town, clinician_of(town))
    client, page = at_the_desk("bs.mau"), "/cham-soc/"
    before = client.get(page).content.decode()
    assert "Đã ghi hôm nay" not in before
    (day,) = set(re.findall(r'name="on" value="(\d{4}-\d\d-\d\d)"><button', before)) or {""}
    told = {"act": "dose", "patient": str(patient.pk), "on": day, "state": "taken"}
    assert client.post(page, told).status_code == 302
    after = client.get(page).content.decode()
    assert "Đã ghi liều của mọi người hôm nay." in after
    assert "Đã ghi hôm nay: 1" in after


def test_the_page_of_a_file_leads_to_the_treatment_and_the_help_for_who_gives_them(town: Town) -> None:
    doctor, police = clinician_of(town), police_of(town)
    row = at_facility(town, doctor, police)
    address = f"/ho-so/{row.code}/"
    client = at_the_desk("bs.mau")
    page = client.get(address).content.decode()
    assert f"/cham-soc/?ho-so={row.code}" in page
    assert f'value="{row.code}"' in client.get(f"/cham-soc/?ho-so={row.code}").content.decode()
    patient = services.admit(
        by=doctor, now=at(10), file=row.code, treatment=Treatment.SUBSTITUTION, room=RoomKind.SUBSTITUTION,
        on=at(10).date(),
    )  # fmt: skip
    services.add_helper(by=police, now=at(10), file=row.code, part=HelperPart.HEAD, name="Thào A Ví (ví dụ)")
    assert f"/cham-soc/{patient.pk}/" in client.get(address).content.decode()
    keepers = at_the_desk("congan.a").get(address).content.decode()
    assert f"/cham-soc/ho-tro/{row.code}/" in keepers
    assert "1 người trong tổ" in keepers
    assert f"/cham-soc/{patient.pk}/" not in keepers
    overseer(town)
    assert "/cham-soc/ho-tro/" not in at_the_desk("chihuy").get(address).content.decode()
