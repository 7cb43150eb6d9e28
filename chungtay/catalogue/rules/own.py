"""What a province adds to the catalogue itself."""

from dataclasses import dataclass
from datetime import date

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem
from chungtay.catalogue.rules.words import Aggregation, PeriodKind, ValueKind

MANAGE = "catalogue.manage"
PREFIX = "RIENG"  # of the codes of everything that a province adds
MOST_BREAKDOWNS = 2
MOST_CELLS = 200
MOST_DUE_DAYS = 60
DECIMALS = {ValueKind.COUNT: 0, ValueKind.MEASURE: 2, ValueKind.MONEY: 0}


@dataclass(frozen=True, slots=True)
class OwnElement:
    """``breakdowns``: ids, in order."""

    name: str
    definition: str
    unit: str
    aggregation: Aggregation
    kind: ValueKind
    group: str
    reporter: str
    valid_from: date
    breakdowns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnForm:
    """``reporters``: (kind, level) of agencies; ``elements``: ids, in order."""

    name: str
    note: str
    period_kind: PeriodKind
    due_days: int
    reporters: tuple[tuple[str, str], ...]
    elements: tuple[int, ...]
    valid_from: date


def may_manage(actor: Actor, *, place: int | None) -> bool:
    """A thing of one's own province; what the project ships is nobody's to change."""
    return actor.can(MANAGE) and place is not None and place == actor.place


def check_name(name: str, taken: list[str]) -> list[Problem]:
    if name.strip().casefold() in (one.casefold() for one in taken):
        return [Problem("name_taken", "Đã có tên này trong danh mục. Hãy dùng chỉ tiêu, biểu mẫu có sẵn, hoặc đặt tên khác.", "name")]  # fmt: skip  # noqa: E501
    return []


def check_breakdowns(count: int, cells: int) -> list[Problem]:
    if count > MOST_BREAKDOWNS:
        return [Problem("too_many_breakdowns", "Chọn nhiều nhất hai cách chia.", "breakdowns")]
    if cells > MOST_CELLS:
        return [Problem("too_many_cells", "Chia như vậy thành {cells} ô, nhiều hơn {most}. Hãy bớt một cách chia.", "breakdowns", values={"cells": cells, "most": MOST_CELLS})]  # fmt: skip  # noqa: E501
    return []


def check_form(form: OwnForm) -> list[Problem]:
    problems = []
    if not form.elements:
        problems.append(Problem("no_elements", "Chọn ít nhất một chỉ tiêu.", "elements"))
    if not form.reporters:
        problems.append(Problem("no_reporters", "Chọn ít nhất một loại cơ quan gửi.", "reporters"))
    if not 0 < form.due_days <= MOST_DUE_DAYS:
        problems.append(Problem("due_days", "Hạn gửi từ 1 đến {most} ngày làm việc.", "due_days", values={"most": MOST_DUE_DAYS}))  # fmt: skip  # noqa: E501
    return problems


def check_end(on: date, valid_from: date) -> list[Problem]:
    """A thing ends on a day after it began."""
    if on > valid_from:
        return []
    return [Problem("end_day", "Ngày kết thúc phải sau ngày bắt đầu ({day}).", "on", values={"day": f"{valid_from:%d/%m/%Y}"})]  # fmt: skip  # noqa: E501
