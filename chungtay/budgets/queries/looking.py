"""Money cut along any side: what was planned, allotted, promised and spent, by line, year, source, agency, place."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.budgets.models import Budget, Ceiling, EstimateRow, Posting, Purse
from chungtay.budgets.queries.lines import leaves_under, rows_above
from chungtay.budgets.queries.sight import overseen_ids, purses_within
from chungtay.budgets.rules import EstimateState, Figures, sources
from chungtay.places import queries as places

SIDES = ("line", "year", "source", "agency", "place", "month")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of the money; an empty field asks nothing. Ids, a year, and a code of a source."""

    by: str = "line"
    budget: int | None = None
    line: int | None = None
    year: int | None = None
    source: str = ""
    agency: int | None = None
    place: int | None = None

    @property
    def finer_than_the_estimate(self) -> bool:
        """Whether it asks for what no estimate says: who gets it, from which source, where."""
        return bool(self.source or self.agency or self.place)


@dataclass(frozen=True, slots=True)
class Cut:
    """One row of a cut: ``key`` is what a click on it adds to the question."""

    key: Any
    label: str
    figures: Figures
    level: int = 1
    no: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    rows: list[Cut]
    total: Figures
    years: list[int] = field(default_factory=list)


def look(actor: Actor, asked: Asked, *, on: date) -> Look:
    """One cut through all the money that the actor may see."""
    whole = overseen_ids(actor, on)
    purses, ceilings = _purses(actor, asked, whole, on), _ceilings(asked, whole)
    total = _figures(purses.aggregate(**_SUMS), ceilings.aggregate(planned=Sum("approved")))
    if asked.finer_than_the_estimate:
        total = replace(total, planned=None)
    rows = {
        "line": _by_line, "year": _by_year, "source": _by_source, "agency": _by_agency, "place": _by_place,
        "month": _by_month,
    }[asked.by](purses, ceilings, asked)  # fmt: skip
    years = Ceiling.objects.filter(
        Q(line__budget__in=whole) | Q(purses__in=purses_within(actor, frozenset()))
    )
    return Look(rows, total, list(years.order_by("year").values_list("year", flat=True).distinct()))


_SUMS = {"allotted": Sum("allotted"), "committed": Sum("committed"), "spent": Sum("spent")}


def _purses(actor: Actor, asked: Asked, whole: frozenset[int], on: date) -> QuerySet[Purse]:
    found = Purse.objects.all() if _sees_everything(whole) else purses_within(actor, whole)
    given = {
        "budget": asked.budget, "year": asked.year, "source": asked.source,
        "agency": asked.agency,
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in given.items() if value})
    if asked.line:
        found = found.filter(line__in=leaves_under(asked.line))
    if asked.place:
        found = found.filter(place__in=places.subtree_ids(asked.place, on))
    return found.order_by()


def _sees_everything(whole: frozenset[int]) -> bool:
    """Whether no budget lies outside, as in the house of one province: then nothing need be filtered by sight."""
    return bool(whole) and not Budget.objects.exclude(pk__in=whole).exists()


def _ceilings(asked: Asked, whole: frozenset[int]) -> QuerySet[Ceiling]:
    found = Ceiling.objects.filter(line__budget__in=whole)
    if asked.finer_than_the_estimate:
        return found.none()
    given = {"line__budget": asked.budget, "year": asked.year}
    found = found.filter(**{name: value for name, value in given.items() if value})
    if asked.line:
        found = found.filter(line__in=leaves_under(asked.line))
    return found.order_by()


def _figures(purse: dict[str, Any], ceiling: dict[str, Any]) -> Figures:
    sums = {name: purse.get(name) or 0 for name in _SUMS}
    return Figures(planned=ceiling.get("planned"), **sums)


