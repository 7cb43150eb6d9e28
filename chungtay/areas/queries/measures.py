"""What a province's communes are held against on a day: its own set or the country's, with its choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from chungtay.areas.models import CriteriaSet, PolicyChoice
from chungtay.areas.rules.comparing import Measure
from chungtay.areas.rules.evidence import fact_kinds
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.law.rules.areas import national
from chungtay.law.rules.criteria import Criteria
from chungtay.law.rules.own_criteria import read_own
from chungtay.law.rules.policies import policies


@dataclass(frozen=True, slots=True)
class InForce:
    """``own``: the province's set, where one holds. ``choices``: by name, those that were recorded."""

    measure: Measure
    own: CriteriaSet | None
    choices: Mapping[str, PolicyChoice]


def in_force(province: int, on: date) -> InForce:
    """Raises law.rules.NoAnswer for a day without criteria."""
    sets = CriteriaSet.objects.filter(place=province, in_force_at__isnull=False, valid_from__lte=on)
    own = sets.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).first()
    choices = {row.name: row for row in PolicyChoice.objects.filter(place=province, valid_from__lte=on)}
    chosen = policies({name: row.value for name, row in choices.items()})
    criteria = _parsed(own.content, on) if own else national(on)
    return InForce(Measure(criteria, chosen), own, choices)


def _parsed(content: str, on: date) -> Criteria:
    """A set that was checked when it came in. Raises Refused for a text that is none."""
    found, problems = read_own(content, tuple(fact_kinds()), national(on))
    if found is None:
        raise Refused(problems)
    return found


def measure_with(
    current: Measure, *, chosen: Mapping[str, str], own: CriteriaSet | None, on: date
) -> Measure:
    """The measure after a change that is only thought of: other choices, another set."""
    criteria = _parsed(own.content, on) if own else current.criteria
    kept = dict(line.split("=", 1) for line in current.policies.as_lines())
    return Measure(criteria, policies({**kept, **chosen}))


def list_choices(province: int) -> QuerySet[PolicyChoice]:
    return PolicyChoice.objects.filter(place=province).order_by("-valid_from", "-pk")


def list_own_sets(province: int) -> QuerySet[CriteriaSet]:
    return CriteriaSet.objects.filter(place=province)


def get_own_set(actor: Actor, own: int, *, locked: bool = False) -> CriteriaSet:
    """One of the sets of the actor's own province."""
    found = CriteriaSet.objects.filter(place__in=actor.reach, pk=own)
    row = (found.select_for_update() if locked else found).first()
    if row is None:
        raise NotThere("criteria")
    return row
