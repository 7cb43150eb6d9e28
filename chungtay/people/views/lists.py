"""Bringing in a list: send it, say what the columns hold, let it be tried, taken, taken back; stop what runs."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_htmx.http import HttpResponseClientRefresh

from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, sent, told, with_power
from chungtay.journal.services import record_look
from chungtay.notices import queries as notices
from chungtay.notices.rules import OPEN_STATES
from chungtay.people import queries, services
from chungtay.people.forms import ListForm, TakeForm
from chungtay.people.rules import Line, ListAct
from chungtay.people.rules.sheets import column_letter
from chungtay.people.words import COLUMNS, PURPOSES

_SHOWN = 300


@never_cache
@sensitive_post_parameters()
@with_power(Power.PEOPLE_EDIT)
def bring_in(request: ActorRequest) -> HttpResponse:
    """``?so=12``: a list on its way; without it, where one is sent and those that were taken."""
    number = request.GET.get("so", "")
    if number.isdecimal():
        return _one(request, int(number))
    form = ListForm(request.POST or None, request.FILES or None)
    made: list[Any] = []

    def begin(said: dict[str, Any]) -> None:
        content = said["sheet"].read()
        made.append(services.begin_list(by=request.actor, now=request.now, content=content))

    if request.method == "POST" and sent(request, form, begin, _("Đã đọc danh sách. Chưa lưu ai.")):
        return redirect(_address(made[0].pk))
    context = {"form": form, "taken": queries.list_bringings(request.actor)}
    return render(request, "people/bring_in.html", context, status=422 if form.errors else 200)


def _one(request: ActorRequest, number: int) -> HttpResponse:
    row = queries.get_bringing(request.actor, number)
    ways = services.list_taker().ways(request.today)
    form = TakeForm(
        request.POST if "way" in request.POST else None, ways=ways, today=request.today, initial=_asked(row)
    )
    if request.method == "POST" and _done(request, row, form):
        return redirect(_address(number))
    job = notices.latest_job(f"list:{number}")
    running = job is not None and job.state in OPEN_STATES
    if not running and request.htmx:  # type: ignore[attr-defined]  # who watched the progress reads the page anew
        return HttpResponseClientRefresh()
    if not running:
        _note_look(request, row)
    lines = [] if running else queries.list_tried(request.actor, number)
    context = {
        "row": row, "form": form, "job": job, "running": running, "columns": _columns(row), "known": COLUMNS.items(),
        "lines": [_shown(line) for line in lines[:_SHOWN]], "total": len(lines), "shown": _SHOWN,
        "wrong": sum(bool(line.errors) for line in lines), "back": reverse("people:bring_in"),
        "left_out": [(problem.place, told(problem)) for _at, problem in queries.list_found(row)[:_SHOWN]],
    }  # fmt: skip
    return render(request, "people/list.html", context, status=422 if form.errors else 200)


def _note_look(request: ActorRequest, row: Any) -> None:
    """While its cells are there the page shows its people; once for each showing."""
    if row.grid is not None:
        record_look(
            by=request.actor, now=request.now, subject=f"list:{row.pk}", title=f"Danh sách số {row.pk}",
            purpose=str(PURPOSES["file"]),
        )  # fmt: skip


def _done(request: ActorRequest, row: Any, form: TakeForm) -> bool:
    """Whether what the page asked has been done, or could not be, and the page is to be read anew."""
    by: dict[str, Any] = {"by": request.actor, "now": request.now, "bringing": row.pk}
    if "way" in request.POST:
        act = ListAct.TRY if "try" in request.POST else ListAct.TAKE
        only_right = "only_right" in request.POST
        said = _("Đang làm; có thể rời trang này.")
        return sent(
            request,
            form,
            lambda said: services.start_list(**by, act=act, only_right=only_right, **said),
            said,
        )
    try:
        if "columns" in request.POST:
            services.set_columns(**by, columns=_chosen(request))
        elif "undo" in request.POST:
            services.start_list(**by, act=ListAct.UNDO)
        elif "stop" in request.POST:
            services.stop_list(**by)
    except Refused as refusal:
        for problem in refusal.problems:
            messages.error(request, told(problem))
    return True


def _chosen(request: ActorRequest) -> dict[int, str]:
    chosen = ((name[1:], str(what)) for name, what in request.POST.items() if name[:1] == "k")
    return {int(at): what for at, what in chosen if at.isdecimal()}


def _asked(row: Any) -> dict[str, Any]:
    """What the list was last tried with."""
    on = row.asked.get("on")
    return {**row.asked, "on": date.fromisoformat(on) if on else None}


def _columns(row: Any) -> list[dict[str, Any]]:
    """Each column with its letter, its head, its first cells, and what it is said to hold."""
    if row.grid is None:
        return []
    heads, below = row.grid[row.heads], row.grid[row.heads + 1 : row.heads + 4]
    return [
        {
            "at": at,
            "letter": column_letter(at),
            "head": heads[at] or (row.grid[row.heads - 1][at] if row.heads else ""),
            "cells": [cells[at] for cells in below if at < len(cells) and cells[at]],
            "holds": row.columns.get(str(at), ""),
        }
        for at in range(len(heads))
    ]


def _shown(line: Line) -> dict[str, Any]:
    said = line.told
    return {
        "row": line.row,
        "name": said.get("name", ""),
        "born": said.get("born", ""),
        "number": ", ".join(one["number"] for one in said.get("numbers", ())),
        "problems": [(problem.place, told(problem)) for problem in line.problems],
        "wrong": bool(line.errors),
    }


def _address(number: int) -> str:
    return f"{reverse('people:bring_in')}?so={number}"
