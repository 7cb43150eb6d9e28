"""A number of a report opened: what it is made of, as it was closed and as it is now."""

from django.http import HttpResponse
from django.shortcuts import render

from chungtay.base.web import ActorRequest, signed_in
from chungtay.catalogue.queries import period_said
from chungtay.reports import queries
from chungtay.reports.rules import parts_of


@signed_in
def number(request: ActorRequest, report: int) -> HttpResponse:
    """``?ma=`` the measure. Each value in it leads to its cell, with who entered it and when."""
    found = queries.get_report(request.actor, report, on=request.today)
    try:
        opened = queries.open_number(request.actor, found, request.GET.get("ma", ""), on=request.today)
    except queries.NotReady:
        return render(request, "reports/not_ready.html", status=503)
    context = {
        "report": found,
        "opened": opened,
        "period": ", ".join(period_said(period) for period in parts_of(found.period)),
        "cells": [(cell, period_said(cell.source.period)) for cell in opened.cells],
    }
    return render(request, "reports/number.html", context)
