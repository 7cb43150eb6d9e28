"""The posts of a person who moves away pass to a successor, with everything that waits there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.agencies import services as agency_services
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.notices import services as notices

if TYPE_CHECKING:
    from chungtay.agencies.models import Account, Holding


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes over: an account by its username, or, with a name, a new one."""

    username: str
    name: str = ""


@transaction.atomic
def pass_on_posts(
    *, by: Actor, now: datetime, account: int, holdings: Collection[int], to: Successor, on: date, ground: str
) -> tuple["Account", str]:
    """From that day the successor holds these posts of the person and the person no longer does; both are told.

    Open work and the notices of the body stay with the body, so they go along by themselves; what the person was
    told of its work passes with the post (agencies.Holding.follows). Returns the successor and, for a new account,
    the first password to be shown once. NotThere and Refused as for agencies.services.pass_on.
    """
    held = [agencies.get_holding(by, holding) for holding in holdings]
    if not held or any(row.account_id != account for row in held):
        raise Refused(Problem("posts_empty", "Chọn ít nhất một chức danh để bàn giao.", "holdings"))
    successor, first = _successor(by, now, held[0], to, on)
    made = agency_services.pass_on(
        by=by, now=now, holdings=[row.pk for row in held], to=successor, on=on, ground=ground
    )
    _tell(now, held, made, on)
    return successor, first


def _successor(by: Actor, now: datetime, held: "Holding", to: Successor, on: date) -> tuple["Account", str]:
    if to.name:
        return agency_services.open_login(
            by=by, now=now, agency=held.post.agency, username=to.username, name=to.name
        )
    found = agencies.find_account(by, to.username, on=on)
    if found is None:
        sentence = (
            "Không có tài khoản này trong phạm vi của anh/chị, hoặc người ấy đang giữ chức danh ở nơi khác. "
            "Nếu là người mới, hãy điền cả họ và tên."
        )
        raise Refused(Problem("account_unknown", sentence, "username"))
    return found, ""


@override("vi")  # others read it, whatever language this person reads
def _tell(now: datetime, held: list["Holding"], made: list["Holding"], on: date) -> None:
    """The former for themselves, the successor as well: each with the posts and the day."""
    former, successor = held[0].account, made[0].account
    values = {
        "posts": "; ".join(f"{row.post.name}, {row.post.agency.name}" for row in held),
        "day": f"{on:%d/%m/%Y}", "former": former.name, "successor": successor.name,
    }  # fmt: skip
    notices.tell(
        now=now, accounts=[former.pk], link=reverse("agencies:my_account"), reason=_("Bàn giao chức danh"),
        text=_("Từ %(day)s anh/chị thôi giữ và %(successor)s nhận: %(posts)s.") % values,
    )  # fmt: skip
    notices.tell(
        now=now, accounts=[successor.pk], link=reverse("agencies:my_account"), reason=_("Bàn giao chức danh"),
        text=_("Từ %(day)s anh/chị nhận bàn giao từ %(former)s: %(posts)s.") % values,
    )  # fmt: skip
