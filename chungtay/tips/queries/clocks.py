"""The clocks of tips as they run; what is due for a desk is told without a word of any tip."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyLevel
from chungtay.notices.rules import Act, Due
from chungtay.tips.models import Tip
from chungtay.tips.rules import Duty, TipClock, TipKind, TipState, TipTimes, clocks_of, running

WORDS = {
    Duty.CLASSIFY: "Phân loại tin báo số {n}",
    Duty.CHECK: "Kiểm tra sơ bộ tin báo số {n}",
    Duty.FORWARD: "Chuyển ngay tin báo số {n} cho nơi tiếp nhận tố giác",
    Duty.DECIDE: "Báo kết quả tin báo số {n} cho người gửi",
    Duty.ANSWER: "Trả lời người gửi tin báo số {n}",
}
LIVING = (TipState.NEW, TipState.OPEN)


def clocks_at(tip: Tip) -> list[TipClock]:
    return clocks_of(_times(tip))


def list_late(tips: Iterable[Tip], now: datetime) -> dict[int, str]:
    """The duty of each tip that is past its time: the first, by number of the tip."""
    late = {}
    for tip in tips:
        duties = [clock.duty for clock in running(_times(tip)) if clock.is_late(now)]
        if duties and tip.state in LIVING:
            late[tip.pk] = str(duties[0])
    return late


def tips_due(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """What the desks of these bodies owe; the reminders carry it, and up the tree where it stays undone."""
    link = reverse("tips:tips")
    tips = Tip.objects.filter(agency__in=bodies, state__in=LIVING, held="").select_related(
        "agency", "hotline"
    )
    offices = _offices(tips, on)
    for tip in tips:
        for clock in running(_times(tip)):
            day = timezone.localdate(clock.due)
            if day <= until:
                yield Due(
                    f"tips.{clock.duty}:{tip.pk}", tip.agency_id, Act.DO, day, WORDS[clock.duty].format(n=tip.pk), link,
                    office=offices[tip.pk], legal=True,
                )  # fmt: skip
    held = Tip.objects.filter(agency__in=bodies, state__in=LIVING).exclude(held="")
    for row in held.values("agency").annotate(number=Count("pk"), first=Min("received")):
        yield Due(
            f"tips.held:{row['agency']}", row["agency"], Act.VERIFY, timezone.localdate(row["first"]),
            f"Xem {row['number']} tin đang để riêng", f"{link}?giu=1",
        )  # fmt: skip


def _times(tip: Tip) -> TipTimes:
    return TipTimes(
        TipKind(tip.kind) if tip.kind else None, tip.agency.level == AgencyLevel.COMMUNE, tip.received, tip.since,
        tip.classified, tip.forwarded, tip.answered, tip.closed,
    )  # fmt: skip


def _offices(tips: Iterable[Tip], on: date) -> dict[int, int | None]:
    """Who follows each tip: the owner of the line, unless the tip speaks of it or of a body above it."""
    found = list(tips)
    owners = {tip.hotline.owner_id for tip in found}
    above = {body.pk: above for body, above in agencies.with_those_above(owners, on=on)}
    return {
        tip.pk: None
        if tip.about_id is not None
        and (tip.about_id == tip.hotline.owner_id or tip.about_id in above.get(tip.hotline.owner_id, ()))
        else tip.hotline.owner_id
        for tip in found
    }
