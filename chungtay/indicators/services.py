"""Keeping the columnar copy in step. Nobody has to ask for it: there is no button for this."""

import time
from collections.abc import Callable
from datetime import datetime

from chungtay.base.actor import system
from chungtay.figures import queries as figures
from chungtay.indicators.queries.copy import feed, root
from chungtay.indicators.store import copying
from chungtay.indicators.store.manifest import NAME, Damaged, load
from chungtay.indicators.targets import Promise
from chungtay.indicators.targets import register as register_targets
from chungtay.notices import queries as notices
from chungtay.notices.rules import OPEN_STATES
from chungtay.notices.services import Running, start_job

__all__ = ["COPY", "Promise", "bring_in_step", "is_behind", "keep_in_step", "register_targets", "run_copying"]

COPY = "indicators.copy"
SUBJECT = "columnar"
AT_MOST = 2_000  # changes that questions read beside the copy before it is brought in step
AT_LATEST = 600.0  # seconds after which even a single change is brought in


def keep_in_step(now: datetime) -> None:
    """The turn of the worker: have the copy brought in step where it is behind, damaged or of another database."""
    job = notices.latest_job(SUBJECT)
    if (job is None or job.state not in OPEN_STATES) and is_behind():
        start_job(by=system("tổng hợp số liệu"), now=now, kind=COPY, subject=SUBJECT)


def is_behind() -> bool:
    last = figures.latest_change()
    try:
        manifest = load(root())
    except Damaged:
        return last > 0
    if not copying.is_of(manifest, feed):
        return True
    waiting = last - manifest.change
    age = time.time() - (root() / NAME).stat().st_mtime
    return waiting >= AT_MOST or (waiting > 0 and age >= AT_LATEST)


def run_copying(running: Running) -> None:
    """The job itself. Stopped or killed it leaves the copy as it was."""
    bring_in_step(lambda share: running.step(share, "chép số liệu"))


def bring_in_step(say: Callable[[float], None]) -> None:
    """The copy as the database is now; ``say`` hears which share is done. For who has filled the database at once."""
    copying.bring_in_step(root(), feed, say)
