"""A campaign has a window, days that matter, and reports that are awaited."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.base.problems import Problem


class Phase(StrEnum):
    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Countdown:
    """Days until it begins, the how-manieth day of how many it is, or days since it ended."""

    phase: Phase
    days: int
    of: int


@dataclass(frozen=True, slots=True)
class Season:
    """A campaign of campaigns.toml in one year; one of its own kind has no days."""

    code: str
    name: str
    begins: date | None = None
    ends: date | None = None
    report_due: date | None = None
    days: tuple[tuple[date, str], ...] = ()


@cache
def seasons() -> dict[str, str]:
    """The kinds of campaign by code, with their names."""
    return {code: str(row["name"]) for code, row in _raw().items()}


def season_in(code: str, year: int) -> Season:
    row = _raw()[code]

    def day(name: str) -> date | None:
        return date.fromisoformat(f"{year}-{row[name]}") if name in row else None

    days = tuple((date.fromisoformat(f"{year}-{one['on']}"), one["name"]) for one in row.get("days", ()))
    return Season(code, row["name"], day("from"), day("to"), day("report_due"), days)


@cache
def _raw() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("chungtay.supervision").joinpath("campaigns.toml").read_text(encoding="utf-8"))


def countdown(begins: date, ends: date, today: date) -> Countdown:
    length = (ends - begins).days + 1
    if today < begins:
        return Countdown(Phase.BEFORE, (begins - today).days, length)
    if today > ends:
        return Countdown(Phase.AFTER, (today - ends).days, length)
    return Countdown(Phase.WITHIN, (today - begins).days + 1, length)


def is_missing(*, reported: bool, report_due: date, today: date) -> bool:
    """Owed and not there: whoever has not reported once the day has passed."""
    return not reported and today > report_due


def check_campaign(
    *,
    name: str,
    begins: date,
    ends: date,
    report_due: date,
    parts: Collection[int],
    plan_in_force: bool,
    days: Collection[date] = (),
) -> list[Problem]:
    problems = []
    if not plan_in_force:
        problems.append(
            Problem("plan_ended", "Kế hoạch đã kết thúc; chọn một kế hoạch đang thực hiện.", "plan")
        )
    if not name.strip():
        problems.append(Problem("name_empty", "Hãy đặt tên cho chiến dịch.", "name"))
    if ends < begins:
        problems.append(Problem("days_backwards", "Ngày kết thúc sớm hơn ngày bắt đầu.", "ends"))
    if report_due < begins:
        problems.append(Problem("due_early", "Hạn báo cáo sớm hơn ngày bắt đầu.", "report_due"))
    if not all(begins <= day <= ends for day in days):
        problems.append(
            Problem("day_outside", "Ngày đáng nhớ phải nằm trong thời gian của chiến dịch.", "days")
        )
    if not parts:
        problems.append(Problem("parts_empty", "Hãy chọn cơ quan, địa bàn tham gia.", "parts"))
    return problems


def check_report(*, text: str, begins: date, today: date) -> list[Problem]:
    if today < begins:
        return [Problem("not_begun", "Chiến dịch chưa bắt đầu nên chưa nhận báo cáo.")]
    if not text.strip():
        return [Problem("text_empty", "Hãy ghi đã làm gì, kết quả thế nào.", "text")]
    return []
