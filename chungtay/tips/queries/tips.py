"""Tips: the list without their words, and one opened with a key."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, QuerySet, Subquery, When
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.tips import photos, sealing
from chungtay.tips.models import Hotline, Message, Photo, Tip, TipKey
from chungtay.tips.queries.flood import hour_of
from chungtay.tips.rules import Side, TipState, subjects
from chungtay.tips.sealing import Closed, Halves

DECOY = 300  # letters of a message that is none


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it reads. ``photos`` are numbers of Photo rows."""

    n: int
    side: Side
    hour: datetime
    text: str
    photos: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    tip: Tip
    key: bytes
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A tip as it lies, locked. ``tip`` is None where there is none; the rest is then made up of the same kind."""

    tip: Tip | None
    shown: Tip
    sender: bytes
    messages: tuple[tuple[Message, tuple[int, ...]], ...]


def list_tips(actor: Actor, *, held: bool = False) -> QuerySet[Tip]:
    """The tips that lie with one's agency, without their words; the unanswered first. ``held``: those kept apart.

    Who holds a post in the body that a tip speaks of does not see it, wherever else they sit.
    """
    actor.must(Power.TIPS_RECEIVE)
    found = Tip.objects.filter(agency=actor.agency).exclude(state=TipState.DELETED)
    found = found.exclude(held="") if held else found.filter(held="")
    found = found.exclude(about__in=bodies_sat_in(actor.account))
    return found.select_related("commune", "about").order_by("state", "-received", "-pk")


def bodies_sat_in(account: int) -> set[int]:
    """The bodies in which somebody holds or held a post."""
    return {term.post.agency_id for term in agencies.list_terms_of(account)}


def count_waiting(actor: Actor) -> int:
    if not actor.can(Power.TIPS_RECEIVE):
        return 0
    return list_tips(actor).filter(state=TipState.NEW).count()


def get_tip(actor: Actor, tip: int) -> Tip:
    """One that lies with one's agency, held or not."""
    found = list_tips(actor).filter(pk=tip).first() or list_tips(actor, held=True).filter(pk=tip).first()
    if found is None:
        raise NotThere("tip")
    return found


def open_tip(actor: Actor, tip: int, private: bytes) -> Thread:
    """The whole of a tip for who has unlocked their key; NotThere where no desk of theirs opens it.

    Raises Closed where the key fits and the tip does not: a browser may seal whatever it likes.
    """
    found = get_tip(actor, tip)
    for key in found.keys.filter(desk__post=actor.post, desk__grants__reader__account=actor.account):
        grant = key.desk.grants.get(reader__account=actor.account)  # type: ignore[union-attr]
        desk = sealing.unseal(bytes(grant.sealed), private, place=f"desk:{key.desk_id}")
        opened = sealing.unseal(bytes(key.sealed), desk, place=sealing.place_of_key(found.mark))
        return Thread(found, opened, tuple(_lines(found, opened, _messages(found.pk))))
    raise NotThere("tip")


def find(halves: Halves) -> Found:
    """What lies under a receipt, or something that looks like it: a wrong code costs what a right one costs.

    As many rows are fetched for a wrong one: those of the oldest tip, which then nobody looks at. ``halves.opener``
    may be empty where only the sender's browser has it.
    """
    lookup, decoy = halves.lookup, _decoy(halves)
    oldest = Tip.objects.exclude(state=TipState.DELETED).order_by("pk").values("pk")[:1]
    wanted = Case(When(receipt=lookup, then=0), default=1)
    tip = Tip.objects.filter(Q(receipt=lookup) | Q(pk=Subquery(oldest))).order_by(wanted).first()
    number = tip.pk if tip else 0
    key = TipKey.objects.filter(tip=number, desk__isnull=True, recovery__isnull=True).first()
    messages = _messages(number)
    if tip is None or key is None or bytes(tip.receipt or b"") != lookup:
        return decoy
    return Found(tip, tip, bytes(key.sealed), messages)


def open_by_receipt(hotline: Hotline, receipt: str) -> Thread | None:
    """The sender's own tip."""
    return open_with(sealing.halves_of(receipt, bytes(hotline.salt)))[0]


def open_with(halves: Halves) -> tuple[Thread | None, Thread]:
    """The sender's own tip, and what was opened in any case: a page draws the second, so that drawing tells nothing."""
    found = find(halves)
    try:
        opened = _opened(found, halves)
    except Closed:  # a browser had sealed nonsense
        return None, _opened(_decoy(halves), halves)
    return (opened if found.tip else None), opened


def _opened(found: Found, halves: Halves) -> Thread:
    key = sealing.unlock(found.sender, halves.opener, place=sealing.place_of_key(found.shown.mark))
    return Thread(found.shown, key, tuple(_lines(found.shown, key, found.messages)))


def _decoy(halves: Halves) -> Found:
    key, hour = sealing.new_key(), hour_of(timezone.now())
    shown = Tip(mark=secrets.token_hex(16), subject=next(iter(subjects())), received=hour, since=hour)
    locked = sealing.lock_words("-" * DECOY, (), key, mark=shown.mark, n=1).text
    message = Message(n=1, side=Side.SENDER, hour=hour, locked=locked)
    sender = sealing.lock(key, halves.opener or key, place=sealing.place_of_key(shown.mark))
    return Found(None, shown, sender, ((message, ()),))


def _messages(tip: int) -> tuple[tuple[Message, tuple[int, ...]], ...]:
    """Two queries, whether there is anything or not."""
    pictures = list(Photo.objects.filter(message__tip=tip).order_by("n").values_list("message", "pk"))
    return tuple(
        (message, tuple(pk for at, pk in pictures if at == message.pk))
        for message in Message.objects.filter(tip=tip).order_by("n")
    )


def _lines(tip: Tip, key: bytes, messages: Sequence[tuple[Message, tuple[int, ...]]]) -> Iterator[Line]:
    for message, pictures in messages:
        place = sealing.place_of_words(tip.mark, message.n)
        text = sealing.unlock(bytes(message.locked), key, place=place).decode(errors="replace")
        yield Line(message.n, Side(message.side), message.hour, text, pictures)


def fetch_photo(thread: Thread, photo: int) -> bytes:
    """The picture as it was locked, for who has opened the tip that it belongs to."""
    found = Photo.objects.filter(pk=photo, message__tip=thread.tip).select_related("message").first()
    if found is None:
        raise NotThere("photo")
    place = sealing.place_of_photo(thread.tip.mark, found.message.n, found.n)
    return sealing.unlock(photos.fetch(found.name), thread.key, place=place)
