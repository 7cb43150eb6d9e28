"""Reports: the list, one report with every number open to its source, what units write, the paper."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, change_page, sent, signed_in, told
from chungtay.plans import queries as plans
from chungtay.plans.rules import PlanState
from chungtay.reports import queries, services
from chungtay.reports.forms import (
    AgreeForm,
    AskForm,
    ContributeForm,
    IssueForm,
    OpenForm,
    PassageForm,
    RemarkForm,
)  # fmt: skip
from chungtay.reports.papers import docx_name, docx_of, printed_of
from chungtay.reports.rules import PassageKind, ReportState
from chungtay.reports.words import STATES

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = 30


@signed_in
def reports(request: ActorRequest) -> HttpResponse:
    """Reports that one may read, what the own body is asked to write, and the form that begins a new one."""
    actor, today = request.actor, request.today
    form = None
    if actor.can(Power.PLANS_MANAGE):
        managed = [plan for plan in plans.visible_plans(actor, today) if plans.manages(actor, plan, on=today)]
        running = [
            (plan.pk, f"{plan}: {plan.title}"[:120]) for plan in managed if plan.state == PlanState.IN_FORCE
        ]
        form = OpenForm(request.POST or None, plans=running, today=today)
    if request.method == "POST":
        if form is None:
            raise NotThere("report")
        made: list[int] = []
        try:
            if sent(
                request, form, lambda said: made.append(services.open_report(by=actor, now=request.now, **said).pk),
                _("Đã soạn báo cáo từ số liệu và công việc đến hôm nay."),
            ):  # fmt: skip
                return redirect("reports:report", made[0])
        except queries.NotReady:
            return render(request, "reports/not_ready.html", status=503)
    context = {
        "page": Paginator(queries.list_reports(actor, on=today), PAGE).get_page(request.GET.get("trang")),
        "asked": queries.list_asked(actor),
        "form": form,
        "states": STATES,
    }
    return render(request, "reports/reports.html", context, status=422 if form and form.errors else 200)


@signed_in
def report(request: ActorRequest, report: int) -> HttpResponse:
    """The report as it stands; ``?tep=docx`` the paper. Its buttons are for who puts it together."""
    actor, today = request.actor, request.today
    found = queries.get_report(actor, report, on=today)
    if request.GET.get("tep") == "docx":
        return HttpResponse(
            docx_of(actor, found, on=today),
            content_type=DOCX,
            headers={"Content-Disposition": f'attachment; filename="{docx_name(found)}"'},
        )
    forms = _forms(request, found)
    if request.method == "POST":
        if not queries.writes(actor, found):
            raise NotThere("report")
        try:
            if _act(request, found.pk, forms):
                return redirect("reports:report", found.pk)
        except Refused as refusal:
            for problem in refusal.problems:
                messages.error(request, told(problem))
            return redirect("reports:report", found.pk)
        except queries.NotReady:
            return render(request, "reports/not_ready.html", status=503)
    try:
        rows = [_row(one, found) for one in queries.shown(actor, found, on=today)]
        printed = {passage.pk for passage in printed_of([row["passage"] for row in rows])}
    except queries.NotReady:
        return render(request, "reports/not_ready.html", status=503)
    for row in rows:
        row["empty"] = row["passage"].kind == PassageKind.HEADING and row["passage"].pk not in printed
    wrong = any(form.errors for form in forms.values())
    context = {
        "report": found,
        "rows": rows,
        "doubtful": sum(row["shown"].doubtful for row in rows),
        "missing": sorted({name for row in rows for name in row["missing"]}),
        "contributions": queries.list_contributions(found),
        "writes": queries.writes(actor, found),
        "state": STATES[ReportState(found.state)],
        **forms,
    }
    return render(request, "reports/report.html", context, status=422 if wrong else 200)


def _forms(request: ActorRequest, report: Any) -> dict[str, Any]:
    """The forms of what may happen next; only the one that was sent is bound."""
    act = request.POST.get("act", "")
    bodies = agencies.within_jurisdiction(request.actor, on=request.today).filter(
        agencies.alive_on(request.today)
    )
    units = bodies.exclude(pk=report.agency_id).order_by("-kind", "level", "name").values_list("pk", "name")
    return {
        "ask": AskForm(request.POST if act == "ask" else None, units=units),
        "agree": AgreeForm(request.POST if act == "agree" else None, initial={"symbol": report.symbol}),
        "issue": IssueForm(request.POST if act == "issue" else None, initial={"dated": request.today}),
    }


def _act(request: ActorRequest, report: int, forms: dict[str, Any]) -> bool:
    """Do what the button says; False leaves its form with what is wrong."""
    by: dict[str, Any] = {"by": request.actor, "now": request.now, "report": report}
    match request.POST.get("act"):
        case "redraft":
            changed = services.draft_again(**by)
            said = ngettext(
                "Đã lấy lại số liệu: %(n)s chỗ thay đổi.", "Đã lấy lại số liệu: %(n)s chỗ thay đổi.", changed
            )
            messages.success(request, said % {"n": changed})
            return True
        case "ask":
            return sent(
                request, forms["ask"], lambda said: services.ask_units(**by, **said), _("Đã hỏi các đơn vị.")
            )
        case "agree":
            return sent(
                request, forms["agree"], lambda said: services.agree(**by, **said), _("Đã duyệt báo cáo.")
            )
        case "issue":
            return sent(
                request, forms["issue"], lambda said: services.issue(**by, **said),
                _("Đã ban hành; văn bản nằm trong văn bản đi."),
            )  # fmt: skip
        case "reopen":
            services.open_again(**by)
            return True
    raise NotThere("act")


def _row(shown: queries.Shown, report: Any) -> dict[str, Any]:
    passage = shown.passage
    cells = {number["row"]: number["code"] for number in passage.numbers if "row" in number}
    table = [
        (row, _source(cells[at], report) if at in cells else "") for at, row in enumerate(passage.rows) if at
    ]
    return {
        "shown": shown,
        "passage": passage,
        "pieces": [
            (piece.words, _source(piece.code, report) if piece.code else "") for piece in shown.pieces
        ],
        "heads": passage.rows[0] if passage.rows else [],
        "table": table,
        "missing": passage.missing,
    }


def _source(code: str, report: Any) -> str:
    """Where a number opens: the reports that were added up, or the list of tasks that were counted."""
    if not code.startswith("tasks:"):
        return f"{reverse('indicators:number')}?{urlencode({'do': code, **_period(report.period)})}"
    _name, plan, section, state = code.split(":")
    asked = {"plan": plan, "section": section, "state": state}
    return f"{reverse('plans:tasks')}?{urlencode({name: value for name, value in asked.items() if value})}"


def _period(period: str) -> dict[str, str]:
    """The question of the measure's page that has this period in it."""
    year, _dash, code = period.partition("-")
    spans = {"M": "month", "Q": "quarter"}
    return {"nam": year, "ky": spans.get(code[:1], "half"), "so": period}


