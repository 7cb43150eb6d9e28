"""From the description of a picture to its drawing: one layout for the page and for paper."""

from collections.abc import Sequence
from decimal import Decimal

from chungtay.pictures.rules.charts import UNKNOWN, AreaMap, Bar, Chart, League, Parts, Point, TimeSeries
from chungtay.pictures.rules.pen import Pen
from chungtay.pictures.rules.saying import Words, ranks_said, share_of, value_said

WIDTH, SIZE = 480, 14  # a phone shows it at two thirds, a page somewhat larger
_GAP = 8
_LINE = 20
_TALL = 150  # of the field of a series


def svg_of(chart: Chart, words: Words) -> str:
    """The picture without its title, which stands above it as text."""
    pen = Pen(WIDTH, SIZE)
    match chart:
        case TimeSeries():
            _series(chart, words, pen)
        case League():
            _league(chart, words, pen)
        case Parts():
            _parts(chart, words, pen)
        case AreaMap():
            pen = Pen(chart.width, chart.width * SIZE // WIDTH)
            _map(chart, pen)
    return pen.svg()


def _series(chart: TimeSeries, words: Words, pen: Pen) -> None:
    pen.height = _TALL + 3 * _LINE
    known = [one for point in chart.points for one in (point.value, point.wanted) if one is not None]
    if not known:
        pen.height = 2 * _LINE
        pen.text(0, _LINE, words("nothing"), "muted")
        return
    low, high = min(Decimal(0), *known), max(Decimal(0), *known)
    place = _Scale(low, high, len(chart.points))
    for level in {low, (low + high) / 2, high}:
        pen.path(f"M0 {place.y(level)}H{WIDTH}", "grid")
    pen.text(0, place.y(high) - 5, words.number(high), "muted")
    _along(chart.points, place, pen)
    for run in _runs([point.wanted for point in chart.points]):
        pen.path(_line(run, place), "wanted")
    values = [point.value for point in chart.points]
    for run in _runs(values):
        pen.path(_line(run, place), "stroke")
    for at, point in enumerate(chart.points):
        if point.value is not None:
            tip = f"{point.label}: {words.number(point.value)}"
            pen.dot(place.x(at), place.y(point.value), "hollow" if point.short else "dot", tip)
    _last_words(chart.points, place, words, pen)


class _Scale:
    """Where a number and a moment lie in the field."""

    def __init__(self, low: Decimal, high: Decimal, count: int) -> None:
        self.low, self.high, self.count = low, high, count

    def x(self, at: int) -> int:
        room = WIDTH - 4 * _GAP
        return 2 * _GAP + (room * at // (self.count - 1) if self.count > 1 else room // 2)

    def y(self, value: Decimal) -> int:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else Decimal(0)
        return _LINE + _TALL - int(share * _TALL)


def _along(points: Sequence[Point], place: _Scale, pen: Pen) -> None:
    """The first and the last moment, and as many between as have room."""
    step = max(1, -(-len(points) // 5))
    shown = [at for at in range(0, len(points), step) if at == 0 or at + step <= len(points) - 1]
    for at in sorted({*shown, len(points) - 1}):
        anchor = "start" if at == 0 and len(points) > 1 else "end" if at == len(points) - 1 > 0 else "middle"
        x = {"start": 0, "end": WIDTH}.get(anchor, place.x(at))
        pen.text(x, _TALL + _LINE * 2 + 2, points[at].label, "muted", anchor=anchor)


def _runs(values: Sequence[Decimal | None]) -> list[list[tuple[int, Decimal]]]:
    """Stretches of at least two numbers without a gap: over a gap nothing is drawn."""
    runs: list[list[tuple[int, Decimal]]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((at, value))
    return [run for run in runs if len(run) > 1]


def _line(run: Sequence[tuple[int, Decimal]], place: _Scale) -> str:
    return "M" + "L".join(f"{place.x(at)} {place.y(value)}" for at, value in run)


def _last_words(points: Sequence[Point], place: _Scale, words: Words, pen: Pen) -> None:
    """The last number and the target stand at their ends: no legend to look up."""
    taken: int | None = None
    last = [at for at, point in enumerate(points) if point.value is not None]
    if last and (value := points[last[-1]].value) is not None:
        taken = place.y(value) - 10
        anchor = "end" if last[-1] * 2 > len(points) else "start"
        pen.text(place.x(last[-1]), taken, words.number(value), anchor=anchor)
    wanted = [at for at, point in enumerate(points) if point.wanted is not None]
    if wanted and (value := points[wanted[-1]].wanted) is not None:
        y = place.y(value) - 6
        if taken is not None and abs(y - taken) < SIZE:
            y = place.y(value) + SIZE + 4
        pen.text(WIDTH, y, words("target", wanted=value), "muted", anchor="end")


def _league(chart: League, words: Words, pen: Pen) -> None:
    """Each with its name and number on a line, the bar beneath: names are long, and a phone is narrow."""
    shown = chart.bars[: chart.most]
    ends = [end for bar in shown for end in (bar.value, bar.high) if end is not None]
    longest = max(ends, default=Decimal(0)) or Decimal(1)
    for bar in shown:
        _bar(bar, longest, words, pen)
    if more := len(chart.bars) - len(shown):
        pen.height += _LINE
        pen.text(0, pen.height - 4, words("more", n=more), "muted")


def _bar(bar: Bar, longest: Decimal, words: Words, pen: Pen) -> None:
    top = pen.height
    pen.height += 2 * _LINE + 2
    said = value_said(bar, words)
    ranked = ranks_said(bar.ranks, words)
    room = 54 - len(said) - len(ranked)
    pen.text(0, top + 15, _cut(bar.name, room), href=bar.href)
    role = "text" if bar.value is not None else "muted"
    pen.text(WIDTH, top + 15, f"{said} · {ranked}" if ranked else said, role, anchor="end")
    if bar.value is None:
        return
    tip = f"{bar.name}: {said}"
    length = max(2, _share(bar.value, longest))
    pen.box(0, top + 21, length, 12, "bar-short" if bar.short else "bar", tip=tip, href=bar.href)
    if bar.low is not None and bar.high is not None:
        low, high = _share(bar.low, longest), _share(bar.high, longest)
        pen.path(f"M{low} {top + 27}H{high}M{low} {top + 23}v8M{high} {top + 23}v8", "whisker")


def _share(value: Decimal, longest: Decimal) -> int:
    return int(value * (WIDTH - 2) / longest) if value > 0 else 0


def _cut(name: str, room: int) -> str:
    return name if len(name) <= room else name[: room - 1].rstrip() + "…"


def _parts(chart: Parts, words: Words, pen: Pen) -> None:
    """One bar of the whole, then a line for each part with its sign, number and share."""
    whole = sum(part.value for part in chart.parts)
    if not whole:
        pen.height = 2 * _LINE
        pen.text(0, _LINE, words("nothing"), "muted")
        return
    before = Decimal(0)
    levels = [1 + (4 * at // max(1, len(chart.parts) - 1)) for at in reversed(range(len(chart.parts)))]
    for part, level in zip(chart.parts, levels, strict=True):
        start, end = _share(before, Decimal(whole)), _share(before + part.value, Decimal(whole))
        if end > start:
            pen.box(start, 0, end - start, 26, f"depth-{level}", "edge", tip=part.name, href=part.href)
        before += part.value
    pen.height = 26 + _GAP
    for part, level in zip(chart.parts, levels, strict=True):
        pen.box(0, pen.height + 3, 12, 12, f"depth-{level}")
        said = f"{words.number(part.value)} · {words.number(share_of(part.value, whole))}%"
        pen.text(20, pen.height + 14, _cut(part.name, 52 - len(said)), href=part.href)
        pen.text(WIDTH, pen.height + 14, said, anchor="end")
        pen.height += _LINE + 2


def _map(chart: AreaMap, pen: Pen) -> None:
    """The outlines, then a line for each class with its words."""
    for area in chart.areas:
        tip = f"{area.name}: {area.said}"
        edge = "unknown" if area.level == UNKNOWN else "edge"
        pen.path(area.path, f"{chart.tones}-{area.level}", edge, tip=tip, href=area.href)
    for x, y, words in chart.labels:
        pen.text(x, y, words, "muted", anchor="middle")
    line = pen.size * 3 // 2
    pen.height = chart.height + line // 2
    for level, words in chart.legend:
        edge = "unknown" if level == UNKNOWN else "edge"
        pen.box(0, pen.height + line // 5, pen.size, pen.size, f"{chart.tones}-{level}", edge)
        count = sum(area.level == level for area in chart.areas)
        pen.text(2 * pen.size, pen.height + line * 4 // 5, f"{words}: {count}")
        pen.height += line
