"""The year of assessment and its days, from the dated rows of the law."""

from dataclasses import dataclass
from datetime import date

from chungtay.law.rules import window
from chungtay.law.rules.book import in_force
from chungtay.law.rules.criteria import cycles


@dataclass(frozen=True, slots=True)
class Cycle:
    """Of one year: its window, the day on which communes are judged, and by when the list goes up and is approved."""

    year: int
    first: date
    assessed_on: date
    report_by: date
    approve_by: date
    article: str


def cycle_of(year: int) -> Cycle | None:
    """None for a year whose last day no rule of the law covers."""
    row = in_force(cycles(), date(year, 12, 14)) if 1900 < year < 9999 else None
    if row is None:
        return None
    assessed, report, approve = (
        date.fromisoformat(f"{year}-{day}") for day in (row.assessed_on, row.report_by, row.approve_by)
    )
    return Cycle(year, window(str(year)).first, assessed, report, approve, row.article)
