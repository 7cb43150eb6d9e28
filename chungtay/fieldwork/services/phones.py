"""Keys of phones: made by the person who will carry the phone, and taken back by the same."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.fieldwork.models import PhoneKey
from chungtay.fieldwork.rules import policy
from chungtay.fieldwork.rules.keys import hashed, new_name, new_secret
from chungtay.journal import services as journal

MOST = 5  # living keys of one person


@transaction.atomic
def make_phone_key(*, by: Actor, now: datetime, label: str) -> tuple[PhoneKey, str]:
    """A key for the post one acts from, and its secret, which is shown this once and kept nowhere."""
    label = " ".join(label.split())[:60]
    if not label:
        raise Refused(
            Problem(
                "no_label", "Hãy đặt tên cho điện thoại để sau này nhận ra, ví dụ: máy của trạm.", "label"
            )
        )
    today = timezone.localdate(now)
    living = PhoneKey.objects.filter(account=by.account, revoked_at=None, expires_on__gt=today)
    if living.count() >= MOST:
        sentence = "Anh/chị đã có {most} điện thoại được ghi. Hãy thu hồi máy không dùng nữa."
        raise Refused(Problem("too_many", sentence, "label", values={"most": MOST}))
    secret = new_secret()
    key = PhoneKey.objects.create(
        account_id=by.account, post_id=by.post, name=new_name(), label=label, secret=hashed(secret), made_at=now,
        expires_on=today + timedelta(days=policy()["phone"]["days"]),
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="fieldwork.phone_key_made", subject=f"phone_key:{key.pk}", title=label
    )
    return key, secret


@transaction.atomic
def revoke_phone_key(*, by: Actor, now: datetime, key: int) -> None:
    """From now on the key opens nothing; what it brought stays."""
    found = PhoneKey.objects.select_for_update().filter(pk=key, account=by.account, revoked_at=None).first()
    if found is None:
        raise NotThere("phone_key")
    found.revoked_at = now
    found.save(update_fields=["revoked_at"])
    journal.record(
        by=by, now=now, verb="fieldwork.phone_key_revoked", subject=f"phone_key:{key}", title=found.label
    )


def note_use(key: PhoneKey, now: datetime) -> None:
    """The day on which it was last used, so that a person can see a key that somebody else uses."""
    today = timezone.localdate(now)
    if key.used_on != today:
        PhoneKey.objects.filter(pk=key.pk).update(used_on=today)
