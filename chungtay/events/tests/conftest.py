"""A receiver on this machine, which the machine's owner has named."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.events import line, services
from chungtay.events.models import Subscription
from chungtay.events.rules import policy
from chungtay.events.services import telling
from chungtay.events.tests.receiving import Receiver, receiving
from chungtay.journal.services import record
from tests.cast import NOW, Cast


@pytest.fixture
def receiver(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Has all the time in the world: no test rests on how busy the machine is."""
    patient = replace(policy(), turn=600, connect=60, answer=60)
    for module in (telling, line):
        monkeypatch.setattr(module, "policy", lambda: patient)
    with receiving() as found:
        settings.EVENT_HOSTS = frozenset({found.host})
        settings.SITE_ADDRESS = "https://chungtay.example.org"
        yield found


def subscribe(by: Actor, address: str, *only: str, post: int = 0) -> tuple[Subscription, str]:
    wanted = services.Wanted("Máy của tỉnh (ví dụ)", address, only)
    return services.make_subscription(by=by, now=NOW, post=post or by.post, wanted=wanted)


def happen(by: Actor, verb: str = "agency.changed", subject: str = "") -> None:
    """An entry of the journal, as a service would write it; about the actor's own body unless it says otherwise."""
    with transaction.atomic():
        record(
            by=by, now=NOW, verb=verb, subject=subject or f"agency:{by.agency}", title="Tên riêng không được ra ngoài",
            change={"name": ["Tên cũ", "Tên mới"], "valid_to": [None, "2026-03-02"]}, purpose="Lý do không được ra ngoài",
        )  # fmt: skip


def numbers(ids: list[str]) -> list[int]:
    return [int(one.removeprefix("evt_")) for one in ids]


__all__ = ["Cast", "happen", "numbers", "receiver", "subscribe"]
