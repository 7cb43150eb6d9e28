"""The figures that a body has sent: read, approved or returned one by one, opened again; the history of one cell."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, told
from chungtay.catalogue import queries as catalogue
from chungtay.figures import queries, services
from chungtay.figures.queries import Sheet
from chungtay.figures.rules import Said, ValuePart, ValueState
from chungtay.figures.services import Decided, Seen
from chungtay.figures.views.forms import ReopenForm
from chungtay.figures.views.grid import Block, GridCell, Part, cells_of, lay_out, remark_words
from chungtay.figures.views.words import STATES, TIMELINESS, said_words


@signed_in
def submission(request: ActorRequest, submission: int) -> HttpResponse:
    """GET: what was sent; ?xem=tat-ca all of it, else what waits or has changed. POST: ``action`` decide or reopen."""
    sheet = _sheet(request, submission)
    if request.method != "POST":
        return _page(request, sheet)
    doing: Callable[[ActorRequest, Sheet], HttpResponse] = (
        _reopen if request.POST.get("action") == "reopen" else _decide
    )
    return doing(request, sheet)


def _sheet(request: ActorRequest, submission: int) -> Sheet:
    of = queries.get_submission(request.actor, submission)
    return queries.sheet(
        request.actor, data_set=of.data_set.code, agency=of.agency_id, place=of.place_id, period=of.period,
        today=request.today,
    )  # fmt: skip


def _page(
    request: ActorRequest, sheet: Sheet, *, refused: Refused | None = None, reopening: ReopenForm | None = None
) -> HttpResponse:  # fmt: skip
    of = sheet.submission
    problems = {p.place: told(p) for p in refused.problems if p.place in sheet.form.ids} if refused else {}
    parts = lay_out(sheet, problems=problems)
    cells = cells_of(parts)
    waiting = [cell for cell in cells if cell.waits]
    approves = not sheet.standing.parts.isdisjoint({ValuePart.BETWEEN, ValuePart.LAST})
    everything = request.GET.get("xem") == "tat-ca" or not waiting
    context = {
        "sheet": sheet,
        "of": of,
        "form": of.data_set,
        "period": catalogue.period_said(of.period),
        "timeliness": TIMELINESS[sheet.timeliness],
        "everything": everything,
        "waiting": waiting,
        "changed": [cell for cell in waiting if cell.was_approved],
        "parts": [(part.name, shown) for part in parts if (shown := _shown(part, everything))],
        "remarks": [(remark, remark_words(remark)) for remark in sheet.remarks],
        "approves": approves,
        "own": of.sent_by_id == request.actor.account,
        "may_enter": of.agency_id == request.actor.agency,
        "wrong": [cell for cell in cells if cell.problem],
        "other_problems": [told(p) for p in refused.problems if p.place not in sheet.form.ids] if refused else [],
        "reopening": reopening or ReopenForm(initial={"until": request.today}),
        "approved": sum(cell.state == "approved" for cell in cells),
        "total": len(cells),
    }  # fmt: skip
    status = 422 if refused or (reopening and reopening.errors) else 200
    return render(request, "figures/submission.html", context, status=status)


def _shown(part: Part, everything: bool) -> list[tuple[Block, list[GridCell]]]:
    """The elements of a section with those of their cells that are to be looked at."""
    blocks = [block for table in part.tables for block in table.blocks]
    found = [(block, [cell for cell in block.cells() if everything or cell.waits]) for block in blocks]
    return [(block, cells) for block, cells in found if cells]


def _decide(request: ActorRequest, sheet: Sheet) -> HttpResponse:
    """Return the cells that are ticked, each with its reason; approve the others that wait, as they were seen."""
    ticked = set(request.POST.getlist("return"))
    back: list[Seen] = []
    forth: list[Seen] = []
    for cell in cells_of(lay_out(sheet)):
        seen = request.POST.get(f"s{cell.pk}", "")
        if seen.isdecimal():
            chosen = back if str(cell.pk) in ticked else forth
            if chosen is back or cell.waits:
                chosen.append(Seen(cell.pk, int(seen), request.POST.get(f"r{cell.pk}", "")))
    do: dict[str, Any] = {"by": request.actor, "now": request.now, "submission": sheet.submission.pk}
    try:
        if back:
            decided = services.return_cells(**do, cells=back)
            _tell(
                request, ngettext("Đã trả lại %(n)s số.", "Đã trả lại %(n)s số.", len(decided.done)), decided
            )
        if forth and request.POST.get("action") != "return":
            decided = services.approve_cells(**do, cells=forth)
            _tell(request, ngettext("Đã duyệt %(n)s số.", "Đã duyệt %(n)s số.", len(decided.done)), decided)
    except Refused as refusal:
        return _page(request, _sheet(request, sheet.submission.pk), refused=refusal)
    return redirect(request.path)


def _tell(request: ActorRequest, words: str, decided: Decided) -> None:
    messages.success(request, words % {"n": len(decided.done)})
    if count := len(decided.changed):
        moved_on = ngettext(
            "%(n)s số vừa được sửa nên để nguyên, hãy xem lại.",
            "%(n)s số vừa được sửa nên để nguyên, hãy xem lại.", count,
        )  # fmt: skip
        messages.warning(request, moved_on % {"n": count})


def _reopen(request: ActorRequest, sheet: Sheet) -> HttpResponse:
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            services.reopen(
                by=request.actor, now=request.now, submission=sheet.submission.pk, **form.cleaned_data
            )
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã mở lại biểu."))
            return redirect(request.path)
    return _page(request, sheet, reopening=form)


@signed_in
def cell(request: ActorRequest, submission: int, cell: int) -> HttpResponse:
    """Everything that happened to one value, to who entered it."""
    sheet = _sheet(request, submission)
    shown = next((one for one in cells_of(lay_out(sheet)) if one.pk == cell), None)
    context = {
        "of": sheet.submission,
        "form": catalogue.said(sheet.submission.data_set),
        "period": catalogue.period_said(sheet.submission.period),
        "cell": shown,
        "happenings": [_line(one) for one in queries.history_of_cell(request.actor, submission, cell)],
    }
    return render(request, "figures/cell.html", context)


def _line(one: queries.Happening) -> dict[str, object]:
    change = one.change
    before = said_words(Said(change.old_value, change.old_missing))
    now = said_words(Said(change.value, change.missing))
    return {
        "at": change.made_at,
        "arrived": change.at,
        "by": one.by,
        "post": one.post,
        "before": before,
        "now": now,
        "changed": before != now,
        "state": STATES[ValueState(change.state)],
        "words": change.words,
    }
