"""Alive, ready, measured: what machines are told, and what they are not; and the page of the administrators."""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from chungtay.agencies.models import Account
from chungtay.notices.models import Job
from chungtay.notices.rules import JobState
from chungtay.operation.commands import add_commands
from chungtay.operation.databases import settings_of
from chungtay.operation.models import Mark
from chungtay.operation.queries import checks_machine, doctor, examine
from chungtay.operation.rules import Finding, MarkName, State, exit_code, limits
from chungtay.operation.rules.scraping import may_scrape
from tests.cast import NOW, Cast


def finding(check: str) -> Finding:
    return next(one for one in examine(NOW) if one.check == check)


def test_alive_asks_nothing_and_says_nothing() -> None:
    answer = Client().get("/suc-khoe")  # without a database mark any query would fail this test
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert not answer.cookies


def test_ready_says_no_more_than_that(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get("/suc-khoe/san-sang").status_code == 200

    def gone() -> None:
        raise DatabaseError("mật khẩu của ai đó")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        answer = Client().get("/suc-khoe/san-sang")
        found = examine(NOW)
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert [one.check for one in found][:2] == ["database", "keys"]
    assert exit_code(found) == 2


def test_who_may_not_measure_does_not_learn_that_anybody_may(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Client().get("/so-do", REMOTE_ADDR="203.0.113.7").status_code == 404
    assert Client().get("/so-do", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
    monkeypatch.setattr(settings, "METRICS_TOKEN", "mot-ma")
    assert Client().get("/so-do", REMOTE_ADDR="203.0.113.7", headers={"Authorization": "Bearer mot-ma"}).status_code == 200  # fmt: skip
    assert Client().get("/so-do", REMOTE_ADDR="203.0.113.7", headers={"Authorization": "Bearer "}).status_code == 404  # fmt: skip


@pytest.mark.parametrize(
    ("remote", "forwarded", "shown", "answer"),
    [
        ("10.1.2.3", [], "", True),
        ("10.2.2.3", [], "", False),
        ("10.1.2.3", ["10.1.2.3"], "", False),
        ("", [], "", False),
        ("", [], "ma", True),
        ("10.1.2.3", ["x"], "ma", True),
    ],
)
def test_an_address_of_the_list_or_the_token(
    remote: str, forwarded: list[str], shown: str, answer: bool
) -> None:
    assert may_scrape(remote, forwarded, networks=["10.1.0.0/16"], token="ma", shown=shown) is answer


def test_the_measures_are_read_by_prometheus_own_parser_and_name_addresses_without_numbers(
    cast: Cast,
) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.inspector.account))
    client.get("/ke-hoach/424242/?ten=Nguoi+Vi+Du")
    Mark.objects.create(name=MarkName.BEAT, at=NOW)
    text = Client().get("/so-do").content.decode()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    asked = {
        sample.labels["route"]: sample.labels["status"]
        for sample in families["chungtay_request_seconds"].samples
    }
    assert asked["plans:plan"] == "404"
    checks = {sample.labels["check"]: sample.value for sample in families["chungtay_check"].samples}
    assert set(checks) == {one.check for one in examine(NOW)}
    assert families["chungtay_seconds_since"].samples[0].labels == {"what": "beat"}
    for hidden in ("424242", "Nguoi", "ke-hoach", cast.inspector.name):
        assert hidden not in text


COUNTING = """
import os, sys
from chungtay.site.environment import use_settings
use_settings()
from chungtay.operation import counting
for _ in range(5):
    counting.REQUESTS.labels("home", "200").observe(0.01)
print(counting.slot(), flush=True)
sys.stdin.read()
"""


def test_processes_count_together_and_a_successor_takes_the_slot_of_who_ended(tmp_path: Path) -> None:
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    environment = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "CHUNGTAY_DATA": str(tmp_path / "data")}
    (tmp_path / "told").write_text("".join(f"{name}={value}\n" for name, value in environment.items()))
    told = f"from chungtay.site.environment import take_from\nfrom pathlib import Path\ntake_from(Path({str(tmp_path / 'told')!r}))\n"

    def start() -> "subprocess.Popen[str]":
        pipe: Any = subprocess.PIPE
        return subprocess.Popen([sys.executable, "-c", told + COUNTING], stdin=pipe, stdout=pipe, text=True)  # noqa: S603

    def slot(child: "subprocess.Popen[str]") -> str:
        assert child.stdout is not None
        return child.stdout.readline().strip()

    with start() as first, start() as second:
        assert {slot(first), slot(second)} == {"0", "1"}
        first.communicate()
        with start() as third:
            assert slot(third) in {"0", "1"}
            third.communicate()
        second.communicate()
    assert len(list(tmp_path.glob("*.db"))) == 2
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(tmp_path))  # type: ignore[no-untyped-call]
    assert (
        'chungtay_request_seconds_count{route="home",status="200"} 15.0' in generate_latest(registry).decode()
    )


