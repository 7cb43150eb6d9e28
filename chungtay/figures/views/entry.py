"""Filling a form: the grid, autosave cell by cell, sending, explaining a warning, confirming what was returned."""

# ruff: noqa: I001 - many names, laid out by hand several a line

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.web import ActorRequest, signed_in, told
from chungtay.catalogue import queries as catalogue
from chungtay.figures import queries, services
from chungtay.figures.queries import Sheet, SheetCell
from chungtay.figures.queries.elsewhere import numbers_elsewhere
from chungtay.figures.rules import ValueEvent, parse_number, reasons
from chungtay.figures.services import Seen, Typed
from chungtay.figures.views.grid import (
    GridCell, cells_of, field_of, for_scripts, lay_out, remark_words, stood,
)  # fmt: skip
from chungtay.figures.views.words import TIMELINESS, said_words
from chungtay.replays.access import kept_offline, once

MOST_CELLS = 2000  # in one request


@signed_in
@kept_offline
@once
def entry(request: ActorRequest, data_set: str, period: str) -> HttpResponse:
    """GET: the grid of the own body. POST: JSON of some cells (autosave), or the whole form with an ``action``."""
    sheet = _own_sheet(request, data_set, period)
    if request.method != "POST":
        return _page(request, sheet)
    if request.content_type == "application/json":
        try:
            return _autosave(request, sheet)
        except Refused as refusal:
            return JsonResponse({"problems": [told(problem) for problem in refusal.problems]}, status=422)
    doing: dict[str, Callable[[ActorRequest, Sheet], HttpResponse]] = {
        "explain": _explain, "confirm": _confirm,
    }  # fmt: skip
    return doing.get(request.POST.get("action", ""), _save_or_send)(request, sheet)


def _own_sheet(request: ActorRequest, data_set: str, period: str) -> Sheet:
    return queries.own_sheet(request.actor, data_set=data_set, period=period, today=request.today)


def _page(
    request: ActorRequest, sheet: Sheet, *, typed: Mapping[int, str] | None = None, refused: Refused | None = None
) -> HttpResponse:  # fmt: skip
    known = set(sheet.form.ids)
    problems = {p.place: told(p) for p in refused.problems if p.place in known} if refused else {}
    parts = lay_out(sheet, typed=typed, problems=problems)
    cells = cells_of(parts)
    failing = {remark.check.code: remark for remark in sheet.remarks}
    context = {
        "sheet": sheet,
        "form": sheet.submission.data_set,
        "period": catalogue.period_said(sheet.submission.period),
        "timeliness": TIMELINESS[sheet.timeliness],
        "parts": parts,
        "checks": [
            (
                bound,
                failing.get(bound.code),
                remark_words(failing[bound.code]) if bound.code in failing else "",
            )
            for bound in sheet.form.checks
        ],
        "returned": [cell for cell in cells if cell.is_returned],
        "clashing": [cell for cell in cells if cell.others],
        "wrong": [(cell, cell.problem) for cell in cells if cell.problem],
        "other_problems": [told(p) for p in refused.problems if p.place not in known] if refused else [],
        "missing": list(reasons().items()),
        "reasons": render_to_string("figures/parts/reasons.html", {"missing": reasons().items()}),
        "common": _common_state(cells),
        "given": sum(cell.said != "none" for cell in cells),
        "total": len(cells),
        "may_enter": any(cell.may_enter for cell in cells),
        "for_scripts": for_scripts(sheet, numbers_elsewhere(sheet.submission.period, sheet.form, sheet.past)),
    }
    return render(request, "figures/entry.html", context, status=422 if refused else 200)


def _common_state(cells: list[GridCell]) -> tuple[str, str] | None:
    """The state that all values are in, to be said once; none while some are only entered."""
    states = {(cell.state, cell.state_words) for cell in cells}
    one = states.pop() if len(states) == 1 else ("", "")
    return one if one[0] not in ("", "entered") else None


# -- the whole form -------------------------------------------------------------------------------


def _save_or_send(request: ActorRequest, sheet: Sheet) -> HttpResponse:
    """Write what was changed, whole or with every problem; with ``action=send`` send what then stands there."""
    typed, changed, problems = _read_fields(request, sheet)
    try:
        if problems:
            raise Refused(problems)
        of = _opened(request, sheet)
        if changed:
            services.save_cells(by=request.actor, now=request.now, submission=of, cells=changed)
    except Refused as refusal:
        return _page(request, sheet, typed=typed, refused=refusal)
    if request.POST.get("action") != "send":
        messages.success(request, _("Đã lưu."))
        return redirect(request.path)
    try:
        services.submit(by=request.actor, now=request.now, submission=of)
    except Refused as refusal:
        after = _own_sheet(request, sheet.submission.data_set.code, sheet.submission.period)
        return _page(request, after, refused=refusal)
    messages.success(request, _("Đã gửi số liệu."))
    return redirect(request.path)


