"""Keys: who may open tips, and what is on paper for the day on which they cannot."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.tips import sealing
from chungtay.tips.models import DeskGrant, DeskKey, Hotline, ReaderKey, RecoveryKey, Tip, TipKey
from chungtay.tips.queries.desks import get_hotline, living_desk, own_hotline
from chungtay.tips.rules import check_passphrase, policy
from chungtay.tips.sealing import Closed, Pair

SALT = 16  # bytes


@transaction.atomic
def open_hotline(*, by: Actor, now: datetime) -> list[str]:
    """Open the line of one's province, or make it a new recovery key; returns the shares for the custodians.

    They are shown once and kept nowhere. Tips that are open are sealed to the newest key when custodians next recover.
    """
    by.must(Power.TIPS_MANAGE)
    if by.place is None:
        raise NotThere("hotline")
    hotline, made = Hotline.objects.get_or_create(
        place_id=by.place,
        defaults={
            "owner_id": by.agency, "salt": secrets.token_bytes(SALT), "opened_at": now, "opened_by_id": by.account,
        },
    )  # fmt: skip
    if not made and hotline.recovery_keys.exists():
        raise Refused(Problem("hotline_open", "Đường dây đã mở và các mảnh khóa đã giao."))
    needed, people = policy()["custodians"]["needed"], policy()["custodians"]["people"]
    pair = Pair.new()
    RecoveryKey.objects.create(hotline=hotline, public=pair.public, needed=needed, people=people, made_at=now)
    _told(by, now, "tips.hotline_opened", f"hotline:{hotline.pk}", {"shares": [None, f"{needed}/{people}"]})
    return sealing.share_out(pair.private, needed, people)


@transaction.atomic
def make_reader_key(*, by: Actor, now: datetime, passphrase: str) -> ReaderKey:
    """One's own key pair under one's own passphrase. A forgotten one is replaced; a colleague then grants anew."""
    by.must(Power.TIPS_RECEIVE)
    if problems := check_passphrase(passphrase):
        raise Refused(problems)
    ReaderKey.objects.filter(account=by.account).delete()
    pair, salt = Pair.new(), secrets.token_bytes(SALT)
    locked = sealing.lock(pair.private, sealing.stretch(passphrase, salt), place=f"reader:{by.account}")
    made = ReaderKey.objects.create(
        account_id=by.account, public=pair.public, salt=salt, locked=locked, made_at=now
    )
    _told(by, now, "tips.reader_key_made", f"account:{by.account}", {})
    return made


@transaction.atomic
def open_desk(*, by: Actor, now: datetime) -> DeskKey:
    """A key of one's post for oneself, where nobody holds one that opens; from now on tips come here. The body that
    keeps the line is told: whoever hands out posts does not become a reader unseen.

    What was sealed to a key that nobody holds any more is for the custodians to bring back (:func:`recover`).
    """
    by.must(Power.TIPS_RECEIVE)
    reader = _reader(by)
    if living_desk(by.post, on=timezone.localdate(now)) is not None:
        raise Refused(
            Problem("desk_open", "Bàn tiếp nhận này đã mở; hãy nhờ người đang giữ khóa cấp cho bạn.")
        )
    DeskKey.objects.filter(post=by.post, ended_at__isnull=True).update(ended_at=now)
    pair = Pair.new()
    desk = DeskKey.objects.create(post_id=by.post, public=pair.public, made_at=now)
    _grant(desk, reader, pair.private)
    _told(by, now, "tips.desk_opened", f"post:{by.post}", {})
    if (hotline := get_hotline()) is not None:
        notices.tell(
            now=now, agencies=[hotline.owner_id], link="/tin-bao/duong-day/",
            text="Một bàn tiếp nhận tin báo vừa được mở. Nếu không ai được phân công việc này, hãy kiểm tra ngay.",
            reason="Cơ quan của bạn quản lý đường dây báo tin.",
        )  # fmt: skip
    return desk


@transaction.atomic
def grant_desk(*, by: Actor, now: datetime, account: int, private: bytes) -> None:
    """A colleague in the same post may open tips too. ``private`` is one's own unlocked key."""
    by.must(Power.TIPS_RECEIVE)
    reader = ReaderKey.objects.filter(account=account).first()
    held = agencies.list_holdings(account, on=timezone.localdate(now))
    if reader is None or by.post not in {holding.post_id for holding in held}:
        raise NotThere("reader")
    for desk in DeskKey.objects.filter(post=by.post):
        _grant(desk, reader, open_desk_key(desk, by.account, private))
    _told(by, now, "tips.desk_granted", f"post:{by.post}", {"account": [None, account]})


