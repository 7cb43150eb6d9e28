"""The database of the site and others beside it: copied at one moment, put back, counted. SQLite and PostgreSQL alike.

Nothing here goes through Django's models: a copy is read by whatever version of the program comes next.
"""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import psycopg
from psycopg import conninfo, sql

from chungtay.operation.rules import Wrong

# One entry of settings.DATABASES; of its OPTIONS those of libpq (sslmode, sslrootcert), none of Django's own.
Settings = dict[str, Any]
_SEES_ALL = "-c chungtay.scope=all"  # as whom the second lock of the people wing lets a copy pass


@dataclass(frozen=True, slots=True)
class Counts:
    """What stood in a database at the moment of the copy."""

    tables: dict[str, int]
    journal: tuple[int, str]
    migrations: dict[str, str]


class _Asking(Protocol):
    def execute(self, query: Any, /) -> Any: ...


def copy(database: Settings, into: Path) -> Counts:
    """Write a copy of one moment into the file, and count the same moment."""
    if is_sqlite(database):
        return _copy_sqlite(Path(str(database["NAME"])), into)
    return _copy_postgresql(database, into)


def put_back(copied: Path, database: Settings) -> None:
    """Fill an empty database; Wrong where it is not empty."""
    if is_sqlite(database):
        place = Path(str(database["NAME"]))
        if place.exists():
            raise Wrong(f"Đã có cơ sở dữ liệu ở {place}: không ghi đè. Hãy chọn thư mục trống.")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copied, place)
        return
    with _connection(database) as asking:
        if asking.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()[0]:
            raise Wrong(
                f"Cơ sở dữ liệu {database['NAME']} đã có bảng: không ghi đè. Hãy chọn cơ sở dữ liệu trống."
            )
    with _told(database) as target:
        whole = ("--exit-on-error", "--single-transaction")
        _run("pg_restore", "--no-owner", "--no-privileges", *whole, "-d", target, copied)


def replace(copied: Path, database: Settings) -> None:
    """Put the copy in the place of the whole database, which nobody uses just now."""
    if is_sqlite(database):
        place = Path(str(database["NAME"]))
        aside = place.with_suffix(".dang-ve")
        shutil.copyfile(copied, aside)
        for left in (f"{place}-wal", f"{place}-shm"):  # of what is given up
            Path(left).unlink(missing_ok=True)
        aside.replace(place)
        return
    with _connection(database, autocommit=True) as here:  # the database stays, and with it how it sorts
        here.execute("DROP SCHEMA public CASCADE")
        here.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
    put_back(copied, database)


def counted(database: Settings) -> Counts:
    if is_sqlite(database):
        with closing(sqlite3.connect(database["NAME"])) as asking:
            return _count(asking, _SQLITE_TABLES)
    with _connection(database) as asking:
        return _count(asking, _POSTGRESQL_TABLES)


def is_sqlite(database: Settings) -> bool:
    return str(database["ENGINE"]).endswith("sqlite3")


def kind_of(database: Settings) -> str:
    return "sqlite" if is_sqlite(database) else "postgresql"


def beside(database: Settings, name: str) -> Settings:
    """Another database of the same server."""
    return {**database, "NAME": name}


def address_of(database: Settings) -> str:
    """The DATABASE_URL that names it; empty for SQLite, which lies in the data folder."""
    if is_sqlite(database):
        return ""
    who = f"{quote(str(database['USER']), safe='')}:{quote(str(database['PASSWORD']), safe='')}"
    given = {
        name: str(database[key]) for name, key in (("host", "HOST"), ("port", "PORT")) if database.get(key)
    }
    return f"postgresql://{who}@/{quote(str(database['NAME']))}?{urlencode(given | database['OPTIONS'])}"


def settings_of(address: str) -> Settings:
    """The other way round: a PostgreSQL database by its address."""
    try:
        given = conninfo.conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        raise Wrong("Địa chỉ cơ sở dữ liệu phải như postgresql://tên:mật-khẩu@máy/cơ-sở-dữ-liệu.") from None
    words = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{key: given.pop(word, None) or "" for key, word in words.items()},
        "OPTIONS": given,
    }


