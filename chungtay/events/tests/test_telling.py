"""Events arrive at least once, in order, signed; who dies, is overtaken or is silent loses none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction

from chungtay.agencies import services as agencies
from chungtay.agencies.queries import list_holdings
from chungtay.events import line, queries, services
from chungtay.events.line import Line
from chungtay.events.models import Subscription, Telling
from chungtay.events.rules import policy
from chungtay.events.tests.conftest import happen, numbers, subscribe
from chungtay.events.tests.receiving import Receiver
from chungtay.journal.queries import last_number
from chungtay.notices.models import Notice
from tests.cast import FOUNDER, NOW, TODAY, Cast

LATER = NOW + timedelta(minutes=1)


class Killed(BaseException):
    """What a kill -9 leaves: nothing more is done, nothing tidied up."""


def test_what_happened_arrives_in_order_signed_and_once(cast: Cast, receiver: Receiver) -> None:
    happen(cast.province)  # before anybody asked
    _row, secret = subscribe(cast.province, receiver.address)
    for _n in range(3):
        happen(cast.province)
    assert services.tell_outside(LATER) == 3
    assert services.tell_outside(LATER) == 0
    assert numbers(receiver.ids) == list(range(last_number() - 2, last_number() + 1))
    assert all(one.is_signed_with(secret) for one in receiver.got)
    assert not any(one.is_signed_with("whsec_" + "A" * 44) for one in receiver.got)
    assert abs(int(receiver.got[0].headers["webhook-timestamp"]) - LATER.timestamp()) < 60
    assert receiver.got[0].said == {
        "id": receiver.ids[0],
        "type": "agency.changed",
        "timestamp": "2026-03-02T02:00:00Z",
        "data": {
            "body": "Công an tỉnh Mẫu",
            "subject": {
                "kind": "agency",
                "id": cast.province.agency,
                "address": f"https://chungtay.example.org/co-quan/{cast.province.agency}/",
            },
            "change": {},
        },
    }
    telling = Telling.objects.get()
    assert (telling.count, telling.error) == (3, "")


def test_a_receiver_that_hangs_up_is_looked_up_and_judged_again_each_time(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def resolved(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [host]

    monkeypatch.setattr(line, "resolved", resolved)
    subscribe(cast.province, receiver.address)
    receiver.hangs_up = True
    for _n in range(3):
        happen(cast.province)
    services.tell_outside(LATER)
    assert numbers(receiver.ids) == list(range(last_number() - 2, last_number() + 1))
    assert len(asked) == 3


def test_only_the_families_that_were_asked_for_arrive(cast: Cast, receiver: Receiver) -> None:
    subscribe(cast.province, receiver.address, "task", "agency")
    happen(cast.province)
    happen(cast.province, "plan.made", "plan:1")
    services.tell_outside(LATER)
    assert [one.said["type"] for one in receiver.got] == ["agency.changed"]


def test_what_does_not_arrive_holds_back_what_follows_and_is_tried_later_each_time(
    cast: Cast, receiver: Receiver
) -> None:
    subscribe(cast.province, receiver.address)
    happen(cast.province)
    happen(cast.province)
    receiver.answer = lambda number: 204 if number == 1 else 503
    services.tell_outside(LATER)
    row = Subscription.objects.get()
    assert (row.attempts, row.error, row.state) == (1, "answer 503", "on")
    assert row.due_at - LATER >= policy().waits[0]
    services.tell_outside(LATER)  # not yet due
    assert len(receiver.got) == 2
    receiver.answer = lambda _number: 200
    assert services.tell_outside(row.due_at) == 1
    assert numbers(receiver.ids) == [last_number() - 1, last_number(), last_number()]
    row.refresh_from_db()
    assert (row.attempts, row.error) == (0, "")


def test_a_receiver_that_stays_silent_is_given_up_and_its_people_are_told(
    cast: Cast, receiver: Receiver
) -> None:
    row, _secret = subscribe(cast.province, receiver.address)
    happen(cast.province)
    number = last_number()
    receiver.answer = lambda _number: 500
    now = LATER
    for _attempt in range(len(policy().waits) + 1):
        services.tell_outside(now)
        now = Subscription.objects.get().due_at
    row.refresh_from_db()
    assert (row.state, row.error) == ("paused", "answer 500")
    assert len(receiver.got) == len(policy().waits) + 1
    told = Notice.objects.filter(account=cast.province.account).latest("pk")
    assert "nơi nhận không nhận được" in told.text
    receiver.answer = lambda _number: 200
    services.turn_on(by=cast.province, now=now, subscription=row.pk)
    services.tell_outside(now)
    assert numbers(receiver.ids)[-1] == number


@pytest.mark.parametrize(("status", "error"), [(410, "gone"), (302, "answer 302")])
def test_an_address_that_is_gone_pauses_at_once_and_a_redirect_is_not_followed(
    cast: Cast, receiver: Receiver, status: int, error: str
) -> None:
    subscribe(cast.province, receiver.address)
    happen(cast.province)
    receiver.answer = lambda _number: status
    services.tell_outside(LATER)
    row = Subscription.objects.get()
    assert (row.error, row.state) == (error, "paused" if status == 410 else "on")
    assert len(receiver.got) == 1


def test_who_dies_while_telling_is_followed_by_another_who_loses_none_and_keeps_the_names(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(cast.province, receiver.address)
    total, dies_after = policy().keep_every * 2 + 7, policy().keep_every + 5
    before = last_number()
    for _n in range(total):
        happen(cast.province)
    post = Line.post

    def dying(self: Line, body: bytes, headers: Any) -> None:
        post(self, body, headers)
        if len(receiver.got) == dies_after:
            raise Killed

    monkeypatch.setattr(Line, "post", dying)
    with pytest.raises(Killed):
        services.tell_outside(LATER)
    monkeypatch.setattr(Line, "post", post)
    assert services.tell_outside(LATER + policy().lease) == 0  # the lease of the dead still holds
    services.tell_outside(LATER + policy().lease + timedelta(seconds=1))
    came = numbers(receiver.ids)
    assert sorted(set(came)) == list(range(before + 1, before + 1 + total))
    assert list(dict.fromkeys(came)) == sorted(set(came))  # without what came twice it is in order
    assert len(came) - total == 5  # only what was told since the place was last written down


def test_several_workers_never_tell_one_subscription_at_once(
    transactional_db: None, cast: Cast, receiver: Receiver
) -> None:
    subscribe(cast.province, receiver.address)
    for _n in range(30):
        happen(cast.province)

    def work(_n: int) -> int:
        try:
            return services.tell_outside(LATER)
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        arrived = sum(workers.map(work, range(4)))
    assert arrived == 30
    assert numbers(receiver.ids) == list(range(last_number() - 29, last_number() + 1))


def test_who_was_overtaken_writes_nothing(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, _secret = subscribe(cast.province, receiver.address)
    before = last_number()
    for _n in range(3):
        happen(cast.province)
    post = Line.post

    def meanwhile(self: Line, body: bytes, headers: Any) -> None:
        post(self, body, headers)
        services.replay(by=cast.province, now=LATER, subscription=row.pk, after=before)

    monkeypatch.setattr(Line, "post", meanwhile)
    services.tell_outside(LATER)
    row.refresh_from_db()
    assert (row.cursor, row.lease_until, Telling.objects.count()) == (before, None, 0)


@pytest.mark.postgresql
def test_an_event_that_is_committed_late_is_not_passed_over(
    transactional_db: None, cast: Cast, receiver: Receiver
) -> None:
    """The second of two transactions waits for its number until the first is in: no number appears behind a reader."""
    subscribe(cast.province, receiver.address)
    before = last_number()

    def other() -> None:
        try:
            happen(cast.department, subject=f"agency:{cast.province.agency}")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as people:
        with transaction.atomic():
            happen(cast.province)
            late = people.submit(other)
            with pytest.raises(TimeoutError):
                late.result(timeout=0.5)
        late.result(timeout=20)
    services.tell_outside(LATER)
    assert numbers(receiver.ids) == [before + 1, before + 2]
    assert [one.said["data"]["body"] for one in receiver.got] == ["Công an tỉnh Mẫu", "Sở Y tế tỉnh Mẫu"]


def test_nothing_leaves_while_nobody_holds_the_post(cast: Cast, receiver: Receiver) -> None:
    row, _secret = subscribe(cast.province, receiver.address, post=cast.officer.post)
    happen(cast.officer)
    held = list_holdings(cast.officer.account, on=TODAY)[0]
    agencies.end_holding(by=FOUNDER, now=NOW, holding=held.pk, on=TODAY, ground="Chuyển công tác (ví dụ)")
    services.tell_outside(LATER)
    row.refresh_from_db()
    assert (receiver.got, row.error, row.state) == ([], "nobody", "on")


def test_told_again_from_a_day_it_comes_under_the_same_names(cast: Cast, receiver: Receiver) -> None:
    row, _secret = subscribe(cast.province, receiver.address)
    happen(cast.province)
    services.tell_outside(LATER)
    services.replay(
        by=cast.province, now=LATER, subscription=row.pk, after=queries.number_before(NOW - timedelta(days=1))
    )
    services.tell_outside(LATER)
    assert receiver.ids[0] in receiver.ids[1:]


def test_a_test_says_whether_the_way_is_open(cast: Cast, receiver: Receiver) -> None:
    row, secret = subscribe(cast.province, receiver.address)
    assert services.send_test(by=cast.province, now=NOW, subscription=row.pk) == ""
    assert receiver.got[0].said["type"] == "test"
    assert receiver.got[0].is_signed_with(secret)
    receiver.answer = lambda _number: 401
    assert services.send_test(by=cast.province, now=NOW, subscription=row.pk) == "answer 401"


def test_a_new_secret_signs_from_now_on_and_none_lies_open_in_the_database(
    cast: Cast, receiver: Receiver
) -> None:
    row, old = subscribe(cast.province, receiver.address)
    new = services.renew_secret(by=cast.province, now=NOW, subscription=row.pk)
    happen(cast.province)
    services.tell_outside(LATER)
    assert [receiver.got[0].is_signed_with(one) for one in (old, new)] == [False, True]
    kept = Subscription.objects.values_list("secret", flat=True).get()
    assert new.removeprefix("whsec_") not in kept
