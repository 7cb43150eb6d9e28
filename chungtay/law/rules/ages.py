"""Ages in whole years, as the law counts them: "from 12", "under 18"."""

from datetime import date

from chungtay.law.rules.moments import months_later


def age_on(born: date, on: date) -> int:
    """Whole years on the day; who was born on 29 February grows a year older on the 28th of other years.

    Negative before birth.
    """
    years = on.year - born.year
    return years if on >= turns(born, years) else years - 1


def turns(born: date, age: int) -> date:
    """The day on which somebody reaches an age."""
    return months_later(born, 12 * age)
