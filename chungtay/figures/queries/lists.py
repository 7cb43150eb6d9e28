"""What one has to send, and what waits for one's approval."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.kept import Kept
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.figures.models import Submission
from chungtay.figures.queries.timing import days_in
from chungtay.figures.rules import Days, Timeliness, levels_of, timeliness
from chungtay.figures.rules.rights import APPROVE, ENTER
from chungtay.law.rules import window
from chungtay.places import queries as places

if TYPE_CHECKING:
    from chungtay.catalogue.models import DataSet, DataSetReporter

_reporters: "Kept[list[DataSetReporter]]" = Kept()
_SHOWN = 3  # periods of a form: the one that runs, and two before it


@dataclass(frozen=True, slots=True)
class Due:
    """A form that the own body owes for a period; ``submission`` None while nobody has opened it."""

    data_set: "DataSet"
    period: str
    days: Days
    timeliness: Timeliness
    submission: Submission | None

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is left to the body."""
        made = self.submission
        return bool(made and is_sent(made))


def my_due(actor: Actor, *, today: date) -> list[Due]:
    """What the own body reports: of each form the period that runs and the two before, what is due first on top."""
    if not (actor.can(ENTER) or actor.can(APPROVE)) or actor.place is None:
        return []
    owed = {
        (report.data_set_id, period): report.data_set
        for report in _reports_of(actor, today)
        for period in begun(PeriodKind(report.data_set.period_kind), today)
    }
    rows = Submission.objects.filter(
        agency=actor.agency,
        place=actor.place,
        data_set__in={pk for pk, _ in owed},
        period__in={p for _, p in owed},
    )
    made = {(row.data_set_id, row.period): row for row in rows}
    found = []
    for (pk, period), data_set in owed.items():
        submission = made.get((pk, period))
        days = days_in(actor.place, data_set, period)
        how = timeliness(submission.first_sent_on if submission else None, days, today=today)
        found.append(Due(data_set, period, days, how, submission))
    return sorted(found, key=lambda due: (due.is_done, due.days.due, due.data_set.position))


def _reports_of(actor: Actor, today: date) -> "list[DataSetReporter]":
    body, above = agencies.own_body(actor), agencies.places_above(actor)
    alike = _reporters.get(
        (body.kind, body.level, today),
        lambda: catalogue.reporters_like(kind=body.kind, level=body.level, on=today),
    )
    return catalogue.reports_among(alike, name=body.name, above=above)


def is_sent(row: Submission) -> bool:
    """Whether all that was entered has left the body, and nothing came back."""
    return bool(row.first_sent_on and row.sent == row.given and not row.returned)


def begun(kind: PeriodKind, today: date) -> list[str]:
    """The last periods that have begun."""
    near = [
        period for year in (today.year - 1, today.year, today.year + 1) for period in periods_of(kind, year)
    ]
    return [period for period in near if window(period).first <= today][-_SHOWN:]


def awaiting_approval(actor: Actor) -> list[Submission]:
    """The submissions of which some value waits for the actor, the longest waiting first."""
    if not actor.can(APPROVE) or not actor.reach:
        return []
    level = agencies.own_body(actor).level
    within = places.ids_ever_within(actor.reach)
    waiting = Submission.objects.filter(sent__gt=F("approved"), place__in=within)
    rows = waiting.select_related("data_set", "agency", "place").order_by("sent_at", "pk")
    return [row for row in rows if row.sent_by_id != actor.account and _waits_for(level, row)]


def _waits_for(level: str, row: Submission) -> bool:
    levels = levels_of(row.agency.level, on=window(row.period).last)
    direct = row.sent - row.passed - row.approved
    if level == levels.steps[-1]:
        return (row.passed if levels.between else direct) > 0
    return level in levels.steps and direct > 0
