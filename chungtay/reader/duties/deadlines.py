"""When a duty is due: a day, a window, a rhythm, or words that count from an event."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chungtay.reader.blocks import Span
from chungtay.reader.contract import Deadline, DeadlineKind
from chungtay.reader.duties.dates import (
    DAY_MONTH,
    FULL_DATE,
    day_month,
    full_date,
    iso,
    month_window,
    quarter_number,
    quarter_window,
)
from chungtay.reader.lexicon import low

_BY = (
    r"(?:trước|chậm nhất(?:\s+(?:là|vào|đến|trong))*|muộn nhất(?:\s+(?:là|vào))*|không (?:muộn|chậm|quá)"
    r"(?:\s+hơn)?|xong(?:\s+(?:trước|vào))?"
    r"|hạn(?:\s+(?:cuối|chót|cuối cùng))?(?:\s+là)?\s*:?|thời hạn\s*:?|(?<!tính )đến(?:\s+hết)?|hết)(?:\s+hết)?"
)
_YEARLY = r"(?:hằng|hàng|mỗi|các)\s+năm"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_OF_YEAR = rf"(?:\s*(?:/|,?\s*năm)\s*{_YEAR})?"
_QUARTER = r"(?:iv|i{1,3}|[1-4])"
_NO_NUMBER = r"(?!\s*\d+(?!\d|\s*(?:lần|buổi|lớp|cuộc|lượt|đợt|kỳ|số)\b))"  # "quý 2", not "mỗi quý 2 lần"
_UNIT = (
    rf"(?:(?:0?1|một)\s+)?(?:tuần|quý|năm){_NO_NUMBER}|(?:(?:0?[136]|một|ba|sáu)\s+)?tháng(?:\s+đầu năm)?{_NO_NUMBER}"
    r"|0?9\s+tháng|(?:tổng kết|cả|cuối)\s+năm(?!\s*\d)"
)
_UNITS = (
    rf"(?P<units>(?:{_UNIT})(?:\s*(?:,|/|;|và|hoặc|,\s*và)\s*(?:(?:hằng|hàng|định kỳ|báo cáo|sơ kết)\s+)*"
    rf"(?:{_UNIT}))*)"
)
_PERIODS = {"tuần": "P1W", "quý": "P3M", "năm": "P1Y"}
_MONTHS = {"": "P1M", "1": "P1M", "một": "P1M", "3": "P3M", "ba": "P3M", "6": "P6M", "sáu": "P6M"}
_PLANNED = re.compile(
    r"(?:kế hoạch|dự toán|chương trình|ngân sách|nhiệm vụ|chỉ tiêu|thu nhập|mục tiêu)\s+(?:công tác\s+)?$"
    r"|(?:dự toán|ngân sách)\s+(?:[^\s;,.:]+\s+){1,4}$"
)
_IN_TIME = (
    r"(?:(?<!chậm nhất )trong|vào|hoàn thành|thời gian(?:\s+(?:thực hiện|hoàn thành))?\s*:|xong|từ|thực hiện)"
    r"(?:\s+(?:trong|vào|xong|cuối|đầu|giữa))*\s+"
)
_ONCE = re.compile(rf"\s+(?:gửi\s+)?(?:trước|chậm nhất)\s+(?:ngày\s+)?{FULL_DATE}")
_RHYTHM = re.compile(r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng)|định kỳ|(?:0?6|sáu) tháng|báo cáo năm")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words stand: the whole text in lower case, and the year that is meant where none is written."""

    text: str
    year: int | None


# "… đến tháng 7", "…, 7/2025": the other end of a range of months
_TO_MONTH = (
    r"(?:(?:\s*/\s*(?P<opens>(?:19|20)\d{2}))?\s*(?P<join>,|-|và|đến)\s*(?:hết\s+)?(?:tháng\s+)?(?P<last>\d{1,2})(?!\d)"
    r"(?=\s*(?:/|năm|[;,.):]|$)))?"
)
# A rhythm with its intervals; what stands in parentheses between them is read apart.
_EVERY = re.compile(
    r"(?:định kỳ|hằng|hàng|mỗi|sơ kết|báo cáo"
    r"(?=\s+(?:0?[369]|sáu|ba)\s+tháng|\s+(?:tuần|tháng|quý)(?:\s*[,;]|\s+vào\b)|\s+năm(?!\s*\d))"
    r"|kết quả(?=\s+(?:0?6|sáu)\s+tháng))"
    rf"(?:\s+(?:hằng|hàng|mỗi|cứ|vào|báo cáo|theo))*\s+{_UNITS}"
)
_NOTE = re.compile(r"\([^()]*\)")

