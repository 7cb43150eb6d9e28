"""Why something may not be written into a file: the law of the day, the paper that is missing, the parents' part."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chungtay.base.problems import Problem
from chungtay.cases.rules.course import Course, Fact, course_of, measure_of
from chungtay.cases.rules.dues import running_clocks
from chungtay.cases.rules.events import CARRIED_OVER, GONE, Event, event_in, is_timely, read_toml
from chungtay.law.rules import NoAnswer, NotAllowed, check_compulsory, enough_is_left, term
from chungtay.law.rules.grounds import group_of

THREE, FIVE = "abc", "abcde"  # the stages after which the rest may be done at home, and all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody tells of a step, besides the fact itself.

    ``number``, ``signed_on``, ``signed_as`` are of its paper. ``circumstances`` are exclusions of the law; they are
    asked and not kept. ``stages`` are the letters of those done.
    """

    number: str = ""
    signed_on: date | None = None
    signed_as: str = ""
    parents: str = ""
    circumstances: Collection[str] = ()
    stages: Collection[str] = ()


def openings() -> Mapping[str, Any]:
    """By ground of the law: how a file begins (openings.toml), voluntary ones first."""
    return read_toml("openings")


def check_opening(kind: str, *, state: str) -> list[Problem]:
    """Why no file can begin so; the ground itself is checked where the person is written down."""
    row = openings().get(kind)
    if row is None:
        words = "Chưa có căn cứ nào mà luật quy định. Không được mở hồ sơ."
        return [Problem("no_ground", words, "kind")]
    if row.get("states") and state not in row["states"]:
        words = "Hãy chọn người đó đang ở biện pháp nào, theo quyết định đã có."
        return [Problem("state_missing", words, "state")]
    return []


def check_fact(course: Course | None, fact: Fact, told: Told, *, now: datetime) -> list[Problem]:
    """Why the fact may not be the next in this course (None: there is no file yet); empty when it may."""
    state = course.state if course else ""
    event = event_in(fact.event, state, fact.day)
    if event is None:
        words = "Luật áp dụng ngày {day} không có bước này từ tình trạng hiện tại của hồ sơ."
        return [Problem("no_such_step", words, "event", values={"day": f"{fact.day:%d/%m/%Y}"})]
    if course and not is_timely(event, [one.event for one in course.facts]):
        return [Problem("not_timely", "Việc này đã ghi rồi, hoặc việc trước nó chưa có.", "event")]
    found = _check_when(course, fact, now)
    found += _check_paper(event, fact, told)
    found += _check_age(event, fact, told)
    if event.why and fact.why not in event.why:
        found.append(Problem("why_missing", "Hãy chọn lý do mà luật quy định.", "why"))
    if event.needs_ground or event.grounds:
        found += _check_ground(event, course, fact, told)
    found += _check_measure(event, fact)
    return found or _check_end(event, course, fact, told) or _check_lists(event, course, fact)


def _check_when(course: Course | None, fact: Fact, now: datetime) -> list[Problem]:
    if fact.at > now:
        return [Problem("ahead", "Thời điểm này chưa đến.", "at")]
    if course and fact.at < course.facts[-1].at:
        last = f"{course.facts[-1].day:%d/%m/%Y}"
        words = "Việc này sớm hơn bước gần nhất ({last}). Hãy ghi theo thứ tự đã xảy ra."
        return [Problem("out_of_order", words, "at", values={"last": last})]
    return []


def _check_paper(event: Event, fact: Fact, told: Told) -> list[Problem]:
    if not event.decision:
        return []
    found = []
    if not told.number.strip() or told.signed_on is None:
        found.append(Problem("paper_missing", "Hãy ghi số và ngày của quyết định.", "number"))
    elif told.signed_on > fact.day:
        found.append(Problem("signed_later", "Quyết định ký sau ngày của việc này.", "signed_on"))
    if not told.signed_as.strip():
        found.append(Problem("signer_missing", "Hãy ghi chức danh của người ký.", "signed_as"))
    return found


def _check_age(event: Event, fact: Fact, told: Told) -> list[Problem]:
    if fact.age is None:
        return []
    group = group_of(fact.age)
    if group is None:
        words = "Luật không có biện pháp nào với người dưới 12 tuổi. Hãy chuyển sang cơ quan bảo vệ trẻ em."
        return [Problem("under_age", words)]
    if event.group not in ("", group):
        return [Problem("other_age", "Bước này dành cho độ tuổi khác của luật.", "event")]
    if event.parents and group == "minors" and not told.parents.strip():
        words = "Người này dưới 18 tuổi: hãy ghi giấy tờ có phần của cha mẹ hoặc người giám hộ."
        return [Problem("parents_missing", words, "parents")]
    return []


