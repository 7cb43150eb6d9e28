"""Bringing in a list: send it, say what the columns hold, try it, take it, take it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, sent, told, with_power
from chungtay.people import queries, services
from chungtay.people.forms import ListForm, TakeForm
from chungtay.people.rules import Line
from chungtay.people.rules.sheets import column_letter
from chungtay.people.words import COLUMNS

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

    if request.method == "POST" and "undo" in request.POST:
        return _undo(request)
    if request.method == "POST" and sent(request, form, begin, _("Đã đọc danh sách. Chưa lưu ai.")):
        return redirect(_address(made[0].pk))
    context = {"form": form, "taken": queries.list_bringings(request.actor)}
    return render(request, "people/bring_in.html", context, status=422 if form.errors else 200)


def _one(request: ActorRequest, number: int) -> HttpResponse:
    row = queries.get_bringing(request.actor, number)
    form = TakeForm(request.POST if "ground" in request.POST else None, on=request.today)
    lines, tried = queries.list_lines(request.actor, number), False
    if request.method == "POST" and "columns" in request.POST:
        _set_columns(request, number)
        return redirect(_address(number))
    if request.method == "POST" and form.is_valid():
        by = {"by": request.actor, "now": request.now, "bringing": number, **form.cleaned_data}
        try:
            if "try" in request.POST:
                lines, tried = services.try_list(**by), True
            else:
                services.take_list(**by, only_right="only_right" in request.POST)
                messages.success(request, _("Đã nhận danh sách."))
                return redirect("people:bring_in")
        except Refused as refusal:
            for problem in refusal.problems[:9]:
                form.add_error(None, f"{problem.place}: {told(problem)}" if problem.place else told(problem))
    context = {
        "row": row, "form": form, "tried": tried, "columns": _columns(row), "known": COLUMNS.items(),
        "lines": [_shown(line) for line in lines[:_SHOWN]], "total": len(lines),
        "wrong": sum(bool(line.errors) for line in lines), "back": reverse("people:bring_in"),
    }  # fmt: skip
    return render(request, "people/list.html", context, status=422 if form.errors else 200)


def _set_columns(request: ActorRequest, number: int) -> None:
    chosen = ((name[1:], str(what)) for name, what in request.POST.items() if name[:1] == "k")
    said = {int(at): what for at, what in chosen if at.isdecimal()}
    try:
        services.set_columns(by=request.actor, now=request.now, bringing=number, columns=said)
    except Refused as refusal:
        for problem in refusal.problems:
            messages.error(request, told(problem))


def _undo(request: ActorRequest) -> HttpResponse:
    number = request.POST["undo"]
    try:
        services.undo_list(
            by=request.actor, now=request.now, bringing=int(number) if number.isdecimal() else 0
        )
        messages.success(request, _("Đã hoàn tác: mọi hồ sơ từ danh sách này không còn."))
    except Refused as refusal:
        for problem in refusal.problems:
            messages.error(request, told(problem))
    return redirect("people:bring_in")


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
