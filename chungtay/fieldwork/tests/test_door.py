"""The OpenRosa door: who may come in, what they may fetch, and what they send is here once."""

import base64
from io import BytesIO
from uuid import uuid4

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from django.utils import timezone
from PIL import Image

from chungtay.agencies import services as agencies
from chungtay.agencies.models import Account
from chungtay.fieldwork.models import PhoneKey, Received
from chungtay.fieldwork.services import make_phone_key, revoke_phone_key
from chungtay.fieldwork.tests.phone import MANIFESTS, Phone, filled, path_of, photo
from chungtay.files.queries import open_file
from chungtay.registers.models import Entry
from chungtay.registers.services import correct_entry
from tests.cast import FOUNDER, NOW, Cast

TALK = {
    "on": "2026-03-01", "activity": "session", "title": "Nhận biết ma túy núp bóng (ví dụ)", "audience": "hoc_sinh",
    "sessions": "2", "attendances": "120", "point": "21.386 103.016 480 5", "photo": "1.jpg",
}  # fmt: skip


def test_a_phone_sees_the_forms_that_its_body_keeps_and_fetches_them_as_xforms(phone: Phone) -> None:
    offered = phone.forms()

    assert {"communication", "models", "surveys"} <= set(offered)
    assert not {"concern_points", "lawful_stock"} & set(offered), "those are others' to keep"
    one = offered["communication"]
    assert (one["name"], one["version"]) == ("Tuyên truyền, vận động", "1")
    assert one["hash"].startswith("md5:")
    assert 'id="communication"' in phone.fetch("communication")
    beside = fromstring(phone.get(path_of(one["manifestUrl"])).content)
    assert beside[0].findtext(f"{MANIFESTS}filename") == "dia_ban.csv"
    units = phone.get(path_of(beside[0].findtext(f"{MANIFESTS}downloadUrl") or ""))
    assert units.content.decode() == "name,label\nX101,Xã A\n"


def test_every_answer_says_what_the_standard_asks(phone: Phone) -> None:
    answer = phone.client.head("/openrosa/submission", headers=phone.headers)

    assert (answer.status_code, answer["X-OpenRosa-Version"]) == (204, "1.0")
    assert int(answer["X-OpenRosa-Accept-Content-Length"]) >= 10_000_000
    assert answer["Location"].endswith("/openrosa/submission")
    assert answer["Date"]


def test_what_was_filled_in_is_an_entry_with_its_photo_made_anew(cast: Cast, phone: Phone) -> None:
    answer = phone.send(filled(phone.fetch("communication"), TALK), {"1.jpg": photo()})

    assert answer.status_code == 201, answer.content.decode()
    entry = Entry.objects.get()
    assert (entry.agency_id, entry.place_id) == (cast.officer.agency, cast.officer.place)
    assert (entry.answers["sessions"], entry.answers["attendances"]) == (2, 120)
    assert (entry.lat, entry.lon) == (21.386, 103.016)
    kept = open_file(entry.files.get().file_id).read_bytes()
    assert b"Phone of somebody" not in kept
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}
    assert PhoneKey.objects.get().used_on == timezone.localdate()


def test_what_comes_again_after_a_lost_answer_is_known(phone: Phone) -> None:
    sent = filled(phone.fetch("communication"), TALK)

    assert [phone.send(sent, {"1.jpg": photo()}).status_code for _ in range(3)] == [201, 201, 201]
    entry = Entry.objects.get()
    assert (entry.changes.count(), entry.files.count(), Received.objects.count()) == (1, 1, 1)


def test_an_entry_that_is_too_large_for_one_post_comes_in_parts(phone: Phone) -> None:
    sent = filled(phone.fetch("communication"), TALK)

    assert phone.send(sent).status_code == 201
    assert phone.send(sent, {"1.jpg": photo()}).status_code == 201
    entry = Entry.objects.get()
    assert [one.name for one in entry.files.all()] == ["1.jpg"]
    assert entry.changes.count() == 1


