"""Licences that end, inspections that are due, violations to be mended, losses to be told within 24 hours."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from chungtay.base.problems import Problem
from chungtay.base.text import fold
from chungtay.fieldwork.rules.attention import Attention, Row, policy, said, soon
from chungtay.law.rules import NoAnswer, calendar, due
from chungtay.law.rules.moments import VIETNAM, in_vietnam, months_later

SITES, LICENCES, CHECKS, LOSSES = "lawful_sites", "lawful_licences", "lawful_checks", "lawful_losses"


def _code(row: Row, question: str = "site") -> str:
    return fold(str(row.answers.get(question, "")))


def _active(sites: Iterable[Row], today: date) -> dict[str, Row]:
    return {
        _code(site, "code"): site
        for site in sites
        if (closed := site.day_of("closed_on")) is None or closed > today
    }


def check_licences(licences: Iterable[Row], sites: Iterable[Row], today: date) -> Iterator[Attention]:
    """Licences that end soon or have ended at a site still active; what happened last to a licence decides."""
    active, last = _active(sites, today), dict[tuple[str, str], Row]()
    for row in sorted(licences, key=lambda row: (row.day, row.entry)):
        last[_code(row), fold(str(row.answers.get("number", "")))] = row
    for (site, _number), row in last.items():
        until = row.day_of("valid_until")
        if row.answers.get("event") == "withdrawn" or until is None or (active and site not in active):
            continue
        if until - timedelta(days=soon("licence")) <= today:
            sentence = "Giấy phép {number} của cơ sở {site} có giá trị đến hết ngày {day}."
            yield Attention(
                LICENCES,
                row.entry,
                Problem(
                    "licence_ends",
                    sentence,
                    values={
                        "number": row.answers.get("number", ""),
                        "site": row.answers.get("site", ""),
                        "day": said(until),
                    },
                ),
                due=until,
            )


def next_inspection(site: Row, checks: Iterable[Row]) -> date:
    """By its risk: so many months after the last planned or follow-up inspection, or after it began to work.

    An unannounced one does not put off the planned one.
    """
    seen = [
        row.day
        for row in checks
        if _code(row) == _code(site, "code") and row.answers.get("kind") != "unannounced"
    ]
    months = policy()["check_months"][site.answers.get("risk", "medium")]
    return months_later(max(seen, default=site.day), int(months))


def check_inspections(sites: Iterable[Row], checks: Iterable[Row], today: date) -> Iterator[Attention]:
    known = list(checks)
    for site in _active(sites, today).values():
        day = next_inspection(site, known)
        if day - timedelta(days=soon("check")) <= today:
            sentence = "Cơ sở {site} phải được kiểm tra theo kế hoạch trước ngày {day}."
            yield Attention(
                SITES,
                site.entry,
                Problem(
                    "check_due", sentence, values={"site": site.answers.get("code", ""), "day": said(day)}
                ),
                due=day,
            )
    for row in known:
        yield from _check_follow_up(row, today)


def _check_follow_up(row: Row, today: date) -> Iterator[Attention]:
    by = row.day_of("mend_by")
    if by is not None and row.day_of("mended_on") is None and by - timedelta(days=soon("mend")) <= today:
        sentence = "Cơ sở {site} phải khắc phục trước ngày {day}; chưa ghi đã khắc phục."
        yield Attention(
            CHECKS,
            row.entry,
            Problem("mend_due", sentence, values={"site": row.answers.get("site", ""), "day": said(by)}),
            due=by,
        )
    decided, sent = row.day_of("decided_on"), row.day_of("sent_on")
    until = _last_day("send_fine_decision", decided) if decided else None
    if until is None or decided is None or (sent is not None and sent <= until):
        return
    if sent is None:
        sentence = "Quyết định xử phạt {number} phải gửi Công an tỉnh trước hết ngày {day}; chưa ghi đã gửi."
    else:
        sentence = "Quyết định xử phạt {number} gửi Công an tỉnh sau hạn ({day})."
    yield Attention(
        CHECKS,
        row.entry,
        Problem(
            "fine_unsent", sentence, values={"number": row.answers.get("decision_no", ""), "day": said(until)}
        ),
        due=until if sent is None else None,
    )


def _last_day(clock: str, start: date) -> date | None:
    try:
        return in_vietnam(due(clock, start, calendar=calendar.national()).due).date()
    except NoAnswer:
        return None  # the law of that day had no such limit


def loss_told_by(happened_at: datetime) -> datetime | None:
    """Until when the loss had to be told; None where the law of that day set no limit."""
    try:
        return due("loss_of_controlled_substance", happened_at).due
    except NoAnswer:
        return None


def check_losses(rows: Iterable[Row]) -> Iterator[Attention]:
    """Losses told after the 24 hours of the law."""
    for row in rows:
        happened, told = _moment(row.answers.get("happened_at")), _told(row)
        until = loss_told_by(happened) if happened else None
        if until is not None and told is not None and told > until:
            late = -((until - told) // timedelta(hours=1))  # an hour begun counts
            sentence = "Cơ sở {site} báo lúc {told}, hạn báo là {until}: trễ {hours} giờ."
            yield Attention(
                LOSSES,
                row.entry,
                Problem(
                    "told_late",
                    sentence,
                    values={
                        "site": row.answers.get("site", ""),
                        "told": f"{told:%H:%M %d/%m/%Y}",
                        "until": f"{in_vietnam(until):%H:%M %d/%m/%Y}",
                        "hours": late,
                    },
                ),
            )


def _moment(text: object) -> datetime | None:
    """What a phone or a browser wrote; without an offset it is Vietnam's."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found.replace(tzinfo=VIETNAM) if found.tzinfo is None else found


def _told(row: Row) -> datetime | None:
    try:
        return datetime.combine(row.day, time.fromisoformat(str(row.answers.get("told_time"))[:5]), VIETNAM)
    except ValueError:
        return None
