"""No page is left out of the walk over every page (make walk) without a reason that holds."""

import re
import subprocess
import sys
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from chungtay.agencies.models import Account
from tests.cast import Cast
from tests.house.test_every_address_is_in_the_table import address
from tests.house.things import Things
from tools.walk_pages import plan, table

LEFT_OUT: dict[str, dict[str, Any]] = plan()["left_out"]


def names(reason: str) -> list[str]:
    listed: list[str] = LEFT_OUT[reason]["names"]
    return listed


def test_what_is_left_out_is_an_address_and_stands_there_once() -> None:
    listed = [name for reason in LEFT_OUT for name in names(reason)]
    assert sorted(listed) == sorted(set(listed) & set(table()))
    assert set(LEFT_OUT) == {"no_page", "in_the_town", "on_a_journey", "behind_a_purpose"}


def test_what_is_walked_more_of_is_an_address() -> None:
    opened = {name.partition("?")[0] for more in plan()["more"].values() for name in more}
    assert sorted(opened - set(table())) == []


def test_the_walk_sets_out_by_itself() -> None:
    """Apart from pytest, which has loaded much of what a program of its own must load by itself."""
    asked = subprocess.run(
        [sys.executable, "-m", "tools.walk_pages", "--help"], capture_output=True, text=True
    )
    assert (asked.returncode, asked.stderr) == (0, "")


@pytest.mark.django_db
def test_what_is_left_out_as_no_page_is_none(lived_in: tuple[Cast, Things]) -> None:
    cast, things = lived_in
    pages = {}
    for name in names("no_page"):
        for who in ("province", "department"):
            with transaction.atomic():
                client = Client(raise_request_exception=False)
                client.force_login(Account.objects.get(pk=getattr(cast, who).account))
                answer = client.get(address(name, things))
                start = answer.getvalue()[:40].decode(errors="replace")
                transaction.set_rollback(True)
            if answer.status_code == 200 and re.match(r"\s*<!doctype html", start, re.IGNORECASE):
                pages[name] = who
    assert pages == {}
