"""Requests as each process counts them.

Several processes answer for one site, so each counts into a file of the data folder, and whoever is asked adds the
files up. The files are numbered by a slot that a living process holds, not by its process number: processes are
replaced every hour, and a file for each would fill the disk. No label names a person, or a path with a number in it.
"""

import fcntl
import os
from pathlib import Path

from django.conf import settings
from prometheus_client import Counter, Histogram, values

_HELD: dict[int, tuple[int, int]] = {}


def slot() -> int:
    """The number that this process counts under: the lowest that no living process holds."""
    pid = os.getpid()
    if pid not in _HELD:
        _HELD[pid] = _take_slot(Path(settings.MEASURES or ""))
    return _HELD[pid][0]


def _take_slot(folder: Path) -> tuple[int, int]:
    number = 0
    while True:
        descriptor = os.open(folder / f"slot-{number}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            number += 1
        else:
            return number, descriptor  # held until the process ends


if settings.MEASURES is not None:  # as the library has it done for servers with numbered workers
    values.ValueClass = values.MultiProcessValue(slot)  # type: ignore[no-untyped-call]

REQUESTS = Histogram(
    "chungtay_request_seconds",
    "Seconds from the first byte of a request to its answer, by the name of the address.",
    ["route", "status"],
    buckets=(0.05, 0.1, 0.3, 1, 3, 10),
    registry=None,
)
PAGES = Counter(
    "chungtay_replica_pages",
    "Pages that might be read from the replica, by what became of it: read there, it was behind, gone, or had to pass.",
    ["became"],
    registry=None,
)
