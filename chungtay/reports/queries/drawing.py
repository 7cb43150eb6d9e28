"""Pictures of a report, drawn once with its words and kept with them, so that they never say two things."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.indicators import queries as indicators
from chungtay.indicators.queries import Answer, Asked, Row
from chungtay.indicators.rules import Geography, asked_of, tiles
from chungtay.pictures.rules import Chart, as_json
from chungtay.reports.models import Report
from chungtay.reports.queries.drafts import Draft
from chungtay.reports.queries.numbers import Values
from chungtay.reports.queries.results import paths_of
from chungtay.reports.rules import Drawing, Drawn, PassageKind, parts_of


def drawn(
    actor: Actor, key: str, part: Drawing, report: Report, known: Values, today: date
) -> Iterator[Draft]:
    """The picture that a line of the outline asks for; without numbers it is kept empty and not printed."""
    if part.how is Drawn.TARGETS:
        for target, measure, chart in paths_of(actor, report, today):
            yield _kept(f"{key}.{target}", chart, [{"code": measure, "value": "", "year": True}])
        return
    total = known[part.code]
    if total is None:
        yield Draft(key, PassageKind.PICTURE, missing=[part.code])
        return
    numbers = [{"code": part.code, "value": str(total)}]
    yield _kept(key, _chart(actor, part, report, today), numbers)


def _kept(key: str, chart: Chart | None, numbers: list[dict[str, Any]]) -> Draft:
    if chart is None:
        return Draft(key, PassageKind.PICTURE)
    return Draft(key, PassageKind.PICTURE, chart.title, 0, numbers, picture=as_json(chart))


def _chart(actor: Actor, part: Drawing, report: Report, today: date) -> Chart | None:
    """None where there is too little to see. Numbers by unit and by option hold small numbers of people back."""

    def leads(row: Row, period: str) -> str:
        return asked_of(part.code, period, row.unit or None, row.measure)

    def look(periods: tuple[str, ...], **more: Any) -> Answer:
        asked = Asked(part.code, periods, place=report.place_id, **more)
        return indicators.look(actor, asked, on=today)

    last = parts_of(report.period)[-1:]
    try:
        if part.how is Drawn.SERIES:
            return indicators.draw_series(look(_moments(report.period)), leads)
        if part.how is Drawn.PARTS:
            whole = look(last, by=part.by)
            return None if indicators.hidden_in(whole) else indicators.draw_parts(whole, 0, leads)
        levels = indicators.levels_below(actor, report.place_id, Geography.NEW)
        if not levels:
            return None
        answer = indicators.without_small(look(last, level=levels[0]))
    except NotThere:
        return None
    if part.how is Drawn.MAP:
        return indicators.draw_map(answer, 0, today, leads)
    return indicators.draw_league(answer, 0, leads)


def _moments(period: str) -> tuple[str, ...]:
    """The years of a plan, the months of a longer period; of a month, those of its year until then.

    >>> _moments("2026-M03"), _moments("2022-2023"), len(_moments("2026-H1"))
    (('2026-M01', '2026-M02', '2026-M03'), ('2022', '2023'), 6)
    """
    years = parts_of(period)
    if len(years) > 1:
        return years
    if period[5:6] == "M":
        return tuple(one for one in periods_of(PeriodKind.MONTH, int(period[:4])) if one <= period)
    return tuple(tiles(period, PeriodKind.MONTH))
