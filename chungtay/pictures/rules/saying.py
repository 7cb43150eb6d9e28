"""The words and the table of a picture, in the language that the caller speaks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chungtay.pictures.rules.charts import AreaMap, Bar, Chart, League, Parts, TimeSeries

SENTENCES = {
    "silent": "chưa có số liệu",
    "nothing": "Chưa có số liệu để vẽ.",
    "series": "Từ {first} ({start}) đến {last} ({end}); cao nhất {most} ({at}).",
    "one": "Mới có một số: {first} ({start}).",
    "wanted": "Mức phải đạt {wanted} ({end}).",
    "league": "Đứng đầu là {first} với {most}; cuối là {last} với {least}.",
    "untold": "{n} nơi chưa có số liệu.",
    "held": "không nêu (số nhỏ)",
    "held_back": "{n} nơi có số nhỏ về người nên không nêu.",
    "areas": "{n} nơi: {words}.",
    "parts": "{name} {value} ({share}%)",
    "more": "và {n} nơi khác, xem bảng",
    "target": "phải đạt {wanted}",
    "range": "{low} đến {high}",
    "ranks": "hạng {first}–{last}",
    "rank": "hạng {first}",
    "h_period": "Kỳ",
    "h_value": "Số",
    "h_wanted": "Mức phải đạt",
    "h_place": "Nơi",
    "h_name": "Mục",
    "h_range": "Khoảng do ngẫu nhiên (95%)",
    "h_ranks": "Hạng",
    "h_share": "Tỷ lệ",
    "short": "còn thiếu báo cáo",
}


def _vietnamese(value: Decimal) -> str:
    """1.234,5"""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True, slots=True)
class Words:
    """How numbers are written, and what the sentences above are in the language of the page; Vietnamese by itself."""

    number: Callable[[Decimal], str] = _vietnamese
    say: Callable[[str], str] = str

    def __call__(self, sentence: str, **named: Any) -> str:
        told = {
            name: self.number(Decimal(one)) if isinstance(one, Decimal | int) else one
            for name, one in named.items()
        }
        return self.say(SENTENCES[sentence]).format(**told)

    def value(self, value: Decimal | None) -> str:
        return self("silent") if value is None else self.number(value)


@dataclass(frozen=True, slots=True)
class Table:
    """``head`` and rows of equal length; the first cell of a row is its name. ``links``: where rows lead, or ""."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    links: Sequence[str]

    @property
    def lines(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Where each row leads, with the row."""
        return zip(self.links, self.rows, strict=True)


def words_of(chart: Chart, words: Words) -> str:
    """What somebody who looks would see, in a sentence or two."""
    match chart:
        case TimeSeries():
            return _of_series(chart, words)
        case League():
            return _of_league(chart, words)
        case AreaMap():
            counted = [
                (said, sum(area.level == level for area in chart.areas)) for level, said in chart.legend
            ]
            return " ".join(words("areas", n=count, words=said) for said, count in counted if count)
        case Parts():
            whole = sum(part.value for part in chart.parts)
            told = (
                words("parts", name=part.name, value=part.value, share=share_of(part.value, whole))
                for part in chart.parts
            )
            return "; ".join(told) + "." if whole else words("nothing")


def share_of(value: Decimal, whole: Decimal | int) -> Decimal:
    """In percent, to one digit."""
    return (100 * value / whole).quantize(Decimal("0.1")) if whole else Decimal(0)


def _of_series(chart: TimeSeries, words: Words) -> str:
    known = [(point.label, point.value) for point in chart.points if point.value is not None]
    if not known:
        return words("nothing")
    (start, first), (end, last) = known[0], known[-1]
    at, most = max(known, key=lambda one: one[1])
    said = words("one", first=first, start=start)
    if len(known) > 1:
        said = words("series", first=first, start=start, last=last, end=end, most=most, at=at)
    wanted = [(point.label, point.wanted) for point in chart.points if point.wanted is not None]
    if wanted:
        said += " " + words("wanted", wanted=wanted[-1][1], end=wanted[-1][0])
    return said


def _of_league(chart: League, words: Words) -> str:
    known = [(bar.name, bar.value) for bar in chart.bars if bar.value is not None]
    if not known:
        return words("nothing")
    said = words("league", first=known[0][0], most=known[0][1], last=known[-1][0], least=known[-1][1])
    held = sum(bar.held for bar in chart.bars)
    untold = len(chart.bars) - len(known) - held
    more = [words(name, n=count) for name, count in (("untold", untold), ("held_back", held)) if count]
    return " ".join([said, *more])


def value_said(bar: Bar, words: Words) -> str:
    return words("held") if bar.held else words.value(bar.value)


def table_of(chart: Chart, words: Words) -> Table:
    """Every number of the picture; columns that would be empty throughout are left out."""
    match chart:
        case TimeSeries():
            head = [words("h_period"), words("h_value"), words("h_wanted")]
            rows = [
                [
                    point.label,
                    _with_mark(words.value(point.value), point.short, words),
                    _optional(point.wanted, words),
                ]
                for point in chart.points
            ]
            return _narrowed(head, rows, [point.href for point in chart.points])
        case League():
            head = [words("h_place"), words("h_value"), words("h_range"), words("h_ranks")]
            rows = [
                [
                    bar.name, _with_mark(value_said(bar, words), bar.short, words),
                    "" if bar.low is None else words("range", low=bar.low, high=bar.high), ranks_said(bar.ranks, words),
                ]
                for bar in chart.bars
            ]  # fmt: skip
            return _narrowed(head, rows, [bar.href for bar in chart.bars])
        case AreaMap():
            rows = [[area.name, area.said] for area in chart.areas]
            return Table([words("h_place"), words("h_value")], rows, [area.href for area in chart.areas])
        case Parts():
            whole = sum(part.value for part in chart.parts)
            rows = [
                [part.name, words.number(part.value), f"{words.number(share_of(part.value, whole))}%"]
                for part in chart.parts
            ]
            head = [words("h_name"), words("h_value"), words("h_share")]
            return Table(head, rows, [part.href for part in chart.parts])


def ranks_said(ranks: tuple[int, int] | None, words: Words) -> str:
    if ranks is None:
        return ""
    first, last = ranks
    return words("rank", first=first) if first == last else words("ranks", first=first, last=last)


def _with_mark(said: str, short: bool, words: Words) -> str:
    return f"{said} ({words('short')})" if short else said


def _optional(value: Decimal | None, words: Words) -> str:
    return "" if value is None else words.number(value)


def _narrowed(head: list[str], rows: list[list[str]], links: list[str]) -> Table:
    kept = [at for at in range(len(head)) if at < 2 or any(row[at] for row in rows)]
    return Table([head[at] for at in kept], [[row[at] for at in kept] for row in rows], links)
