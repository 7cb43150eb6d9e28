"""What a person is told on a day: one digest, each thing once for each step of the policy."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from chungtay.law.rules.calendar import Calendar
from chungtay.notices.rules import Act, Due, Wishes
from chungtay.reminders.rules.days import distance, is_working
from chungtay.reminders.rules.steps import Policy, Tie

WEEK = timedelta(days=7)


class Group(StrEnum):
    """What one is to do with a thing, in the order in which a digest says it."""

    LATE = "late"
    TODAY = "today"
    RETURNED = "returned"
    WEEK = "week"
    AHEAD = "ahead"
    RECEIVE = "receive"
    ANSWER = "answer"
    VERIFY = "verify"
    HELP = "help"
    BELOW = "below"


_BY_ACT = {
    Act.RECEIVE: Group.RECEIVE, Act.ANSWER: Group.ANSWER, Act.VERIFY: Group.VERIFY, Act.REDO: Group.RETURNED,
    Act.HELP: Group.HELP,
}  # fmt: skip
ORDER = {group: place for place, group in enumerate(Group)}


@dataclass(frozen=True, slots=True)
class Seat:
    """A post that a person holds today: whether it does its body's work, heads it, manages the plans of its office."""

    agency: int
    works: bool
    heads: bool
    manages: bool


@dataclass(frozen=True, slots=True)
class Person:
    account: int
    seats: tuple[Seat, ...]
    wishes: Wishes
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a digest: which step it reached, why this person hears of it, and in which body they do."""

    due: Due
    step: int
    tie: Tie
    group: Group
    through: int


@dataclass(slots=True)
class Board:
    """All that is due on a day, found by whose it is. ``parents`` says which body stands above which."""

    today: date
    policy: Policy
    dues: Iterable[Due]
    parents: Mapping[int, int]
    _by_body: dict[int, list[Due]] = field(default_factory=lambda: defaultdict(list))
    _by_parent: dict[int, list[Due]] = field(default_factory=lambda: defaultdict(list))
    _by_office: dict[int, list[Due]] = field(default_factory=lambda: defaultdict(list))
    _distances: dict[tuple[int, date, bool], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for due in self.dues:
            self._by_body[due.agency].append(due)
            if due.agency in self.parents:
                self._by_parent[self.parents[due.agency]].append(due)
            if due.office is not None:
                self._by_office[due.office].append(due)

    @property
    def first(self) -> date | None:
        """The earliest day of all that is due."""
        return min((due.on for dues in self._by_body.values() for due in dues), default=None)

    def concerning(self, person: Person) -> Iterator[tuple[Due, Tie, int]]:
        """What a person may have to hear of: why, and through which body."""
        for seat in person.seats:
            ties = (
                (seat.works, Tie.OWN, self._by_body), (seat.heads, Tie.CHIEF, self._by_body),
                (seat.heads, Tie.PARENT, self._by_parent), (seat.manages, Tie.OFFICE, self._by_office),
            )  # fmt: skip
            for tied, tie, things in ties:
                if tied:
                    yield from ((due, tie, seat.agency) for due in things.get(seat.agency, ()))

    def step(self, due: Due, tie: Tie, calendar: Calendar) -> int | None:
        steps = self.policy[due.act].get(tie)
        return steps.reached(self.distance(due, calendar)) if steps else None

    def distance(self, due: Due, calendar: Calendar) -> int:
        key = (id(calendar), due.on, due.legal)
        if key not in self._distances:
            self._distances[key] = distance(due.on, self.today, calendar, legal=due.legal)
        return self._distances[key]


def is_time(local: datetime, wishes: Wishes, looked_on: date | None) -> bool:
    """Whether a person's digest of the day may be made now, at a moment already turned into Việt Nam's time.

    Late runs make it later on the same day, but never in quiet hours: then the next day brings what is left.
    """
    if looked_on is not None and looked_on >= local.date():
        return False
    return local.time() >= wishes.opens() and not wishes.is_quiet(local.time())


def lines_for(person: Person, board: Board, told: Mapping[tuple[str, date], int]) -> list[Line]:
    """The digest of a person on the day of the board. ``told``: the furthest step already told of a thing (its key and
    day). A person tied to a thing in several ways hears of it once, for the furthest step.
    """
    working = is_working(board.today, person.calendar)
    found: dict[tuple[str, date], Line] = {}
    for due, tie, through in board.concerning(person):
        step = board.step(due, tie, person.calendar) if _takes(due, tie, person.wishes, working) else None
        thing = (due.key, due.on)
        before = found[thing].step if thing in found else told.get(thing)
        if step is not None and (before is None or step > before):
            found[thing] = Line(due, step, tie, _group(due, tie, step, board.today), through)
    return sorted(found.values(), key=lambda line: (ORDER[line.group], line.due.on, line.due.key))


def _takes(due: Due, tie: Tie, wishes: Wishes, working: bool) -> bool:
    """On a day off only clocks of the law, and one's own things for who wants to hear of them."""
    return working or due.legal or (tie == Tie.OWN and not wishes.working_days_only)


def _group(due: Due, tie: Tie, step: int, today: date) -> Group:
    if tie != Tie.OWN:
        return Group.BELOW
    if due.act in _BY_ACT:
        return _BY_ACT[due.act]
    if due.on < today:
        return Group.LATE
    if step == 0:
        return Group.TODAY
    return Group.WEEK if due.on <= today + WEEK else Group.AHEAD
