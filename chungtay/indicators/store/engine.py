"""One DuckDB in the process: the files of the copy, and beside them what changed since it was made.

Every question sees the copy up to change N and the values changed after N, read from the database before it is
answered. A connection of DuckDB is for one thread at a time, so each question takes a cursor of its own; what they
share, the manifest and the changes since, is brought up to date under a lock. An answer is kept until a change comes
in that it would have read: which page asks, and how often, then costs nothing while nobody enters what it shows.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from chungtay.indicators.rules import Frame
from chungtay.indicators.store.columns import COLUMNS, INCOMING, Change, Feed, columns_of, unnested
from chungtay.indicators.store.manifest import NAME, Damaged, Manifest, check, load
from chungtay.indicators.store.question import FRAME, Question, frame_tables

MEMORY = "1GB"
THREADS = 4
AT_ONCE = 50_000
FRAMES = 64
TOO_MANY = 3_000_000  # changes that one process holds beside the copy
ANSWERS, ANSWER_ROWS = 512, 500  # how many answers are kept, and how long one may be
MANY_AT_ONCE = 1_000  # cells and periods that change together: then it is quicker to forget every answer
Answer = list[tuple[Any, ...]]
_NAMES = ", ".join(COLUMNS)


class NotReady(Exception):
    """The copy is being made anew and too much is outstanding to answer from the database meanwhile."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question needs of the facts: cells and reported periods; the homes of the places, None for all."""

    cells: frozenset[int]
    periods: frozenset[int]
    homes: frozenset[int] | None = None
    states: frozenset[int] = frozenset()  # only values that stand here; empty for all
    agencies: frozenset[int] = frozenset()  # only what these bodies reported; empty for all

    @property
    def years(self) -> frozenset[int]:
        return frozenset(period // 100 for period in self.periods)


@dataclass
class _Shared:
    """What the questions of a process share. ``tail``: (number, mark) of the last change read."""

    connection: duckdb.DuckDBPyConnection
    manifest: Manifest = field(default_factory=Manifest)
    seen: tuple[int, int] | None = None  # when the manifest was written, by the clock of its folder
    checked: frozenset[str] = frozenset()  # files read to their last byte by this process
    tail: tuple[int, str] = (0, "")
    held: int = 0
    frames: dict[Frame, int] = field(default_factory=dict)
    framed: int = 0
    answers: dict[tuple["Scope", Question, Frame], Answer] = field(default_factory=dict)


class Engine:
    """Answers questions over the copy in ``root`` and the changes of ``feed``."""

    def __init__(self, root: Path, feed: Feed) -> None:
        self.root = root
        self._feed = feed
        self._lock = threading.Lock()
        self._shared: _Shared | None = None

    @contextmanager
    def facts(self, scope: Scope) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on which ``facts`` are the values in scope as they are now; it is closed afterwards.

        Raises NotReady. A copy found damaged is passed over for the database, and its manifest taken away, so that
        the worker makes it anew.
        """
        with self._lock:
            shared = self._brought_up_to_date()
            cursor = shared.connection.cursor()
            try:
                _lay_out(cursor, self.root, shared.manifest, scope)
            except BaseException:
                cursor.close()
                raise
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def ask(self, scope: Scope, question: Question, frame: Frame) -> Iterator[duckdb.DuckDBPyConnection]:
        """``facts`` with the tables of the question and its frame beside it, for its statement to run on."""
        with self.facts(scope) as cursor:
            for name, (columns, rows) in question.tables().items():
                put(cursor, name, columns, rows)
            number = self._number_of(frame)
            for name in FRAME:
                cursor.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name}_{number}")  # noqa: S608
            yield cursor

    def answer(self, scope: Scope, question: Question, frame: Frame) -> Answer:
        """What the question comes to as the facts are now."""
        key = (scope, question, frame)
        with self._lock:
            shared = self._brought_up_to_date()
            if (kept := shared.answers.get(key)) is not None:
                return kept
            before = shared.tail
        with self.ask(scope, question, frame) as cursor:
            rows = cursor.execute(question.statement()).fetchall()
        with self._lock:
            if self._shared is shared and shared.tail == before and len(rows) <= ANSWER_ROWS:
                if len(shared.answers) >= ANSWERS:
                    del shared.answers[next(iter(shared.answers))]
                shared.answers[key] = rows
        return rows

    def forget_answers(self) -> None:
        """For who measures what a question costs."""
        with self._lock:
            if self._shared is not None:
                self._shared.answers.clear()

    def _number_of(self, frame: Frame) -> int:
        """Under which number the tables of a frame stand: they are large, few, and asked for again and again."""
        with self._lock:
            shared = self._brought_up_to_date()
            if frame not in shared.frames:
                if len(shared.frames) >= FRAMES:
                    shared.connection.execute(
                        "".join(f"DROP TABLE {name}_{n};" for n in shared.frames.values() for name in FRAME)
                    )
                    shared.frames.clear()
                shared.framed += 1
                for name, (columns, rows) in frame_tables(frame).items():
                    put(shared.connection, f"{name}_{shared.framed}", columns, rows, lasting=True)
                shared.frames[frame] = shared.framed
            return shared.frames[frame]

    def held(self) -> int:
        """How many changes are held beside the copy: so many the next copying will bring in."""
        with self._lock:
            return self._brought_up_to_date().held

    def forget(self) -> None:
        """Begin anew: after a file could not be read, or when the database was exchanged."""
        with self._lock:
            if self._shared is not None:
                self._shared.connection.close()
            self._shared = None

    def _brought_up_to_date(self) -> _Shared:
        shared = self._shared
        if shared is None:
            shared = self._shared = _Shared(_connect())
        written = _written(self.root)
        if written != shared.seen:
            self._take_up(shared, written)
        if not self._read_on(shared):
            # The last change read is not there any more: the database was put back to an earlier day.
            shared.manifest, shared.tail = Manifest(), (0, "")
            shared.connection.execute("DELETE FROM fresh")
            shared.answers.clear()
            self._read_on(shared)
        return shared

    def _take_up(self, shared: _Shared, written: tuple[int, int] | None) -> None:
        """The manifest on disk, once all its files have been read through; the empty one where it is damaged."""
        try:
            manifest = load(self.root) if written else Manifest()
            for part in manifest.parts:
                if part.path not in shared.checked:
                    check(self.root, part)
        except Damaged:
            (self.root / NAME).unlink(missing_ok=True)
            manifest, written = Manifest(), None
        if manifest.change and [found.mark for found in self._feed(manifest.change - 1, 1)] != [
            manifest.mark
        ]:
            manifest = Manifest()
        shared.checked = frozenset(part.path for part in manifest.parts)
        shared.seen = written
        back = manifest.change < shared.manifest.change
        shared.manifest = manifest
        _hold_only_after(shared, manifest.change)
        if back or shared.tail[0] < manifest.change:
            shared.connection.execute("DELETE FROM fresh")
            shared.tail = (manifest.change, manifest.mark)
            shared.answers.clear()  # changes were passed over that some of them may have read

    def _read_on(self, shared: _Shared) -> bool:
        """Hold what changed since the last look; False where the last change read is not the database's."""
        number, mark = shared.tail
        rows = self._feed(max(number - 1, 0), AT_ONCE)
        if number:
            if not rows or (rows[0].number, rows[0].mark) != (number, mark):
                return False
            rows = rows[1:]
        while rows:
            if rows[-1].number - shared.manifest.change > TOO_MANY:
                raise NotReady
            _hold(shared, rows)
            rows = self._feed(shared.tail[0], AT_ONCE)
        return True


def put(
    cursor: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]],
    *, lasting: bool = False,
) -> None:  # fmt: skip
    """A table of these rows, for this cursor alone unless it is ``lasting``."""
    told = ", ".join(f"unnest(?::{kind}[]) AS {column}" for column, kind in columns.items())
    lists = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in columns]
    cursor.execute(f"CREATE {'' if lasting else 'TEMP '}TABLE {name} AS SELECT {told}", lists)