Found = list[tuple[DeadlineKind, dict[str, str]]]
Rule = tuple[re.Pattern[str], Callable[[re.Match[str], _Place], Found]]


def find_deadlines(
    text: str, *, base: int = 0, skip: Sequence[Span] = (), year: int | None = None, column: bool = False
) -> tuple[Deadline, ...]:
    """The deadlines in a task's words, in order.

    ``base`` is the offset of ``text`` in the document; ``skip`` are spans of the document whose dates are none of
    ours (citations); ``year`` is meant where a day or a quarter has none; in a ``column`` of times a bare
    "Quý II/2025" is enough.
    """
    place = _Place(low(text), year)
    cited = [(start - base, end - base) for start, end in skip]
    taken = list(cited)
    found: list[Deadline] = []

    def take(match: re.Match[str], deadlines: Found) -> None:
        span = (base + match.start(), base + match.end())
        words = text[match.start() : match.end()].strip()
        words = words if words.count(")") <= words.count("(") else words.replace(")", "").strip()
        found.extend(Deadline(kind=kind, text=words, span=span, **values) for kind, values in deadlines)

    for form, read in (*_RULES, *(_COLUMN_RULES if column else ())):
        for match in form.finditer(place.text):
            if read is _year and column and found:
                continue  # "giữa năm 2026 (tháng 7/2026)": the month says it
            if not _overlaps(match, taken) and (deadlines := read(match, place)):
                taken.append(match.span())
                take(match, deadlines)
    for match in _EVERY.finditer(_NOTE.sub(lambda note: " " * len(note.group()), place.text)):
        if not _overlaps(match, cited):
            take(match, _every(match, place))
    return tuple(sorted(_distinct(found), key=lambda deadline: deadline.span))


def _overlaps(match: re.Match[str], spans: Sequence[Span]) -> bool:
    return any(match.start() < end and start < match.end() for start, end in spans)


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
        if not any(k.on == deadline.on or deadline.on is None for k in rivals):
            kept = [k for k in kept if k not in rivals or k.on is not None]
            kept.append(deadline)
    return kept


def _window(match: re.Match[str], place: _Place) -> Found:
    end = full_date(match["end"])
    if not end:
        return []
    if re.fullmatch(FULL_DATE, match["start"]):
        start = full_date(match["start"])
    elif match["start"].strip().isdigit():
        start = iso(int(end[:4]), int(end[5:7]), int(match["start"]))
    else:
        day, month = day_month(match["start"])
        start = iso(int(end[:4]), month, day)
    return [("window", {"start": start, "end": end})] if start and start <= end else []


def _by_date(match: re.Match[str], place: _Place) -> Found:
    date = full_date(match["date"])
    return [("by", {"date": date})] if date else []


def _by_day_month(match: re.Match[str], place: _Place) -> Found:
    days = [day_month(days) for days in re.findall(DAY_MONTH, match["days"])]
    yearly = match["yearly"] or (not place.year and _RHYTHM.search(place.text))
    if yearly:
        return [
            ("every", {"every": "P1Y", "on": f"{month:02d}-{day:02d}"})
            for day, month in days
            if iso(2024, month, day)
        ]
    if place.year:
        dates = [iso(place.year, month, day) for day, month in days]
        return [("by", {"date": date}) for date in dates if date]
    return [("relative", {})] if match["by"] else []


def _on_day(match: re.Match[str], place: _Place) -> Found:
    return [("every", {"every": "P3M" if match["quarter"] else "P1M", "on": f"{int(match['day'])}"})]


def _months(match: re.Match[str], place: _Place) -> Found:
    year = int(match["year"] or place.year or 0)
    first, last = int(match["first"]), int(match["last"] or match["first"])
    opens = int(match.groupdict().get("opens") or year)
    if not year or not (1 <= first <= 12 and 1 <= last <= 12) or (opens, first) > (year, last):
        return []
    begins, ends = month_window(opens, first), month_window(year, last)
    apart = match.groupdict().get("join") in ("và", ",") and (year, last) > (opens, first + 1)
    if apart:  # "tháng 5 và tháng 11" are two windows, "tháng 6 và tháng 7" are one
        return [("window", {"start": start, "end": end}) for start, end in (begins, ends)]
    return [("window", {"start": begins[0], "end": ends[1]})]


def _quarters(match: re.Match[str], place: _Place) -> Found:
    year = int(match["year"] or place.year or 0)
    first, last = quarter_number(match["first"]), quarter_number(match["last"] or match["first"])
    if not year or not first or not last or first > last:
        return []
    return [("window", {"start": quarter_window(year, first)[0], "end": quarter_window(year, last)[1]})]


