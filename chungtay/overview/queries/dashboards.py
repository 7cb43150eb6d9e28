"""What people would rather look at than read: work kept and late, and the figures of one's place, as pictures."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.kept import Kept
from chungtay.base.problems import NotThere
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of, previous
from chungtay.indicators import queries as indicators
from chungtay.indicators.rules import Geography, asked_of
from chungtay.journal import queries as journal
from chungtay.law.rules import window
from chungtay.overview.queries.looking import LATE_DONE, OWED, work_of
from chungtay.overview.rules import Asked, Month, Shown, Wish, month_after, month_of, wishes_of
from chungtay.pictures.rules import Bar, Chart, League, Point, TimeSeries, range_of_share, ranks

MONTHS = 12
RECENT = 3  # months of work that the league of agencies counts
AGENCIES = 5


@dataclass(frozen=True, slots=True)
class Dashboard:
    """As it was counted ``at`` a moment. ``work``: of the programme; ``figures``: of the place."""

    at: datetime
    work: tuple[Chart, ...]
    figures: tuple[Chart, ...]


_drawn: Kept[Dashboard] = Kept()


def get_dashboard(actor: Actor, asked: Asked, *, now: datetime) -> Dashboard:
    """Drawn at most a minute ago, for the actor with just these powers and places, and after whatever they did last.

    Raises indicators.NotReady.
    """
    today = timezone.localdate(now)
    key = (actor, asked, today, get_language(), journal.last_of(actor.account))
    return _drawn.get(
        key, lambda: Dashboard(now, draw_work(actor, asked, today=today), draw_figures(actor, today=today))
    )


def draw_work(actor: Actor, asked: Asked, *, today: date) -> tuple[Chart, ...]:
    """What was late of the parts of work due: month by month, and by agency where one sees several."""
    league = draw_late_agencies(actor, asked, today=today)
    found = (draw_late_months(actor, asked, today=today), league if league and len(league.bars) > 1 else None)
    return tuple(chart for chart in found if chart is not None)


def draw_late_months(actor: Actor, asked: Asked, *, today: date) -> TimeSeries | None:
    """The share not done by its day, of what was due in each of twelve months; None with fewer than two to see."""
    first = month_after(month_of(today), 1 - MONTHS)
    due = work_of(actor, asked, today=today).filter(due_on__gte=first, due_on__lt=today)
    rows = (
        due.values(month=TruncMonth("due_on"))
        .order_by("month")
        .annotate(due=Count("pk"), late=Count("pk", filter=_MISSED))
    )
    counted = {row["month"]: Month(row["due"], row["late"]) for row in rows}
    months = [month_after(first, ahead) for ahead in range(MONTHS)]
    points = [
        Point(
            f"{month.month}/{month.year}", Decimal(counted[month].percent) if month in counted else None,
            href=_work_due(asked, month, month_after(month)),
        )
        for month in months
    ]  # fmt: skip
    known = [point for point in points if point.value is not None]
    if len(known) < 2:
        return None
    title = _("Phần việc đến hạn mà không xong đúng hạn: %(share)s%% trong %(month)s") % {
        "share": known[-1].value, "month": known[-1].label,
    }  # fmt: skip
    return TimeSeries(title, "%", points)


def draw_late_agencies(actor: Actor, asked: Asked, *, today: date) -> League | None:
    """Agencies by the share not done by its day in three months, each with what chance leaves; the worst first."""
    first = month_after(month_of(today), 1 - RECENT)
    due = work_of(actor, asked, today=today).filter(due_on__gte=first, due_on__lt=today)
    rows = due.values("agency").order_by("agency").annotate(due=Count("pk"), late=Count("pk", filter=_MISSED))
    counted = [(row["agency"], Month(row["due"], row["late"])) for row in rows]
    if not counted:
        return None
    counted.sort(key=lambda one: (-Decimal(one[1].late) / one[1].due, -one[1].due, one[0]))
    names = agencies.names_of(agency for agency, _month in counted)
    ranges = [range_of_share(Decimal(month.late), Decimal(month.due)) for _agency, month in counted]
    bars = [
        Bar(
            names[agency], Decimal(month.percent), span.low, span.high, place,
            _work_due(replace(asked, agency=agency), first, today),
        )
        for (agency, month), span, place in zip(counted, ranges, ranks(ranges), strict=True)
    ]  # fmt: skip
    title = _("Ba tháng qua, %(agency)s có tỷ lệ việc không xong đúng hạn cao nhất") % {
        "agency": bars[0].name
    }
    return League(
        title if bars[0].value else _("Ba tháng qua, mọi việc đều xong đúng hạn"), "%", bars, AGENCIES
    )


def _work_due(asked: Asked, first: date, until: date) -> str:
    """Where the work due from a day until the day before another one is listed."""
    told: dict[str, Any] = {**asdict(asked), "due_from": first, "due_to": until - timedelta(days=1)}
    return f"{reverse('plans:tasks')}?{urlencode({name: one for name, one in told.items() if one})}"


def draw_figures(actor: Actor, *, today: date) -> tuple[Chart, ...]:
    """The figures that the board of the post wishes for; what is not the actor's, or has no number, is left out."""
    if not indicators.sees_any(actor):
        return ()
    months = closed_months(today)
    with indicators.steady():
        drawn = [
            chart for wish in wishes_of(actor.powers) for chart in _drawn_wish(actor, wish, months, today)
        ]
    return tuple(chart for chart in drawn if chart is not None)


def _drawn_wish(actor: Actor, wish: Wish, months: tuple[str, ...], today: date) -> list[Chart | None]:
    def leads(row: indicators.Row, period: str) -> str:
        return f"{reverse('indicators:number')}?{asked_of(wish.measure, period, row.unit or None)}"

    try:
        if wish.shown is Shown.SERIES:
            asked = indicators.Asked(wish.measure, months)
            return [indicators.draw_series(indicators.look(actor, asked, on=today), leads)]
        levels = indicators.levels_below(actor, None, Geography.NEW)
        if not levels:
            return []
        answer = indicators.look(
            actor, indicators.Asked(wish.measure, months[-1:], level=levels[0]), on=today
        )
    except NotThere:
        return []
    return [indicators.draw_map(answer, 0, today, leads), indicators.draw_league(answer, 0, leads)]


def closed_months(today: date) -> tuple[str, ...]:
    """The last twelve months whose window has ended."""
    year = today.year + (window(str(today.year)).last < today)
    month = next(
        code for code in reversed([*periods_of(PeriodKind.MONTH, year - 1), *periods_of(PeriodKind.MONTH, year)])
        if window(code).last < today
    )  # fmt: skip
    found = [month]
    while len(found) < MONTHS:
        found.append(previous(found[-1]))
    return tuple(reversed(found))


_MISSED = Q(LATE_DONE | OWED)
