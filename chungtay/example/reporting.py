"""Reports of the example: one of every kind, the half year joined from what units wrote, and one that is agreed."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.base.actor import Actor
from chungtay.law.rules import window
from chungtay.plans import queries as plans
from chungtay.reports import queries, services

WROTE = {
    "cause": "Địa bàn rộng, nhiều bản ở xa trung tâm; cán bộ theo dõi còn kiêm nhiệm (ví dụ).",
    "proposal": "Đề nghị bố trí thêm cán bộ truyền thông nói được tiếng dân tộc (ví dụ).",
    "result": "Đã duy trì tổ tự quản ở tất cả các bản (ví dụ).",
}
PARTS = {
    "thang": 6,
    "quy": 2,
    "chin_thang": 1,
    "nam": 1,
    "dia_ban": 1,
    "hop_phap": 1,
}  # by kind: which of the year
REMARK = "Đề nghị nêu rõ hơn việc phối hợp với các xã biên giới (ví dụ)."
ABOUT = "Kết quả đợt cao điểm tấn công, trấn áp tội phạm ma túy (ví dụ)"
SIGNED = {"symbol": "BC-CAT", "signed_as": "KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC", "signed_by": "Lò Thị Ví Dụ"}


def write_report(office: Actor, actors: dict[int, Actor], *, now: datetime, today: date) -> str:
    """One of every kind; for the half year three communes are asked, and two of them write. Its title."""
    year = today.year if window(f"{today.year}-H1").last < today else today.year - 1
    half = services.open_report(by=office, now=now, kind="sau_thang", year=year)
    communes = _communes(office, actors)
    _join(office, communes, half, now=now, today=today)
    for kind, part in PARTS.items():
        services.open_report(by=office, now=now, kind=kind, year=year, part=part)
    special = services.open_report(by=office, now=now, kind="dot_xuat", year=year, part=6, about=ABOUT)
    services.agree(by=office, now=now, report=special.pk, **SIGNED)
    services.open_report(by=communes[0], now=now, kind="thang", year=year, part=6)
    for row in plans.list_plans(office, today=today):
        if row.plan.period_to and row.plan.period_to < today:
            services.open_report(by=office, now=now, kind="ket_thuc", year=today.year, plan=row.plan.pk)
    return half.title


def _communes(office: Actor, actors: dict[int, Actor]) -> list[Actor]:
    elsewhere = [actor for actor in actors.values() if actor.place and actor.place != office.place]
    return [actor for actor in elsewhere if actor.agency_name.startswith("Ủy ban nhân dân")][:3]


def _join(office: Actor, communes: list[Actor], half: Any, *, now: datetime, today: date) -> None:
    units, due = [one.agency for one in communes], today + timedelta(days=5)
    services.ask_units(by=office, now=now, report=half.pk, units=units, due_on=due)
    for actor in communes[:2]:
        [asked] = queries.list_asked(actor)
        services.contribute(by=actor, now=now, contribution=asked.pk, **WROTE)
    services.draft_again(by=office, now=now, report=half.pk)
    section = queries.list_passages(half)[0].key
    services.remark(by=office, now=now, report=half.pk, section=section, text=REMARK)
