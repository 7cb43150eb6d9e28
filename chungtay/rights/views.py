"""The desk of rights, the page of one file, the sheet to take away, the printed forms, a complaint."""

from collections.abc import Callable
from typing import Any

from django import forms as shapes
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, as_file, sent, signed_in, told, with_power
from chungtay.rights import forms, papers, queries, services
from chungtay.rights.access import note_complaint, note_look
from chungtay.rights.rules import (
    SERVE,
    SETTLE,
    is_late,
    may_serve,
    may_settle,
    next_due,
    printed_forms,
    read_until,
)
from chungtay.rights.words import HELD

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@signed_in
def desk(request: ActorRequest) -> HttpResponse:
    """What waits: complaints with their days, requests, closed files to seal or erase."""
    actor = request.actor
    if not (actor.can(SERVE) or actor.can(SETTLE)):
        raise NotThere("rights")
    if request.method == "POST":
        return _end(request)
    complaints = queries.list_complaints(actor, only_open=True)
    endings = queries.list_endings(actor, on=request.today)
    context = {
        "complaints": sorted(((next_due(one.course), one) for one in complaints), key=_by_due),
        "requests": queries.list_requests_waiting(actor),
        "endings": [(one, one.to_erase(request.today), HELD.get(one.held, "")) for one in endings],
        "serves": actor.can(SERVE),
    }
    return render(request, "rights/desk.html", context)


def _by_due(pair: tuple[Any, Any]) -> Any:
    return pair[0].due if pair[0] else timezone.now()


def _end(request: ActorRequest) -> HttpResponse:
    """Seal or erase one closed file; the service asks again whether its day has come."""
    act = services.erase_closed if request.POST.get("act") == "erase" else services.seal_closed
    try:
        act(by=request.actor, now=request.now, file=request.POST.get("file", ""))
    except Refused as refusal:
        messages.error(request, " ".join(told(problem) for problem in refusal.problems))
    else:
        messages.success(request, _("Đã làm xong và ghi vào nhật ký."))
    return redirect("rights:desk")


Act = tuple[type[shapes.Form], Callable[..., object], str]


def _acts() -> dict[str, Act]:
    return {
        "serve": (forms.ServeForm, services.serve_copies, _("Đã ghi việc giao; thời hạn đọc bắt đầu chạy.")),
        "read": (forms.ReadForm, services.mark_read, _("Đã ghi việc đọc hồ sơ.")),
        "tell": (forms.TellForm, services.tell, _("Đã ghi việc báo, giao.")),
        "sheet": (forms.SheetForm, services.give_sheet, _("Đã ghi việc trao tờ thông tin.")),
        "ask": (forms.AskForm, services.ask_request, _("Đã ghi đề nghị.")),
        "answer": (forms.AnswerForm, services.answer_request, _("Đã ghi câu trả lời.")),
        "complain": (
            forms.ComplainForm,
            services.file_complaint,
            _("Đã nhận khiếu nại; cơ quan giải quyết được báo."),
        ),
    }


@with_power(Power.RIGHTS_SERVE)
def person(request: ActorRequest, code: str) -> HttpResponse:
    """All that was done, and is still owed, for the person of one file."""
    file = queries.get_to_serve(request.actor, code)
    settlers = queries.list_settlers(file.keeper.place_id, on=request.today)
    now = timezone.localtime(request.now).replace(tzinfo=None)
    start = {"at": now, "told_on": request.today, "filed_on": request.today, "asked_on": request.today}
    shown: dict[str, shapes.Form] = {}
    for name, (shape, act, done) in _acts().items():
        chosen: dict[str, Any] = {"settlers": settlers} if name == "complain" else {}
        asked = request.method == "POST" and request.POST.get("act") == name
        form = shape(request.POST if asked else None, initial=start, auto_id=f"{name}_%s", **chosen)
        if asked and sent(
            request, form,
            lambda said, act=act: act(by=request.actor, now=request.now, file=code, **said),  # type: ignore[misc]
            done,
        ):  # fmt: skip
            return redirect("rights:person", code)
        shown[name] = form
    note_look(request, file, _("phục vụ quyền của người đó"))
    wrong = any(form.is_bound and form.errors for form in shown.values())
    servings = queries.list_servings(file.pk)
    context = {
        "file": file,
        "forms": shown,
        "now": now,
        "owed": queries.list_owed(file, on=request.today),
        "servings": [(one, read_until(one.served)) for one in servings],
        "to_serve": queries.list_to_serve(file, on=request.today),
        "tellings": queries.list_tellings(file.pk),
        "requests": [(one, _answer_to(one.pk, shown["answer"])) for one in queries.list_requests(file.pk)],
        "complaints": queries.list_complaints(request.actor, file=file.pk),
        "printed": sorted(printed_forms().values(), key=lambda form: form.code),
    }
    return render(request, "rights/person.html", context, status=422 if wrong else 200)


