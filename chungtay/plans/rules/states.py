"""The closed lists of the room, and what state a share or a task is in today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from chungtay.base.problems import Problem

SOON_DAYS = 7  # "tuần này": what falls due within a week from today


class PlanState(StrEnum):
    IN_FORCE = "in_force"
    ENDED = "ended"


class TaskKind(StrEnum):
    WORK = "work"
    REPORT = "report"


class AssignmentRole(StrEnum):
    LEAD = "lead"
    SUPPORT = "support"
    TO = "to"  # who receives a report
    VIA = "via"  # through whom it goes


class LinkRole(StrEnum):
    """The roles of the reader's citations."""

    BASIS = "basis"
    IMPLEMENTS = "implements"
    MENTIONS = "mentions"


class Relation(StrEnum):
    """How a target's value is meant, as in the reader's contract."""

    EQUAL = "equal"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    INCREASE = "increase"
    DECREASE = "decrease"
    NONE = "none"


class ShareState(StrEnum):
    """What the doer says. Late and soon are not states: they follow from the date."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class StateWord(StrEnum):
    """What a person is told about a share or a task today."""

    LATE = "late"
    SOON = "soon"
    IN_PROGRESS = "in_progress"
    OPEN = "open"
    DONE = "done"
    HELPING = "helping"  # a task that one's agency supports: its leads report on it
    UNGIVEN = "ungiven"  # a task that nobody leads yet
    CLOSED = "closed"  # a task that the plan no longer contains


_MOVES: dict[ShareState, tuple[ShareState, ...]] = {
    ShareState.OPEN: (ShareState.IN_PROGRESS, ShareState.DONE),
    ShareState.IN_PROGRESS: (ShareState.IN_PROGRESS, ShareState.DONE, ShareState.OPEN),
    ShareState.DONE: (ShareState.DONE, ShareState.IN_PROGRESS),
}


def next_moves(state: ShareState) -> tuple[ShareState, ...]:
    """The states that the doer may report from this one, the likeliest first."""
    return _MOVES[state]


def settle_percent(state: ShareState, percent: int | None) -> int:
    """Done is 100 % and open is 0 % whatever was typed, so that two clicks are enough."""
    if state == ShareState.DONE:
        return 100
    if state == ShareState.OPEN:
        return 0
    return percent or 0


def check_progress(before: ShareState, state: ShareState, percent: int, note: str) -> list[Problem]:
    problems = []
    if state not in next_moves(before):
        problems.append(
            Problem("move", "Phần việc chưa bắt đầu thì không cần báo lại là chưa bắt đầu.", "state")
        )
    if not 0 <= percent <= 100:
        problems.append(Problem("percent_range", "Tiến độ là một số từ 0 đến 100.", "percent"))
    elif state == ShareState.IN_PROGRESS and percent == 100:
        problems.append(
            Problem("percent_done", "Đã đạt 100% thì chọn “Đã xong”; chưa xong thì ghi dưới 100%.", "percent")
        )
    if before == ShareState.DONE and state != ShareState.DONE and not note.strip():
        problems.append(
            Problem("reopen_note", "Việc đã báo xong nay mở lại: hãy ghi một câu vì sao.", "note")
        )
    return problems


def check_change(
    plan_state: str, *, closed: bool, ground: str, leads: Collection[int] | None = None
) -> list[Problem]:
    """What every change by who manages needs: a plan in force, a task that stands, a ground, a lead."""
    problems = []
    if plan_state != PlanState.IN_FORCE:
        problems.append(Problem("plan_ended", "Kế hoạch đã kết thúc; không thay đổi được nữa."))
    elif closed:
        problems.append(Problem("task_closed", "Nhiệm vụ này không còn trong kế hoạch."))
    if not ground.strip():
        problems.append(Problem("ground_empty", "Hãy ghi căn cứ: văn bản, ý kiến hoặc lý do.", "ground"))
    if leads is not None and not leads:
        problems.append(Problem("lead_empty", "Mỗi việc phải có ít nhất một cơ quan chủ trì.", "leads"))
    return problems


def state_word(state: ShareState, due_on: date | None, today: date) -> StateWord:
    if state == ShareState.DONE:
        return StateWord.DONE
    if due_on and due_on < today:
        return StateWord.LATE
    if due_on and due_on <= today + timedelta(days=SOON_DAYS):
        return StateWord.SOON
    return StateWord(state)


def task_word(
    *, given: int, shares: int, done: int, begun: int, next_due: date | None, today: date, closed: bool
) -> StateWord:
    """A task's word from its shares: all that were ``given``, and of those that one sees how many and how far.

    ``next_due`` is the first date of those not done.
    """
    if closed:
        return StateWord.CLOSED
    if not shares:
        return StateWord.HELPING if given else StateWord.UNGIVEN
    if done == shares:
        return StateWord.DONE
    state = ShareState.IN_PROGRESS if done or begun else ShareState.OPEN
    return state_word(state, next_due, today)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares counted on one day. late + soon + later + undated + done == shares."""

    shares: int = 0
    done: int = 0
    on_time: int = 0  # of the done ones, those done by their date
    late: int = 0
    soon: int = 0
    later: int = 0
    undated: int = 0
    begun: int = 0  # of those not done, how many are under way

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, name) + getattr(other, name) for name in Figures.__slots__))

    @property
    def open(self) -> int:
        return self.shares - self.done

    @property
    def percent_done(self) -> int:
        """Rounded down, so that 100 means all."""
        return self.done * 100 // self.shares if self.shares else 0
