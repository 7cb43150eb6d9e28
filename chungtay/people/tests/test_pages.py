"""A clerk asks before writing anybody down, says what for, and decides; the journal knows, nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.breakglass.services import open_thing
from chungtay.journal.models import Entry
from chungtay.notices.tests.factories import work_off
from chungtay.people import queries, services
from chungtay.people.tests.factories import police_of, write_down
from chungtay.people.tests.test_bringing import HEADS, TWO, join_files, workbook
from tests.cast import NOW, Cast, Town

FIND = "/nhan-than/"
ASKED = {
    "name": "nguyen van vi du",
    "born": "1990",
    "number": "",
    "purpose": "file",
    "paper": "HS 12 (ví dụ)",
}


def client_of(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(
        "chungtay.signin.access.Gates.__call__", lambda gates, request: gates.get_response(request)
    )
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


@pytest.fixture
def police(town: Town) -> Actor:
    return police_of(town)


@pytest.fixture
def neighbour(town: Town) -> Actor:
    return police_of(town, next_door=True)


def test_the_body_that_keeps_the_file_sees_the_name_and_others_only_who_to_ask(
    police: Actor, neighbour: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = write_down(police)
    mine = client_of(police, monkeypatch).post(FIND, ASKED).content.decode()
    assert "Nguyễn Văn Ví Dụ" in mine
    assert "Họ tên chỉ khác nhau ở dấu." in mine
    theirs = client_of(neighbour, monkeypatch).post(FIND, ASKED).content.decode()
    assert "Nguyễn Văn Ví Dụ" not in theirs
    assert "Công an xã A" in theirs
    looks = (
        Entry.objects.filter(verb="looked").order_by("number").values_list("account", "subject", "purpose")
    )
    purpose = "Lập, theo dõi, bàn giao hồ sơ: HS 12 (ví dụ)"
    assert list(looks) == [
        (police.account, "people:sought", purpose),
        (police.account, f"person:{person.pk}", purpose),
        (neighbour.account, "people:sought", purpose),
    ]


def test_asking_needs_a_purpose_and_a_name_or_number(police: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client_of(police, monkeypatch).post(FIND, {"name": "", "number": ""})
    assert answer.status_code == 422
    assert "nhật ký ghi lại mỗi lần xem" in answer.content.decode()


def test_who_somebody_is_is_shown_after_saying_what_for_and_decisions_are_made_there(
    police: Actor, neighbour: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, other = write_down(police), write_down(neighbour)
    client, page = client_of(police, monkeypatch), reverse("people:person", args=[person.pk])
    assert "Nguyễn Văn Ví Dụ" not in client.get(page).content.decode()
    assert client.post(page, {"purpose": "same"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Nguyễn Văn Ví Dụ" in shown
    assert "000090000001" in shown
    assert client.post(page, {"other": other.pk, "same": "1", "why": ""}).status_code == 422
    assert client.post(page, {"other": other.pk, "same": "1", "why": "Đối chiếu căn cước"}).status_code == 302
    assert queries.records_of(person.pk) == {person.pk, other.pk}
    (decision,) = queries.list_decisions(police, person.pk)
    assert client.post(page, {"undo": decision.pk}).status_code == 302
    assert queries.records_of(person.pk) == {person.pk}
    assert client_of(neighbour, monkeypatch).get(page).status_code == 404


def test_in_an_emergency_the_number_on_a_card_opens_one_record_and_its_keeper_is_told(
    police: Actor, cast: Cast, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = write_down(police)
    doctor = cast.doctor
    opened = open_thing(
        by=doctor, now=NOW, kind="person", code="0000 9000 0001",
        reason="Cấp cứu người bất tỉnh, cần biết người thân để báo ngay",
    )  # fmt: skip
    assert "Nguyễn" not in opened.title
    assert opened.owner_id == police.agency
    monkeypatch.setattr("chungtay.breakglass.queries._living", lambda actor, now: type(opened).objects.all())
    shown = client_of(doctor, monkeypatch).get(opened.link)
    assert "Nguyễn Văn Ví Dụ" in shown.content.decode()
    assert Entry.objects.filter(verb="looked", subject=f"person:{person.pk}", purpose=opened.reason).exists()
    assert not any(power.startswith("people.") for power in doctor.powers)


def test_a_page_opened_in_an_emergency_offers_nothing_to_decide(
    police: Actor, neighbour: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, other = write_down(police), write_down(police, name="Nguyễn Văn Ví Dục")
    services.merge_persons(by=police, now=NOW, person=person.pk, other=other.pk, why="Đối chiếu CCCD")
    opened = open_thing(
        by=neighbour, now=NOW, kind="person", code="000090000001",
        reason="Cấp cứu người bất tỉnh, cần biết người thân để báo ngay",
    )  # fmt: skip
    monkeypatch.setattr("chungtay.breakglass.queries._living", lambda actor, now: type(opened).objects.all())
    shown = client_of(neighbour, monkeypatch).get(opened.link).content.decode()
    assert "000090000001" in shown
    assert "Hoàn tác" not in shown
    assert "Đối chiếu CCCD" not in shown


def looks_at_lists() -> list[tuple[int, str]]:
    rows = Entry.objects.filter(verb="looked", subject__startswith="list:").order_by("number")
    return list(rows.values_list("account", "purpose"))


def test_a_list_is_sent_read_tried_and_taken_on_its_page(
    police: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    join_files(monkeypatch)
    client, page = client_of(police, monkeypatch), "/nhan-than/danh-sach/"
    sheet = SimpleUploadedFile("ds.xlsx", workbook(HEADS, *TWO, ["3", "Ví Dụ Ba", "17/5/90", ""]))
    one = client.post(page, {"sheet": sheet})["Location"]
    shown = client.get(one).content.decode()
    assert "Trần Thị Mẫu" in shown
    assert looks_at_lists() == [(police.account, "Lập, theo dõi, bàn giao hồ sơ")]
    assert "C6: Ngày sinh chưa đọc được" in shown
    columns = {"columns": "1", "k1": "name", "k2": "born", "k3": ""}
    assert client.post(one, columns).status_code == 302
    assert "000090000001" not in client.get(one).content.decode().split("<tbody>")[1]
    by = {"way": "positive_test_2021", "on": "2026-02-20", "paper": "Danh sách bàn giao số 01 (ví dụ)"}
    assert client.post(one, {**by, "try": "1"}).status_code == 302
    looks = looks_at_lists()
    running = client.get(one).content.decode()
    assert "đang chờ đến lượt" in running
    assert "Trần Thị Mẫu" not in running
    assert looks_at_lists() == looks  # nobody was shown
    assert "HX-Refresh" not in client.get(one, headers={"HX-Request": "true"}).headers
    assert client.post(one, {"stop": "1"}).status_code == 302
    assert client.get(one, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert "Đã dừng." in client.get(one).content.decode()
    client.post(one, {**by, "try": "1"})
    work_off()
    assert "Chỉ nhận các dòng đúng" in client.get(one).content.decode()
    assert client.post(one, {**by, "take": "1"}).status_code == 422
    assert client.post(one, {**by, "only_right": "1"}).status_code == 302
    work_off()
    taken = client.get(one).content.decode()
    assert "2 hồ sơ mở từ danh sách này" in taken
    assert "C6: Ngày sinh chưa đọc được" in taken
    assert "2 hồ sơ" in client.get(page).content.decode()
    assert client.post(one, {"undo": "1"}).status_code == 302
    work_off()
    assert not queries.visible_to(police).exists()
