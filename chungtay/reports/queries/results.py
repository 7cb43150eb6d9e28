"""What a report says of a plan's targets, of its money, and of the communes of a year."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from chungtay.areas import queries as areas
from chungtay.areas.queries.years import natural
from chungtay.areas.rules.words import AreaKind
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.budgets import queries as budgets
from chungtay.budgets.rules import Figures
from chungtay.following.rules import suggest
from chungtay.indicators import queries as indicators
from chungtay.indicators.rules import (
    Measured,
    Standing,
    Target,
    TargetDirection,
    measure_target,
    rounded,
)
from chungtay.pictures.rules import TimeSeries
from chungtay.plans import queries as plans
from chungtay.plans.rules import Relation, money_of
from chungtay.reports.models import Report, TargetMeasure
from chungtay.reports.queries.drafts import NOT_REPORTED, Draft, number_at, shortened
from chungtay.reports.queries.numbers import by_year
from chungtay.reports.rules import PassageKind, parts_of, printed

TARGETS = "Kết quả thực hiện chỉ tiêu"
TARGET_HEADS = ("STT", "Chỉ tiêu của kế hoạch", "Mục tiêu", "Kết quả", "Đánh giá")
_DIRECTIONS = {
    Relation.EQUAL: TargetDirection.EQUAL,
    Relation.AT_LEAST: TargetDirection.AT_LEAST,
    Relation.AT_MOST: TargetDirection.AT_MOST,
    Relation.INCREASE: TargetDirection.INCREASE,
    Relation.DECREASE: TargetDirection.DECREASE,
    Relation.NONE: TargetDirection.ZERO,
}
_GOALS = {
    Relation.EQUAL: "đạt {}",
    Relation.AT_LEAST: "ít nhất {}",
    Relation.AT_MOST: "không quá {}",
    Relation.INCREASE: "tăng {}",
    Relation.DECREASE: "giảm {}",
    Relation.NONE: "không để xảy ra",
}
_STANDINGS = {
    Standing.REACHED: "Đạt",
    Standing.ON_COURSE: "Đúng lộ trình",
    Standing.BEHIND: "Chậm so với lộ trình",
    Standing.MISSED: "Không đạt",
    Standing.UNKNOWN: "Chưa đủ số liệu",
}
_KINDS = {
    AreaKind.ONE: "loại I",
    AreaKind.TWO: "loại II",
    AreaKind.THREE: "loại III",
    AreaKind.AFFECTED: "chưa trọng điểm",
    AreaKind.FREE: "không ma túy",
}


# targets


def targets_said(actor: Actor, key: str, report: Report, today: date) -> Iterator[Draft]:
    """Each promise of the plan in its own words beside what was measured, where a person has said by which measure."""
    if report.plan is None:
        return
    rows, numbers = [[*TARGET_HEADS]], []
    tied = ties_of(report)
    for target in plans.list_targets(actor, report.plan, on=today):
        measure = tied.get(target.pk)
        said = [str(len(rows)), shortened(target.text), _goal(target)]
        if measure is None:
            rows.append([*said, "chưa gắn với số liệu", ""])
            continue
        value, measured = _measured(actor, report, target, measure, today)
        told = NOT_REPORTED if value is None else printed(value)
        rows.append([*said, told, _STANDINGS[measured.standing]])
        value_said = "" if value is None else str(value)
        numbers.append({"code": measure, "value": value_said, "row": len(rows) - 1, "col": 3, "year": True})
    if len(rows) > 1:
        yield Draft(key, PassageKind.TABLE, TARGETS, 0, numbers, [], rows)


def ties_of(report: Report) -> dict[int, str]:
    """The measure of each target of the report's plan, where it has one."""
    rows = TargetMeasure.objects.filter(target__plan=report.plan_id)
    return dict(rows.values_list("target", "measure"))


def suggested(text: str) -> str:
    """The indicator that the words of a target speak of, for a person to confirm; empty where they name none."""
    found = (one.settings.get("indicator", "") for one in suggest(text, is_report=False))
    return next((str(code) for code in found if code), "")


def paths_of(actor: Actor, report: Report, today: date) -> Iterator[tuple[int, str, TimeSeries | None]]:
    """Each target that a person has tied to a measure: its id, the measure, and year by year the way there."""
    if report.plan is None:
        return
    tied = ties_of(report)
    for target in plans.list_targets(actor, report.plan, on=today):
        if code := tied.get(target.pk):
            _value, measured = _measured(actor, report, target, code, today)
            steps = [
                (str(step.year), step.stood, rounded(step.wanted, 1).normalize()) for step in measured.path
            ]
            unit = indicators.measure_of(code, today).unit
            yield target.pk, code, indicators.draw_path(shortened(target.text), unit, steps)


def _measured(
    actor: Actor, report: Report, target: Any, measure: str, today: date
) -> tuple[Decimal | None, Measured]:
    last = min(int(parts_of(report.period)[-1][:4]), today.year)
    due = target.due.year if target.due else last
    first = min(target.baseline_year or last, int(report.period[:4]))
    stood = by_year(actor, measure, range(first, last + 1), report.place_id, today)
    asked = Target(
        _DIRECTIONS[Relation(target.relation)], due, target.value or Decimal(0), target.unit == "%",
        stood.get(target.baseline_year), target.baseline_year,
    )  # fmt: skip
    return stood.get(last), measure_target(asked, stood, year=last)


