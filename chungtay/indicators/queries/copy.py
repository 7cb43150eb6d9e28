"""The columnar copy of this process, over the feed of changes of figures."""

import threading
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from chungtay.figures import queries as figures
from chungtay.indicators.queries.territory import territory
from chungtay.indicators.rules import number_of
from chungtay.indicators.store.columns import THOUSANDTHS, Change
from chungtay.indicators.store.engine import Engine

_ENGINES: dict[Path, Engine] = {}
_LOCK = threading.Lock()


def root() -> Path:
    return Path(settings.FILES_ROOT) / "columnar"


def engine() -> Engine:
    """The one engine of the process for the files root in force."""
    with _LOCK:
        return _ENGINES.setdefault(root(), Engine(root(), feed))


def feed(after: int, limit: int) -> Sequence[Change]:
    """What changed, as rows of the copy."""
    land = territory()
    return [_row(change, land.home_of(change.place)) for change in figures.changes(after, limit)]


def _row(change: figures.Change, home: int) -> Change:
    period = number_of(change.period)
    return Change(
        number=change.number,
        mark=f"{change.at.isoformat()} {change.submission} {change.cell} {change.value} {change.missing}",
        submission=change.submission,
        cell=change.cell,
        place=change.place,
        agency=change.agency,
        form=change.data_set,
        period=period,
        state=int(change.state),
        amount=None if change.value is None else int(change.value * THOUSANDTHS),
        gone=change.value is None and change.missing is None,
        year=period // 100,
        province=home,
    )
