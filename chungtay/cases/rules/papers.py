"""What a delivery, a stage, a measure of the past, a transfer and a referral must tell."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from chungtay.base.problems import Problem
from chungtay.cases.rules.events import read_toml
from chungtay.cases.rules.words import DeliveredTo
from chungtay.law.rules.moments import day_of, months_later

StageTold = tuple[str, date, date | None]  # its letter, when it began, when it was done


def check_delivery(
    *, to: str, body: int | None, at: datetime, signed_on: date, proof: str, now: datetime
) -> list[Problem]:
    found = []
    if not proof.strip():
        found.append(Problem("proof_missing", "Hãy ghi biên bản giao nhận hoặc giấy tờ chứng minh.", "proof"))
    if to == DeliveredTo.BODY and body is None:
        found.append(Problem("body_missing", "Hãy chọn cơ quan nhận.", "body"))
    if at > now or day_of(at) < signed_on:
        words = "Thời điểm giao phải sau ngày ký và không muộn hơn bây giờ."
        found.append(Problem("delivered_when", words, "at"))
    return found


def stage_names() -> dict[str, str]:
    """The five stages in their order, by letter."""
    return {row["code"]: row["name"] for row in read_toml("stages")["stage"]}


def next_stage(told: Iterable[StageTold]) -> str:
    """The letter of the stage that comes next; empty after the last."""
    begun = {code for code, _began, _done in told}
    return next((code for code in stage_names() if code not in begun), "")


def check_stage(told: Sequence[StageTold], *, code: str, on: date, today: date) -> list[Problem]:
    """Why the stage may not begin on the day (empty: why the running one may not be done that day)."""
    told = sorted(told)
    if on > today:
        return [Problem("ahead", "Ngày này chưa đến.", "on")]
    if code and code != next_stage(told):
        words = "Năm giai đoạn đi theo thứ tự. Tiếp theo là: {stage}."
        named = stage_names().get(next_stage(told), "—")
        return [Problem("stage_order", words, "code", values={"stage": named})]
    running = next((one for one in told if one[2] is None), None)
    if running is None:
        return [] if code else [Problem("stage_none", "Không có giai đoạn nào đang làm.")]
    return _check_length(running, on)


def _check_length(running: StageTold, on: date) -> list[Problem]:
    """A stage lasts as long as the law says; one that took too long is told as it was."""
    page = read_toml("stages")
    row = next(one for one in page["stage"] if one["code"] == running[0])
    earliest = max(
        running[1] + timedelta(days=row.get("min_days", 0)),
        months_later(running[1], row.get("min_months", 0)),
    )
    if on >= earliest:
        return []
    words = "Giai đoạn “{stage}” phải đến ít nhất {day} ({article})."
    values = {"stage": row["name"], "day": f"{earliest:%d/%m/%Y}", "article": page["article"]}
    return [Problem("stage_short", words, "on", values=values)]


def check_past(*, began: date, ended: date, decision: str, today: date) -> list[Problem]:
    found = []
    if not began <= ended <= today:
        found.append(
            Problem("past_when", "Ngày kết thúc phải sau ngày bắt đầu và không muộn hơn hôm nay.", "ended")
        )
    if not decision.strip():
        found.append(Problem("decision_missing", "Hãy ghi số, ngày của quyết định.", "decision"))
    return found


def check_target(*, origin: int, target: int, known: bool, paper: str) -> list[Problem]:
    found = []
    if not known or target == origin:
        found.append(Problem("target_wrong", "Hãy chọn Công an cấp xã nơi người đó chuyển đến.", "target"))
    if not paper.strip():
        found.append(Problem("paper_missing", "Hãy ghi số và ngày của thông báo chuyển hồ sơ.", "number"))
    return found


def check_referral(*, origin: int, target: int, known: bool, consent: str) -> list[Problem]:
    found = []
    if not known or target == origin:
        found.append(Problem("target_wrong", "Hãy chọn cơ quan được giới thiệu.", "target"))
    if not consent.strip():
        words = "Hãy ghi người đó đã đồng ý thế nào, hoặc điều luật cho phép giới thiệu."
        found.append(Problem("consent_missing", words, "consent"))
    return found


def check_answer(*, accepted: bool, answer: str) -> list[Problem]:
    if accepted or answer.strip():
        return []
    return [Problem("answer_missing", "Hãy ghi vì sao không nhận.", "answer")]
