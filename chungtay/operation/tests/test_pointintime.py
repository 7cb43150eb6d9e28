"""A real PostgreSQL is rebuilt as it was between two things that happened."""

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from chungtay.operation import pointintime
from chungtay.operation.install import DEPLOY, Run, Wanted, steps
from chungtay.operation.rules import Wrong
from tools import postgres

PASSWORD = secrets.token_urlsafe(12)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the account that PostgreSQL runs as may go."""
    made = Path(tempfile.mkdtemp(prefix="chungtay-wal-"))
    user = postgres.unprivileged_user()
    (made / "archive" / "wal").mkdir(parents=True)
    for path in (made, made / "archive", made / "archive" / "wal"):
        if user:
            os.chown(path, user.pw_uid, user.pw_gid)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A cluster that keeps its log as deploy/ says, into the folder; gives its port."""
    told = (DEPLOY / "postgresql" / "chungtay.conf").read_text(encoding="utf-8")
    said = dict(line.split(" = ", 1) for line in told.splitlines() if " = " in line)
    keep = said["archive_command"].strip("'").replace("/var/backups/chungtay-wal", str(folder / "archive"))
    ours = {
        "wal_level": said["wal_level"],
        "archive_mode": "on",
        "archive_command": keep,
        "shared_buffers": "16MB",
    }
    monkeypatch.setattr(postgres, "SETTINGS", postgres.SETTINGS | ours)
    programs, user, port = postgres.find_programs(), postgres.unprivileged_user(), postgres.free_port()
    postgres.initialise(programs, folder, user, PASSWORD)
    postgres.start(programs, folder, user, port)
    try:
        yield port
    finally:
        postgres.run(
            [programs / "pg_ctl", "stop", "-D", folder / "data", "-m", "immediate", "-s"], folder, user
        )


def connected(host: object, port: int, **more: Any) -> "psycopg.Connection[Any]":
    return psycopg.connect(
        host=str(host),
        port=port,
        user=postgres.OWNER,
        password=PASSWORD,
        dbname="postgres",
        autocommit=True,
        **more,
    )


def base_copy(folder: Path, port: int) -> None:
    programs, user = postgres.find_programs(), postgres.unprivileged_user()
    passes = folder / "passes"
    passes.write_text(f"*:*:*:*:{PASSWORD}\n")
    passes.chmod(0o600)
    if user:
        os.chown(passes, user.pw_uid, user.pw_gid)
    where = f"host=127.0.0.1 port={port} user={postgres.OWNER} passfile={passes}"
    taken = folder / "archive" / "taken"
    command: list[str | Path] = [
        programs / "pg_basebackup",
        "-d",
        where,
        f"--pgdata={taken}",
        "--checkpoint=fast",
        "--no-sync",
    ]
    postgres.run([*command, "--wal-method=stream"], folder, user)
    taken.rename(folder / "archive" / f"{datetime.now(UTC) - timedelta(seconds=1):base-%Y%m%dT%H%M%SZ}")


def one(here: "psycopg.Connection[Any]", asked: LiteralString) -> Any:
    row = here.execute(asked).fetchone()
    assert row is not None
    return row[0]


def archived(folder: Path, name: str) -> None:
    for _ in range(600):
        if (folder / "archive" / "wal" / name).exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"{name} was never archived")


def test_a_cluster_comes_back_as_it_was_between_two_writes(folder: Path, server: int) -> None:
    with connected("127.0.0.1", server) as here:
        here.execute("CREATE TABLE kept (what text)")
        base_copy(folder, server)
        here.execute("INSERT INTO kept VALUES ('before')")
        moment = one(here, "SELECT clock_timestamp()")
        here.execute("SELECT pg_sleep(0.05)")
        here.execute("INSERT INTO kept VALUES ('a mistake')")
        name = one(here, "SELECT pg_walfile_name(pg_current_wal_lsn())")
        here.execute("SELECT pg_switch_wal()")
    archived(folder, name)
    into = folder / "rebuilt"
    told = list(pointintime.rebuild(folder / "archive", into, moment))
    try:
        with connected(into, port_of(into)) as there:
            assert there.execute("SELECT what FROM kept").fetchall() == [("before",)]
            there.execute("INSERT INTO kept VALUES ('goes on')")
        assert str(into) in told[1]
        with pytest.raises(Wrong, match="không trống"):
            list(pointintime.rebuild(folder / "archive", into, moment))
    finally:
        programs, user = postgres.find_programs(), postgres.unprivileged_user()
        postgres.run([programs / "pg_ctl", "stop", "-D", into, "-m", "immediate", "-s"], folder, user)


def test_a_segment_that_is_there_is_taken_again_after_a_crash_and_another_one_is_never_written_over(
    folder: Path, server: int
) -> None:
    with connected("127.0.0.1", server) as here:
        kept = one(here, "SHOW archive_command")
        name = one(here, "SELECT pg_walfile_name(pg_current_wal_lsn())")
        here.execute("CREATE TABLE kept (what text)")
        here.execute("SELECT pg_switch_wal()")
    archived(folder, name)
    place, offered = folder / "archive" / "wal" / name, folder / "offered"
    before = place.read_bytes()
    command = kept.replace("%p", str(offered)).replace("%f", name)
    for content, answer in ((before, 0), (before[:-1], 1)):
        offered.write_bytes(content)
        assert subprocess.run(["/bin/sh", "-c", command]).returncode == answer  # noqa: S603
        assert place.read_bytes() == before


def port_of(cluster: Path) -> int:
    return int((cluster / "postmaster.pid").read_text().splitlines()[3])


def test_a_moment_before_every_copy_or_without_a_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match="Không có bản gốc"):
        list(pointintime.rebuild(tmp_path, tmp_path / "x", datetime(2026, 3, 2, tzinfo=UTC)))
    with pytest.raises(Wrong, match="múi giờ"):
        list(pointintime.rebuild(tmp_path, tmp_path / "x", datetime.fromisoformat("2026-03-02T09:30:00")))
    assert not (tmp_path / "x").exists()


def test_the_role_and_the_database_of_an_installation_are_made_once_and_made_again(
    folder: Path, server: int
) -> None:
    wanted = Wanted("chungtay.example.vn", "11", "x", "y")
    (given,) = (step.given for step in steps(wanted, "mot-mat-khau") if isinstance(step, Run) and step.given)
    psql: list[str | Path] = [postgres.find_programs() / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d"]
    address = f"postgresql://{postgres.OWNER}:{PASSWORD}@127.0.0.1:{server}/postgres"
    for _ in range(2):
        # The role of the test's own cluster has this name already, as a superuser.
        sql = given.replace("rolname = 'chungtay'", "rolname = 'site'").replace("ROLE chungtay", "ROLE site").replace("OWNER chungtay", "OWNER site")  # fmt: skip
        done = subprocess.run([*psql, address], input=sql, text=True, capture_output=True)  # noqa: S603
        assert done.returncode == 0, done.stderr
    with psycopg.connect(f"postgresql://site:mot-mat-khau@127.0.0.1:{server}/chungtay") as site:
        asked = "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert site.execute(asked).fetchone() == (False, False, True)
        assert site.execute("SELECT 'Đa' < 'Em'").fetchone() == (True,)
