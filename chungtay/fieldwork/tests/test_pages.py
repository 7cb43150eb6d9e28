"""The pages: what needs attention, the map, one's own phones."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.fieldwork import queries
from chungtay.fieldwork.models import PhoneKey
from chungtay.fieldwork.tests.phone import Phone
from chungtay.places.drawing import shape_text
from chungtay.places.models import Outline
from chungtay.registers.models import Entry, Register
from chungtay.registers.services import save_entry, strike_entry
from chungtay.signin.rules import Means, Proof
from tests.cast import NOW, SINCE, TODAY, Cast, Town

TALK = {
    "on": "2026-03-01", "activity": "session", "title": "Nói chuyện (ví dụ)", "audience": "nhan_dan", "sessions": "1",
    "attendances": "20",
}  # fmt: skip


def client_of(actor: Actor, *, proven: bool = False) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    if proven:
        session = client.session
        session["proof"] = Proof(frozenset({Means.PASSWORD}), timezone.now()).as_words()
        session.save()
    return client


def saved(by: Actor, register: Register, **given: Any) -> Entry:
    return save_entry(by=by, now=NOW, register=register.pk, uuid=uuid4(), given=given).entry


# -- attention -----------------------------------------------------------------------------------------------


def test_what_needs_attention_is_told_to_who_sees_the_entries(
    cast: Cast, shipped: dict[str, Register]
) -> None:
    Register.objects.update(place=None)  # the rules look at the registers that the project ships
    model = saved(
        cast.officer, shipped["models"], on="2025-01-01", code="M-1", name="Mô hình (ví dụ)", kind="club",
        host="Hội Phụ nữ xã", members="12", aim="Giúp nhau",
    )  # fmt: skip
    point = {
        "code": "D-1",
        "kind": "open",
        "happening": "use",
        "where": "Bãi đất trống (ví dụ)",
        "on": "2026-02-01",
    }
    saved(cast.province, shipped["concern_points"], **point)

    assert [one.problem.code for one in queries.list_attention(cast.officer, on=TODAY)] == ["review_due"]
    assert {one.register for one in queries.list_attention(cast.province, on=TODAY)} == {
        "models",
        "concern_points",
    }
    assert {one.register for one in queries.list_attention(cast.leader, on=TODAY)} == {"models"}, "no police"
    assert queries.list_attention(cast.officer_next_door, on=TODAY) == []

    reader = client_of(cast.officer)
    assert "Mô hình, câu lạc bộ phòng, chống ma túy" in reader.get("/so/can-chu-y/").content.decode()
    reader.cookies["django_language"] = "en"
    page = reader.get("/so/can-chu-y/").content.decode()
    assert page.count("Models and clubs of drug prevention") == 2, "over the list and beside the entry"
    assert "Mô hình, câu lạc bộ phòng, chống ma túy" not in page

    page = client_of(cast.officer).get("/so/can-chu-y/").content.decode()
    assert "Mô hình M-1 chưa được đánh giá năm 2025" in page
    assert f"/so/ban-ghi/{model.pk}/" in page
    assert "Cần chú ý: 1" in client_of(cast.officer).get("/so/").content.decode()


def test_a_survey_is_followed_hamlet_by_hamlet(cast: Cast, town: Town, shipped: dict[str, Register]) -> None:
    Register.objects.update(place=None)
    from chungtay.places.services import add_village

    for name in ("Pom La", "Ten"):
        add_village(
            by=cast.province, now=NOW, commune=town.commune_a, kind="bản", name=name, valid_from=SINCE
        )
    done = {
        "households": "40",
        "visited": "40",
        "residents": "180",
        "on_file": "0",
        "users": "0",
        "newly_found": "0",
    }
    saved(
        cast.officer, shipped["surveys"], campaign="Tổng rà soát 2026", on="2026-02-20", village="Pom La",
        suspected="0", **done,
    )  # fmt: skip

    (one,) = queries.list_coverage(cast.province, on=TODAY)
    assert (one.done, one.missing) == (("Bản Pom La",), ("Bản Ten",))
    assert "Bản Ten" in client_of(cast.province).get("/so/can-chu-y/").content.decode()


# -- the map -------------------------------------------------------------------------------------------------


@pytest.fixture
def outlined(town: Town) -> None:
    for place, west in ((town.commune_a, 103.0), (town.commune_b, 103.1)):
        ring = [[west, 21.3], [west + 0.1, 21.3], [west + 0.1, 21.4], [west, 21.4], [west, 21.3]]
        Outline.objects.create(place_id=place, valid_from=SINCE, source="test", shape=shape_text([[ring]]))


@pytest.mark.usefixtures("outlined")
def test_entries_that_lie_close_are_one_circle_and_the_table_says_the_same(
    cast: Cast, town: Town, shipped: dict[str, Register]
) -> None:
    register = shipped["communication"]
    near = [
        saved(cast.officer, register, **TALK | {"title": f"Buổi {n}", "point": f"21.3500{n} 103.05"})
        for n in range(3)
    ]
    alone = saved(cast.officer_next_door, register, **TALK, point="21.32 103.19")
    saved(cast.officer, register, **TALK | {"title": "Không có vị trí (ví dụ)"})
    struck = saved(cast.officer, register, **TALK | {"title": "Ghi nhầm (ví dụ)", "point": "21.35 103.05"})
    strike_entry(by=cast.officer, now=NOW, entry=struck.pk, seen=1, words="Ghi nhầm")

    drawn = queries.map_entries(cast.province, register, on=TODAY)
    assert drawn is not None
    assert [(one.count, one.entry) for one in drawn.circles] == [(3, None), (1, alone.pk)]
    assert [(one.place.pk, one.count) for one in drawn.units] == [(town.commune_a, 4), (town.commune_b, 1)]
    assert (drawn.pointed, drawn.whole, len(near)) == (4, 5, 3)

    own = queries.map_entries(cast.officer, register, on=TODAY)
    assert own is not None
    assert (own.pointed, [one.place.pk for one in own.units]) == (3, [town.commune_a])

    page = client_of(cast.province).get(f"/so/ban-do/?so={register.pk}").content.decode()
    assert f"/so/ban-ghi/{alone.pk}/" in page
    assert page.count("<circle") == 2
    assert client_of(cast.province).get("/so/ban-do/?so=999999").status_code == 404

    reader = client_of(cast.province)
    reader.cookies["django_language"] = "en"
    page = reader.get(f"/so/ban-do/?so={register.pk}").content.decode()
    assert register.title not in page
    assert f'<option value="{register.pk}" lang="en" selected>' in page


@pytest.mark.usefixtures("outlined")
def test_a_map_of_days_before_says_what_lay_there_then(cast: Cast, shipped: dict[str, Register]) -> None:
    register = shipped["communication"]
    saved(cast.officer, register, **TALK, point="21.35 103.05")
    wanted = queries.map_entries(cast.province, register, on=date(2025, 6, 30))
    assert wanted is not None
    assert wanted.pointed == 1
    page = (
        client_of(cast.province).get(f"/so/ban-do/?so={register.pk}&tu=2026-03-02&don_vi=cu").content.decode()
    )
    assert page.count("<circle") == 0


def test_without_outlines_the_page_says_so(cast: Cast, shipped: dict[str, Register]) -> None:
    page = client_of(cast.officer).get("/so/ban-do/", follow=True).content.decode()
    assert "Chưa có đường biên để vẽ" in page


# -- phones --------------------------------------------------------------------------------------------------


def test_a_phone_is_written_down_by_who_has_shown_who_they_are_and_taken_back(
    cast: Cast, shipped: dict[str, Register]
) -> None:
    unproven = client_of(cast.officer)
    assert unproven.post("/so/dien-thoai/", {"act": "make", "label": "Máy (ví dụ)"}).status_code == 302
    assert not PhoneKey.objects.exists()

    client = client_of(cast.officer, proven=True)
    page = client.post("/so/dien-thoai/", {"act": "make", "label": "Máy (ví dụ)"}).content.decode()
    key = PhoneKey.objects.get()
    secret = page.partition('<code id="secret">')[2].partition("<")[0]
    phone = Phone(key.name, secret)
    assert phone.get("/openrosa/formList").status_code == 200
    assert secret not in client.get("/so/dien-thoai/").content.decode(), "shown once"
    assert key.expires_on - timezone.localdate() == timedelta(days=400)

    others = client_of(cast.deputy, proven=True)
    assert others.post("/so/dien-thoai/", {"act": "revoke", "key": key.pk}).status_code == 404
    assert client.post("/so/dien-thoai/", {"act": "revoke", "key": key.pk}).status_code == 302
    assert phone.get("/openrosa/formList").status_code == 401


def test_a_phone_without_a_name_and_a_sixth_one_are_refused(cast: Cast) -> None:
    client = client_of(cast.officer, proven=True)
    assert client.post("/so/dien-thoai/", {"act": "make", "label": " "}).status_code == 422
    answers = [
        client.post("/so/dien-thoai/", {"act": "make", "label": f"Máy {n} (ví dụ)"}).status_code
        for n in range(6)
    ]
    assert answers == [200] * 5 + [422]
