"""The task list in words: what is asked, each part removable, and the states with their counts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from chungtay.base.web import ActorRequest
from chungtay.plans.rules import StateWord, TaskFilter
from chungtay.plans.words import STATES


def chips_of(request: ActorRequest, form: forms.Form, asked: TaskFilter) -> list[dict[str, str]]:
    """One chip for each part of the question, with the address of the list without it."""
    chips = []
    for name, value in asked.asked().items():
        query = request.GET.copy()
        query.pop(name, None)
        query.pop("page", None)
        chips.append({"label": _said(form, name, value), "href": f"?{query.urlencode()}"})
    return chips


def _said(form: forms.Form, name: str, value: Any) -> str:
    if name == "words":
        return f"“{value}”"
    if name == "due_from":
        return _("hạn từ %(day)s") % {"day": f"{value:%d/%m/%Y}"}
    if name == "due_to":
        return _("hạn đến %(day)s") % {"day": f"{value:%d/%m/%Y}"}
    if name == "section":
        return _("trong một phần của kế hoạch")
    chosen = str(dict(getattr(form.fields[name], "choices", ())).get(value, value))
    return chosen.lower() if name in ("state", "kind", "mine") else chosen


def counted(counts: Mapping[StateWord, int], asked: TaskFilter) -> int:
    """How many tasks the list holds, closed ones only when they are asked for."""
    if asked.state is not None:
        return counts[asked.state]
    return sum(number for word, number in counts.items() if word != StateWord.CLOSED)


def tabs_of(
    request: ActorRequest, asked: TaskFilter, counts: Mapping[StateWord, int]
) -> list[dict[str, Any]]:
    """All tasks, and each state that has any; the state being looked at stays even when it is empty."""
    everything = counted(counts, replace(asked, state=None))
    tabs = [
        {
            "label": _("Tất cả"),
            "href": _address(request, None),
            "current": asked.state is None,
            "count": everything,
        }
    ]
    tabs += [
        {
            "label": str(STATES[word]),
            "href": _address(request, word),
            "current": asked.state == word,
            "count": counts[word],
        }
        for word in StateWord
        if word != StateWord.CLOSED and (counts[word] or asked.state == word)
    ]
    return tabs


def _address(request: ActorRequest, word: StateWord | None) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("state", None)
    if word:
        query["state"] = word.value
    return f"?{query.urlencode()}"