def _check_ground(event: Event, course: Course | None, fact: Fact, told: Told) -> list[Problem]:
    """A ground of compulsory rehab, told now or when it was found."""
    grounds, last_act = fact.grounds, fact.last_act
    if event.needs_ground and course:
        earlier = [one for one in course.facts if one.event == "ground_found"]
        dropped = max((one.number for one in course.facts if one.event == "ground_dropped"), default=0)
        if earlier and earlier[-1].number > dropped:
            grounds, last_act = grounds or earlier[-1].grounds, last_act or earlier[-1].last_act
    if last_act is None or last_act > fact.day:
        words = "Hãy ghi ngày của hành vi lần cuối: thời hiệu tính từ ngày đó."
        return [Problem("last_act_missing", words, "last_act")]
    try:
        found = check_compulsory(
            age=fact.age if fact.age is not None else 18,
            grounds=grounds,
            circumstances=told.circumstances,
            last_act=last_act,
            on=fact.day,
        )
    except NoAnswer as wrong:
        return [Problem("no_ground", wrong.message, "grounds")]
    return [Problem(one.code, one.sentence, "grounds", values=one.values) for one in found]


def _check_measure(event: Event, fact: Fact) -> list[Problem]:
    """A measure that begins is one that the law allows, and its last day one within the law's range."""
    measure = event.begins or (measure_of(fact.after) if event.name == CARRIED_OVER else None)
    if not measure:
        return []
    after = "voluntary" if measure == "aftercare" else None
    try:
        found = term(measure, fact.day, time=fact.time, age=fact.age, after=after)
    except (NoAnswer, NotAllowed) as wrong:
        said = wrong.message if isinstance(wrong, NoAnswer) else wrong.reason
        return [Problem("not_allowed", said, "at")]
    if event.name == CARRIED_OVER or fact.last_day is None or found.earliest <= fact.last_day <= found.latest:
        return []
    words = "Ngày cuối nằm ngoài thời hạn của luật: từ {first} đến {last}."
    values = {"first": f"{found.earliest:%d/%m/%Y}", "last": f"{found.latest:%d/%m/%Y}"}
    return [Problem("last_day_out_of_law", words, "last_day", values=values)]


def _check_end(event: Event, course: Course | None, fact: Fact, told: Told) -> list[Problem]:
    """Nothing ends before the law lets it end, nor without what has to come before."""
    if course is None:
        return []
    if event.name == "three_stages_done" and not set(THREE) <= set(told.stages):
        words = "Phải xong ít nhất ba giai đoạn đầu ở cơ sở rồi mới làm phần còn lại tại gia đình."
        return [Problem("stages_missing", words, "event")]
    if event.name == "completed" and course.state != "S1" and not set(FIVE) <= set(told.stages):
        return [Problem("stages_missing", "Phải xong đủ năm giai đoạn rồi mới hoàn thành.", "event")]
    running = course.running
    if event.name == "turned_18" and (running is None or not _three_months_left(running.last, fact.day)):
        words = "Thời hạn còn lại dưới mức luật định: ở lại nơi đang cai nghiện đến hết."
        return [Problem("too_little_left", words, "event")]
    if event.name == "management_over" and running and (running.last is None or fact.day < running.last):
        return [Problem("not_over", "Thời hạn quản lý chưa hết.", "at")]
    return _check_window(event, course, fact)


def _check_lists(event: Event, course: Course | None, fact: Fact) -> list[Problem]:
    """A file does not close for a reason for which the law leaves the person on a list."""
    if course is None or event.after != GONE:
        return []
    listed = course_of([*course.facts, fact]).listed
    if not any(one.left_on is None and (one.until or fact.day) >= fact.day for one in listed):
        return []
    words = "Với lý do này, luật chưa đưa người đó ra khỏi danh sách. Hãy chọn đúng lý do."
    return [Problem("still_listed", words, "why")]


def _check_window(event: Event, course: Course, fact: Fact) -> list[Problem]:
    """What may be done only in the last stretch of a measure is not done before it opens."""
    if event.name == "taken_off" and fact.why != "completed_aftercare":
        return []
    age = fact.age if fact.age is not None else 18
    for one in running_clocks(course, age=age, remote=False):
        if event.name in one.duty.met_by and one.found.opens and fact.at < one.found.opens:
            words = "Việc này chỉ được làm từ {opens} ({article})."
            values = {"opens": f"{one.found.opens:%H:%M %d/%m/%Y}", "article": one.found.row.article}
            return [Problem("not_yet", words, "at", values=values)]
    if event.name in ("completed", "taken_off") and course.running and course.running.last is None:
        return [Problem("stands_still", "Thời hạn đang đứng lại, chưa thể kết thúc.", "at")]
    return []


def _three_months_left(last: date | None, on: date) -> bool:
    return last is not None and enough_is_left("adult_facility_at_18", on, last)
