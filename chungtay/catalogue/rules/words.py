"""The closed lists of the catalogue."""

from enum import StrEnum


class Aggregation(StrEnum):
    """How the values of an element become one number.

    Over its breakdowns values are always added, but for a breakdown that is not additive: over it, never.
    """

    SUM = "sum"  # over periods and over places: added
    LAST = "last"  # over periods: the last; over places: added (people in treatment at the end of the month)
    MAXIMUM = "maximum"  # over periods and over places: the highest
    NONE = "none"  # never: each value stands for itself


class ValueKind(StrEnum):
    """What kind of number. All but a balance are zero or more."""

    COUNT = "count"  # whole
    MEASURE = "measure"  # with decimals: m², kg
    MONEY = "money"  # whole đồng


class PeriodKind(StrEnum):
    """The periods of law.rules.window."""

    MONTH = "month"  # 2026-M03
    QUARTER = "quarter"  # 2026-Q2
    HALF = "half"  # 2026-H1
    NINE_MONTHS = "9months"  # 2026-9M
    YEAR = "year"  # 2026


class Better(StrEnum):
    """Which way of an indicator is the better one."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"
