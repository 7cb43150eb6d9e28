"""Doing an action once, however often it is sent."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.replays.models import Replay
from chungtay.replays.rules import check_key, check_same, expires_at, hashed

_FORGOTTEN_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer as far as it is remembered; ``again``: given before, nothing was done now."""

    status: int
    content_type: str = ""
    leads_to: str = ""
    body: bytes = b""
    again: bool = False

    @property
    def done(self) -> bool:
        return self.status < 400


@transaction.atomic
def do_once(*, by: Actor, now: datetime, key: str, action: str, work: Callable[[], Answer]) -> Answer:
    """What ``work`` answers, done in this transaction; or what it answered when the key came before.

    A second sending at the same moment waits for the first to end: the unique key holds it. A refusal is
    remembered too, a fault of the server (5xx, an exception) is not: it leaves no trace and may be sent again.
    Raises Refused for a key that stood for another action. Writes no journal: what ``work`` does writes its own.
    """
    problems = check_key(key)
    if problems:
        raise Refused(problems)
    _forget_expired(now)
    row, is_new = Replay.objects.get_or_create(
        account_id=by.account,
        key=hashed(by.account, key),
        defaults={"action": action, "at": now, "expires_at": expires_at(now)},
    )
    if not is_new:
        problems = check_same(row.action, action)
        if problems:
            raise Refused(problems)
        return Answer(row.status, row.content_type, row.leads_to, zlib.decompress(row.body), again=True)
    answer = work()
    if answer.status >= 500:
        transaction.set_rollback(True)
        return answer
    row.status, row.content_type, row.leads_to = answer.status, answer.content_type, answer.leads_to
    row.body = zlib.compress(answer.body)
    row.save(update_fields=["status", "content_type", "leads_to", "body"])
    return answer


def _forget_expired(now: datetime) -> None:
    """A few of those that are past, whosever they are, but for rows that another transaction forgets just now."""
    past = Replay.objects.select_for_update(skip_locked=True).filter(expires_at__lte=now)
    Replay.objects.filter(pk__in=[row.pk for row in past[:_FORGOTTEN_AT_ONCE]]).delete()
