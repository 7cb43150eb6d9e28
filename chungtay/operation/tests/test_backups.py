"""The site's own database, copied while it stands, tried beside itself and put back; on PostgreSQL as any role."""

import json
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import system
from chungtay.cases.tests.factories import at, opened
from chungtay.files.services import keep
from chungtay.journal import queries as journal
from chungtay.operation import copies, databases
from chungtay.operation.queries import last_at
from chungtay.operation.rules import Manifest, MarkName, Wrong
from chungtay.operation.services import back_up, drill
from chungtay.operation.services.backing import settings_here
from tests.cast import NOW, Cast, seat

BY = system("kiểm thử")


@pytest.fixture
def target(tmp_path: Path, transactional_db: None, cast: Cast) -> Path:
    """A town with a file on an invented person and a paper, backed up with its keys elsewhere."""
    police = seat(
        "Công an xã A", "congan.a", "commune_police", place=cast.officer.place, level=AgencyLevel.COMMUNE
    )
    opened(police, at(2))
    keep(by=cast.department, now=NOW, name="giấy.txt", chunks=[b"giay to (vi du)"])
    back_up(by=BY, now=NOW, target=tmp_path / "b", keys=tmp_path / "keys.json")
    return tmp_path / "b"


def test_a_town_comes_back_row_for_row_in_a_drill_that_is_noted(target: Path, tmp_path: Path) -> None:
    held = json.loads((tmp_path / "keys.json").read_text())
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert set(held) == {"people.keys", "secret"}
    everything = b"".join(path.read_bytes() for path in target.rglob("*") if path.is_file())
    assert all(secret.encode() not in everything for secret in held.values())
    manifest = copies.verify_backup(copies.find_backup(target))
    assert manifest.tables["people_person"] == 1
    assert manifest.kind == connection.vendor
    done = drill(by=BY, now=NOW + timedelta(hours=1), target=target)
    assert (done.backup, done.rows) == (manifest.name, sum(manifest.tables.values()))
    assert done.files == len(manifest.files) >= 1
    assert last_at(MarkName.BACKUP) == NOW
    assert last_at(MarkName.DRILL) == NOW + timedelta(hours=1)
    told = [entry.verb for entry in journal.history_of("installation:1")]
    assert told == ["operation.drilled", "operation.backed_up"]
    if connection.vendor == "sqlite":
        put_back_and_hold_to(manifest, target, tmp_path)
    else:
        as_the_role_of_a_site(manifest, target, tmp_path)


def put_back_and_hold_to(manifest: Manifest, target: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    copies.restore(backup=target / manifest.name, into=new, keys=tmp_path / "keys.json")
    assert stat.S_IMODE((new / "people.keys").stat().st_mode) == 0o600
    assert (new / "people.keys").read_text() == Path(settings.PEOPLE_KEYS).read_text()
    assert (new / "secret").read_text() == settings.SECRET_KEY
    elsewhere = databases.settings_of("postgresql://x:y@127.0.0.1:1/z")
    with pytest.raises(Wrong, match="bỏ --database"):
        copies.restore(backup=target / manifest.name, into=tmp_path / "third", database=elsewhere)


def as_the_role_of_a_site(manifest: Manifest, target: Path, tmp_path: Path) -> None:
    """A role that no lock lets pass copies every row all the same, and gets its own copy back."""
    here = settings_here()
    with site_role(here) as role:
        copies.restore(backup=target / manifest.name, into=tmp_path / "new", database=role)
        again = databases.copy(role, tmp_path / "again")
        assert again.tables == manifest.tables
        assert again.tables["people_person"] == 1
        with pytest.raises(Wrong, match="không ghi đè"):
            databases.put_back(tmp_path / "again", role)
        databases.replace(tmp_path / "again", role)
        assert databases.counted(role) == again


def test_what_the_address_of_the_database_asks_of_the_line_is_asked_by_every_copy_and_child_too() -> None:
    told = databases.settings_of(
        "postgresql://x:y@db.example.vn/z?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    )
    assert told["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}
    assert databases.settings_of(databases.address_of(told)) == told


@pytest.mark.postgresql
def test_a_line_that_must_be_sealed_and_is_not_gives_no_backup(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server of the tests speaks no TLS; the pages' own connection stands already."""
    before = copies.find_backup(target)
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {"sslmode": "require"})
    with pytest.raises(Wrong, match="Không kết nối được"):
        back_up(by=BY, now=NOW + timedelta(hours=1), target=target)
    assert copies.find_backup(target) == before


@contextmanager
def site_role(here: databases.Settings) -> Iterator[databases.Settings]:
    """A database of its own, owned by a role without any privilege."""
    name = f"{here['NAME']}_vai_tro"
    server = psycopg.connect(
        dbname="postgres", user=here["USER"], password=here["PASSWORD"], host=here["HOST"], port=here["PORT"],
        autocommit=True,
    )  # fmt: skip
    with server:
        server.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'mat-khau:\\'")
        server.execute(f"CREATE DATABASE {name} OWNER {name}")
        try:
            yield {**here, "NAME": name, "USER": name, "PASSWORD": "mat-khau:\\"}
        finally:
            server.execute(f"DROP DATABASE {name}")
            server.execute(f"DROP ROLE {name}")
