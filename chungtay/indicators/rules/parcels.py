"""Territory through time: what makes a figure of any year show in the units of any day, with the same total.

A *parcel* is one way through the successions, from the earliest unit to the latest: the ground that commune A gave
to commune B. Every unit is the union of its parcels, so that a value of any unit can be laid on parcels and taken up
again by the units of another day. Both geographies add up the same parcels: that is why their totals are equal.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Parcel:
    """The units that held one piece of ground, the earliest first; ``size`` by the basis of allocation, if known."""

    units: tuple[int, ...]
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """By what the values of a divided unit are allocated; ``sizes`` by (old code, new code)."""

    name: str
    source: str
    sizes: Mapping[tuple[str, str], int]


@cache
def allocation_basis() -> Basis:
    """data/allocation.toml. A unit of which a piece has no size there is divided into equal parts."""
    raw = tomllib.loads((DATA / "allocation.toml").read_text(encoding="utf-8"))
    sizes = {(row["old"], row["new"]): int(row["size"]) for row in raw.get("piece", [])}
    return Basis(raw["basis"], raw["source"], sizes)


def parcels(
    units: Mapping[int, str], passings: Iterable[tuple[int, int]], sizes: Mapping[tuple[str, str], int]
) -> list[Parcel]:
    """Every way through the passings (old, new); a unit without any is a parcel of its own.

    ``units``: id -> official code. The size of a way is that of its last passing.
    """
    into: dict[int, list[int]] = defaultdict(list)
    heirs: set[int] = set()
    for old, new in sorted(set(passings)):
        into[old].append(new)
        heirs.add(new)
    waiting: list[tuple[int, ...]] = [(unit,) for unit in sorted(units) if unit not in heirs]
    ways: list[tuple[int, ...]] = []
    while waiting:
        way = waiting.pop()
        following = [new for new in into[way[-1]] if new not in way]
        waiting += [(*way, new) for new in following]
        if not following:
            ways.append(way)
    return [Parcel(way, _size(way, units, sizes)) for way in sorted(ways)]


def _size(way: tuple[int, ...], codes: Mapping[int, str], sizes: Mapping[tuple[str, str], int]) -> int | None:
    return sizes.get((codes[way[-2]], codes[way[-1]])) if len(way) > 1 else None


def weights(own: Sequence[Parcel]) -> list[int]:
    """How the parcels of one unit share its values: by size where each has one, else equally."""
    known = [parcel.size for parcel in own if parcel.size is not None]
    return known if len(known) == len(own) and any(known) else [1] * len(own)


def allocate(amount: int, shares: Sequence[int]) -> list[int]:
    """The amount in whole parts by share, by largest remainder (the first of equals): they sum to it exactly.

    >>> allocate(10, [1, 1, 1]), allocate(-1, [1, 3])
    ([4, 3, 3], [0, -1])
    """
    whole, sign = sum(shares), -1 if amount < 0 else 1
    quotients = [divmod(abs(amount) * share, whole) for share in shares]
    left = abs(amount) - sum(quotient for quotient, _rest in quotients)
    first = sorted(range(len(shares)), key=lambda at: (-quotients[at][1], at))[:left]
    return [sign * (quotient + (at in first)) for at, (quotient, _rest) in enumerate(quotients)]