def test_the_administrators_read_what_is_wrong_and_how_to_mend_it(cast: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.province.account))
    page = client.get("/he-thong/suc-khoe/").content.decode()
    assert "chungtay backup /var/backups/chungtay" in page
    assert "Có chỗ hỏng" in page


@pytest.mark.django_db
def test_the_doctor_tells_a_worker_that_is_silent_and_work_that_nobody_takes_up() -> None:
    Mark.objects.create(name=MarkName.BEAT, at=NOW - timedelta(minutes=5))
    assert finding("worker").state == State.WARN
    Mark.objects.update(at=NOW - timedelta(hours=1))
    assert finding("worker").state == State.BAD
    Mark.objects.update(at=NOW)
    assert finding("worker").state == State.OK
    assert finding("jobs").state == State.OK
    Job.objects.create(kind="x", subject="x:1", created_at=NOW - timedelta(hours=1), created_by=0)
    assert finding("jobs").state == State.BAD
    Job.objects.update(state=JobState.FAILED, finished_at=NOW, error_code="broken")
    assert finding("jobs").state == State.WARN


@pytest.mark.django_db
def test_the_doctor_tells_a_guard_that_was_lifted() -> None:
    assert finding("guards").state == State.OK
    drop = "DROP TRIGGER journal_no_update" if connection.vendor == "sqlite" else "DROP TRIGGER journal_append_only ON journal_entry"  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(drop)
    told = finding("guards")
    assert told.state == State.BAD
    assert "journal_entry" in told.wrong


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_doctor_tells_a_table_whose_second_lock_was_opened() -> None:
    assert finding("second_lock").state == State.OK
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_person DISABLE ROW LEVEL SECURITY")
    told = finding("second_lock")
    assert (told.state, "people_person" in told.mend) == (State.BAD, True)


def a_key_that_all_may_read(tmp_path: Path, patch: pytest.MonkeyPatch) -> str:
    keys = tmp_path / "people.keys"
    keys.write_text(json.dumps({"keys": {}}))
    keys.chmod(0o644)
    patch.setattr(settings, "PEOPLE_KEYS", keys)
    return "keys"


def a_key_that_was_cut(tmp_path: Path, patch: pytest.MonkeyPatch) -> str:
    (tmp_path / "people.keys").write_text('{"keys"')
    patch.setattr(settings, "PEOPLE_KEYS", tmp_path / "people.keys")
    return "keys"


def a_certificate_that_cannot_be_read(tmp_path: Path, patch: pytest.MonkeyPatch) -> str:
    patch.setattr(settings, "CERTIFICATE", tmp_path / "none.pem")
    return "certificate"


def cookies_in_the_clear(tmp_path: Path, patch: pytest.MonkeyPatch) -> str:
    patch.setattr(settings, "SITE_ADDRESS", "https://chungtay.example")
    return "settings"


def any_host(tmp_path: Path, patch: pytest.MonkeyPatch) -> str:
    patch.setattr(settings, "ALLOWED_HOSTS", ["*"])
    return "settings"


def a_database_across_the_network_in_the_clear(tmp_path: Path, patch: pytest.MonkeyPatch) -> str:
    patch.setattr(
        settings, "DATABASES", {"default": settings_of("postgresql://x:y@db.example.vn/z?sslmode=require")}
    )
    return "lines"


def pages_without_their_english(tmp_path: Path, patch: pytest.MonkeyPatch) -> str:
    patch.setattr(checks_machine, "_IN_ENGLISH", "en/none.mo")
    return "looks"


def a_kernel_that_confines_nobody(tmp_path: Path, patch: pytest.MonkeyPatch) -> str:
    patch.setattr(checks_machine, "landlock_version", lambda: 0)
    return "confinement"


@pytest.mark.parametrize(
    "spoil",
    [
        a_key_that_all_may_read,
        a_key_that_was_cut,
        a_certificate_that_cannot_be_read,
        cookies_in_the_clear,
        any_host,
        a_database_across_the_network_in_the_clear,
        pages_without_their_english,
        a_kernel_that_confines_nobody,
    ],
)
def test_the_doctor_of_the_machine_says_what_is_wrong_and_what_to_do(
    spoil: Callable[[Path, pytest.MonkeyPatch], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = spoil(tmp_path, monkeypatch)
    told = next(one for one in (check(NOW) for check in doctor.OF_THE_MACHINE) if one.check == check)
    assert told.state != State.OK
    assert told.wrong
    assert told.mend


def test_the_doctor_speaks_json_and_ends_with_the_worst(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(), lambda: None)
    asked = parser.parse_args(["doctor", "--json"])
    assert asked.run(asked) == 2  # a test's database was never backed up
    told = json.loads(capsys.readouterr().out)
    assert {row["state"] for row in told} <= {"ok", "warn", "bad"}
    assert len(told) == 2 + len(doctor.OF_THE_DATABASE) + len(doctor.OF_THE_MACHINE)
    assert limits().beat_warn < limits().beat_bad
