"""Entries in a list, on a map, waiting; counted, added up, and said in a sentence."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, FloatField, IntegerField, Max, QuerySet, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Floor

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.places import queries as places
from chungtay.registers.models import Entry, EntryChange, EntryFile, Register
from chungtay.registers.queries.sight import shipped_register, visible_to
from chungtay.registers.queries.versions import newest
from chungtay.registers.rules import COUNTING, Definition, EntryState, QuestionKind
from chungtay.registers.rules.rights import APPROVE
from chungtay.xlsforms.rules.questions import NUMERIC

COUNTED_UP_TO = 2_000  # a list says "more than" instead of counting on


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: days both inclusive; ``place`` with all below it; ``words`` in any spelling."""

    first: date | None = None
    last: date | None = None
    place: int | None = None
    agency: int | None = None
    state: str = ""
    words: str = ""


def list_entries(actor: Actor, register: Register, wanted: Wanted | None = None) -> QuerySet[Entry]:
    """The newest first; what is struck out only when it is asked for."""
    found = _wanted(visible_to(actor).filter(register=register), wanted or Wanted())
    return found.select_related("agency", "place", "version").order_by("-day", "-pk")


def _wanted(found: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    found = found.filter(state=wanted.state) if wanted.state else found.exclude(state=EntryState.STRUCK)
    if wanted.first:
        found = found.filter(day__gte=wanted.first)
    if wanted.last:
        found = found.filter(day__lte=wanted.last)
    if wanted.agency:
        found = found.filter(agency=wanted.agency)
    if wanted.place:
        found = found.filter(place__in=list(places.ids_ever_within({wanted.place}).distinct()))
    for word in fold(wanted.words).split():
        found = found.filter(words__contains=word)
    return found


def count_up_to(found: QuerySet[Entry], most: int = COUNTED_UP_TO) -> int:
    """How many, or ``most`` + 1 when there are more."""
    return found.order_by()[: most + 1].count()


def list_bodies(actor: Actor, register: Register) -> list[tuple[int, str]]:
    """Bodies with entries that the actor sees, to choose from."""
    found = visible_to(actor).filter(register=register).order_by()
    return list(found.values_list("agency", "agency__name").distinct().order_by("agency__name"))


@dataclass(frozen=True, slots=True)
class Cluster:
    """Entries that lie close together: their middle and how many; ``entry`` where it is one alone."""

    lat: float
    lon: float
    count: int
    entry: int | None


def points(
    found: QuerySet[Entry], *, south: float, west: float, north: float, east: float, across: int = 40
) -> list[Cluster]:
    """The entries of a list within a box, gathered into at most ``across`` × ``across`` squares."""
    high, wide = max(north - south, 1e-6) / across, max(east - west, 1e-6) / across
    box = found.filter(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east).order_by()
    squares = box.values(
        row=Cast(Floor((F("lat") - south) / high), IntegerField()),
        column=Cast(Floor((F("lon") - west) / wide), IntegerField()),
    )
    told = squares.annotate(count=Count("pk"), lats=Sum("lat"), lons=Sum("lon"), entry=Max("pk"))
    return [
        Cluster(one["lats"] / one["count"], one["lons"] / one["count"], one["count"],
                one["entry"] if one["count"] == 1 else None)
        for one in told
    ]  # fmt: skip


def list_waiting(actor: Actor) -> QuerySet[Entry]:
    """What waits for the decision of who approves, the oldest first; nothing of the own hand."""
    if not actor.can(APPROVE):
        return Entry.objects.none()
    found = Entry.objects.filter(state=EntryState.PROPOSED, place__in=places.ids_ever_within(actor.reach))
    seen = visible_to(actor).filter(pk__in=found.values("pk"))
    return seen.select_related("register", "agency", "place").order_by("register__order", "day", "pk")


def waiting_by_register(actor: Actor) -> dict[int, int]:
    rows = visible_to(actor).filter(state=EntryState.PROPOSED).order_by().values_list("register")
    return dict(rows.annotate(Count("pk")))


def history_of(entry: Entry) -> list[EntryChange]:
    """For an entry fetched for its actor, the oldest first."""
    return list(entry.changes.select_related("account"))


def files_of(entry: Entry) -> list[EntryFile]:
    """The files that its answers name today."""
    named = {str(answer) for answer in _all_answers(entry.answers)}
    return [one for one in entry.files.select_related("file") if one.name in named]


def _all_answers(answers: Mapping[str, Any]) -> Iterable[Any]:
    for answer in answers.values():
        if isinstance(answer, list) and answer and isinstance(answer[0], dict):
            for row in answer:
                yield from _all_answers(row)
        else:
            yield answer


def not_evaluated(actor: Actor, register: Register, *, year: int) -> list[Entry]:
    """Of a register with a yearly evaluation: entries that stand and have none for that year."""
    definition = newest(register).read()
    repeat, _dot, asked = definition.yearly.partition(".")
    if not repeat:
        return []
    last = date(year, 12, 31)
    found = visible_to(actor).filter(register=register, state__in=COUNTING, day__lte=last)
    standing = [one for one in found if one.until is None or one.until > last]
    return [
        one for one in standing
        if str(year) not in {str(row.get(asked, ""))[:4] for row in one.answers.get(repeat, ())}
    ]  # fmt: skip


# -- for the rooms above -------------------------------------------------------------------------------


def _counting(
    register: str, first: date, last: date, agency: int | None, places_within: Collection[int] | None
) -> QuerySet[Entry]:
    found = Entry.objects.filter(
        register__code=register,
        register__place__isnull=True,
        state__in=COUNTING,
        day__gte=first,
        day__lte=last,
    )
    if agency is not None:
        found = found.filter(agency=agency)
    if places_within is not None:
        found = found.filter(place__in=list(places.ids_ever_within(places_within).distinct()))
    return found.order_by()


def count_entries(
    register: str, first: date, last: date, *, agency: int | None = None,
    places_within: Collection[int] | None = None,
) -> int:  # fmt: skip
    """Entries of a shipped register (by its code) that count, of a body or of units with all below them."""
    return _counting(register, first, last, agency, places_within).count()


@dataclass(frozen=True, slots=True)
class Totals:
    """How many entries, and the sum of each number of the form, by its question."""

    entries: int
    sums: Mapping[str, Decimal]


def totals(
    register: str, first: date, last: date, *, agency: int | None = None,
    places_within: Collection[int] | None = None, by: str = "",
) -> dict[str, Totals]:  # fmt: skip
    """Counts and sums of what counts in a window. ``by`` names a question to divide by; "" is all together."""
    found = _counting(register, first, last, agency, places_within)
    definition = _form_of(register)
    if definition is None:
        return {"": Totals(0, {})}
    keys = _numeric(definition)
    sums = {f"n{at}": Sum(Cast(KT(f"numbers__{key}"), FloatField())) for at, key in enumerate(keys)}
    grouped = found.values(group=KT(f"answers__{by}")) if by else found.values(group=F("register__code"))
    rows: Any = grouped.annotate(entries=Count("pk"), **sums)
    told = {str(row["group"] or "") if by else "": _totals(row, keys) for row in rows}
    return told or {"": Totals(0, {})}


def _totals(row: Mapping[str, Any], keys: list[str]) -> Totals:
    sums = {key: row[f"n{at}"] for at, key in enumerate(keys)}
    return Totals(row["entries"], {key: _exact(number) for key, number in sums.items() if number is not None})


def sentence(register: str, first: date, last: date, *, places_within: Collection[int] | None = None) -> str:
    """The sentence of a report that the form gives, with its numbers; empty where the form gives none."""
    definition = _form_of(register)
    if definition is None or not definition.sentence:
        return ""
    found = totals(register, first, last, places_within=places_within).get("") or Totals(0, {})
    said = {key: _said(found.sums.get(key, Decimal(0))) for key in _numeric(definition)}
    return definition.sentence.format_map({**said, "so_ban_ghi": _said(Decimal(found.entries))})


def _form_of(register: str) -> Definition | None:
    try:
        return newest(shipped_register(register)).read()
    except NotThere:
        return None


def _numeric(definition: Definition) -> list[str]:
    wanted = {*NUMERIC, QuestionKind.CALCULATED}
    return [key for key, one in definition.questions.items() if one.kind in wanted and "/" not in key]


def _exact(number: float) -> Decimal:
    return Decimal(repr(round(number, 3))).normalize()


def _said(number: Decimal) -> str:
    """6041 → "6.041", 12.5 → "12,5": as papers write numbers."""
    return f"{number:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
