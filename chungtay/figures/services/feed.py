"""Writing down what changed, numbered so that who reads the changes in order misses none.

A number taken from a sequence may become visible after a higher one, when its transaction ends later: a reader that has
seen the higher one would never look back. So the numbers are given under a lock that is held until the transaction
ends: when a number is visible, so are all before it. The lock is taken last, when all else is done.
"""

from collections.abc import Sequence

from django.db import connection

from chungtay.figures.models import ValueChange
from chungtay.figures.services.rows import Row, number_rows

_LOCK = 0x66696775726573  # "figures"


def hold() -> None:
    """Nobody numbers a change until this transaction ends."""
    _must_be_inside()
    if connection.vendor == "postgresql":  # SQLite has one writer anyway
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def append(changes: Sequence[Row]) -> None:
    """Number the changes (rows of ValueChange) and write them, inside the transaction of what they tell of."""
    _must_be_inside()
    number_rows(ValueChange, changes, lock=_LOCK)


def _must_be_inside() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("changes of values outside a transaction")
