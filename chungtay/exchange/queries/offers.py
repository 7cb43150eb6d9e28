"""What may be chosen on the page."""

from datetime import date

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.figures.rules import oversees
from chungtay.figures.rules.rights import ANY, ENTER
from chungtay.places import queries as places


def offered_forms(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The forms of the project and of the actor's province, by code. NotThere for who sees no figures."""
    if ANY.isdisjoint(actor.powers):
        raise NotThere("figures")
    above = frozenset().union(*(places.ids_ever_above(root) for root in actor.reach))
    every = catalogue.list_data_sets(on)
    return [(one.code, catalogue.said(one)) for one in every if one.place_id is None or one.place_id in above]


def offered_places(actor: Actor, on: date) -> list[tuple[int, str]]:
    """Whose figures may leave together: the jurisdiction, and each unit right below it."""
    if not oversees(actor):
        return []
    roots = places.get_places(actor.reach, on)
    return [(one.pk, one.full_name) for root in roots for one in (root, *places.children(root.pk, on))]


def may_take_in(actor: Actor) -> bool:
    return actor.can(ENTER)


def kind_of_form(data_set: str) -> PeriodKind:
    return PeriodKind(catalogue.data_set(data_set).period_kind)
