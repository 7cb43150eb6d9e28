"""What can happen to a password."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import identify_hasher, is_password_usable, make_password
from django.db import transaction
from django.utils import timezone

from chungtay.agencies import services as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.notices import services as notices
from chungtay.signin.services.attempts import Attempt, allow_password, count_wrong_password
from chungtay.signin.services.sessions import end_other_sessions

if TYPE_CHECKING:
    from chungtay.agencies.models import Account


def change_password(
    *, by: Actor, now: datetime, account: "Account", attempt: Attempt, old: str, new: str, session: str
) -> None:
    """A person chooses a new password; they stay signed in here (``session``) and nowhere else."""
    check_again(account=account, attempt=attempt, now=now, password=old, place="old")
    with transaction.atomic():
        agencies.change_own_password(by=by, now=now, account=account, old=old, new=new)
        end_other_sessions(by=by, now=now, account=account.pk, kept=session)


@transaction.atomic
def reset_password(*, by: Actor, now: datetime, account: int) -> str:
    """An administrator gives somebody of the jurisdiction a first password again. Returns it; it is shown once.

    Second factors stay: who gives the password still cannot sign in as a person who has one.
    """
    first = agencies.give_first_password(by=by, now=now, account=account)
    end_other_sessions(by=by, now=now, account=account)
    notices.tell(
        now=now, accounts=[account],
        text=f"{by.name} ({by.post_name}, {by.agency_name}) đã đặt lại mật khẩu của bạn. Nếu bạn không nhờ, "
        "hãy báo ngay cho cơ quan thường trực của tỉnh.",
        reason="Mật khẩu của bạn vừa được người khác đặt lại.",
    )  # fmt: skip
    return first


def check_again(
    *, account: "Account", attempt: Attempt, now: datetime, password: str, place: str = "password"
) -> None:
    """Refused unless this is the password of who is signed in; who guesses at it from a stolen session has to wait.

    Not whole or not at all: a wrong guess is counted although nothing else happens.
    """
    verdict = allow_password(attempt, now=now)
    if verdict.again_at:
        clock = f"{timezone.localtime(verdict.again_at):%H:%M}"
        sentence = "Đã gõ sai nhiều lần. Hãy thử lại sau {clock}."
        raise Refused(Problem("password_wait", sentence, place, values={"clock": clock}))
    if not account.check_password(password):
        count_wrong_password(attempt, now=now)
        raise Refused(Problem("password_wrong", "Mật khẩu không đúng.", place))


def even_out(named: "Account | None") -> None:
    """After a wrong password: spend what the usual hash costs where a cheap one was looked at.

    First passwords are hashed quickly (agencies.services.passwords); the time of an answer must not tell whose
    account still has one, nor that there is such an account.
    """
    if named is None or not is_password_usable(named.password):
        return
    if identify_hasher(named.password).must_update(named.password):
        make_password("")
