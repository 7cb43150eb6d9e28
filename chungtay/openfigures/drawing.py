"""A published table as pictures, from nothing but the table: what is hidden in it is not drawn either."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.indicators.queries import number_words, period_words
from chungtay.openfigures.queries import Published
from chungtay.openfigures.rules import Entry, Line, OpenState
from chungtay.openfigures.words import STATES
from chungtay.pictures.rules import (
    UNKNOWN,
    Area,
    AreaMap,
    Bar,
    Chart,
    Class,
    League,
    Point,
    TimeSeries,
    classes_of,
)
from chungtay.places import queries as places
from chungtay.places.rules import Kind


def draw_published(published: Published, language: str) -> list[Chart]:
    """The whole over time, and its parts in the last period that says anything: on a map where they are communes."""
    sheet = published.sheet
    *rows, total = sheet.lines
    names = [period_words(period) for period in sheet.periods]
    spoken = [at for at in range(len(names)) if any(line.entries[at].value for line in rows)]
    found: list[Chart | None] = [_draw_series(total, names, sheet.unit)]
    if spoken:
        at = spoken[-1]
        found.append(_draw_map(published, rows, at, names[at], language))
        found.append(_draw_league(rows, at, names[at], sheet.unit, language))
    return [chart for chart in found if chart is not None]


def _draw_series(total: Line, names: list[str], unit: str) -> TimeSeries | None:
    values = [_value(one) for one in total.entries]
    known = [at for at, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    points = [
        Point(name, value, short=one.state is OpenState.SHORT)
        for name, value, one in zip(names, values, total.entries, strict=True)
    ]
    title = _("%(value)s trong %(period)s") % {
        "value": number_words(values[known[-1]] or Decimal(0)), "period": names[known[-1]],
    }  # fmt: skip
    return TimeSeries(title, unit, points)


def _draw_league(rows: list[Line], at: int, period: str, unit: str, language: str) -> League:
    bars = [
        Bar(line.names[language], _value(line.entries[at]), short=line.entries[at].state is OpenState.SHORT)
        for line in rows
        if line.entries[at].value
    ]
    bars.sort(key=lambda bar: -(bar.value or Decimal(0)))
    return League(_("Các nơi, các mục trong %(period)s") % {"period": period}, unit, bars)


def _draw_map(published: Published, rows: list[Line], at: int, period: str, language: str) -> AreaMap | None:
    """Own outlines of the day of the edition; None where the parts are no communes or most have no outline."""
    if published.figure.division != Kind.COMMUNE:
        return None
    day = timezone.localdate(published.edition.made_at)
    within = places.get_places(places.subtree_ids(published.figure.province_id, day), day)
    lines = {line.key: line for line in rows}
    shape = places.draw_map([one for one in within if one.code in lines], day, levels={})
    values = [value for line in rows if (value := _value(line.entries[at])) is not None]
    if shape is None or 2 * len(shape.units) < len(rows):
        return None
    classes = classes_of(values)
    areas = [_area(lines[unit.place.code], unit.path, at, classes, language) for unit in shape.units]
    legend = [(one.level, _between(one)) for one in classes]
    if any(area.level == UNKNOWN for area in areas):
        legend.append((UNKNOWN, _("không công bố, hoặc chưa có báo cáo đã duyệt")))
    return AreaMap(
        _("Bản đồ các xã, phường trong %(period)s") % {"period": period}, published.sheet.unit,
        shape.width, shape.height, areas, legend, labels=shape.labels,
        credits=[_(credit) for credit in shape.credits],
    )  # fmt: skip


def _area(line: Line, path: str, at: int, classes: list[Class], language: str) -> Area:
    value = _value(line.entries[at])
    if value is None:
        return Area(line.names[language], path, UNKNOWN, str(STATES[line.entries[at].state]))
    level = next(one.level for one in classes if one.holds(value))
    return Area(line.names[language], path, level, number_words(value))


def _between(one: Class) -> str:
    if one.low == one.high:
        return number_words(one.low)
    return _("%(low)s đến %(high)s") % {"low": number_words(one.low), "high": number_words(one.high)}


def _value(entry: Entry) -> Decimal | None:
    return Decimal(entry.value) if entry.value else None
