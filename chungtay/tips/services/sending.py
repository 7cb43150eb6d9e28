"""What a sender does: send, and come back. Nobody is known, nothing is journaled, no time is finer than the hour.

A tip comes closed (``keep_tip``, ``keep_words``) from a browser, or open (``send_tip``, ``add_words``) and is closed
here in memory; from there on both take one way.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.notices import services as notices
from chungtay.places import queries as places
from chungtay.tips import photos, sealing
from chungtay.tips.models import Hotline, Message, Photo, Step, Tip, TipKey
from chungtay.tips.queries.desks import Desk, bodies_that_receive, living_desks, public_recovery
from chungtay.tips.queries.flood import hour_of, hour_so_far
from chungtay.tips.queries.tips import Thread, find, open_by_receipt
from chungtay.tips.rules import (
    Envelope,
    Hold,
    Parcel,
    Side,
    Source,
    StepKind,
    Strength,
    TipState,
    check_keys,
    check_parcel,
    check_photos,
    check_text,
    hold_of,
    new_receipt,
    route,
    subjects,
)
from chungtay.tips.sealing import Halves


@dataclass(frozen=True, slots=True)
class About:
    """What is told beside the words: of which subject, where, about which body, by which way and from how near."""

    subject: str
    commune: int | None = None
    about: int | None = None
    source: Source = Source.WEB
    strength: Strength = Strength.UNKNOWN


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who a tip is to be sealed to, by the numbers of their keys."""

    agency: int
    desks: Mapping[int, bytes]
    recovery: Mapping[int, bytes]


def receivers_of(*, now: datetime, hotline: Hotline, said: About) -> Receivers:
    """Refused where the subject or the place is none, or nobody is there who may receive it."""
    on = timezone.localdate(now)
    if said.subject not in subjects():
        raise Refused(Problem("no_subject", "Hãy chọn việc muốn báo.", "subject"))
    if said.commune is not None and hotline.place_id not in {
        place.pk for place in places.ancestors(said.commune, on)
    }:
        raise Refused(Problem("no_commune", "Hãy chọn lại xã, phường.", "commune"))
    if said.about is not None and not agencies.names_of([said.about]):
        raise Refused(Problem("no_body", "Hãy chọn lại cơ quan mà tin nói tới.", "about"))
    desks = living_desks(on=on)
    agency = _receiver(hotline, said, desks, on)
    return Receivers(
        agency,
        {desk.number: desk.public for desk in desks if desk.agency == agency},
        public_recovery(hotline),
    )


def send_tip(
    *, now: datetime, hotline: Hotline, subject: str, text: str, commune: int | None = None, about: int | None = None,
    pictures: Sequence[BinaryIO] = (), source: Source = Source.WEB, strength: Strength = Strength.UNKNOWN,
) -> str:  # fmt: skip
    """Seal a tip to who is to receive it; returns the receipt, which nobody can find again.

    Nothing of it is stored readable, and nothing at all when anything is wrong with it.
    """
    said = About(subject, commune, about, source, strength)
    to, made, receipt = (
        receivers_of(now=now, hotline=hotline, said=said), _checked(text, pictures), new_receipt(),
    )  # fmt: skip
    halves = sealing.halves_of(receipt, bytes(hotline.salt))
    envelope = sealing.seal_tip(text, made, receipt=halves, desks=to.desks, recovery=to.recovery)
    _keep(now, hotline, said, to, envelope, worked=False)
    return receipt


def keep_tip(*, now: datetime, hotline: Hotline, said: About, envelope: Envelope, worked: bool) -> None:
    """Keep what a browser closed. Sent twice, for want of an answer, it is kept once.

    Raises KeysChanged where it is not sealed to exactly those who receive it now.
    """
    if problems := check_parcel(envelope.words):
        raise Refused(problems)
    if _kept_before(envelope):
        return
    to = receivers_of(now=now, hotline=hotline, said=said)
    check_keys(envelope, list(to.desks), list(to.recovery))
    try:
        _keep(now, hotline, said, to, envelope, worked=worked)
    except IntegrityError:  # the same, sent twice at once
        if not _kept_before(envelope):
            raise


def add_words(
    *, now: datetime, hotline: Hotline, receipt: str, text: str, pictures: Sequence[BinaryIO] = ()
) -> Thread:
    """The sender writes again; what was closed is looked at once more."""
    made = _checked(text, pictures)
    thread = open_by_receipt(hotline, receipt)
    if thread is None:
        raise NotThere("tip")
    # The number is the next one now; where another is quicker the row is refused, and the sender sends again.
    n = 1 + max((line.n for line in thread.lines), default=0)
    _add(thread.tip, n, sealing.lock_words(text, made, thread.key, mark=thread.tip.mark, n=n), now)
    return thread


def keep_words(*, now: datetime, halves: Halves, n: int, words: Parcel) -> None:
    """Keep what a browser closed as the ``n``-th message; Refused where another was quicker."""
    if problems := check_parcel(words):
        raise Refused(problems)
    found = find(halves)
    if found.tip is None:
        raise NotThere("tip")
    _add(found.tip, n, words, now)


def next_number(tip: Tip) -> int:
    """Of the next message; kept in step by the lock on the tip."""
    last = Tip.objects.select_for_update().get(pk=tip.pk).messages.order_by("-n").first()
    return 1 + (last.n if last else 0)