@contextmanager
def scratch(database: Settings, name: str) -> Iterator[Settings]:
    """An empty PostgreSQL database for as long as it is needed; Wrong where the role may not make one."""
    made = sql.Identifier(name)
    with _connection(beside(database, "postgres"), autocommit=True) as server:
        try:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(made))
            server.execute(sql.SQL("CREATE DATABASE {}").format(made))
        except psycopg.errors.InsufficientPrivilege:
            raise Wrong(
                f"Vai trò {database['USER']} không được lập cơ sở dữ liệu để diễn tập. "
                f"Chạy: sudo -u postgres psql -c 'ALTER ROLE \"{database['USER']}\" CREATEDB'"
            ) from None
        try:
            yield beside(database, name)
        finally:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(made))


# -- SQLite ------------------------------------------------------------------------------------------------

_SQLITE_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
)


def _copy_sqlite(source: Path, into: Path) -> Counts:
    """SQLite's own way to copy while others write: a page that changes meanwhile is copied again."""
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=60)) as asking,
        closing(sqlite3.connect(into)) as copied,
    ):
        asking.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        copied.execute(
            "PRAGMA ignore_check_constraints = ON"
        )  # some ask for functions that only Django brings
        if copied.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise Wrong(
                "Cơ sở dữ liệu SQLite bị hỏng: bản sao không qua được kiểm tra. Hãy khôi phục bản sao lưu trước đó."
            )
        return _count(copied, _SQLITE_TABLES)


# -- PostgreSQL --------------------------------------------------------------------------------------------

_POSTGRESQL_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


def _copy_postgresql(database: Settings, into: Path) -> Counts:
    """pg_dump and the counting see one and the same snapshot, however much is written meanwhile."""
    with _connection(database) as asking:
        asking.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        snapshot = asking.execute("SELECT pg_export_snapshot()").fetchone()[0]
        counts = _count(asking, _POSTGRESQL_TABLES)
        with _told(database) as source:
            # As the site's own role, which no lock lets pass: it says that it needs all rows, and that is let through.
            _run("pg_dump", "--format=custom", "--enable-row-security", "--no-owner", "--no-privileges",
                 f"--snapshot={snapshot}", f"--file={into}", "-d", source)  # fmt: skip
    return counts


@contextmanager
def _connection(database: Settings, *, autocommit: bool = False) -> Iterator[Any]:
    try:
        connection = psycopg.connect(
            conninfo.make_conninfo(**_words(database), password=database["PASSWORD"]), autocommit=autocommit
        )
    except psycopg.OperationalError as problem:
        raise Wrong(
            f"Không kết nối được PostgreSQL ({database['NAME']}): {type(problem).__name__}."
        ) from None
    with connection:
        yield connection


@contextmanager
def _told(database: Settings) -> Iterator[str]:
    """How PostgreSQL's programs are told where: the password in a file of its own, never among their arguments."""
    with tempfile.NamedTemporaryFile("w", prefix="chungtay-") as file:
        password = str(database["PASSWORD"]).replace("\\", "\\\\").replace(":", "\\:")
        file.write(f"*:*:*:*:{password}\n")
        file.flush()
        yield conninfo.make_conninfo(**_words(database), passfile=file.name)


def _words(database: Settings) -> dict[str, str]:
    named = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
    given = {word: str(database[key]) for word, key in named.items() if database.get(key)}
    return {**database["OPTIONS"], **given, "options": _SEES_ALL, "application_name": "chungtay operation"}


def _run(program: str, *arguments: object) -> None:
    found = shutil.which(program)
    if found is None:
        raise Wrong(f"Máy này thiếu {program}. Chạy: apt-get install postgresql-client")
    done = subprocess.run([found, *map(str, arguments)], capture_output=True, text=True)  # noqa: S603  PostgreSQL's own
    if done.returncode:
        # Its last line may quote a row; the first says what went wrong.
        raise Wrong(f"{program} dừng: {done.stderr.strip().partition(chr(10))[0][:200]}")


# -- both --------------------------------------------------------------------------------------------------


def _count(asking: _Asking, tables: str) -> Counts:
    names = [row[0] for row in asking.execute(tables).fetchall()]
    rows = {name: asking.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    last = asking.execute("SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1").fetchone()
    applied = asking.execute(
        "SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app"
    ).fetchall()
    return Counts(rows, tuple(last) if last else (0, ""), dict(applied))
