"""Events by machine: the same closed list and the same eyes as a subscription has."""

import pytest
from django.db import connections, transaction

from chungtay.api.tests.factories import machine
from chungtay.api.v1 import description
from chungtay.base.actor import Actor
from chungtay.events.models import Subscription
from chungtay.events.tests.conftest import receiver, subscribe
from chungtay.events.tests.receiving import Receiver
from chungtay.journal.services import record
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
__all__ = ["receiver"]


def happen(by: Actor, verb: str = "agency.changed") -> None:
    with transaction.atomic():
        record(
            by=by,
            now=NOW,
            verb=verb,
            subject=f"agency:{by.agency}",
            title="Tên",
            change={"name": ["a b", "c d"]},
        )


def test_who_asks_goes_on_where_they_stood(cast: Cast) -> None:
    asking = machine(cast.province)
    start = asking.ask("/events").json()["next"]
    assert asking.ask("/events", after=start).json() == {"items": [], "next": start}
    happen(cast.province)
    happen(cast.province, "account.opened")  # not told
    happen(cast.province)
    first = asking.ask("/events", after=start, limit=1).json()
    rest = asking.ask("/events", after=first["next"]).json()
    assert [len(page["items"]) for page in (first, rest)] == [1, 1]
    assert {one["type"] for page in (first, rest) for one in page["items"]} == {"agency.changed"}
    assert first["items"][0]["data"]["change"] == {}
    assert machine(cast.stranger).ask("/events", after=start).json()["items"] == []
    assert asking.ask("/events", after=start, family="task").json()["items"] == []
    assert asking.ask("/events", after=start, family="people").status_code == 422


def test_a_machine_tries_its_subscription_while_nothing_is_held(cast: Cast, receiver: Receiver) -> None:
    """A receiver may take its time: who waits for it must not keep everybody else from writing."""
    row, secret = subscribe(cast.province, receiver.address)
    asking, path = machine(cast.province), f"/subscriptions/{row.pk}/test"
    ours, held = connections["default"], list[int]()
    depth = len(ours.savepoint_ids)

    def looks(_number: int) -> int:
        held.append(len(ours.savepoint_ids))
        return 204

    receiver.answer = looks
    key = "thu-lai-2026-03-02"
    for _n in range(2):
        assert asking.send(path, idempotency_key=key).json() == {"arrived": True, "error": "", "sentence": ""}
    assert (held, [one.is_signed_with(secret) for one in receiver.got]) == ([depth] * 2, [True] * 2)
    receiver.answer = lambda _number: 503
    told = asking.send(path).json()
    assert (told["arrived"], told["error"], "503" in told["sentence"]) == (False, "answer 503", True)
    assert machine(cast.stranger).send(path).status_code == 404
    assert "/secret" in description()["paths"]["/api/v1/subscriptions"]["post"]["description"]


def test_a_machine_sets_up_its_own_subscription_and_fetches_its_secret_apart(cast: Cast) -> None:
    asking = machine(cast.province)
    wanted = {"label": "Máy (ví dụ)", "address": "https://nhan.example.org/", "families": ["task"]}
    made = asking.send("/subscriptions", {**wanted, "post": cast.province.post})
    assert made.status_code == 201
    path = f"/subscriptions/{made.json()['id']}"
    assert "whsec_" not in made.content.decode()
    secret = asking.put(f"/api/v1{path}/secret", content_type="application/json").json()["secret"]
    assert secret.startswith("whsec_")
    changed = asking.put(f"/api/v1{path}", {**wanted, "families": []}, content_type="application/json")
    assert changed.json()["families"] == []
    off = asking.put(f"/api/v1{path}/switch", {"on": False}, content_type="application/json")
    assert off.json()["state"] == "off"
    again = asking.send(f"{path}/replay", {"after": "evt_1"})
    assert again.json()["settled"] == "evt_1"
    assert [one["id"] for one in asking.ask("/subscriptions").json()["items"]] == [made.json()["id"]]
    assert machine(cast.stranger).ask(path).status_code == 404
    assert machine(cast.officer).ask(path).status_code == 403
    inside = asking.send(
        "/subscriptions", {**wanted, "address": "https://10.0.0.1/", "post": cast.province.post}
    )
    assert inside.status_code == 409
    assert asking.delete(f"/api/v1{path}").status_code == 200
    assert not Subscription.objects.exists()
