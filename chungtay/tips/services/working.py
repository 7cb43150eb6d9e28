"""What the desk does with a tip, and what the schedule does at its end."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor, system
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.tips import photos
from chungtay.tips.models import Photo, Step, Tip
from chungtay.tips.queries.desks import bodies_that_receive
from chungtay.tips.queries.tips import Thread, get_tip
from chungtay.tips.rules import Outcome, Side, StepKind, TipState, check_text, delete_on, subjects
from chungtay.tips.services.sending import hour_of, seal_to_keepers, tell_desk, write


@transaction.atomic
def acknowledge(*, by: Actor, now: datetime, tip: int) -> Tip:
    """Say that it arrived: the sender sees it, and the clock of the law stops."""
    found = _held(by, tip)
    if found.state != TipState.NEW:
        return found
    found.state, found.acknowledged = TipState.OPEN, hour_of(now)
    found.save(update_fields=["state", "acknowledged"])
    _step(found, by, now, StepKind.ACKNOWLEDGED, "tips.acknowledged")
    return found


@transaction.atomic
def answer(*, by: Actor, now: datetime, thread: Thread, text: str) -> None:
    """Words for the sender, locked like the tip itself."""
    found = _held(by, thread.tip.pk)
    if problems := check_text(text):
        raise Refused(problems)
    acknowledge(by=by, now=now, tip=found.pk)
    write(found, thread.key, Side.OFFICE, text, (), now)
    _step(found, by, now, StepKind.ANSWERED, "tips.answered")


@transaction.atomic
def forward(*, by: Actor, now: datetime, tip: int, number: str) -> None:
    """A sign of crime has gone to the channel for crime tips; here stays the number that it got there."""
    found, number = _held(by, tip), " ".join(number.split())
    if not number:
        raise Refused(Problem("no_number", "Hãy ghi số tiếp nhận ở nơi chuyển đến.", "number"))
    acknowledge(by=by, now=now, tip=tip)
    _step(found, by, now, StepKind.FORWARDED, "tips.forwarded", words=number[:300])


@transaction.atomic
def transfer(*, by: Actor, now: datetime, thread: Thread, agency: int, ground: str) -> None:
    """To another body that can open tips, never to the one that the tip speaks of; here it can no longer be read."""
    found, ground = _held(by, thread.tip.pk), " ".join(ground.split())
    bodies = {body.agency: body for body in bodies_that_receive(found.hotline, on=timezone.localdate(now))}
    taker = bodies.get(agency)
    if taker is None or agency == found.agency_id:
        raise NotThere("agency")
    if not ground:
        raise Refused(Problem("no_ground", "Hãy ghi lý do chuyển.", "ground"))
    if found.about_id is not None and (agency == found.about_id or found.about_id in taker.above):
        sentence = "Không chuyển được: tin nói tới chính cơ quan này hoặc cấp trên trực tiếp của nó."
        raise Refused(Problem("conflict", sentence, "agency"))
    found.agency_id, found.state = agency, TipState.NEW
    found.acknowledged = None
    found.save(update_fields=["agency", "state", "acknowledged"])
    found.keys.filter(desk__isnull=False).delete()
    seal_to_keepers(found, thread.key)
    _step(found, by, now, StepKind.TRANSFERRED, "tips.transferred", agency=agency, words=ground[:300])
    tell_desk(found, now)


@transaction.atomic
def close_tip(*, by: Actor, now: datetime, thread: Thread, outcome: Outcome, text: str) -> None:
    """The outcome, told to the sender in words."""
    answer(by=by, now=now, thread=thread, text=text)
    found = _held(by, thread.tip.pk)
    found.state, found.outcome, found.closed = TipState.CLOSED, outcome, hour_of(now)
    found.save(update_fields=["state", "outcome", "closed"])
    _step(found, by, now, StepKind.CLOSED, "tips.closed")


def purge(*, by: Actor, now: datetime) -> int:
    """Delete what has been closed for as long as its subject keeps it: words, photos, keys, receipt. How many."""
    today, gone = timezone.localdate(now), 0
    for tip in Tip.objects.filter(state=TipState.CLOSED):
        if (
            tip.closed is not None
            and delete_on(timezone.localdate(tip.closed), subjects()[tip.subject]) <= today
        ):
            _delete(tip, by, now)
            gone += 1
    return gone


def purge_due(now: datetime) -> int:
    """:func:`purge` as the worker does it."""
    return purge(by=system("lịch xóa tin báo"), now=now)


@transaction.atomic
def _delete(tip: Tip, by: Actor, now: datetime) -> None:
    """The certificate is the entry in the journal: which tip, how many messages and photos, when."""
    names = list(Photo.objects.filter(message__tip=tip).values_list("name", flat=True))
    change = {"messages": [tip.messages.count(), 0], "photos": [len(names), 0], "keys": [tip.keys.count(), 0]}
    tip.messages.all().delete()
    tip.keys.all().delete()
    tip.state, tip.receipt = TipState.DELETED, None
    tip.save(update_fields=["state", "receipt"])
    Step.objects.create(tip=tip, kind=StepKind.DELETED, hour=hour_of(now))
    journal.record(by=by, now=now, verb="tips.deleted", subject=f"tip:{tip.pk}", title="", change=change)
    # After the rows: a name that is left over opens nothing, a row without its photo would be an error.
    transaction.on_commit(partial(photos.drop, names))


def _held(by: Actor, tip: int) -> Tip:
    by.must(Power.TIPS_RECEIVE)
    return Tip.objects.select_for_update().get(pk=get_tip(by, tip).pk)


def _step(
    tip: Tip,
    by: Actor,
    now: datetime,
    kind: StepKind,
    verb: str,
    *,
    agency: int | None = None,
    words: str = "",
) -> None:
    Step.objects.create(tip=tip, kind=kind, hour=hour_of(now), agency_id=agency, words=words)
    journal.record(by=by, now=now, verb=verb, subject=f"tip:{tip.pk}", title="")
