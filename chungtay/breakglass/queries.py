"""Which openings somebody sees: their own, those of their body's things, and, to review, those of the jurisdiction."""

from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.breakglass.models import Opening


def opened_now(actor: Actor, *, now: datetime) -> frozenset[str]:
    """The subjects that stand open to the person now, acting for the body for which they opened them."""
    return frozenset(_living(actor, now).values_list("subject", flat=True))


def _living(actor: Actor, now: datetime) -> QuerySet[Opening]:
    return Opening.objects.filter(account=actor.account, agency=actor.agency, ends_at__gt=now)


def visible_to(actor: Actor, *, now: datetime) -> QuerySet[Opening]:
    seen = Q(account=actor.account) | Q(owner=actor.agency)
    if actor.can("emergency.review"):
        seen |= Q(owner__in=agencies.within_jurisdiction(actor, on=timezone.localdate(now)).values("pk"))
    return Opening.objects.filter(seen)


def list_openings(actor: Actor, *, now: datetime) -> QuerySet[Opening]:
    """Newest first, those that nobody has reviewed yet before all others."""
    found = visible_to(actor, now=now).select_related("owner", "account", "agency", "reviewed_by")
    return found.order_by(F("reviewed_at").desc(nulls_first=True), "-opened_at", "-pk")


def get_opening(actor: Actor, opening: int, *, now: datetime, locked: bool = False) -> Opening:
    """One opening; ``locked`` until the transaction ends, for who changes it."""
    visible = list_openings(actor, now=now).filter(pk=opening)
    found = (visible.select_for_update(of=("self",)) if locked else visible).first()
    if found is None:
        raise NotThere("opening")
    return found


def count_to_review(actor: Actor, *, now: datetime) -> int:
    """How many openings wait for this second person."""
    if not actor.can("emergency.review"):
        return 0
    waiting = visible_to(actor, now=now).filter(reviewed_at__isnull=True)
    return waiting.exclude(account=actor.account).count()


def reason_of(actor: Actor, subject: str, *, now: datetime) -> str:
    """Why the actor opened this thing: the purpose under which each look at it is recorded."""
    opened = _living(actor, now).filter(subject=subject)
    return opened.order_by("-pk").values_list("reason", flat=True).first() or ""
