"""A herd at the door: it gets nowhere, nobody is locked out, and it costs next to nothing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.journal.models import Entry
from chungtay.notices.models import Notice
from chungtay.signin.models import Tally
from chungtay.signin.rules import limits
from chungtay.signin.tests.factories import account, browser, try_password
from tests.cast import PASSWORD, Cast


def herd(cast: Cast, tries: int, username: str = "xa.a") -> None:
    """Strangers, each from a network of its own, with a wrong password."""
    for number in range(tries):
        try_password(browser(f"203.{number // 250}.{number % 250}.9"), username, "sai")


def ticket_in(answer: Any) -> str:
    return str(answer.context["wait"].ticket)


def test_one_network_is_refused_after_a_few_failures_and_told_until_when(cast: Cast) -> None:
    for _ in range(limits().stranger):
        assert try_password(browser(), "xa.a", "sai").status_code == 422
    refused = try_password(browser(), "xa.a")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= limits().window.total_seconds() + 1
    assert "Hãy đợi đến" in refused.content.decode()
    assert try_password(browser("192.0.2.1"), "xa.a").status_code == 302


def test_a_refused_attempt_looks_at_no_password_and_writes_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    herd(cast, limits().account)

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("the expensive hash was made")

    monkeypatch.setattr("chungtay.signin.views.door.authenticate", never)
    before = list(Tally.objects.order_by("pk").values_list())
    client = browser("192.0.2.1")
    with django_assert_max_num_queries(2):  # the account, the counts
        assert try_password(client, "xa.a").status_code == 429
    assert list(Tally.objects.order_by("pk").values_list()) == before


def test_the_person_signs_in_from_their_own_device_as_ever(cast: Cast) -> None:
    own = browser()
    try_password(own, "xa.a")
    own.post(reverse("sign_out"))
    herd(cast, limits().account + 5)
    for _ in range(limits().stranger + 1):
        try_password(browser(), "xa.a", "sai")  # the neighbour at the same office, too
    assert try_password(own, "xa.a").status_code == 302


def test_the_person_signs_in_from_a_new_place_after_a_short_wait(cast: Cast) -> None:
    herd(cast, limits().account)
    client = browser("192.0.2.1")
    asked = try_password(client, "xa.a")
    assert asked.status_code == 429
    assert "phải đợi một chút" in asked.content.decode()
    assert try_password(client, "xa.a", ticket=ticket_in(asked)).status_code == 429
    with time_machine.travel(timezone.now() + limits().wait, tick=False):
        assert try_password(client, "xa.a", ticket=ticket_in(asked)).status_code == 302


def test_a_ticket_is_of_one_account_and_one_network(cast: Cast) -> None:
    herd(cast, limits().account)
    ticket = ticket_in(try_password(browser("192.0.2.1"), "xa.a"))
    with time_machine.travel(timezone.now() + limits().wait, tick=False):
        assert try_password(browser("198.18.0.1"), "xa.a", ticket=ticket).status_code == 429
        assert try_password(browser("192.0.2.1"), "xa.a", ticket=f"{ticket}x").status_code == 429


def test_a_name_that_nobody_has_is_guarded_and_answered_in_the_same_way(cast: Cast) -> None:
    herd(cast, limits().account, "khong.ai")
    assert try_password(browser("192.0.2.1"), "khong.ai").status_code == 429
    assert Notice.objects.count() == 0


def test_the_person_is_told_once_a_day_and_the_journal_once(cast: Cast) -> None:
    herd(cast, limits().account + 3)
    with time_machine.travel(timezone.now() + limits().window * 2, tick=False):
        herd(cast, limits().account)
    assert [notice.account_id for notice in Notice.objects.all()] == [account("xa.a").pk]
    assert Entry.objects.filter(verb="signin.guessed").count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        herd(cast, limits().account)
    assert Notice.objects.count() == 2


def test_one_network_cannot_try_one_password_on_everybody(cast: Cast) -> None:
    for number in range(limits().network):
        try_password(browser(), f"nguoi.{number}", "Matkhau@123")
    assert try_password(browser(), "xa.a").status_code == 429
    entry = Entry.objects.get(verb="signin.network_refused")
    assert entry.title == "198.51.100.0/24"


def test_failures_are_forgotten_after_a_while(cast: Cast) -> None:
    for _ in range(limits().stranger):
        try_password(browser(), "xa.a", "sai")
    with time_machine.travel(timezone.now() + limits().window, tick=False):
        assert try_password(browser(), "xa.a").status_code == 302
        assert not Tally.objects.filter(forget__lt=timezone.now()).exists()


def test_signing_in_forgets_ones_own_slips(cast: Cast) -> None:
    for _ in range(2):
        for _ in range(limits().stranger - 1):
            try_password(browser(), "xa.a", "sai")
        assert try_password(browser(), "xa.a").status_code == 302


def test_a_device_cookie_is_worth_nothing_to_another_account_or_after_a_new_password(cast: Cast) -> None:
    own = browser()
    try_password(own, "xa.a")
    device = own.cookies["device"].value
    changed = account("xa.a")
    changed.set_password("một câu mới rất dài")
    changed.save()
    herd(cast, limits().account)
    herd(cast, limits().account, "xa.b")
    for username in ("xa.a", "xa.b"):
        thief = browser("192.0.2.1")
        thief.cookies["device"] = device
        assert try_password(thief, username, PASSWORD).status_code == 429


def test_what_a_visitor_writes_into_the_forwarding_header_gives_no_more_tries(cast: Cast) -> None:
    for number in range(limits().stranger + 1):
        client = Client(REMOTE_ADDR="198.51.100.7", HTTP_X_FORWARDED_FOR=f"10.{number}.0.1")
        last = try_password(client, "xa.a", "sai")
    assert last.status_code == 429


def test_behind_the_configured_proxy_visitors_are_told_apart(cast: Cast, settings: Any) -> None:
    settings.PROXIES = 1
    for number in range(limits().stranger + 1):
        client = Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"6.6.6.6, 203.0.{number}.9")
        assert try_password(client, "xa.a", "sai").status_code == 422


def test_a_herd_on_everybody_makes_strangers_wait_and_nobody_else(cast: Cast) -> None:
    own = browser()
    try_password(own, "xa.a")
    own.post(reverse("sign_out"))
    for number in range(limits().everybody):
        try_password(browser(f"203.{number // 250}.{number % 250}.9"), f"nguoi.{number}", "sai")
    assert try_password(browser("192.0.2.1"), "xa.b").status_code == 429
    assert try_password(own, "xa.a").status_code == 302
