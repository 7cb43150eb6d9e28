"""What the doctor asks of the work that goes on: the worker, what waits, copies, the calendar."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.notices import queries as notices
from chungtay.operation.queries.marks import last_at
from chungtay.operation.rules import Finding, MarkName, State, limits, state_of_age
from chungtay.operation.rules.health import age_of
from chungtay.province import queries as province

_RESTART = "systemctl restart chungtay-worker"
# What an older version backed up as root stands in the way of the account that does so every night.
_BACK_UP = "chown -R chungtay: /var/backups/chungtay; chungtay backup /var/backups/chungtay"


def worker(now: datetime) -> Finding:
    title = _("Người làm việc nền")
    seen = last_at(MarkName.BEAT)
    state = state_of_age(age_of(seen, now), limits().beat_warn, limits().beat_bad)
    looked = _said(seen)
    if state == State.OK:
        return Finding("worker", title, state, looked)
    return Finding(
        "worker",
        title,
        state,
        looked,
        _("Không thấy làm việc: tin nhắc, đọc văn bản đang đứng lại."),
        _RESTART,
    )


def jobs(now: datetime) -> Finding:
    title = _("Việc nền")
    held = notices.backlog(now, since=now - limits().lately)
    looked = _("%(waiting)s việc chờ, %(failed)s việc hỏng trong bảy ngày") % {
        "waiting": held.waiting, "failed": held.failed,
    }  # fmt: skip
    if age_of(held.oldest or now, now) > limits().waiting:
        wrong = _("Có việc chờ quá lâu mà không ai làm.")
        return Finding("jobs", title, State.BAD, looked, wrong, _RESTART)
    if held.failed:
        wrong = _("Có việc không làm được; người gửi đã được báo.")
        return Finding(
            "jobs", title, State.WARN, looked, wrong, "journalctl -u chungtay-worker --since -7d -p err"
        )
    return Finding("jobs", title, State.OK, looked)


def messages(now: datetime) -> Finding:
    title = _("Tin gửi đi")
    dead = notices.backlog(now, since=now - limits().lately).given_up
    looked = _("%(count)s tin bị bỏ trong bảy ngày") % {"count": dead}
    if not dead:
        return Finding("messages", title, State.OK, looked)
    wrong = _("Có tin đã thử nhiều lần mà không đến nơi.")
    return Finding(
        "messages",
        title,
        State.WARN,
        looked,
        wrong,
        _("Mở mục Thông báo → Tin không gửi được, sửa rồi gửi lại."),
    )


def backup(now: datetime) -> Finding:
    seen = last_at(MarkName.BACKUP)
    state = state_of_age(age_of(seen, now), limits().backup_warn, limits().backup_bad)
    title, looked = _("Bản sao lưu"), _said(seen)
    if state == State.OK:
        return Finding("backup", title, state, looked)
    wrong = _("Chưa có bản sao lưu nào, hoặc bản cuối đã cũ.")
    return Finding("backup", title, state, looked, wrong, _BACK_UP)


def drill(now: datetime) -> Finding:
    seen = last_at(MarkName.DRILL)
    state = state_of_age(age_of(seen, now), limits().drill_warn, limits().drill_bad)
    title, looked = _("Diễn tập khôi phục"), _said(seen)
    if state == State.OK:
        return Finding("drill", title, state, looked)
    wrong = _("Bản sao lưu chưa từng, hoặc đã lâu chưa được khôi phục thử; bản chưa thử là bản chưa chắc.")
    return Finding("drill", title, state, looked, wrong, "chungtay drill /var/backups/chungtay")


def days_off(now: datetime) -> Finding:
    """Clocks in working days need the calendar of the coming year before the year comes."""
    title, today = _("Lịch nghỉ lễ, tết"), timezone.localdate(now)
    year = today.year + (today.month >= limits().calendar_from_month)
    known = province.calendar_of(None)
    looked = _("năm %(year)s") % {"year": year}
    if year in known.years and known.is_announced(date(year, 1, 1), date(year, 12, 31)):
        return Finding("days_off", title, State.OK, looked)
    wrong = _(
        "Chưa có lịch nghỉ chính thức của năm %(year)s; thời hạn theo ngày làm việc của năm ấy chỉ là dự kiến."
    )
    mend = _("Ghi ở Thiết lập → Lịch nghỉ lễ, tết, hoặc cập nhật phần mềm.")
    return Finding("days_off", title, State.WARN, looked, wrong % {"year": year}, mend)


def _said(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else _("chưa lần nào")
