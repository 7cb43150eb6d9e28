"""What the desk does with a tip, and what the schedule does at its end."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor, system
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.tips import photos, sealing
from chungtay.tips.models import DeskKey, Photo, Step, Tip
from chungtay.tips.queries.desks import bodies_that_receive, public_desks
from chungtay.tips.queries.flood import hour_of, of_shape
from chungtay.tips.queries.tips import Thread, get_tip
from chungtay.tips.rules import (
    Hold,
    Outcome,
    Side,
    StepKind,
    TipKind,
    TipState,
    TransferGround,
    check_number,
    check_text,
    delete_on,
    may_receive,
    subjects,
)
from chungtay.tips.services.keys import seal_to
from chungtay.tips.services.sending import next_number, tell_desk, write


@transaction.atomic
def acknowledge(*, by: Actor, now: datetime, tip: int) -> Tip:
    """Say that it arrived: the sender sees it."""
    found = _held(by, tip)
    if found.state != TipState.NEW:
        return found
    found.state, found.acknowledged = TipState.OPEN, hour_of(now)
    found.save(update_fields=["state", "acknowledged"])
    _step(found, by, now, StepKind.ACKNOWLEDGED, "tips.acknowledged")
    return found


@transaction.atomic
def classify(*, by: Actor, now: datetime, tip: int, kind: TipKind) -> Tip:
    """Say what it is: the first clock of the law stops, and those of its kind begin. A slip is classified anew."""
    found = acknowledge(by=by, now=now, tip=tip)
    if found.kind == kind:
        return found
    found.kind, found.classified = kind, found.classified or hour_of(now)
    found.save(update_fields=["kind", "classified"])
    _step(found, by, now, StepKind.CLASSIFIED, "tips.classified")
    return found


@transaction.atomic
def answer(*, by: Actor, now: datetime, thread: Thread, text: str) -> None:
    """Words for the sender, locked like the tip itself."""
    found = acknowledge(by=by, now=now, tip=thread.tip.pk)
    if problems := check_text(text):
        raise Refused(problems)
    n = next_number(found)
    words = sealing.lock_words(text, (), thread.key, mark=found.mark, n=n)
    write(found, n, Side.OFFICE, words.text, (), now)
    found.answered = found.answered or hour_of(now)
    found.save(update_fields=["answered"])
    _step(found, by, now, StepKind.ANSWERED, "tips.answered")


@transaction.atomic
def forward(*, by: Actor, now: datetime, tip: int, number: str) -> None:
    """A sign of crime has gone, whole, to the channel for crime tips. Here stay its number there, hour, area and state:
    what the sender wrote and its photos are deleted at once. The sender still reads answers, and may write more."""
    number = " ".join(number.split())
    if problems := check_number(number):
        raise Refused(problems)
    found = classify(by=by, now=now, tip=tip, kind=TipKind.CRIME)
    found.forwarded = hour_of(now)
    found.save(update_fields=["forwarded"])
    sent = found.messages.filter(side=Side.SENDER)
    names = list(Photo.objects.filter(message__in=sent).values_list("name", flat=True))
    change: dict[str, list[object]] = {"messages": [sent.count(), 0], "photos": [len(names), 0]}
    sent.delete()
    _step(found, by, now, StepKind.FORWARDED, "tips.forwarded", words=number[:300], change=change)
    transaction.on_commit(partial(photos.drop, names))


@transaction.atomic
def transfer(*, by: Actor, now: datetime, thread: Thread, agency: int, ground: TransferGround) -> None:
    """To another body that can open tips, never to the one that the tip speaks of; here it can no longer be read.

    The next body classifies it and answers by clocks of its own; the decision still counts from the first day.
    """
    found = _held(by, thread.tip.pk)
    on = timezone.localdate(now)
    bodies = {body.agency: body for body in bodies_that_receive(found.hotline, on=on)}
    taker = bodies.get(agency)
    if taker is None or agency == found.agency_id:
        raise NotThere("agency")
    if not may_receive(taker, subjects()[found.subject], found.about_id):
        sentence = "Không chuyển được: tin nói tới cơ quan này hoặc cấp trên của nó, hoặc việc này không dành cho nó."
        raise Refused(Problem("conflict", sentence, "agency"))
    found.agency_id, found.state, found.since, found.kind = agency, TipState.NEW, hour_of(now), ""
    found.acknowledged = found.classified = found.answered = found.forwarded = None
    found.save()
    found.keys.filter(desk__isnull=False).delete()
    for desk in DeskKey.objects.filter(pk__in=public_desks(agency, on=on)):
        seal_to(found, desk, thread.key)
    _step(found, by, now, StepKind.TRANSFERRED, "tips.transferred", agency=agency, words=ground)
    tell_desk(found, now)


@transaction.atomic
def hold_tip(*, by: Actor, now: datetime, tip: int) -> None:
    """Put aside what a desk has read and found to be no tip: it is kept as it is, and may be let in again."""
    _set_aside(_held(by, tip), by, now, Hold.ABUSE)


@transaction.atomic
def hold_alike(*, by: Actor, now: datetime, tip: int) -> int:
    """One of many alike was read and is no tip: put aside all of its very shape that came in that hour. How many."""
    found = _held(by, tip)
    if found.held != Hold.ALIKE:
        raise NotThere("tip")
    words = found.messages.order_by("n").annotate(length=Length("locked")).first()
    alike = of_shape(
        found.agency_id, found.received, found.subject, found.commune_id, found.about_id,
        words.length if words else 0,
    ).values("tip")  # fmt: skip
    waiting = Tip.objects.filter(pk__in=alike, held=Hold.ALIKE, state__in=[TipState.NEW, TipState.OPEN])
    for one in (together := list(waiting.select_for_update())):
        _set_aside(one, by, now, Hold.ABUSE)
    return len(together)


@transaction.atomic
def release_tip(*, by: Actor, now: datetime, tip: int) -> None:
    """A false alarm: among the others again, with clocks that never stopped."""
    found = _held(by, tip)
    _set_aside(found, by, now, None)
    tell_desk(found, now)


@transaction.atomic
def release_all(*, by: Actor, now: datetime) -> int:
    """Let in all that was held for its shape; what a desk put aside stays. How many."""
    by.must(Power.TIPS_RECEIVE)
    waiting = Tip.objects.filter(agency=by.agency, held__in=[Hold.FLOOD, Hold.ALIKE])
    found = list(waiting.exclude(state=TipState.DELETED).select_for_update())
    for tip in found:
        _set_aside(tip, by, now, None)
    return len(found)


@transaction.atomic
def close_tip(*, by: Actor, now: datetime, thread: Thread, outcome: Outcome, text: str) -> None:
    """The outcome, told to the sender in words."""
    answer(by=by, now=now, thread=thread, text=text)
    _close(_held(by, thread.tip.pk), by, now, outcome)


@transaction.atomic
def close_unreadable(*, by: Actor, now: datetime, tip: int) -> None:
    """What a browser sealed to nobody: no key of the desk opens it, and so nobody can be answered."""
    _close(_held(by, tip), by, now, Outcome.NOT_OURS)


def purge(*, by: Actor, now: datetime) -> int:
    """Delete what has been closed for as long as its subject keeps it: words, photos, keys, receipt. How many.

    What a desk put aside and nobody took back in as long a time is closed with that: a flood does not stay for ever.
    """
    today, gone = timezone.localdate(now), 0
    for tip in Tip.objects.filter(held=Hold.ABUSE, state__in=[TipState.NEW, TipState.OPEN]):
        aside = tip.steps.filter(kind=StepKind.HELD).latest("pk")
        if delete_on(timezone.localdate(aside.hour), subjects()[tip.subject]) <= today:
            tip.state, tip.outcome, tip.closed = TipState.CLOSED, Outcome.NOT_OURS, aside.hour
            tip.save(update_fields=["state", "outcome", "closed"])
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


def _close(tip: Tip, by: Actor, now: datetime, outcome: Outcome) -> None:
    tip.state, tip.outcome, tip.closed = TipState.CLOSED, outcome, hour_of(now)
    tip.save(update_fields=["state", "outcome", "closed"])
    _step(tip, by, now, StepKind.CLOSED, "tips.closed")


def _set_aside(tip: Tip, by: Actor, now: datetime, why: Hold | None) -> None:
    tip.held = why or ""
    tip.save(update_fields=["held"])
    kind, verb = (StepKind.HELD, "tips.held") if why else (StepKind.RELEASED, "tips.released")
    _step(tip, by, now, kind, verb)


def _held(by: Actor, tip: int) -> Tip:
    by.must(Power.TIPS_RECEIVE)
    return Tip.objects.select_for_update().get(pk=get_tip(by, tip).pk)


def _step(
    tip: Tip, by: Actor, now: datetime, kind: StepKind, verb: str, *,
    agency: int | None = None, words: str = "", change: dict[str, list[object]] | None = None,
) -> None:  # fmt: skip
    Step.objects.create(tip=tip, kind=kind, hour=hour_of(now), agency_id=agency, words=words)
    journal.record(by=by, now=now, verb=verb, subject=f"tip:{tip.pk}", title="", change=change)
