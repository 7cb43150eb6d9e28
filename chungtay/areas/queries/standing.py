"""How one commune stands in a year: its facts, what they come to, what was proposed and decided, its plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from chungtay.areas.models import Assessment, Classification, Transformation, TransformationTask
from chungtay.areas.queries.gathering import gather
from chungtay.areas.queries.measures import InForce, in_force
from chungtay.areas.queries.sight import get_commune, province_of
from chungtay.areas.rules.cycle import Cycle, cycle_of
from chungtay.areas.rules.evidence import Fact, changed_since, from_json, plain_facts
from chungtay.areas.rules.judging import Judgement, judge
from chungtay.areas.rules.words import AssessmentState
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.law.rules import NoAnswer
from chungtay.law.rules.areas import OldAnswer, classify_old
from chungtay.places.queries import PlaceOn
from chungtay.plans import queries as plans


@dataclass(frozen=True, slots=True)
class Standing:
    """``facts`` are those of today; ``kept`` those that the proposal rested on, ``changed`` where the two differ.

    ``law`` and ``judgement`` None: there are no criteria for the year, and ``without`` says why; ``old`` is then what
    the criteria of before allow to say.
    """

    place: PlaceOn
    year: int
    cycle: Cycle | None
    facts: Mapping[str, Fact]
    law: InForce | None
    judgement: Judgement | None
    without: str
    old: OldAnswer | None
    assessment: Assessment | None
    kept: Mapping[str, Fact]
    changed: Mapping[str, tuple[Fact, Fact]]
    classification: Classification | None

    @property
    def state(self) -> AssessmentState:
        return AssessmentState(self.assessment.state) if self.assessment else AssessmentState.DRAFT


def standing_of(actor: Actor, place: int, year: int, today: date) -> Standing:
    """Raises NotThere for a commune that is not the actor's to see."""
    commune = get_commune(actor, place)
    cycle = cycle_of(year)
    facts = gather(place, year, today)
    law, judgement, without, old = None, None, "", None
    day = cycle.assessed_on if cycle else date(year, 12, 14)
    try:
        law = in_force(province_of(place, today), day)
        judgement = judge(facts, law.measure.criteria, law.measure.policies)
    except NoAnswer as none:
        without, old = none.message, classify_old(plain_facts(facts), day)
    assessment = Assessment.objects.filter(place=place, year=year).first()
    kept = from_json(assessment.facts) if assessment else {}
    return Standing(
        commune, year, cycle, facts, law, judgement, without, old, assessment, kept, changed_since(kept, facts),
        Classification.objects.filter(place=place, year=year).first(),
    )  # fmt: skip


def get_assessment(actor: Actor, assessment: int, *, locked: bool = False) -> Assessment:
    found = Assessment.objects.filter(pk=assessment)
    row = (found.select_for_update() if locked else found).first()
    if row is None:
        raise NotThere("assessment")
    get_commune(actor, row.place_id)
    return row


def facts_of_year(actor: Actor, communes: frozenset[int], year: int) -> dict[int, dict[str, Fact]]:
    """The facts that the proposals of a year rested on, by commune."""
    rows = Assessment.objects.filter(place__in=communes, year=year).exclude(state=AssessmentState.DRAFT)
    return {row.place_id: from_json(row.facts) for row in rows}


def open_transformation(place: int) -> Transformation | None:
    return Transformation.objects.filter(place=place, ended_on__isnull=True).first()


def tasks_of(actor: Actor, transformation: Transformation, today: date) -> QuerySet[Any]:
    """Its tasks, of those that the actor sees, with the word of their state."""
    linked = TransformationTask.objects.filter(transformation=transformation).values("task")
    return plans.rows_for_page(
        plans.with_word(actor, today).filter(pk__in=linked).order_by("plan", "position")
    )


def tasks_to_choose(actor: Actor, today: date) -> list[tuple[int, str]]:
    """The commune's own tasks of plans that still run."""
    own = plans.visible_tasks(actor, today).filter(closed_at__isnull=True).order_by("plan", "position")
    return [
        (pk, f"{text[:140]}…" if len(text) > 140 else text)
        for pk, text in own.values_list("pk", "text")[:300]
    ]