def _answer_to(request: int, sent_form: shapes.Form) -> shapes.Form:
    """A form for each request, so that no two fields of the page are one; the one that was sent as it was sent."""
    if sent_form.is_bound and sent_form.data.get("request") == str(request):
        return sent_form
    return forms.AnswerForm(auto_id=f"answer{request}_%s")


@require_safe
@with_power(Power.RIGHTS_SERVE)
def sheet(request: ActorRequest, code: str) -> HttpResponse:
    """The sheet to take away; ``?tai=docx`` gives the paper."""
    file = queries.get_to_serve(request.actor, code)
    found = queries.sheet_of(request.actor, file, on=request.today)
    note_look(request, file, _("lập tờ thông tin trao cho người đó"))
    if request.GET.get("tai") == "docx":
        paper = papers.sheet_as_docx(found.title, found.lead, found.parts, found.foot)
        return _download(paper, f"to-thong-tin-{code}")
    return render(request, "rights/sheet.html", {"file": file, "sheet": found})


@require_safe
@with_power(Power.RIGHTS_SERVE)
def printed(request: ActorRequest, code: str, form: str) -> HttpResponse:
    """A form of the annexes, filled from the file."""
    file = queries.get_to_serve(request.actor, code)
    row = printed_forms().get(form)
    if row is None or file.person.sealed_at is not None:
        raise NotThere("form")
    values = queries.values_of(file, row, now=request.now)
    summary = queries.summary_of(file) if row.summary else ()
    note_look(request, file, _("in mẫu %(form)s") % {"form": form})
    return _download(papers.form_as_docx(row, values, dated=request.today, summary=summary), f"{form}-{code}")


def _download(paper: bytes, name: str) -> HttpResponse:
    answer = as_file(HttpResponse(paper, content_type=DOCX), f"{slugify(name)}.docx")
    answer["Cache-Control"] = "no-store"
    return answer


@signed_in
def complaint(request: ActorRequest, complaint: int) -> HttpResponse:
    """One complaint: taken up, settled, taken further, by whose turn it is."""
    actor = request.actor
    row = queries.get_complaint(actor, complaint)
    settles = row.settled_on is None and may_settle(
        actor, settler=row.settler_id, taken_in_by=row.taken_in_by_id
    )
    goes_on = may_serve(actor, keeper=row.keeper_id) and queries.may_go_on(row, request.now)
    above = (
        queries.list_settlers(row.keeper.place_id, on=request.today, but=row.settler_id) if goes_on else []
    )
    offered: dict[str, tuple[shapes.Form, Callable[..., object], str]] = {}
    posted = request.POST if request.method == "POST" else None

    def given(name: str) -> Any:
        return posted if posted and posted.get("act") == name else None

    if settles and row.accepted_on is None and row.against != "court":
        form: shapes.Form = forms.AcceptForm(given("accept"), initial={"on": request.today})
        offered["accept"] = (form, services.accept_complaint, _("Đã thụ lý."))
    elif settles:
        form = forms.SettleForm(given("settle"), initial={"on": request.today})
        offered["settle"] = (form, services.settle_complaint, _("Đã ghi kết quả; nơi giữ hồ sơ được báo."))
    if goes_on:
        form = forms.AgainForm(given("again"), initial={"filed_on": request.today}, settlers=above)
        offered["again"] = (form, services.complain_again, _("Đã nhận khiếu nại lần hai."))
    for form, act, done in offered.values():
        if form.is_bound and sent(
            request, form,
            lambda said, act=act: act(by=actor, now=request.now, complaint=complaint, **said),  # type: ignore[misc]
            done,
        ):  # fmt: skip
            return redirect("rights:complaint", complaint)
    wrong = any(form.is_bound and form.errors for form, _act, _done in offered.values())
    context = {
        "complaint": row,
        "due": next_due(row.course),
        "late": is_late(row.course, request.now),
        "forms": {name: form for name, (form, _act, _done) in offered.items()},
        "serves": may_serve(actor, keeper=row.keeper_id),
        "first": queries.get_first(row),
        "further": queries.get_second(row),
    }
    note_complaint(request, row)
    return render(request, "rights/complaint.html", context, status=422 if wrong else 200)
