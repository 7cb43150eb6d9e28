"""Which function does which kind of work. Filled by the rooms above when they are ready; the worker asks here."""

from collections.abc import Callable
from typing import Protocol


class Running(Protocol):
    """What the function of a kind is given while it works."""

    subject: str

    def step(self, progress: float, word: str) -> None:
        """Say how far it is (0..1) and what is being done; also does what ``check`` does."""

    def check(self) -> None:
        """Keep the lease. Raises JobCancelled or JobLost when the work must stop; call it every second or so."""


Work = Callable[[Running], None]
_WORK: dict[str, Work] = {}


def register(kind: str, work: Work) -> None:
    """From now on jobs of this kind are done by ``work``. It must leave nothing behind when it raises."""
    if _WORK.get(kind, work) is not work:
        raise RuntimeError(f"two functions for the kind {kind}")
    _WORK[kind] = work


def work_of(kind: str) -> Work | None:
    return _WORK.get(kind)
