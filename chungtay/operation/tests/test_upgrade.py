"""A new version is tried on a copy; what fails there changes nothing, what fails for real is taken back."""

import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from chungtay.operation import copies, databases
from chungtay.operation.install import ROOT
from chungtay.operation.rules import Wrong
from chungtay.operation.services import settings_here
from chungtay.operation.upgrade import Services, Site, upgrade
from tests.cast import NOW

MIGRATION = """
from django.conf import settings
from django.db import migrations

def step(apps, editor):
    {step}

class Migration(migrations.Migration):
    dependencies = [("operation", "0001_marks")]
    operations = [
        migrations.RunSQL("CREATE TABLE operation_new (id integer)"),
        migrations.RunPython(step),
    ]
    atomic = False
"""
FAILS = 'raise RuntimeError("bước hỏng")'
FAILS_FOR_REAL = 'assert "dien-tap" in str(settings.ENVIRONMENT.data)'


@pytest.fixture
def site(tmp_path: Path, db: None) -> Iterator[Site]:
    """A site of its own, with the tables of the test's database."""
    (tmp_path / "data").mkdir()
    (tmp_path / "old").mkdir()
    (tmp_path / "current").symlink_to(tmp_path / "old")
    with on_sqlite(tmp_path) if connection.vendor == "sqlite" else on_postgresql(tmp_path) as database:
        yield Site(tmp_path / "data", database, tmp_path / "current")


@contextmanager
def on_sqlite(folder: Path) -> Iterator[databases.Settings]:
    database = {**settings_here(), "NAME": str(folder / "data" / "chungtay.sqlite3")}
    databases.copy(settings_here(), Path(database["NAME"]))
    yield database


@contextmanager
def on_postgresql(folder: Path) -> Iterator[databases.Settings]:
    """A database and a role of its own, which may do what deploy/postgresql/role.sql gives and no more."""
    here, password = settings_here(), secrets.token_urlsafe(12)
    role = sql.Identifier(f"{here['NAME']}_site")
    with psycopg.connect(databases.address_of(databases.beside(here, "postgres")), autocommit=True) as server:
        made = sql.SQL("CREATE ROLE {} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD {}")
        server.execute(made.format(role, sql.Literal(password)))
        try:
            site = {**here, "USER": f"{here['NAME']}_site", "PASSWORD": password}
            with databases.scratch(databases.beside(site, "postgres"), f"{here['NAME']}_site") as database:
                databases.copy(here, folder / "tables")
                databases.put_back(folder / "tables", database)
                yield database
        finally:
            server.execute(sql.SQL("DROP ROLE {}").format(role))


def version(folder: Path, step: str) -> Path:
    """This very program with one more migration in this room, the other rooms as they are."""
    package = folder / "chungtay"
    package.mkdir(parents=True)
    for path in (ROOT / "chungtay").iterdir():
        if path.name not in {"operation", "__pycache__"}:
            (package / path.name).symlink_to(path)
    shutil.copytree(
        ROOT / "chungtay" / "operation",
        package / "operation",
        ignore=shutil.ignore_patterns("tests", "__pycache__"),
    )
    (package / "operation" / "migrations" / "0002_new.py").write_text(MIGRATION.format(step=step))
    program = folder / ".venv" / "bin" / "chungtay"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\ncd {folder} && exec {sys.executable} -m chungtay.cli "$@"\n')
    program.chmod(0o755)
    return folder


# The same steps on either, each a program started anew: on PostgreSQL the one test that needs them all stands for them.
HERE = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL is tried by the upgrade that fails for real"
)


class Watched:
    """Backs the site up as the command does, and remembers what was asked of the services."""

    def __init__(self, site: Site, target: Path) -> None:
        self.site, self.target, self.made, self.told = site, target, 0, list[str]()
        target.mkdir()

    def back_up(self) -> Path:
        self.made += 1
        now = NOW + timedelta(minutes=self.made)
        made = copies.copy_to(self.target, now=now, here=self.site.database, files=self.site.data / "files")
        return self.target / made.name

    def upgrade(self, new: Path) -> None:
        def heard(word: str) -> Callable[[], None]:
            return lambda: self.told.append(word)

        services = Services(heard("stop"), heard("start"), heard("renew"))
        upgrade(new, self.site, back_up=self.back_up, say=lambda line: None, services=services)


def has_new_table(site: Site) -> bool:
    return "operation_new" in databases.counted(site.database).tables


@contextmanager
def room_beside(site: Site, data: Path) -> Iterator[databases.Settings]:
    """Where a backup of the site may be put back: in the data folder, or an empty database of its server."""
    if databases.is_sqlite(site.database):
        yield {**site.database, "NAME": str(data / "chungtay.sqlite3")}
        return
    with databases.scratch(site.database, f"{site.database['NAME']}_ve") as database:
        yield database


def databases_of(site: Site) -> set[str]:
    """Every database that the role of the site owns; none is made on SQLite."""
    if databases.is_sqlite(site.database):
        return set()
    with psycopg.connect(databases.address_of(site.database)) as asking:
        owned = asking.execute("SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = current_user")
        return {name for (name,) in owned}


@HERE
def test_a_new_version_takes_over_after_its_rehearsal_with_every_row_and_a_way_back(
    site: Site, tmp_path: Path
) -> None:
    before, owned = databases.counted(site.database), databases_of(site)
    new, watched = version(tmp_path / "new", "pass"), Watched(site, tmp_path / "b")
    watched.upgrade(new)
    after = databases.counted(site.database)
    steps = before.tables["django_migrations"] + 1
    assert after.tables == before.tables | {"operation_new": 0, "django_migrations": steps}
    assert after.journal == before.journal
    assert databases_of(site) == owned  # the copy of the rehearsal is gone
    assert site.current.resolve() == new
    assert (watched.told, watched.made) == (["stop", "renew", "start"], 2)
    with room_beside(site, tmp_path / "back") as room:
        of_postgresql = None if databases.is_sqlite(room) else room
        copies.restore(
            backup=copies.find_backup(watched.target), into=tmp_path / "back", database=of_postgresql
        )
        assert databases.counted(room) == before


@HERE
def test_a_migration_that_fails_in_the_rehearsal_changes_nothing_and_stops_nobody(
    site: Site, tmp_path: Path
) -> None:
    watched = Watched(site, tmp_path / "b")
    with pytest.raises(Wrong, match="bước hỏng"):
        watched.upgrade(version(tmp_path / "new", FAILS))
    assert not has_new_table(site)
    assert site.current.resolve() == tmp_path / "old"
    assert watched.told == []


def test_a_migration_that_fails_for_real_is_taken_back_and_the_old_version_runs_on(
    site: Site, tmp_path: Path
) -> None:
    before = databases.counted(site.database)
    watched = Watched(site, tmp_path / "b")
    with pytest.raises(Wrong, match="đã trở về bản cũ"):
        watched.upgrade(version(tmp_path / "new", FAILS_FOR_REAL))
    assert not has_new_table(site)
    assert databases.counted(site.database) == before
    assert site.current.resolve() == tmp_path / "old"
    assert watched.told == ["stop", "start"]


@HERE
def test_a_folder_that_was_not_set_up_is_no_version(site: Site, tmp_path: Path) -> None:
    with pytest.raises(Wrong, match="make setup-run"):
        Watched(site, tmp_path / "b").upgrade(tmp_path / "old")
    assert list((tmp_path / "b").iterdir()) == []
