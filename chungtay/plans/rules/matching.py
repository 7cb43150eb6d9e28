"""A newer version of the same paper: which of its duties are the old ones."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from chungtay.base.moments import Moment
from chungtay.base.text import fold

LIKE = 0.6  # below this share of common words two duties are not one


@dataclass(frozen=True, slots=True)
class Pairing:
    """Keys of the old side to positions of the new side; what is new only; what is gone."""

    kept: dict[int, int]
    new: tuple[int, ...]
    gone: tuple[int, ...]


def pair_tasks(old: Mapping[int, str], new: Sequence[str]) -> Pairing:
    """Match by equal words, then by the most alike words; each at most once."""
    kept: dict[int, int] = {}
    _take_equal(kept, {key: fold(text) for key, text in old.items()}, [fold(text) for text in new])
    _take_alike(kept, old, new)
    return _pairing(kept, list(old), len(new))


def _pairing(kept: dict[int, int], old: Sequence[int], new: int) -> Pairing:
    taken = set(kept.values())
    free = tuple(position for position in range(new) if position not in taken)
    return Pairing(kept, free, tuple(key for key in old if key not in kept))


def _take_equal(kept: dict[int, int], old: Mapping[int, Hashable], new: Sequence[Hashable]) -> None:
    free: dict[Hashable, list[int]] = {}
    taken = set(kept.values())
    for position, key in enumerate(new):
        if position not in taken:
            free.setdefault(key, []).append(position)
    for key, words in old.items():
        if key not in kept and free.get(words):
            kept[key] = free[words].pop(0)


def _take_alike(kept: dict[int, int], old: Mapping[int, str], new: Sequence[str]) -> None:
    taken = set(kept.values())
    scored = []
    for key in old.keys() - kept.keys():
        words = fold(old[key]).split()
        for position in set(range(len(new))) - taken:
            matcher = SequenceMatcher(None, words, fold(new[position]).split(), autojunk=False)
            # The two quick ratios are upper bounds: most pairs are told apart without aligning them.
            if (
                matcher.real_quick_ratio() >= LIKE
                and matcher.quick_ratio() >= LIKE
                and matcher.ratio() >= LIKE
            ):
                scored.append((-matcher.ratio(), key, position))
    for _score, key, position in sorted(scored):
        if key not in kept and position not in taken:
            kept[key] = position
            taken.add(position)


def pair_moments(old: Mapping[int, Moment], new: Sequence[Moment]) -> Pairing:
    """Equal moments first; what is left over is paired in order, so that a moved date keeps its shares."""
    kept: dict[int, int] = {}
    wanted = [(moment.label, moment.due_on) for moment in new]
    _take_equal(kept, {key: (moment.label, moment.due_on) for key, moment in old.items()}, wanted)
    left = _pairing(kept, list(old), len(new))
    kept.update(zip(left.gone, left.new, strict=False))
    return _pairing(kept, list(old), len(new))
