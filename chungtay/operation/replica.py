"""Reading a page from the replica: never older than what this person has seen, and never instead of the primary's word.

For as long as a page is made, the replica stands in the place of the one connection that everything uses: rows, plain
SQL, the second lock of the people wing. It takes no write, so a page that writes is found out and made again on the
primary. Sessions, accounts and rights were read from the primary before.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, NotSupportedError, connection, connections
from psycopg.errors import ReadOnlySqlTransaction

from chungtay.operation.rules import limits
from chungtay.operation.rules.replica import NEVER_THERE, end_of_writing

ALIAS = "replica"


@dataclass(slots=True)
class _Known:
    """What this process knows; moments of a clock that never jumps."""

    position: int = 0  # of the primary ...
    asked_at: float = float("-inf")  # ... when it was asked
    rests_until: float = float("-inf")
    passing: set[str] = field(default_factory=set)  # names of addresses that turned out to need the primary


KNOWN = _Known()


def forget() -> None:
    """For tests, each of which has another replica."""
    KNOWN.position, KNOWN.asked_at, KNOWN.rests_until = 0, float("-inf"), float("-inf")
    KNOWN.passing.clear()


def position() -> int:
    """Where the log of the primary ends: whatever was committed before is within it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
        return end_of_writing(int(cursor.fetchone()[0]))


def replayed() -> int | None:
    """As far as the replica shows the log; None where it is no replica (any more). Raises django.db.Error."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint WHERE pg_is_in_recovery()"
        )
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def is_known_to_pass(route: str) -> bool:
    return route in KNOWN.passing


def standing(seen: int) -> str:
    """What becomes of a page: read on the "replica" where that has what was ``seen``, and all that the primary had
    some moments ago; else it is "behind" or "gone".
    """
    now = time.monotonic()
    if now < KNOWN.rests_until:
        return "gone"
    if now - KNOWN.asked_at > limits().replica_behind.total_seconds():
        KNOWN.position, KNOWN.asked_at = position(), now
    try:
        there = replayed()
    except Error:
        there = None
    if there is None:
        connections[ALIAS].close()
        KNOWN.rests_until = now + limits().replica_rest.total_seconds()
        return "gone"
    return "replica" if there >= max(KNOWN.position, seen) else "behind"


@dataclass(slots=True)
class Reading:
    """One page being made from the replica; it counts only if nothing ``failed``."""

    route: str
    failed: bool = False

    def watch(self, execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        try:
            if NEVER_THERE in sql:
                raise NotSupportedError(NEVER_THERE)
            return execute(sql, *given)
        except Error as problem:
            self.failed = True
            if isinstance(problem.__cause__ or problem, ReadOnlySqlTransaction | NotSupportedError):
                KNOWN.passing.add(self.route)
            raise


@contextmanager
def reading(route: str) -> Iterator[Reading]:
    """What stands in here asks the replica, whatever it asks."""
    primary, there, page = connections[DEFAULT_DB_ALIAS], connections[ALIAS], Reading(route)
    there.alias = DEFAULT_DB_ALIAS  # rows of one page may meet in one question
    connections[DEFAULT_DB_ALIAS] = there
    try:
        with there.execute_wrapper(page.watch):
            yield page
    finally:
        connections[DEFAULT_DB_ALIAS] = primary
