"""What registers give to the figures: sums of shares by cell and window, and the entries behind each."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, Sum

from chungtay.agencies import queries as agencies
from chungtay.agencies.queries.life import bodies_at
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.base.actor import system
from chungtay.base.kept import Kept
from chungtay.catalogue import queries as catalogue
from chungtay.figures.queries.forms import reporter_for
from chungtay.registers.models import RegisterVersion, Share
from chungtay.registers.rules import How

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency
    from chungtay.catalogue.models import DataSet


def counted_in(first: date, last: date) -> Q:
    """Shares that count in a window: what happened in it, and what stands at its end."""
    happened = Q(how=How.EVENT, day__gte=first, day__lte=last)
    stands = Q(how=How.STANDING, day__lte=last) & (Q(until__isnull=True) | Q(until__gt=last))
    return happened | stands


def sums_of(agency: int, cells: Collection[str], first: date, last: date) -> dict[str, Decimal]:
    """What the form of a body counts, by the code of the cell; one to which no entry gives anything is left out."""
    found = Share.objects.filter(counted_in(first, last), _counted_for(agency, cells, last), cell__in=cells)
    return dict(found.values_list("cell").annotate(Sum("value")))


def shares_behind(agency: int, cell: str, first: date, last: date) -> QuerySet[Share]:
    """What a figure is the sum of, each with its entry, the newest first."""
    found = Share.objects.filter(counted_in(first, last), _counted_for(agency, [cell], last), cell=cell)
    return found.select_related("entry__register").order_by("-day", "-entry")


# -- whose form --------------------------------------------------------------------------------------------


def handed_in_by(body: "Agency", forms: Iterable["DataSet"], on: date) -> int:
    """In whose of these forms what a body records counts: in its own, or the committee's, for a body of a commune that
    has none of them. The police of a commune keep places of concern, and its committee hands in their number.
    """
    own = any(reporter_for(one, kind=body.kind, level=body.level, name=body.name, on=on) for one in forms)
    if own or body.level != AgencyLevel.COMMUNE or body.place_id is None:
        return body.pk
    beside = bodies_at({body.place_id}, on=on)
    return next((one.pk for one in beside if _is_committee(one)), body.pk)


def _counted_for(agency: int, cells: Collection[str], on: date) -> Q:
    """Shares of the body, and for the committee of a commune those that its other bodies hand in through it."""
    own, body = Q(agency=agency), agencies.get_agency(system("registers"), agency)
    if not _is_committee(body) or body.place_id is None:
        return own
    beside = {one.pk: one for one in bodies_at({body.place_id}, on=on) if one.pk != agency}
    given = Share.objects.filter(agency__in=beside, cell__in=cells).values_list("agency", "cell").distinct()
    for other, cell in given:
        forms = catalogue.data_sets_with(cell.partition(":")[0])
        if handed_in_by(beside[other], forms, on) == agency:
            own |= Q(agency=other, cell=cell)
    return own


def _is_committee(body: "Agency") -> bool:
    return (body.kind, body.level) == (AgencyKind.PEOPLES_COMMITTEE, AgencyLevel.COMMUNE)


# -- what is fed -------------------------------------------------------------------------------------------


elements_kept: Kept[frozenset[str]] = Kept()


def elements_fed() -> frozenset[str]:
    """Codes of the elements to which any form of any register contributes; kept by each process for a minute."""
    return elements_kept.get("", _elements_fed)


def _elements_fed() -> frozenset[str]:
    definitions = RegisterVersion.objects.values_list("definition__contributes", flat=True)
    return frozenset(str(one["element"]) for rows in definitions for one in rows or ())
