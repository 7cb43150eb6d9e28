"""What the papers tell people to type works: every curl of the page and of docs/users/giao-tiep-may.md."""

import re
import shlex
from itertools import pairwise
from pathlib import Path
from time import time
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.agencies.models import Account
from chungtay.api.rules import worked_examples
from chungtay.api.shapes import cursor_of
from chungtay.api.tests.factories import token_for
from chungtay.api.tests.test_every_operation import RECEIVER, things_of_the_town
from chungtay.care.tests.factories import clinician_of
from chungtay.events.rules import new_secret
from chungtay.events.rules.signing import headers_for
from chungtay.figures.tests.factories import make_form
from chungtay.figures.tests.test_pages import PERIOD
from chungtay.places.queries import get_place
from tests.cast import Cast, Town
from tests.house.plan_of_the_house import ROOT

PAPER = ROOT / "docs" / "users" / "giao-tiep-may.md"
HOST = "http://testserver"


def commands(text: str) -> list[str]:
    """Every command of a text; a backslash carries it on to the next line."""
    return [line for line in text.replace("\\\n", " ").splitlines() if line.startswith("curl ")]


def answer_to(command: str, values: dict[str, str]) -> Any:
    """What curl would get: -X, -H, -d, -F and -i are all that the papers use."""
    for name, value in values.items():
        command = command.replace(f"${name}", value)
    words, method = shlex.split(command)[1:], "get"
    sent: dict[str, Any] = {}
    headers: dict[str, str] = {}
    address = next(word for word in words if word.startswith(HOST)).removeprefix(HOST)
    for option, value in pairwise(words):
        if option == "-X":
            method = value.lower()
        elif option == "-H":
            name, _colon, said = value.partition(": ")
            headers[name] = said
        elif option == "-d":
            sent, method = (
                {"data": value, "content_type": "application/json"},
                "post" if method == "get" else method,
            )
        elif option == "-F":
            name, _equals, file = value.partition("=@")
            sent, method = {"data": {name: SimpleUploadedFile(Path(file).name, file.encode())}}, "post"
    return getattr(Client(), method)(address, headers=headers, **sent)


@pytest.mark.django_db
def test_every_command_that_people_are_told_to_type_works(cast: Cast, town: Town) -> None:
    things = things_of_the_town(cast)
    form = make_form()
    names = {
        "MAY": HOST,
        "NHIEM_VU": "task",
        "VIEC": "share",
        "VAN_BAN": "document",
        "BAO_CAO": "report",
        "PHAN": "purse",
        "KE_HOACH": "plan",
        "MUC": "finding",
        "TIEP": cursor_of(1),
        "SU_KIEN": "evt_1",
        "CHUC_DANH": "post",
        "NOI_NHAN": "subscription",
        "BIEU": form.data_set.code,
        "KY": PERIOD,
        "CHI_TIEU": f"{form.data_set.code}.E0",
        "XA": get_place(cast.officer.place or 0).code,
    }
    values = {name: str(things.get(of, of)) for name, of in names.items()}
    tokens = {
        r"/shares/|/movements": token_for(cast.department),
        r"/dataValueSets": token_for(cast.officer),
        r"/fhir/": token_for(clinician_of(town)),
        "": token_for(cast.province),
    }
    told = commands(PAPER.read_text(encoding="utf-8")) + commands(
        "\n".join(one["curl"] for one in worked_examples())
    )
    assert len(told) >= 12
    for command in told:
        token = next(found for theirs, found in tokens.items() if re.search(theirs, command))
        with patch(RECEIVER):
            answer = answer_to(command, {**values, "KHOA": token})
        answer.getvalue()
        assert answer.status_code in (200, 201), (command, answer.content)


def test_what_people_are_told_to_check_a_signature_with_knows_ours_from_others() -> None:
    [code] = re.findall(r"```python\n(.*?)```", PAPER.read_text(encoding="utf-8"), re.DOTALL)
    taught: dict[str, Any] = {}
    exec(code, taught)  # noqa: S102  the paper is ours
    secret, body, now = new_secret(), b'{"type":"task.added"}', int(time())
    is_ours = taught["la_cua_chung_tay"]
    sent = headers_for(secret, "evt_1", now, body)
    assert is_ours(sent, body, secret)
    assert not is_ours(sent, body + b" ", secret)
    assert not is_ours(sent, body, new_secret())
    assert not is_ours(headers_for(secret, "evt_1", now - 3600, body), body, secret)


@pytest.mark.django_db
def test_the_page_for_people_lists_every_subject_and_every_error(cast: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.officer.account))
    shown = client.get("/api/").content.decode()
    assert "/api/v1/shares/{share}/progress" in shown
    assert 'id="loi-409"' in shown
    assert "curl -H" in shown
