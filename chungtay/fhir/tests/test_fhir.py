"""Who gets an episode, what stands in it, and what the journal says of it."""

import json
from dataclasses import fields
from typing import Any

import pytest
from django.urls import reverse

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.care.rules import DoseState, NoteKind
from chungtay.care.services import discharge, record_demand, record_dose, write_note
from chungtay.care.tests.factories import clinician_of, patient_of
from chungtay.cases.tests.factories import at
from chungtay.cases.tests.test_pages import at_the_desk, text_of
from chungtay.fhir import services
from chungtay.fhir.rules import ROOT, Purpose, file_of
from chungtay.journal.models import Entry
from chungtay.people.tests.factories import police_of
from tests.cast import Cast, Town

pytestmark = pytest.mark.django_db
HIV = "Kết quả HIV: âm tính (ví dụ)"


def given_out(doctor: Actor, patient: int, day: int = 12) -> str:
    episode = services.give_episode(by=doctor, now=at(day), patient=patient, purpose=Purpose.COORDINATION)
    return json.dumps(file_of(episode, base=ROOT, now=at(day)), ensure_ascii=False)


def looks_at(patient: int) -> list[str]:
    rows = Entry.objects.filter(verb="looked", subject=f"patient:{patient}").order_by("number")
    return list(rows.values_list("purpose", flat=True))


def test_an_episode_tells_the_treatment_and_neither_a_name_nor_a_finding(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    by: dict[str, Any] = {"by": doctor, "now": at(11), "patient": patient.pk}
    write_note(**by, kind=NoteKind.HIV, on=at(11).date(), text=HIV)
    record_demand(**by, answers={"hiv_test": "trong 12 tháng qua", "primary_drug": "heroin"})
    record_dose(**by, on=at(10).date(), state=DoseState.TAKEN)
    record_dose(**by, on=at(11).date(), state=DoseState.MISSED)
    told = given_out(doctor, patient.pk)
    for secret in ("Nguyễn", "HIV", "heroin", "xét nghiệm", patient.file.code):
        assert secret.casefold() not in told.casefold()
    kinds = [one["resource"]["resourceType"] for one in json.loads(told)["entry"]]
    assert kinds == ["EpisodeOfCare", "Patient", "Organization", "Observation"]
    days = json.loads(told)["entry"][3]["resource"]["component"]
    assert {one["code"]["coding"][0]["code"]: one["valueQuantity"]["value"] for one in days} == {
        "taken": 1,
        "missed": 1,
    }


def test_nobody_but_the_treating_facility_gets_an_episode_and_each_look_is_recorded(
    town: Town, cast: Cast
) -> None:
    doctor, police = clinician_of(town), police_of(town)
    patient = patient_of(town, doctor, police)
    others = [police, police_of(town, next_door=True), clinician_of(town, elsewhere=True)]
    others += [getattr(cast, field.name) for field in fields(cast)]
    for actor in others:
        with pytest.raises(NotThere):
            services.give_episode(by=actor, now=at(11), patient=patient.pk, purpose=Purpose.TREATMENT)
    elsewhere = services.give_page(by=others[2], now=at(11), purpose=Purpose.TREATMENT, after=0, count=10)
    assert (elsewhere.episodes, elsewhere.total) == ([], 0)
    with pytest.raises(NotThere):
        services.give_page(by=police, now=at(11), purpose=Purpose.TREATMENT, after=0, count=10)
    assert looks_at(patient.pk) == []
    given_out(doctor, patient.pk)
    page = services.give_page(by=doctor, now=at(12), purpose=Purpose.TREATMENT, after=0, count=10)
    assert [one.number for one in page.episodes] == [patient.pk]
    assert looks_at(patient.pk) == [
        "chuyển, phối hợp điều trị, lấy ra dạng FHIR", "điều trị, lấy ra dạng FHIR",
    ]  # fmt: skip


def test_who_has_left_is_still_an_episode_of_the_facility_and_pages_follow_each_other(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    discharge(by=doctor, now=at(20), patient=patient.pk, on=at(20).date())
    episode = services.give_episode(by=doctor, now=at(25), patient=patient.pk, purpose=Purpose.REQUESTED)
    assert (episode.until, episode.attendance and episode.attendance.last) == (at(20).date(), at(19).date())
    asked: dict[str, Any] = {"by": doctor, "now": at(25), "purpose": Purpose.TREATMENT, "count": 1}
    page = services.give_page(**asked, after=0)
    assert (len(page.episodes), page.total, page.following) == (1, 1, None)
    assert services.give_page(**asked, after=patient.pk).episodes == []


def test_the_doctor_takes_the_file_from_the_patients_page_by_saying_what_for(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    client, page = at_the_desk("bs.mau"), reverse("fhir:episode", args=[patient.pk])
    assert page in text_of(client, reverse("care:patient", args=[patient.pk]))
    assert "tình trạng HIV" in text_of(client, page)
    assert client.post(page).status_code == 422
    assert client.post(page, {"purpose": "HRESCH"}).status_code == 422  # research is no ground
    answer = client.post(page, {"purpose": "PATRQT"})
    assert answer["Content-Type"] == "application/fhir+json"
    assert json.loads(answer.content)["entry"][0]["resource"]["id"] == str(patient.pk)
    assert looks_at(patient.pk)[-1] == "người bệnh yêu cầu, lấy ra dạng FHIR"
