"""Figures and treatment episodes by machine: what their formats add to what every operation is asked."""

import json
from typing import Any, get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from fhir.resources.R4B.operationoutcome import OperationOutcome

from chungtay.api.endpoints import figures
from chungtay.api.rules import TokenScope
from chungtay.api.tests.factories import machine
from chungtay.care.tests.factories import clinician_of, patient_of
from chungtay.exchange.access import DESCRIBING
from chungtay.exchange.formats import FORMATS
from chungtay.fhir.rules import Purpose
from chungtay.figures.models import DataValue
from chungtay.figures.tests.factories import make_form, opened, save, typed
from chungtay.figures.tests.test_pages import PERIOD
from chungtay.journal.models import Entry
from tests.cast import Cast, Town

pytestmark = pytest.mark.django_db


def test_the_formats_promised_are_those_there_are() -> None:
    assert [*get_args(figures.Holding), *get_args(figures.Describing)] == list(FORMATS)
    assert set(get_args(figures.Describing)) == DESCRIBING


def test_dhis2_sends_a_data_value_set_which_is_tried_taken_and_given_back(cast: Cast) -> None:
    form = make_form()
    save(cast.officer, opened(cast.officer, form, PERIOD, timezone.now()), typed(form, 4))
    asking = machine(cast.officer, TokenScope.FIGURES_READ, TokenScope.FIGURES_WRITE)
    asked = {"form": form.data_set.code, "period": PERIOD, "format": "dhis2-json"}
    told: dict[str, Any] = json.loads(asking.ask("/figures/file", **asked).getvalue())
    told["dataValues"][0]["value"] = "5"
    sent = "/figures/dataValueSets?form=THU.THANG"
    tried = asking.send(f"{sent}&dry_run=true", told).json()
    assert (tried["dry_run"], tried["importCount"]["updated"]) == (True, 1)
    assert DataValue.objects.get().value == 4
    done = asking.send(sent, told).json()
    assert done["importCount"] == {"imported": 0, "updated": 1, "ignored": 0, "deleted": 0}
    assert DataValue.objects.get().value == 5
    told["dataValues"][0]["value"] = "năm"
    refused = asking.send(sent, told)
    assert refused.status_code == 409
    assert [one["pointer"] for one in refused.json()["problems"]] == ["#/dataValues[1]"]


def test_dhis2_sends_what_it_sends_by_itself_and_every_digit_counts(cast: Cast) -> None:
    form = make_form()
    save(cast.officer, opened(cast.officer, form, PERIOD, timezone.now()), typed(form, 4))
    asking = machine(cast.officer, TokenScope.FIGURES_READ, TokenScope.FIGURES_WRITE)
    asked = {"form": form.data_set.code, "period": PERIOD, "format": "dhis2-json"}
    told: dict[str, Any] = json.loads(asking.ask("/figures/file", **asked).getvalue())
    told |= {"completeDate": "2026-03-02", "attributeCategoryOptions": []}
    told["dataValues"][0] |= {"value": 5, "followup": False, "deleted": False, "storedBy": "admin"}
    sent = "/figures/dataValueSets?form=THU.THANG"
    assert asking.send(sent, told).json()["importCount"]["updated"] == 1
    assert DataValue.objects.get().value == 5
    for written in ("5.00000000000000000001", "0.1", "1e400", "1e999999", "-1e-999999999", "true", "NaN"):
        body = json.dumps(told).replace('"value": 5', f'"value": {written}')
        refused = asking.post(f"/api/v1{sent}", body, content_type="application/json")
        assert (written, refused.status_code) == (written, {"true": 422, "NaN": 400}.get(written, 409))
    told["dataValues"][0] |= {"value": 6, "deleted": True}
    refused = asking.send(sent, told)
    assert (refused.status_code, refused.json()["problems"][0]["code"]) == (409, "deleted")
    assert DataValue.objects.get().value == 5


