"""Tips: the list without their words, and one opened with a key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.tips import photos, sealing
from chungtay.tips.models import Hotline, Message, Photo, Tip, TipKey
from chungtay.tips.rules import Side, TipState

STRETCHED = 64  # bytes: half finds the tip, half opens it


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


def list_tips(actor: Actor) -> QuerySet[Tip]:
    """The tips that lie with one's agency, without their words; the unanswered first."""
    actor.must(Power.TIPS_RECEIVE)
    found = Tip.objects.filter(agency=actor.agency).exclude(state=TipState.DELETED)
    return found.select_related("commune", "about").order_by("state", "-received", "-pk")


def count_waiting(actor: Actor) -> int:
    if not actor.can(Power.TIPS_RECEIVE):
        return 0
    return Tip.objects.filter(agency=actor.agency, state=TipState.NEW).count()


def get_tip(actor: Actor, tip: int) -> Tip:
    found = list_tips(actor).filter(pk=tip).first()
    if found is None:
        raise NotThere("tip")
    return found


def open_tip(actor: Actor, tip: int, private: bytes) -> Thread:
    """The whole of a tip for who has unlocked their key; NotThere where no desk of theirs opens it."""
    found = get_tip(actor, tip)
    for key in found.keys.filter(desk__post=actor.post, desk__grants__reader__account=actor.account):
        grant = key.desk.grants.get(reader__account=actor.account)  # type: ignore[union-attr]
        desk = sealing.unseal(bytes(grant.sealed), private, place=f"desk:{key.desk_id}")
        return thread_of(found, sealing.unseal(bytes(key.sealed), desk, place=f"tip:{tip}"))
    raise NotThere("tip")


def open_by_receipt(hotline: Hotline, receipt: str) -> Thread | None:
    """The sender's own tip. Stretching the code is nearly all of the work, and a wrong code is stretched as well."""
    stretched = sealing.stretch(receipt, bytes(hotline.salt), STRETCHED)
    found = Tip.objects.filter(receipt=lookup_of(stretched)).first()
    key = TipKey.objects.filter(tip=found, desk__isnull=True, recovery__isnull=True).first()
    if found is None or key is None:
        return None
    return thread_of(found, sealing.unlock(bytes(key.sealed), stretched[32:], place=f"tip:{found.pk}"))


def lookup_of(stretched: bytes) -> bytes:
    return sha256(stretched[:32]).digest()


def thread_of(tip: Tip, key: bytes) -> Thread:
    return Thread(tip, key, tuple(_lines(tip, key)))


def _lines(tip: Tip, key: bytes) -> Iterator[Line]:
    for message in tip.messages.prefetch_related("photos").order_by("n"):
        text = sealing.unlock(bytes(message.locked), key, place=f"message:{tip.pk}:{message.n}").decode()
        pictures = tuple(photo.pk for photo in message.photos.all())
        yield Line(message.n, Side(message.side), message.hour, text, pictures)


def fetch_photo(thread: Thread, photo: int) -> bytes:
    """The picture as JPEG, for who has opened the tip that it belongs to."""
    found = Photo.objects.filter(pk=photo, message__tip=thread.tip).select_related("message").first()
    if found is None:
        raise NotThere("photo")
    return sealing.unlock(photos.fetch(found.name), thread.key, place=place_of(found.message, found.n))


def place_of(message: Message, n: int) -> str:
    return f"photo:{message.tip_id}:{message.n}:{n}"
