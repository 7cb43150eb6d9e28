"""What can happen to a session."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.journal import services as journal
from chungtay.signin import queries
from chungtay.signin.models import Session
from chungtay.signin.rules import Means

if TYPE_CHECKING:
    from chungtay.agencies.models import Account


def as_person(account: "Account", *, on: date) -> Actor:
    """Who acts at the door, before or without a post; of the place where they work, whose inspectors read of it."""
    return Actor(
        account=account.pk,
        name=account.name,
        post=0,
        post_name="",
        agency=0,
        agency_name="",
        powers=frozenset(),
        place=queries.place_of(account.pk, on=on),
    )


@transaction.atomic
def note_sign_in(*, by: Actor, now: datetime, means: frozenset[Means], device: str) -> None:
    """The journal tells of it; sessions that have run out, anybody's, are swept away."""
    Session.objects.filter(expire_date__lt=now).delete()
    journal.record(
        by=by, now=now, verb="signin.signed_in", subject=f"account:{by.account}", title=device,
        change={"means": [None, sorted(means)]},
    )  # fmt: skip


@transaction.atomic
def end_session(*, by: Actor, now: datetime, handle: UUID) -> None:
    """One of the person's own sessions ends at once."""
    ended = Session.objects.filter(account=by.account, handle=handle)
    device = ended.values_list("device", flat=True).first()
    if device is None:
        raise NotThere("session")
    ended.delete()
    journal.record(by=by, now=now, verb="signin.session_ended", subject=f"account:{by.account}", title=device)


@transaction.atomic
def end_other_sessions(*, by: Actor, now: datetime, account: int, kept: str = "") -> int:
    """Every session of the account ends, but the one whose key is ``kept``. Returns how many did."""
    ended, _rows = Session.objects.filter(account=account).exclude(session_key=kept).delete()
    if ended:
        journal.record(
            by=by, now=now, verb="signin.sessions_ended", subject=f"account:{account}", title="",
            change={"count": [ended, 0]},
        )  # fmt: skip
    return ended
