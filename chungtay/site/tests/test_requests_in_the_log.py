"""Requests that fail, sent by and about invented people, leave nothing of them in the log."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from chungtay.agencies.models import Account
from chungtay.site.logs import lines
from tests.cast import Cast

PERSON = ("Nguyễn Văn Ví Dụ", "012345678901", "0912345678", "vidu@example.com")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(lines())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def fails(request: object) -> None:
    raise ValueError(f"không đọc được {PERSON}")


def fails_in_the_database(request: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO agencies_account (name, username) VALUES (%s, NULL)", [PERSON[0]])


@pytest.mark.parametrize("broken", [fails, fails_in_the_database])
def test_nothing_of_a_person_reaches_the_log(
    broken: Callable[[object], None], cast: Cast, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chungtay.plans.queries.list_tasks", lambda *given, **named: broken(given))
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(pk=cast.inspector.account))
    assert client.get("/tim/", {"q": PERSON[0]}).status_code == 500
    client.post(f"/ho-so/{PERSON[1]}/", {"name": PERSON[0], "phone": PERSON[2], "mail": PERSON[3]})
    client.post("/vao/", {"username": PERSON[3], "password": PERSON[2]})
    client.get(f"/khong-co/{PERSON[2]}/?ten={PERSON[0]}")
    told = [json.loads(line) for line in log.getvalue().splitlines()]
    requests = [line for line in told if line["logger"] == "chungtay.operation.requests"]
    assert (requests[0]["route"], requests[0]["status"]) == ("search", 500)
    assert requests[-1]["route"] == "none"
    assert len({line["request"] for line in requests}) == 4
    (failure,) = [line for line in told if line["logger"] == "django.request"]
    assert failure["request"] == requests[0]["request"]
    assert failure["error"]["kind"] in {ValueError.__name__, IntegrityError.__name__}
    for trace in (*PERSON, "Nguy", "ho-so", "khong-co", cast.inspector.name):
        assert trace not in log.getvalue()


def test_a_tip_leaves_no_line(db: None, log: io.StringIO) -> None:
    Client().get("/tin-bao/")
    Client().get("/tin-bao/xem/")
    assert log.getvalue() == ""


def test_a_request_is_called_as_our_own_proxy_calls_it_and_never_as_a_stranger_does(
    log: io.StringIO, settings: object
) -> None:
    name = "0123456789abcdef" * 2
    settings.PROXIES = 1  # type: ignore[attr-defined]
    assert Client().get("/suc-khoe", headers={"X-Request-Id": name})["X-Request-Id"] == name
    assert Client().get("/suc-khoe", headers={"X-Request-Id": PERSON[0]})["X-Request-Id"] != PERSON[0]
    settings.PROXIES = 0  # type: ignore[attr-defined]
    assert Client().get("/suc-khoe", headers={"X-Request-Id": name})["X-Request-Id"] != name
