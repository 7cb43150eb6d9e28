"""A complaint and its days: until when it may be made, taken up and settled, at first and at second instance."""

from dataclasses import dataclass
from datetime import date, datetime

from chungtay.base.problems import Problem
from chungtay.law.rules import Due, due
from chungtay.rights.rules.words import Against

FIRST, SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class Course:
    """What has happened to a complaint so far. ``told_on``: when the person got what is complained of."""

    against: Against
    instance: int
    told_on: date
    filed_on: date
    accepted_on: date | None = None
    settled_on: date | None = None
    complicated: bool = False
    remote: bool = False


def clock_to_file(against: Against, instance: int) -> str:
    if against is Against.COURT:
        return "complaint_court_decision"
    return "file_complaint" if instance == FIRST else "complain_again"


def clock_to_settle(against: Against, instance: int, *, complicated: bool) -> str:
    if against is Against.COURT:
        return "court_on_complaint" if instance == FIRST else "higher_court_on_complaint"
    name = "complaint" if instance == FIRST else "second_complaint"
    return f"settle_complex_{name}" if complicated else f"settle_{name}"


def filed_by(course: Course) -> Due:
    """The last day on which it could be made. The law is that of the day on which the person was told."""
    return due(clock_to_file(course.against, course.instance), course.told_on, remote=course.remote)


def next_due(course: Course) -> Due | None:
    """What is to be done next and until when: taken up, then settled; after that the person may go on."""
    if course.settled_on is not None:
        if course.instance == SECOND or course.against is Against.COURT:
            return None
        return due("complain_again", course.settled_on, remote=course.remote)
    if course.against is not Against.COURT and course.accepted_on is None:
        return due("accept_complaint", course.filed_on)
    started = course.accepted_on or course.filed_on
    clock = clock_to_settle(course.against, course.instance, complicated=course.complicated)
    return due(clock, started, remote=course.remote)


def check_filing(course: Course, *, text: str, today: date, excuse: str = "") -> list[Problem]:
    """Why it cannot be taken in; late ones only where something kept the person from it (``excuse``)."""
    found = []
    if not text.strip():
        found.append(Problem("text_missing", "Hãy ghi người đó khiếu nại điều gì, bằng lời của họ.", "text"))
    if course.filed_on > today:
        found.append(Problem("filed_ahead", "Ngày nhận đơn chưa đến.", "filed_on"))
    if course.filed_on < course.told_on:
        words = "Ngày nhận đơn sớm hơn ngày người đó biết quyết định. Hãy xem lại hai ngày này."
        found.append(Problem("filed_before_told", words, "filed_on"))
    elif not found:
        last = filed_by(course).due.date()
        if course.filed_on > last and not excuse.strip():
            words = (
                "Thời hạn khiếu nại đã hết ngày {last}. Nếu ốm đau, thiên tai, đi xa hoặc trở ngại khác đã ngăn "
                "người đó, hãy ghi vào ô lý do; thời gian trở ngại không tính vào thời hạn."
            )
            found.append(Problem("filed_late", words, "excuse", values={"last": f"{last:%d/%m/%Y}"}))
    return found


def check_settling(course: Course, *, answer: str, number: str, on: date, today: date) -> list[Problem]:
    """Why a decision cannot be recorded."""
    found = []
    if not answer.strip():
        found.append(Problem("answer_missing", "Hãy ghi nội dung giải quyết và lý do.", "answer"))
    if not number.strip():
        found.append(Problem("number_missing", "Hãy ghi số quyết định giải quyết.", "number"))
    if on > today or on < course.filed_on:
        found.append(
            Problem("day_impossible", "Ngày quyết định không thể trước ngày nhận đơn hoặc sau hôm nay.", "on")
        )
    return found


def is_late(course: Course, now: datetime) -> bool:
    """Whether the body whose turn it is has let its day pass."""
    found = next_due(course)
    return course.settled_on is None and found is not None and now > found.due
