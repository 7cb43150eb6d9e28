"""Registers by machine: the same checks, rights and history as on the page."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.api.tests.factories import machine
from chungtay.api.tests.test_every_operation import described
from chungtay.registers.models import Register
from chungtay.registers.services import publish_register
from chungtay.registers.tests.conftest import FORM
from chungtay.registers.tests.photos import photo
from chungtay.registers.tests.test_entries import TALK
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(cast: Cast) -> Register:
    return publish_register(by=cast.province, now=NOW, source=FORM).register


def written(cast: Cast, register: Register, **changes: Any) -> Any:
    body = {"uuid": str(uuid4()), "made_at": "2026-03-02T08:00:00+07:00", "answers": {**TALK, **changes}}
    return machine(cast.officer).send(f"/registers/{register.pk}/entries", body)


def test_a_machine_reads_the_form_that_it_fills(cast: Cast, register: Register) -> None:
    asking = machine(cast.officer)
    [one] = [row for row in asking.ask("/registers").json() if row["id"] == register.pk]
    assert one["own"]
    assert one["form_list"].endswith("/formList")
    whole = asking.ask(f"/registers/{register.pk}").json()
    assert "| survey |" in whole["form"]
    by_key = {question["key"]: question for question in whole["questions"]}
    assert by_key["luot"]["repeat"] == "doi_tuong"
    assert {choice["name"] for choice in by_key["hinh_thuc"]["choices"]} >= {"noi"}


def test_an_entry_is_written_once_checked_and_corrected_on_the_revision_that_was_seen(
    cast: Cast, register: Register
) -> None:
    asking = machine(cast.officer)
    body = {"uuid": str(uuid4()), "made_at": "2026-03-02T08:00:00+07:00", "answers": TALK}
    first = asking.send(f"/registers/{register.pk}/entries", body)
    again = asking.send(f"/registers/{register.pk}/entries", body)
    assert (first.status_code, again.status_code) == (201, 201)
    entry = first.json()
    assert again.json()["id"] == entry["id"]
    assert entry["answers"]["tong_luot"] == 150
    read = asking.ask(f"/entries/{entry['id']}")
    correction = {"answers": {**TALK, "ten": "Nói chuyện lại (ví dụ)"}}
    changed = asking.put(
        f"/api/v1/entries/{entry['id']}", correction, content_type="application/json",
        headers={"if-match": read["ETag"]},
    )  # fmt: skip
    assert (changed.status_code, changed.json()["revision"]) == (200, 2)
    wrong = written(cast, register, ngay="2099-01-01")
    assert wrong.status_code == 409
    assert wrong.json()["problems"]


def test_who_was_answered_in_packed_form_writes_on_what_they_saw(cast: Cast, register: Register) -> None:
    """Packing makes the ETag a weak one, and most programs ask for packed answers without being told to."""
    asking = machine(cast.officer)
    entry = f"/entries/{written(cast, register).json()['id']}"
    correction = {"answers": {**TALK, "ten": "Nói chuyện lại (ví dụ)"}}
    read = asking.get(f"/api/v1{entry}", headers={"accept-encoding": "gzip"})
    assert read["ETag"] == 'W/"1"'
    changed = asking.send(entry, correction, method="put", if_match=read["ETag"])
    assert (changed.status_code, changed["ETag"]) == (200, '"2"')
    late = asking.send(f"{entry}/strike", {"words": "Ghi nhầm (ví dụ)"}, if_match=read["ETag"])
    assert (late.status_code, "ETag" in late) == (412, False)
    for name, status in (("get_entry", 200), ("correct_entry", 200), ("write_entry", 201)):
        _method, _path, said = described()[name]
        assert "ETag" in said["responses"][status]["headers"]


def test_a_photo_is_sent_fetched_and_of_the_right_kind(cast: Cast, register: Register) -> None:
    asking = machine(cast.officer)
    entry = written(cast, register).json()["id"]
    sent = asking.post(
        f"/api/v1/entries/{entry}/files",
        {"question": "anh", "file": SimpleUploadedFile("anh.jpg", photo())},
    )
    [kept] = sent.json()["files"]
    assert (kept["question"], kept["name"]) == ("anh", "anh.jpg")
    assert asking.ask(f"/entries/{entry}/files/{kept['id']}").getvalue().startswith(b"\xff\xd8")
    other = {"question": "ten", "file": SimpleUploadedFile("anh.jpg", photo())}
    assert asking.post(f"/api/v1/entries/{entry}/files", other).status_code == 404
    no_picture = {"question": "anh", "file": SimpleUploadedFile("anh2.jpg", b"khong phai anh")}
    assert asking.post(f"/api/v1/entries/{entry}/files", no_picture).status_code == 409


def test_who_approves_does_so_on_what_was_seen(cast: Cast, register: Register) -> None:
    entry = written(cast, register).json()
    stale = {"decision": "approve", "entries": [{"id": entry["id"], "revision": 9}]}
    seen = {"decision": "approve", "entries": [{"id": entry["id"], "revision": entry["revision"]}]}
    assert machine(cast.officer).send("/entries/decisions", seen).status_code == 403
    approving = machine(cast.province)
    assert approving.send("/entries/decisions", stale).status_code == 409
    assert approving.send("/entries/decisions", seen).json() == {"count": 1}
    assert approving.ask(f"/entries/{entry['id']}").json()["state"] == "approved"


def test_entries_are_listed_filtered_and_taken_away_as_a_file(cast: Cast, register: Register) -> None:
    entry = written(cast, register).json()
    asking, path = machine(cast.province), f"/registers/{register.pk}/entries"
    assert [row["id"] for row in asking.ask(path, words="noi chuyen").json()["items"]] == [entry["id"]]
    assert asking.ask(path, last="2026-02-01").json()["items"] == []
    assert "Nói chuyện ở trường" in asking.ask(f"{path}.csv").content.decode()
    assert asking.ask(f"{path}.xlsx").content.startswith(b"PK")
    assert machine(cast.stranger).ask(f"/entries/{entry['id']}").status_code == 404


def test_a_filled_sheet_is_taken_in(cast: Cast, register: Register) -> None:
    written(cast, register)
    sheet = machine(cast.officer).ask(f"/registers/{register.pk}/entries.csv").content
    taking, path = machine(cast.officer_next_door), f"/api/v1/registers/{register.pk}/sheet"
    tried = taking.post(f"{path}?dry_run=true", {"file": SimpleUploadedFile("so.csv", sheet)})
    assert (tried.json(), register.entries.count()) == ({"rows": 1, "new": 1}, 1)
    taken = taking.post(path, {"file": SimpleUploadedFile("so.csv", sheet)})
    assert taken.json() == {"rows": 1, "new": 1}
    assert taking.post(path, {"file": SimpleUploadedFile("so.csv", b"a,b")}).status_code == 409


def test_who_wrote_an_entry_strikes_it_with_a_reason(cast: Cast, register: Register) -> None:
    entry = written(cast, register).json()
    path, seen = f"/entries/{entry['id']}/strike", f'"{entry["revision"]}"'
    assert machine(cast.officer_next_door).send(path, {"words": "x"}, if_match=seen).status_code == 404
    struck = machine(cast.officer).send(path, {"words": "Ghi nhầm (ví dụ)"}, if_match=seen)
    assert struck.json()["state"] == "struck"
