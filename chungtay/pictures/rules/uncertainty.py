"""How far chance alone moves a number of few cases, at 95 %, and what that leaves of a ranking.

Sources: E. B. Wilson, JASA 22 (1927) 209-212, for shares; Byar's approximation of the Poisson limits for counts, as in
N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II (IARC 1987), p. 69.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from typing import NamedTuple

_Z = 1.959964
_STEP = Decimal("0.01")


class Range(NamedTuple):
    low: Decimal
    high: Decimal


def range_of_share(cases: Decimal, of: Decimal, *, per: Decimal = Decimal(100)) -> Range:
    """The Wilson interval of ``per`` × cases ÷ of, for 0 <= cases <= of and of > 0.

    >>> range_of_share(Decimal(1), Decimal(10))
    Range(low=Decimal('1.79'), high=Decimal('40.42'))
    """
    n, share = float(of), float(cases / of)
    middle = share + _Z**2 / (2 * n)
    reach = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n))
    whole = 1 + _Z**2 / n
    return Range(_told((middle - reach) / whole, per), _told((middle + reach) / whole, per))


def range_of_count(cases: Decimal, *, per: Decimal = Decimal(1)) -> Range:
    """Byar's limits of a count of events, times ``per``.

    >>> range_of_count(Decimal(9))
    Range(low=Decimal('4.11'), high=Decimal('17.09'))
    """
    n = float(cases)
    low = n * (1 - 1 / (9 * n) - _Z / (3 * sqrt(n))) ** 3 if n else 0.0
    more = n + 1
    high = more * (1 - 1 / (9 * more) + _Z / (3 * sqrt(more))) ** 3
    return Range(_told(low, per), _told(high, per))


def ranks(ranges: Sequence[Range]) -> list[tuple[int, int]]:
    """From which to which place each may stand, the highest first: who overlaps is not told apart.

    >>> ranks([Range(Decimal(8), Decimal(9)), Range(Decimal(2), Decimal(4)), Range(Decimal(3), Decimal(5))])
    [(1, 1), (2, 3), (2, 3)]
    """
    return [
        (
            1 + sum(other.low > one.high for other in ranges),
            len(ranges) - sum(other.high < one.low for other in ranges),
        )
        for one in ranges
    ]


def _told(share: float, per: Decimal) -> Decimal:
    return (Decimal(max(share, 0.0)) * per).quantize(_STEP, ROUND_HALF_UP)
