"""The standing office's report of the last half year that is over; two communes have written for it."""

from datetime import date, datetime, timedelta

from chungtay.base.actor import Actor
from chungtay.law.rules import window
from chungtay.reports import queries, services

WROTE = {
    "cause": "Địa bàn rộng, nhiều bản ở xa trung tâm; cán bộ theo dõi còn kiêm nhiệm (ví dụ).",
    "proposal": "Đề nghị bố trí thêm cán bộ truyền thông nói được tiếng dân tộc (ví dụ).",
    "result": "Đã duy trì tổ tự quản ở tất cả các bản (ví dụ).",
}


def write_report(office: Actor, actors: dict[int, Actor], *, now: datetime, today: date) -> str:
    """Draft it, ask three communes, take in what two of them wrote; returns its title."""
    year = today.year if window(f"{today.year}-H1").last < today else today.year - 1
    report = services.open_report(by=office, now=now, kind="sau_thang", year=year)
    elsewhere = [actor for actor in actors.values() if actor.place and actor.place != office.place]
    communes = [actor for actor in elsewhere if actor.agency_name.startswith("Ủy ban nhân dân")][:3]
    services.ask_units(
        by=office,
        now=now,
        report=report.pk,
        units=[one.agency for one in communes],
        due_on=today + timedelta(days=5),
    )
    for actor in communes[:2]:
        [asked] = queries.list_asked(actor)
        services.contribute(by=actor, now=now, contribution=asked.pk, **WROTE)
    services.draft_again(by=office, now=now, report=report.pk)
    return report.title
