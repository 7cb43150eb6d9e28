"""What goes along holds no words; addresses stay outside."""

import re
import socket

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.problems import Refused
from chungtay.events import line as lines
from chungtay.events import queries, services
from chungtay.events.models import Subscription
from chungtay.events.rules import check_address, fields_told
from chungtay.events.tests.conftest import happen, subscribe
from chungtay.events.tests.receiving import Receiver
from chungtay.events.words import FAMILIES
from tests.cast import NOW, Cast


def test_every_family_has_its_words() -> None:
    assert list(FAMILIES) == queries.families()


@given(
    st.dictionaries(
        st.sampled_from(["state", "percent", "note"]), st.lists(st.text() | st.integers() | st.none())
    )
)
def test_no_word_of_a_sentence_goes_along(change: dict[str, list[object]]) -> None:
    said = fields_told("share.reported", change)
    assert "note" not in said
    assert all(
        re.fullmatch(r"[A-Za-z0-9_.:+-]+", one)
        for values in said.values()
        for one in values
        if isinstance(one, str)
    )


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://nhan.example.org/", "not_sealed"),
        ("https://127.0.0.1/", "inside"),
        ("https://[::1]/", "inside"),
        ("https://[::ffff:10.0.0.1]/", "inside"),
        ("https://169.254.169.254/latest/", "inside"),
        ("https://ai:do@nhan.example.org/", "no_address"),
        ("ftp://nhan.example.org/", "no_address"),
        ("nhan.example.org", "no_address"),
        ("https://nhan.example.org:0/", "no_address"),
        ("https://nhan.example.org:x/", "no_address"),
        ("https://nhan.example.org/\r\nHost: khac", "no_address"),
    ],
)
def test_an_address_inside_or_in_the_clear_is_refused(address: str, code: str) -> None:
    assert [problem.code for problem in check_address(address, own_hosts=())] == [code]


def test_only_a_machine_that_the_owner_named_may_lie_inside() -> None:
    own = {"may.noi.bo:8080"}
    assert check_address("http://may.noi.bo:8080/in", own_hosts=own) == []
    assert [one.code for one in check_address("http://may.noi.bo:9090/in", own_hosts=own)] == ["not_sealed"]
    assert check_address("https://nhan.example.org/", own_hosts=()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("found", [["10.0.0.7"], ["203.162.0.1", "127.0.0.1"]])
def test_a_name_that_stands_for_a_machine_inside_is_not_connected_to(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, found: list[str]
) -> None:
    """A name may stand for another machine tomorrow: it is judged again, and the connection goes to what was judged."""
    asked: list[object] = []
    monkeypatch.setattr(lines, "resolved", lambda _host, _port: found)
    monkeypatch.setattr(socket, "create_connection", lambda *given: asked.append(given))
    row, _secret = subscribe(cast.province, "https://nhan.example.org/")
    happen(cast.province)
    services.tell_outside(NOW)
    row.refresh_from_db()
    assert (row.error, asked) == ("not_allowed", [])


@pytest.mark.django_db
def test_the_connection_goes_to_the_number_that_was_judged(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refuse(where: object, _timeout: float) -> None:
        asked.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(lines, "resolved", lambda _host, _port: ["203.162.0.1"])
    monkeypatch.setattr(socket, "create_connection", refuse)
    row, _secret = subscribe(cast.province, "https://nhan.example.org:8443/")
    happen(cast.province)
    services.tell_outside(NOW)
    row.refresh_from_db()
    assert (row.error, asked) == ("unreachable", [("203.162.0.1", 8443)])


@pytest.mark.django_db
def test_a_machine_that_the_owner_no_longer_names_is_told_nothing_more(
    cast: Cast, receiver: Receiver, settings: LazySettings
) -> None:
    subscribe(cast.province, receiver.address)
    happen(cast.province)
    settings.EVENT_HOSTS = frozenset()
    services.tell_outside(NOW)
    row = Subscription.objects.get()
    assert (receiver.got, row.state, row.error) == ([], "paused", "not_allowed")


@pytest.mark.django_db
def test_a_subscription_needs_a_name_and_an_address(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        subscribe(cast.province, "http://nhan.example.org/")
    assert [problem.code for problem in refusal.value.problems] == ["not_sealed"]
    with pytest.raises(Refused) as refusal:
        services.make_subscription(
            by=cast.province,
            now=NOW,
            post=cast.province.post,
            wanted=services.Wanted(" ", "https://nhan.example.org/"),
        )
    assert [problem.code for problem in refusal.value.problems] == ["no_label"]
