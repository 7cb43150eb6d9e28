"""How a rule says no."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, a sentence for the person, and where it stands."""

    code: str
    message: str
    place: str = ""  # the field, cell or line it belongs to; empty for the whole
    severity: Severity = Severity.ERROR


class Refused(Exception):
    """A service did nothing, and these are the reasons."""

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        super().__init__("; ".join(problem.code for problem in self.problems))


class Conflict(Refused):
    """Somebody else changed the same thing first; nothing was overwritten."""


class NotThere(Exception):
    """The thing does not exist for this actor: not yours looks exactly like not there."""
