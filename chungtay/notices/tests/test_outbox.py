"""Messages that leave the house: at least once under one name, in nobody's quiet hours, given up with a reason."""

import hashlib
import hmac
import json
import smtplib
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.base.problems import NotThere, Refused
from chungtay.notices import channels, services, ticks, worker
from chungtay.notices.models import Delivery, Preference, Tick
from chungtay.notices.queries import get_preference, list_undelivered, wishes_of
from chungtay.notices.rules import Channel, Haste, Wishes, policy
from chungtay.notices.services import Letter
from tests.cast import NOW, PASSWORD, TODAY, Cast

WISHES = Wishes(time(7, 30), time(21, 0), time(6, 0))
EVENING = NOW + timedelta(hours=13)  # 22:00 in Việt Nam
SATURDAY = NOW + timedelta(days=5)


@pytest.fixture(autouse=True)
def ways(settings: LazySettings) -> LazySettings:
    settings.MAIL_FROM = "Chung Tay <chungtay@example.org>"
    settings.WEBHOOK = {"url": "http://127.0.0.1:9/", "secret": "bí mật"}
    settings.SITE_ADDRESS = "https://chungtay.example.org"
    return settings


def choose(cast: Cast, **given: Any) -> None:
    """The officer's mail is confirmed, and what else is given."""
    said = {"mail": "xa.a@example.org", "mail_confirmed": True, **given}
    times = {"hour": WISHES.hour, "quiet_from": WISHES.quiet_from, "quiet_to": WISHES.quiet_to}
    Preference.objects.update_or_create(account_id=cast.officer.account, defaults={**times, **said})


def post(cast: Cast, key: str = "digest:1", haste: Haste = Haste.WORKDAY, now: datetime = NOW) -> None:
    letter = Letter(
        key=key, account=cast.officer.account, title="Hôm nay: 2 việc", text="Việc một\nViệc hai", brief="2 việc", reason="Vì",
        link="/nhac-viec/", haste=haste,
    )  # fmt: skip
    services.post(now=now, letters=[letter])


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_a_letter_goes_once_to_a_confirmed_address_and_its_words_go_with_it(cast: Cast) -> None:
    choose(cast, phone="0912345678")
    post(cast)
    post(cast)
    assert services.send_waiting(NOW) == 1
    assert services.send_waiting(NOW) == 0
    (sent,) = mail.outbox
    assert sent.to == ["xa.a@example.org"]
    assert "Việc hai" in sent.body
    assert "https://chungtay.example.org/nhac-viec/" in sent.body
    row = Delivery.objects.get()
    assert (row.state, row.text, row.attempts) == ("sent", "", 1)


def test_who_chose_nothing_gets_nothing_outside_the_house(cast: Cast) -> None:
    post(cast)
    assert states() == []
    assert wishes_of([cast.officer.account]) == {cast.officer.account: policy().wishes}


def test_who_died_while_sending_is_followed_by_another_under_the_same_name(cast: Cast) -> None:
    choose(cast)
    post(cast)
    row = Delivery.objects.get()
    Delivery.objects.update(state="sending", attempts=1, lease_until=NOW + policy().lease)
    assert services.send_waiting(NOW + policy().lease) == 0
    assert services.send_waiting(NOW + policy().lease + timedelta(seconds=1)) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{channels.name_of(row)}@example.org>"
    assert str(cast.officer.account) not in mail.outbox[0].extra_headers["Message-ID"].split("@")[1]


def test_nothing_leaves_in_quiet_hours_or_on_a_day_off_but_what_may(cast: Cast) -> None:
    choose(cast)
    post(cast, "a", now=EVENING)
    post(cast, "b", Haste.ANY_DAY, now=EVENING)
    post(cast, "c", Haste.AT_ONCE, now=EVENING)
    assert services.send_waiting(EVENING) == 1
    assert services.send_waiting(EVENING + timedelta(hours=8)) == 2  # 06:00
    post(cast, "d", now=SATURDAY)
    post(cast, "e", Haste.ANY_DAY, now=SATURDAY)
    assert services.send_waiting(SATURDAY) == 1
    waiting = Delivery.objects.get(key="d:mail")
    assert timezone.localtime(waiting.due_at).isoformat() == "2026-03-09T06:00:00+07:00"
    assert services.send_waiting(waiting.due_at) == 1


