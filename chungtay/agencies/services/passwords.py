"""What can happen to a password."""

import secrets
from datetime import datetime

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies import queries
from chungtay.agencies.models import Account
from chungtay.agencies.rules import may_close_account
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal


class FirstPasswordHasher(Argon2PasswordHasher):
    """Argon2 for a first password, which is drawn at random: 72 bits cannot be guessed however quick a guess is.

    Slow hashing protects what people choose. So hundreds of accounts come in in seconds, and the hash is made
    anew, slowly, when the person first signs in (Django sees that its cost is not the usual one).
    """

    time_cost = 1
    memory_cost = 8 * 1024
    parallelism = 1


def draw_first() -> str:
    return secrets.token_urlsafe(9)


def hash_of_first(first: str) -> str:
    hasher = FirstPasswordHasher()
    return hasher.encode(first, hasher.salt())


@transaction.atomic
def give_first_password(*, by: Actor, now: datetime, account: int) -> str:
    """Somebody has forgotten theirs: a first password again, shown once, to be replaced at the first sign-in.

    NotThere unless one manages every body in which the person holds a post (else it would open posts elsewhere);
    nobody gives one to oneself.
    """
    helped = queries.get_account(by, account)
    manages_all = queries.manages_all(by, account, on=timezone.localdate(now))
    if not may_close_account(by, account=account, manages_all=manages_all):
        raise NotThere("account")
    first = draw_first()
    helped.password, helped.must_change_password = hash_of_first(first), True
    helped.save(update_fields=["password", "must_change_password"])
    journal.record(
        by=by, now=now, verb="account.password_reset", subject=f"account:{account}", title=helped.username
    )
    return first


@transaction.atomic
def change_own_password(*, by: Actor, now: datetime, account: Account, old: str, new: str) -> None:
    """A person chooses a new password; the old one is asked for again."""
    if not account.check_password(old):
        raise Refused(Problem("password_wrong", _("Mật khẩu hiện tại không đúng."), "old"))
    try:
        password_validation.validate_password(new, account)
    except ValidationError as refusal:
        raise Refused([Problem("password_weak", text, "new") for text in refusal.messages]) from None
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    journal.record(
        by=by, now=now, verb="account.password_changed", subject=f"account:{account.pk}",
        title=account.username,
    )  # fmt: skip
