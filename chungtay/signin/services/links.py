"""What can happen to a link with the provincial single sign-on."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.signin import queries
from chungtay.signin.models import Link

if TYPE_CHECKING:
    from chungtay.agencies.models import Account


def get_tied_account(*, issuer: str, subject: str) -> "Account | None":
    """The account in use that was tied to this person of the issuer; never found by name or e-mail."""
    tied = Link.objects.filter(issuer=issuer, subject=subject, account__is_active=True).exclude(subject="")
    link = tied.select_related("account").first()
    return link.account if link else None


@transaction.atomic
def allow_link(*, by: Actor, now: datetime, account: int, issuer: str) -> None:
    """An administrator allows an account of the jurisdiction to sign in by the provincial single sign-on."""
    helped = queries.get_account_to_help(by, account, on=timezone.localdate(now))
    _link, made = Link.objects.get_or_create(
        account_id=account, issuer=issuer, defaults={"allowed_by": by.account, "allowed": now}
    )
    if made:
        journal.record(
            by=by, now=now, verb="signin.link_allowed", subject=f"account:{account}", title=helped.username
        )


@transaction.atomic
def tie_link(*, by: Actor, now: datetime, issuer: str, subject: str) -> None:
    """The person, signed in here and there, ties their account to who they are there. NotThere without permission."""
    link = queries.get_link(by.account, issuer)
    if link is None:
        raise NotThere("link")
    link.subject, link.tied = subject, now
    try:
        with transaction.atomic():
            link.save(update_fields=["subject", "tied"])
    except IntegrityError:
        raise Refused(
            Problem("subject_taken", "Tài khoản một cửa này đã nối với một người dùng khác.")
        ) from None
    journal.record(by=by, now=now, verb="signin.link_tied", subject=f"account:{by.account}", title=issuer)
    notices.tell(
        now=now, accounts=[by.account], link=reverse("signin:security"),
        text="Tài khoản của bạn vừa được nối với một cửa của tỉnh. Nếu không phải bạn nối, hãy bỏ ngay.",
        reason="Cách đăng nhập của bạn vừa thay đổi.",
    )  # fmt: skip


@transaction.atomic
def drop_link(*, by: Actor, now: datetime, account: int, issuer: str) -> None:
    """The person, or an administrator of the jurisdiction, ends it."""
    if account != by.account:
        queries.get_account_to_help(by, account, on=timezone.localdate(now))
    if not Link.objects.filter(account=account, issuer=issuer).delete()[0]:
        return
    journal.record(by=by, now=now, verb="signin.link_dropped", subject=f"account:{account}", title=issuer)
    if account != by.account:
        notices.tell(
            now=now, accounts=[account], text="Tài khoản của bạn không còn đăng nhập được qua một cửa của tỉnh.",
            reason="Quyền đăng nhập một cửa của bạn vừa thay đổi.",
        )  # fmt: skip
