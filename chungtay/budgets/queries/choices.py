"""What a person may choose from on the pages of money."""

from datetime import date

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.budgets.models import Budget, Ceiling, EstimateRow
from chungtay.budgets.queries.sight import visible_budgets, visible_purses
from chungtay.budgets.rules import said
from chungtay.places import queries as places

Choice = tuple[int, str]


def leaves_of(budget: Budget) -> list[Choice]:
    """The lines that money is allotted on, as the approved estimate names them."""
    rows = EstimateRow.objects.filter(estimate__budget=budget, estimate__state="approved", parts__isnull=True)
    return [(row.line_id, str(row)) for row in rows.order_by("position")]


def years_of(budget: Budget) -> list[int]:
    return list(
        Ceiling.objects.filter(line__budget=budget).order_by("year").values_list("year", flat=True).distinct()
    )


def cells_of(budget: Budget) -> list[tuple[str, str]]:
    """Every line and year with what of it is not allotted yet."""
    names = dict(leaves_of(budget))
    ceilings = Ceiling.objects.filter(line__budget=budget, line__in=names).order_by("year", "line")
    return [
        (f"{c.line_id}-{c.year}", f"{c.year} · {names[c.line_id]} · {said(c.approved - c.allotted)}")
        for c in ceilings
    ]


def bodies_in_reach(actor: Actor, on: date) -> list[Choice]:
    found = agencies.within_jurisdiction(actor, on=on).filter(agencies.alive_on(on))
    return list(found.order_by("level", "name").values_list("pk", "name"))


def places_in_reach(actor: Actor, on: date) -> list[Choice]:
    if actor.place is None:
        return []
    return [(place.pk, f"{place.type_word} {place.name}") for place in places.children(actor.place, on)]


def budgets_in_sight(actor: Actor, on: date) -> list[Choice]:
    return [(budget.pk, str(budget)) for budget in visible_budgets(actor, on)]


def years_in_sight(actor: Actor, on: date) -> list[int]:
    found = Ceiling.objects.filter(line__budget__in=visible_budgets(actor, on)).order_by("year")
    return list(found.values_list("year", flat=True).distinct())


def bodies_in_sight(actor: Actor, on: date) -> list[Choice]:
    """The agencies and then the places that have money the actor may see."""
    return list(
        visible_purses(actor, on).order_by("agency__name").values_list("agency", "agency__name").distinct()
    )


def places_in_sight(actor: Actor, on: date) -> list[Choice]:
    found = visible_purses(actor, on).filter(place__isnull=False).order_by("place__full_name")
    return [(pk, name) for pk, name in found.values_list("place", "place__full_name").distinct() if pk]
