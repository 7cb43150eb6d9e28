"""What follows by the law from what happened: the state, the running measure and its last day, the lists.

Nothing here ticks: the same facts give the same course whenever it is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from chungtay.cases.rules.events import (
    CARRIED_OVER,
    GONE,
    HANDED,
    NO_FILE,
    RECEIVED,
    UNDER_AGE,
    Event,
    event_in,
    read_toml,
)
from chungtay.law.rules import NoAnswer, last_day_with, removal, term
from chungtay.law.rules.book import in_force, regimes
from chungtay.law.rules.moments import day_of
from chungtay.law.rules.removals import PersonList
from chungtay.law.rules.states import person_states
from chungtay.law.rules.stretches import Stretch, effect_of
from chungtay.law.rules.terms import LegalMeasure

SUCCEEDED = "succeeded"  # off the list of a body that ended, onto the same of the one that took over
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fact:
    """A step as the law sees it; the fields are those of models.Step. ``agency`` keeps the file."""

    number: int
    event: str
    at: datetime
    agency: int = 0
    after: str = ""
    why: str = ""
    grounds: tuple[str, ...] = ()
    last_act: date | None = None
    age: int | None = None
    time: int = 1
    last_day: date | None = None

    @property
    def day(self) -> date:
        return day_of(self.at)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with a term. ``last`` is its last day with everything that stopped it; None while it stands still.

    ``silent``: something happened of which the law does not say how it counts.
    """

    measure: LegalMeasure
    regime: str
    article: str
    verified: bool
    first: date
    planned: date
    begun_by: int
    ended: date | None = None
    last: date | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """On a list of a body; see models.ListEntry. Steps are named by their numbers."""

    name: PersonList
    agency: int
    since: date
    entered_by: int
    until: date | None = None
    left_on: date | None = None
    event: str = ""
    article: str = ""
    left_by: int | None = None

    def holds(self, on: date) -> bool:
        """Whether the person stands on the list that day, by the law and not by the state of the papers."""
        left = self.left_on is not None and on >= self.left_on
        return self.since <= on and not left and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Part:
    """One episode of the course."""

    kind: str
    regime: str
    began: date
    opened_by: int
    ended: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    state: str
    since: date
    facts: tuple[Fact, ...]
    measures: tuple[Measure, ...]
    parts: tuple[Part, ...]
    listed: tuple[Listed, ...]
    closed_on: date | None

    @property
    def running(self) -> Measure | None:
        """The measure that runs now, or stands still."""
        return next((one for one in reversed(self.measures) if one.ended is None), None)


def course_of(facts: Sequence[Fact]) -> Course:
    """The course that the facts make, in their order. Raises NoAnswer at the first that the law does not let happen,
    NotAllowed for a measure that it does not allow.
    """
    walk = _Walk()
    for fact in facts:
        walk.take(fact)
    measures = tuple(_with_stretches(one, walk.stretches()) for one in walk.measures)
    return Course(
        state=walk.state,
        since=walk.since,
        facts=tuple(facts),
        measures=measures,
        parts=tuple(_part_with_end(one, measures) for one in walk.parts),
        listed=tuple(_listed_with_end(one, measures) for one in walk.listed),
        closed_on=walk.since if walk.state == GONE else None,
    )


