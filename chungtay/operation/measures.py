"""What is measured, as Prometheus reads it: requests as the processes counted them, the rest from the database."""

import shutil
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from chungtay.operation.counting import PAGES, REQUESTS
from chungtay.operation.models import Mark
from chungtay.operation.queries import examine
from chungtay.operation.rules import State


def text(now: datetime) -> bytes:
    """Everything, in Prometheus' text format."""
    registry = CollectorRegistry()
    if settings.MEASURES is not None:
        MultiProcessCollector(registry, path=str(settings.MEASURES))  # type: ignore[no-untyped-call]
    else:
        registry.register(REQUESTS)
        registry.register(PAGES)
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
