"""A unit through time: its names, its parents, who it became and came from."""

from dataclasses import dataclass
from datetime import date

from chungtay.places.models import FormerName, Place, PlaceClosure, Succession
from chungtay.places.queries.units import PlaceOn, alive, get_place, read_on
from chungtay.places.rules import Share, Span


@dataclass(frozen=True, slots=True)
class Step:
    """One passing of territory; ``place`` is at the far end of it, as last (or first) called."""

    place: PlaceOn
    share: Share
    on: date
    ground: str
    evidence: str


def former_names(place: int) -> list[FormerName]:
    return list(FormerName.objects.filter(place=place).order_by("valid_from"))


def parents(place: int) -> list[tuple[PlaceOn, Span]]:
    """Under whom the unit has stood, and when, oldest first."""
    rows = PlaceClosure.objects.filter(descendant=place, depth=1).order_by("valid_from")
    spans = [(row.ancestor_id, Span(row.valid_from, row.valid_to)) for row in rows]
    return [(get_place(parent, span.start), span) for parent, span in spans]


def successors(place: int) -> list[Step]:
    """What the unit became, and what that became, to the end; empty if it still is."""
    return _follow(place, "old", "new")


def predecessors(place: int) -> list[Step]:
    """What the unit was made of, and what those were made of.

    A commune of today comes from communes and, on the same ground, from districts: sum over one kind.
    """
    return _follow(place, "new", "old")


def heirs(place: int, on: date) -> list[int]:
    """Ids of the units that hold this one's territory on that day: itself while it is, else successors."""
    if Place.objects.filter(alive(on), pk=place).exists():
        return [place]
    return [step.place.pk for step in successors(place) if step.place.lives(on)]


def _follow(place: int, here: str, there: str) -> list[Step]:
    steps: list[Step] = []
    seen, waiting = {place}, [place]
    while waiting:
        rows = Succession.objects.filter(**{f"{here}__in": waiting}).order_by(f"{there}__code")
        found = list(rows.values_list(f"{there}_id", "share", "on", "ground", "evidence"))
        ends = {
            unit.pk: unit
            for unit in read_on(Place.objects.filter(pk__in=[row[0] for row in found]), date.max)
        }
        steps += [Step(ends[pk], Share(share), *rest) for pk, share, *rest in found]
        waiting = [pk for pk in ends if pk not in seen]
        seen |= ends.keys()
    return steps
