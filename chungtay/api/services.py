"""What can happen to a token: made, revoked, used."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.urls import reverse
from django.utils import timezone

from chungtay.api import queries
from chungtay.api.models import Token
from chungtay.api.rules import (
    check_token,
    hashed,
    in_order,
    limits,
    new_handle,
    new_secret,
    scopes_for,
    written,
)
from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices


@transaction.atomic
def make_token(*, by: Actor, now: datetime, name: str, scopes: Iterable[str], ends_on: date) -> str:
    """A token for the post that the person acts from. Returns it as it is shown, this once.

    The person is told: a token made by somebody else at an unlocked machine is seen the next time they look.
    """
    today, asked = timezone.localdate(now), in_order(scopes)
    problems = check_token(
        asked, ends_on, offered=scopes_for(by.powers), living=queries.count_living(by, on=today), today=today
    )
    if problems:
        raise Refused(problems)
    handle, secret = new_handle(), new_secret()
    Token.objects.create(
        account_id=by.account, post_id=by.post, name=name, handle=handle, hash=hashed(secret), scopes=asked,
        made=now, ends_on=ends_on,
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="api.token_made", subject=f"account:{by.account}", title="",
        change={"number": [None, handle], "kinds": [None, asked], "valid_to": [None, ends_on.isoformat()]},
    )  # fmt: skip
    notices.tell(
        now=now, accounts=[by.account], link=reverse("api:tokens"),
        text="Tài khoản của bạn vừa có thêm một khóa giao tiếp. Nếu không phải bạn tạo, hãy thu hồi và đổi mật khẩu.",
        reason="Khóa này cho phép một máy làm việc thay bạn.",
    )  # fmt: skip
    return written(handle, secret)


@transaction.atomic
def revoke_token(*, by: Actor, now: datetime, token: int) -> Token:
    """From the next request on it opens nothing; revoking again changes nothing."""
    found = queries.get_token(by, token)
    if found.revoked is None:
        found.revoked = now
        found.save(update_fields=["revoked"])
        journal.record(
            by=by, now=now, verb="api.token_revoked", subject=f"account:{by.account}", title="",
            change={"number": [found.handle, None]},
        )  # fmt: skip
    return found


def count_use(*, now: datetime, token: Token) -> int:
    """One more request in this minute. Returns the seconds to wait when that is one too many, else 0.

    One statement, so that several processes count together. Writes no journal: the day of the last use is enough.
    """
    minute = now.replace(second=0, microsecond=0)
    same = When(minute=minute, then=F("asked") + 1)
    Token.objects.filter(pk=token.pk).update(
        asked=Case(same, default=Value(1)), minute=minute, used_on=timezone.localdate(now)
    )
    asked = Token.objects.values_list("asked", flat=True).get(pk=token.pk)
    if asked <= limits().a_minute:
        return 0
    return int((minute + timedelta(minutes=1) - now).total_seconds()) + 1
