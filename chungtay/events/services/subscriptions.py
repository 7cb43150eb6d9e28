"""Who outside is told: made, changed, stopped and taken up again by who manages the body."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.events.line import NotTold
from chungtay.events.models import Subscription
from chungtay.events.queries import count_of, families, get_subscription
from chungtay.events.rules import (
    Happened,
    SubscriptionState,
    check_address,
    new_secret,
    policy,
)
from chungtay.events.services.secrets import keep_secret, secret_of
from chungtay.events.services.telling import line_to, post_event
from chungtay.journal import queries as journals
from chungtay.journal import services as journal
from chungtay.notices import services as notices


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for: ``only`` these families of events, or with none all of them."""

    label: str
    address: str
    only: Collection[str] = ()


@transaction.atomic
def make_subscription(
    *, by: Actor, now: datetime, post: int, wanted: Wanted, state: SubscriptionState = SubscriptionState.ON
) -> tuple[Subscription, str]:
    """From now on, or once it is turned on, a machine is told what the post may see. Returns the secret too, which is
    shown this once.
    """
    seat = agencies.get_post(by, post)
    agencies.must_manage(by, seat.agency)
    if count_of(seat.agency_id) >= policy().subscriptions:
        sentence = "Cơ quan này đã có {most} nơi nhận. Hãy bỏ nơi không dùng nữa."
        raise Refused(Problem("too_many", sentence, "label", values={"most": policy().subscriptions}))
    row = Subscription(
        agency_id=seat.agency_id,
        post=seat,
        state=state,
        cursor=journals.last_number(),
        due_at=now,
        made_at=now,
    )
    _write(row, wanted)
    row.save()
    secret = new_secret()
    keep_secret(row, secret)
    _record(by, now, "events.subscribed", row, host=[None, urlsplit(row.address).hostname])
    if state == SubscriptionState.ON:
        _tell_the_body(row, now)
    return row, secret


@transaction.atomic
def change_subscription(*, by: Actor, now: datetime, subscription: int, wanted: Wanted) -> None:
    row = get_subscription(by, subscription, locked=True)
    before = urlsplit(row.address).hostname
    _write(row, wanted)
    row.attempts, row.due_at = 0, now
    _take_back(row)
    row.save()
    _record(by, now, "events.changed", row, host=[before, urlsplit(row.address).hostname])


@transaction.atomic
def turn_on(*, by: Actor, now: datetime, subscription: int) -> None:
    """Go on where it stood."""
    row = get_subscription(by, subscription, locked=True)
    if row.state != SubscriptionState.ON:
        row.state, row.attempts, row.error, row.due_at = SubscriptionState.ON, 0, "", now
        _take_back(row)
        row.save()
        _record(by, now, "events.turned_on", row)
        _tell_the_body(row, now)


@transaction.atomic
def turn_off(*, by: Actor, now: datetime, subscription: int) -> None:
    """Tell it nothing more; what happens meanwhile waits for it in the journal."""
    row = get_subscription(by, subscription, locked=True)
    if row.state != SubscriptionState.OFF:
        row.state = SubscriptionState.OFF
        _take_back(row)
        row.save()
        _record(by, now, "events.turned_off", row)


@transaction.atomic
def renew_secret(*, by: Actor, now: datetime, subscription: int) -> str:
    """The new secret, which is shown this once; the old one signs nothing more."""
    row = get_subscription(by, subscription, locked=True)
    secret = new_secret()
    keep_secret(row, secret)
    _take_back(row)
    row.save()
    _record(by, now, "events.secret_renewed", row)
    return secret


@transaction.atomic
def replay(*, by: Actor, now: datetime, subscription: int, after: int) -> None:
    """Tell again, under the same names, all that it may see after an entry of the journal."""
    row = get_subscription(by, subscription, locked=True)
    before, row.cursor = row.cursor, min(max(after, 0), journals.last_number())
    row.attempts, row.due_at = 0, now
    _take_back(row)
    row.save()
    _record(by, now, "events.replayed", row, number=[before, row.cursor])


@transaction.atomic
def remove_subscription(*, by: Actor, now: datetime, subscription: int) -> None:
    row = get_subscription(by, subscription, locked=True)
    _record(by, now, "events.removed", row)
    row.delete()


def send_test(*, by: Actor, now: datetime, subscription: int) -> str:
    """Send an event that says it is a test, now; returns the code of what went wrong, or nothing."""
    row = get_subscription(by, subscription)
    test = Happened(0, "test", now, row.agency.name, "subscription", row.pk, "", {})
    wrong = ""
    try:
        with line_to(row) as line:
            post_event(line, secret_of(row), test, now)
    except NotTold as refusal:
        wrong = refusal.code
    except ValueError:
        wrong = "secret_lost"
    with transaction.atomic():
        _record(by, now, "events.tested", row, error=[None, wrong])
    return wrong


def _write(row: Subscription, wanted: Wanted) -> None:
    label, address = " ".join(wanted.label.split())[:80], wanted.address.strip()
    problems = check_address(address, own_hosts=settings.EVENT_HOSTS)
    if not label:
        problems += [
            Problem("no_label", "Hãy đặt tên cho nơi nhận, ví dụ: hệ thống báo cáo của tỉnh.", "label")
        ]
    if problems:
        raise Refused(problems)
    known = families()
    if unknown := sorted(set(wanted.only) - set(known)):
        raise NotThere(unknown[0])
    row.label, row.address = label, address
    row.families = [one for one in known if one in wanted.only]


def _take_back(row: Subscription) -> None:
    """Out of the hands of a worker that may have it just now: it finds that out before it writes."""
    row.turn += 1
    row.lease_until = None


def _record(by: Actor, now: datetime, verb: str, row: Subscription, **change: list[object]) -> None:
    journal.record(
        by=by, now=now, verb=verb, subject=f"subscription:{row.pk}", title=row.label, change=change
    )


@override("vi")
def _tell_the_body(row: Subscription, now: datetime) -> None:
    text = _("Từ nay máy “%(label)s” được báo khi có việc mà chức danh %(post)s xem được; không có tên ai.")
    notices.tell(
        now=now, agencies=[row.agency_id], text=text % {"label": row.label, "post": row.post.name},
        reason=_("Anh/chị làm việc ở cơ quan này."),
    )  # fmt: skip
