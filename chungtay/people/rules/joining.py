"""Which records are of one human being, when people have said of pairs of them that they are."""

from collections.abc import Iterable


def same_of(ties: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """For each record of a tie all records that hang together with it, itself among them.

    >>> sorted(same_of([(1, 2), (2, 5), (7, 8)])[5])
    [1, 2, 5]
    """
    found: dict[int, set[int]] = {}
    for first, second in ties:
        together = found.get(first, {first}) | found.get(second, {second})
        found |= dict.fromkeys(together, together)
    return {record: frozenset(together) for record, together in found.items()}
