"""Pages of the catalogue: what is counted, one element, one form; what a province adds and ends itself."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, with_power
from chungtay.catalogue import queries, services
from chungtay.catalogue.forms import DataSetForm, ElementForm, EndForm
from chungtay.catalogue.rules import own, shipped
from chungtay.catalogue.rules.expressions import Reference, spelled
from chungtay.catalogue.words import AGGREGATIONS, BETTER, PERIOD_KINDS, REPORTERS, VALUE_KINDS

TABS = ("", "bieu-mau", "chi-so")


@signed_in
def catalogue(request: ActorRequest) -> HttpResponse:
    """?phan=bieu-mau the forms, ?phan=chi-so the indicators, else the elements, ?q= and ?nhom= narrowing them."""
    part = request.GET.get("phan", "")
    words, group = request.GET.get("q", ""), request.GET.get("nhom", "")
    groups = shipped.groups()
    found = queries.list_elements(request.today, words=words, group=group)
    context = {
        "part": part,
        "words": words,
        "group": group,
        "tabs": _tabs(request, part),
        "groups": [(code, queries.said(one)) for code, one in groups.items()],
        "found": len(found),
        "gathered": [
            (queries.said(one), elements)
            for code, one in groups.items()
            if (elements := [element for element in found if element.group == code])
        ],
        "data_sets": [(one, PERIOD_KINDS[one.period_kind]) for one in queries.list_data_sets(request.today)],
        "indicators": [
            (one, spelled(one.formula, _named), BETTER[one.better]) for one in queries.list_indicators()
        ],
        "may_add": request.actor.can(own.MANAGE),
    }
    return render(request, "catalogue/catalogue.html", context)


def _tabs(request: ActorRequest, part: str) -> list[dict[str, Any]]:
    labels = (_("Chỉ tiêu"), _("Biểu mẫu"), _("Chỉ số"))
    counts = (
        len(queries.list_elements(request.today)),
        queries.list_data_sets(request.today).count(),
        len(queries.list_indicators()),
    )
    address = reverse("catalogue:catalogue")
    return [
        {
            "label": label,
            "href": f"{address}?phan={tab}" if tab else address,
            "current": tab == part,
            "count": n,
        }
        for tab, label, n in zip(TABS, labels, counts, strict=True)
    ]


def _named(reference: Reference) -> str:
    """A reference in a formula, as a person reads it."""
    return f"[{reference}]"


@signed_in
def element(request: ActorRequest, code: str) -> HttpResponse:
    found = queries.element(code)
    context = {
        "element": found,
        "group": queries.said(shipped.groups()[found.group]),
        "aggregation": AGGREGATIONS[found.aggregation],
        "kind": VALUE_KINDS[found.value_kind],
        "cells": queries.cells_of_element(found).filter(queries.alive_on(request.today)),
        "forms": queries.forms_with(found, request.today),
        "apart": [row.breakdown for row in found.breakdowns.all() if not row.breakdown.additive],
        "may_end": found.valid_to is None and own.may_manage(request.actor, place=found.place_id),
    }
    return render(request, "catalogue/element.html", context)


@signed_in
def data_set(request: ActorRequest, code: str) -> HttpResponse:
    found = queries.data_set(code)
    reporters = queries.reporters_of(found, request.today)
    context = {
        "form": found,
        "period": PERIOD_KINDS[found.period_kind],
        "sections": queries.sections_of(found, request.today),
        "reporters": [row.name or REPORTERS.get(f"{row.kind}/{row.level}", row.kind) for row in reporters],
        "checks": [
            (queries.said(bound.check, "sentence"), bound.severity)
            for bound in queries.checks_of(found, request.today)
        ],
        "count": len(queries.cells_of(found, request.today)),
        "may_end": found.valid_to is None and own.may_manage(request.actor, place=found.place_id),
    }
    return render(request, "catalogue/data_set.html", context)


@with_power(own.MANAGE)
def add(request: ActorRequest) -> HttpResponse:
    """An element of the province's own; ?phan=bieu-mau: a form."""
    given, start = request.POST or None, {"valid_from": request.today}
    if request.GET.get("phan") == "bieu-mau":
        elements = [
            (one.pk, f"{queries.said(one)} ({one.code})") for one in queries.list_elements(request.today)
        ]
        form = DataSetForm(given, initial=start, elements=elements)

        def save_form() -> str:
            made = services.add_form(by=request.actor, now=request.now, asked=form.asked())
            return reverse("catalogue:data_set", args=[made.code])

        return _change(request, form, save_form, _("Thêm biểu mẫu"))
    groups = [(code, queries.said(one)) for code, one in shipped.groups().items()]
    own_form = ElementForm(given, initial=start, groups=groups, breakdowns=queries.list_breakdowns())

    def save_element() -> str:
        made = services.add_element(by=request.actor, now=request.now, asked=own_form.asked())
        return reverse("catalogue:element", args=[made.code])

    return _change(request, own_form, save_element, _("Thêm chỉ tiêu"))


@with_power(own.MANAGE)
def end(request: ActorRequest, code: str) -> HttpResponse:
    """End an element or a form of the province's own."""
    is_form = code.startswith(f"{own.PREFIX}.BIEU.")
    thing = queries.data_set(code) if is_form else queries.element(code)
    if thing.valid_to is not None or not own.may_manage(request.actor, place=thing.place_id):
        raise NotThere("catalogue")
    form = EndForm(request.POST or None, initial={"on": request.today})

    def save() -> str:
        service = services.end_form if is_form else services.end_element
        service(by=request.actor, now=request.now, code=code, on=form.cleaned_data["on"])
        return reverse("catalogue:data_set" if is_form else "catalogue:element", args=[code])

    return _change(request, form, save, _("Kết thúc: %(name)s") % {"name": queries.said(thing)})


def _change(request: ActorRequest, form: forms.Form, save: Callable[[], str], title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            leads_to = save()
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã lưu vào danh mục."))
            return redirect(leads_to)
    context = {"form": form, "title": title}
    return render(request, "catalogue/change.html", context, status=422 if form.errors else 200)
