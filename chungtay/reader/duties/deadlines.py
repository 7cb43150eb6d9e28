"""When a duty is due: a day, a window, a rhythm, or words that count from an event.

A deadline is a time (see ``times``) behind words that bind it ("chậm nhất", "trong"), a rhythm (see ``rhythms``),
or both ("trước ngày 15/12 hằng năm"). Any binding word goes with any time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from chungtay.reader.blocks import Span
from chungtay.reader.contract import Deadline, DeadlineKind
from chungtay.reader.duties.dates import DAY_MONTH, day_month, iso, month_window
from chungtay.reader.duties.rhythms import YEARLY, find_rhythms
from chungtay.reader.duties.times import Point, Time, find_times
from chungtay.reader.lexicon import low

_REACH = 70  # characters before a time in which the words that bind it stand
# Between the binding words and the time: an hour, a part of the day, a day of the week.
_HOUR = (
    r"(?:(?:lúc\s+)?\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{1,2}\s*(?:phút)?)?,?\s+|(?:buổi\s+)?(?:sáng|trưa|chiều|tối|đêm)\s+"
    r"|(?:thứ\s+\w+|chủ nhật),?\s+)*\(?"
)
_LATEST = (
    r"chậm nhất(?:\s+(?:là|vào|đến|trong|cuối|hết|trước))*|(?:muộn|trễ) nhất(?:\s+(?:là|vào|đến|trong|trước))*"
    r"|không (?:muộn|chậm|trễ|quá)(?:\s+(?:hơn|quá))?|xong(?:\s+vào)?|kết thúc(?:\s+vào)?|đúng"
    r"|hạn(?:\s+(?:cuối|chót|cuối cùng))?(?:\s+(?:nộp|gửi|báo cáo|hoàn thành|thực hiện|đăng ký)){0,3}(?:\s+là)?\s*:?"
    r"|(?<!tính )(?<!từ )(?<!số liệu )(?<!lấy )(?:đến|tới)(?:\s+(?:hết|cuối|trước))*|(?<!tính đến )hết"
)
# Rounds, each of which has its time: "kiểm tra vào hai đợt: tháng 3 và tháng 11", "đợt 1 (tháng 3)".
_ROUND = r"đợt(?:\s+\w+)?\s*[:(]?|lần\s+\w+\s*[:(]?|(?:lần|kỳ|giai đoạn)(?=\s*[:(])\s*:?"
_BEFORE = re.compile(rf"(?<!\w)(?:xong\s+|đến\s+)?trước(?P<whole>\s+(?:hết|cuối))?\s+(?:các\s+)?{_HOUR}\Z")
_UNTIL = re.compile(rf"(?<!\w)(?:{_LATEST})\s+(?:các\s+)?{_HOUR}\Z")
_WITHIN = re.compile(
    r"(?<!\w)(?:(?:trong|suốt|vào|hoàn thành:?|(?:tiến độ|thời điểm)\s*:|thời gian(?:\s+(?:thực hiện"
    r"|hoàn thành|tổ chức))?\s*:|xong|thực hiện|tổ chức"
    rf"|dịp|cao điểm|{_ROUND})(?:\s+(?:trong|vào|xong|dịp|suốt|cả|thời gian|kỳ))*\s+"
    rf"(?:từ\s+)?(?:\d{{1,2}}\s+)?|từ\s+)(?:các\s+)?{_HOUR}\Z"
)
_ON_DAY = re.compile(
    rf"(?<!\w)(?:vào|trong(?:\s+\d{{1,2}})?|lúc|từ|{_ROUND}"
    rf"|thời gian[^.;:]{{0,20}}:)\s+{_HOUR}\Z"
)
_COUNTED = re.compile(r"(?:số liệu|tính|kể|thời điểm)\s+(?:được\s+)?(?:lấy\s+)?từ\s+\Z")
_EVENT = re.compile(  # "tổ chức mít tinh ngày 26/6/2026"
    r"(?<!\w)(?:tổ chức|khai mạc|bế mạc|diễn ra|ra quân|phát động|mít tinh)(?!\w)[^.;:,()\d]{0,50}\Z"
)
_IN_NOTE = re.compile(r"(?<!\w)(?:trong|vào)\s+(?:dịp\s+)?(?:tháng|đợt|tuần lễ|dịp)\s[^.;()]{0,60}\(\Z")
_OPENS = re.compile(r"(?:^|[.;:(]\s+|\d\.\s)\Z")  # a time at the head of a clause
_GOES_ON = re.compile(
    r"\s*[,:)]|\s+do\s|\s+(?:tổ chức|tiến hành|hoàn thành|triển khai|sơ kết|tổng kết|xây dựng)\b"
)
_SUMS_UP = re.compile(r"\s+(?:sơ kết|tổng kết)(?!\w)")  # "năm 2028 sơ kết, năm 2030 tổng kết"
_YEARLY_BEHIND = re.compile(
    rf"\)?\s+(?:{YEARLY}|của\s+(?:(?:hằng|hàng|mỗi)\s+)?năm(?!\s*\d|\s+(?:sau|trước)))"
)
_OTHER_YEAR = re.compile(r"\s+(?:của\s+)?năm\s+(?:sau|tiếp theo|kế tiếp|liền kề|liền sau)(?!\w)")
_LUNAR = re.compile(r"\s*\(?(?:âm lịch|âl)(?!\w)")  # a day of the moon's year is none of ours
_PERIOD_NOTE = re.compile(r"(?:giữa kỳ|cuối kỳ|đầu kỳ|sơ kết|tổng kết|đợt \w+|lần \w+|hoàn thành)\s*\(\Z")
_STRIVES = re.compile(r"phấn đấu[^.;]{0,120}\Z")
_YEARLY_BEFORE = re.compile(
    r"(?<!\w)(?<!kế hoạch )(?<!chương trình )(?:hằng|hàng|mỗi)\s+năm(?!\s*\d)[^.;]{0,160}\Z"
)
_RHYTHM = re.compile(r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng)|định kỳ|(?:0?6|sáu) tháng|báo cáo năm")
_YEAR_WINDOW = re.compile(
    r"(?:trong(?:\s+(?:suốt|cả))?|suốt|thực hiện|thời gian(?:\s+(?:thực hiện|hoàn thành))?\s*:|vào"
    r"|hoàn thành(?:\s+trong)?\s*:?)\s+\Z"
)
_BY_YEAR = re.compile(
    r"(?:hoàn thành trước|trước|chậm nhất[^.;,\d]{0,20}|muộn nhất[^.;,\d]{0,20}|xong trước|đến (?:hết|cuối)|hết"
    r"|(?:hoàn thành|xong) đến|vào cuối|(?P<loose>(?:phấn đấu\s+)?đến(?:\s+năm)?))\s+\Z"
)
_HOPED = re.compile(
    r"(?:,?\s+(?:có|đạt|phấn đấu|trên|ít nhất|tối thiểu)|\s+\w+\s+(?:\w+\s+)?đạt)\s[^.;]{0,30}\d"
)  # the horizon of a target

# A day of each month or of the last month of each quarter.
_DAY_OF_MONTH = re.compile(
    rf"(?:(?:trước|{_LATEST})\s+|vào\s+)?(?:các\s+)?(?:ngày|mùng)\s+(?:mùng\s+)?(?P<day>[0-3]?\d(?:(?:,|\s+và)\s+(?:ngày\s+)?[0-3]?\d)*)"
    r"(?:\s+của)?\s+(?:(?:hằng|hàng|mỗi)\s+tháng|(?P<quarter>tháng\s+(?:đầu|giữa|cuối|thứ\s+(?:nhất|hai|ba|[1-3]))"
    r"(?:\s+(?:tiên|cùng|của|mỗi|hằng|hàng|trong))*\s+quý)|tháng(?=\s*(?:[,.;)]|$)))"
    rf"|(?:hằng|hàng|mỗi|báo cáo)\s+tháng(?:\s*[,(]?\s*(?:gửi\s+)?|,?\s[^.;:,()\d]{{2,80}},?\s)"
    rf"(?:(?:trước|vào|{_LATEST})\s+)+ngày\s+"
    r"(?:mùng\s+)?(?P<of>[0-3]?\d)(?!\s*[/\d]|\s+tháng)\)?"
)
# "6 tháng (trước ngày 10/6), năm (trước ngày 10/12)": each interval with its day; "tháng … trước ngày 05 tháng sau".
_DAY_OF_PERIOD = re.compile(
    r"(?<!\w)(?P<unit>(?:0?6|sáu)\s+tháng(?:\s+đầu năm)?|(?<!\d\s)(?<!từng\s)năm)\s*[(:]?\s*(?:gửi\s+)?"
    rf"(?:trước|{_LATEST})\s+(?:ngày\s+)?(?P<day>{DAY_MONTH})(?!\s*(?:,|và)\s*(?:ngày\s+)?\d)\)?(?:\s+{YEARLY})?"
)
_DAY_FOR_PERIOD = re.compile(  # "trước ngày 10/6 đối với báo cáo 6 tháng"
    rf"(?:trước|{_LATEST})\s+(?:ngày\s+)?(?P<day>{DAY_MONTH})(?:\s+{YEARLY})?\s+(?:đối với|cho|với)\s+"
    r"(?:kỳ\s+)?(?:báo cáo\s+)?(?P<unit>(?:0?6|sáu)\s+tháng(?:\s+đầu năm)?|năm)(?!\s*\d)"
)
_DAY_AFTER_MONTH = re.compile(
    rf"(?:trước|vào|{_LATEST})\s+ngày\s+[0-3]?\d(?:\s+của)?\s+tháng\s+(?:sau|kế tiếp|liền sau|tiếp theo)"
)
_DAY_NOTED = re.compile(  # "tháng (trước ngày 15), quý (…)"
    rf"(?<!\w)(?<!\d\s)tháng\s*\(\s*(?:(?:trước|vào|{_LATEST})\s+)?ngày\s+(?P<of>[0-3]?\d)\s*\)"
)
_SEVERAL_YEARS = re.compile(
    r"trong\s+(?:các|hai|ba|bốn|năm|0?\d)\s+năm,?\s+(?:từ\s+)?(?P<first>20\d\d)\s*(?:-|và|đến)\s*(?:năm\s+)?(?P<last>20\d\d)"
)
_COUNT = r"\d{1,3}\s+(?:ngày|giờ|tháng|tuần)(?:\s+làm việc)?"
_RELATIVE = re.compile(
    rf"(?:trong (?:thời hạn|vòng|thời gian)|chậm nhất(?:\s+(?:là|sau|trong))*|sau)\s+{_COUNT}[^.;,()]{{0,60}}"
    rf"|(?:trong|không quá)\s+{_COUNT},?\s+(?:kể từ|tính từ|sau|từ)\s[^.;,()]{{0,60}}"
    r"|trước\s+\d{1,2}\s+ngày[^.;,()]{0,40}|\d{1,2}\s+ngày\s+trước[^.;,()]{0,40}"
)
_DIGIT = re.compile(r"\d")  # all of the rules have one
_COLUMN_YEARS = re.compile(r"(?P<first>20\d\d)\s*-\s*(?P<last>20\d\d)")
_COLUMN_MONTH = re.compile(r"(?<![\d/])t?(?P<month>0?[1-9]|1[0-2])\s*[/-]\s*(?P<year>20\d\d)(?!\d)")
_COLUMN_YEAR = re.compile(r"(?<![\d/])(?P<first>(?P<last>(?:19|20)\d\d))(?!\d|\s*[-/]\s*\d)")

Found = list[tuple[DeadlineKind, dict[str, str]]]
Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], Found]]  # its name, its form, what it reads


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words stand: the whole text in lower case, and the year that is meant where none is written."""

    text: str
    year: int | None
    column: bool


