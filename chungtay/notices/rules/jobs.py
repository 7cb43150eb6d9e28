"""The states of work done later, and when it may be taken up."""

from datetime import timedelta
from enum import StrEnum

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
