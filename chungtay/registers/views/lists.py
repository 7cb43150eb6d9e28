"""The registers of the own body, the list of one, what waits for approval, the entries behind a number."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, signed_in, told, with_power
from chungtay.catalogue import queries as catalogue
from chungtay.figures import queries as figures
from chungtay.law.rules import NoAnswer, window
from chungtay.places import queries as places
from chungtay.registers import queries, services
from chungtay.registers.access import title_of
from chungtay.registers.forms import FilterForm, ReasonForm
from chungtay.registers.queries import COUNTED_UP_TO, Wanted
from chungtay.registers.rules import Definition, EntryState, may_write, words_of
from chungtay.registers.words import BADGES, STATES, spoken, tongue_of

PAGE, AT_ONCE = 40, 100


class LongList(Paginator):  # type: ignore[type-arg]
    """Counts no further than a person reads: a list of 200,000 opens as fast as one of 200."""

    @cached_property
    def count(self) -> int:
        first = list(self.object_list[: self.per_page + 1])  # what is found seldom is looked for once
        if len(first) <= self.per_page:
            self.object_list = first
            return len(first)
        return queries.count_up_to(self.object_list)  # type: ignore[arg-type]


@signed_in
def registers(request: ActorRequest) -> HttpResponse:
    found = queries.list_registers(request.actor, on=request.today)
    waiting = queries.waiting_by_register(request.actor)
    groups: dict[tuple[str, str], list[Any]] = {}
    for one in found:
        form, tongue = spoken(one.definition), tongue_of(one.definition)
        group = (form.group, tongue) if form.group else (_("Sổ khác"), "")
        groups.setdefault(group, []).append((one, form.title, tongue, waiting.get(one.register.pk, 0)))
    context = {
        "groups": list(groups.items()),
        "waiting": sum(waiting.values()),
        "may_record": request.actor.can(Power.REGISTERS_RECORD),
        "may_approve": request.actor.can(Power.REGISTERS_APPROVE),
        "may_design": request.actor.can(Power.REGISTERS_DESIGN),
    }
    return render(request, "registers/registers.html", context)


def wanted_in(request: ActorRequest, register: Any) -> tuple[FilterForm, Wanted]:
    form = FilterForm(request.GET or None)
    near = [
        (one.pk, one.full_name)
        for root in sorted(request.actor.reach)
        for one in places.children(root, request.today)
    ]
    nothing: list[tuple[Any, str]] = [("", _("tất cả"))]
    form.fields["co_quan"].choices = nothing + queries.list_bodies(request.actor, register)  # type: ignore[attr-defined]
    form.fields["noi"].choices = nothing + near  # type: ignore[attr-defined]
    form.is_valid()
    said = form.cleaned_data if form.is_bound else {}
    return form, Wanted(
        first=said.get("tu"), last=said.get("den"), place=said.get("noi"), agency=said.get("co_quan"),
        state=said.get("trang_thai", ""), words=said.get("q", ""),
    )  # fmt: skip


@signed_in
def register(request: ActorRequest, register: int) -> HttpResponse:
    """The entries of one register, filtered by words, days, place, body and state."""
    kept = queries.get_register(request.actor, register)
    known = queries.newest(kept).read()
    definition = spoken(known)
    form, wanted = wanted_in(request, kept)
    page = LongList(queries.list_entries(request.actor, kept, wanted), PAGE).get_page(request.GET.get("page"))
    own = may_write(request.actor, agency=request.actor.agency) and queries.keeps_register(
        request.actor, kept
    )
    tongue = tongue_of(known)
    context = {
        "register": kept,
        "definition": definition,
        "tongue": tongue,
        "filter": form,
        "is_filtered": wanted != Wanted(),
        "page": page,
        "more": page.paginator.count > COUNTED_UP_TO,
        "columns": [definition.questions[key] for key in definition.columns],
        "rows": [row_of(entry, definition, tongue) for entry in page.object_list],
        "may_record": own and not kept.ended_on,
        "may_design": request.actor.can(Power.REGISTERS_DESIGN) and kept.place_id is not None,
        "query": request.GET.urlencode(),
        "not_evaluated": queries.not_evaluated(request.actor, kept, year=request.today.year - 1),
        "last_year": request.today.year - 1,
    }
    return render(request, "registers/register.html", context)


def row_of(entry: Any, definition: Definition, tongue: str) -> dict[str, Any]:
    """``cells``: of each column its label, the answer in words, and the language of those."""
    state, columns = EntryState(entry.state), [definition.questions[key] for key in definition.columns]
    return {
        "entry": entry,
        "badge": BADGES[state],
        "state": STATES[state],
        "cells": [
            (
                one.label or one.name,
                words_of(one, entry.answers.get(one.key)),
                tongue if one.choices else "vi",
            )
            for one in columns
        ],
    }


@with_power(Power.REGISTERS_APPROVE)
def waiting(request: ActorRequest) -> HttpResponse:
    """What waits for approval, register by register: approve or return the ticked ones together."""
    form = ReasonForm(request.POST or None)
    wrong: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            done = _decide(request, form.cleaned_data["words"])
        except Refused as refusal:
            wrong = [told(problem) for problem in refusal.problems]
        else:
            messages.success(
                request, ngettext("Đã xong %(n)s bản ghi.", "Đã xong %(n)s bản ghi.", done) % {"n": done}
            )
            return redirect("registers:waiting")
    found = list(queries.list_waiting(request.actor)[:AT_ONCE])
    groups: dict[int, dict[str, Any]] = {}
    for entry in found:
        if entry.register_id not in groups:
            known = queries.newest(entry.register).read()
            groups[entry.register_id] = {"definition": spoken(known), "tongue": tongue_of(known), "rows": []}
        group = groups[entry.register_id]
        group["rows"].append(row_of(entry, group["definition"], group["tongue"]))
    context = {"groups": groups.items(), "form": form, "wrong": wrong, "more": len(found) == AT_ONCE}
    return render(request, "registers/waiting.html", context, status=422 if wrong else 200)


def _decide(request: ActorRequest, words: str) -> int:
    ticked = [one.partition("|") for one in request.POST.getlist("entry")]
    entries = [(int(pk), int(seen)) for pk, _bar, seen in ticked if pk.isdecimal() and seen.isdecimal()]
    if request.POST.get("act") == "return":
        return services.return_entries(by=request.actor, now=request.now, entries=entries, words=words)
    return services.approve_entries(by=request.actor, now=request.now, entries=entries)


@signed_in
def behind(request: ActorRequest) -> HttpResponse:
    """The entries that a figure is the sum of: ?co_quan=, o= (the cell) and ky= (the period)."""
    agency, cell, period = (request.GET.get(name, "") for name in ("co_quan", "o", "ky"))
    try:
        counted = window(period)
    except NoAnswer:
        raise NotThere("period") from None
    if not agency.isdecimal():
        raise NotThere("agency")
    of = catalogue.cell(cell)
    shares = queries.shares_behind(int(agency), cell, counted.first, counted.last)
    seen = shares.filter(entry__in=queries.visible_to(request.actor).order_by().values("pk"))
    rows = list(seen[:AT_ONCE])
    named = {register: title_of(register) for register in {share.entry.register for share in rows}}
    # Who sees the figure sees what it comes to, though not every entry behind it is theirs to open.
    told = figures.visible_to(request.actor).filter(agency=int(agency), period=period).exists()
    found = (shares if told else seen).aggregate(total=Sum("value"), entries=Count("entry", distinct=True))
    if not found["entries"]:
        raise NotThere("entries")
    context = {
        "of": of, "name": catalogue.said(of.element), "part": catalogue.cell_said(of),
        "rows": [(share, *named[share.entry.register]) for share in rows],
        "total": found["total"], "period": catalogue.period_said(period), "counted": counted,
        "unseen": found["entries"] - seen.aggregate(n=Count("entry", distinct=True))["n"],
        "more": len(rows) == AT_ONCE,
    }  # fmt: skip
    return render(request, "registers/behind.html", context)
