"""What goes along when a post passes to a successor, counted; for who manages the body of the post."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.agencies.access import actor_of
from chungtay.agencies.rules import Power, capacities
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.cases import queries as cases
from chungtay.documents import queries as documents
from chungtay.documents.rules.findings import PaperState
from chungtay.notices import queries as notices
from chungtay.plans import queries as plans

if TYPE_CHECKING:
    from chungtay.agencies.models import Holding


@dataclass(frozen=True, slots=True)
class Going:
    """Something that goes along: its name, how much, and where to look at it ("" where the actor may not)."""

    words: str
    count: int
    address: str = ""


def list_passable(actor: Actor, account: int, *, on: date) -> list["Holding"]:
    """The posts of the person that the actor may pass on: held in a capacity of their own, in a body one manages.

    NotThere when there is none: the page has nothing to offer.
    """
    agencies.get_account(actor, account)
    held = [
        row
        for row in agencies.list_holdings(account, on=on)
        if not capacities()[row.capacity].standing_in and agencies.may_manage(actor, row.post.agency)
    ]
    if not held:
        raise NotThere("account")
    return held


def list_going(actor: Actor, held: "Holding", *, today: date) -> list[Going]:
    """Open work of the post's body and what waits for its holder: numbers for whoever passes the post on.

    They are counted as the holder sees them. A link is given only to who may open what it leads to.
    """
    holder = actor_of(held)
    work = plans.my_work(holder, today=today)
    sees_work = held.post.agency_id in plans.jurisdiction(actor, today)
    going = [
        Going(
            _("Phần việc đang mở của cơ quan"), work.open,
            f"{reverse('plans:tasks')}?agency={held.post.agency_id}" if sees_work else "",
        ),
        Going(_("trong đó đã quá hạn"), work.late.count),
        Going(_("Thông báo chưa đọc"), notices.count_unread(holder)),
    ]  # fmt: skip
    if holder.can(Power.CASES_READ):  # a number; whoever passes a post on need not be one who reads files
        going.append(Going(_("Hồ sơ đang mở của cơ quan"), cases.count_held(holder.agency, today)))
    if holder.can(Power.DOCUMENTS_MANAGE):
        papers = reverse("documents:papers") if actor.can(Power.DOCUMENTS_MANAGE) else ""
        going += [
            Going(words, count, papers and f"{papers}?state={state}")
            for words, state in (
                (_("Văn bản chờ soát"), PaperState.TO_REVIEW),
                (_("Văn bản máy đang đọc"), PaperState.READING),
            )
            if (count := documents.list_papers(holder, documents.Wanted(state=state)).count()) or papers
        ]
    return going