def _grouped(
    purses: QuerySet[Purse], ceilings: QuerySet[Ceiling], of_purse: str, of_ceiling: str = ""
) -> dict[Any, Figures]:
    spent = {row[of_purse]: row for row in purses.values(of_purse).annotate(**_SUMS)}
    planned = (
        {row[of_ceiling]: row for row in ceilings.values(of_ceiling).annotate(planned=Sum("approved"))}
        if of_ceiling
        else {}
    )
    return {key: _figures(spent.get(key, {}), planned.get(key, {})) for key in {**planned, **spent}}


def _by_year(purses: QuerySet[Purse], ceilings: QuerySet[Ceiling], _asked: Asked) -> list[Cut]:
    found = _grouped(purses, ceilings, "year", "year")
    return [Cut(year, str(year), figures) for year, figures in sorted(found.items())]


def _by_source(purses: QuerySet[Purse], ceilings: QuerySet[Ceiling], _asked: Asked) -> list[Cut]:
    found = _grouped(purses, ceilings, "source")
    return [Cut(code, name, found[code]) for code, name in sources().items() if code in found]


def _by_agency(purses: QuerySet[Purse], ceilings: QuerySet[Ceiling], _asked: Asked) -> list[Cut]:
    found = _grouped(purses, ceilings, "agency")
    names = agencies.names_of(found)
    return _largest_first(Cut(pk, names[pk], figures) for pk, figures in found.items())


def _by_place(purses: QuerySet[Purse], ceilings: QuerySet[Ceiling], _asked: Asked) -> list[Cut]:
    found = _grouped(purses, ceilings, "place")
    names = places.names_of(pk for pk in found if pk)
    return _largest_first(Cut(pk, names.get(pk, ""), figures) for pk, figures in found.items())


def _largest_first(rows: Iterable[Cut]) -> list[Cut]:
    return sorted(rows, key=lambda row: (-row.figures.allotted, row.label))


def _by_line(purses: QuerySet[Purse], ceilings: QuerySet[Ceiling], asked: Asked) -> list[Cut]:
    """The tree of one budget, sums of leaves on every line; of several budgets, one row each."""
    if asked.budget is None:
        found = _grouped(purses, ceilings, "budget", "line__budget")
        titles = dict(Budget.objects.filter(pk__in=found).values_list("pk", "title"))
        return _largest_first(Cut(pk, titles[pk], figures) for pk, figures in found.items())
    found = _grouped(purses, ceilings, "line", "line")
    rows = list(_rows_of(asked.budget))
    parents = {row.pk: row.parent_id for row in rows}
    sums: dict[int, Figures] = {}
    for row in rows:
        for above in rows_above(row.pk, parents) if row.line_id in found else ():
            sums[above] = sums.get(above, Figures()) + found[row.line_id]
    return [
        Cut(row.line_id, row.label, sums.get(row.pk, Figures()), row.level, row.no)
        for row in rows
        if asked.line is None or row.pk in sums
    ]


def _rows_of(budget: int) -> QuerySet[EstimateRow]:
    """The lines as the approved estimate prints them; while nothing is approved, as it is proposed."""
    rows = EstimateRow.objects.filter(estimate__budget=budget)
    approved = rows.filter(estimate__state=EstimateState.APPROVED)
    return (approved if approved.exists() else rows.filter(estimate__state=EstimateState.DRAFT)).order_by(
        "position"
    )


def _by_month(purses: QuerySet[Purse], _ceilings: QuerySet[Ceiling], _asked: Asked) -> list[Cut]:
    """What was allotted, promised and spent in each month, by the day of its paper."""
    posted = Posting.objects.filter(purse__isnull=False)
    if purses.query.has_filters():
        posted = posted.filter(purse__in=purses.values("pk"))
    months: dict[int, dict[str, int]] = {}
    for month, measure, amount in posted.order_by().values_list("month", "measure").annotate(Sum("amount")):
        months.setdefault(month, {})[measure] = amount
    return [
        Cut(month, f"{month % 100:02}/{month // 100}", Figures(**moved))
        for month, moved in sorted(months.items())
    ]
