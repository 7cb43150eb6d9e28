"""Where a number of a report opens: what was added up, the tasks that were counted, the money, the commune."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from chungtay.indicators.rules import asked_of
from chungtay.reports.queries import is_measure
from chungtay.reports.rules import parts_of


def source_of(number: Mapping[str, Any], report: Any) -> str:
    """The address; a number of one year (a target's) opens to that year alone."""
    code = str(number["code"])
    if is_measure(code):
        if number.get("year"):
            year = parts_of(report.period)[-1][:4]
            return opened_by(asked_of(code, year))
        return f"{reverse('reports:number', args=[report.pk])}?{urlencode({'ma': code})}"
    kind, *rest = code.split(":")
    match kind:
        case "task":
            return reverse("plans:task", args=[int(rest[0])])
        case "money":
            return _asked("budgets:look", {"budget": rest[0], "year": rest[1]})
        case "area":
            return reverse("areas:commune", args=[int(rest[0])]) + f"?nam={rest[1]}"
        case "areas":
            return _asked("areas:areas", {"nam": rest[0]})
    return _asked("plans:tasks", dict(zip(("plan", "section", "state"), rest, strict=True)))


def opened_by(asked: str) -> str:
    """Where a number of a picture opens, by what is kept with it."""
    return f"{reverse('indicators:number')}?{asked}" if asked else ""


def _asked(name: str, said: dict[str, str]) -> str:
    return f"{reverse(name)}?{urlencode({key: value for key, value in said.items() if value})}"