def test_failures_wait_longer_each_time_and_the_last_one_says_why(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(cast, quiet_from=time(0), quiet_to=time(0))

    def down(*_args: object) -> None:
        raise OSError

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", down)
    post(cast, haste=Haste.ANY_DAY)
    now, waits = NOW, []
    while Delivery.objects.get().state == "waiting":
        services.send_waiting(now)
        due = Delivery.objects.get().due_at
        waits.append(due - now)
        now = due
    assert waits[:-1] == list(policy().waits)
    row = Delivery.objects.get()
    assert (row.state, row.error, row.attempts) == ("dead", "unreachable", len(policy().waits) + 1)


def test_an_address_that_the_server_refuses_is_not_tried_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    choose(cast)

    def refuse(*_args: object) -> None:
        raise smtplib.SMTPRecipientsRefused({"xa.a@example.org": (550, b"no such user")})

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)
    post(cast)
    services.send_waiting(NOW)
    assert Delivery.objects.get().error == "refused"
    assert "xa.a" not in caplog.text
    client = Client()
    client.force_login(cast_account(cast.officer.account))
    assert "không có địa chỉ này" in client.get(reverse("notices:wishes")).content.decode()


def cast_account(pk: int) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=pk)


def test_a_silent_gateway_is_asked_once_in_a_turn(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(cast, mail="", mail_confirmed=False, phone="0912345678", phone_confirmed=True)
    asked = []

    def silent(delivery: Delivery, _to: str, _now: datetime) -> None:
        asked.append(delivery.key)
        raise channels.NotDelivered("unreachable", silent=True)

    monkeypatch.setitem(channels._WAYS, Channel.WEBHOOK, silent)
    for key in "abc":
        post(cast, key)
    services.send_waiting(NOW)
    assert asked == ["a:webhook"]


class Gateway(BaseHTTPRequestHandler):
    answers: tuple[int, ...] = ()
    got: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), body))
        self.send_response(self.answers[len(self.got) - 1])
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def gateway(ways: LazySettings) -> Iterator[type[Gateway]]:
    kind = type("OneGateway", (Gateway,), {"got": []})
    server = HTTPServer(("127.0.0.1", 0), kind)
    ways.WEBHOOK = {"url": f"http://127.0.0.1:{server.server_port}/in", "secret": "bí mật"}
    Thread(target=server.serve_forever, daemon=True).start()
    yield kind
    server.shutdown()
    server.server_close()


