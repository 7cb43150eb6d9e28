"""Who has sent a form, and when: by unit for the whole jurisdiction, by body within one unit.

No value is looked at: what is asked for stands in Submission.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.kept import Kept
from chungtay.base.problems import NotThere
from chungtay.catalogue import queries as catalogue
from chungtay.figures.models import Submission
from chungtay.figures.queries.sight import visible_to
from chungtay.figures.queries.timing import days_in
from chungtay.figures.rules import Days, Timeliness, oversees, timeliness
from chungtay.journal import queries as journal
from chungtay.law.rules import window
from chungtay.places import queries as places
from chungtay.places.rules import TWO_LEVELS, Kind

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency
    from chungtay.catalogue.models import DataSet

_units: Kept[frozenset[int]] = Kept()
_owing: Kept[dict[int, int]] = Kept()


class Tally(NamedTuple):
    """Of one unit in one period: how many forms are owed, came on time, came late, are approved whole."""

    owed: int
    on_time: int = 0
    late: int = 0
    approved: int = 0

    @property
    def missing(self) -> int:
        return max(0, self.owed - self.on_time - self.late)


@dataclass(frozen=True, slots=True)
class UnitRow:
    place: int
    name: str
    tallies: dict[str, Tally]  # by period


@dataclass(frozen=True, slots=True)
class Completeness:
    data_set: "DataSet"
    periods: tuple[str, ...]
    rows: list[UnitRow]

    def total(self, period: str) -> Tally:
        return Tally(*map(sum, zip(*(row.tallies[period] for row in self.rows), strict=True)))


def completeness(actor: Actor, *, data_set: str, periods: Sequence[str], level: Kind) -> Completeness:
    """Who has sent this form (by its code) in these periods, added up by the units of a level of the jurisdiction."""
    if not oversees(actor):
        raise NotThere("completeness")
    form = catalogue.data_set(data_set)
    owed: dict[str, dict[int, int]] = {}
    came: dict[str, dict[int, list[tuple[date, int, int]]]] = {}
    for era in _eras(periods):
        on = max(window(period).last for period in era)
        units = _units_in(actor, level, on)
        owed |= dict.fromkeys(era, _owed(actor, form, units, on))
        came |= _came(form, era, units, on)
    units_of_all = {unit for owing in owed.values() for unit in owing}
    rows = []
    for place, name in places.names_of(units_of_all).items():
        tallies = {}
        for period in periods:
            due = days_in(place, form, period).due
            tallies[period] = _tally(owed[period].get(place, 0), came[period][place], due)
        rows.append(UnitRow(place, name, tallies))
    return Completeness(form, tuple(periods), sorted(rows, key=lambda row: row.name))


def _tally(owed: int, came: Iterable[tuple[date, int, int]], due: date) -> Tally:
    on_time = late = approved = 0
    for sent_on, forms, whole in came:
        on_time += forms * (sent_on <= due)
        late += forms * (sent_on > due)
        approved += whole
    return Tally(owed, on_time, late, approved)


def _eras(periods: Sequence[str]) -> list[list[str]]:
    """The periods before and since districts ended: between, the bodies that report are taken to stay the same."""
    eras: dict[bool, list[str]] = defaultdict(list)
    for period in periods:
        eras[window(period).last < TWO_LEVELS].append(period)
    return list(eras.values())


def _units_in(actor: Actor, level: Kind, on: date) -> frozenset[int]:
    """The units of this level in the jurisdiction on that day."""
    key = (actor.reach, level, on)
    within = places.ids_within(actor.reach, on).filter(descendant__kind=level)
    return _units.get(key, lambda: frozenset(within))


def _owed(actor: Actor, form: "DataSet", units: frozenset[int], on: date) -> dict[int, int]:
    """How many bodies report the form, by unit; a body that begins or ends is counted after a minute at most."""

    def count() -> dict[int, int]:
        found = _reporting(actor, form, on).filter(_in_units(units, on))
        counted = found.order_by().values_list("place__above__ancestor").annotate(bodies=Count("pk"))
        return dict.fromkeys(units, 0) | dict(counted)

    return _owing.get((form.pk, form.code, actor.agency, units, on), count)


def _reporting(actor: Actor, form: "DataSet", on: date) -> "QuerySet[Agency]":
    who = Q(pk__in=[])
    for reporter in catalogue.reporters_of(form, on):
        who |= Q(kind=reporter.kind, level=reporter.level, name__istartswith=reporter.name)
    found = agencies.within_jurisdiction(actor, on=on).filter(agencies.alive_on(on))
    return found.filter(who, place__isnull=False)


def _in_units(units: frozenset[int], on: date) -> Q:
    """Joins each row's place with that of the units which holds it on that day."""
    return places.alive(on, "place__above__") & Q(place__above__ancestor__in=units)


