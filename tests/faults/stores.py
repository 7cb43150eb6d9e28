"""A store of its own for a test of faults, with the tables of the tests' database: a SQLite file, or a PostgreSQL that
keeps what it has acknowledged and may be killed.
"""

import hashlib
import os
import resource
import secrets
import shutil
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.clients import FIRST_FIGURE
from tests.faults.history import PATIENCE
from tools.postgres import DATABASE, OWNER, find_programs, free_port, initialise, run, unprivileged_user

# Unlike the server of the other tests: what was acknowledged must outlive the processes. (fsync guards against the
# loss of the machine itself, which no test here can bring about.)
DURABLE = "-c fsync=off -c synchronous_commit=on -c full_page_writes=on -c restart_after_crash=on"


class Store:
    """``folder``: the data folder of the servers. ``url``: DATABASE_URL, empty for SQLite."""

    url = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        raise NotImplementedError

    def do(self, statement: str) -> None:
        raise NotImplementedError

    # -- what is there ----------------------------------------------------------------------------

    def marks(self) -> Counter[str]:
        """Every deed that the store holds, by its mark and how often."""
        figures = self.rows(f"SELECT value FROM figures_valuechange WHERE value >= {FIRST_FIGURE}")  # noqa: S608
        notes = self.rows("SELECT note FROM plans_update WHERE note <> ''")
        entries = self.rows(
            "SELECT entry.title FROM registers_entry entry JOIN registers_entrychange change ON change.entry_id = entry.id"
        )
        return Counter(
            [f"figure {int(value)}" for (value,) in figures]
            + [str(note) for (note,) in notes]
            + [str(title) for (title,) in entries]
        )

    def faults(self) -> list[str]:
        """What does not hold together inside: the chain of the journal, entries without photo, files unlike their name."""
        found = []
        before = ""
        for number, previous, mark in self.rows(
            "SELECT number, previous, hash FROM journal_entry ORDER BY number"
        ):
            if before and previous != before:
                found.append(f"journal: entry {number} does not follow the one before it")
            before = mark
        bare = self.rows(
            "SELECT title FROM registers_entry WHERE id NOT IN (SELECT entry_id FROM registers_entryfile)"
        )
        found += [f"{title}: without its photo" for (title,) in bare]
        for (name,) in self.rows("SELECT sha256 FROM files_storedfile"):
            path = self.folder / "files" / name[:2] / name[2:4] / name
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != name:
                found.append(f"file {name[:8]}: not the bytes that were kept")
        return found


class SqliteStore(Store):
    def __init__(self, folder: Path, copied_from: str) -> None:
        super().__init__(folder)
        self.path = folder / "chungtay.sqlite3"
        with closing(sqlite3.connect(copied_from)) as old, closing(sqlite3.connect(self.path)) as new:
            old.backup(new)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as connection:
            return connection.execute(query).fetchall()

    def do(self, statement: str) -> None:
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as connection, connection:
            connection.execute(statement)


class PostgresStore(Store):
    """A server with a folder of its own; ``close`` takes it away."""

    def __init__(self, folder: Path, copied_from: dict[str, Any]) -> None:
        super().__init__(folder)
        self.programs, self.user = find_programs(), unprivileged_user()
        self.home = Path(f"/tmp/chungtay-faults-{secrets.token_hex(4)}")
        self.home.mkdir(mode=0o700)
        if self.user:
            os.chown(self.home, self.user.pw_uid, self.user.pw_gid)
        password, self.port = secrets.token_urlsafe(16), free_port()
        initialise(self.programs, self.home, self.user, password)
        lines = [
            "listen_addresses = '127.0.0.1'",
            f"unix_socket_directories = '{self.home}'",
            f"port = {self.port}",
        ]
        with (self.home / "data" / "postgresql.conf").open("a") as file:
            file.write("\n".join([*lines, "log_error_verbosity = terse", "max_connections = 60", ""]))
        self.url = f"postgresql://{OWNER}:{password}@127.0.0.1:{self.port}/{DATABASE}"
        self.start()
        self._copy(copied_from)

    def _copy(self, old: dict[str, Any]) -> None:
        """The tables and what migrations wrote into them, from the tests' own database."""
        with psycopg.connect(self.url.rpartition("/")[0] + "/postgres", autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{DATABASE}"')
        source = [
            f"--host={old['HOST']}",
            f"--port={old['PORT']}",
            f"--username={old['USER']}",
            str(old["NAME"]),
        ]
        dumped = subprocess.run(
            [self.programs / "pg_dump", "--no-owner", *source],
            env={**os.environ, "PGPASSWORD": old["PASSWORD"]}, check=True, capture_output=True,
        )  # fmt: skip
        subprocess.run(
            [self.programs / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", self.url],
            input=dumped.stdout, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(query).fetchall()

    def do(self, statement: str) -> None:
        with psycopg.connect(self.url) as connection:
            connection.execute(statement)

    # -- the server -------------------------------------------------------------------------------

    def start(self) -> None:
        """Start it, again and again until what a killed one left behind has gone."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                data = self.home / "data"
                self._ctl("start", "-D", data, "-l", self.home / "log", "-w", "-s", "-o", DURABLE)
            except RuntimeError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    def kill(self) -> None:
        """The server outright; its children notice and go. Nothing where it has gone by itself."""
        with suppress(ProcessLookupError, FileNotFoundError):
            os.kill(self.pid, signal.SIGKILL)

    def fill_disk(self) -> None:
        """No process of the server writes any further, nor any that it starts: as its own user, root may not."""
        for pid in [self.pid, *self.backends()]:
            with suppress(RuntimeError):  # one that has just gone
                run(["prlimit", f"--pid={pid}", "--fsize=1:"], self.home, self.user)

    @property
    def pid(self) -> int:
        return int((self.home / "data" / "postmaster.pid").read_text().splitlines()[0])

    def backends(self) -> list[int]:
        """The processes that serve our servers' connections."""
        return [pid for (pid,) in self.rows("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' "
                                            "AND pid <> pg_backend_pid()")]  # fmt: skip

    def _ctl(self, *words: str | Path) -> None:
        run([self.programs / "pg_ctl", *words], self.home, self.user)

    def close(self) -> None:
        if (self.home / "data" / "postmaster.pid").exists():
            self._ctl("stop", "-D", self.home / "data", "-m", "immediate", "-s")
        shutil.rmtree(self.home, ignore_errors=True)


def limit_file_size(pids: Sequence[int], size: int) -> None:
    """No file of these processes grows past ``size`` bytes from now on: for them the disk is full there."""
    for pid in pids:
        try:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        except ProcessLookupError:
            continue