def _year(match: re.Match[str], place: _Place) -> Found:
    return [("window", {"start": f"{match['year']}-01-01", "end": f"{match['year']}-12-31"})]


def _years(match: re.Match[str], place: _Place) -> Found:
    return [("window", {"start": f"{match['first']}-01-01", "end": f"{match['last']}-12-31"})]


def _by_year(match: re.Match[str], place: _Place) -> Found:
    year = int(match["year"]) - (1 if match["by"].startswith("trước") else 0)
    return [("by", {"date": f"{year}-12-31"})]


def _by_period(match: re.Match[str], place: _Place) -> Found:
    """ "hết quý II/2025" ends with it, "trước tháng 6/2025" ends before it."""
    windows = (_quarters if match["kind"] == "quý" else _months)(match, place)
    if not windows:
        return []
    start, end = windows[0][1]["start"], windows[0][1]["end"]
    if not match["by"].startswith("trước") or "hết" in match["by"]:
        return [("by", {"date": end})]
    year, month = int(start[:4]), int(start[5:7])
    before = month_window(year, month - 1) if month > 1 else month_window(year - 1, 12)
    return [("by", {"date": before[1]})]


def _every(match: re.Match[str], place: _Place) -> Found:
    if _PLANNED.search(place.text[: match.start()]):
        return []  # "kế hoạch hằng năm" names a plan
    if match.group().startswith("báo cáo năm") and _ONCE.match(place.text, match.end()):
        return []  # "báo cáo năm trước ngày 15/12/2026" is due once
    return [("every", {"every": every}) for every in periods(match["units"])]


def periods(words: str) -> list[str]:
    """The ISO intervals of "tháng, quý, 06 tháng và năm"; nine months have none in the contract."""
    found: list[str] = []
    for number, unit in re.findall(r"(?:(0?\d|một|ba|sáu)\s+)?(tuần|tháng|quý|năm)", words):
        every = _MONTHS.get(number.lstrip("0")) if unit == "tháng" else _PERIODS[unit]
        if every and every not in found:
            found.append(every)
    return found


def _times(match: re.Match[str], place: _Place) -> Found:
    return [("every", {"every": every}) for every in periods(match["units"])]


def _relative(match: re.Match[str], place: _Place) -> Found:
    return [("relative", {})]