def test_a_file_in_any_format_comes_in_as_it_went_out(cast: Cast) -> None:
    form = make_form()
    save(cast.officer, opened(cast.officer, form, PERIOD, timezone.now()), typed(form, 4))
    asking = machine(cast.officer, TokenScope.FIGURES_READ, TokenScope.FIGURES_WRITE)
    asked = {"form": form.data_set.code, "period": PERIOD, "format": "adx"}
    content = asking.ask("/figures/file", **asked).getvalue()
    path = "/api/v1/figures/file?form=THU.THANG&format=adx"
    answer = asking.post(
        path, {"file": SimpleUploadedFile("a.xml", content.replace(b'value="4"', b'value="6"'))}
    )
    assert answer.json()["importCount"]["updated"] == 1
    assert asking.ask("/figures/file", **(asked | {"period": "2022-M01"})).status_code == 404


def test_an_episode_is_read_by_its_facility_with_a_purpose_and_no_other_way(town: Town) -> None:
    doctor = clinician_of(town)
    patient = patient_of(town, doctor)
    asking = machine(doctor, TokenScope.FHIR_READ)
    one = f"/api/v1/fhir/EpisodeOfCare/{patient.pk}"
    assert asking.get(one).status_code == 400
    assert asking.get(one, headers={"Purpose-Of-Use": "HRESCH"}).status_code == 400
    told = asking.get(one, headers={"Purpose-Of-Use": Purpose.TREATMENT})
    assert (told["Content-Type"], told.json()["status"]) == ("application/fhir+json", "active")
    found = asking.get("/api/v1/fhir/EpisodeOfCare?_count=1", headers={"Purpose-Of-Use": "COC"}).json()
    assert (found["total"], [link["relation"] for link in found["link"]]) == (1, ["self"])
    assert asking.ask("/fhir/metadata").json()["fhirVersion"] == "4.0.1"
    looked = Entry.objects.filter(verb="looked", subject=f"patient:{patient.pk}")
    assert looked.count() == 2
    other = machine(clinician_of(town, elsewhere=True), TokenScope.FHIR_READ)
    assert other.get(one, headers={"Purpose-Of-Use": "TREAT"}).status_code == 404
    assert other.get("/api/v1/fhir/EpisodeOfCare", headers={"Purpose-Of-Use": "TREAT"}).json()["total"] == 0


def outcome(answer: Any) -> tuple[Any, ...]:
    """Status, code and place of the one issue of an error, which the model of FHIR holds for an OperationOutcome."""
    assert answer["Content-Type"] == "application/fhir+json"
    [issue] = OperationOutcome(**answer.json()).issue
    assert issue.diagnostics
    return answer.status_code, issue.code, issue.location


def test_every_error_at_the_door_of_fhir_is_an_operation_outcome(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = clinician_of(town)
    asking = machine(doctor, TokenScope.FHIR_READ)
    episodes, purpose = "/api/v1/fhir/EpisodeOfCare", {"Purpose-Of-Use": "TREAT"}
    assert outcome(Client().get(episodes)) == (401, "login", None)
    assert outcome(machine(doctor, TokenScope.NOTICES_READ).get(episodes)) == (403, "forbidden", None)
    assert outcome(asking.get(f"{episodes}/999999", headers=purpose)) == (404, "not-found", None)
    assert outcome(asking.get("/api/v1/fhir/Patient/1")) == (404, "not-found", None)
    refused = asking.put(episodes)
    assert (*outcome(refused), refused["Allow"]) == (405, "not-supported", None, "GET")
    assert outcome(asking.get(episodes)) == (400, "invalid", ["http.Purpose-Of-Use"])
    assert outcome(asking.get(f"{episodes}?_count=0", headers=purpose)) == (400, "invalid", ["http._count"])
    packed = asking.get(
        f"{episodes}?patient=1&date=2&status=3", headers=purpose | {"accept-encoding": "gzip"}
    )
    assert len(OperationOutcome(**packed.json()).issue) == 3
    with monkeypatch.context() as patch:
        patch.setattr("chungtay.api.access.services.count_use", lambda **_named: 7)
        waits = asking.get(episodes, headers=purpose)
        assert (*outcome(waits), waits["Retry-After"]) == (429, "throttled", None, "7")
    monkeypatch.setattr("chungtay.api.access.queries.find_token", lambda *_given, **_named: 1 / 0)
    asking.raise_request_exception = False
    assert outcome(asking.get(episodes, headers=purpose)) == (500, "exception", None)
