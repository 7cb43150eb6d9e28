"""My work, and reporting on a share in two clicks."""

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import Problem, Refused
from chungtay.base.web import ActorRequest, safe_address, show_problems, signed_in, told, with_power
from chungtay.files import services as files
from chungtay.files.access import send_file, takes_uploads
from chungtay.plans import queries, services
from chungtay.plans.forms import ProgressForm
from chungtay.plans.rules import may_report
from chungtay.replays.access import kept_offline, once

_GROUPS = {
    "late": _("Quá hạn"),
    "soon": _("Đến hạn tuần này"),
    "ahead": _("Sắp tới"),
    "undated": _("Không có hạn"),
    "done": _("Đã xong"),
}


@signed_in
@kept_offline
def my_work(request: ActorRequest) -> HttpResponse:
    work = queries.my_work(request.actor, today=request.today)
    groups = [
        {"key": key, "title": title, "group": group, "more": group.count - len(group.shares)}
        for key, title in _GROUPS.items()
        if (group := getattr(work, key)).count
    ]
    reads = not request.actor.can(Power.WORK_REPORT)
    return render(request, "plans/my_work.html", {"work": work, "groups": groups, "reads": reads})


@signed_in
def _too_large(request: ActorRequest, problem: Problem, share: int) -> HttpResponse:
    """An upload past the limit: the form comes back with the reason; the files must be chosen again."""
    row = queries.get_share(request.actor, share, on=request.today)
    form = ProgressForm({"seen": row.revision, "percent": row.percent, "state": row.state})
    form.full_clean()
    form.add_error("attached", told(problem))
    return _answer(request, row, form)


@takes_uploads(_too_large)
@with_power(Power.WORK_REPORT)
@once
@kept_offline
def report(request: ActorRequest, share: int) -> HttpResponse:
    """The form of one share on a page of its own; with htmx, the row of the list that was reported on."""
    row = queries.get_share(request.actor, share, on=request.today)
    if request.method != "POST":
        return _answer(request, row, ProgressForm(initial={"seen": row.revision, "percent": row.percent}))
    form = ProgressForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _report(request, share, form)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            return _reported(request, share)
    return _answer(request, row, form)


@transaction.atomic
def _report(request: ActorRequest, share: int, form: ProgressForm) -> None:
    """Files and report stand or fall together."""
    said = form.cleaned_data
    kept = [
        files.keep(by=request.actor, now=request.now, name=sent.name, chunks=sent.chunks()).pk
        for sent in said["attached"]
    ]
    services.report_progress(
        by=request.actor, now=request.now, share=share, state=said["state"], percent=said["percent"],
        note=said["note"], seen=said["seen"], files=kept,
    )  # fmt: skip


def _reported(request: ActorRequest, share: int) -> HttpResponse:
    row = queries.get_share(request.actor, share, on=request.today)
    if getattr(request, "htmx", False):
        return render(request, "plans/parts/share_row.html", {"share": row, "said": True})
    messages.success(request, gettext("Đã ghi: %(task)s") % {"task": row.task.text[:120]})
    return redirect(safe_address(request, request.POST.get("next", ""), reverse("plans:my_work")))


def _answer(request: ActorRequest, share: Any, form: ProgressForm) -> HttpResponse:
    if not may_report(request.actor, doer=share.agency_id):
        return redirect("plans:task", share.task_id)
    template = "plans/parts/share_row.html" if getattr(request, "htmx", False) else "plans/report.html"
    return render(request, template, {"share": share, "form": form}, status=422 if form.errors else 200)


@signed_in
def download(request: ActorRequest, update_file: int) -> HttpResponse:
    """A file that came with an update; for who may see the share."""
    kept = queries.get_update_file(request.actor, update_file, on=request.today)
    return cast(HttpResponse, send_file(kept.file))
