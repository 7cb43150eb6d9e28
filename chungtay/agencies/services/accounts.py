"""What can happen to a person's account."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies import queries
from chungtay.agencies.models import Account, Agency, Holding
from chungtay.agencies.rules import Term
from chungtay.agencies.services.passwords import draw_first, hash_of_first
from chungtay.agencies.services.seats import end_terms, give_post, open_post
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.journal import services as journal


@transaction.atomic
def open_account(
    *,
    by: Actor,
    now: datetime,
    agency: Agency,
    username: str,
    name: str,
    post_name: str,
    role: str,
    held_from: date,
    looks_after: Collection[int] = (),
    password: str | None = None,
    is_example: bool = False,
) -> tuple[Account, str]:
    """A person gets a login and a post in the agency. Returns the account and the first password, shown once.

    The person must choose a password of their own at the first sign-in, except in the example.
    ``password`` "" makes an account that nobody can sign in to.
    """
    queries.must_manage(by, agency)
    problems = check_username(username)
    if problems:
        raise Refused(problems)
    post = open_post(by=by, now=now, agency=agency, name=post_name, role=role, looks_after=looks_after)
    account, first = open_login(
        by=by, now=now, agency=agency, username=username, name=name, password=password, is_example=is_example
    )
    give_post(by=by, now=now, post=post.pk, account=account, term=Term(held_from))
    return account, first


@transaction.atomic
def open_login(
    *,
    by: Actor,
    now: datetime,
    agency: Agency,
    username: str,
    name: str,
    password: str | None = None,
    is_example: bool = False,
) -> tuple[Account, str]:
    """A person's login, as yet without a post, opened for work in the agency; as for ``open_account``."""
    queries.must_manage(by, agency)
    problems = check_username(username)
    if problems:
        raise Refused(problems)
    first = draw_first() if password is None else password
    account = Account(
        username=username.lower(), name=name, is_example=is_example, must_change_password=not is_example
    )
    if password is None:
        account.password = hash_of_first(first)
    else:
        account.set_password(first or None)
    account.save()
    journal.record(by=by, now=now, verb="account.opened", subject=f"account:{account.pk}", title=agency.name)
    return account, first


def check_username(username: str) -> list[Problem]:
    if not username.replace(".", "").replace("-", "").isalnum() or not username.isascii():
        text = _("Tên đăng nhập chỉ gồm chữ không dấu, số, dấu chấm và gạch nối.")
        return [Problem("username_letters", text, "username")]
    if Account.objects.filter(username=username.lower()).exists():
        return [Problem("username_taken", _("Tên đăng nhập này đã có người dùng."), "username")]
    return []


@transaction.atomic
def close_account(*, by: Actor, now: datetime, account: int, ground: str) -> None:
    """The person can no longer sign in, at once, and holds no post from today; nothing they did is deleted.

    An account that is not active is signed out everywhere at its next request. NotThere unless one manages every
    body in which the person holds a post; nobody closes their own.
    """
    today = timezone.localdate(now)
    closed = queries.get_closable(by, account, on=today)
    problems = _check_ground(ground)
    if not closed.is_active:
        problems.append(Problem("closed_before", "Tài khoản này đã đóng rồi."))
    if problems:
        raise Refused(problems)
    held = Holding.objects.filter(Q(held_to__isnull=True) | Q(held_to__gt=today), account=account)
    end_terms(by=by, now=now, holdings=list(held.select_related("post__agency")), on=today, ground=ground)
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    _record(by, now, closed, "account.closed", ground)


@transaction.atomic
def reopen_account(*, by: Actor, now: datetime, account: int, ground: str) -> None:
    """The same person comes back to the same account; posts are given anew. NotThere as for ``close_account``."""
    opened = queries.get_closable(by, account, on=timezone.localdate(now))
    problems = _check_ground(ground)
    if opened.is_active:
        problems.append(Problem("open_before", "Tài khoản này đang mở."))
    if problems:
        raise Refused(problems)
    opened.is_active = True
    opened.save(update_fields=["is_active"])
    _record(by, now, opened, "account.reopened", ground)


def _check_ground(ground: str) -> list[Problem]:
    return (
        [] if ground.strip() else [Problem("ground_empty", "Hãy ghi căn cứ: văn bản hoặc lý do.", "ground")]
    )


def _record(by: Actor, now: datetime, account: Account, verb: str, ground: str) -> None:
    change = {"is_active": [not account.is_active, account.is_active]}
    journal.record(
        by=by, now=now, verb=verb, subject=f"account:{account.pk}", title=account.username, change=change,
        purpose=ground,
    )  # fmt: skip