def _connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "threads": THREADS,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "validate_external_file_cache": "NO_VALIDATION",  # a file never changes once it has its name
        }
    )
    connection.execute("SET parquet_metadata_cache = true")
    declared = ", ".join(f"{name} {kind}" for name, kind in INCOMING.items())
    connection.execute(f"CREATE TABLE fresh ({declared})")
    return connection


def _written(root: Path) -> tuple[int, int] | None:
    """Which manifest is on disk: its inode and time of writing; None where there is none."""
    try:
        told = (root / NAME).stat()
    except OSError:
        return None
    return told.st_ino, told.st_mtime_ns


def _hold(shared: _Shared, rows: Sequence[Change]) -> None:
    shared.connection.execute(f"INSERT INTO fresh SELECT {unnested()}", columns_of(rows))
    shared.tail = (rows[-1].number, rows[-1].mark)
    shared.held = _count(shared)
    _forget_touched(shared.answers, {(row.cell, row.period) for row in rows})


def _forget_touched(
    answers: dict[tuple["Scope", Question, Frame], Answer], changed: set[tuple[int, int]]
) -> None:
    if len(changed) > MANY_AT_ONCE:
        answers.clear()
        return
    for key in list(answers):
        cells, periods = key[0].cells, key[0].periods
        if any(cell in cells and period in periods for cell, period in changed):
            del answers[key]


