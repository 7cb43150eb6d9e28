"""How a rule says no."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, a sentence for the person, and where it stands.

    Rules write ``sentence`` in Vietnamese; ``values`` fill its {names} only after a page has translated it.
    """

    code: str
    sentence: str
    place: str = ""  # the field, cell or line it belongs to; empty for the whole
    severity: Severity = Severity.ERROR
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        return self.filled(self.sentence)

    def filled(self, sentence: str) -> str:
        """``sentence`` with the values in it; one without values may hold any brace."""
        return sentence.format(**self.values) if self.values else sentence


class Refused(Exception):
    """A service did nothing, and these are the reasons."""

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        super().__init__("; ".join(problem.code for problem in self.problems))


class Conflict(Refused):
    """Somebody else changed the same thing first; nothing was overwritten."""


def must_have_been(seen: int, kept: int) -> None:
    """Conflict where ``seen`` is a version that the thing, now at ``kept``, has never had: nobody changed it since.

    No page names one; a machine may, and must not be told of somebody who came first.
    """
    if seen > kept:
        sentence = "Chưa từng có bản số {seen}; bản đang có là số {kept}. Hãy đọc lại rồi gửi lại."
        raise Conflict(Problem("never_was", sentence, values={"seen": seen, "kept": kept}))


class NotThere(Exception):
    """The thing does not exist for this actor: not yours looks exactly like not there."""