@signed_in
def passage(request: ActorRequest, report: int, passage: int) -> HttpResponse:
    """Say a sentence otherwise, or leave it out."""
    found = queries.get_report(request.actor, report, on=request.today)
    if not queries.writes(request.actor, found):
        raise NotThere("passage")
    one = queries.get_passage(found, passage)
    form = PassageForm(
        request.POST or None,
        initial={"text": one.said or one.drafted, "left_out": one.left_out, "seen": found.revision},
    )
    return change_page(
        request, form, _("Sửa đoạn"), about=one.drafted or _("Đoạn này chưa có số liệu để soạn."),
        back=f"{reverse('reports:report', args=[found.pk])}#doan-{one.pk}", done=_("Đã sửa."), button=_("Ghi"),
        act=lambda said: services.edit_passage(
            by=request.actor, now=request.now, report=found.pk, passage=one.pk, **said
        ),
    )  # fmt: skip


@signed_in
def contribution(request: ActorRequest, contribution: int) -> HttpResponse:
    """A unit writes its part; who puts the report together reads it, and may give it back."""
    actor = request.actor
    one = queries.get_contribution(actor, contribution, on=request.today)
    own = one.agency_id in actor.bodies
    by: dict[str, Any] = {"by": actor, "now": request.now, "contribution": one.pk}
    if own:
        known = {"result": one.result, "cause": one.cause, "proposal": one.proposal}
        form: ContributeForm | RemarkForm = ContributeForm(request.POST or None, initial=known)
        done, back = _("Đã gửi."), reverse("reports:reports")
    else:
        form = RemarkForm(request.POST or None)
        done, back = _("Đã trả lại đơn vị."), reverse("reports:report", args=[one.report_id])

    def act(said: dict[str, Any]) -> None:
        (services.contribute if own else services.return_contribution)(**by, **said)

    if request.method == "POST" and sent(request, form, act, done):
        return redirect(back)
    context = {"one": one, "own": own, "form": form, "back": back}
    return render(request, "reports/contribution.html", context, status=422 if form.errors else 200)
