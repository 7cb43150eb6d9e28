"""What clients asked for and were told, and what a store must hold after it: nothing lost, nothing done twice.

The log is the client's own and knows nothing of the server. Each deed has a mark that is found again in the store.
What a client was never told may have been done once or not at all; what it was told was done was done once; what was
refused was not done.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

Outcome = Literal["sent", "done", "refused"]
PATIENCE = 120.0  # seconds for what takes one on a quiet machine


class Log:
    """Every deed that was sent, by its mark; filled by many threads at once."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.unanswered = 0  # requests that ended without an answer, or with a fault of the server
        self.odd: list[str] = []  # answers that no client of this store should ever get
        self._changed = threading.Condition()

    def note(self, mark: str, outcome: Outcome) -> None:
        with self._changed:
            self.outcomes[mark] = outcome
            self._changed.notify_all()

    def note_unanswered(self) -> None:
        with self._changed:
            self.unanswered += 1
            self._changed.notify_all()

    def note_odd(self, answer: str) -> None:
        with self._changed:
            self.odd.append(answer)
            self._changed.notify_all()

    @property
    def done(self) -> int:
        return sum(outcome == "done" for outcome in list(self.outcomes.values()))

    def wait_for_done(self, more: int) -> None:
        """Until so many more deeds were acknowledged."""
        wanted = self.done + more
        self._wait(lambda: self.done >= wanted, f"{more} more deeds done")

    def wait_for_unanswered(self, more: int) -> None:
        """Until so many more requests found nobody."""
        wanted = self.unanswered + more
        self._wait(lambda: self.unanswered >= wanted, f"{more} more requests without an answer")

    def _wait(self, holds: Callable[[], bool], what: str) -> None:
        with self._changed:
            if not self._changed.wait_for(lambda: holds() or bool(self.odd), PATIENCE):
                raise TimeoutError(f"{what}: {self.done} done, {self.unanswered} unanswered")


def wrongs(outcomes: dict[str, Outcome], found: Counter[str]) -> list[str]:
    """Each way in which the store belies the log; empty is what must be."""
    return sorted(_wrongs(outcomes, found))


def _wrongs(outcomes: dict[str, Outcome], found: Counter[str]) -> Iterator[str]:
    for mark, outcome in outcomes.items():
        times = found[mark]
        if times > 1:
            yield f"{mark}: done {times} times"
        if outcome == "done" and times == 0:
            yield f"{mark}: acknowledged, and lost"
        if outcome == "refused" and times:
            yield f"{mark}: refused, and done"
    for mark in found.keys() - outcomes.keys():
        yield f"{mark}: nobody asked for it"