_DAYS = rf"(?P<days>(?:{DAY_MONTH})(?:\s*(?:,|và|;|hoặc)\s*(?:(?:trước\s+)?ngày\s+)?(?:{DAY_MONTH}))*)"
_HOUR = r"\d{1,2}\s*(?:giờ|h)\s*(?:\d{2}\s*(?:phút)?)?,?\s+"
_FROM = rf"(?:{FULL_DATE}|{DAY_MONTH}|\d{{1,2}})"
_RULES: tuple[Rule, ...] = (
    (
        re.compile(
            rf"(?:từ\s+)?(?:ngày\s+)?(?P<start>{_FROM})\s*(?:đến|-)\s*(?:hết\s+)?(?:ngày\s+)?(?P<end>{FULL_DATE})"
        ),
        _window,
    ),
    (re.compile(rf"{_BY}\s+(?:{_HOUR})?(?:ngày\s+)?(?P<date>{FULL_DATE})"), _by_date),
    (re.compile(rf"(?P<by>{_BY})\s+(?:ngày\s+)?{_DAYS}\)?(?P<yearly>\s+{_YEARLY})?"), _by_day_month),
    (
        re.compile(rf"(?P<by>)(?<!từ )\(?(?:(?:vào\s+)?ngày\s+)?{_DAYS}\)?(?P<yearly>\s+{_YEARLY})"),
        _by_day_month,
    ),
    (
        re.compile(
            rf"(?:{_BY}\s+|vào\s+)?ngày\s+(?P<day>[1-3]?\d)(?:\s+của)?\s+(?:(?:hằng|hàng|mỗi)\s+tháng|(?P<quarter>tháng\s+cuối(?:\s+(?:của|mỗi|hằng|hàng))*\s+quý))"
        ),
        _on_day,
    ),
    (
        re.compile(
            rf"{_IN_TIME}(?:các\s+)?quý\s+(?P<first>{_QUARTER})(?!\w)(?:\s*(?:,|-|và|đến)\s*(?:quý\s+)?(?P<last>{_QUARTER})(?!\w))?{_OF_YEAR}"
        ),
        _quarters,
    ),
    (
        re.compile(
            rf"{_IN_TIME}(?:các\s+)?tháng\s+(?P<first>\d{{1,2}})(?!\d){_TO_MONTH}{_OF_YEAR}(?!\s+{_YEARLY})"
        ),
        _months,
    ),
    (
        re.compile(rf"(?P<by>{_BY})\s+(?P<kind>quý)\s+(?P<first>{_QUARTER})(?P<last>)(?!\w){_OF_YEAR}"),
        _by_period,
    ),
    (
        re.compile(rf"(?P<by>{_BY})\s+(?P<kind>tháng)\s+(?P<first>\d{{1,2}})(?P<last>)(?!\d){_OF_YEAR}"),
        _by_period,
    ),
    (
        re.compile(
            rf"(?P<by>hoàn thành trước|trước|chậm nhất[^.;,\d]{{0,20}}|xong trước|đến (?:hết|cuối)|hết|"
            rf"(?:hoàn thành|xong) đến|vào cuối)\s+năm\s+{_YEAR}"
        ),
        _by_year,
    ),
    (
        re.compile(
            r"(?:trong|thực hiện|thời gian(?:\s+(?:thực hiện|hoàn thành))?\s*:|vào|hoàn thành(?:\s+trong)?)"
            rf"\s+năm\s+{_YEAR}"
        ),
        _year,
    ),
    (
        re.compile(
            rf"(?:(?<=^)|(?<=[.;:]\s))năm\s+{_YEAR}"
            r"(?=,|\s+(?:tổ chức|tiến hành|hoàn thành|triển khai|sơ kết|tổng kết)\b)"
        ),
        _year,
    ),
    (
        re.compile(
            rf"(?:(?<=^)|(?<=[.;:]\s))quý\s+(?P<first>{_QUARTER})(?P<last>)(?!\w)(?:\s*(?:/|,?\s*năm)\s*{_YEAR})(?=\s*[,:])"
        ),
        _quarters,
    ),
    (re.compile(rf"vào\s+(?:(?:buổi\s+)?(?:sáng|chiều|tối)\s+)?ngày\s+(?P<date>{FULL_DATE})"), _by_date),
    (
        re.compile(
            r"trong\s+(?:các|hai|ba|bốn|năm|0?\d)\s+năm,?\s+(?:từ\s+)?(?P<first>20\d\d)\s*(?:-|và|đến)\s*(?:năm\s+)?(?P<last>20\d\d)"
        ),
        _years,
    ),
    (re.compile(rf"(?:(?<=^)|(?<=[.;:]\s))(?P<by>đến)\s+năm\s+{_YEAR}(?=,)"), _by_year),
    (re.compile(rf"(?P<units>{_UNIT})\s*(?:/|một|01|1)\s*lần(?!/)"), _times),
    (
        re.compile(
            r"(?<!\w)(?P<units>(?:0?6|sáu)\s+tháng\s*(?:,|và)\s*(?:(?:0?1|một|cả)\s+)?năm)"
            r"(?=\s+(?:báo cáo|tổng hợp|sơ kết|có báo cáo))"
        ),
        _times,
    ),
    (re.compile(rf"(?:mỗi|1|01|một|2|02)\s+lần\s*/\s*(?P<units>{_UNIT})"), _times),
    (
        re.compile(
            r"(?:trong (?:thời hạn|vòng|thời gian)|chậm nhất(?:\s+(?:là|sau|trong))*|sau)\s+\d{1,3}\s+(?:ngày|giờ"
            r"|tháng|tuần)(?:\s+làm việc)?(?:[^.;,()]{0,60})?"
            r"|trước\s+\d{1,2}\s+ngày[^.;,()]{0,40}|\d{1,2}\s+ngày\s+trước[^.;,()]{0,40}"
        ),
        _relative,
    ),
)


_COLUMN_RULES: tuple[Rule, ...] = (
    (re.compile(rf"(?<![\d/])(?P<date>{FULL_DATE})"), _by_date),
    (
        re.compile(
            rf"(?:các\s+)?quý\s+(?P<first>{_QUARTER})(?!\w)(?:\s*(?:,|-|và|đến)\s*(?:quý\s+)?(?:{_QUARTER}\s*,\s*)*(?P<last>{_QUARTER})(?!\w))?{_OF_YEAR}"
        ),
        _quarters,
    ),
    (
        re.compile(rf"(?:các\s+)?tháng\s+(?P<first>\d{{1,2}})(?!\d){_TO_MONTH}{_OF_YEAR}(?!\s+{_YEARLY})"),
        _months,
    ),
    (re.compile(rf"(?P<by>)(?<![\d/]){_DAYS}(?P<yearly>)"), _by_day_month),
    (re.compile(r"(?P<first>20\d\d)\s*-\s*(?P<last>20\d\d)"), _years),
    (re.compile(rf"(?:năm\s+)?(?<![\d/]){_YEAR}(?!\d|\s*[-/]\s*\d)"), _year),
    (re.compile(rf"^\W*{_UNITS}\W*$"), _times),
)
