"""The time that a paper plans: what it says of itself, first in plain words, then in its subject."""

import re

from chungtay.reader.blocks import Text
from chungtay.reader.contract import Period
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
from chungtay.reader.structure.labels import BULLETS
from chungtay.reader.structure.outline import Outline

_YEAR = r"((?:19|20)\d{2})"
_VISION = re.compile(rf"(?:định hướng|tầm nhìn)(?: đến)?(?: hết)? năm {_YEAR}")
_STAGE = re.compile(
    r"(?:giai đoạn|nhiệm kỳ|từ năm|(?:trong )?(?:các|hai|ba|bốn|0?[2-5]) năm)\s+"
    rf"(?:từ\s+)?(?:năm\s+)?{_YEAR}\s*(?:-|đến)\s*(?:năm\s+)?{_YEAR}"
)
_FROM_TO = re.compile(
    rf"từ\s+(?:ngày\s+)?({FULL_DATE}|{DAY_MONTH})\s*(?:đến|-)\s*(?:hết\s+)?(?:ngày\s+)?({FULL_DATE})"
)
_MONTHS = re.compile(
    rf"từ tháng (\d{{1,2}})(?:[/ ](?:năm )?{_YEAR})?\s*(?:đến|-)\s*(?:hết\s+)?(?:tháng )?(\d{{1,2}})\s*(?:/"
    rf"|năm)\s*{_YEAR}"
)
_HALF = re.compile(rf"(0?[3-9]|1[01]|ba|sáu|chín) tháng (đầu|cuối) năm {_YEAR}")
_AND_YEAR = re.compile(rf"\s*(?:,|,?\s*và)\s+(?:cả\s+)?năm {_YEAR}")  # "3 tháng cuối năm 2025 | và năm 2026"
_NUMERALS = {"ba": 3, "sáu": 6, "chín": 9}
_COMING = re.compile(r"(?:[;,]|\svà)\s*(?:phương hướng|nhiệm vụ|kế hoạch|chương trình công tác)(?!\w)")
_QUARTER = re.compile(rf"quý (iv|i{{1,3}}|[1-4])\s*(?:/|năm)\s*{_YEAR}")
_MONTH = re.compile(rf"(?<!ngày )(?<!\d )tháng (\d{{1,2}})\s*(?:/|năm)\s*{_YEAR}")
_ONE_YEAR = re.compile(
    rf"(?<!đến )(?<!hết )(?<!luật )(?<!tháng \d )(?<!tháng \d\d )năm {_YEAR}(?!\s*(?:-|đến))"
)
_UNTIL = re.compile(rf"đến (?:hết )?năm {_YEAR}")
_UNDER_TIME = re.compile(r"thời gian(?: thực hiện| triển khai| tổ chức)?(?: đề án| kế hoạch| chương trình)?$")
_OWN_TIME = re.compile(
    r"(?:\W*(?:\d+(?:\.\d+)*\.?|[a-z]\)|[ivx]+\.)?\s*thời gian(?: thực hiện| triển khai| tổ chức)?(?: đề án"
    r"| kế hoạch| chương trình)?\s*:|\W*(?:\d+\.\s*)?(?:kế hoạch|đề án|chương trình|tháng hành động"
    r"|đợt cao điểm)[^.;]{0,120}?(?:được\s+)?(?:thực hiện|triển khai|tổ chức)(?:\s+trong thời gian)?\s+(?=từ))"
)


def find_period(
    text: Text, outline: Outline, subject: str | None, kind: str | None
) -> tuple[Period | None, str]:
    """The period, its ends as days, and the rule that found it; ``start`` is None where only "đến năm 2030" is said."""
    own = _own_words(text, outline)
    if kind == "TB" and "kết luận" in low(subject or ""):
        subject = None  # the month is that of the meeting
    unquoted = re.sub(
        r"[“\"][^”\"]*[”\"]", " ", subject or ""
    )  # the project that the plan carries out has its own time
    by_subject = period_in(unquoted, kind == "BC") or period_in(subject or "", kind == "BC")
    if own and by_subject and own.vision is None:
        own = Period(own.start, own.end, by_subject.vision)
    return (own, "header.own_time") if own else (by_subject, "header.time_in_title")


