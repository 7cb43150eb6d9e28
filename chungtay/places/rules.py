"""What a unit is, how its name is searched, and how the tree follows from dated parents.

Days are half-open everywhere in this room: a unit lives from ``valid_from`` to the day before ``valid_to``;
``valid_to`` None means that it still lives.
"""

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Protocol

from chungtay.base.actor import Actor
from chungtay.base.text import fold

DATA = Path(__file__).parent / "data"
HORIZON = date(2021, 11, 1)  # the first list of units that the data holds
TWO_LEVELS = date(2025, 7, 1)  # districts ended the day before
NAME_LIMIT = 120
MANAGE = "places.manage"  # the power to add, rename and close villages
# The class of colour that a unit has on a map, by its type.
LEVELS = {
    "tỉnh": 0,
    "xã": 0,
    "huyện": 0,
    "thành phố": 1,
    "phường": 1,
    "thị xã": 2,
    "thị trấn": 2,
    "quận": 3,
    "đặc khu": 3,
}
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # grave, acute, tilde, hook above, dot below


def may_manage(actor: Actor, *, above: Collection[int]) -> bool:
    """Add, rename and close villages: the power, over a place that holds the unit or ever held it.

    ``above`` holds the unit itself and every unit that it stands or ever stood under.
    """
    return actor.can(MANAGE) and not actor.reach.isdisjoint(above)


class Kind(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"


class Share(StrEnum):
    """How much of the old unit went to the new one."""

    FULL = "full"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from ``start`` to the day before ``end`` (None: no end)."""

    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def meet(self, other: "Span") -> "Span | None":
        """The days that both have, or None."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends, default=None)
        return Span(start, end) if end is None or start < end else None


class Dated(Protocol):
    """Whatever has a first day and a day on which it no longer is."""

    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date | None: ...


@cache
def type_words() -> Mapping[str, Mapping[str, list[str]]]:
    """kind -> type word -> its short forms."""
    return tomllib.loads((DATA / "types.toml").read_text(encoding="utf-8"))


def village_words() -> list[str]:
    return list(type_words()[Kind.VILLAGE])


def own_name(type_word: str, typed: str) -> str:
    """The name alone, as it is stored: composed letters, single spaces, without the type word.

    >>> own_name("bản", "Bản  Nà Sự")
    'Nà Sự'
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    before = f"{type_word} "
    return name[len(before) :] if name.casefold().startswith(before) else name


def is_taken(whole: str, others: Iterable[str]) -> bool:
    """Two names that differ only in case or in where a tone is written are one name."""
    return tone_key(whole) in {tone_key(other) for other in others}


def full_name(type_word: str, name: str) -> str:
    """
    >>> full_name("xã", "Mường Ảng")
    'Xã Mường Ảng'
    """
    return f"{type_word[:1].upper()}{type_word[1:]} {name}"


def tone_key(text: str) -> str:
    """The text as typed but for case, and with the tone at the end of its word, so that "Hoà" equals "Hòa".

    >>> tone_key("Hoà Bình") == tone_key("hòa bình"), tone_key("Sa Pả") == tone_key("Sa Pa")
    (True, False)
    """
    words = []
    for word in unicodedata.normalize("NFD", text.casefold()).split():
        letters = "".join(character for character in word if character not in _TONES)
        words.append(letters + "".join(sorted(character for character in word if character in _TONES)))
    return " ".join(words)


def spell_out(text: str) -> str:
    """Short type words written in full.

    >>> spell_out("TP.Huế"), spell_out("tx Mường Lay"), spell_out("Tả Phời")
    ('thành phố Huế', 'thị xã Mường Lay', 'Tả Phời')
    """
    first, _, rest = text.strip().partition(" ")
    short, dot, glued = first.partition(".")
    if glued:
        first, rest = short + dot, f"{glued} {rest}".strip()
    for words in type_words().values():
        for word, short_forms in words.items():
            if rest and first.casefold() in short_forms:
                return f"{word} {rest}"
    return text.strip()


def search_rank(text: str, *, name: str, whole: str) -> int:
    """How well a unit answers what was typed; smaller is better. ``whole`` is the full name.

    Marks decide before length: who types "Sa Pả" gets Phường Sa Pả before Phường Sa Pa, and the reverse.
    """
    key, toned = fold(text), tone_key(text)
    if toned in (tone_key(name), tone_key(whole)):
        return 0
    if key in (fold(name), fold(whole)):
        return 1
    if fold(name).startswith(key) or fold(whole).startswith(key):
        return 2 if toned in tone_key(whole) else 3
    return 4 if toned in tone_key(whole) else 5


@dataclass(frozen=True, slots=True)
class Ancestry:
    """For these days the ancestor stands ``depth`` steps above the descendant."""

    ancestor: int
    descendant: int
    depth: int
    span: Span


def closure(lives: Mapping[int, Span], parents: Mapping[int, Sequence[tuple[int, Span]]]) -> set[Ancestry]:
    """Every (ancestor, descendant, depth, span) that follows from each unit's life and its dated parents.

    A unit is its own ancestor at depth 0. Spans of one pair at one depth that touch are joined.
    """
    found: dict[int, set[Ancestry]] = {}

    def above(unit: int) -> set[Ancestry]:
        if unit not in found:
            spans: dict[tuple[int, int], list[Span]] = defaultdict(list)
            spans[unit, 0].append(lives[unit])
            for parent, link in parents.get(unit, ()):
                for step in above(parent):
                    if (both := step.span.meet(link)) is not None:
                        spans[step.ancestor, step.depth + 1].append(both)
            found[unit] = {
                Ancestry(ancestor, unit, depth, span)
                for (ancestor, depth), pieces in spans.items()
                for span in join_spans(pieces)
            }
        return found[unit]

    return {row for unit in lives for row in above(unit)}


def check_versions(units: Mapping[tuple[str, date], Sequence[Dated]]) -> None:
    """Raise ValueError if two units bear one code on one day, or the versions of a unit leave a day out.

    ``units``: (code, first day) -> its versions in order.
    """
    ends: dict[str, date] = {}
    for (code, born), versions in sorted(units.items(), key=lambda item: item[0]):
        if code in ends and ends[code] > born:
            raise ValueError(f"two units bear the code {code} on {born}")
        day = born
        for version in versions:
            if version.start != day or (version.end is not None and version.end <= day):
                raise ValueError(f"the versions of {code} do not follow each other on {version.start}")
            day = version.end or date.max
        ends[code] = day


def join_spans(spans: Iterable[Span]) -> list[Span]:
    """The same days in the fewest spans, in order."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        last = joined[-1] if joined else None
        if last is not None and (last.end is None or span.start <= last.end):
            end = None if last.end is None or span.end is None else max(last.end, span.end)
            joined[-1] = Span(last.start, end)
        else:
            joined.append(span)
    return joined
