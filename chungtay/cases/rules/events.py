"""What may be written into a file: the law's steps, with what the file adds to them, and the file's own events."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.law.rules.clocks import Clocks, clocks_of, rule_of
from chungtay.law.rules.clocks import national as national_clocks
from chungtay.law.rules.grounds import group_of
from chungtay.law.rules.states import Step, next_steps, person_states, steps
from chungtay.law.rules.terms import terms

CARRIED_OVER, NO_FILE, GONE = "carried_over", "", "X"
MOVED, SENT, RECEIVED, RETURNED = "person_moved", "file_sent", "file_received", "file_returned"
UNDER_AGE = "found_under_age"  # by a corrected day of birth; there never was a ground
HANDED = "file_handed"  # the body that kept the file has a successor: nobody moved


@cache
def read_toml(name: str) -> Mapping[str, Any]:
    """A data file of the room."""
    return tomllib.loads(files("chungtay.cases").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Event:
    """``after`` is the state it leads to, None where it changes none; the rest is said at the head of events.toml."""

    name: str
    words: str
    article: str
    after: str | None
    needs_ground: bool = False
    form: str = ""
    decision: bool = False
    signed_by: str = ""
    term_of: str = ""
    parents: bool = False
    order: int = 1
    begins: str = ""
    anew: bool = False
    within: bool = False
    group: str = ""
    grounds: bool = False
    facility: bool = False
    why: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


_ADDED = frozenset((
    "form", "decision", "signed_by", "term_of", "parents", "order", "begins", "anew", "within",
    "group", "grounds", "facility",
))  # fmt: skip


def event_in(name: str, state: str, on: date) -> Event | None:
    """The event, where the law of the day or the room lets it happen in this state."""
    step = next((one for one in next_steps(state, on) if one.event == name), None)
    if step is not None:
        signed_in = read_toml("events")["event"].get(name, {}).get("signed_in", {})
        event = _of_law(step)
        return replace(event, signed_by=signed_in[state]) if state in signed_in else event
    own = _own().get(name)
    return own if own is not None and state in _states_of(name) else None


def next_events(state: str, on: date, *, age: int, told: Sequence[str] = ()) -> list[Event]:
    """What may happen next to a person of this age after the events ``told``: voluntary things first."""
    group = group_of(age)
    found = [_of_law(step) for step in next_steps(state, on)]
    found += [event for name, event in _own().items() if state in _states_of(name)]
    fitting = [one for one in found if not one.within and one.group in ("", group) and is_timely(one, told)]
    return sorted(fitting, key=lambda one: one.order)


def is_timely(event: Event, told: Sequence[str]) -> bool:
    """Whether what it follows has happened and is not answered yet; and whether it has not begun already."""
    if event.follows:
        return _last(told, event.follows) > _last(told, (event.name,))
    row = next((one for one in read_toml("course")["stretch"] if event.name in one["opens"]), None)
    return row is None or _last(told, row["opens"]) <= _last(told, row["closes"])


def _last(told: Sequence[str], names: Collection[str]) -> int:
    return max((number for number, name in enumerate(told, start=1) if name in names), default=0)


def words_of(name: str) -> str:
    """What an event is called, whatever the day."""
    own = _own().get(name)
    return own.words if own else next(step.words for step in steps() if step.event == name)


def signer_of(event: Event, on: date) -> str:
    """Who decides by the law of the day ("Trưởng Công an cấp xã"); empty where it does not say."""
    if event.signed_by:
        return rule_of(event.signed_by, on, all_clocks())[1].who
    rows = (row.who for row in terms() if row.measure == event.term_of and row.holds(on))
    return next(rows, "")


def state_words(state: str) -> str:
    return next((one.name for one in person_states() if one.code == state), "")


@cache
def all_clocks() -> Clocks:
    """The country's clocks and the few that the room has set itself."""
    return {**national_clocks(), **clocks_of(read_toml("clocks"))}


def _of_law(step: Step) -> Event:
    added = read_toml("events")["event"].get(step.event, {})
    return _event(
        step.event, step.words, step.article, added, after=step.after, needs_ground=step.needs_ground
    )


@cache
def _own() -> dict[str, Event]:
    return {
        name: _event(name, row["words"], row["article"], row, after=row.get("after"))
        for name, row in read_toml("events")["event"].items()
        if "words" in row
    }


def _states_of(name: str) -> list[str]:
    states: list[str] = read_toml("events")["event"][name]["in"]
    return states


def _event(name: str, words: str, article: str, row: Mapping[str, Any], **law: Any) -> Event:
    added = {key: row[key] for key in _ADDED & row.keys()}
    listed: dict[str, Any] = {key: tuple(row.get(key, ())) for key in ("why", "follows")}
    return Event(name, words, article, law.pop("after", None), **added, **listed, **law)