@transaction.atomic
def withdraw_grant(*, by: Actor, now: datetime, account: int, private: bytes) -> None:
    """Who left the post opens nothing any more: the grant goes, and what comes from now on has another key."""
    by.must(Power.TIPS_RECEIVE)
    _withdraw(by, now, {account}, private)


@transaction.atomic
def withdraw_from_who_left(*, by: Actor, now: datetime, private: bytes) -> int:
    """The same for everybody who can still open the desk and no longer holds the post. How many."""
    by.must(Power.TIPS_RECEIVE)
    on = timezone.localdate(now)
    desk = living_desk(by.post, on=on)
    granted = set(DeskGrant.objects.filter(desk=desk).values_list("reader__account", flat=True))
    left = granted - {held.account_id for held in agencies.holdings_of_post(by.post, on=on)}
    if not left or by.account not in granted:
        return 0
    _withdraw(by, now, left, private)
    return len(left)


def _withdraw(by: Actor, now: datetime, accounts: set[int], private: bytes) -> None:
    DeskGrant.objects.filter(desk__post=by.post, reader__account__in=accounts).delete()
    for account in sorted(accounts):
        _told(by, now, "tips.grant_withdrawn", f"post:{by.post}", {"account": [account, None]})
    renew_desk(by=by, now=now, private=private)


@transaction.atomic
def renew_desk(*, by: Actor, now: datetime, private: bytes) -> DeskKey:
    """A new key for one's post; open tips are sealed to it too, and everybody who holds the old one gets it."""
    by.must(Power.TIPS_RECEIVE)
    old = living_desk(by.post, on=timezone.localdate(now))
    if old is None:
        raise NotThere("desk")
    opened = open_desk_key(old, by.account, private)
    old.ended_at = now
    old.save(update_fields=["ended_at"])
    pair = Pair.new()
    desk = DeskKey.objects.create(post_id=by.post, public=pair.public, made_at=now)
    for grant in old.grants.select_related("reader"):
        _grant(desk, grant.reader, pair.private)
    for key in TipKey.objects.filter(desk=old).select_related("tip"):
        try:
            opened_key = sealing.unseal(bytes(key.sealed), opened, place=sealing.place_of_key(key.tip.mark))
        except Closed:  # a browser had sealed nonsense: it opens for nobody, before as after
            continue
        seal_to(key.tip, desk, opened_key)
        key.delete()
    _told(by, now, "tips.desk_renewed", f"post:{by.post}", {})
    return desk


@transaction.atomic
def recover(*, by: Actor, now: datetime, shares: Sequence[str]) -> int:
    """With enough shares, the tips of one's agency open again for one's own post; returns how many.

    For the day on which the last reader has left or forgotten. The custodians read nothing: the key that they bring
    together seals to the desk and is gone when this ends.
    """
    by.must(Power.TIPS_RECEIVE)
    recovery = _proven(by, shares)
    desk = living_desk(by.post, on=timezone.localdate(now))
    if desk is None or not desk.grants.filter(reader__account=by.account).exists():
        raise Refused(
            Problem("no_desk", "Hãy đặt câu mở khóa và mở bàn tiếp nhận của bạn trước, rồi mới khôi phục.")
        )
    private = sealing.bring_together(shares)
    lost = Tip.objects.filter(agency=by.agency).exclude(keys__desk=desk).values("pk")
    keys = list(TipKey.objects.filter(recovery=recovery, tip__in=lost).select_related("tip"))
    brought = 0
    for key in keys:
        try:
            opened = sealing.unseal(bytes(key.sealed), private, place=sealing.place_of_key(key.tip.mark))
        except Closed:  # a browser had sealed nonsense
            continue
        seal_to(key.tip, desk, opened)
        brought += 1
    _told(by, now, "tips.recovered", f"post:{by.post}", {"tips": [None, brought]})
    return brought


