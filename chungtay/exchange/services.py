"""What can happen in the exchange: a file is taken in, as the figures of the actor's own body."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.catalogue import queries as catalogue
from chungtay.exchange.rules import Line, LineStanding, body_code, check_lines
from chungtay.figures import queries as figures
from chungtay.figures.services import Typed, open_submission, save_cells, submit
from chungtay.law.rules import window
from chungtay.places import queries as places

Standing = dict[int, tuple[int, object, object]]  # by cell: revision, number, reason


class _TakenBack(Exception):
    """Everything was tried, and none of it is to stay."""


@dataclass(slots=True)
class Outcome:
    """How many cells: said for the first time, changed, left as they were (or hidden in the file)."""

    imported: int = 0
    updated: int = 0
    ignored: int = 0
    reports: int = 0


def take_in(
    *, by: Actor, now: datetime, data_set: str, lines: Sequence[Line], dry_run: bool, send: bool = False
) -> Outcome:
    """Write what a file says into the reports of the actor's own body, whole or not at all.

    ``dry_run``: do it all, say what came of it, and take it back. ``send``: send each report on as well. A number that
    stands already becomes a correction, with its history. Raises Refused with the problem of every line.
    """
    by.must("figures.enter")
    problems = check_lines(lines)
    if not lines:
        problems = [Problem("nothing", "Tệp không có dòng số liệu nào.", "file")]
    outcome = Outcome(ignored=sum(line.standing is LineStanding.HIDDEN for line in lines))
    told = [line for line in lines if line.standing is not LineStanding.HIDDEN]
    try:
        with transaction.atomic():
            for (unit, period), report in groupby(sorted(told, key=_report_of), key=_report_of):
                _count(
                    outcome, problems, _take_report(by, now, data_set, unit, period, list(report), send=send)
                )
            if problems or dry_run:
                raise _TakenBack
    except _TakenBack:
        pass
    if problems:
        raise Refused(problems)
    return outcome


def _report_of(line: Line) -> tuple[str, str]:
    return line.unit, line.period


def _count(outcome: Outcome, problems: list[Problem], came: "Outcome | list[Problem]") -> None:
    if isinstance(came, list):
        problems += came
        return
    outcome.imported += came.imported
    outcome.updated += came.updated
    outcome.ignored += came.ignored
    outcome.reports += 1


def _take_report(
    by: Actor, now: datetime, data_set: str, unit: str, period: str, lines: list[Line], *, send: bool
) -> Outcome | list[Problem]:
    """One report; what is wrong comes back as a list, so that the others are tried too."""
    foreign = [line for line in lines if line.body not in ("", body_code(by.agency))]
    if foreign:
        sentence = "Số này của cơ quan khác: mỗi cơ quan chỉ gửi số liệu của mình."
        return [Problem("other_body", sentence, line.at) for line in foreign]
    place = places.place_at(unit, window(period).last)
    try:
        with transaction.atomic():
            if place is None:
                raise NotThere("place")
            made = open_submission(by=by, now=now, data_set=data_set, period=period, place=place.pk)
            return _write(by, now, made.pk, lines, send=send)
    except NotThere:
        sentence = "Cơ quan mình không báo cáo biểu này cho đơn vị “{unit}”, kỳ {period}."
        values = {"unit": unit[:40], "period": period}
        return [Problem("not_ours", sentence, lines[0].at, values=values)]
    except Refused as refusal:
        return _placed(refusal.problems, lines)


def _write(by: Actor, now: datetime, report: int, lines: list[Line], *, send: bool) -> Outcome:
    ids = catalogue.ids_of({line.cell for line in lines})
    standing = _standing(by, report)
    typed = [
        Typed(ids[line.cell], standing.get(ids[line.cell], (0,))[0], line.value, line.reason)
        for line in lines
    ]
    new = [one for one in typed if standing.get(one.cell, (0, None, None))[1:] != (one.value, one.missing)]
    outcome = Outcome(ignored=len(typed) - len(new))
    for one in new:
        known = one.cell in standing and standing[one.cell][1:] != (None, None)
        outcome.updated += known
        outcome.imported += not known
    if new:
        save_cells(by=by, now=now, submission=report, cells=new)
    if send:
        submit(by=by, now=now, submission=report)
    return outcome


def _standing(by: Actor, report: int) -> Standing:
    columns = ("values__cell", "values__revision", "values__value", "values__missing")
    rows = figures.visible_to(by).filter(pk=report, values__cell__isnull=False).values_list(*columns)
    return {cell: (revision, value, missing) for cell, revision, value, missing in rows}


def _placed(problems: Iterable[Problem], lines: list[Line]) -> list[Problem]:
    """Each beside the line of the file that it is about; that of a cell which is not in the file keeps its code."""
    at = {line.cell: line.at for line in lines} | dict.fromkeys(("", "period"), lines[0].at)
    return [replace(one, place=at.get(one.place, one.place)) for one in problems]
