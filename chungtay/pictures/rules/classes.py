"""At most five classes for a map: as many units in each as there can be, and never two classes of one number."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

MOST = 5


@dataclass(frozen=True, slots=True)
class Class:
    """``level`` from 1, the lowest; from ``low`` to ``high``, both of them numbers that occur."""

    level: int
    low: Decimal
    high: Decimal

    def holds(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


def classes_of(values: Iterable[Decimal]) -> list[Class]:
    """
    >>> [(int(one.low), int(one.high)) for one in classes_of(map(Decimal, [0, 0, 0, 1, 2, 9]))]
    [(0, 0), (1, 1), (2, 2), (9, 9)]
    """
    ordered = sorted(values)
    found: list[Class] = []
    start = 0
    while start < len(ordered):
        share = -(-(len(ordered) - start) // (MOST - len(found)))  # what is left, evenly; rounded up
        end = start + share
        while end < len(ordered) and ordered[end] == ordered[end - 1]:
            end += 1
        found.append(Class(len(found) + 1, ordered[start], ordered[end - 1]))
        start = end
    return found
