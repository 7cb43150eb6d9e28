"""Comparisons of the actor's body."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.comparisons.models import Comparison
from chungtay.comparisons.rules import KIND, READ, ComparisonState


def visible_to(actor: Actor) -> QuerySet[Comparison]:
    """Those that the actor's body asked for or was asked, without the sheets."""
    if not actor.can(READ):
        return Comparison.objects.none()
    mine = Comparison.objects.filter(Q(first=actor.agency) | Q(second=actor.agency))
    return mine.select_related("first", "second").defer("secret", "sheet")


def get_comparison(actor: Actor, comparison: int) -> Comparison:
    found = visible_to(actor).filter(pk=comparison).first()
    if found is None:
        raise NotThere(KIND)
    return found


def last_counted(one: int, other: int) -> date | None:
    """When two bodies were last counted together, whoever asked."""
    pair = Q(first=one, second=other) | Q(first=other, second=one)
    done = Comparison.objects.filter(pair, state=ComparisonState.COUNTED).order_by("-ended_at").first()
    return timezone.localdate(done.ended_at) if done and done.ended_at else None
