"""The list of a year, in the units of its own time or of the other geography, and a commune's years."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from chungtay.areas.models import Assessment, Classification
from chungtay.areas.queries.sight import seen_places
from chungtay.areas.rules.words import AreaKind, AssessmentState, Movement, gravest, movement
from chungtay.base.actor import Actor
from chungtay.indicators.queries.territory import territory
from chungtay.indicators.rules import Geography
from chungtay.places import queries as places
from chungtay.places.queries import PlaceOn
from chungtay.places.rules import TWO_LEVELS, Kind

OLD_DAY = TWO_LEVELS - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A commune in a year. ``carried``: of which units the class is, where it is not the commune's own."""

    place: PlaceOn
    kind: AreaKind | None
    before: AreaKind | None
    moved: Movement | None
    paper: str
    carried: tuple[str, ...] = ()
    state: AssessmentState | None = None
    proposed: AreaKind | None = None
    assessment: int | None = None


@dataclass(frozen=True, slots=True)
class YearView:
    year: int
    geography: Geography
    on: date
    rows: tuple[AreaRow, ...]

    @property
    def counts(self) -> dict[AreaKind, int]:
        return {kind: sum(1 for row in self.rows if row.kind is kind) for kind in AreaKind}

    @property
    def unknown(self) -> int:
        return sum(1 for row in self.rows if row.kind is None)


def natural(year: int) -> Geography:
    """In which units the communes of a year were judged on its last day."""
    return Geography.NEW if date(year, 12, 14) >= TWO_LEVELS else Geography.OLD


def list_year(actor: Actor, province: int, year: int, geography: Geography, today: date) -> YearView:
    """Every commune of the province in the chosen geography, with its class of the year and of the year before."""
    own = natural(year)
    if geography is own:
        on = min(date(year, 12, 14), today)
    else:
        on = OLD_DAY if geography is Geography.OLD else max(today, TWO_LEVELS)
    communes = [one for one in communes_of(province, on) if one.pk in seen_places(actor)]
    classes = _classes(seen_places(actor), (year, year - 1))
    relatives = _relatives(one.pk for one in communes)
    assessed = {
        row.place_id: row for row in Assessment.objects.filter(year=year, place__in=[c.pk for c in communes])
    }
    rows = []
    for commune in communes:
        kind, carried, paper = _class_of(commune.pk, year, classes, relatives)
        before, _carried, _paper = _class_of(commune.pk, year - 1, classes, relatives)
        found = assessed.get(commune.pk)
        rows.append(
            AreaRow(
                commune, kind, before, movement(before, kind) if kind else None, paper, carried,
                AssessmentState(found.state) if found else None,
                AreaKind(found.kind) if found and found.kind else None, found.pk if found else None,
            )
        )  # fmt: skip
    return YearView(year, geography, on, tuple(rows))


def communes_of(place: int, on: date) -> list[PlaceOn]:
    """The communes below a unit, whatever stands between."""
    found: list[PlaceOn] = []
    for one in places.children(place, on):
        found += [one] if one.kind is Kind.COMMUNE else communes_of(one.pk, on)
    return sorted(found, key=lambda one: one.code)


@dataclass(frozen=True, slots=True)
class _Class:
    kind: AreaKind
    paper: str
    name: str


_Classes = dict[tuple[int, int], _Class]  # (place, year)


def _classes(seen: frozenset[int], years: Iterable[int]) -> _Classes:
    rows = Classification.objects.filter(year__in=list(years), place__in=seen).select_related("place")
    return {
        (row.place_id, row.year): _Class(AreaKind(row.kind), row.paper, row.place.full_name) for row in rows
    }


def _relatives(communes: Iterable[int]) -> dict[int, tuple[list[int], list[int]]]:
    """Of each commune the communes it came from, and those it became, through every step."""
    land = territory()
    olds: dict[int, list[int]] = defaultdict(list)
    news: dict[int, list[int]] = defaultdict(list)
    for old, new in land.passings:
        if land.units[old].kind is Kind.COMMUNE and land.units[new].kind is Kind.COMMUNE:
            olds[new].append(old)
            news[old].append(new)
    return {place: (_reached(place, olds), _reached(place, news)) for place in communes}


def _reached(place: int, steps: dict[int, list[int]]) -> list[int]:
    found: list[int] = []
    waiting = list(steps.get(place, ()))
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found.append(one)
            waiting += steps.get(one, ())
    return found


def _class_of(
    place: int, year: int, classes: _Classes, relatives: dict[int, tuple[list[int], list[int]]]
) -> tuple[AreaKind | None, tuple[str, ...], str]:
    """The commune's own class; else the gravest of those it came from, or became."""
    if own := classes.get((place, year)):
        return own.kind, (), own.paper
    for others in relatives[place]:
        if found := [classes[one, year] for one in others if (one, year) in classes]:
            kind = gravest([one.kind for one in found])
            papers = dict.fromkeys(one.paper for one in found)
            return kind, tuple(f"{one.name}: {one.kind}" for one in found), "; ".join(papers)
    return None, (), ""


def known_years(actor: Actor) -> list[int]:
    """The years of which any class is known, the latest first."""
    rows = Classification.objects.filter(place__in=seen_places(actor)).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def history_of(actor: Actor, place: int) -> list[Classification]:
    """The classes of a commune and of those it came from, the latest first."""
    olds, _news = _relatives([place])[place]
    rows = Classification.objects.filter(place__in={place, *olds} & seen_places(actor))
    return list(rows.select_related("place").order_by("-year", "place__code"))
