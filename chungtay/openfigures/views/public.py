"""What everybody may have: no account, no cookie, kept by browsers and proxies for a while."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from chungtay.indicators.queries import period_words
from chungtay.openfigures import downloads, queries
from chungtay.openfigures.drawing import draw_published
from chungtay.openfigures.queries import Published
from chungtay.openfigures.rules import Line

KEPT_SECONDS = 600
FILES = ("csv", "xlsx", "json")


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The list; ``?so=`` one of them, ``?tep=`` as a file, ``?lang=en`` in English."""
    language = "en" if request.GET.get("lang") == "en" else "vi"
    with translation.override(language):
        said = request.GET.get("so", "")
        if not said:
            answer = _page(request, "list.html", language, published=queries.list_published())
        else:
            answer = _one(request, queries.get_published(int(said) if said.isdecimal() else 0), language)
    answer["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    answer["Content-Language"] = language
    return answer


def _one(request: HttpRequest, published: Published, language: str) -> HttpResponse:
    kind = request.GET.get("tep", "")
    mark = f'"{published.edition.pk}-{language}-{kind}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified(headers={"ETag": mark})
    if kind in FILES:
        answer = downloads.answer(published, kind, language)
    else:
        answer = _page(
            request, "figure.html", language, published=published, title=published.sheet.names[language],
            definition=published.sheet.definitions[language],
            periods=[period_words(period) for period in published.sheet.periods],
            lines=[_cells(line, language) for line in published.sheet.lines],
            pictures=draw_published(published, language), files=FILES, more=f"so={published.figure.pk}",
        )  # fmt: skip
    answer["ETag"] = mark
    return answer


def _cells(line: Line, language: str) -> dict[str, Any]:
    cells = [(str(one.state), Decimal(one.value) if one.value else None) for one in line.entries]
    return {"name": line.names[language], "is_total": not line.key, "cells": cells}


def _page(request: HttpRequest, template: str, language: str, **context: Any) -> HttpResponse:
    """In the language that the address says: a chosen language is a cookie elsewhere, and here there is none."""
    around = {"language": language, "query": "&lang=en" if language == "en" else ""}
    return render(request, f"openfigures/{template}", {**around, **context})