def test_a_correction_replaces_what_it_saw_and_leaves_what_others_wrote(cast: Cast, phone: Phone) -> None:
    form, first, second = phone.fetch("communication"), f"uuid:{uuid4()}", f"uuid:{uuid4()}"
    phone.send(filled(form, TALK, instance=first), {"1.jpg": photo()})
    entry = Entry.objects.get()
    correct_entry(
        by=cast.deputy, now=NOW, entry=entry.pk, seen=1, given={**TALK, "note": "Thêm ở trụ sở (ví dụ)"}
    )

    again = filled(form, {**TALK, "attendances": "150"}, instance=second, replaces=first)
    assert [phone.send(again).status_code for _ in range(2)] == [201, 201]

    entry = Entry.objects.get()
    assert (entry.answers["attendances"], entry.answers["note"]) == (150, "Thêm ở trụ sở (ví dụ)")
    assert entry.changes.count() == 3


def test_answers_that_are_wrong_stay_on_the_phone_with_a_sentence(phone: Phone) -> None:
    answer = phone.send(filled(phone.fetch("communication"), TALK | {"people": "500"}), {"1.jpg": photo()})

    assert answer.status_code == 422
    assert "lớn hơn số lượt người dự" in answer.content.decode()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        b"<data", b"<data/>", b'<data id="communication" version="1"/>', b"\x00", b"<d>" + b"x" * 1_000_001,
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><data id="communication" version="1">&a;</data>',
    ],
    ids=["cut", "bare", "no instance", "no xml", "huge", "entity"],
)  # fmt: skip
def test_what_is_no_filled_form_is_refused(phone: Phone, sent: bytes) -> None:
    assert phone.send(sent).status_code == 422


def test_a_form_of_others_and_a_version_that_never_was_are_not_there(phone: Phone) -> None:
    form = phone.fetch("communication")
    for other in (
        form.replace('id="communication"', 'id="concern_points"'),
        form.replace('version="1"', 'version="9"'),
    ):
        assert phone.send(filled(other, TALK)).status_code == 404
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", ["photo.gif", "large"])
def test_what_is_no_photo_or_too_large_is_refused_whole(phone: Phone, name: str) -> None:
    content = b"GIF89a" if name == "photo.gif" else b"x" * 10_000_001

    answer = phone.send(filled(phone.fetch("communication"), TALK), {"1.jpg": content})

    assert answer.status_code == 422
    assert not Entry.objects.exists()


# -- who may come in -------------------------------------------------------------------------------------


def test_nobody_comes_in_without_a_key_and_a_signed_in_browser_is_nobody(cast: Cast, phone: Phone) -> None:
    browser = Client()
    browser.force_login(PhoneKey.objects.get().account)
    wrong = base64.b64encode(f"{phone.name}:{phone.secret}x".encode()).decode()

    for headers in (
        {},
        {"Authorization": f"Basic {wrong}"},
        {"Authorization": "Basic ***"},
        {"Authorization": "Bearer x"},
    ):
        answer = browser.get("/openrosa/formList", headers=headers)
        assert (answer.status_code, answer["WWW-Authenticate"].split()[0]) == (401, "Basic")


def test_a_key_taken_back_or_past_its_day_opens_nothing(cast: Cast, phone: Phone) -> None:
    assert phone.get("/openrosa/formList").status_code == 200
    PhoneKey.objects.update(expires_on=timezone.localdate())
    assert phone.get("/openrosa/formList").status_code == 401

    key, secret = make_phone_key(by=cast.officer, now=NOW, label="Máy khác (ví dụ)")
    revoke_phone_key(by=cast.officer, now=NOW, key=key.pk)
    assert Phone(key.name, secret).get("/openrosa/formList").status_code == 401


def test_a_key_ends_with_the_post_and_with_the_account(cast: Cast, phone: Phone) -> None:
    agencies.close_account(
        by=FOUNDER, now=NOW, account=cast.officer.account, ground="Chuyển công tác (ví dụ)"
    )

    assert phone.get("/openrosa/formList").status_code == 401


def test_after_an_administrator_set_the_password_a_key_waits_until_its_person_has_chosen_one(
    cast: Cast, phone: Phone
) -> None:
    person = Account.objects.filter(pk=cast.officer.account)
    person.update(must_change_password=True)
    assert phone.get("/openrosa/formList").status_code == 401
    person.update(must_change_password=False)
    assert phone.get("/openrosa/formList").status_code == 200


def test_a_key_opens_no_other_page(phone: Phone) -> None:
    assert [phone.get(page).status_code for page in ("/so/", "/so/dien-thoai/")] == [302, 302]


def test_the_secret_is_kept_nowhere(phone: Phone) -> None:
    assert phone.secret not in str(PhoneKey.objects.values().get())