def find_deadlines(
    text: str, *, base: int = 0, skip: Sequence[Span] = (), year: int | None = None, column: bool = False
) -> tuple[Deadline, ...]:
    """The deadlines in a task's words, in order.

    ``base`` is the offset of ``text`` in the document; ``skip`` are spans of the document whose dates are none of
    ours (citations); ``year`` is meant where a day or a quarter has none; in a ``column`` of times a bare
    "Quý II/2025" is enough.
    """
    place = _Place(low(text), year, column)
    cited = [(start - base, end - base) for start, end in skip]
    taken = list(cited)
    found: list[Deadline] = []
    for rule, span, deadlines in _read(place, taken):
        words = text[slice(*span)].strip()
        words = words if words.count(")") <= words.count("(") else words.replace(")", "").strip()
        at = (base + span[0], base + span[1])
        found.extend(
            Deadline(kind=kind, text=words, span=at, rule=rule, **values) for kind, values in deadlines
        )
    return tuple(sorted(_distinct(found), key=lambda deadline: deadline.span))


def _read(place: _Place, taken: list[Span]) -> Iterator[tuple[str, Span, Found]]:
    """(rule, where, deadlines) of everything that sets a time; what one rule takes no later one reads."""
    cited = list(taken)
    yield from _matched(place, taken, _WHOLE_RULES)
    for time in find_times(place.text, place.year, taken):
        start, deadlines = (time.start, []) if _dates_promise(time, place) else _bound(time, place)
        if deadlines:
            taken.append((start, time.end))
            span = _with_tail(place.text, (start, time.end), deadlines)
            yield f"{deadlines[0][0]}-{time.grain}", span, deadlines
    yield from _matched(place, taken, (("counts-from-event", _RELATIVE, _from_event),))
    if place.column and len(taken) == len(cited):
        yield from _matched(place, taken, _COLUMN_RULES)
    for name, span, intervals in find_rhythms(place.text, column=place.column):
        if not _overlaps(span, cited if name == "every" else taken):
            yield name, span, [("every", {"every": every}) for every in intervals]


