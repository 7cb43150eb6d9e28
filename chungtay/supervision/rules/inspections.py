"""An inspection and its recommendations, followed to the end."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem


class InspectionKind(StrEnum):
    INSPECTION = "inspection"  # thanh tra
    CHECK = "check"  # kiểm tra
    SUPERVISION = "supervision"  # giám sát of an elected body
    FRONT = "front"  # giám sát of the Fatherland Front and its members


class InspectionStage(StrEnum):
    """Where an inspection stands; it follows from its days and its conclusions."""

    PLANNED = "planned"
    UNDERWAY = "underway"
    ENDED = "ended"  # over, without conclusions yet
    CONCLUDED = "concluded"


class RecommendationState(StrEnum):
    """What was said last. Overdue is no state: it follows from the date."""

    OPEN = "open"
    ANSWERED = "answered"  # waits for the inspector
    RETURNED = "returned"  # not enough: waits for the owner again
    ACCEPTED = "accepted"


class ReplyKind(StrEnum):
    ANSWER = "answer"
    ACCEPT = "accept"
    RETURN = "return"


_OWED = (RecommendationState.OPEN, RecommendationState.RETURNED)
_AFTER = {
    ReplyKind.ANSWER: RecommendationState.ANSWERED,
    ReplyKind.ACCEPT: RecommendationState.ACCEPTED,
    ReplyKind.RETURN: RecommendationState.RETURNED,
}


def stage_of(begins: date, ends: date, *, concluded: bool, today: date) -> InspectionStage:
    if concluded:
        return InspectionStage.CONCLUDED
    if today < begins:
        return InspectionStage.PLANNED
    return InspectionStage.UNDERWAY if today <= ends else InspectionStage.ENDED


def is_hidden(*, announced: bool, begins: date, today: date) -> bool:
    """An unannounced inspection is known to the inspecting body alone until it begins."""
    return not announced and today < begins


def is_overdue(state: str, due_on: date, today: date) -> bool:
    """Late is who owes an answer; an answer that waits for the inspector is not late."""
    return state in _OWED and due_on < today


def is_work(state: str) -> bool:
    """Whether the owner has something to do."""
    return state in _OWED


def may_answer(actor: Actor, *, owner: int, state: str) -> bool:
    return actor.can("work.report") and owner in actor.bodies and state in _OWED


def may_judge(actor: Actor, *, body: int, state: str) -> bool:
    """The inspecting body accepts an answer or returns it."""
    return actor.can("inspections.write") and body == actor.agency and state == RecommendationState.ANSWERED


def state_after(kind: ReplyKind) -> RecommendationState:
    return _AFTER[kind]


def check_inspection(*, title: str, begins: date, ends: date, subjects: Collection[int]) -> list[Problem]:
    problems = []
    if not title.strip():
        problems.append(Problem("title_empty", "Hãy ghi nội dung cuộc kiểm tra, giám sát.", "title"))
    if ends < begins:
        problems.append(Problem("days_backwards", "Ngày kết thúc sớm hơn ngày bắt đầu.", "ends"))
    if not subjects:
        problems.append(
            Problem("subject_empty", "Hãy chọn ít nhất một cơ quan được kiểm tra, giám sát.", "subjects")
        )
    return problems


def check_recommendation(*, text: str, due_on: date, made_on: date, begins: date) -> list[Problem]:
    problems = []
    if not text.strip():
        problems.append(Problem("text_empty", "Hãy viết kiến nghị bằng một câu.", "text"))
    if made_on < begins:
        problems.append(Problem("not_begun", "Cuộc kiểm tra, giám sát chưa bắt đầu nên chưa có kiến nghị."))
    if due_on < made_on:
        problems.append(Problem("due_past", "Hạn trả lời đã qua; hãy chọn một ngày từ hôm nay.", "due_on"))
    return problems


def check_conclusion(*, conclusion: str, concluded_on: date, begins: date, today: date) -> list[Problem]:
    problems = []
    if not conclusion.strip():
        problems.append(Problem("conclusion_empty", "Hãy ghi số, ký hiệu văn bản kết luận.", "conclusion"))
    if not begins <= concluded_on <= today:
        sentence = "Ngày kết luận nằm sau ngày bắt đầu và không muộn hơn hôm nay."
        problems.append(Problem("concluded_when", sentence, "concluded_on"))
    return problems


def check_words(kind: ReplyKind, words: str) -> list[Problem]:
    """An answer tells what was done, a return what is missing; to accept needs no word."""
    if words.strip() or kind == ReplyKind.ACCEPT:
        return []
    if kind == ReplyKind.ANSWER:
        return [Problem("words_empty", "Hãy ghi đã làm gì.", "text")]
    return [Problem("words_empty", "Hãy ghi còn thiếu gì để cơ quan làm tiếp.", "text")]
