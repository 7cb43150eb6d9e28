"""The life of a place of concern: found → being dealt with → cleared → watched for return → closed, or returned.

A place, never a person. The state follows from the days in the entry and is stored nowhere.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from chungtay.base.problems import Problem
from chungtay.fieldwork.rules.attention import Attention, Row, policy, said, soon
from chungtay.law.rules.moments import months_later

REGISTER = "concern_points"


class PointState(StrEnum):
    FOUND = "found"
    BEING_DEALT_WITH = "being_dealt_with"
    WATCHED = "watched"  # cleared, and watched for return
    RETURNED = "returned"
    CLOSED = "closed"


def state_of(point: Row, today: date) -> PointState:
    """How the place stood at the end of that day."""

    def come(question: str) -> bool:
        day = point.day_of(question)
        return day is not None and day <= today

    if come("returned_on"):
        return PointState.RETURNED
    if come("cleared_on"):
        until = point.day_of("watch_until")
        return PointState.CLOSED if until is not None and until < today else PointState.WATCHED
    return PointState.BEING_DEALT_WITH if come("dealing_on") else PointState.FOUND


def check_points(points: Iterable[Row], today: date) -> Iterator[Attention]:
    """Found and not yet dealt with; cleared and not looked at again; the end of the watch coming near."""
    for point in points:
        yield from _check_point(point, state_of(point, today), today)


def _check_point(point: Row, state: PointState, today: date) -> Iterator[Attention]:
    code = point.answers.get("code", "")
    if state is PointState.FOUND:
        sentence = "Điểm {code} phát hiện từ ngày {day}, chưa ghi đã bắt đầu giải quyết."
        yield Attention(
            REGISTER,
            point.entry,
            Problem("point_waits", sentence, values={"code": code, "day": said(point.day)}),
            due=point.day,
        )
    if state is not PointState.WATCHED:
        return
    cleared, until = point.day_of("cleared_on"), point.day_of("watch_until")
    seen = max(day for day in (cleared, point.day_of("checked_on"), point.day) if day is not None)
    look = months_later(seen, policy()["watch"]["look_months"])
    if look <= today:
        sentence = "Điểm {code} đã triệt xóa, lần kiểm tra lại gần nhất là ngày {day}."
        yield Attention(
            REGISTER,
            point.entry,
            Problem("look_again", sentence, values={"code": code, "day": said(seen)}),
            due=look,
        )
    if until is not None and until - timedelta(days=soon("watch")) <= today:
        sentence = (
            "Điểm {code} theo dõi tái phát đến ngày {day}; hết ngày này mà không tái phát thì kết thúc."
        )
        yield Attention(
            REGISTER,
            point.entry,
            Problem("watch_ends", sentence, values={"code": code, "day": said(until)}),
            due=until,
        )