def _goal(target: Any) -> str:
    if target.value is None:
        return _GOALS[Relation.NONE] if target.relation == Relation.NONE else ""
    value = printed(target.value)
    most = f" đến {printed(target.value_max)}" if target.value_max is not None else ""
    unit = target.unit if target.unit == "%" else f" {target.unit}".rstrip()
    due = f", hạn {target.due:%d/%m/%Y}" if target.due else ""
    return _GOALS[Relation(target.relation)].format(value + most + unit) + due


# money


def money_said(actor: Actor, key: str, report: Report, today: date) -> Iterator[Draft]:
    """What was planned, allotted and spent of each table of the plan's money, as a whole and year by year."""
    if report.plan is None:
        return
    for card in budgets.list_cards(actor, money_of(report.plan_id or 0), on=today):
        asked = budgets.Asked(by="year", budget=card.budget.pk)
        seen = budgets.look(actor, asked, on=today)
        if not seen.total.whole:
            continue
        yield _spent(f"{key}.{card.budget.pk}", card.budget.pk, seen.total)
        rows = [["Năm", "Dự toán (đồng)", "Đã phân bổ (đồng)", "Đã chi (đồng)", "Đã chi trên phân bổ (%)"]]
        numbers = []
        for cut in seen.rows:
            told = (cut.figures.planned or 0, cut.figures.allotted, cut.figures.spent)
            share = cut.figures.percent_spent
            rows.append(
                [cut.label, *(printed(Decimal(one)) for one in told), "" if share is None else str(share)]
            )
            code = f"money:{card.budget.pk}:{cut.key}"
            row = len(rows) - 1
            numbers += [
                {"code": code, "value": str(one), "row": row, "col": 1 + at} for at, one in enumerate(told)
            ]
        yield Draft(f"{key}.{card.budget.pk}t", PassageKind.TABLE, card.budget.title, 0, numbers, [], rows)


def _spent(key: str, budget: int, total: Figures) -> Draft:
    text, numbers = "", []
    said = [("Dự toán được duyệt ", total.planned), ("đã phân bổ ", total.allotted), ("đã chi ", total.spent)]
    for words, amount in said:
        if amount is None:
            continue
        text += ("; " if text else "") + (words if text else words[:1].upper() + words[1:])
        number = printed(Decimal(amount))
        numbers.append(number_at(f"money:{budget}:", amount, len(text), number))
        text += f"{number} đồng"
    if total.percent_spent is not None:
        text += f", đạt {total.percent_spent}% số đã phân bổ"
    return Draft(key, PassageKind.SENTENCE, f"{text}.", 0, numbers)


# communes


def areas_said(actor: Actor, key: str, report: Report, today: date) -> Iterator[Draft]:
    """Every commune with its class of the year and of the year before, by the paper that approved it."""
    year = int(report.period[:4])
    if report.place_id is None:
        return
    try:
        province = areas.province_of(report.place_id, today)
        rows_of = areas.list_year(actor, province, year, natural(year), today).rows
    except NotThere:
        return
    if not rows_of:
        return
    rows, numbers = [["STT", "Xã, phường", "Loại trong năm", "Loại năm trước", "Văn bản phê duyệt"]], []
    for one in rows_of:
        kinds = [_KINDS[kind] if kind else "chưa có" for kind in (one.kind, one.before)]
        rows.append([str(len(rows)), one.place.full_name, *kinds, one.paper])
        code = f"area:{one.place.pk}:{year}"
        numbers.append({"code": code, "value": "", "row": len(rows) - 1, "col": 2})
    yield _classes(f"{key}.c", year, [one.kind for one in rows_of])
    yield Draft(f"{key}.t", PassageKind.TABLE, f"Danh sách xã, phường năm {year}", 0, numbers, [], rows)


def _classes(key: str, year: int, kinds: list[AreaKind | None]) -> Draft:
    text = f"Năm {year}, toàn địa bàn có "
    parts = [(len(kinds), " xã, phường")]
    parts += [(kinds.count(kind), f" {said}") for kind, said in _KINDS.items() if kind in kinds]
    parts += [(kinds.count(None), " chưa được phân loại")] if None in kinds else []
    numbers = []
    for at, (count, words) in enumerate(parts):
        text += "" if not at else ": " if at == 1 else ", "
        number = printed(Decimal(count))
        numbers.append(number_at(f"areas:{year}", count, len(text), number))
        text += number + words
    return Draft(key, PassageKind.SENTENCE, f"{text}.", 0, numbers)


def targets_to_tie(actor: Actor, report: Report, today: date) -> list[tuple[Any, str, str]]:
    """Each target of the report's plan with the measure that it has, and the one that its words suggest."""
    if report.plan is None:
        return []
    tied = ties_of(report)
    found = plans.list_targets(actor, report.plan, on=today)
    return [(target, tied.get(target.pk, ""), suggested(target.text)) for target in found]
