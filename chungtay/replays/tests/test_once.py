"""Sent twice, done once, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest
from chungtay.replays.access import AGAIN, KEEP, KEY, MADE_BY, ONCE, kept_offline, once
from chungtay.replays.models import Replay
from chungtay.replays.rules import check_key, keeping
from chungtay.replays.services import Answer, do_once
from tests.cast import NOW, PASSWORD, Cast

FIRST, SECOND = "11111111-aaaa-4aaa-8aaa-111111111111", "22222222-aaaa-4aaa-8aaa-222222222222"


class Counter:
    """A view that counts how often it was run."""

    def __init__(self, answer: Callable[[int], Any]) -> None:
        self.runs = 0
        self.answer = answer

    def __call__(self, request: ActorRequest) -> Any:
        self.runs += 1
        return self.answer(self.runs)


def sent(view: Any, actor: Actor, key: str = FIRST, now: Any = NOW, **given: Any) -> Any:
    data = given.pop("data", {"note": "đã làm"})
    request: Any = RequestFactory().post(
        "/viec/", data, headers={KEY: key, **given.pop("headers", {})}, **given
    )
    request.actor, request.now = actor, now
    answer = once(view)(request)
    request.close()
    return answer


def test_the_second_sending_gets_the_answer_of_the_first(cast: Cast) -> None:
    view = Counter(lambda n: HttpResponse(f"lần {n}", status=201))
    first, second = sent(view, cast.officer), sent(view, cast.officer)
    assert (first.content, first.status_code, first[ONCE]) == (
        second.content,
        second.status_code,
        second[ONCE],
    )
    assert (AGAIN in first, second[AGAIN], view.runs) == (False, "true", 1)


def test_a_redirect_is_told_so_that_a_script_can_follow_it(cast: Cast) -> None:
    view = Counter(lambda _n: redirect("/viec-cua-toi/"))
    for answer in (sent(view, cast.officer), sent(view, cast.officer)):
        assert (answer.status_code, answer["HX-Redirect"], answer[ONCE]) == (200, "/viec-cua-toi/", "done")


def test_a_refusal_is_remembered_and_a_fault_is_not(cast: Cast) -> None:
    refused = Counter(lambda n: HttpResponse(f"thiếu {n}", status=422))
    assert [sent(refused, cast.officer).content for _ in range(2)] == [b"thi\xe1\xba\xbfu 1"] * 2
    broken = Counter(lambda n: HttpResponse(status=503 if n == 1 else 200))
    assert [sent(broken, cast.officer, SECOND).status_code for _ in range(2)] == [503, 200]


def test_what_breaks_leaves_no_trace(cast: Cast) -> None:
    def breaks(_n: int) -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        sent(Counter(breaks), cast.officer)
    assert not Replay.objects.exists()


def test_one_key_stands_for_one_action(cast: Cast) -> None:
    view = Counter(lambda _n: HttpResponse("được"))
    sent(view, cast.officer)
    for other in ({"note": "khác"}, {"note": "đã làm", "attached": SimpleUploadedFile("a.txt", b"a")}):
        answer = sent(view, cast.officer, data=other)
        assert (answer.status_code, answer[ONCE]) == (422, "refused")
        assert "việc khác" in answer.content.decode()
    assert view.runs == 1


def test_the_same_file_is_the_same_action_and_reaches_the_view_whole(cast: Cast) -> None:
    def read(request: ActorRequest) -> HttpResponse:
        return HttpResponse(request.FILES["attached"].read())  # type: ignore[union-attr]

    answers = [
        sent(read, cast.officer, data={"attached": SimpleUploadedFile("a.txt", b"anh " * 1000)})
        for _ in range(2)
    ]
    assert [answer.content for answer in answers] == [b"anh " * 1000] * 2


def test_json_is_an_action_too(cast: Cast) -> None:
    view = Counter(lambda n: JsonResponse({"n": n}))
    given = {"data": '{"a": 1}', "content_type": "application/json"}
    assert [sent(view, cast.officer, **given).content for _ in range(2)] == [b'{"n": 1}'] * 2
    assert sent(view, cast.officer, data='{"a": 2}', content_type="application/json").status_code == 422


def test_two_people_may_have_the_same_key(cast: Cast) -> None:
    view = Counter(lambda n: HttpResponse(str(n)))
    assert [sent(view, who).content for who in (cast.officer, cast.deputy)] == [b"1", b"2"]


def test_nothing_is_sent_as_another_account_or_post(cast: Cast) -> None:
    view = Counter(lambda _n: HttpResponse())
    mine = f"{cast.officer.account}.{cast.officer.post}"
    assert sent(view, cast.deputy, headers={MADE_BY: mine}).status_code == 412
    assert sent(view, replace(cast.officer, post=0), headers={MADE_BY: mine}).status_code == 412
    assert view.runs == 0
    assert sent(view, cast.officer, headers={MADE_BY: mine}).status_code == 200


def test_after_its_days_a_key_is_forgotten(cast: Cast) -> None:
    view = Counter(lambda n: HttpResponse(str(n)))
    sent(view, cast.officer)
    last = NOW + timedelta(days=keeping().days)
    assert sent(view, cast.officer, now=last - timedelta(seconds=1)).content == b"1"
    assert sent(view, cast.officer, now=last).content == b"2"
    assert Replay.objects.count() == 1


def test_without_a_key_the_view_answers_as_ever(cast: Cast) -> None:
    view = Counter(lambda _n: redirect("/"))
    request: Any = RequestFactory().post("/viec/")
    request.actor, request.now = cast.officer, NOW
    assert once(view)(request).status_code == 302
    assert not Replay.objects.exists()


def test_a_stream_cannot_be_remembered(cast: Cast) -> None:
    with pytest.raises(TypeError, match="stream"):
        sent(Counter(lambda _n: StreamingHttpResponse([b"a"])), cast.officer)


def test_a_key_of_another_shape_is_refused(cast: Cast) -> None:
    assert sent(Counter(lambda _n: HttpResponse()), cast.officer, "ngắn".encode().hex()).status_code == 422
    assert [bool(check_key(key)) for key in ("a" * 16, "a" * 65, "a b" * 8, FIRST)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.django_db
@settings(max_examples=15, deadline=None)
@given(order=st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_replays_in_any_order_and_number_give_the_same_result(order: list[int]) -> None:
    """Each action is done once, at its first coming, and every coming gets the same answer."""
    by, done, answers = _somebody(), list[int](), dict[int, set[bytes]]()

    def work(n: int) -> Callable[[], Answer]:
        def did() -> Answer:
            done.append(n)
            return Answer(200, body=f"{n}: {len(done)}".encode())

        return did

    Replay.objects.all().delete()
    for n in order:
        answer = do_once(by=by, now=NOW, key=f"{n:016}", action=str(n), work=work(n))
        answers.setdefault(n, set()).add(answer.body)
    assert done == list(dict.fromkeys(order))
    assert all(len(given) == 1 for given in answers.values())


def _somebody() -> Actor:
    from django.contrib.auth import get_user_model

    account, _new = get_user_model().objects.get_or_create(
        username="ai.do", defaults={"name": "Ai đó (ví dụ)"}
    )
    return Actor(account.pk, "Ai đó (ví dụ)", 1, "", 1, "", frozenset())


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has one writer anyway: make test runs it there"
)
def test_two_sendings_at_the_same_moment_do_it_once(transactional_db: None, cast: Cast) -> None:
    from threading import Barrier

    started = Barrier(6)
    done: list[int] = []

    def work() -> Answer:
        done.append(1)
        return Answer(200, body=b"xong")

    def send(_n: int) -> Answer:
        try:
            started.wait()
            return do_once(by=cast.officer, now=NOW, key=FIRST, action="a", work=work)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as people:
        answers = list(people.map(send, range(6)))
    assert connection.vendor == "postgresql"
    assert done == [1]
    assert [answer.body for answer in answers] == [b"xong"] * 6
    assert sorted(answer.again for answer in answers) == [False] + [True] * 5


def test_other_words_under_the_same_key_do_nothing(cast: Cast) -> None:
    do_once(by=cast.officer, now=NOW, key=FIRST, action="a", work=lambda: Answer(200))
    with pytest.raises(Refused, match="key_used"):
        do_once(by=cast.officer, now=NOW, key=FIRST, action="b", work=lambda: Answer(200))


def test_only_a_page_that_came_may_be_kept_and_says_whose_it_is(cast: Cast) -> None:
    request: Any = RequestFactory().get("/viec-cua-toi/")
    request.actor = cast.officer
    assert (
        kept_offline(lambda _r: HttpResponse())(request)[KEEP]
        == f"{cast.officer.account}.{cast.officer.post}"
    )
    assert KEEP not in kept_offline(lambda _r: HttpResponse(status=422))(request)


def test_a_browser_asks_who_it_is_before_it_sends(cast: Cast) -> None:
    client = Client()
    assert client.get("/gui-lai/").json() == {"who": "", "token": ""}
    client.login(username="xa.a", password=PASSWORD)
    said = client.get("/gui-lai/").json()
    assert said["who"] == f"{cast.officer.account}.{cast.officer.post}"
    assert len(said["token"]) == 64
