"""What registers give to the figures: sums of shares by cell and window, and the entries behind each."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from chungtay.base.kept import Kept
from chungtay.registers.models import RegisterVersion, Share
from chungtay.registers.rules import How


def counted_in(first: date, last: date) -> Q:
    """Shares that count in a window: what happened in it, and what stands at its end."""
    happened = Q(how=How.EVENT, day__gte=first, day__lte=last)
    stands = Q(how=How.STANDING, day__lte=last) & (Q(until__isnull=True) | Q(until__gt=last))
    return happened | stands


def sums_of(agency: int, cells: Collection[str], first: date, last: date) -> dict[str, Decimal]:
    """By the code of the cell; a cell to which no entry gives anything is left out."""
    found = Share.objects.filter(counted_in(first, last), agency=agency, cell__in=cells)
    return dict(found.values_list("cell").annotate(Sum("value")))


def shares_behind(agency: int, cell: str, first: date, last: date) -> QuerySet[Share]:
    """What a figure is the sum of, each with its entry, the newest first."""
    found = Share.objects.filter(counted_in(first, last), agency=agency, cell=cell)
    return found.select_related("entry__register").order_by("-day", "-entry")


elements_kept: Kept[frozenset[str]] = Kept()


def elements_fed() -> frozenset[str]:
    """Codes of the elements to which any form of any register contributes; kept by each process for a minute."""
    return elements_kept.get("", _elements_fed)


def _elements_fed() -> frozenset[str]:
    definitions = RegisterVersion.objects.values_list("definition__contributes", flat=True)
    return frozenset(str(one["element"]) for rows in definitions for one in rows or ())
