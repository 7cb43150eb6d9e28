"""Times in words: days, months, quarters, halves and years, one or several, to spans of calendar days.

A time is a chain of points of one class ("các ngày 12, 13/6/2026", "tháng 5 và tháng 11", "quý III - IV/2026");
a point without a year takes that of the next one, else the year that is meant. Which words before a chain make
it a deadline is not known here.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from chungtay.reader.blocks import Span
from chungtay.reader.duties.dates import DAY_MONTH, FULL_DATE, iso, quarter_number

Grain = Literal["day", "month", "quarter", "half", "year"]
Days = tuple[str, str]  # first and last day, ISO

_YEAR = r"(?:19|20)\d{2}(?!\d)"
_OF_YEAR = rf"(?:\s*/\s*{_YEAR}|,?\s*(?:của\s+)?năm\s+{_YEAR})"
_JOIN = r"\s*(?:,\s*và|,|;|và|hoặc|đến|tới|-)\s*(?:(?:trước|hết|từ|các)\s+)*"
_COUNTS = r"(?!\s*(?:lần|buổi|lớp|cuộc|lượt|đợt|kỳ|số)\b)"  # "mỗi quý 2 lần"
_LAST = r"(?=\s*(?:[;,.):/]|-|và\b|đến\b|$))"  # a bare number goes on only where no noun follows it

_DAY = rf"(?:ngày\s+)?(?:{FULL_DATE}|{DAY_MONTH})"
_BARE_DAY = r"(?:ngày\s+)?[0-3]?\d"
_MONTH = rf"tháng\s+(?:0?[1-9]|1[0-2])(?!\d){_COUNTS}(?:{_OF_YEAR})?"
_BARE_MONTH = rf"(?:0?[1-9]|1[0-2])(?!\d)(?:{_OF_YEAR}|{_LAST})"
_ROMAN = r"(?:iv|i{1,3})(?!\w)"
_QUARTER = rf"quý\s+(?:{_ROMAN}|[1-4](?!\d){_COUNTS})(?:{_OF_YEAR})?"
_BARE_QUARTER = rf"(?:{_ROMAN}(?:{_OF_YEAR})?|[1-4](?!\d)(?:{_OF_YEAR}|{_LAST}))"
_HALF = (
    r"(?:(?:0?[1-9]|1[01]|sáu|ba|chín)\s+tháng|nửa)\s+(?:đầu|cuối|sau)\s+(?:của\s+)?năm"
    rf"(?:\s+{_YEAR})?"
)
_ONE_YEAR = rf"năm\s+{_YEAR}"
_MAY_BE_TIME = re.compile(r"\d|quý\s+[iv]|(?:tháng|nửa)\s+(?:đầu|cuối|sau)")

_FORMS: dict[Grain, re.Pattern[str]] = {
    "day": re.compile(
        rf"(?<![\d/.])(?!(?<=trong )\d{{1,2}}\s+tháng)(?:các\s+)?(?:(?:ngày\s+"
        rf"|(?<=từ\s))[0-3]?\d{_JOIN}(?:{_BARE_DAY}{_JOIN})*|[0-3]?\d\s*-\s*)?"
        rf"{_DAY}(?:{_JOIN}(?:{_BARE_DAY}{_JOIN})*{_DAY})*"
    ),
    "half": re.compile(rf"(?<!\w){_HALF}"),
    "month": re.compile(rf"(?<!\w)(?:các\s+)?{_MONTH}(?:{_JOIN}(?:{_MONTH}|{_BARE_MONTH}))*"),
    "quarter": re.compile(rf"(?<!\w)(?:các\s+)?{_QUARTER}(?:{_JOIN}(?:{_QUARTER}|{_BARE_QUARTER}))*"),
    "year": re.compile(rf"(?<!\w)(?:các\s+)?{_ONE_YEAR}(?:{_JOIN}(?:năm\s+)?{_YEAR})*(?!\s*[-/])"),
}
_ONE_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d|\s*/\s*\d{1,2}(?!\d)|\s+tháng)"
# One day of several months: "ngày 20 các tháng 3, 6, 9 và 12".
_DAY_OF_MONTHS = re.compile(
    rf"ngày\s+(?P<day>[0-3]?\d)\s+(?:của\s+)?(?:các\s+)?tháng\s+"
    rf"(?P<months>{_ONE_MONTH}(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+)(?:tháng\s+)?{_ONE_MONTH})+)(?P<of>{_OF_YEAR})?"
)
_POINTS: dict[Grain, re.Pattern[str]] = {
    "day": re.compile(rf"{FULL_DATE}|{DAY_MONTH}|[0-3]?\d"),
    "half": re.compile(_HALF),
    "month": re.compile(rf"(?:0?[1-9]|1[0-2])(?!\d)(?:{_OF_YEAR})?"),
    "quarter": re.compile(rf"(?:{_ROMAN}|[1-4](?!\d))(?:{_OF_YEAR})?"),
    "year": re.compile(_YEAR),
}
# What narrows a period: "tuần đầu tháng 6" is its first seven days. "Đầu", "giữa" and "cuối" name no days.
_PART = re.compile(
    r"(?:(?P<week>tuần\s+(?:lễ\s+)?(?:đầu(?:\s+tiên)?|cuối(?:\s+cùng)?|(?:thứ\s+)?(?:nhất|hai|ba|tư|[1-4])))"
    r"|(?P<ten>(?:thượng|trung|hạ)\s+tuần)|(?P<count>\d{1,2})\s+ngày\s+(?P<from>đầu|cuối)"
    r"|nửa\s+(?P<half>đầu|cuối|sau)|đầu|giữa|cuối|dịp|dịp cuối)\s+(?:của\s+)?\Z"
)
_WEEKS = {"đầu": 0, "nhất": 0, "1": 0, "hai": 1, "2": 1, "ba": 2, "3": 2, "tư": 3, "4": 3}
_TENS = {"thượng": (1, 10), "trung": (11, 20), "hạ": (21, 31)}
_REACH = 30  # characters before a period in which its part can stand


@dataclass(frozen=True, slots=True)
class Point:
    """A day, or the first and the last month of a longer time; ``day`` is None where the whole month counts."""

    year: int | None
    first: int
    last: int
    day: int | None = None

    def days(self) -> Days | None:
        """Its first and last day; None without a year and where there is no such day."""
        if self.year is None:
            return None
        opens = iso(self.year, self.first, self.day or 1)
        closes = iso(self.year, self.last, self.day or calendar.monthrange(self.year, self.last)[1])
        return (opens, closes) if opens and closes else None


@dataclass(frozen=True, slots=True)
class Time:
    """A chain at ``start:end``; ``ranged``: its points are the two ends of one span."""

    start: int
    end: int
    grain: Grain
    points: tuple[Point, ...]
    ranged: bool
    run: bool = True  # "quý I, II" runs on as one span, "quý II và quý III" are two

    def spans(self) -> tuple[Days, ...]:
        """Its spans of days, neighbours joined; () where a year is missing or a day is impossible."""
        days = [point.days() for point in self.points]
        known = [span for span in days if span]
        if len(known) < len(days):
            return ()
        if self.ranged:
            return ((known[0][0], known[-1][1]),) if known[0][0] <= known[-1][1] else ()
        return tuple(_joined(known)) if self.run else tuple(known)


def _joined(spans: Sequence[Days]) -> Iterator[Days]:
    """Spans that follow one another without a gap are one: "quý I, II"."""
    current = spans[0]
    for span in spans[1:]:
        if span[0] == _next_day(current[1]):
            current = (current[0], span[1])
        else:
            yield current
            current = span
    yield current


def _next_day(day: str) -> str:
    year, month, date = (int(part) for part in day.split("-"))
    following = iso(year, month, date + 1)
    return following or (iso(year, month + 1, 1) if month < 12 else iso(year + 1, 1, 1)) or day


def find_times(low: str, year: int | None, taken: Sequence[Span] = ()) -> list[Time]:
    """The times in a text of lower case, in order; ``year`` is meant where a chain names none.

    What ``taken`` covers is left out. "Từ tháng 6 đến hết năm 2026" joins two classes.
    """
    found: list[Time] = []
    if not _MAY_BE_TIME.search(low):
        return found
    covered = list(taken)
    for several in _DAY_OF_MONTHS.finditer(low):
        covered.append(several.span())
        found.append(_day_of_months(several, year))
    for grain, form in _FORMS.items():
        for match in form.finditer(low):
            if not any(match.start() < end and start < match.end() for start, end in covered):
                covered.append(match.span())
                found.append(_time(match, grain, year))
    return list(_across(sorted(found, key=lambda time: time.start), low))


_TWO = re.compile(r"[^-,]*\bvà\s+(?:tháng|quý)\s+")


def _time(match: re.Match[str], grain: Grain, year: int | None) -> Time:
    points: list[Point] = []
    places: list[Span] = []
    for point in _POINTS[grain].finditer(match.string, match.start(), match.end()):
        points.append(_point(point.group(), grain))
        places.append(point.span())
    between = [match.string[end:start] for (_, end), (start, _) in pairwise(places)]
    ranged = len(points) == 2 and bool(re.search(r"-|đến|tới", between[0]))
    start = match.start()
    part = (
        _PART.search(match.string, max(0, start - _REACH), start) if grain in ("month", "quarter") else None
    )
    dated = _dated(points, year, ranged)
    if part and len(dated) == 1 and (narrowed := _narrowed(dated[0], part)):
        dated, ranged = narrowed, True
    run = not any(_TWO.fullmatch(words) for words in between)
    return Time(part.start() if part else start, match.end(), grain, tuple(dated), ranged, run)


def _day_of_months(match: re.Match[str], year: int | None) -> Time:
    year = int(re.findall(r"\d{4}", match["of"])[0]) if match["of"] else year
    months = map(int, re.findall(r"\d+", match["months"]))
    points = tuple(Point(year, month, month, int(match["day"])) for month in months)
    return Time(match.start(), match.end(), "day", points, ranged=False, run=False)


def _point(words: str, grain: Grain) -> Point:
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    year = next((number for number in numbers if number > 1900), None)
    if grain == "year":
        return Point(year, 1, 12)
    if grain == "half":
        months = 6 if "nửa" in words else {"ba": 3, "sáu": 6, "chín": 9}.get(words.split()[0]) or numbers[0]
        return Point(year, 1, months) if "đầu" in words else Point(year, 13 - months, 12)
    if grain == "quarter":
        quarter = quarter_number(re.split(r"\W|năm", words)[0]) or 1
        return Point(year, 3 * quarter - 2, 3 * quarter)
    if grain == "month":
        return Point(year, numbers[0], numbers[0])
    day, month = numbers[0], numbers[1] if len(numbers) > 1 else 0
    return Point(year, month, month, day)


def _dated(points: Sequence[Point], year: int | None, ranged: bool) -> list[Point]:
    """The points with the months and years that stand only behind later ones: "01 - 30/6/2026"."""
    known: list[Point] = []
    later = next((point.year for point in reversed(points) if point.year), year)
    month = next((point.first for point in reversed(points) if point.first), 0)
    for point in reversed(points):
        month = point.first or month
        later = point.year or later
        if point.day and not point.first:
            point = replace(point, first=month, last=month)
        after = known[-1] if known else None
        turns = (
            ranged and after and not point.year and point.first > after.last
        )  # "tháng 11 đến tháng 2/2026"
        known.append(replace(point, year=later - 1 if later and turns else later))
    return known[::-1]


def _narrowed(point: Point, part: re.Match[str]) -> list[Point] | None:
    """The first and the last day of the part; None where it names no days, or of more than a month."""
    if point.year is None or point.first != point.last:
        return None
    length = calendar.monthrange(point.year, point.first)[1]
    if part["week"]:
        word = part["week"].removesuffix(" tiên").removesuffix(" cùng").split()[-1]
        first = length - 6 if word == "cuối" else 1 + 7 * _WEEKS[word]
        last = first + 6
    elif part["ten"]:
        first, last = _TENS[part["ten"].split()[0]]
    elif part["count"]:
        count = min(int(part["count"]), length) or 1
        first, last = (1, count) if part["from"] == "đầu" else (length - count + 1, length)
    elif part["half"]:
        first, last = (1, 15) if part["half"] == "đầu" else (16, length)
    else:
        return None
    return [replace(point, day=first), replace(point, day=min(last, length))]


_FROM = re.compile(r"(?<!\w)từ\s+(?:\w+\s+)?\Z")
_UP_TO = re.compile(r"\s*(?:đến|tới|-)\s*(?:hết\s+|cuối\s+)*\Z")


def _across(times: Sequence[Time], low: str) -> Iterator[Time]:
    """Two chains of different classes as one span, where "từ … đến …" joins them."""
    at = 0
    while at < len(times):
        one = times[at]
        other = times[at + 1] if at + 1 < len(times) else None
        if (
            other
            and other.grain != one.grain
            and len(one.points) == len(other.points) == 1
            and _UP_TO.match(low, one.end, other.start)
            and _FROM.search(low, max(0, one.start - _REACH), one.start)
        ):
            first = replace(one.points[0], year=one.points[0].year or other.points[0].year)
            yield Time(one.start, other.end, other.grain, (first, other.points[0]), ranged=True)
            at += 2
        else:
            yield one
            at += 1
