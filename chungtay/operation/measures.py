"""What is measured, as Prometheus reads it: requests as each process counts them, the rest from the database.

Several processes answer for one site, so each counts into a file of the data folder, and whoever is asked adds the
files up. The files are numbered by a slot that a living process holds, not by its process number: processes are
replaced every hour, and a file for each would fill the disk. No label names a person, or a path with a number in it.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from prometheus_client import CollectorRegistry, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from chungtay.operation.models import Mark
from chungtay.operation.queries import examine
from chungtay.operation.rules import State

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


def text(now: datetime) -> bytes:
    """Everything, in Prometheus' text format."""
    registry = CollectorRegistry()
    if settings.MEASURES is not None:
        MultiProcessCollector(registry, path=str(settings.MEASURES))  # type: ignore[no-untyped-call]
    else:
        registry.register(REQUESTS)
    registry.register(_Installation(now))
    return generate_latest(registry)


class _Installation(Collector):
    """What the database and the disk say at the moment of asking; the same from every process."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def collect(self) -> Iterator[Metric]:
        checks = GaugeMetricFamily(
            "chungtay_check",
            "How a check of the doctor stands: 0 well, 1 to look at, 2 broken.",
            labels=["check"],
        )
        for finding in examine(self.now):
            checks.add_metric([finding.check], list(State).index(finding.state))
        yield checks
        ages = GaugeMetricFamily(
            "chungtay_seconds_since",
            "Seconds since the worker showed itself, a backup, a drill.",
            labels=["what"],
        )
        for mark in Mark.objects.order_by("name"):
            ages.add_metric([mark.name], (self.now - mark.at).total_seconds())
        yield ages
        disk = shutil.disk_usage(settings.STATIC_ROOT)
        yield GaugeMetricFamily("chungtay_disk_free_bytes", "Bytes free where the data lie.", value=disk.free)