def period_in(words: str, of_report: bool = False) -> Period | None:
    """The period that a subject or a sentence about time names; a report speaks first of the year that it reports."""
    folded = low(words)
    vision = _VISION.search(folded)
    folded = _VISION.sub(" ", folded)
    ends = _ends_in(_reported(folded) if of_report else folded, of_report)
    if not ends and not vision:
        return None
    start, end = ends or (None, None)
    return Period(start, end, f"{vision.group(1)}-12-31" if vision else None)


def _reported(folded: str) -> str:
    """ "Kết quả 6 tháng đầu năm; phương hướng 6 tháng cuối năm 2024": the first part, of the year named last."""
    coming = _COMING.search(folded)
    years = re.findall(_YEAR, folded)
    if not coming or not years:
        return folded
    told = folded[: coming.start()].rstrip()
    return told if re.search(_YEAR, told) else f"{told.removesuffix(' năm')} năm {years[-1]}"


def _own_words(text: Text, outline: Outline) -> Period | None:
    """ "Thời gian thực hiện: từ … đến …", or "Kế hoạch … thực hiện từ ngày …"."""
    for number, line in enumerate(text.lines):
        node = outline.owner[number]
        if line.in_table or node is None or node.kind in BULLETS:
            continue
        found = _OWN_TIME.match(low(line.text)[:260]) or (
            _UNDER_TIME.match(low(node.title)) if node.titled else None
        )
        if (
            found
            and found.re is _OWN_TIME
            and "thời gian" in found.group()
            and not _UNDER_TIME.match(low(node.title))
        ):
            continue  # a field line: the time of one task among many
        if not found or (node.parent and node.parent.parent and node.parent.parent.parent):
            continue
        own = line.text if found.re is _UNDER_TIME else line.text[found.end() :]
        if (period := period_in(re.split(r";|\.\s", own, maxsplit=1)[0])) and period.end:
            return period
    return None


def _ends_in(folded: str, of_report: bool) -> tuple[str | None, str | None] | None:
    if (dates := _FROM_TO.search(folded)) and (end := full_date(dates.group(2))):
        if re.fullmatch(FULL_DATE, dates.group(1)):
            return full_date(dates.group(1)), end
        day, month = day_month(dates.group(1))
        return iso(int(end[:4]), month, day), end
    if months := _MONTHS.search(folded):
        first, first_year, last, year = months.groups()
        if 1 <= int(first) <= 12 and 1 <= int(last) <= 12:
            return month_window(int(first_year or year), int(first))[0], month_window(int(year), int(last))[1]
    if stage := _STAGE.search(folded):
        return f"{stage.group(1)}-01-01", f"{stage.group(2)}-12-31"
    return _part_of_year(folded) or _years(folded, of_report)


def _part_of_year(folded: str) -> tuple[str, str] | None:
    if half := _HALF.search(folded):
        count = _NUMERALS.get(half.group(1)) or int(half.group(1))
        months = (1, count) if half.group(2) == "đầu" else (13 - count, 12)
        return _with_next_year(month_window(int(half.group(3)), *months), folded, half.end())
    if (quarter := _QUARTER.search(folded)) and (number := quarter_number(quarter.group(1))):
        return _with_next_year(quarter_window(int(quarter.group(2)), number), folded, quarter.end())
    if (month := _MONTH.search(folded)) and 1 <= int(month.group(1)) <= 12:
        return month_window(int(month.group(2)), int(month.group(1)))
    return None


def _with_next_year(ends: tuple[str, str], folded: str, after: int) -> tuple[str, str]:
    """The part of a year, to the end of the later year that is named with it."""
    also = _AND_YEAR.match(folded, after)
    return (ends[0], max(ends[1], f"{also.group(1)}-12-31")) if also else ends


def _years(folded: str, of_report: bool) -> tuple[str | None, str] | None:
    if years := _ONE_YEAR.findall(folded):
        year = years[0 if of_report else -1]
        return f"{year}-01-01", f"{year}-12-31"
    if until := _UNTIL.search(folded):
        return None, f"{until.group(1)}-12-31"
    return None
