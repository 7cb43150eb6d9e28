"""A thousand tips, and what is left of who sent them: nothing; and what a wrong receipt tells by its time: nothing."""

import hashlib
import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.template import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chungtay.tips import sealing, services
from chungtay.tips.models import Tip
from chungtay.tips.rules import new_receipt
from chungtay.tips.sealing import Halves
from chungtay.tips.services import About
from chungtay.tips.tests.factories import Line, open_line, photo_with_a_place_in_it
from chungtay.tips.tests.test_browser import BACK, SEND, keys, said
from tests.cast import Cast

TIPS, SERVED = 1000, 30  # SERVED: of them through a request
WORDS = "Nội dung không ai được thấy (ví dụ)"
ADDRESS, AGENT, COOKIE = "203.0.113.77", "TrinhDuyetViDu/9.9", "banh-quy-vi-du"
TRACES = (ADDRESS, AGENT, COOKIE, "nguon-vi-du", "DIENTHOAI-VIDU", WORDS)
SENDER = {
    "REMOTE_ADDR": ADDRESS, "HTTP_X_FORWARDED_FOR": ADDRESS, "HTTP_USER_AGENT": AGENT, "HTTP_COOKIE": f"x={COOKIE}",
    "HTTP_REFERER": "https://nguon-vi-du.example/", "HTTP_ACCEPT_LANGUAGE": "vi;nguon-vi-du",
}  # fmt: skip


@pytest.fixture
def line(cast: Cast) -> Line:
    return open_line(cast)


def rows() -> set[tuple[str, str, str, object]]:
    """Every cell of every table: table, row, column, value."""
    return {
        (model._meta.label, str(row["pk"]), column, bytes(cell) if isinstance(cell, memoryview) else _plain(cell))
        for model in apps.get_models()
        for row in model._default_manager.values("pk", *(field.attname for field in model._meta.concrete_fields))
        for column, cell in row.items()
    }  # fmt: skip


def _plain(cell: object) -> object:
    return json.dumps(cell, default=str) if isinstance(cell, dict | list) else cell


def files() -> list[Path]:
    return list(Path(settings.FILES_ROOT).rglob("*"))


def flood(line: Line) -> list[HttpResponse]:
    """A thousand tips, sealed as browsers seal them; some of each kind come with all that a sender's machine tells.

    What a request tells could only be kept on its way in, which is one for all: ``bench tips`` sends each through
    a server and looks for traces in the same places.
    """
    client, to, answers = Client(), keys(), []
    public = {name: {int(n): bytes.fromhex(k) for n, k in to[name].items()} for name in ("desks", "recovery")}
    for n in range(TIPS - SERVED):
        envelope = sealing.seal_tip(f"{WORDS} {n}", (), receipt=new_halves(), **public)
        services.keep_tip(
            now=timezone.now(), hotline=line.hotline, said=About("retail"), envelope=envelope, worked=False
        )
    for n in range(SERVED // 2):
        envelope = sealing.seal_tip(f"{WORDS} {n}", (), receipt=new_halves(), **public)
        told = {"ask": "send", "subject": "retail", **said(envelope)}
        answers.append(client.post(SEND, told, **SENDER))  # type: ignore[arg-type]
    for n in range(SERVED // 2):
        told = {"subject": "retail", "text": f"{WORDS} {'x' * n}"}
        photo = {"photos": photo_with_a_place_in_it()} if n < 3 else {}
        answers.append(client.post(SEND, {**told, **photo}, **SENDER))  # type: ignore[arg-type]
    wrong = ({"subject": "none", "text": WORDS}, {"ask": WORDS}, {"ask": "send", "sealed": WORDS})
    answers += [client.post(SEND, told, **SENDER) for told in wrong]  # type: ignore[arg-type]
    answers.append(client.post(BACK, {"receipt": WORDS[:30]}, **SENDER))  # type: ignore[arg-type]
    return answers  # type: ignore[return-value]


def new_halves() -> Halves:
    return Halves(sealing.new_key(), sealing.new_key())


def test_after_a_thousand_tips_nothing_tells_who_sent_them_or_when_within_the_hour(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    before = rows()
    caplog.set_level(logging.DEBUG)
    kept = set(files())  # other tests' files lie in the same folder
    answers = flood(line)
    assert Tip.objects.count() == TIPS
    new = rows() - before
    assert len(new) > TIPS * 20
    for table, _row, column, cell in new:
        assert not isinstance(cell, datetime) or (cell.minute, cell.second, cell.microsecond) == (0, 0, 0), (
            table,
            column,
        )
        told = cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
        assert not any(trace in told for trace in TRACES), (table, column)
    if connection.vendor == "sqlite":  # what a backup of the whole file would hold
        backup = connection.connection.serialize()
        assert not any(trace.encode() in backup for trace in TRACES)
    for file in set(files()) - kept:
        if file.is_file():
            assert not any(trace.encode() in file.read_bytes() for trace in TRACES)
            assert file.stat().st_mtime % 3600 == 0
    assert not any(trace in caplog.text for trace in TRACES)
    for answer in answers:
        headers = str(answer.headers)
        assert not answer.cookies
        assert not any(trace in headers for trace in (*TRACES, "Set-Cookie", "ETag", "Server-Timing"))


def typed(receipt: str) -> HttpResponse:
    return Client().post(BACK, {"receipt": receipt})  # type: ignore[return-value]


def test_a_right_and_a_wrong_receipt_cost_the_same_work_and_are_answered_at_the_same_length(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stretches, locks opened, queries to the letter, templates drawn and bytes sent: one list for every code."""
    receipt = services.send_tip(now=timezone.now(), hotline=line.hotline, subject="retail", text=WORDS)
    typed(receipt)  # what is made once is made
    work: list[str] = []

    def counted(name: str, of: Any, owner: Any) -> None:
        def call(*args: Any, **given: Any) -> Any:
            work.append(name)
            return of(*args, **given)

        monkeypatch.setattr(owner, name, call)

    counted("pbkdf2_hmac", hashlib.pbkdf2_hmac, sealing)
    counted("unlock", sealing.unlock, sealing)
    counted("lock", sealing.lock, sealing)
    counted("render", Template.render, Template)
    seen = []
    slip = receipt[:-1] + str((int(receipt[-1]) + 1) % 10)
    for code in (receipt, new_receipt(), slip, "1" * 20, "12"):
        work.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = typed(code)
        asked_for = [query["sql"].split("WHERE")[0] for query in asked.captured_queries]
        sent = (answer.status_code, len(answer.content), sorted(answer.headers.items()))
        seen.append((tuple(work), tuple(asked_for), *sent))
    assert work.count("pbkdf2_hmac") == 1
    assert len(set(map(str, seen))) == 1