def _matched(place: _Place, taken: list[Span], rules: Sequence[Rule]) -> Iterator[tuple[str, Span, Found]]:
    for name, form, read in rules if _DIGIT.search(place.text) else ():
        for match in form.finditer(place.text):
            if not _overlaps(match.span(), taken):
                taken.append(match.span())
                yield name, match.span(), read(match)


def _overlaps(span: Span, spans: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def _distinct(found: list[Deadline]) -> list[Deadline]:
    """A rhythm said twice counts once, and "ngày 15 hằng tháng" says more than "hằng tháng"."""
    kept: list[Deadline] = []
    for deadline in found:
        same = (deadline.kind, deadline.date, deadline.start, deadline.end, deadline.every)
        rivals = [
            k
            for k in kept
            if (k.kind, k.date, k.start, k.end, k.every) == same and deadline.kind != "relative"
        ]
        # of "gửi trước ngày 31/01 hằng năm; định kỳ 6 tháng, 1 năm báo cáo" the year is a rhythm of its own
        listed = any(k.span == deadline.span and k.every != deadline.every for k in kept)
        listed = listed and all(k.span < deadline.span for k in rivals)
        if not any(k.on == deadline.on or (deadline.on is None and not listed) for k in rivals):
            kept = [k for k in kept if k not in rivals or k.on is not None]
            kept.append(deadline)
    return kept


def _bound(time: Time, place: _Place) -> tuple[int, Found]:
    """Where the words that bind the time begin, and the deadlines that both make; [] where nothing binds it."""
    if time.grain == "year":
        return _bound_year(time, place)
    if _LUNAR.match(place.text, time.end):
        return time.start, []
    window = (max(0, time.start - _REACH), time.start)
    before = _BEFORE.search(place.text, *window)
    until = before or _UNTIL.search(place.text, *window)
    if time.grain == "day":
        return _bound_day(time, place, until)
    if _YEARLY_BEHIND.match(place.text, time.end):
        return time.start, []  # "tháng 6 hằng năm" is a rhythm
    dated = re.search(r"(?:19|20)\d\d", place.text[time.start : time.end])
    if not dated and _YEARLY_BEFORE.search(place.text, 0, time.start):
        return time.start, []  # and so is "hằng năm, vào tuần đầu tháng 12"
    within = _WITHIN.search(place.text, *window)
    if until and (not within or until.start() <= within.start()) and (found := _limited(time, until, place)):
        return until.start(), found
    if within and within.group().endswith("từ ") and not time.ranged:
        return time.start, []  # when it begins
    if within and not (time.grain == "half" and within.group().strip() in ("từ", "thực hiện", "tổ chức")):
        return within.start(), _windows(time)
    head = dated and _OPENS.search(place.text, *window) and _GOES_ON.match(place.text, time.end)
    part = dated and re.match(r"đầu|giữa|cuối|nửa|tuần", place.text[time.start : time.end])
    note = _is_note(time, place)
    if place.column or head or part or note:
        return time.start, _windows(time)
    return time.start, []


def _dates_promise(time: Time, place: _Place) -> bool:
    """ "phấn đấu đến hết quý III/2026 đạt 90%": the time of a promise, not of the work."""
    if time.grain == "year" or not _HOPED.match(place.text, time.end):
        return False  # years are told apart more closely
    return bool(_STRIVES.search(place.text, max(0, time.start - _REACH), time.start))


def _limited(time: Time, until: re.Match[str], place: _Place) -> Found:
    """The end of a month, a quarter or a half behind "chậm nhất", the day before it behind "trước"."""
    narrowed = all(point.day for point in time.points)  # "tuần 1 tháng 10"
    if time.ranged and not narrowed:
        return []
    if ":" in until.group():
        return _windows(time)  # "Thời hạn: quý IV/2026" names the time and no end of it
    if narrowed:
        return _by(replace(time, points=time.points[-1:]))
    first = until.re is _BEFORE and not until["whole"]
    return _by(time, exclusive=first and not place.text.startswith("cuối", time.start))


def _bound_day(time: Time, place: _Place, until: re.Match[str] | None) -> tuple[int, Found]:
    window = (max(0, time.start - _REACH), time.start)
    on_day = _ON_DAY.search(place.text, *window)
    start = until.start() if until else on_day.start() if on_day else time.start
    yearly = _YEARLY_BEHIND.match(place.text, time.end)
    other = _OTHER_YEAR.match(place.text, time.end)
    dated = bool(re.search(r"(?:19|20)\d\d", place.text[time.start : time.end]))
    if not dated and not time.ranged and (yearly or until):
        yearly = yearly or _YEARLY_BEFORE.search(place.text, 0, start)
        yearly = yearly or (None if place.year and not other else _RHYTHM.search(place.text))
        if yearly and not (on_day and on_day.group().startswith("từ")):
            return start, [("every", {"every": "P1Y", "on": on}) for on in _month_days(time.points)]
    if other:
        return start, []  # "quyết toán trước ngày 31/01 năm sau": of which year is not said
    if until and not time.ranged:
        return until.start(), _by(time) or ([] if dated else [("relative", {})])
    if time.ranged:
        counted = _COUNTED.search(
            place.text, *window
        )  # "số liệu từ ngày … đến ngày …" is a window of reporting
        return (on_day.start() if on_day else time.start), ([] if counted else _windows(time))
    if on_day and not on_day.group().startswith("từ"):
        return on_day.start(), _windows(time) if len(time.points) > 1 else _by(time)
    event = dated and _EVENT.search(place.text, *window)
    return time.start, (_by(time) if place.column or event else [])


def _bound_year(time: Time, place: _Place) -> tuple[int, Found]:
    window = (max(0, time.start - _REACH), time.start)
    last = time.points[-1].year
    by = None if _HOPED.match(place.text, time.end) else _BY_YEAR.search(place.text, *window)
    if by and by["loose"]:  # "Đến năm 2027, …" promises, "chương trình đến năm 2030" is a name
        opens = _OPENS.search(place.text, *window[:1], by.start())
        by = by if opens and place.text.startswith(",", time.end) else None
    if by and last and len(time.points) == 1:
        year = last - 1 if re.match(r"(?:hoàn thành |xong )?trước", by.group()) else last
        return by.start(), [("by", {"date": f"{year}-12-31"})]
    within = None if _STRIVES.search(place.text, *window) else _YEAR_WINDOW.search(place.text, *window)
    if _is_note(time, place):
        return time.start, _windows(time)
    head = _OPENS.search(place.text, *window) and _GOES_ON.match(place.text, time.end)
    sums_up = place.text.endswith(", ", *window) and _SUMS_UP.match(place.text, time.end)
    if (within or head or sums_up or place.column) and not (place.column and _year_is_said(time, place)):
        return (within.start() if within else time.start), _windows(time)
    return time.start, []


def _is_note(time: Time, place: _Place) -> bool:
    """ "giữa kỳ (năm 2028)", "trong Tháng hành động (tháng 6/2026)": in brackets behind what it dates."""
    window = (max(0, time.start - _REACH), time.start)
    behind = _PERIOD_NOTE.search(place.text, *window) or (
        time.grain != "year" and _IN_NOTE.search(place.text, *window)
    )
    return bool(behind) and place.text.startswith(")", time.end)


def _year_is_said(time: Time, place: _Place) -> bool:
    """ "Giữa năm 2026 (tháng 7/2026)": the month says it."""
    return any(other.grain != "year" for other in find_times(place.text, place.year) if other is not time)


def _month_days(points: Sequence[Point]) -> list[str]:
    """ "12-15" of every point that is a day of some year."""
    return [f"{p.first:02d}-{p.day:02d}" for p in points if p.day and iso(2024, p.first, p.day)]


def _by(time: Time, *, exclusive: bool = False) -> Found:
    """The last day of each point; ``exclusive``: the day before it begins."""
    spans = [point.days() for point in time.points]
    if not all(spans):
        return []
    return [("by", {"date": _day_before(span[0]) if exclusive else span[1]}) for span in spans if span]


def _day_before(first: str) -> str:
    """The day before the first of a month."""
    year, month, day = (int(part) for part in first.split("-"))
    if day > 1:
        return f"{year:04d}-{month:02d}-{day - 1:02d}"
    return Point(year, month - 1, month - 1).days()[1] if month > 1 else f"{year - 1}-12-31"  # type: ignore[index]


def _windows(time: Time) -> Found:
    return [("window", {"start": start, "end": end}) for start, end in time.spans()]


def _with_tail(text: str, span: Span, deadlines: Found) -> Span:
    """A yearly day takes in the words that say so behind it, and the parenthesis around it."""
    yearly = deadlines[0][1].get("every") and _YEARLY_BEHIND.match(text, span[1])
    if not yearly:
        return span
    opened = yearly.group().startswith(")") and text[: span[0]].endswith("(")
    return span[0] - opened, yearly.end()


def _on_day(match: re.Match[str]) -> Found:
    said = match.groupdict()
    every = "P3M" if said.get("quarter") else "P1M"
    days = re.findall(r"\d+", said.get("day") or match["of"])
    return [("every", {"every": every, "on": f"{int(day):02d}"}) for day in days]


def _on_day_of_period(match: re.Match[str]) -> Found:
    day, month = day_month(match["day"])
    if not iso(2024, month, day):
        return []
    return [("every", {"every": "P1Y" if match["unit"] == "năm" else "P6M", "on": f"{month:02d}-{day:02d}"})]


def _monthly(match: re.Match[str]) -> Found:
    return [("every", {"every": "P1M"})]


def _from_event(match: re.Match[str]) -> Found:
    return [("relative", {})]


def _month(match: re.Match[str]) -> Found:
    start, end = month_window(int(match["year"]), int(match["month"]))
    return [("window", {"start": start, "end": end})]


def _years(match: re.Match[str]) -> Found:
    return [("window", {"start": f"{match['first']}-01-01", "end": f"{match['last']}-12-31"})]


# What a form tells whole, before the times are looked for.
_WHOLE_RULES: tuple[Rule, ...] = (
    ("day-of-month", _DAY_OF_MONTH, _on_day),
    ("day-of-month", _DAY_NOTED, _on_day),
    ("day-of-period", _DAY_FOR_PERIOD, _on_day_of_period),
    ("day-of-period", _DAY_OF_PERIOD, _on_day_of_period),
    ("month-after", _DAY_AFTER_MONTH, _monthly),
    ("years", _SEVERAL_YEARS, _years),
)
# What a cell of a column of times tells by itself.
_COLUMN_RULES: tuple[Rule, ...] = (
    ("month-in-column", _COLUMN_MONTH, _month),
    ("years-in-column", _COLUMN_YEARS, _years),
    ("year-in-column", _COLUMN_YEAR, _years),
)
