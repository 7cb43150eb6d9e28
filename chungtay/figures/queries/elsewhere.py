"""Numbers from elsewhere: what the checks of a page read in other forms and periods, and what a body has said."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from chungtay.catalogue.rules.expressions import When
from chungtay.figures.models import DataValue
from chungtay.figures.queries.checking import Past, number_at
from chungtay.figures.queries.forms import Form


def numbers_said(agency: int, period: str, cells: Collection[str]) -> dict[str, Decimal]:
    """What a body has said of these cells (by code) in a period; for a room above that compares, not for a page."""
    found = DataValue.objects.filter(
        submission__agency=agency, submission__period=period, cell__code__in=cells, value__isnull=False
    )
    told: Iterable[tuple[str, Any]] = found.values_list("cell__code", "value")
    return dict(told)


def numbers_elsewhere(period: str, form: Form, past: Past) -> dict[tuple[str, When], Decimal]:
    """By the code of the cell and the time; only those that have been said."""
    found: dict[tuple[str, When], Decimal] = {}
    for when, codes in form.elsewhere.items():
        for code in codes:
            number = past.get((period, code)) if when is When.NOW else number_at(code, when, period, past)
            if number is not None:
                found[code, when] = number
    return found
