"""The list of papers, one paper, and what starts and stops its reading."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from chungtay.agencies.access import ActorRequest, signed_in
from chungtay.agencies.rules import Power
from chungtay.base.problems import Problem, Refused
from chungtay.base.web import told, with_power
from chungtay.breakglass.access import note_look
from chungtay.documents import queries, services
from chungtay.documents.forms import UploadForm
from chungtay.documents.rules.findings import FindingKind, PaperState
from chungtay.documents.words import KIND_WORDS, PAPER_KINDS, STATE_WORDS
from chungtay.files.access import send_file, takes_uploads
from chungtay.journal import queries as journal

_ON_A_PAGE = 50


@require_safe
@signed_in
def papers(request: ActorRequest) -> HttpResponse:
    return _list(request, UploadForm())


def _list(request: ActorRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    asked = request.GET
    wanted = queries.Wanted(
        words=asked.get("q", ""),
        state=asked.get("trang-thai", ""),
        kind=asked.get("loai", ""),
        sort=asked.get("sort", ""),
    )
    page = Paginator(queries.list_papers(request.actor, wanted), _ON_A_PAGE).get_page(asked.get("page"))
    context = {
        "page": page,
        "form": form,
        "wanted": wanted,
        "states": STATE_WORDS,
        "kinds": [(kind, PAPER_KINDS.get(kind, kind)) for kind in queries.list_kinds(request.actor)],
        "may_take_in": request.actor.can(Power.DOCUMENTS_MANAGE),
        "may_open": request.actor.can(Power.EMERGENCY_OPEN),
        **_limit(),
    }
    return render(request, "documents/papers.html", context, status=status)


def _limit() -> dict[str, Any]:
    return {"limit": f"{settings.UPLOAD_LIMIT // (1024 * 1024)} MB", "limit_bytes": settings.UPLOAD_LIMIT}


def _too_large(request: ActorRequest, problem: Problem, **_ids: int) -> HttpResponse:
    messages.error(request, told(problem))
    return _list(request, UploadForm(), status=413)


@require_POST
@with_power(Power.DOCUMENTS_MANAGE)
@takes_uploads(_too_large)
def take_in(request: ActorRequest) -> HttpResponse:
    """One paper for each file; a file that is refused does not keep the others out."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    taken = []
    for file in form.cleaned_data["uploads"]:
        try:
            taken.append(
                services.take_in(by=request.actor, now=request.now, name=file.name, chunks=file.chunks())
            )
        except Refused as refusal:
            _say(request, refusal)
    if len(taken) == 1:
        return redirect("documents:paper", taken[0].pk)
    if taken:
        messages.success(
            request, _("Đã nhận %(count)s văn bản; máy đang đọc lần lượt.") % {"count": len(taken)}
        )
    return redirect("documents:papers")


def _say(request: ActorRequest, refusal: Refused) -> None:
    for problem in refusal.problems:
        words: Any = told(problem)
        if isinstance(refusal, services.SameDocument):
            href = reverse("documents:paper", args=[refusal.document])
            words = format_html('{} <a href="{}">{}</a>', words, href, _("Mở văn bản đó"))
        messages.error(request, words)


@require_safe
@signed_in
def paper(request: ActorRequest, document: int) -> HttpResponse:
    found = queries.get_paper(request.actor, document)
    note_look(request, "document", found.pk, found.title)
    shown = queries.review(found)
    context = {
        "document": found,
        "kind": PAPER_KINDS.get(found.kind, found.kind),
        "shown": shown,
        "counts": [
            (KIND_WORDS[FindingKind(kind)], number)
            for kind, number in queries.count_by_kind(shown.reading.pk).items()
        ]
        if shown
        else [],
        "versions": queries.list_versions(found),
        "may_manage": queries.may_manage(request.actor, found),
        "openings": queries.openings_of(found),
        "history": journal.history_of(f"document:{found.pk}")[:8],
        "form": UploadForm(),
        **_limit(),
    }
    return render(request, "documents/paper.html", context)


@require_safe
@signed_in
def progress(request: ActorRequest, document: int) -> HttpResponse:
    """How the reading goes, asked for every second by htmx; in the list (``?o=ds``) only the cell of the state."""
    found = queries.get_paper(request.actor, document)
    if request.GET.get("o") == "ds":
        return render(request, "documents/parts/state.html", {"document": found})
    if queries.state_of(found) != PaperState.READING:
        return HttpResponseClientRefresh()
    context = {"document": found, "may_manage": queries.may_manage(request.actor, found)}
    return render(request, "documents/parts/reading.html", context)


@require_POST
@with_power(Power.DOCUMENTS_MANAGE)
def read_again(request: ActorRequest, document: int) -> HttpResponse:
    try:
        services.start_reading(by=request.actor, now=request.now, document=document)
    except Refused as refusal:
        _say(request, refusal)
    return redirect("documents:paper", document)


@require_POST
@with_power(Power.DOCUMENTS_MANAGE)
def cancel(request: ActorRequest, document: int) -> HttpResponse:
    services.cancel_reading(by=request.actor, now=request.now, document=document)
    messages.info(request, _("Đã yêu cầu dừng đọc. Văn bản và những gì đã soát vẫn còn nguyên."))
    return redirect("documents:paper", document)


def _version_too_large(request: ActorRequest, problem: Problem, document: int) -> HttpResponse:
    queries.get_managed(request.actor, document)
    messages.error(request, told(problem))
    return redirect("documents:paper", document)


@require_POST
@with_power(Power.DOCUMENTS_MANAGE)
@takes_uploads(_version_too_large)
def add_version(request: ActorRequest, document: int) -> HttpResponse:
    queries.get_managed(request.actor, document)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["uploads"])))
        return redirect("documents:paper", document)
    file = form.cleaned_data["uploads"][0]
    try:
        services.add_version(
            by=request.actor, now=request.now, document=document, name=file.name, chunks=file.chunks()
        )
    except Refused as refusal:
        _say(request, refusal)
    return redirect("documents:paper", document)


@require_safe
@signed_in
def download(request: ActorRequest, document: int, n: int) -> HttpResponse:
    version = queries.get_version(request.actor, document, n)
    note_look(request, "document", document, version.name)
    return cast(HttpResponse, send_file(version.file, version.name))
