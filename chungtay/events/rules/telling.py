"""Which lines of the journal are events for the outside, and what of each goes along: told.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

# A code, a number in words or a day; no blank and no letter of a sentence fits.
_CODE = re.compile(r"[A-Za-z0-9_.:+-]{1,40}")
_NAME = re.compile(r"evt_([1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class Told:
    """``fields``: by verb that is told, which of its changes go along; ``kept``: by verb that is not, why not."""

    fields: Mapping[str, frozenset[str]]
    kept: Mapping[str, str]


@cache
def told() -> Told:
    raw = tomllib.loads(files("chungtay.events").joinpath("told.toml").read_text(encoding="utf-8"))
    return Told(
        {verb: frozenset(fields) for verb, fields in raw["told"].items()},
        {verb: group["why"] for group in raw["kept"].values() for verb in group["verbs"]},
    )


def fields_told(verb: str, change: Mapping[str, Any]) -> dict[str, Any]:
    """What of a change goes along: the fields that told.toml names, as far as they hold codes, numbers and days.

    >>> fields_told("share.reported", {"state": ["open", "done"], "percent": [None, 100], "note": [None, "x"]})
    {'percent': [None, 100], 'state': ['open', 'done']}
    >>> fields_told("share.reported", {"state": ["Anh A nói", "done"]})
    {}
    """
    named = told().fields.get(verb, frozenset())
    return {name: change[name] for name in sorted(named & change.keys()) if _is_plain(change[name])}


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_plain(one) for one in value)
    if isinstance(value, str):
        return _CODE.fullmatch(value) is not None
    return value is None or isinstance(value, int | float)


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as it is told. ``number`` is its place in the journal: later events have larger ones."""

    number: int  # 0 for one that only tries the way
    verb: str
    at: datetime
    body: str  # the name of the body in which it happened; empty for the installation's own work
    kind: str
    thing: int
    address: str  # where a person finds the thing; empty where it has no page of its own
    fields: Mapping[str, Any]

    @property
    def id(self) -> str:
        return event_name(self.number) if self.number else f"test_{self.thing}_{self.at:%Y%m%d%H%M%S%f}"

    def as_json(self) -> dict[str, Any]:
        """As it goes out, in the layout of Standard Webhooks: type, timestamp, data."""
        return {
            "id": self.id,
            "type": self.verb,
            "timestamp": self.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "data": {
                "body": self.body or None,
                "subject": {"kind": self.kind, "id": self.thing, "address": self.address or None},
                "change": dict(self.fields),
            },
        }


def event_name(number: int) -> str:
    """By which a receiver knows an event that comes twice.

    >>> event_name(12)
    'evt_12'
    """
    return f"evt_{number}"


def number_in(name: str) -> int | None:
    """The number that :func:`event_name` made a name of.

    >>> number_in("evt_12"), number_in("12"), number_in("evt_012")
    (12, None, None)
    """
    found = _NAME.fullmatch(name.strip())
    return int(found[1]) if found else None