def test_the_gateway_gets_a_signed_message_and_the_same_name_again(
    cast: Cast, gateway: type[Gateway]
) -> None:
    choose(cast, mail="", mail_confirmed=False, phone="0912345678", phone_confirmed=True)
    gateway.answers = (503, 200)
    post(cast)
    services.send_waiting(NOW)
    later = Delivery.objects.get().due_at
    services.send_waiting(later)
    assert states() == ["sent"]
    (first, _), (headers, body) = gateway.got
    assert first["Idempotency-Key"] == headers["Idempotency-Key"]
    words = json.loads(body)
    assert words == {
        "id": headers["Idempotency-Key"], "to": "0912345678", "title": "Hôm nay: 2 việc", "text": "2 việc",
        "link": "https://chungtay.example.org/nhac-viec/",
    }  # fmt: skip
    at, seal = (part.split("=")[1] for part in headers["X-Chungtay-Signature"].split(","))
    expected = hmac.new("bí mật".encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert (int(at), seal) == (int(later.timestamp()), expected)


def test_a_gateway_that_points_elsewhere_is_not_followed(cast: Cast, gateway: type[Gateway]) -> None:
    choose(cast, mail="", mail_confirmed=False, phone="0912345678", phone_confirmed=True)
    gateway.answers = (302,)
    post(cast)
    services.send_waiting(NOW)
    assert Delivery.objects.get().error == "answer 302"
    assert len(gateway.got) == 1


def test_an_address_is_used_only_after_its_code(cast: Cast) -> None:
    services.set_wishes(by=cast.officer, now=NOW, wishes=WISHES, mail="xa.a@example.org", phone="")
    post(cast)
    assert services.send_waiting(NOW) == 1
    code = mail.outbox[0].body.split("Tay: ")[1][:8]
    with pytest.raises(Refused):
        services.confirm_address(by=cast.deputy, now=NOW, channel=Channel.MAIL, code=code)
    with pytest.raises(Refused):
        services.confirm_address(by=cast.officer, now=NOW, channel=Channel.WEBHOOK, code=code)
    services.confirm_address(by=cast.officer, now=NOW, channel=Channel.MAIL, code=code.lower())
    post(cast, "digest:2")
    assert services.send_waiting(NOW) == 1
    services.set_wishes(by=cast.officer, now=NOW, wishes=WISHES, mail="khac@example.org", phone="")
    assert not get_preference(cast.officer).mail_confirmed


def test_codes_are_not_sent_without_end(cast: Cast) -> None:
    def ask(number: int) -> None:
        address = f"nguoi.la.{number}@example.org"
        services.set_wishes(by=cast.officer, now=NOW, wishes=WISHES, mail=address, phone="")

    for number in range(policy().codes_a_day):
        ask(number)
    with pytest.raises(Refused):
        ask(9)


def test_an_hour_in_the_quiet_hours_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.set_wishes(
            by=cast.officer, now=NOW, wishes=Wishes(time(22), time(21), time(6)), mail="", phone=""
        )
    assert [problem.code for problem in refusal.value.problems] == ["hour_is_quiet"]


def test_who_keeps_the_settings_sees_what_was_given_up_and_tries_again(cast: Cast) -> None:
    choose(cast, mail="", mail_confirmed=False)
    Delivery.objects.create(
        key="x:mail", channel="mail", account_id=cast.officer.account, haste="workday", title="Hôm nay",
        state="dead", error="unreachable", attempts=7, due_at=NOW, created_at=NOW, ended_at=NOW,
    )  # fmt: skip
    row = Delivery.objects.get()
    assert list(list_undelivered(cast.province, on=TODAY)) == [row]
    assert not list_undelivered(cast.stranger, on=TODAY).exists()
    with pytest.raises(NotThere):
        services.try_again(by=cast.stranger, now=NOW, delivery=row.pk)
    services.try_again(by=cast.province, now=NOW, delivery=row.pk)
    assert (Delivery.objects.get().state, Delivery.objects.get().attempts) == ("waiting", 0)


def test_the_page_keeps_what_one_wishes(cast: Cast) -> None:
    client = Client()
    client.login(username="xa.a", password=PASSWORD)
    page = reverse("notices:wishes")
    assert "07:30" in client.get(page).content.decode()
    said = {"hour": "08:15", "quiet_from": "20:00", "quiet_to": "06:30", "mail": "xa.a@example.org"}
    assert client.post(page, said).status_code == 302
    assert "Xác nhận xa.a@example.org" in client.get(page).content.decode()
    assert get_preference(cast.officer).hour == time(8, 15)
    assert client.post(page, {"channel": "mail", "code": "SAI"}).status_code == 422
    assert client.post(page, {**said, "hour": "21:00"}).status_code == 422


def test_a_turn_is_one_workers_and_one_that_breaks_comes_again(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(ticks, "TICKS", {})
    monkeypatch.setattr(worker, "TICKS", ticks.TICKS)
    seen: list[str] = []

    def breaks(_now: datetime) -> None:
        seen.append("broke")
        raise ZeroDivisionError

    ticks.register("breaks", timedelta(minutes=1), breaks)
    ticks.register("counts", timedelta(minutes=5), lambda _now: seen.append("counted"))
    worker.run_ticks(lambda: NOW)  # the first look only writes them down
    for minute in (0, 0, 1, 2, 5):
        worker.run_ticks(lambda minute=minute: NOW + timedelta(minutes=minute))  # type: ignore[misc]
    assert seen == ["broke", "counted", "broke", "broke", "broke", "counted"]
    assert "breaks broke" in caplog.text
    assert Tick.objects.count() == 2
