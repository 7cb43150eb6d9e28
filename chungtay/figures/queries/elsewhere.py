"""For a page that judges the checks by itself: the numbers that they read from other forms and periods."""

from decimal import Decimal

from chungtay.catalogue.rules.expressions import When
from chungtay.figures.models import Submission
from chungtay.figures.queries.checking import number_at, past_of
from chungtay.figures.queries.forms import Form


def numbers_elsewhere(submission: Submission, form: Form) -> dict[tuple[str, When], Decimal]:
    """By the code of the cell and the time; only those that have been said."""
    past = past_of(submission, form)
    found: dict[tuple[str, When], Decimal] = {}
    for when, codes in form.elsewhere.items():
        for code in codes:
            here = (submission.period, code)
            number = past.get(here) if when is When.NOW else number_at(code, when, submission.period, past)
            if number is not None:
                found[code, when] = number
    return found
