"""The events of a person's calendar: what is due, the dates of the law, and what changed since they were last told."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.law.rules import window
from chungtay.notices.rules import Act, Due
from chungtay.reminders.rules.recurring import Recurrence, recurrence

_IN_A_FEED = (Act.DO, Act.SUBMIT, Act.HELP)


@dataclass(frozen=True, slots=True)
class Event:
    """``whole_days``: how many days it fills; 0 for the hour at which a day's work ends."""

    uid: str
    words: str
    link: str
    when: Recurrence
    whole_days: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """An event as it was last told. A cancelled one is told as cancelled until it is forgotten."""

    sequence: int
    event: Event
    cancelled: bool = False


def events_of(dues: Iterable[Due]) -> list[Event]:
    """What a body is to do by a day, the turns of one recurring duty as one event."""
    series: dict[str, list[Due]] = defaultdict(list)
    for due in dues:
        if due.act in _IN_A_FEED:
            series[due.series or due.key].append(due)
    return [
        Event(uid, turns[0].words, turns[0].link, recurrence(due.on for due in turns))
        for uid, turns in series.items()
    ]


def legal_events(year: int) -> list[Event]:
    """The days that the law sets for everybody, from the beginning of a year on, for ten years."""
    years = range(year, year + 10)
    events = [
        Event(
            f"legal.{row['code']}",
            row["words"],
            "",
            recurrence(date(one, *row["day"]) for one in years),
            row["days"],
        )
        for row in _dates()["day"]
    ]
    for row in _dates()["window"]:
        lasts = (window(f"{one}{period}").last for one in years for period in row["periods"])
        events.append(Event(f"legal.window.{row['code']}", row["words"], "", recurrence(lasts), 1))
    return events


@cache
def _dates() -> dict[str, Any]:
    return tomllib.loads(files("chungtay.reminders").joinpath("dates.toml").read_text(encoding="utf-8"))


def told_anew(before: Mapping[str, Known], events: Iterable[Event]) -> dict[str, Known]:
    """What a feed tells now. An event that changed, went or came back gets the next number; others stay."""
    now = {event.uid: event for event in events}
    told = {uid: _again(before.get(uid), event) for uid, event in now.items()}
    for uid, known in before.items():
        if uid not in now:
            gone = replace(known, sequence=known.sequence + 1, cancelled=True)
            told[uid] = known if known.cancelled else gone
    return told


def _again(known: Known | None, event: Event) -> Known:
    if known is None:
        return Known(0, event)
    if known.event == event and not known.cancelled:
        return known
    return Known(known.sequence + 1, event)
