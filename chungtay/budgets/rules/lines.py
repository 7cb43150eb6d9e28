"""Which line of a new table is which line of the old one."""

from collections.abc import Callable, Mapping, Sequence

from chungtay.base.text import fold

Spelled = tuple[str, str]  # number and label, as printed


def pair_lines(old: Mapping[int, Spelled], new: Sequence[Spelled]) -> dict[int, int]:
    """The old line (key) that each new one (position) goes on with; a line without one is new.

    First those with the same number and words, then with the same words, then with the same number. What
    more than one could mean is left alone: money never changes its line by a guess.
    """
    paired: dict[int, int] = {}
    asked: list[Callable[[Spelled], Spelled | str]] = [
        lambda said: (said[0], fold(said[1])),
        lambda said: fold(said[1]),
        lambda said: said[0],
    ]
    for spelling in asked:
        free = {key: said for key, said in old.items() if key not in paired.values()}
        for position, said in enumerate(new):
            same = [key for key, known in free.items() if spelling(known) == spelling(said)]
            rivals = [
                p for p, other in enumerate(new) if p not in paired and spelling(other) == spelling(said)
            ]
            if position not in paired and spelling(said) and len(same) == 1 == len(rivals):
                paired[position] = same[0]
    return paired