@transaction.atomic
def drill(*, by: Actor, now: datetime, shares: Sequence[str]) -> None:
    """The custodians prove that their shares still fit; nothing is opened."""
    by.must(Power.TIPS_MANAGE)
    recovery = _proven(by, shares)
    recovery.drilled_at = now
    recovery.save(update_fields=["drilled_at"])
    _told(by, now, "tips.drilled", f"hotline:{recovery.hotline_id}", {})


@transaction.atomic
def renew_shares(*, by: Actor, now: datetime, shares: Sequence[str]) -> list[str]:
    """New shares for every custodian, once enough of the old ones are together: a lost one fits no more.

    They are shares of another recovery key, to which every tip is sealed anew; the one before is gone, and with it
    what a share in a stranger's hand was worth.
    """
    by.must(Power.TIPS_MANAGE)
    old = _proven(by, shares)
    private, pair = sealing.bring_together(shares), Pair.new()
    new = RecoveryKey.objects.create(
        hotline=old.hotline, public=pair.public, needed=old.needed, people=old.people, made_at=now
    )
    for key in TipKey.objects.filter(recovery=old).select_related("tip").iterator():
        try:
            opened = sealing.unseal(bytes(key.sealed), private, place=sealing.place_of_key(key.tip.mark))
        except Closed:  # a browser had sealed nonsense
            continue
        sealed = sealing.seal(opened, pair.public, place=sealing.place_of_key(key.tip.mark))
        TipKey.objects.create(tip=key.tip, recovery=new, sealed=sealed)
    TipKey.objects.filter(recovery=old).delete()
    old.delete()
    _told(
        by,
        now,
        "tips.shares_renewed",
        f"hotline:{new.hotline_id}",
        {"shares": [None, f"{new.needed}/{new.people}"]},
    )
    return sealing.share_out(pair.private, new.needed, new.people)


def open_desk_key(desk: DeskKey, account: int, private: bytes) -> bytes:
    """The private half of a desk for a reader who has one's own unlocked; NotThere without a grant."""
    grant = desk.grants.filter(reader__account=account).first()
    if grant is None:
        raise NotThere("desk")
    return sealing.unseal(bytes(grant.sealed), private, place=f"desk:{desk.pk}")


def seal_to(tip: Tip, desk: DeskKey, key: bytes) -> None:
    sealed = sealing.seal(key, bytes(desk.public), place=sealing.place_of_key(tip.mark))
    TipKey.objects.update_or_create(tip=tip, desk=desk, defaults={"sealed": sealed})


def _proven(by: Actor, shares: Sequence[str]) -> RecoveryKey:
    """The recovery key of the line that these shares make; Refused where they do not."""
    hotline = own_hotline(by)
    try:
        public = Pair.of(sealing.bring_together(shares)).public
    except Closed:
        public = b""
    found = next((key for key in hotline.recovery_keys.all() if bytes(key.public) == public), None)
    if found is None:
        sentence = (
            "Các mảnh khóa không ghép được: có thể sai chữ, thiếu mảnh, hoặc là mảnh của đường dây khác."
        )
        raise Refused(Problem("shares_wrong", sentence, "shares"))
    return found


def _reader(by: Actor) -> ReaderKey:
    found = ReaderKey.objects.filter(account=by.account).first()
    if found is None:
        raise Refused(Problem("no_reader_key", "Hãy đặt câu mở khóa của bạn trước."))
    return found


def _grant(desk: DeskKey, reader: ReaderKey, private: bytes) -> None:
    sealed = sealing.seal(private, bytes(reader.public), place=f"desk:{desk.pk}")
    DeskGrant.objects.update_or_create(desk=desk, reader=reader, defaults={"sealed": sealed})


def _told(by: Actor, now: datetime, verb: str, subject: str, change: dict[str, list[object]]) -> None:
    journal.record(by=by, now=now, verb=verb, subject=subject, title="", change=change)
