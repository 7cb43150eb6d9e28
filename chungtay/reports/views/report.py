"""One report: every number open to its source, what people do with it, the paper, the signed copy."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.agencies import queries as agencies
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.web import ActorRequest, as_file, sent, signed_in, told
from chungtay.files.access import takes_uploads
from chungtay.indicators import queries as indicators
from chungtay.pictures.rules import chart_of, linked
from chungtay.reports import queries, services
from chungtay.reports.forms import (
    AgreeForm,
    AskForm,
    IssueForm,
    SectionForm,
    SettleForm,
    SignedForm,
    TiesForm,
)
from chungtay.reports.layouts import filled, layout_of
from chungtay.reports.papers import docx_of, paper_name, pdf_of, printed_of
from chungtay.reports.rules import PassageKind, ReportState
from chungtay.reports.views.sources import opened_by, source_of
from chungtay.reports.words import STATES

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS: dict[str, tuple[str, Callable[[Any], bytes]]] = {
    "docx": (DOCX, docx_of), "pdf": ("application/pdf", pdf_of)
}  # fmt: skip


def _too_large(request: ActorRequest, problem: Problem, report: int) -> HttpResponse:
    messages.error(request, told(problem))
    return redirect("reports:report", report)


@takes_uploads(_too_large)
@signed_in
def report(request: ActorRequest, report: int) -> HttpResponse:
    """The report as it stands; ``?tep=docx`` or ``pdf`` the paper, ``mau`` in the body's own layout.

    Most of its buttons are for who puts it together.
    """
    actor, today = request.actor, request.today
    found = queries.get_report(actor, report, on=today)
    if (ending := request.GET.get("tep")) in PAPERS:
        media, made = PAPERS[ending]
        return as_file(HttpResponse(made(found), content_type=media), paper_name(found, ending))
    own = layout_of(found)
    if ending == "mau" and own is not None:
        answer = HttpResponse(filled(found, own), content_type=DOCX)
        return as_file(answer, f"mau-{paper_name(found, 'docx')}")
    forms = _forms(request, found)
    try:
        if request.method == "POST":
            try:
                if _act(request, found, forms):
                    return redirect("reports:report", found.pk)
            except Refused as refusal:
                for problem in refusal.problems:
                    messages.error(request, told(problem))
                return redirect("reports:report", found.pk)
        context = {**_context(request, found), "layout": own}
    except queries.NotReady:
        return render(request, "reports/not_ready.html", status=503)
    wrong = any(form.errors for form in forms.values())
    return render(request, "reports/report.html", {**context, **forms}, status=422 if wrong else 200)


def _context(request: ActorRequest, found: Any) -> dict[str, Any]:
    actor, today = request.actor, request.today
    writes, draft = queries.writes(actor, found), found.state == ReportState.DRAFT
    sees = indicators.sees(actor, found.place_id)
    rows = [_row(one, found, sees=sees) for one in queries.shown(actor, found, on=today)]
    printed = {passage.pk for passage in printed_of([row["passage"] for row in rows])}
    remarks = list(queries.list_remarks(found))
    for row in rows:
        heading = row["passage"].kind == PassageKind.HEADING
        row["empty"] = heading and row["passage"].pk not in printed
        row["remarks"] = [one for one in remarks if heading and one.section == row["passage"].key]
    contributions = list(queries.list_contributions(found))
    return {
        "report": found,
        "rows": rows,
        "doubtful": sum(row["shown"].doubtful for row in rows) if draft else 0,
        "moved": [] if draft else _moved(rows),
        "moved_cells": queries.list_moved(actor, found),
        "missing": sorted({name for row in rows for name in row["missing"]}),
        "contributions": contributions,
        "silent": sum(1 for one in contributions if one.sent_at is None),
        "units": queries.list_reports_of_units(actor, found, on=today)
        if writes and not found.plan_id
        else [],
        "contradictions": queries.list_contradictions(actor, found, on=today) if writes and draft else [],
        "disagreements": queries.list_disagreements(actor, found, on=today) if writes and draft else [],
        "measures": queries.list_measures(today) if writes and draft and found.plan_id else [],
        "open_remarks": sum(1 for one in remarks if one.settled_at is None),
        "signed": queries.list_signed(found, now=request.now),
        "writes": writes,
        "state": STATES[ReportState(found.state)],
    }


def _moved(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each number of an agreed report that the figures say otherwise by now, once: code, then, now."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        values = {number["code"]: number["value"] for number in row["passage"].numbers}
        for code, now in row["shown"].stale:
            found.setdefault(code, {"code": code, "then": values[code], "now": now})
    return list(found.values())


def _forms(request: ActorRequest, report: Any) -> dict[str, Any]:
    """The forms of what may happen next; only the one that was sent is bound."""
    act = request.POST.get("act", "")

    def given(name: str) -> Any:
        return request.POST if act == name else None

    made: dict[str, Any] = {
        "remark": SectionForm(given("remark")),
        "settle": SettleForm(given("settle")),
    }
    if not queries.writes(request.actor, report):
        return made
    bodies = agencies.within_jurisdiction(request.actor, on=request.today).filter(
        agencies.alive_on(request.today)
    )
    units = bodies.exclude(pk=report.agency_id).order_by("-kind", "level", "name").values_list("pk", "name")
    ties = queries.targets_to_tie(request.actor, report, request.today)
    return {
        **made,
        "ask": AskForm(given("ask"), units=units),
        "ties": TiesForm(given("ties"), ties=ties),
        "agree": AgreeForm(given("agree"), initial={"symbol": report.symbol}),
        "issue": IssueForm(given("issue"), initial={"dated": request.today}),
        "bring": SignedForm(given("bring"), request.FILES if act == "bring" else None),
    }


def _act(request: ActorRequest, report: Any, forms: dict[str, Any]) -> bool:
    """Do what the button says; False leaves its form with what is wrong."""
    by: dict[str, Any] = {"by": request.actor, "now": request.now, "report": report.pk}
    act = request.POST.get("act", "")
    if act == "remark":
        return sent(request, forms[act], lambda said: services.remark(**by, **said), _("Đã gửi ý kiến."))
    if not queries.writes(request.actor, report):
        raise NotThere("report")
    if act in ("redraft", "reopen"):
        return _at_once(request, act, by)
    done: dict[str, tuple[Callable[..., object], str]] = {
        "settle": (services.settle_remark, _("Đã trả lời ý kiến.")),
        "ask": (services.ask_units, _("Đã hỏi các đơn vị.")),
        "ties": (services.tie_targets, _("Đã ghi chỉ tiêu đo bằng gì và soạn lại báo cáo.")),
        "agree": (services.agree, _("Đã duyệt báo cáo.")),
        "issue": (services.issue, _("Đã ban hành; văn bản nằm trong văn bản đi.")),
        "bring": (services.take_signed, _("Đã nhận bản ký số.")),
    }
    if act not in done:
        raise NotThere("act")
    event, words = done[act]
    return sent(request, forms[act], lambda said: event(**by, **said), words)


def _at_once(request: ActorRequest, act: str, by: dict[str, Any]) -> bool:
    if act == "reopen":
        services.open_again(**by)
        return True
    changed = services.draft_again(**by)
    said = ngettext(
        "Đã lấy lại số liệu: %(n)s chỗ thay đổi.", "Đã lấy lại số liệu: %(n)s chỗ thay đổi.", changed
    )
    messages.success(request, said % {"n": changed})
    return True


def _row(shown: queries.Shown, report: Any, *, sees: bool) -> dict[str, Any]:
    """``sees``: whether the reader may see what figures are made of; else they stand there without leading anywhere."""

    def opened(number: Mapping[str, Any]) -> str:
        return source_of(number, report) if sees or not queries.is_measure(str(number["code"])) else ""

    passage = shown.passage
    opens = {(number["row"], number["col"]): opened(number) for number in passage.numbers if "row" in number}
    table = [
        [(cell, opens.get((at, column), "")) for column, cell in enumerate(row)]
        for at, row in enumerate(passage.rows)
        if at
    ]
    return {
        "shown": shown,
        "passage": passage,
        "pieces": [
            (piece.words, opened({"code": piece.code}) if piece.code else "") for piece in shown.pieces
        ],
        "picture": linked(chart_of(passage.picture), lambda asked: opened_by(asked if sees else ""))
        if passage.picture
        else None,
        "heads": passage.rows[0] if passage.rows else [],
        "table": table,
        "missing": passage.missing,
    }
