"""How a body words its reports, in the browser or in Word; and the certificates that it trusts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.web import ActorRequest, as_file, sent, told, with_power
from chungtay.files.access import send_file, takes_uploads
from chungtay.pictures.rules import chart_of, linked
from chungtay.reports import queries, services
from chungtay.reports.forms import LayoutForm, OutlineFileForm, OutlineForm, RootForm
from chungtay.reports.papers import outline_as_docx, outline_from_docx
from chungtay.reports.rules import shipped_outline
from chungtay.reports.views.report import DOCX
from chungtay.reports.views.sources import opened_by


def _too_large(request: ActorRequest, problem: Problem) -> HttpResponse:
    messages.error(request, told(problem))
    return redirect("reports:setup")


@takes_uploads(_too_large)
@with_power(Power.SETTINGS_MANAGE)
def setup(request: ActorRequest) -> HttpResponseBase:
    """``?bai=`` the outline; ``?tep=docx`` the same for Word. Nothing is kept before "keep": a file is tried first."""
    known = queries.outlines()
    name = request.GET.get("bai", next(iter(known)))
    if name not in known:
        raise NotThere("outline")
    text = queries.outline_text(request.actor.agency, name)
    if request.GET.get("tep") == "docx":
        return as_file(HttpResponse(outline_as_docx(text), content_type=DOCX), f"dan-bai-{name}.docx")
    own = queries.get_own_outline(request.actor.agency, name)
    if request.GET.get("tep") == "mau" and own and own.layout:
        return send_file(own.layout)
    act = request.POST.get("act", "")
    forms: dict[str, Any] = {
        "form": OutlineForm(request.POST if act in ("try", "keep") else None, initial={"text": text}),
        "bring": OutlineFileForm(*((request.POST, request.FILES) if act == "bring" else ())),
        "layout": LayoutForm(*((request.POST, request.FILES) if act == "layout" else ())),
        "root": RootForm(*((request.POST, request.FILES) if act == "trust" else ())),
    }
    here = f"{reverse('reports:setup')}?{urlencode({'bai': name})}"
    try:
        if request.method == "POST" and act not in ("try", "bring") and _act(request, name, act, forms):
            return redirect(here)
    except queries.NotReady:
        return render(request, "reports/not_ready.html", status=503)
    if act == "bring" and forms["bring"].is_valid():
        text = _brought(request, forms, text)
    tried = forms["form"]["text"].value() if act in ("try", "keep") else text
    context = {
        "name": name,
        "known": known.values(),
        "own": own,
        "roots": queries.trusted_by(request.actor.agency),
        **forms,
        **_tried(request, name, str(tried or "")),
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "reports/setup.html", context, status=422 if wrong else 200)


def _act(request: ActorRequest, name: str, act: str, forms: dict[str, Any]) -> bool:
    by: dict[str, Any] = {"by": request.actor, "now": request.now}
    match act:
        case "keep":
            return sent(
                request, forms["form"], lambda said: services.keep_outline(**by, outline=name, **said),
                _("Đã ghi dàn bài. Báo cáo đang soạn dùng dàn bài mới khi lấy lại số liệu."),
            )  # fmt: skip
        case "restore":
            services.keep_outline(**by, outline=name, text=shipped_outline(name))
            messages.success(request, _("Đã dùng lại dàn bài có sẵn."))
            return True
        case "layout":
            return sent(
                request, forms["layout"], lambda said: services.keep_layout(**by, outline=name, **said),
                _("Đã ghi mẫu Word. Ở mỗi báo cáo có nút tải theo mẫu này."),
            )  # fmt: skip
        case "no_layout":
            services.drop_layout(**by, outline=name)
            messages.success(request, _("Đã bỏ mẫu Word."))
            return True
        case "trust":
            return sent(
                request,
                forms["root"],
                lambda said: services.trust_root(**by, **said),
                _("Đã nhận chứng thư."),
            )
        case "distrust":
            services.distrust_root(**by, root=int(request.POST.get("root", "0") or 0))
            return True
    raise NotThere("act")


def _brought(request: ActorRequest, forms: dict[str, Any], text: str) -> str:
    """What stands in the Word file, put into the form to be looked at before it is kept."""
    try:
        brought = outline_from_docx(forms["bring"].cleaned_data["file"].read())
    except Refused as refusal:
        for problem in refusal.problems:
            forms["bring"].add_error("file", told(problem))
        return text
    forms["form"] = OutlineForm(initial={"text": brought})
    return brought


def _tried(request: ActorRequest, name: str, text: str) -> dict[str, Any]:
    """The faults of the text by line, and what a report would say today."""
    outline, faults = queries.check_outline(text, on=request.today)
    lines = text.splitlines()
    shown = [(fault, lines[fault.line - 1] if fault.line <= len(lines) else "") for fault in faults]
    try:
        _report, preview = queries.try_outline(request.actor, outline, name, today=request.today)
    except queries.NotReady:
        preview = []
    drawn = [(one, linked(chart_of(one.picture), opened_by) if one.picture else None) for one in preview]
    return {"faults": shown, "preview": drawn}
