"""Which clocks run in a course, and why there is none where none runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from chungtay.cases.rules.course import Course, Fact
from chungtay.cases.rules.events import all_clocks, read_toml
from chungtay.law.rules import NoAnswer
from chungtay.law.rules.calendar import Calendar
from chungtay.law.rules.clocks import Clocks, Due, due
from chungtay.law.rules.grounds import group_of
from chungtay.law.rules.moments import When, day_of, end_of


@dataclass(frozen=True, slots=True)
class Duty:
    """A row of duties.toml, whose head says what each field means."""

    clock: str
    started_by: frozenset[str]
    met_by: tuple[str, ...]
    states: frozenset[str]
    after: str
    before_end_of: frozenset[str]
    group: str
    right: bool
    at_target: bool
    last_act: bool


@dataclass(frozen=True, slots=True)
class Ticking:
    """A clock that runs: ``start`` and ``on`` are what the law is asked, ``found`` its answer."""

    duty: Duty
    start: datetime
    on: date
    found: Due


@cache
def duties() -> tuple[Duty, ...]:
    return tuple(
        Duty(
            clock=row["clock"],
            started_by=frozenset(row.get("started_by", ())),
            met_by=tuple(row["met_by"]),
            states=frozenset(row.get("states", ())),
            after=row.get("after", ""),
            before_end_of=frozenset(row.get("before_end_of", ())),
            group=row.get("group", ""),
            right=row.get("right", False),
            at_target=row.get("at_target", False),
            last_act=row.get("last_act", False),
        )
        for row in read_toml("duties")["duty"]
    )


def running_clocks(
    course: Course, *, age: int, remote: bool, calendar: Calendar | None = None, clocks: Clocks | None = None
) -> list[Ticking]:
    """Every clock that runs, the next to end first. ``age`` is that of the person today, in years."""
    clocks = all_clocks() if clocks is None else clocks
    found: dict[str, Ticking] = {}
    for duty in duties():
        start = _start_of(duty, course, found) if _concerns(duty, course, age) else None
        if start is None:
            continue
        anchor, on = start
        try:
            answer = due(duty.clock, anchor, on=on, remote=remote, calendar=calendar, clocks=clocks)
        except NoAnswer:
            continue  # the law of that day did not know this clock
        found[duty.clock] = Ticking(duty, answer.start, on, answer)
    return sorted(found.values(), key=lambda one: one.found.due)


def next_due(ticking: Iterable[Ticking]) -> Ticking | None:
    """The next thing that the keeper is to do."""
    own = (one for one in ticking if not one.duty.right and not one.duty.at_target)
    return min(own, key=lambda one: one.found.due, default=None)


def waits_for(course: Course) -> str:
    """Why an open file has no next day: a key of course.toml, [waits]."""
    running = course.running
    if running is not None and running.last is None:
        return "still"
    if running is not None and running.silent:
        return "silent"
    return course.state


def waits_words(key: str) -> str:
    words: str = read_toml("course")["waits"].get(key, "")
    return words


def _concerns(duty: Duty, course: Course, age: int) -> bool:
    in_state = course.state in duty.states if duty.states else course.closed_on is None
    return in_state and duty.group in ("", group_of(age))


def _start_of(duty: Duty, course: Course, found: dict[str, Ticking]) -> tuple[When, date] | None:
    """What starts the clock, and the day of the fact that chooses its rule; None where it does not run."""
    if duty.after:
        first = found.get(duty.after)
        return (first.found.due, first.found.due.date()) if first else None
    if duty.before_end_of:
        running = course.running
        if running is None or running.measure not in duty.before_end_of or running.last is None:
            return None
        begun = next(fact for fact in course.facts if fact.number == running.begun_by)
        if _is_met(duty, begun, course.facts):
            return None
        return end_of(running.last), running.last
    started = [fact for fact in course.facts if fact.event in duty.started_by]
    if not started or _is_met(duty, started[-1], course.facts):
        return None
    if duty.last_act:
        return _last_act(course.facts, started[-1])
    return started[-1].at, day_of(started[-1].at)


def _is_met(duty: Duty, by: Fact, facts: Iterable[Fact]) -> bool:
    return any(fact.number > by.number and fact.event in duty.met_by for fact in facts)


def _last_act(facts: Iterable[Fact], started: Fact) -> tuple[When, date]:
    """The limitation runs from the last act, by the law of the day on which the file was made."""
    acts = [fact.last_act for fact in facts if fact.last_act is not None]
    return (acts[-1] if acts else started.day), started.day
