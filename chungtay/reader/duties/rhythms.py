"""Rhythms in words: "hằng quý", "định kỳ 6 tháng, năm", "01 lần/tháng", to the intervals of ISO 8601."""

import re
from collections.abc import Iterator

from chungtay.reader.blocks import Span

YEARLY = r"(?:hằng|hàng|mỗi|các)\s+năm"
_NO_NUMBER = (  # "quý 2", not "mỗi quý 2 lần"; nor "mỗi năm học"
    r"(?!\s*học\b|\s*[1-9]\d*(?!\d|\s*(?:lần|buổi|lớp|cuộc|lượt|đợt|kỳ|số)\b)|\s*[iv]+\b)"
)
_UNIT = (
    rf"(?:(?:0?1|một)\s+)?(?:tuần|quý|năm){_NO_NUMBER}|(?:(?:0?[136]|một|ba|sáu)\s+)?tháng(?:\s+đầu năm)?{_NO_NUMBER}"
    r"|0?9\s+tháng|(?:tổng kết\s+|cả\s+|cuối\s+)+năm(?!\s*\d)"
)
_UNITS = (
    rf"(?P<units>(?:{_UNIT})(?:\s*(?:,|/|;|và|hoặc|,\s*và)\s*(?:(?:hằng|hàng|định kỳ|báo cáo|sơ kết)\s+)*"
    rf"(?:{_UNIT}))*)"
)
# "02 tháng một lần", "2 năm/lần": no interval of the contract
_NO_COUNT = r"(?<!\d)(?<!\d\s)(?<!hai\s)(?<!bốn\s)(?<!năm\s)(?<!mười\s)"
_PERIODS = {"tuần": "P1W", "quý": "P3M", "năm": "P1Y"}
_MONTHS = {"": "P1M", "1": "P1M", "một": "P1M", "3": "P3M", "ba": "P3M", "6": "P6M", "sáu": "P6M"}
_PLANNED = re.compile(
    r"(?:kế hoạch|dự toán|chương trình|ngân sách|nhiệm vụ|chỉ tiêu|thu nhập|mục tiêu)\s+(?:công tác\s+)?$"
    r"|(?:dự toán|ngân sách)\s+(?:[^\s;,.:]+\s+){1,4}$"
)
_AT_LEAST = re.compile(r"\s+(?:tối thiểu|ít nhất|không dưới|không ít hơn)(?!\w)")  # each year so much
# What is done once in an interval: "giao ban quý", "sơ kết 6 tháng".
_DONE_EACH = (
    r"báo cáo(?=\s+(?:0?[369]|sáu|ba)\s+tháng|\s+tuần\b|\s+(?:tháng|quý)(?:\s*[,;(]|\s+(?:vào|trước|gửi|về)\b)"
    r"|\s+năm(?!\s*\d))"
    r"|kết quả(?=\s+(?:0?6|sáu)\s+tháng)|giao ban(?=\s+(?:tuần|tháng|quý)(?!\s*[\di]))"
    r"|sơ kết(?!\s+(?:\w+\s+)?năm\s+(?:thực hiện|triển khai|thi hành))"  # "sơ kết một năm thực hiện": done once
)
# The forms, each with its name; what stands in parentheses between the intervals of the first is read apart.
_EVERY = re.compile(
    rf"(?:định kỳ|hằng|hàng|mỗi|{_DONE_EACH})(?:\s+(?:hằng|hàng|mỗi|cứ|vào|báo cáo|theo))*\s+{_UNITS}"
)
_NOTE = re.compile(r"\([^()]*\)")
_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("times-in", re.compile(rf"{_NO_COUNT}(?P<units>{_UNIT})\s*(?:/\s*)?(?:một|01|1|(?<=/))\s*lần(?!/)")),
    ("times-in", re.compile(rf"(?:mỗi|(?<!\d)0?1|một)\s+lần\s*/\s*(?P<units>{_UNIT})")),
    (
        "half-and-year",
        re.compile(
            r"(?<!\w)(?P<units>(?:0?6|sáu)\s+tháng\s*(?:,|và)\s*(?:(?:0?1|một|cả)\s+)?năm)"
            r"(?=\s+(?:báo cáo|tổng hợp|sơ kết|có báo cáo|tham mưu|đánh giá|rà soát|tổ chức|gửi|kiểm điểm|họp))"
        ),
    ),
    (
        "half-and-year",  # "trình ký báo cáo gửi UBND tỉnh 6 tháng, 01 năm."
        re.compile(
            r"báo cáo[^.;]{0,160}[^,;.]\s(?<!định kỳ )(?<!hằng )(?<!hàng )"
            r"(?P<units>(?:0?6|sáu)\s+tháng\s*(?:,|và)\s*(?:(?:0?1|một|cả)\s+)?năm)"
            r"(?=\s*(?:[.;]|$))"
        ),
    ),
    ("yearly-session", re.compile(r"kỳ họp\s+(?:thường lệ\s+)?(?P<units>cuối năm)(?!\s*\d)")),
    (
        "times-in",
        re.compile(rf"báo cáo[^.;]{{0,60}}\stheo\s+(?:từng\s+)?{_UNITS}(?=\s*(?:[.,;)]|$|và đột xuất))"),
    ),
    (
        "last-day",
        re.compile(
            r"(?:ngày(?: làm việc)? cuối(?: cùng)?|ngày làm việc đầu(?: tiên)?|(?:tuần|thứ \w+) (?:đầu"
            r"|cuối)(?: tiên| cùng)?)"
            r"(?: của)?\s+(?P<units>tháng|quý)(?!\s*[\div])"
        ),
    ),
    ("rhythm-in-note", re.compile(rf"(?<=\()\s*(?:định kỳ\s+|hằng\s+|hàng\s+)*{_UNITS}\s*(?=\))")),
    (
        "rhythm-in-note",
        re.compile(rf"(?<=[,;])\s+(?:định kỳ|hằng|hàng|mỗi)\s+{_UNITS}(?=[^();]{{0,60}}\))(?=[^)]*\))"),
    ),
)
_MAY_REPEAT = re.compile(
    r"lần|kỳ họp|ngày cuối|ngày làm việc|(?:tuần|thứ \w+) (?:đầu|cuối)|h[ằà]ng |mỗi|định kỳ|báo cáo"
    r"|sơ kết|giao ban|kết quả|\("
    r"|^\W*\S{0,10}\s?(?:tuần|tháng|quý|năm)|6 tháng"
)
_ONLY = re.compile(rf"^\W*{_UNITS}\W*$")
_ONCE = re.compile(
    r"\s*\(?\s*(?:gửi\s+)?(?:trước|chậm nhất)\s+(?:(?:là|vào)\s+)?(?:ngày\s+)?"
    r"\d{1,2}\s*(?:[/.-]|tháng)[^;,.]*(?:19|20)\d\d"
)
_ONE_UNIT = re.compile(_UNIT)
_OF_REPORT = re.compile(r"^(?:báo cáo|sơ kết|kết quả)|(?:báo cáo|tổng kết) năm$")
_HALF_YEARLY = re.compile(r"báo cáo\s+(?:0?6|sáu)\s+tháng")  # "báo cáo 6 tháng trước …, báo cáo năm trước …"


