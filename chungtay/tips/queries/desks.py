"""Who can open what: hotline, desks, readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.places import queries as places
from chungtay.tips import sealing
from chungtay.tips.models import DeskGrant, DeskKey, Hotline, ReaderKey
from chungtay.tips.rules import Body


@dataclass(frozen=True, slots=True)
class Desk:
    """Where tips are opened: the number of its key, whose it is, and what is sealed to it."""

    number: int
    post: int
    agency: int
    public: bytes


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who holds one's post: whether they have a key of their own, and whether it opens the desk."""

    account: int
    name: str
    ready: bool
    granted: bool


def get_hotline() -> Hotline | None:
    """The line that the public page serves: a server keeps one province."""
    return Hotline.objects.select_related("place").order_by("pk").first()


def own_hotline(actor: Actor) -> Hotline:
    """The line of the province in which the actor's body stands."""
    hotline = get_hotline()
    if hotline is None or hotline.place_id not in places.ids_ever_above(actor.place):
        raise NotThere("hotline")
    return hotline


def living_desk(post: int, *, on: date) -> DeskKey | None:
    """The key that tips for this post are sealed to; None where nobody who holds it can open it."""
    found = next((desk for desk in living_desks(on=on) if desk.post == post), None)
    return None if found is None else DeskKey.objects.select_related("post").get(pk=found.number)


def living_desks(*, on: date) -> list[Desk]:
    """The desks that receive: not ended, and one who can open them sits there that day.

    Who has left still has a grant until it is withdrawn. A desk that only they can open is nobody's.
    """
    grants = DeskGrant.objects.filter(desk__ended_at__isnull=True).order_by("desk")
    rows = list(
        grants.values_list("desk", "desk__post", "desk__post__agency", "desk__public", "reader__account")
    )
    sat = agencies.who_sits({account for *_desk, account in rows}, on=on)
    living = {
        number: Desk(number, post, agency, bytes(public))
        for number, post, agency, public, account in rows
        if (post, account) in sat
    }
    return list(living.values())


def reader_of(actor: Actor) -> ReaderKey | None:
    return ReaderKey.objects.filter(account=actor.account).first()


def public_desks(agency: int, *, on: date) -> dict[int, bytes]:
    """What tips for a body are sealed to: the living keys of its desks, by number."""
    return {desk.number: desk.public for desk in living_desks(on=on) if desk.agency == agency}


def public_recovery(hotline: Hotline) -> dict[int, bytes]:
    """The newest key of the custodians, by its number; empty where the line has none."""
    return {key.pk: bytes(key.public) for key in hotline.recovery_keys.order_by("-pk")[:1]}


def unlock_reader(actor: Actor, passphrase: str) -> bytes:
    """One's own private key, in memory only; Refused where the words are not the right ones."""
    reader = reader_of(actor)
    if reader is None:
        raise Refused(Problem("no_reader_key", "Hãy đặt câu mở khóa của bạn trước."))
    key = sealing.stretch(passphrase, bytes(reader.salt))
    try:
        return sealing.unlock(bytes(reader.locked), key, place=f"reader:{actor.account}")
    except sealing.Closed:
        raise Refused(Problem("passphrase_wrong", "Câu mở khóa không đúng.", "passphrase")) from None


def list_colleagues(actor: Actor, *, on: date) -> list[Colleague]:
    """Everybody who holds one's post today, oneself included."""
    desk = living_desk(actor.post, on=on)
    granted = set(DeskGrant.objects.filter(desk=desk).values_list("reader__account", flat=True))
    held = agencies.holdings_of_post(actor.post, on=on)
    ready = set(
        ReaderKey.objects.filter(account__in=[h.account_id for h in held]).values_list("account", flat=True)
    )
    return [
        Colleague(holding.account_id, holding.account.name, holding.account_id in ready, holding.account_id in granted)
        for holding in held
    ]  # fmt: skip


def bodies_that_receive(hotline: Hotline, *, on: date, desks: Sequence[Desk] | None = None) -> list[Body]:
    """The bodies of the province with a desk that somebody can open. All of them answer to its committee, but for the
    procuracy: so a tip about the committee still finds somebody who does not."""
    ids = {desk.agency for desk in (living_desks(on=on) if desks is None else desks)}
    committees = agencies.bodies_ever([(AgencyKind.PEOPLES_COMMITTEE, AgencyLevel.PROVINCE)])
    top = frozenset(committees.filter(place=hotline.place_id).values_list("pk", flat=True))
    return [
        Body(
            agency.pk, agency.name, agency.level, agency.place_id,
            above - top if agency.kind == AgencyKind.PROCURACY else above | top - {agency.pk},
        )
        for agency, above in agencies.with_those_above(ids, on=on)
    ]  # fmt: skip
