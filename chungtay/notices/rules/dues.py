"""What is due for whom: the words in which every room tells the reminders of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Act(StrEnum):
    """What one is to do. The first three are owed by a day, the others wait since a day."""

    DO = "do"  # do the work and report it: who leads
    SUBMIT = "submit"  # hand in figures or a report
    HELP = "help"  # help who leads
    RECEIVE = "receive"  # say whether one takes what was handed out
    ANSWER = "answer"  # answer a refusal or a request for more time
    VERIFY = "verify"  # look whether what was reported done is done
    REDO = "redo"  # do again what was returned

    @property
    def waits(self) -> bool:
        """Whether its day is the one since which it waits, not the one by which it is owed."""
        return self not in (Act.DO, Act.SUBMIT, Act.HELP)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that the people of one body are to do.

    ``key`` ("plans.share:12", at most 60 letters) stays the same for as long as the thing stands. ``on`` is the last
    day on time, or the day since which it waits (``Act.waits``). ``words`` say what, without anybody's name; ``link``
    is the page where one does it. ``office`` is the standing office that follows it. ``legal``: a clock of the law,
    reminded of on days off as well. ``series`` is the same for the turns of one recurring duty of one body.
    """

    key: str
    agency: int
    act: Act
    on: date
    words: str
    link: str
    office: int | None = None
    legal: bool = False
    series: str = ""


# (bodies, on, until): what these bodies are to do as it stands on a day, owed or waiting by ``until`` at the latest;
# overdue things too. It asks for no actor: who may see a thing is whose body is to do it.
Source = Callable[[frozenset[int], date, date], Iterable[Due]]
