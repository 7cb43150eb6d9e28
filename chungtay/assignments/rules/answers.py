"""What may be answered to a share, by whom, and where that leads. Nothing here is decided twice.

A share is handed out; its doer receives it, or refuses it with a ground and a better addressee, which who manages
accepts (the share passes on) or does not; the doer may ask once for more time; what is reported done is confirmed or
sent back. A refusal that was not accepted is final, and so is the one answer to the one request for more time.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chungtay.base.problems import Problem
from chungtay.plans.rules import ShareState


class AnswerKind(StrEnum):
    """What was answered; each is a row that stays."""

    RECEIVED = "received"
    REFUSED = "refused"
    EXTENSION = "extension"
    VERIFIED = "verified"
    RETURNED = "returned"


class Ruling(StrEnum):
    """What became of a refusal or of a request for more time."""

    WAITING = "waiting"
    GRANTED = "granted"
    DENIED = "denied"


class Party(StrEnum):
    DOER = "doer"
    OFFICE = "office"  # who manages the plan


class Step(StrEnum):
    """What one can do with a share now."""

    RECEIVE = "receive"
    REFUSE = "refuse"
    ASK_TIME = "ask_time"
    ACCEPT_REFUSAL = "accept_refusal"
    INSIST = "insist"
    GRANT_TIME = "grant_time"
    DENY_TIME = "deny_time"
    VERIFY = "verify"
    SEND_BACK = "send_back"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a share stands. ``verified`` and ``returned`` speak of what was last reported and nothing earlier."""

    state: ShareState = ShareState.OPEN
    dated: bool = True
    derived: bool = False  # its state follows from figures, papers, money: nobody types it
    received: bool = False
    refusal: Ruling | None = None
    extension: Ruling | None = None
    verified: bool = False
    returned: bool = False

    @property
    def passed_on(self) -> bool:
        return self.refusal == Ruling.GRANTED

    @property
    def refusing(self) -> bool:
        return self.refusal == Ruling.WAITING


def next_steps(at: Standing, side: Party) -> tuple[Step, ...]:
    """What this side can do now, the likeliest first."""
    if at.passed_on:
        return ()
    return _doer_steps(at) if side == Party.DOER else _office_steps(at)


def _doer_steps(at: Standing) -> tuple[Step, ...]:
    if at.refusing or at.state == ShareState.DONE:
        return ()
    fresh = at.state == ShareState.OPEN and not at.received
    steps = [Step.RECEIVE] if fresh else []
    if at.dated and at.extension is None:
        steps.append(Step.ASK_TIME)
    if fresh and at.refusal is None:
        steps.append(Step.REFUSE)
    return tuple(steps)


def _office_steps(at: Standing) -> tuple[Step, ...]:
    if at.refusing:
        return (Step.ACCEPT_REFUSAL, Step.INSIST)
    if at.state == ShareState.DONE:
        back = () if at.derived else (Step.SEND_BACK,)
        return back if at.verified else (Step.VERIFY, *back)
    return (Step.GRANT_TIME, Step.DENY_TIME) if at.extension == Ruling.WAITING else ()


def after(at: Standing, step: Step) -> Standing:
    """Where a step leads; only for a step that ``next_steps`` offers."""
    match step:
        case Step.RECEIVE:
            return replace(at, received=True)
        case Step.REFUSE:
            return replace(at, refusal=Ruling.WAITING)
        case Step.ASK_TIME:
            return replace(at, received=True, extension=Ruling.WAITING)
        case Step.ACCEPT_REFUSAL:
            return replace(at, refusal=Ruling.GRANTED)
        case Step.INSIST:
            return replace(at, refusal=Ruling.DENIED)
        case Step.GRANT_TIME:
            return replace(at, extension=Ruling.GRANTED)
        case Step.DENY_TIME:
            return replace(at, extension=Ruling.DENIED)
        case Step.VERIFY:
            return replace(at, verified=True, returned=False)
        case Step.SEND_BACK:
            return replace(at, state=ShareState.IN_PROGRESS, verified=False, returned=True)


def why_no_report(at: Standing) -> Problem | None:
    """Why the doer cannot report now, or None."""
    if at.refusing:
        sentence = "Phần việc này đang chờ trả lời đề nghị không nhận; trả lời xong mới ghi tiến độ."
        return Problem("refusing", sentence)
    if at.verified:
        sentence = (
            "Phần việc này đã được xác nhận xong. Nếu cần làm lại, hãy đề nghị cơ quan giao việc trả lại."
        )
        return Problem("verified", sentence)
    return None


def check_step(at: Standing, side: Party, step: Step) -> list[Problem]:
    if step in next_steps(at, side):
        return []
    sentence = (
        "Phần việc này đã khác lúc anh/chị mở trang nên không làm bước đó được nữa. Hãy xem lại rồi chọn."
    )
    return [Problem("step_gone", sentence)]


def check_words(words: str) -> list[Problem]:
    if words.strip():
        return []
    return [Problem("words_empty", "Hãy ghi lý do hoặc căn cứ; bên kia cần biết vì sao.", "words")]


def check_addressee(better: int | None, *, doer: int, offered: Collection[int]) -> list[Problem]:
    if better is None:
        sentence = "Hãy chọn cơ quan nên nhận việc này thay cơ quan mình."
        return [Problem("better_empty", sentence, "agency")]
    if better == doer or better not in offered:
        return [Problem("better_wrong", "Hãy chọn một cơ quan khác trong danh sách.", "agency")]
    return []


def check_time(wanted: date | None, *, due_on: date | None, today: date) -> list[Problem]:
    """A new date lies after the old one and after today."""
    if wanted is None:
        return [Problem("day_empty", "Hãy chọn ngày mới.", "day")]
    if (due_on and wanted <= due_on) or wanted <= today:
        return [Problem("day_early", "Ngày mới phải sau hạn cũ và sau hôm nay.", "day")]
    return []
