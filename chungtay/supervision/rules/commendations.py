"""A commendation for a body or a post, with the record that supports it. Nobody is scored."""

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from chungtay.base.problems import Problem


class CommendationState(StrEnum):
    PROPOSED = "proposed"
    AWARDED = "awarded"
    DECLINED = "declined"


@cache
def commendation_forms() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(
        files("chungtay.supervision").joinpath("commendations.toml").read_text(encoding="utf-8")
    )
    return found


def check_commendation(*, ground: str, period_from: date, period_to: date, record: int) -> list[Problem]:
    """``record`` is how many finished parts of work support the proposal."""
    problems = []
    if not ground.strip():
        problems.append(Problem("ground_empty", "Hãy ghi thành tích bằng vài câu.", "ground"))
    if period_to < period_from:
        problems.append(Problem("days_backwards", "Ngày cuối sớm hơn ngày đầu.", "period_to"))
    elif not record:
        sentence = "Trong thời gian này cơ quan chưa có phần việc nào đã xong để làm căn cứ."
        problems.append(Problem("record_empty", sentence, "period_to"))
    return problems


def check_decision(*, state: str, decision: str) -> list[Problem]:
    problems = []
    if state != CommendationState.PROPOSED:
        problems.append(Problem("decided", "Đề nghị này đã có quyết định."))
    if not decision.strip():
        sentence = "Hãy ghi số quyết định, hoặc lý do không khen thưởng."
        problems.append(Problem("decision_empty", sentence, "decision"))
    return problems
