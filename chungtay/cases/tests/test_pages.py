"""The pages of the keeper, of who is asked, and of who oversees without names."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.base.actor import Actor
from chungtay.cases.models import CaseFile
from chungtay.cases.rules import ReferralFor
from chungtay.cases.services import refer, transfer_file
from chungtay.cases.tests.factories import WHO, at, signed, treated_at_home
from chungtay.journal.models import Entry
from chungtay.people.tests.factories import police_of
from chungtay.signin.tests.factories import browser, try_password, with_app
from tests.cast import Town, seat

pytestmark = pytest.mark.django_db
NAME = WHO["name"]


def at_the_desk(username: str) -> Client:
    """Somebody of the people wing, signed in with a second factor."""
    client = browser()
    app = with_app(username)
    try_password(client, username)
    client.post(reverse("signin:second_step"), {"code": app.now()})
    return client


def overseer(town: Town) -> Actor:
    return seat("Công an tỉnh Mẫu", "chihuy", "file_overseer", place=town.province, level="province")  # type: ignore[arg-type]


def text_of(client: Client, address: str, expected: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == expected
    return answer.content.decode()


def test_the_keeper_sees_what_is_due_with_its_article_and_voluntary_steps_first(town: Town) -> None:
    row = treated_at_home(police_of(town))
    client = at_the_desk("congan.a")
    work = text_of(client, reverse("cases:work"))
    assert NAME in work
    page = text_of(client, reverse("cases:file", args=[row.code]))
    assert "Nghị định 163/2026/NĐ-CP, Điều 93.2" in page
    assert page.index("Ghi việc đã xảy ra") < page.index("Khi các cách tự nguyện không còn")
    looks = Entry.objects.filter(verb="looked")
    assert [(one.subject, one.purpose) for one in looks.order_by("number")] == [
        (f"files:{row.keeper_id}", "Làm việc theo hồ sơ"), (f"file:{row.pk}", "Làm việc theo hồ sơ"),
    ]  # fmt: skip
    assert all(NAME not in str(one.title) + str(one.change) for one in Entry.objects.all())


def test_a_file_is_opened_and_its_first_step_written_on_the_pages(town: Town) -> None:
    police_of(town)
    client = at_the_desk("congan.a")
    told = {
        "ground": "own_request",
        "on": "2026-11-20",
        "paper": "Đơn ngày 20/11 (ví dụ)",
        "name": NAME,
        "born": "17/05/1990",
    }
    assert client.post(reverse("cases:open_file"), told | {"paper": ""}).status_code == 422
    assert client.post(reverse("cases:open_file"), told).status_code == 302
    row = CaseFile.objects.get()
    form = {"at": "2026-11-21T09:00", "number": "KQ-01", "signed_on": "2026-11-21"}
    assert client.post(reverse("cases:step", args=[row.code, "determined_addicted"]), form).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.next_clock) == ("A1", "tell_result")
    again = client.post(reverse("cases:open_file"), told).content.decode()
    assert "Có thể đã có người này" in again
    assert CaseFile.objects.count() == 1


def test_a_second_record_elsewhere_is_told_of_without_the_name(town: Town) -> None:
    treated_at_home(police_of(town), told=WHO | {"numbers": [{"kind": "cccd", "number": "000090000001"}]})
    police_of(town, next_door=True)
    client = at_the_desk("congan.b")
    told = {
        "ground": "own_request",
        "on": "2026-11-20",
        "paper": "Đơn (ví dụ)",
        "name": NAME,
        "born": "17/05/1990",
    }
    page = client.post(reverse("cases:open_file"), told | {"number": "000090000001"}).content.decode()
    assert "Công an xã A" in page
    assert CaseFile.objects.count() == 1


def test_who_receives_a_file_takes_it_or_returns_it_on_its_page(town: Town) -> None:
    here, there = police_of(town), police_of(town, next_door=True)
    row = treated_at_home(here)
    transfer_file(
        by=here, now=at(20), file=row.pk, target=there.agency, moved_at=at(19), paper=signed(at(20))
    )
    client, address = at_the_desk("congan.b"), reverse("cases:file", args=[row.code])
    assert "Hồ sơ này được gửi đến cơ quan bạn" in text_of(client, address)
    assert client.post(address, {"act": "strike", "answer": "thử"}).status_code in (404, 422)
    assert client.post(address, {"act": "receive"}).status_code == 302
    row.refresh_from_db()
    assert row.keeper_id == there.agency
    text_of(at_the_desk("congan.a"), address, 404)


def test_a_referral_is_answered_on_the_page_of_the_file(town: Town) -> None:
    here, there = police_of(town), police_of(town, next_door=True)
    row = treated_at_home(here)
    refer(
        by=here,
        now=at(8),
        file=row.pk,
        target=there.agency,
        what=ReferralFor.WORK,
        consent="Giấy đồng ý (ví dụ)",
    )
    client, address = at_the_desk("congan.b"), reverse("cases:file", args=[row.code])
    assert client.post(address, {"act": "decline"}).status_code == 422
    answered = client.post(address, {"act": "decline", "answer": "Chưa mở lớp"})
    assert (answered.status_code, answered["Location"]) == (302, reverse("cases:work"))


def test_an_overseer_sees_numbers_and_courses_and_nobodys_name(town: Town) -> None:
    row = treated_at_home(police_of(town))
    overseer(town)
    client = at_the_desk("chihuy")
    for page in (
        text_of(client, reverse("cases:counts")), text_of(client, reverse("cases:file", args=[row.code])),
    ):  # fmt: skip
        assert row.code in page
        for secret in (NAME, "01/QĐ-CAX", "Lê Văn Mẫu", row.ground_paper, "Đơn số 01"):
            assert secret not in page
    text_of(client, reverse("cases:work"), 404)
    text_of(client, reverse("cases:step", args=[row.code, "completed"]), 404)


@pytest.mark.parametrize("act", ["chuyen", "gioi-thieu", "giao", "giai-doan", "truoc-day"])
def test_each_form_of_a_file_opens_and_says_what_is_missing(town: Town, act: str) -> None:
    row = treated_at_home(police_of(town))
    client, address = at_the_desk("congan.a"), reverse("cases:act", args=[row.code, act])
    text_of(client, address)
    assert client.post(address, {"sent": "1"}).status_code == 422
