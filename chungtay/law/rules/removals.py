"""When somebody is taken off a list: each list by its own rule, with the article that the paper will name."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import Row, in_force, pages, row_fields


class PersonList(StrEnum):
    """The lists that the commune police keep by law."""

    USERS = "users"
    ADDICTS = "addicts"
    AFTERCARE = "aftercare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal(Row):
    """What takes a person off ``list_of``, in one regime."""

    list_of: PersonList
    regime: str
    events: tuple[str, ...]


def removal(list_of: PersonList, event: str, on: date) -> Removal | None:
    """The rule by which what happened on the day takes the person off the list; None when it does not."""
    row = in_force((one for one in removals() if one.list_of is list_of), on)
    if row is None or event not in events():
        raise NoAnswer(
            "no such removal", "Không có danh sách hoặc sự việc này trong luật khi đó.", event=event
        )
    return row if event in row.events else None


@cache
def events() -> frozenset[str]:
    """Every event that any list knows."""
    return frozenset(event for row in removals() for event in row.events)


@cache
def removals() -> tuple[Removal, ...]:
    return tuple(
        Removal(
            list_of=PersonList(raw["list"]),
            regime=raw["regime"],
            events=tuple(raw["events"]),
            **row_fields(raw),
        )
        for raw in pages("removals")["removal"]
    )
