"""What a sender does: send, and come back. Nobody is known, nothing is journaled, no time is finer than the hour."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.notices import services as notices
from chungtay.places import queries as places
from chungtay.tips import photos, sealing
from chungtay.tips.models import DeskKey, Hotline, Message, Photo, Step, Tip, TipKey
from chungtay.tips.queries.desks import bodies_that_receive
from chungtay.tips.queries.tips import STRETCHED, Thread, lookup_of, open_by_receipt, place_of
from chungtay.tips.rules import (
    Side,
    Source,
    StepKind,
    TipState,
    check_photos,
    check_text,
    new_receipt,
    route,
    subjects,
)


def hour_of(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


@transaction.atomic
def send_tip(
    *, now: datetime, hotline: Hotline, subject: str, text: str, commune: int | None = None, about: int | None = None,
    pictures: Sequence[BinaryIO] = (), source: Source = Source.WEB,
) -> str:  # fmt: skip
    """Seal a tip to who is to receive it; returns the receipt, which nobody can find again.

    Nothing of it is stored readable, and nothing at all when anything is wrong with it.
    """
    on = timezone.localdate(now)
    if subject not in subjects():
        raise Refused(Problem("no_subject", "Hãy chọn việc muốn báo.", "subject"))
    if commune is not None and hotline.place_id not in {place.pk for place in places.ancestors(commune, on)}:
        raise Refused(Problem("no_commune", "Hãy chọn lại xã, phường.", "commune"))
    made = _checked(text, pictures)
    agency = receiver_of(hotline, subject, commune=commune, about=about, now=now)
    receipt, key = new_receipt(), sealing.new_key()
    stretched = sealing.stretch(receipt, bytes(hotline.salt), STRETCHED)
    tip = Tip.objects.create(
        hotline=hotline, receipt=lookup_of(stretched), subject=subject, commune_id=commune, about_id=about,
        agency_id=agency, source=source, received=hour_of(now),
    )  # fmt: skip
    place = f"tip:{tip.pk}"
    TipKey.objects.create(tip=tip, sealed=sealing.lock(key, stretched[32:], place=place))
    seal_to_keepers(tip, key)
    write(tip, key, Side.SENDER, text, made, now)
    Step.objects.create(tip=tip, kind=StepKind.RECEIVED, hour=tip.received, agency_id=agency)
    tell_desk(tip, now)
    return receipt


@transaction.atomic
def add_words(
    *, now: datetime, hotline: Hotline, receipt: str, text: str, pictures: Sequence[BinaryIO] = ()
) -> Thread:
    """The sender writes again; what was closed is looked at once more."""
    made = _checked(text, pictures)
    thread = open_by_receipt(hotline, receipt)
    if thread is None:
        raise NotThere("tip")
    write(thread.tip, thread.key, Side.SENDER, text, made, now)
    Step.objects.create(tip=thread.tip, kind=StepKind.ADDED, hour=hour_of(now))
    if thread.tip.state == TipState.CLOSED:
        thread.tip.state, thread.tip.outcome, thread.tip.closed = TipState.OPEN, "", None
        thread.tip.save(update_fields=["state", "outcome", "closed"])
    tell_desk(thread.tip, now)
    return thread


def receiver_of(
    hotline: Hotline, subject: str, *, commune: int | None, about: int | None, now: datetime
) -> int:
    """The agency that a tip goes to; the line's own where nobody else can open it, unless the tip is about that."""
    bodies = bodies_that_receive(hotline, on=timezone.localdate(now))
    found = route(subjects()[subject], bodies, commune=commune, province=hotline.place_id, about=about)
    if found is not None:
        return found
    left = [body for body in bodies if about is None or (body.agency != about and about not in body.above)]
    last = next((body for body in left if body.agency == hotline.owner_id), None) or next(
        (body for body in left if body.place == hotline.place_id), None
    )
    if last is None:
        raise Refused(
            Problem("no_desk", "Đường dây chưa có người tiếp nhận việc này. Việc khẩn cấp xin gọi 113.")
        )
    return last.agency


def seal_to_keepers(tip: Tip, key: bytes) -> None:
    """For every desk of the agency where the tip lies, and for the custodians."""
    place = f"tip:{tip.pk}"
    for desk in DeskKey.objects.filter(post__agency=tip.agency_id, ended_at__isnull=True):
        TipKey.objects.update_or_create(
            tip=tip, desk=desk, defaults={"sealed": sealing.seal(key, bytes(desk.public), place=place)}
        )
    recovery = tip.hotline.recovery_keys.order_by("-pk").first()
    if recovery is not None:
        TipKey.objects.get_or_create(
            tip=tip,
            recovery=recovery,
            defaults={"sealed": sealing.seal(key, bytes(recovery.public), place=place)},
        )


def write(tip: Tip, key: bytes, side: Side, text: str, made: Iterable[bytes], now: datetime) -> Message:
    last = Tip.objects.select_for_update().get(pk=tip.pk).messages.aggregate(last=Max("n"))["last"]
    n, hour = 1 + (last or 0), hour_of(now)
    locked = sealing.lock(text.strip().encode(), key, place=f"message:{tip.pk}:{n}")
    message = Message.objects.create(tip=tip, n=n, side=side, hour=hour, locked=locked)
    for number, picture in enumerate(made, start=1):
        name = photos.keep(sealing.lock(picture, key, place=place_of(message, number)), hour=hour)
        Photo.objects.create(message=message, n=number, name=name)
    return message


def tell_desk(tip: Tip, now: datetime) -> None:
    """That something came, and nothing of what; to the hour, since a notice keeps its time as well."""
    notices.tell(
        now=hour_of(now), agencies=[tip.agency_id], link="/tin-bao/ban-tiep-nhan/",
        text="Có tin báo mới hoặc thêm nội dung ở bàn tiếp nhận.", reason="Cơ quan của bạn tiếp nhận tin báo.",
    )  # fmt: skip


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
