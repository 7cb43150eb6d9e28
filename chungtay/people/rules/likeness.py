"""How alike two records are, and why: reasons that a person can check, and decide.

The points say how much a reason weighs between two records. They are no property of a person and are not kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio

from chungtay.base.text import fold
from chungtay.people.rules.birth import Born
from chungtay.people.rules.grounds import read_toml
from chungtay.people.rules.tokens import Seen, bare, name_sounds

_LONG_NUMBER = 7  # a shorter number that differs by one sign is simply another one
_PERSONAL = 12  # signs of the personal number, which stays; other cards get a new number when renewed
_CLOSE_ADDRESS = 85  # of 100


class Reason(StrEnum):
    """One thing that speaks for or against two records being of the same person."""

    NUMBER_SAME = "number_same"
    NUMBER_SLIP = "number_slip"
    NUMBER_OTHER = "number_other"
    PHONE_SAME = "phone_same"
    NAME_SAME = "name_same"
    NAME_MARKS = "name_marks"
    NAME_SOUNDS = "name_sounds"
    NAME_ORDER = "name_order"
    NAME_PART = "name_part"
    NAME_SLIP = "name_slip"
    NAME_ALIAS = "name_alias"
    NAME_OTHER = "name_other"
    BORN_SAME = "born_same"
    BORN_SWAPPED = "born_swapped"
    BORN_SLIP = "born_slip"
    BORN_YEAR = "born_year"
    BORN_PART = "born_part"
    BORN_OTHER = "born_other"
    SEX_OTHER = "sex_other"
    COMMUNE_SAME = "commune_same"
    COMMUNE_HEIR = "commune_heir"
    ADDRESS_CLOSE = "address_close"
    PARENT_SAME = "parent_same"


@dataclass(frozen=True, slots=True)
class Likeness:
    """The reasons, the weightiest first, and what they come to."""

    points: float
    reasons: tuple[Reason, ...]

    @property
    def listed(self) -> bool:
        return self.points >= float(read_toml("likeness.toml")["listed"])

    @property
    def likely(self) -> bool:
        return self.points >= float(read_toml("likeness.toml")["likely"])


def compare(sought: Seen, found: Seen, *, heirs: frozenset[int] = frozenset()) -> Likeness:
    """``heirs``: communes that took over from, or went into, those of the record sought."""
    points = read_toml("likeness.toml")["points"]
    reasons = [*_numbers(sought, found), *_name(sought, found), *_born(sought.born, found.born)]
    reasons += _around(sought, found, heirs)
    reasons.sort(key=lambda reason: -abs(points[reason]))
    return Likeness(round(sum(points[reason] for reason in reasons), 2), tuple(reasons))


def _numbers(sought: Seen, found: Seen) -> Iterator[Reason]:
    if sought.phones & found.phones:
        yield Reason.PHONE_SAME
    if sought.numbers & found.numbers:
        yield Reason.NUMBER_SAME
        return
    # Only numbers of one length stand on the same kind of card: nine signs say nothing against twelve.
    pairs = [(a, b) for a in sought.numbers for b in found.numbers if len(a) == len(b)]
    if any(len(a) >= _LONG_NUMBER and OSA.distance(a, b, score_cutoff=1) == 1 for a, b in pairs):
        yield Reason.NUMBER_SLIP
    elif any(len(a) == _PERSONAL for a, _b in pairs):
        yield Reason.NUMBER_OTHER


def _name(sought: Seen, found: Seen) -> Iterator[Reason]:
    reason = _one_name(sought.name, found.name)
    if reason in (Reason.NAME_OTHER, Reason.NAME_PART, Reason.NAME_SLIP):
        others = [(sought.name, alias) for alias in found.aliases] + [
            (alias, found.name) for alias in sought.aliases
        ]
        if any(bare(a) == bare(b) for a, b in others):
            reason = Reason.NAME_ALIAS
    yield reason


def _one_name(one: str, other: str) -> Reason:
    if " ".join(one.casefold().split()) == " ".join(other.casefold().split()):
        return Reason.NAME_SAME
    first, second = bare(one), bare(other)
    if first == second:
        return Reason.NAME_MARKS
    here, there = name_sounds(one), name_sounds(other)
    if here == there:
        return Reason.NAME_SOUNDS
    if sorted(here) == sorted(there):
        return Reason.NAME_ORDER
    if OSA.distance(first.replace(" ", ""), second.replace(" ", ""), score_cutoff=2) <= 2:
        return Reason.NAME_SLIP
    short, long = sorted((set(here), set(there)), key=len)
    if _ends_agree(here, there) or (short and short <= long):
        return Reason.NAME_PART
    return Reason.NAME_OTHER


def _ends_agree(here: list[str], there: list[str]) -> bool:
    """The first syllable and the last are the same, one of them but for one letter."""
    if not here or not there:
        return False
    first = OSA.distance(here[0], there[0], score_cutoff=1)
    last = OSA.distance(here[-1], there[-1], score_cutoff=1)
    return first + last <= 1


def _born(one: Born | None, other: Born | None) -> Iterator[Reason]:
    if one is None or other is None:
        return
    if one == other:
        yield Reason.BORN_SAME if one.is_whole else Reason.BORN_YEAR
    elif not (one.is_whole and other.is_whole):
        yield _by_year(one.year, other.year)
    elif (one.year, one.day, one.month) == (other.year, other.month, other.day):
        yield Reason.BORN_SWAPPED
    elif OSA.distance(str(one), str(other), score_cutoff=1) == 1 or _same_parts(one, other) == 2:
        yield Reason.BORN_SLIP
    else:
        yield Reason.BORN_PART if one.year == other.year else Reason.BORN_OTHER


def _by_year(one: int, other: int) -> Reason:
    if one == other:
        return Reason.BORN_YEAR
    return Reason.BORN_SLIP if abs(one - other) == 1 else Reason.BORN_OTHER


def _same_parts(one: Born, other: Born) -> int:
    return (one.year == other.year) + (one.month == other.month) + (one.day == other.day)


def _around(sought: Seen, found: Seen, heirs: frozenset[int]) -> Iterator[Reason]:
    if sought.sex and found.sex and sought.sex != found.sex:
        yield Reason.SEX_OTHER
    if sought.communes & found.communes:
        yield Reason.COMMUNE_SAME
    elif heirs & found.communes:
        yield Reason.COMMUNE_HEIR
    if sought.address and token_sort_ratio(fold(sought.address), fold(found.address)) >= _CLOSE_ADDRESS:
        yield Reason.ADDRESS_CLOSE
    if {bare(name) for name in sought.parents} & {bare(name) for name in found.parents}:
        yield Reason.PARENT_SAME
