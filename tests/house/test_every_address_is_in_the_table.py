"""Every address × power × expected answer, for the stranger and the neighbour too: see addresses.toml."""

import tomllib
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse

from chungtay.agencies.access import POST_KEY
from chungtay.agencies.models import Account
from chungtay.agencies.rules import Power, roles
from chungtay.base.web import power_asked
from chungtay.site.powers import views_by_address
from tests.cast import Cast
from tests.house.headers import lax_headers
from tests.house.plan_of_the_house import ROOT
from tests.house.things import Things

# Who must stand in every row; a row may name more of tests/cast.py ("department", "leader" …).
ALWAYS = ("anonymous", "stranger", "neighbour", "owner")
CALLED = {"owner": "province", "neighbour": "department_next_door"}
SETTINGS = {"power", "method", "with"}


@cache
def table() -> dict[str, dict[str, Any]]:
    with (ROOT / "tests" / "house" / "addresses.toml").open("rb") as file:
        return tomllib.load(file)


def test_every_address_is_in_the_table() -> None:
    assert sorted(set(views_by_address()) - set(table())) == []


def test_the_table_has_no_address_that_is_gone() -> None:
    assert sorted(set(table()) - set(views_by_address())) == []


def test_the_table_asks_for_the_power_that_the_view_asks_for() -> None:
    """``with_power`` and ``signed_in`` say it once; views of packages say nothing, and their answers are asked below."""
    said = {name: power_asked(views_by_address()[name]) for name in set(table()) & set(views_by_address())}
    ours = {name for name in said if views_by_address()[name].__module__.startswith("chungtay.")}
    assert {name: said[name] for name in ours} == {name: table()[name]["power"] for name in ours}


def test_every_address_says_what_it_asks_for_and_what_everybody_gets() -> None:
    powers = {"none", "any", *Power}
    assert [name for name, row in table().items() if row.get("power") not in powers] == []
    assert [name for name, row in table().items() if not set(ALWAYS) <= set(row)] == []


def test_only_an_address_that_asks_for_nothing_opens_without_signing_in() -> None:
    open_doors = {name for name, row in table().items() if row["anonymous"] != "sign_in"}
    assert open_doors == {name for name, row in table().items() if row["power"] == "none"}


def test_who_lacks_the_power_does_not_learn_that_the_thing_exists() -> None:
    """The neighbour is an officer of the department next door, with the powers of that role."""
    held = {"none", "any", *roles()["department"].powers}
    guarded = {name for name, row in table().items() if row["power"] not in held}
    assert {name: table()[name]["neighbour"] for name in guarded if table()[name]["neighbour"] != 404} == {}


def address(name: str, things: Things) -> str:
    return reverse(name, kwargs={piece: things[of] for piece, of in table()[name].get("with", {}).items()})


def answer_for(who: str, name: str, cast: Cast, things: Things) -> int | str:
    client = Client(raise_request_exception=False)
    if who != "anonymous":
        actor = getattr(cast, CALLED.get(who, who))
        client.force_login(Account.objects.get(pk=actor.account))
        session = client.session
        session[POST_KEY] = actor.post
        session.save()
    response = getattr(client, table()[name].get("method", "get"))(address(name, things))
    response.getvalue()  # a file is open until it has been read
    assert lax_headers(response) == []
    if response.status_code == 302:
        leads_to = urlsplit(response["Location"])
        # Leaving leads to the front door as well, but does not ask to come back.
        if leads_to.query.startswith("next=") and resolve(leads_to.path).view_name == "sign_in":
            return "sign_in"
        if leads_to.path == reverse("agencies:no_post"):
            return "no_post"
    return int(response.status_code)


def answers_of(name: str) -> dict[str, int | str]:
    """The answers of the row, and those that follow from them unless the row says otherwise.

    Who signs KT. for the owner gets what the owner gets; the commune next door what the department next door gets;
    a closed account what nobody gets; and who holds no post today gets no further than being told so.
    """
    row = table()[name]
    nowhere = row["neighbour"] if row["power"] == "none" else "no_post"
    said = {who: answer for who, answer in row.items() if who not in SETTINGS}
    return {
        "stand_in": row["owner"], "officer_next_door": row["neighbour"], "closed": row["anonymous"],
        "former": nowhere, "postless": nowhere, **said,
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(table()))
def test_everybody_gets_the_answer_of_the_table(name: str, lived_in: tuple[Cast, Things]) -> None:
    cast, things = lived_in
    expected = answers_of(name)
    assert {who: asked_alone(who, name, cast, things) for who in expected} == expected


def asked_alone(who: str, name: str, cast: Cast, things: Things) -> int | str:
    """As if nobody had asked before: what an answer changed is taken back."""
    with transaction.atomic():
        answer = answer_for(who, name, cast, things)
        transaction.set_rollback(True)
    return answer
