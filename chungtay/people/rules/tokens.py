"""By which words a record is found again: numbers as they are, names as they sound, with what stands beside them.

Each word is made blind before it is kept. A record is worth comparing when it shares one word with the one sought, so
every likely slip of the pen leaves some word whole: another day of birth leaves the last name with the commune, another
middle name leaves the first and last with the year, a slip in the last name leaves the first with the whole day.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from chungtay.base.text import fold
from chungtay.people.rules.birth import Born

# Spellings that sound alike somewhere in the country, after marks are gone. The order matters.
_SOUNDS = [
    (re.compile(pattern), put)
    for pattern, put in (
        (r"^ngh", "ng"), (r"^gh", "g"), (r"^(?:gi|d|r|v)(?=[aeiouy])", "d"), (r"^tr", "ch"), (r"^x", "s"),
        (r"^ph", "f"), (r"^(?:k|q)", "c"), (r"^l", "n"), (r"y", "i"), (r"nh?g?$", "n"), (r"(?:ch|c|t|p)$", "t"),
        (r"(.)\1+", r"\1"),
    )
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a record can be compared: ``numbers`` and ``phones`` as digits and letters only, ``commune`` an id."""

    name: str
    born: Born | None = None
    sex: str = ""
    numbers: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    communes: frozenset[int] = frozenset()
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    address: str = ""


def plain_number(text: str) -> str:
    """A number as it is compared: letters and digits, in upper case."""
    return "".join(character for character in text.upper() if character.isalnum())


def plain_phone(text: str) -> str:
    """A telephone number as it is compared: "+84 91…" and "091…" are one."""
    digits = "".join(character for character in text if character.isdecimal())
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) > 9 else digits


def bare(name: str) -> str:
    """A name without marks, syllable by syllable: what ``fold`` says, quicker for hundreds of names."""
    return " ".join(filter(None, map(_bare_syllable, name.split())))


# Of syllables only: no name stays in memory.
_bare_syllable = lru_cache(maxsize=8192)(fold)


@lru_cache(maxsize=8192)
def sound(syllable: str) -> str:
    """A syllable without marks, as it may sound to who writes it down."""
    for pattern, put in _SOUNDS:
        syllable = pattern.sub(put, syllable)
    return syllable


def name_sounds(name: str) -> list[str]:
    return [sound(syllable) for syllable in bare(name).split()]


def words_of(seen: Seen, *, also_in: Collection[int] = ()) -> set[str]:
    """Every word under which a record is kept or sought, before it is made blind; sought in further communes too."""
    words = {f"number {number}" for number in seen.numbers} | {f"phone {phone}" for phone in seen.phones}
    for name in (seen.name, *seen.aliases):
        if sounds := name_sounds(name):
            words |= set(_of_name(sounds, seen.born, seen.communes | set(also_in)))
    return words


def _of_name(sounds: list[str], born: Born | None, communes: Collection[int]) -> Iterator[str]:
    first, last, whole = sounds[0], sounds[-1], " ".join(sorted(sounds))
    yield from (f"at {last} {commune}" for commune in communes)
    if born is None:
        yield f"name {whole}"
        return
    yield from (f"near {first} {born.year} {commune}" for commune in communes)
    yield f"year {first} {last} {born.year}"
    yield f"full {whole} {born.year}"
    if born.is_whole:
        day = " ".join(map(str, sorted((born.day, born.month))))
        yield from (f"born {day} {born.year} {commune}" for commune in communes)
        yield f"day {first} {last} {day}"
        yield f"given {last} {day} {born.year}"
        yield f"family {first} {day} {born.year}"
