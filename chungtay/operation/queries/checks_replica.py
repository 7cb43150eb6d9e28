"""What the doctor asks of the replica from which pages are read."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connections
from django.utils.translation import gettext as _

from chungtay.operation import replica as there
from chungtay.operation.rules import Finding, State, limits, state_of_age


def replica(now: datetime) -> Finding:
    """Reached, still a replica, not far behind. Pages do without it, so that it is gone is no emergency."""
    title = _("Bản sao để đọc")
    if there.ALIAS not in settings.DATABASES:
        return Finding("replica", title, State.OK, _("không dùng"))
    mend = _("Trên máy của bản sao: systemctl status postgresql; rồi xem lại DATABASE_REPLICA_URL.")
    try:
        behind = _behind()
        late = _late() if behind else timedelta(0)
    except Error:
        connections[there.ALIAS].close()
        wrong = _("Không hỏi được bản sao; mọi trang đang đọc từ máy chính.")
        return Finding("replica", title, State.WARN, _("không trả lời"), wrong, mend)
    if behind is None:
        wrong = _("Máy ghi là bản sao đã tự nhận ghi, không còn theo máy chính; không trang nào đọc nó.")
        mend = _("Lập lại bản sao (docs/operation.md).")
        return Finding("replica", title, State.BAD, _("không phải bản sao"), wrong, mend)
    looked = _("chậm %(bytes)s byte") % {"bytes": behind}
    state = state_of_age(late, limits().replica_warn, limits().replica_bad)
    if state == State.OK:
        return Finding("replica", title, state, looked)
    wrong = _("Bản sao không theo kịp máy chính; các trang đọc từ máy chính cho tới khi nó theo kịp.")
    return Finding("replica", title, state, looked, wrong, mend)


def _behind() -> int | None:
    """Bytes of the log that the replica has not shown a second after the primary had them; None where it is none."""
    wanted, until = there.position(), 0
    for _attempt in range(10):
        shown = there.replayed()
        if shown is None:
            return None
        until = shown
        if until >= wanted:
            return 0
        time.sleep(0.1)
    return wanted - until


def _late() -> timedelta:
    """How long ago the last thing was committed that the replica shows; zero before the first."""
    with connections[there.ALIAS].cursor() as cursor:
        cursor.execute("SELECT coalesce(clock_timestamp() - pg_last_xact_replay_timestamp(), interval '0')")
        late: timedelta = cursor.fetchone()[0]
    return late
