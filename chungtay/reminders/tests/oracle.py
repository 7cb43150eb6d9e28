"""Who should have been told what, worked out day by day from the text of the README; it shares no code with the rules.

Slow and plain on purpose: every step of a thing gets its day by walking the calendar, every person is walked through
their days.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

DAY = timedelta(days=1)
Telling = tuple[int, date, str, date, int]  # account, day, key and day of the thing, step


@dataclass(frozen=True)
class Thing:
    """It stands from ``since`` until ``gone`` (local time): handed out, then done or taken away."""

    key: str
    agency: int
    act: str
    on: date
    since: datetime
    gone: datetime
    office: int | None = None
    legal: bool = False


@dataclass(frozen=True)
class Somebody:
    account: int
    works: frozenset[int]  # bodies whose work they do
    heads: frozenset[int]
    manages: frozenset[int]
    hour: time
    quiet: tuple[time, time]
    working_days_only: bool


@cache
def policy() -> dict[str, dict[str, object]]:
    said = tomllib.loads((Path(__file__).parents[1] / "policy.toml").read_text(encoding="utf-8"))
    return {act: row for act, row in said.items() if isinstance(row, dict)}


class Oracle:
    """``days_off``: every day off from well before the first thing to well after ``last``."""

    def __init__(self, *, days_off: Collection[date], last: date, parents: Mapping[int, int]) -> None:
        self.off, self.last, self.parents = set(days_off), last, parents
        self._plans: dict[tuple[date, bool, str, str], list[tuple[int, date]]] = {}

    def expected(
        self, people: Iterable[Somebody], things: Sequence[Thing], runs: Sequence[datetime]
    ) -> set[Telling]:
        """Everything that should have been told by runs of the worker at these local moments, in order."""
        things = list(things)
        told: set[Telling] = set()
        for somebody in people:
            moments = self._moments(somebody, runs)
            for thing, kinds in self._ties(somebody, things).items():
                told |= self._of_one(somebody, thing, kinds, moments)
        return told

    def _ties(self, somebody: Somebody, things: Sequence[Thing]) -> dict[Thing, set[str]]:
        """Why this person may hear of which thing."""
        ties: dict[Thing, set[str]] = {}
        for thing in things:
            why = {
                "steps": thing.agency in somebody.works,
                "chief": thing.agency in somebody.heads,
                "parent": self.parents.get(thing.agency) in somebody.heads,
                "office": thing.office in somebody.manages,
            }
            if any(why.values()):
                ties[thing] = {kind for kind, tied in why.items() if tied}
        return ties

    def _moments(self, somebody: Somebody, runs: Sequence[datetime]) -> list[datetime]:
        """The one moment of each day at which a digest is made: the first run from the hour on that is not quiet."""
        found: dict[date, datetime] = {}
        start, end = somebody.quiet

        def quiet(at: time) -> bool:
            return (start <= at < end) if start <= end else not (end <= at < start)

        begins = end if quiet(somebody.hour) else somebody.hour
        for run in runs:
            if run.date() not in found and run.time() >= begins and not quiet(run.time()):
                found[run.date()] = run
        return sorted(found.values())

    def _of_one(
        self, somebody: Somebody, thing: Thing, kinds: set[str], moments: Sequence[datetime]
    ) -> set[Telling]:
        steps = {kind: self._steps(thing, kind) for kind in kinds}
        days = [day for of_kind in steps.values() for _step, day in of_kind]
        told: set[Telling] = set()
        if not days:
            return told
        begins = max(thing.since, datetime.combine(min(days), time.min))
        furthest: int | None = None
        for moment in moments[bisect_left(moments, begins) : bisect_left(moments, thing.gone)]:
            day = moment.date()
            reached = [
                step
                for kind, of_kind in steps.items()
                if self._may(somebody, thing, kind, day)
                for step, on in of_kind
                if on <= day
            ]
            if reached and (furthest is None or max(reached) > furthest):
                furthest = max(reached)
                told.add((somebody.account, day, thing.key, thing.on, furthest))
        return told

    def _may(self, somebody: Somebody, thing: Thing, kind: str, day: date) -> bool:
        if day not in self.off or thing.legal:
            return True
        return kind == "steps" and not somebody.working_days_only

    def _steps(self, thing: Thing, kind: str) -> list[tuple[int, date]]:
        known = (thing.on, thing.legal, thing.act, kind)
        if known not in self._plans:
            self._plans[known] = self._walk(*known)
        return self._plans[known]

    def _walk(self, on: date, legal: bool, act: str, kind: str) -> list[tuple[int, date]]:
        row = policy()[act]
        numbers = list(row.get(kind, []))  # type: ignore[call-overload]
        if not numbers:
            return []
        every = int(row.get("every", 0)) if kind == "steps" else 0  # type: ignore[call-overload]
        day = on
        while not legal and day in self.off:
            day -= DAY
        found = [(number, self._moved(day, number)) for number in numbers]
        while every and found[-1][1] <= self.last:
            number = found[-1][0] + every
            found.append((number, self._moved(day, number)))
        return found

    def _moved(self, day: date, number: int) -> date:
        step = DAY if number > 0 else -DAY
        left = abs(number)
        while left:
            day += step
            if day not in self.off:
                left -= 1
        return day
