"""Pages on which a sheet of accounts goes out, comes back, is checked cell by cell and let in."""

import base64
import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chungtay.agencies import queries, services
from chungtay.agencies.forms.sheet import RowsForm, SheetForm
from chungtay.agencies.rules import AgencyKind, Power, roles
from chungtay.agencies.rules.sheet import COLUMNS, ROWS_LIMIT
from chungtay.agencies.workbook import read_rows, write_first_passwords, write_template
from chungtay.base.problems import Refused
from chungtay.base.sheets import XLSX
from chungtay.base.web import ActorRequest, as_file, show_problems, told, with_power

SHOWN = 200  # rows of the check on the page: every wrong one first


@with_power(Power.AGENCIES_MANAGE)
def import_accounts(request: ActorRequest) -> HttpResponse:
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = read_rows(form.cleaned_data["sheet"].read())
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            return _checked_page(request, rows)
    context = {"form": form, "limit": ROWS_LIMIT}
    return render(request, "agencies/import.html", context, status=422 if form.errors else 200)


@require_safe
@with_power(Power.AGENCIES_MANAGE)
def template(request: ActorRequest) -> HttpResponse:
    bodies = queries.managed_by(request.actor).filter(queries.alive_on(request.today))
    names = bodies.exclude(kind=AgencyKind.GROUP).order_by("name").values_list("name", flat=True)
    book = write_template(list(names), [role.name for role in roles().values()])
    return as_file(HttpResponse(book, content_type=XLSX), "mau-tai-khoan.xlsx")


@never_cache
@require_POST
@with_power(Power.AGENCIES_MANAGE)
def take_accounts(request: ActorRequest) -> HttpResponse:
    """The rows that were shown come back with the page, and are checked once more."""
    form = RowsForm(request.POST)
    if not form.is_valid():
        return render(request, "agencies/import.html", {"form": SheetForm(), "limit": ROWS_LIMIT}, status=422)
    rows = form.cleaned_data["rows"]
    try:
        opened = services.open_accounts(
            by=request.actor, now=request.now, rows=rows, today=request.today,
            only_right=form.cleaned_data["only_right"],
        )  # fmt: skip
    except Refused as refusal:
        return _checked_page(request, rows, refusal)
    book = write_first_passwords([(row.name, row.username, row.agency_name, row.password) for row in opened])
    address = f"data:{XLSX};base64,{base64.b64encode(book).decode()}"
    return render(request, "agencies/imported.html", {"opened": opened, "address": address})


def _checked_page(request: ActorRequest, rows: Any, refusal: Refused | None = None) -> HttpResponse:
    """Every wrong cell with what to do; the rows themselves stay in the page until somebody lets them in."""
    checked = services.check_accounts(request.actor, rows, today=request.today)
    wrong = [row for row in checked if row.problems]
    shown = [*wrong, *(row for row in checked if not row.problems)][:SHOWN]
    context = {
        "columns": [_(title) for title in COLUMNS],
        "rows": [
            {
                "line": row.line,
                "cells": [
                    {"text": cell, "problem": told(row.problems[column]) if column in row.problems else ""}
                    for column, cell in enumerate(row.cells)
                ],
            }
            for row in shown
        ],
        "wrong": len(wrong), "right": len(checked) - len(wrong), "total": len(checked),
        "left": len(checked) - len(shown),
        "packed": json.dumps(rows, ensure_ascii=False),
        "problems": [told(problem) for problem in refusal.problems] if refusal else [],
    }  # fmt: skip
    return render(request, "agencies/import_checked.html", context, status=422 if wrong or refusal else 200)
