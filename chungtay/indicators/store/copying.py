"""Brings the copy in step: applies what changed to the files it touches, then swaps the manifest.

Killed at any moment it leaves the old set or the new one. Two that run at once both start from a set that is whole, and
the later swap wins: it may forget what the other added, never what the database knows, since the manifest says up to
which change its own files are.
"""

import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import duckdb

from chungtay.indicators.store.columns import COLUMNS, INCOMING, ORDER, Feed, columns_of, unnested
from chungtay.indicators.store.manifest import Damaged, Manifest, Part, check, load, save, seal, sweep

AT_ONCE = 50_000  # changes read from the database at a time
ROW_GROUP = 16_384  # about fourteen cells of a province and year
MOST = 2_000_000  # changes in one set; what remains is brought by the next
_GRACE = 600.0  # seconds in which a question may still read a file of an earlier set
_NAMES = ", ".join(COLUMNS)


def bring_in_step(root: Path, feed: Feed, say: Callable[[float], None]) -> Manifest:
    """Apply what changed since the copy was made, or make it anew where it is damaged; returns the new manifest.

    ``say`` is told how far it is (0..1) and may raise: nothing is then changed.
    """
    root.mkdir(parents=True, exist_ok=True)
    manifest = usable(root, feed)
    while True:
        following = _one_set(root, manifest, feed, say)
        if following is None:
            break
        manifest = following
    sweep(root, manifest, older_than=time.time() - _GRACE)
    return manifest


def usable(root: Path, feed: Feed) -> Manifest:
    """The set on disk, read to its last byte; the empty one where it is damaged or of another database."""
    try:
        manifest = load(root)
        for part in manifest.parts:
            check(root, part)
    except Damaged:
        return Manifest()
    return manifest if is_of(manifest, feed) else Manifest()


def is_of(manifest: Manifest, feed: Feed) -> bool:
    """Whether the database still has the change up to which the copy was made."""
    if manifest.change == 0:
        return True
    return [change.mark for change in feed(manifest.change - 1, 1)] == [manifest.mark]


def _one_set(root: Path, manifest: Manifest, feed: Feed, say: Callable[[float], None]) -> Manifest | None:
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2}) as connection:
        connection.execute(f"CREATE TABLE incoming ({_declared(INCOMING)})")
        change, mark = _read(connection, manifest, feed, say)
        if change == manifest.change:
            return None
        _keep_last(connection)
        touched = connection.execute("SELECT DISTINCT year, province FROM incoming ORDER BY ALL").fetchall()
        kept = {(part.year, part.province): part for part in manifest.parts}
        made: dict[tuple[int, int], Part | None] = {}
        for done, (year, province) in enumerate(touched):
            say(0.3 + 0.7 * done / len(touched))
            made[year, province] = _write(connection, root, kept.get((year, province)), year, province)
        following = manifest.with_parts(made, change, mark)
        save(root, following)
        return following


def _read(
    connection: duckdb.DuckDBPyConnection, manifest: Manifest, feed: Feed, say: Callable[[float], None]
) -> tuple[int, str]:
    change, mark, count = manifest.change, manifest.mark, 0
    while count < MOST and (rows := feed(change, AT_ONCE)):
        connection.execute(f"INSERT INTO incoming SELECT {unnested()}", columns_of(rows))
        change, mark, count = rows[-1].number, rows[-1].mark, count + len(rows)
        say(0.3 * count / MOST)
    return change, mark


def _keep_last(connection: duckdb.DuckDBPyConnection) -> None:
    """Of several changes of one value the last counts."""
    connection.execute(
        "CREATE TABLE latest AS SELECT * FROM incoming "
        "QUALIFY row_number() OVER (PARTITION BY submission, cell ORDER BY number DESC) = 1"
    )


def _write(
    connection: duckdb.DuckDBPyConnection, root: Path, old: Part | None, year: int, province: int
) -> Part | None:
    """The file of one partition anew; None where nothing is left in it."""
    before = f"SELECT {_NAMES} FROM read_parquet('{_quoted(root / old.path)}') o " if old else ""  # noqa: S608
    stays = "WHERE NOT EXISTS (SELECT 1 FROM latest l WHERE l.submission = o.submission AND l.cell = o.cell)"
    new = f"SELECT {_NAMES} FROM latest WHERE NOT gone AND year = {year} AND province = {province}"  # noqa: S608
    rows = f"{before} {stays} UNION ALL {new}" if old else new
    path = root / str(year) / f"{province}-{uuid.uuid4().hex}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    written = write_part(connection, rows, path)
    if not written:
        path.unlink()
        return None
    return seal(root, year, province, path, written)


def write_part(connection: duckdb.DuckDBPyConnection, rows: str, path: Path) -> int:
    """Write these rows (a select of the columns) in the order of the copy; returns how many there were."""
    found = connection.execute(
        f"COPY (SELECT * FROM ({rows}) ORDER BY {ORDER}) TO '{_quoted(path)}' "  # noqa: S608
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    ).fetchone()
    return int(found[0]) if found else 0


def remove(root: Path) -> None:
    """Take the whole copy away; the next question reads the database, the next copying makes it anew."""
    shutil.rmtree(root, ignore_errors=True)


def _declared(columns: dict[str, str]) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
