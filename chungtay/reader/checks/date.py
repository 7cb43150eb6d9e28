"""A day that does not exist, or a deadline before the paper or long after the plan's period.

Silent: deadlines up to three months after the period (reports are due then), a month without a day in the
letterhead when the deadline falls in the same month, windows that began before and end after the paper.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from chungtay.reader.blocks import Text
from chungtay.reader.checks.paper import Paper, slip
from chungtay.reader.contract import Check, Deadline, Header

_DAY = re.compile(
    r"(?:ngày|trước|đến|hết|từ|hạn)\s+(?P<day>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<month>\d{1,2})(?![\d%])"
    r"(?:(?:\s?[/.-]\s?|\s+năm\s+)(?P<year>\d{4})(?!\d))?(?![\d/]|[.,]\d)",
    re.IGNORECASE,
)
_LEAP = 2024  # a 29/02 without a year may stand for a leap year
_REPORT = "BC"  # its period lies behind it, its proposals before
_GRACE = 3  # months after the period in which a final report is still due


def check_date(paper: Paper) -> list[Check]:
    """Impossible days anywhere, then the deadlines of the tasks."""
    return [*_impossible(paper.text), *_deadlines(paper)]


def _impossible(text: Text) -> Iterator[Check]:
    for match in _DAY.finditer(text.text):
        day, month, year = int(match["day"]), int(match["month"]), int(match["year"] or _LEAP)
        spelt = (
            match["year"] is not None or "tháng" in match[0].lower() or match[0].lower().startswith("ngày")
        )
        if (
            not spelt
            or not 1900 <= year <= 2200
            or (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1])
        ):
            continue
        span = (match.start("day"), match.end())
        printed = text.text[span[0] : span[1]]
        message = f"Ngày {printed} không có trong lịch."
        yield slip("date", message, stated=printed, found=None, spans=[span])


def _deadlines(paper: Paper) -> Iterator[Check]:
    seen: set[tuple[int, int]] = set()
    for task in paper.tasks:
        for deadline in task.deadlines:
            span = deadline.span if deadline.span != (0, 0) else task.span
            date = deadline.date if deadline.kind == "by" else deadline.end
            if date is None or deadline.kind not in ("by", "window") or span in seen:
                continue
            check = _compare(deadline, date, paper.header, span)
            if check is not None:
                seen.add(span)
                yield check


def _compare(deadline: Deadline, date: str, header: Header, span: tuple[int, int]) -> Check | None:
    issued = header.issued_on
    if issued and date[: len(issued)] < issued:
        message = f"Thời hạn “{deadline.text}” đã qua trước khi văn bản được ban hành ({_printed(issued)})."
        return slip("date", message, stated=date, found=issued, spans=[span])
    limit = _limit(header)
    if limit and date > _later(limit, _GRACE):
        message = (
            f"Thời hạn “{deadline.text}” vượt quá thời gian thực hiện của văn bản (đến {_printed(limit)})."
        )
        return slip("date", message, stated=date, found=limit, spans=[span], severity="warning")
    return None


def _limit(header: Header) -> str | None:
    if header.period is None or header.kind == _REPORT:
        return None
    ends = [end for end in (header.period.end, header.period.vision) if end and len(end) == len("2025-12-31")]
    return max(ends, default=None)


def _later(date: str, months: int) -> str:
    year, month, _ = (int(part) for part in date.split("-"))
    year, month = year + (month + months - 1) // 12, (month + months - 1) % 12 + 1
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def _printed(date: str) -> str:
    """ "2024-06-30" as "30/6/2024", "2024-06" as "6/2024"."""
    year, *rest = date.split("-")
    return "/".join([*(str(int(part)) for part in reversed(rest)), year])
