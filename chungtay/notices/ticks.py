"""What comes again and again. Filled by the rooms when they are ready; the worker asks here."""

from collections.abc import Callable
from datetime import datetime, timedelta

Turn = Callable[[datetime], object]
TICKS: dict[str, tuple[timedelta, Turn]] = {}


def register(name: str, every: timedelta, turn: Turn) -> None:
    """From now on a worker calls ``turn(now)`` about ``every`` so often, one worker at a time.

    A turn may come late, and again after a worker died in it: it does what is due and not yet done, whenever that was.
    """
    TICKS[name] = (every, turn)