def _hold_only_after(shared: _Shared, change: int) -> None:
    shared.connection.execute("DELETE FROM fresh WHERE number <= ?", [change])
    shared.held = _count(shared)


def _count(shared: _Shared) -> int:
    found = shared.connection.execute("SELECT count(*) FROM fresh").fetchone()
    return int(found[0]) if found else 0


def _lay_out(cursor: duckdb.DuckDBPyConnection, root: Path, manifest: Manifest, scope: Scope) -> None:
    """``facts``: the files in scope without the values that changed since, and those values."""
    cells = _listed(scope.cells)
    periods = _listed(scope.periods)
    wanted = f"cell IN ({cells}) AND period IN ({periods})"
    files = [
        str(root / part.path)
        for part in manifest.parts
        if part.year in scope.years and (scope.homes is None or part.province in scope.homes)
    ]
    # Of several changes of one value the last counts.
    cursor.execute(
        f"CREATE TEMP TABLE changed AS SELECT * FROM fresh WHERE {wanted} "  # noqa: S608
        "QUALIFY row_number() OVER (PARTITION BY submission, cell ORDER BY number DESC) = 1"
    )
    changed = cursor.execute("SELECT count(*) FROM changed").fetchone()
    copied = f"SELECT {_NAMES} FROM read_parquet([{_strings(files)}]) o WHERE {wanted}"  # noqa: S608
    selects = [copied] if files else []
    if changed and changed[0]:
        if files:
            selects[0] += (
                " AND NOT EXISTS "
                "(SELECT 1 FROM changed c WHERE c.submission = o.submission AND c.cell = o.cell)"
            )
        homes = "" if scope.homes is None else f" AND province IN ({_listed(scope.homes)})"
        selects.append(f"SELECT {_NAMES} FROM changed WHERE NOT gone{homes}")  # noqa: S608
    if not selects:
        selects = [f"SELECT {_NAMES} FROM changed WHERE NOT gone"]  # noqa: S608
    narrowed = [
        f"{column} IN ({_listed(only)})"
        for column, only in (("state", scope.states), ("agency", scope.agencies))
        if only
    ]
    state = f" WHERE {' AND '.join(narrowed)}" if narrowed else ""
    cursor.execute(f"CREATE TEMP VIEW facts AS SELECT * FROM ({' UNION ALL '.join(selects)}){state}")  # noqa: S608


def _listed(numbers: frozenset[int]) -> str:
    return ", ".join(str(int(number)) for number in sorted(numbers)) or "NULL"


def _strings(files: Sequence[str]) -> str:
    return ", ".join("'" + file.replace("'", "''") + "'" for file in files)