def _read_fields(request: ActorRequest, sheet: Sheet) -> tuple[dict[int, str], list[Typed], list[Problem]]:
    """What stands in every field, the cells that were changed, and what cannot be read."""
    typed: dict[int, str] = {}
    changed: list[Typed] = []
    problems: list[Problem] = []
    for cell in sheet.cells():
        pk = cell.cell.pk
        text, reason = request.POST.get(f"o{pk}", "").strip(), request.POST.get(f"l{pk}", "")
        seen, _bar, was = request.POST.get(f"s{pk}", stood(cell)).partition("|")
        kept = request.POST.get(f"k{pk}")  # said of two numbers which one it is
        given = kept if kept is not None else text if text and not reason else f"!{reason}" if reason else ""
        typed[pk] = given
        if (given == was and kept is None) or ValueEvent.ENTER not in cell.may:
            continue
        one, wrong = _typed(cell, given, int(seen) if seen.isdecimal() else 0)
        problems += wrong
        changed += [one] if one else []
    return typed, changed, problems


def _typed(
    cell: SheetCell, given: str, seen: int, made_at: datetime | None = None
) -> tuple[Typed | None, list[Problem]]:
    """``given`` as a field holds it: a number as people write it, "!3" for a reason, "" for nothing."""
    if given.startswith("!"):
        return Typed(cell.cell.pk, seen, None, int(given[1:] or 0), made_at), []
    number, problems = parse_number(given, cell.cell.decimals)
    if given.strip() and number is None:
        return None, [Problem(p.code, p.sentence, cell.cell.code, p.severity, p.values) for p in problems]
    return Typed(cell.cell.pk, seen, number, None, made_at), []


def _opened(request: ActorRequest, sheet: Sheet) -> int:
    of = sheet.submission
    opened = (
        of.pk
        or services.open_submission(
            by=request.actor, now=request.now, data_set=of.data_set.code, period=of.period, place=of.place_id
        ).pk
    )
    return int(opened)


def _explain(request: ActorRequest, sheet: Sheet) -> HttpResponse:
    given = {name: request.POST.get(name, "") for name in ("check", "about", "words")}
    try:
        services.explain_warning(
            by=request.actor, now=request.now, submission=_opened(request, sheet), **given
        )
    except Refused as refusal:
        return _page(request, sheet, refused=refusal)
    messages.success(request, _("Đã ghi lời giải thích."))
    return redirect(request.path)


def _confirm(request: ActorRequest, sheet: Sheet) -> HttpResponse:
    pk, _bar, revision = request.POST.get("cell", "").partition("|")
    if not (pk.isdecimal() and revision.isdecimal()):
        raise NotThere("cell")
    seen = Seen(int(pk), int(revision), request.POST.get("words", ""))
    try:
        services.confirm_cell(
            by=request.actor, now=request.now, submission=_opened(request, sheet), cell=seen
        )
    except Refused as refusal:
        return _page(request, sheet, refused=refusal)
    messages.success(request, _("Đã giữ nguyên số, kèm lý do."))
    return redirect(request.path)


# -- autosave ---------------------------------------------------------------------------------------


def _autosave(request: ActorRequest, sheet: Sheet) -> HttpResponse:
    """{cells: [{cell, seen, given, at}]} → {cells: {id: {...}}, remarks, given}.

    A cell that cannot be read does not keep the others from being saved.
    """
    cells = {cell.cell.pk: cell for cell in sheet.cells()}
    wrong: dict[int, str] = {}
    doubts: dict[int, str] = {}
    good: list[Typed] = []
    for item in _items(request):
        cell = cells.get(item["cell"])
        if cell is None:
            continue
        one, problems = _typed(cell, item["given"], item["seen"], item["at"])
        if one is None:
            wrong[cell.cell.pk] = told(problems[0])
        else:
            good.append(one)
            doubts |= _doubt(cell, item["given"])
    if good:
        services.save_cells(by=request.actor, now=request.now, submission=_opened(request, sheet), cells=good)
    after = _own_sheet(request, sheet.submission.data_set.code, sheet.submission.period)
    changed = {typed.cell for typed in good} | wrong.keys()
    told_cells = {
        cell.cell.pk: _after(cell, wrong.get(cell.cell.pk, ""), doubts.get(cell.cell.pk, ""))
        for cell in after.cells()
        if cell.cell.pk in changed
    }
    remarks = {
        one.check.code: {"about": one.about, "explained": one.explanation.words if one.explanation else ""}
        for one in after.remarks
    }
    return JsonResponse({"cells": told_cells, "remarks": remarks})


def _doubt(cell: SheetCell, given: str) -> dict[int, str]:
    """What could have been meant otherwise, said beside its number."""
    if given.startswith("!"):
        return {}
    _number, problems = parse_number(given, cell.cell.decimals)
    return {cell.cell.pk: told(problems[0])} if problems else {}


def _after(cell: SheetCell, problem: str, doubt: str) -> dict[str, Any]:
    row = cell.row
    return {
        "seen": cell.revision,
        "given": field_of(cell.said),
        "said": said_words(cell.said),
        "by": row.account.name if row and row.account else "",
        "problem": problem,
        "doubt": doubt,
        "others": [
            {"given": field_of(other.said), "said": said_words(other.said), "by": other.by.name}
            for other in cell.others
        ],
    }


def _items(request: ActorRequest) -> list[dict[str, Any]]:
    """What the script sent, in its shape; anything else is refused."""
    try:
        rows = json.loads(request.body)["cells"][:MOST_CELLS]
        return [
            {
                "cell": int(row["cell"]),
                "seen": int(row["seen"]),
                "given": str(row["given"])[:100],
                "at": datetime.fromtimestamp(int(row["at"]) / 1000, tz=UTC),
            }
            for row in rows
        ]
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        raise Refused(Problem("shape", "Trang này không gửi đúng dạng. Hãy tải lại trang.")) from None
