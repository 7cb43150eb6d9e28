"""Which period a report covers, and what the period is called."""

from chungtay.reports.rules.words import PeriodLength

_HALVES = {PeriodLength.HALF: "H1", PeriodLength.NINE: "9M"}


def period_of(length: PeriodLength, year: int, part: int = 1) -> str:
    """The law's name of it: ``2026-M03``, ``2026-Q2``, ``2026-H1``, ``2026-9M``, ``2026``.

    >>> period_of(PeriodLength.QUARTER, 2026, 2), period_of(PeriodLength.YEAR, 2026)
    ('2026-Q2', '2026')
    """
    match length:
        case PeriodLength.MONTH:
            return f"{year}-M{part:02d}"
        case PeriodLength.QUARTER:
            return f"{year}-Q{part}"
        case PeriodLength.YEAR:
            return str(year)
    return f"{year}-{_HALVES[length]}"


def span_of(first: int, last: int) -> str:
    """The years of a plan as one period.

    >>> span_of(2022, 2025), span_of(2026, 2026)
    ('2022-2025', '2026')
    """
    return f"{first}-{last}" if last > first else str(first)


def parts_of(period: str) -> tuple[str, ...]:
    """The law's periods that it consists of: the years of a span, else itself.

    >>> parts_of("2022-2024"), parts_of("2026-H1")
    (('2022', '2023', '2024'), ('2026-H1',))
    """
    first, _dash, last = period.partition("-")
    if len(last) == 4 and last.isdigit():
        return tuple(str(year) for year in range(int(first), int(last) + 1))
    return (period,)


def before(period: str) -> str:
    """The same a year before; for a span the years right before it.

    >>> before("2026-M03"), before("2022-2025")
    ('2025-M03', '2018-2021')
    """
    parts = parts_of(period)
    if len(parts) > 1:
        return span_of(int(parts[0]) - len(parts), int(parts[0]) - 1)
    year, dash, rest = period.partition("-")
    return f"{int(year) - 1}{dash}{rest}"


def short(period: str) -> str:
    """The head of a column: the year, or the years.

    >>> short("2026-H1"), short("2022-2025")
    ('2026', '2022-2025')
    """
    return period if len(parts_of(period)) > 1 else period[:4]


def title_of(template: str, period: str, plan: str = "", about: str = "") -> str:
    """
    >>> title_of("quý {quarter} năm {year}", "2026-Q2")
    'quý II năm 2026'
    """
    year, _, rest = period.partition("-")
    number = int(rest[1:]) if rest[:1] in ("M", "Q") else 0
    return template.format(
        year=year, month=number, quarter=("", "I", "II", "III", "IV")[number % 5], plan=plan, about=about
    )
