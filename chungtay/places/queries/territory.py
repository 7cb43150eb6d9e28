"""The whole country through time, read at once: for those who follow figures from one geography to another."""

from dataclasses import dataclass

from django.db.models import Count, Max

from chungtay.places.models import Place, PlaceClosure, Succession
from chungtay.places.rules import Ancestry, Kind, Span

_ABOVE_VILLAGES = [Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE]


@dataclass(frozen=True, slots=True)
class WholeCountry:
    """Every unit above the villages that is or ever was: id -> (code, kind, days); who held whom; old -> new."""

    units: dict[int, tuple[str, Kind, Span]]
    ancestries: list[Ancestry]
    passings: list[tuple[int, int]]


def country_version() -> tuple[object, ...]:
    """Changes whenever ``whole_country`` does."""
    counted = Place.objects.aggregate(n=Count("pk"), last=Max("pk"), ended=Count("valid_to"))
    parents, passed = (
        model.objects.aggregate(last=Max("pk"))["last"] for model in (PlaceClosure, Succession)
    )
    return (*counted.values(), parents, passed)


def whole_country() -> WholeCountry:
    units = Place.objects.filter(kind__in=_ABOVE_VILLAGES).values_list(
        "pk", "code", "kind", "valid_from", "valid_to"
    )
    rows = PlaceClosure.objects.filter(descendant__kind__in=_ABOVE_VILLAGES).values_list(
        "ancestor", "descendant", "depth", "valid_from", "valid_to"
    )
    return WholeCountry(
        {pk: (code, Kind(kind), Span(start, end)) for pk, code, kind, start, end in units},
        [Ancestry(above, below, depth, Span(start, end)) for above, below, depth, start, end in rows],
        list(Succession.objects.values_list("old", "new")),
    )
