"""A paper was issued: taken in, or numbered in a series of the body; a plan that implements this one was made."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.documents import queries as documents
from chungtay.following.rules import Asked, Evidence, EvidenceState, Input
from chungtay.following.sources.reading import reader_of
from chungtay.following.sources.remembering import once
from chungtay.plans import queries as plans
from chungtay.province import queries as province

PLAN_PAPERS, REPORT_PAPERS = ("KH",), ("BC",)


def knows(asked: Asked) -> bool:
    """Whether papers of the body come by here: it numbers them, one of its papers was taken in, or it made a plan."""
    return once(("has papers", asked.unit, asked.office, asked.plan), lambda: _comes_by(asked))


def _comes_by(asked: Asked) -> bool:
    seen = documents.managed_by(reader_of(asked))
    taken_in = (
        seen.filter(issuer=asked.unit).exists() or seen.filter(owner=asked.unit, direction="out").exists()
    )
    return taken_in or bool(_series(asked)) or bool(_plans(asked))


def check_document(asked: Asked) -> Evidence:
    """A paper of one of these kinds, whose title holds one of these words, issued since the turn began."""
    return _answer(
        _papers(asked, tuple(asked.settings.get("papers", ()))), "Chưa có văn bản nào được ban hành."
    )


def check_report(asked: Asked) -> Evidence:
    return _answer(_papers(asked, REPORT_PAPERS), "Chưa có báo cáo nào được ban hành trong kỳ.")


def check_lower_plan(asked: Asked) -> Evidence:
    """A plan of the body that implements this one; else a plan that it took in or numbered."""
    found = [*_plans(asked), *_papers(asked, PLAN_PAPERS)]
    return _answer(found, "Chưa có kế hoạch nào của cơ quan này thực hiện kế hoạch trên.")


def _answer(found: list[tuple[date, Input]], otherwise: str) -> Evidence:
    if not found:
        return Evidence(EvidenceState.NOT_YET, otherwise, 0, 1)
    on, first = min(found, key=lambda one: one[0])
    why = f"{first.label}, ngày {on:%d/%m/%Y}"
    inputs = tuple(paper for _on, paper in sorted(found, key=lambda one: one[0])[:5])
    return Evidence(EvidenceState.MET, why, 1, 1, first.link, on, inputs)


def _papers(asked: Asked, kinds: tuple[str, ...]) -> list[tuple[date, Input]]:
    titles = [fold(title) for title in asked.settings.get("titles", ())]
    last = max(asked.last, asked.today)
    found = once(("papers", asked.office, kinds, asked.first, last), lambda: _issued(asked, kinds, last))
    papers = [
        (
            row.issued_on,
            Input(row.code or row.title, "đã ban hành", True, reverse("documents:paper", args=[row.pk])),
        )
        for row in found
        if asked.unit == (row.owner_id if row.direction == "out" else row.issuer_id)
        and _fits(row.search_key, titles)
    ]
    return papers + _numbers(asked, kinds, titles)


def _issued(asked: Asked, kinds: tuple[str, ...], last: date) -> list[Any]:
    """Everybody's papers of these kinds, in and out, that are dated."""
    seen = documents.managed_by(reader_of(asked)).filter(kind__in=kinds, issued_on__range=(asked.first, last))
    return list(seen.order_by("issued_on", "pk"))


def _numbers(asked: Asked, kinds: tuple[str, ...], titles: list[str]) -> list[tuple[date, Input]]:
    last, found = max(asked.last, asked.today), []
    series_of_unit = once(
        ("series", asked.unit), lambda: list(province.list_series(reader_of(asked, unit=True)))
    )
    for series in series_of_unit:
        if series.symbol.split("-")[0] not in kinds:
            continue
        for year in range(asked.first.year, last.year + 1):
            for row in province.list_numbers(series, year).filter(void_ground=""):
                on = timezone.localdate(row.taken_at)
                if asked.first <= on <= last and _fits(fold(row.title), titles):
                    said = f"Số {row.number}/{series.symbol}: {row.title}"
                    found.append((on, Input(said, "đã lấy số", True)))
    return found


def _series(asked: Asked) -> list[Any]:
    return once(("series", asked.unit), lambda: list(province.list_series(reader_of(asked, unit=True))))


def _fits(key: str, titles: list[str]) -> bool:
    return not titles or any(title in key for title in titles)


def _plans(asked: Asked) -> list[tuple[date, Input]]:
    down = once(("links", asked.plan, asked.office), lambda: _links(asked))
    return [
        (on, Input(f"{link.plan}", "đã lập", True, reverse("plans:plan", args=[link.plan_id])))
        for link in down
        if asked.unit in (link.plan.issuer_id, link.plan.owner_id) and link.role == "implements"
        for on in [link.plan.issued_on or timezone.localdate(link.plan.made_at)]
    ]


def _links(asked: Asked) -> list[Any]:
    """Plans that name this one's paper."""
    try:
        upper = plans.get_plan(reader_of(asked), asked.plan, on=asked.today)
    except NotThere:
        return []
    return plans.list_links(upper)[1]