def _came(
    form: "DataSet", era: Sequence[str], units: frozenset[int], on: date
) -> dict[str, dict[int, list[tuple[date, int, int]]]]:  # fmt: skip
    """By period and unit: (first sent on, how many, how many of them approved whole)."""
    found: dict[str, dict[int, list[tuple[date, int, int]]]] = {period: defaultdict(list) for period in era}
    sent = Submission.objects.filter(
        _in_units(units, on), data_set=form, period__in=era, first_sent_on__isnull=False
    )
    counted = sent.values_list("period", "place__above__ancestor", "first_sent_on").annotate(
        forms=Count("pk"), whole=Count("pk", filter=Q(approved=F("given")))
    )
    rows: Iterable[tuple[Any, ...]] = counted.order_by()
    for period, unit, *told in rows:
        found[period][unit].append((told[0], told[1], told[2]))
    return found


class BodyRow(NamedTuple):
    """A body that owes the form; ``came`` by period: the submission (None: not opened), how it came, and its counts."""

    agency: int
    name: str
    place: int
    came: dict[str, "Came"]


class Came(NamedTuple):
    submission: int | None
    timeliness: Timeliness
    given: int = 0
    sent: int = 0
    approved: int = 0
    returned: int = 0


def completeness_of_bodies(
    actor: Actor, *, data_set: str, periods: Sequence[str], within: int, today: date
) -> list[BodyRow]:
    """The same body by body, for a unit of the jurisdiction, by name."""
    if not oversees(actor) or actor.reach.isdisjoint(places.ids_ever_above(within)):
        raise NotThere("completeness")
    form = catalogue.data_set(data_set)
    made: dict[tuple[int, str], Submission] = {
        (row.agency_id, row.period): row
        for row in visible_to(actor).filter(
            data_set=form, period__in=periods, place__in=places.ids_ever_within([within])
        )
    }
    rows: dict[int, BodyRow] = {}
    for era in _eras(periods):
        on = max(window(period).last for period in era)
        bodies = _reporting(actor, form, on).filter(place__in=places.subtree_ids(within, on))
        for agency, name, place in bodies.values_list("pk", "name", "place"):
            row = rows.setdefault(agency, BodyRow(agency, name, place or 0, {}))
            for period in era:
                row.came[period] = _came_of(made.get((agency, period)), days_in(within, form, period), today)
    return sorted(rows.values(), key=lambda row: row.name)


class Reminded(NamedTuple):
    at: datetime
    by: str
    agencies: int


def reminding(data_set: str, period: str, within: int) -> str:
    """Under which name the journal keeps that those who have not sent this were reminded."""
    return f"reminding:{data_set}:{period}:{within}"


def last_reminded(actor: Actor, *, data_set: str, period: str, within: int) -> Reminded | None:
    """When somebody last reminded bodies of this unit of the form, so that nobody is told twice in a day."""
    if not oversees(actor) or actor.reach.isdisjoint(places.ids_ever_above(within)):
        raise NotThere("completeness")
    entry = journal.history_of(reminding(data_set, period, within)).first()
    return Reminded(entry.at, entry.name, entry.change["agencies"][1]) if entry else None


def _came_of(row: Submission | None, days: Days, today: date) -> Came:
    if row is None:
        return Came(None, timeliness(None, days, today=today))
    how = timeliness(row.first_sent_on, days, today=today)
    return Came(row.pk, how, row.given, row.sent, row.approved, row.returned)
