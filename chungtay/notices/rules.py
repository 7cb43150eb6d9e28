"""The states of work done later, and when it may be taken up."""

from datetime import datetime, timedelta
from enum import StrEnum

from chungtay.base.actor import Actor

# A worker that lives says so every few seconds; one that has said nothing for this long is taken for dead.
LEASE = timedelta(seconds=30)
RENEW_AFTER = timedelta(seconds=8)
ATTEMPTS = 3


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


class JobFailed(Exception):
    """The work cannot be done, and trying again will not help. ``sentence`` says to a person why and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence


class JobCancelled(Exception):
    """A person asked for the work to stop."""


class JobLost(Exception):
    """The job is no longer this worker's: its lease passed and another worker has it, or the worker must stop."""


def may_read(
    actor: Actor, *, agency: int | None, account: int | None, office: int | None, at: datetime
) -> bool:
    """What the body of the post is told; what the person is told, of a body's work only from a post there; and
    what who held the post before was told of the body's work while they held it.
    """
    if agency is not None:
        return agency == actor.agency
    if account == actor.account:
        return office in (None, actor.agency)
    handed_on = any(account == before and at < until for before, until in actor.follows)
    return office == actor.agency and handed_on
