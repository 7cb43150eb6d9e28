"""The pages of an administrator: a machine is added, tried, stopped, told again, removed; nobody else's is there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.events.models import Subscription
from chungtay.events.tests.conftest import happen, subscribe
from chungtay.events.tests.receiving import Receiver
from chungtay.notices.models import Notice
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LIST = "/he-thong/bao-ra-ngoai/"


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_machine_is_added_and_its_key_shown_once(cast: Cast, receiver: Receiver) -> None:
    client = client_of(cast.province)
    said = {
        "post": cast.province.post,
        "label": "Máy báo cáo (ví dụ)",
        "address": receiver.address,
        "only": ["task"],
    }
    made = words(client.post(LIST, said))
    row = Subscription.objects.get()
    assert "whsec_" in made
    assert row.families == ["task"]
    assert "whsec_" not in words(client.get(LIST))
    assert "whsec_" not in words(client.get(reverse("events:subscription", args=[row.pk])))
    assert "Máy báo cáo" in Notice.objects.get(agency=cast.province.agency, text__contains="Máy báo cáo").text


def test_what_is_wrong_stands_beside_its_field(cast: Cast) -> None:
    said = {"post": cast.province.post, "label": "Máy", "address": "http://nhan.example.org/"}
    answer = client_of(cast.province).post(LIST, said)
    assert answer.status_code == 422
    assert "phải bắt đầu bằng https" in words(answer)
    assert not Subscription.objects.exists()


def test_it_is_tried_stopped_taken_up_told_again_and_removed(cast: Cast, receiver: Receiver) -> None:
    row, _secret = subscribe(cast.province, receiver.address)
    client, page = client_of(cast.province), reverse("events:subscription", args=[row.pk])

    def press(act: str, **said: str) -> str:
        return words(client.post(page, {"act": act, **said}, follow=True))

    assert "Nơi nhận đã nhận sự kiện thử." in press("test")
    receiver.answer = lambda _number: 503
    assert "Nơi nhận trả lời mã 503" in press("test")
    press("off")
    assert Subscription.objects.get().state == "off"
    assert "đang báo" in press("on")
    happen(cast.province)
    assert "evt_ rồi đến số" in press("replay", after="12")
    assert "Hãy chọn một ngày" in press("replay")
    press("replay", after="evt_3")
    assert Subscription.objects.get().cursor == 3
    press("replay", since="2026-03-01")
    assert Subscription.objects.get().cursor < 3
    assert "whsec_" in press("secret")
    press("change", label="Tên khác (ví dụ)", address=receiver.address)
    assert Subscription.objects.get().label == "Tên khác (ví dụ)"
    press("remove")
    assert not Subscription.objects.exists()


def test_a_machine_sees_only_with_the_eyes_of_a_post_that_one_manages(cast: Cast) -> None:
    said = {"post": cast.stranger.post, "label": "Máy", "address": "https://nhan.example.org/"}
    assert client_of(cast.province).post(LIST, said).status_code == 422
    row, _secret = subscribe(cast.province, "https://nhan.example.org/")
    page = reverse("events:subscription", args=[row.pk])
    assert client_of(cast.stranger).post(page, {"act": "remove"}).status_code == 404
    assert client_of(cast.officer).get(LIST).status_code == 404
    of_the_commune = client_of(cast.province).get(f"{LIST}?co_quan={cast.officer.agency}")
    assert f'<option value="{cast.officer.post}"' in words(of_the_commune)