@dataclass
class _Walk:
    """The state of affairs after each fact."""

    state: str = NO_FILE
    since: date = date.min
    measures: list[Measure] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    opened: dict[str, date] = field(default_factory=dict)
    closed: list[Stretch] = field(default_factory=list)

    def take(self, fact: Fact) -> None:
        event = event_in(fact.event, self.state, fact.day)
        if event is None:
            raise NoAnswer(
                "no such step",
                f"Luật áp dụng ngày {fact.day:%d/%m/%Y} không có bước này từ tình trạng hiện tại.",
                event=fact.event,
                state=self.state,
            )
        before = self.state
        after = fact.after if event.name == CARRIED_OVER else (event.after or before)
        if after != before:
            self.state, self.since = after, fact.day
        self._measure(fact, event, before)
        self._stretch(fact)
        self._lists(fact, event, before)
        self._part(fact, event, before)

    def _measure(self, fact: Fact, event: Event, before: str) -> None:
        measure = measure_of(self.state)
        running = next((one for one in self.measures if one.ended is None), None)
        holds = self.state in read_toml("course")["holding"]
        begins = measure is not None and (event.begins == measure or event.name == CARRIED_OVER)
        if running and ((measure != running.measure and not holds) or event.anew):
            self.measures[self.measures.index(running)] = replace(running, ended=fact.day)
            running = None
        if begins and measure and running is None:
            self.measures.append(measure_begun(measure, fact, before))

    def _stretch(self, fact: Fact) -> None:
        for row in read_toml("course")["stretch"]:
            kind = row["kind"]
            if fact.event in row["opens"]:
                self.opened.setdefault(kind, fact.day)
            elif kind in self.opened and (fact.event in row["closes"] or self.state == GONE):
                first = self.opened.pop(kind)
                if first < fact.day:
                    self.closed.append(Stretch(kind, first, fact.day - ONE_DAY))

    def _lists(self, fact: Fact, event: Event, before: str) -> None:
        for row in read_toml("course")["list"]:
            name = PersonList(row["name"])
            on = next((one for one in self.listed if one.name is name and one.left_on is None), None)
            if on and fact.event in row["leaves"]:
                self._leave(on, fact, removal_event(row, fact, before))
            elif on and fact.event == UNDER_AGE:
                self._off(on, fact, UNDER_AGE, event.article)
            elif on and fact.event in (RECEIVED, HANDED):
                if fact.event == HANDED:
                    self._off(on, fact, SUCCEEDED, event.article)
                else:
                    self._leave(on, fact, "moved")
                self.listed.append(Listed(name, fact.agency, fact.day, fact.number))
            elif on is None and self.state in row["enters"] and before != self.state:
                self.listed.append(Listed(name, fact.agency, fact.day, fact.number))

    def _leave(self, entry: Listed, fact: Fact, event: str) -> None:
        """Off the list, where the law of the day takes a person off it for that."""
        rule = removal(entry.name, event, fact.day) if event else None
        if rule is not None:
            self._off(entry, fact, event, rule.article)

    def _off(self, entry: Listed, fact: Fact, event: str, article: str) -> None:
        self.listed[self.listed.index(entry)] = replace(
            entry, left_on=fact.day, event=event, article=article, left_by=fact.number
        )

    def _part(self, fact: Fact, event: Event, before: str) -> None:
        kind = read_toml("course")["episode"].get(self.state)
        last = self.parts[-1] if self.parts else None
        ongoing = last is not None and last.ended is None
        if last and ongoing and (kind != last.kind or event.anew):
            self.parts[-1] = replace(last, ended=fact.day)
            ongoing = False
        if kind and not ongoing:
            self.parts.append(Part(kind, regime_on(fact.day), fact.day, fact.number))

    def stretches(self) -> list[Stretch]:
        return [*self.closed, *(Stretch(kind, first, None) for kind, first in self.opened.items())]


def measure_of(state: str) -> LegalMeasure | None:
    return next((one.measure for one in person_states() if one.code == state), None)


def regime_on(day: date) -> str:
    """The law in force on a day; empty before the oldest that is kept."""
    found = in_force(regimes(), day)
    return found.name if found else ""


def measure_begun(measure: LegalMeasure, fact: Fact, before: str) -> Measure:
    """A measure from the day of a fact, by the law of that day. Raises NotAllowed, NoAnswer."""
    after = (
        read_toml("course")["after"].get(before, "voluntary") if measure is LegalMeasure.AFTERCARE else None
    )
    found = term(measure, fact.day, time=fact.time, age=fact.age, after=after)
    planned = fact.last_day or found.latest
    return Measure(
        measure, found.row.regime, found.row.article, found.row.verified, fact.day, planned, fact.number
    )


def removal_event(row: Mapping[str, Any], fact: Fact, before: str) -> str:
    """Which event of removals.toml takes the person off a list, by its row of course.toml."""
    meant: str = row["leaves"][fact.event]
    if meant in ("*", "by"):
        return fact.why or (row["by"] if meant == "by" else "")
    return meant.replace("*", read_toml("course")["after"].get(before, ""))


def _with_stretches(one: Measure, stretches: Iterable[Stretch]) -> Measure:
    """The measure with its last day, by what the law says of each stretch that fell into it."""
    until = one.ended or date.max
    touching = [stretch for stretch in stretches if stretch.first <= until]
    known = [stretch for stretch in touching if _is_known(stretch, one.measure)]
    unknown = [
        stretch for stretch in touching if stretch not in known and (stretch.last or date.max) >= one.first
    ]
    day = max([one.first, *(stretch.first for stretch in known)])
    last = last_day_with(one.measure, one.first, one.planned, known, day) if known else one.planned
    return replace(one, last=last, silent=bool(unknown))


def _is_known(stretch: Stretch, measure: LegalMeasure) -> bool:
    try:
        effect_of(stretch.kind, measure, stretch.first)
    except NoAnswer:
        return False
    return True


def _part_with_end(part: Part, measures: Iterable[Measure]) -> Part:
    for one in measures:
        begun_in = part.began <= one.first and (part.ended is None or one.first < part.ended)
        if begun_in or (one.ended is None and part.ended is None):
            part = replace(part, last_day=one.last, regime=one.regime)
    return part


def _listed_with_end(entry: Listed, measures: Sequence[Measure]) -> Listed:
    rows: Iterable[Mapping[str, Any]] = read_toml("course")["list"]
    ends_with = next(row.get("ends_with") for row in rows if row["name"] == entry.name)
    bounding = [one for one in measures if one.measure == ends_with]
    if entry.left_on:
        bounding = [one for one in bounding if one.first <= entry.left_on]
    return replace(entry, until=bounding[-1].last) if bounding else entry