def write(tip: Tip, n: int, side: Side, words: bytes, names: Sequence[str], now: datetime) -> None:
    message = Message.objects.create(tip=tip, n=n, side=side, hour=hour_of(now), locked=words)
    Photo.objects.bulk_create(
        Photo(message=message, n=number, name=name) for number, name in enumerate(names, start=1)
    )


@contextmanager
def photos_kept(words: Parcel, now: datetime) -> Iterator[list[str]]:
    """The photos on the disk, under their names, before the rows that name them: while they are written nobody waits
    for the database. Gone again where the rows are refused."""
    names: list[str] = []
    try:
        names.extend(photos.keep(photo, hour=hour_of(now)) for photo in words.photos)
        with transaction.atomic():
            yield names
    except BaseException:
        photos.drop(names)
        raise


def tell_desk(tip: Tip, now: datetime) -> None:
    """That something came, and nothing of what; to the hour, and once in it: a flood of notices is one too."""
    hour = hour_of(now)
    others = Step.objects.filter(tip__agency=tip.agency_id, tip__held="", hour=hour).exclude(tip=tip)
    if tip.held or others.exists():
        return
    notices.tell(
        now=hour, agencies=[tip.agency_id], link="/tin-bao/ban-tiep-nhan/",
        text="Có tin báo mới hoặc thêm nội dung ở bàn tiếp nhận.", reason="Cơ quan của bạn tiếp nhận tin báo.",
    )  # fmt: skip


def _kept_before(envelope: Envelope) -> bool:
    """Whether this very tip is there already; Refused where another has its mark or its receipt."""
    found = Tip.objects.filter(Q(mark=envelope.mark) | Q(receipt=envelope.lookup)).first()
    if found is None:
        return False
    if (found.mark, bytes(found.receipt or b"")) != (envelope.mark, envelope.lookup):
        raise Refused(Problem("sent_before", "Tin này đã gửi rồi."))
    return True


def _keep(
    now: datetime, hotline: Hotline, said: About, to: Receivers, envelope: Envelope, *, worked: bool
) -> None:
    hour, length = hour_of(now), len(envelope.words.text)
    with photos_kept(envelope.words, now) as names:
        held: Hold | None = None
        if said.source is Source.WEB:
            so_far = hour_so_far(to.agency, hour, said.subject, said.commune, said.about, length)
            held = hold_of(so_far, worked=worked)
        tip = Tip.objects.create(
            hotline=hotline, mark=envelope.mark, receipt=envelope.lookup, subject=said.subject, about_id=said.about,
            commune_id=said.commune, agency_id=to.agency, source=said.source, strength=said.strength, received=hour,
            since=hour, held=held or "",
        )  # fmt: skip
        TipKey.objects.bulk_create(
            [
                TipKey(tip=tip, sealed=envelope.sender),
                *(TipKey(tip=tip, desk_id=desk, sealed=sealed) for desk, sealed in envelope.desks.items()),
                *(
                    TipKey(tip=tip, recovery_id=key, sealed=sealed)
                    for key, sealed in envelope.recovery.items()
                ),
            ]
        )
        write(tip, 1, Side.SENDER, envelope.words.text, names, now)
        Step.objects.create(tip=tip, kind=StepKind.RECEIVED, hour=hour, agency_id=to.agency)
        tell_desk(tip, now)


def _add(tip: Tip, n: int, words: Parcel, now: datetime) -> None:
    with photos_kept(words, now) as names:
        if n != next_number(tip):
            raise Refused(Problem("out_of_turn", "Tin vừa có thêm lời mới. Hãy mở lại bằng mã nhận rồi gửi."))
        write(tip, n, Side.SENDER, words.text, names, now)
        Step.objects.create(tip=tip, kind=StepKind.ADDED, hour=hour_of(now))
        if tip.state == TipState.CLOSED:
            tip.state, tip.outcome, tip.closed = TipState.OPEN, "", None
            tip.save(update_fields=["state", "outcome", "closed"])
        tell_desk(tip, now)


def _receiver(hotline: Hotline, said: About, desks: Sequence[Desk], on: date) -> int:
    bodies = bodies_that_receive(hotline, on=on, desks=desks)
    found = route(
        subjects()[said.subject], bodies, commune=said.commune, province=hotline.place_id, about=said.about,
        owner=hotline.owner_id,
    )  # fmt: skip
    if found is None:
        sentence = (
            "Hiện chưa có nơi nào nhận được việc này qua trang báo tin, nên tin chưa được gửi tới ai. "
            "Việc khẩn cấp xin gọi 113 hoặc 115; cần giúp một người thì đến trạm y tế xã, phường."
        )
        raise Refused(Problem("no_desk", sentence))
    return found


def _checked(text: str, pictures: Sequence[BinaryIO]) -> list[bytes]:
    """The photos made anew; Refused with everything that is wrong."""
    sizes = [_size(picture) for picture in pictures]
    if problems := check_text(text) + check_photos(sizes):
        raise Refused(problems)
    return [photos.made_anew(picture) for picture in pictures]


def _size(picture: BinaryIO) -> int:
    end = picture.seek(0, 2)
    picture.seek(0)
    return end
