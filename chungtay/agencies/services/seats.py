"""What can happen to a post and to the account that holds it."""

import secrets
from datetime import date, datetime

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from chungtay.agencies import queries
from chungtay.agencies.models import Account, Agency, Holding, Post
from chungtay.agencies.rules import roles
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
    password: str | None = None,
    is_example: bool = False,
) -> tuple[Account, str]:
    """A person gets a login and a post in the agency. Returns the account and the first password, shown once.

    The person must choose a password of their own at the first sign-in, except in the example.
    ``password`` "" makes an account that nobody can sign in to.
    """
    queries.must_manage(by, agency)
    problems = check_account(username, role)
    if problems:
        raise Refused(problems)
    first = secrets.token_urlsafe(9) if password is None else password
    account = Account(
        username=username.lower(), name=name, is_example=is_example, must_change_password=not is_example
    )
    account.set_password(first or None)
    account.save()
    post, _made = Post.objects.get_or_create(agency=agency, name=post_name, defaults={"role": role})
    Holding.objects.create(account=account, post=post, held_from=held_from)
    journal.record(
        by=by, now=now, verb="account.opened", subject=f"account:{account.pk}", title=f"{post_name}, {agency.name}",
        change={"role": [None, post.role]},
    )  # fmt: skip
    return account, first


def check_account(username: str, role: str) -> list[Problem]:
    problems = []
    if not username.replace(".", "").replace("-", "").isalnum() or not username.isascii():
        text = _("Tên đăng nhập chỉ gồm chữ không dấu, số, dấu chấm và gạch nối.")
        problems.append(Problem("username_letters", text, "username"))
    elif Account.objects.filter(username=username.lower()).exists():
        problems.append(Problem("username_taken", _("Tên đăng nhập này đã có người dùng."), "username"))
    if role not in roles():
        problems.append(Problem("role_unknown", _("Chọn một vai trò trong danh sách."), "role"))
    return problems


@transaction.atomic
def change_own_password(*, by: Account, now: datetime, old: str, new: str) -> None:
    """A person chooses a new password; the old one is asked for again."""
    if not by.check_password(old):
        raise Refused(Problem("password_wrong", _("Mật khẩu hiện tại không đúng."), "old"))
    try:
        password_validation.validate_password(new, by)
    except ValidationError as refusal:
        raise Refused([Problem("password_weak", text, "new") for text in refusal.messages]) from None
    by.set_password(new)
    by.must_change_password = False
    by.save(update_fields=["password", "must_change_password"])
    actor = Actor(
        account=by.pk, name=by.name, post=0, post_name="", agency=0, agency_name="", powers=frozenset()
    )
    journal.record(
        by=actor, now=now, verb="account.password_changed", subject=f"account:{by.pk}", title=by.username
    )
