"""The inputs of the score, counted from the very parts of work that it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.overview.models import Contest
from chungtay.overview.queries.looking import work_of
from chungtay.overview.rules import Asked, ContestOutcome, Formula, Inputs, Part, Scored, score
from chungtay.plans import queries as plans
from chungtay.plans.rules import ShareState

_DONE = Q(state=ShareState.DONE)
_ON_TIME = _DONE & Q(done_on__lte=F("due_on"))


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    scored: Scored


def _conditions(by: Formula, now: datetime) -> dict[Part, Q]:
    return {
        Part.ON_TIME: _ON_TIME,
        Part.DONE: _DONE,
        Part.FRESH: _DONE | Q(updated_at__gte=now - timedelta(days=by.fresh_days)),
    }


def counted(actor: Actor, first: date, last: date, *, today: date) -> QuerySet[Any]:
    """The parts of work that count: due in the period and not after today, but for those left out on a contest."""
    left_out = Contest.objects.filter(outcome=ContestOutcome.GRANTED).values("share")
    due = work_of(actor, Asked(), today=today).filter(due_on__gte=first, due_on__lte=min(last, today))
    found: QuerySet[Any] = due.exclude(pk__in=left_out)
    return found


def list_scores(
    actor: Actor, first: date, last: date, by: Formula, *, now: datetime, today: date
) -> list[Row]:
    """Agencies as the actor sees them: of the whole jurisdiction who oversees it, else the own body alone."""
    counts = {part.value: Count("pk", filter=condition) for part, condition in _conditions(by, now).items()}
    shares = counted(actor, first, last, today=today)
    rows = shares.values("agency").annotate(due=Count("pk"), **counts).order_by("agency")
    inputs = {
        row.pop("agency"): Inputs(row["due"], row["on_time"], row["done"], row["fresh"]) for row in rows
    }
    names = agencies.names_of(inputs)
    found = [Row(names[one.agency], one) for one in score(inputs, by)]
    order = {band.name: place for place, band in enumerate(by.bands)}
    # Within a band by name: nobody in it stands before anybody.
    return sorted(
        found, key=lambda row: (order[row.scored.band.name] if row.scored.band else len(order), row.name)
    )


def list_inputs(
    shares: QuerySet[Any], agency: int, part: Part, by: Formula, *, now: datetime
) -> QuerySet[Any]:
    """One agency's parts of work, each with whether it ``counts``; those that a part of the formula does not, first."""
    own: QuerySet[Any] = shares.filter(agency=agency).select_related("task", "agency")
    counts = Case(When(_conditions(by, now)[part], then=Value(True)), default=Value(False))
    found: QuerySet[Any] = own.annotate(counts=counts).order_by("counts", "due_on", "pk")
    return found


def contests_of(shares: Iterable[int]) -> dict[int, list[Contest]]:
    """What was said against these parts of work, the newest first. The caller has fetched them for its actor."""
    found: dict[int, list[Contest]] = {}
    for contest in Contest.objects.filter(share__in=set(shares)):
        found.setdefault(contest.share_id, []).append(contest)
    return found


def list_contests(actor: Actor, *, today: date) -> list[Contest]:
    """Those of one's own body, and those against plans that one sees whole; the waiting first, the newest first."""
    rows = Contest.objects.filter(share__in=plans.visible_shares(actor, today).values("pk"))
    rows = rows.select_related("agency", "share__task__plan").order_by("-at", "-pk")
    return sorted(rows[:200], key=lambda contest: contest.outcome != ContestOutcome.WAITING)


def get_contest(actor: Actor, contest: int, *, today: date) -> Contest:
    found = (
        Contest.objects.filter(pk=contest, share__in=plans.visible_shares(actor, today).values("pk"))
        .select_related("share__task__plan", "agency")
        .first()
    )
    if found is None:
        raise NotThere("contest")
    return found