def find_rhythms(
    low: str, *, column: bool = False, dated: bool = False
) -> Iterator[tuple[str, Span, list[str]]]:
    """(name of the form, where, intervals) of each rhythm; ``column``: a cell that holds nothing else.

    ``dated``: also of the reports that each have a day of one year ("báo cáo 6 tháng trước ngày 15/6/2026").
    """
    if not _MAY_REPEAT.search(low):
        return
    for name, form in (*_NAMED, *((("only-rhythm", _ONLY),) if column else ())):
        for match in form.finditer(low):
            yield name, match.span(), periods(match["units"])
    for match in _EVERY.finditer(_NOTE.sub(lambda note: " " * len(note.group()), low)):
        if _PLANNED.search(low[: match.start()]) and not _AT_LEAST.match(low, match.end()):
            continue  # "kế hoạch hằng năm" names a plan
        units = match["units"]
        if _OF_REPORT.search(match.group()) and not (dated and _HALF_YEARLY.search(low)):
            units = _repeated(low, match)
        yield "every", match.span(), periods(units)


def _repeated(low: str, match: re.Match[str]) -> str:
    """The intervals without those whose report is due once: "báo cáo năm trước ngày 15/12/2026"."""
    units = [unit.span() for unit in _ONE_UNIT.finditer(match.string, *match.span("units"))]
    return " ".join(low[slice(*span)] for span in units if not _ONCE.match(low, span[1]))


def periods(words: str) -> list[str]:
    """The ISO intervals of "tháng, quý, 06 tháng và năm"; nine months have none in the contract."""
    found: list[str] = []
    for number, unit in re.findall(r"(?:(0?\d|một|ba|sáu)\s+)?(tuần|tháng|quý|(?<!đầu )năm)", words):
        every = _MONTHS.get(number.lstrip("0")) if unit == "tháng" else _PERIODS[unit]
        if every and every not in found:
            found.append(every)
    return found
