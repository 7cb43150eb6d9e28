"""Reports that an actor may read, and what stands in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.plans import queries as plans
from chungtay.reports.models import Contribution, Passage, Remark, Report
from chungtay.reports.queries.numbers import compares, figures_of
from chungtay.reports.rules import ReportState, numbers_in, strange_numbers, value_of


def visible_to(actor: Actor, *, on: date) -> QuerySet[Report]:
    """The own body's, and those of the bodies whose plans one oversees."""
    return Report.objects.filter(Q(agency=actor.agency) | Q(agency__in=plans.jurisdiction(actor, on)))


def list_reports(actor: Actor, *, on: date) -> QuerySet[Report]:
    return visible_to(actor, on=on).select_related("agency", "plan", "document", "snapshot")


def get_report(actor: Actor, report: int, *, on: date) -> Report:
    found = list_reports(actor, on=on).filter(pk=report).first()
    if found is None:
        raise NotThere("report")
    return found


def writes(actor: Actor, report: Report) -> bool:
    """Whether the actor puts this report together: of one's own body; a plan's closing report, who manages plans."""
    needed = Power.PLANS_MANAGE if report.plan_id else Power.WORK_REPORT
    return actor.can(needed) and report.agency_id == actor.agency


def get_written(actor: Actor, report: int, *, on: date) -> Report:
    """The report for who puts it together; locked until the transaction ends."""
    found = visible_to(actor, on=on).select_for_update(of=("self",)).filter(pk=report).first()
    if found is None or not writes(actor, found):
        raise NotThere("report")
    return found


def list_asked(actor: Actor) -> QuerySet[Contribution]:
    """What the own body is asked to write, what is owed first."""
    mine = Contribution.objects.filter(agency__in=actor.bodies, report__state=ReportState.DRAFT)
    return mine.select_related("report", "report__agency").order_by("sent_at", "due_on", "pk")


def get_contribution(actor: Actor, contribution: int, *, on: date) -> Contribution:
    """One's own body's, or one of a report that the actor puts together."""
    known = Contribution.objects.select_related("report", "report__agency", "agency", "sent_by")
    found = known.filter(pk=contribution).first()
    if found is None or not (found.agency_id in actor.bodies or writes(actor, found.report)):
        raise NotThere("contribution")
    return found


def list_contributions(report: Report) -> QuerySet[Contribution]:
    return report.contributions.select_related("agency", "sent_by").order_by("sent_at", "agency__name")


def list_remarks(report: Report) -> QuerySet[Remark]:
    return report.remarks.select_related("made_by", "agency").order_by("made_at", "pk")


def list_reports_of_units(actor: Actor, report: Report, *, on: date) -> QuerySet[Report]:
    """The reports of the same kind and period that bodies beneath have agreed: what a report is joined from."""
    agreed = visible_to(actor, on=on).exclude(state=ReportState.DRAFT).exclude(pk=report.pk)
    return agreed.filter(kind=report.kind, period=report.period, plan=None).select_related("agency")


# what a page shows of a report


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; a number has its ``code`` and opens to where it came from."""

    words: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """``strange``: numbers that a person wrote and no figure says; ``stale``: (code, today's) that have changed since
    they were drafted, or since the report was agreed."""

    passage: Passage
    pieces: tuple[Piece, ...]
    strange: tuple[str, ...]
    stale: tuple[tuple[str, str], ...]

    @property
    def doubtful(self) -> bool:
        return bool(self.strange or self.stale)


def list_passages(report: Report) -> QuerySet[Passage]:
    return report.passages.select_related("changed_by").order_by("position")


def get_passage(report: Report, passage: int) -> Passage:
    found = report.passages.filter(pk=passage).first()
    if found is None:
        raise NotThere("passage")
    return found


def shown(actor: Actor, report: Report, *, on: date) -> list[Shown]:
    """Every passage with its numbers held against the figures of today, by who sees the same figures as its writer."""
    passages = list(list_passages(report))
    codes = measures_in(passages)
    live: dict[str, Any] = {}
    if codes and compares(actor, report):
        live = figures_of(actor, codes, report.period, report.place_id, on)
    return [
        Shown(one, tuple(_pieces(one)), tuple(_strange(one)), tuple(_stale(one, live))) for one in passages
    ]


def measures_in(passages: Iterable[Passage]) -> list[str]:
    """The measures whose numbers stand in these passages; other numbers count tasks, money or communes."""
    return sorted({one["code"] for passage in passages for one in passage.numbers if is_measure(one["code"])})


def is_measure(code: str) -> bool:
    """A code of the catalogue is written in capitals; "tasks:12::late" is none."""
    return code[:1].isupper()


def _pieces(passage: Passage) -> Iterator[Piece]:
    """The words, cut at their numbers; in an edited sentence each number that a figure says is found again."""
    text = passage.said or passage.drafted
    if not passage.said:
        spans = [(one["start"], one["end"], one["code"]) for one in passage.numbers if "start" in one]
    else:
        spans = _found_again(text, passage)
    at = 0
    for start, end, code in spans:
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], code)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _found_again(text: str, passage: Passage) -> list[tuple[int, int, str]]:
    codes = {
        passage.drafted[one["start"] : one["end"]]: one["code"] for one in passage.numbers if "start" in one
    }
    known = {value_of(said): code for said, code in codes.items()}
    spans, at = [], 0
    for said in numbers_in(text):
        start = text.index(said, at)
        at = start + len(said)
        if code := known.get(value_of(said)):
            spans.append((start, at, code))
    return spans


def _strange(passage: Passage) -> list[str]:
    known = [passage.drafted[one["start"] : one["end"]] for one in passage.numbers if "start" in one]
    return strange_numbers(passage.said, known, passage.drafted) if passage.said else []


def _stale(passage: Passage, live: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in passage.numbers:
        if one["code"] in live and not one.get("year"):
            now = "" if live[one["code"]] is None else str(live[one["code"]])
            if now != one["value"]:
                yield one["code"], now
