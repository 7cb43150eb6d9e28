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


def year_before(period: str) -> str:
    """
    >>> year_before("2026-M03")
    '2025-M03'
    """
    year, dash, rest = period.partition("-")
    return f"{int(year) - 1}{dash}{rest}"


def title_of(template: str, period: str, plan: str = "") -> str:
    """
    >>> title_of("quý {quarter} năm {year}", "2026-Q2")
    'quý II năm 2026'
    """
    year, _, rest = period.partition("-")
    number = int(rest[1:]) if rest[:1] in ("M", "Q") else 0
    return template.format(
        year=year, month=number, quarter=("", "I", "II", "III", "IV")[number % 5], plan=plan
    )
