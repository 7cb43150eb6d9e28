"""Who comes in under /api/v1, and how it says no."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chungtay.agencies.models import Account
from chungtay.api.queries import list_tokens
from chungtay.api.rules import TokenScope, limits
from chungtay.api.services import count_use
from chungtay.api.tests.factories import Machine, machine, token_for
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_a_token_asks_as_the_post_it_was_made_for(cast: Cast) -> None:
    answer = machine(cast.officer).ask("/me")
    assert answer.status_code == 200
    assert answer.json()["post"] == cast.officer.post
    assert answer.json()["agency"] == cast.officer.agency


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer ct_x_y", "Basic abc", "Bearer " + "ct_" + "0" * 12 + "_" + "0" * 64]
)
def test_who_shows_no_living_token_is_told_what_is_missing_and_nothing_else(cast: Cast, shown: str) -> None:
    answer = Client(headers={"authorization": shown}).get("/api/v1/me")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_the_session_of_a_page_is_worth_nothing_here(cast: Cast) -> None:
    client = Client()
    client.force_login(_account(cast.officer.account))
    assert client.get("/api/v1/me").status_code == 401


def test_a_token_is_worth_nothing_on_a_page(cast: Cast) -> None:
    answer = machine(cast.officer).get("/viec/")
    assert answer.status_code == 302


def test_a_token_without_the_scope_is_told_which_one_it_lacks(cast: Cast) -> None:
    answer = machine(cast.officer, TokenScope.NOTICES_READ).ask("/me")
    assert answer.status_code == 403
    assert "cơ quan" in answer.json()["detail"]


def test_an_error_is_said_in_the_language_that_was_asked_for(cast: Cast) -> None:
    client = Client(headers={"accept-language": "en-GB,en;q=0.9,vi;q=0.1"})
    assert client.get("/api/v1/me")["Content-Language"] == "en"
    assert Client().get("/api/v1/me")["Content-Language"] == "vi"


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/me/", "/api/v1/tasks/x"])
def test_what_is_not_there_is_no_page(cast: Cast, path: str) -> None:
    answer = machine(cast.officer).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_another_way_of_asking_is_refused_with_the_ways_there_are(cast: Cast) -> None:
    answer = machine(cast.officer).put("/api/v1/me")
    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (
        405,
        "application/problem+json",
        "GET",
    )


def places(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422
    return [(one["code"], one["pointer"]) for one in answer.json()["problems"]]


def test_what_is_wrong_is_named_once_and_as_the_sender_named_it(cast: Cast) -> None:
    """A machine finds its own field again, not the name of a branch that only the program knows."""
    asking = machine(cast.province)
    assert places(asking.ask("/documents", after="zzz")) == [("string_pattern_mismatch", "query:after")]
    assert places(asking.ask("/areas")) == [("missing", "query:year")]
    doing = machine(cast.department)
    assert set(places(doing.send("/shares/1/progress", {"state": "done"}))) == {
        ("missing", "header:If-Match"),
        ("missing", "#/percent"),
    }
    said = {"uuid": str(uuid4()), "made_at": "2026-03-02T08:00:00Z", "answers": {"luot": [{"tuoi": 1}]}}
    assert set(places(machine(cast.officer).send("/registers/1/entries", said))) == {
        ("string_type", "#/answers/luot/0"),
        ("string_type", "#/answers/luot/0/tuoi"),
        ("list_type", "#/answers/luot/0/tuoi"),
        ("string_type", "#/answers/luot"),
    }


def test_a_key_that_went_with_something_else_is_told_so_in_words_for_a_machine(cast: Cast) -> None:
    asking, key = machine(cast.province), "bao-cao-2026-03-02"
    first = asking.send("/subscriptions/1/replay", {"after": "evt_1"}, idempotency_key=key)
    other = asking.send("/subscriptions/1/replay", {"after": "evt_2"}, idempotency_key=key)
    short = asking.send("/subscriptions/1/replay", {"after": "evt_2"}, idempotency_key="x")
    assert (first.status_code, other.status_code, short.status_code) == (404, 409, 422)
    assert other.json()["detail"].startswith("Idempotency-Key này đã đi với một nội dung khác.")
    [said] = short.json()["problems"]
    assert (said["code"], said["pointer"]) == ("key_shape", "header:Idempotency-Key")
    assert "tải lại trang" not in f"{other.json()}{said}"


def test_a_fault_of_the_server_is_no_page_either(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError("tên một người")

    token = token_for(cast.officer)
    monkeypatch.setattr("chungtay.api.access.queries.find_token", broken)
    asking = Machine(token)
    asking.raise_request_exception = False
    answer = asking.ask("/me")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "tên một người" not in answer.content.decode()


def test_the_description_is_made_once_and_not_sent_again_to_who_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It takes seconds to make, and anybody may ask for it: three who did at once stopped the site."""
    packing = Client(headers={"accept-encoding": "gzip"})
    packed = packing.get("/api/v1/openapi.json")
    told = {
        code: Client().get("/api/v1/openapi.json", headers={"accept-language": code}) for code in ("vi", "en")
    }
    monkeypatch.setattr("chungtay.api.v1.description", lambda: pytest.fail("đã làm lại"))
    assert {answer.json()["openapi"] for answer in told.values()} == {"3.1.0"}
    assert told["en"]["Content-Language"] == "en"
    assert "Accept-Language" in told["vi"]["Vary"]
    for mark in (told["vi"]["ETag"], packed["ETag"]):
        known = Client().get("/api/v1/openapi.json", headers={"if-none-match": mark})
        assert (known.status_code, known.content, known["ETag"]) == (304, b"", told["vi"]["ETag"])
    assert Client().get("/api/v1/openapi.json", headers={"if-none-match": '"x"'}).status_code == 200


def test_a_host_that_is_not_ours_is_refused_without_a_page(cast: Cast) -> None:
    answer = Client().get("/api/v1/me", headers={"host": "elsewhere.example"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_a_body_that_is_too_large_is_told_so(cast: Cast, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = machine(cast.province).send("/plans/1/end", {"ground": "dài " * 500})
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


def test_who_asks_too_much_in_one_minute_waits_for_the_next(cast: Cast) -> None:
    token_for(cast.officer)
    token = list_tokens(cast.officer).get()
    waits = [count_use(now=NOW + timedelta(seconds=20), token=token) for _ in range(limits().a_minute + 1)]
    assert waits == [0] * limits().a_minute + [41]
    assert count_use(now=NOW + timedelta(seconds=60), token=token) == 0


def test_who_must_wait_is_told_how_long(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = machine(cast.officer)
    monkeypatch.setattr("chungtay.api.access.services.count_use", lambda **_named: 7)
    answer = asking.ask("/me")
    assert (answer.status_code, answer["Retry-After"]) == (429, "7")


def _account(pk: int) -> Account:
    return Account.objects.get(pk=pk)
