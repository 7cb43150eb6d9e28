"""A province's own register: from an .xlsx or a table written here, seen before it is published."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import Problem, Refused
from chungtay.base.web import ActorRequest, told, with_power
from chungtay.files.access import takes_uploads
from chungtay.registers import queries, services
from chungtay.registers.forms import DesignForm, QuestionForm
from chungtay.registers.rules import Definition, read_form
from chungtay.registers.views.page import lay_out
from chungtay.registers.words import spoken, tongue_of
from chungtay.xlsforms.rules.composing import add_question, call, drop_question
from chungtay.xlsforms.rules.questions import SILENT
from chungtay.xlsforms.rules.tables import text_of


@dataclass(slots=True)
class _Page:
    """The form as it stands, the question that is being added to it, and what is wrong."""

    form: DesignForm
    question: QuestionForm
    wrong: list[tuple[str, str]]
    shown: Definition | None = None


@with_power(Power.REGISTERS_DESIGN)
def _too_large(request: ActorRequest, problem: Problem) -> HttpResponse:
    return _render(request, _Page(DesignForm(), QuestionForm(), [("", told(problem))]))


@takes_uploads(_too_large)
@with_power(Power.REGISTERS_DESIGN)
def design(request: ActorRequest) -> HttpResponse:
    """Make a form question by question, from an .xlsx or as a table, see what it asks, publish it; ?so= begins with the
    form of a register of one's own.
    """
    page = _Page(DesignForm(request.POST or None, request.FILES or None), QuestionForm(), [])
    act, source = request.POST.get("act", ""), _begun(request)
    if act == "add":
        page.question = QuestionForm(request.POST)
    if request.method == "POST" and not (page.form.is_valid() and (act != "add" or page.question.is_valid())):
        return _render(request, page)
    try:
        if request.method == "POST":
            source = _changed(page, act)
        shown = read_form(source).definition
        if act == "publish" and not page.form.cleaned_data["file"]:
            return _published(request, source)
    except Refused as refusal:
        page.wrong = [(problem.place, told(problem)) for problem in refusal.problems]
        return _render(request, page)
    title = "" if shown.code == UNNAMED else shown.title
    question = QuestionForm() if act == "add" else page.question
    return _render(
        request, _Page(DesignForm(initial={"source": source, "title": title}), question, [], shown)
    )


def _changed(page: _Page, act: str) -> str:
    """The form after what the person did to it."""
    given = page.form.cleaned_data
    source = text_of(given["file"].read()) if given["file"] else given["source"].replace("\r\n", "\n")
    if given["title"]:
        source = call(source, " ".join(given["title"].split()), unnamed=UNNAMED)
    if act == "add":
        return add_question(source, page.question.question())
    return drop_question(source, act.removeprefix("drop:")) if act.startswith("drop:") else source


def _published(request: ActorRequest, source: str) -> HttpResponse:
    made = services.publish_register(
        by=request.actor, now=request.now, source=source, only_new="so" not in request.GET
    )
    messages.success(request, _("Đã phát hành sổ “%(title)s”.") % {"title": made.register.title})
    return redirect("registers:register", made.register_id)


def _begun(request: ActorRequest) -> str:
    register = request.GET.get("so", "")
    if not register.isdecimal():
        return _START
    kept = queries.get_register(request.actor, int(register))
    return queries.get_version(kept, queries.newest(kept).number).source


def _render(request: ActorRequest, page: _Page) -> HttpResponse:
    wrong = bool(page.wrong or page.form.errors or page.question.errors)
    context: dict[str, Any] = {"form": page.form, "question": page.question, "wrong": page.wrong}
    if page.shown:
        seen = spoken(page.shown)
        context |= {
            "shown": seen,
            "tongue": tongue_of(page.shown),
            "parts": lay_out(seen, {}),
            "named": page.shown.code != UNNAMED,
            "questions": [one for one in seen.questions.values() if one.kind not in SILENT],
        }
    return render(request, "registers/design.html", context, status=422 if wrong else 200)


UNNAMED = "ma_so"
_START = """| survey |
| | type | name | label | required | relevant | constraint |
| | date | ngay | Ngày | yes | | . <= today() |
| | text | noi_dung | Nội dung | yes | | |
| | integer | so_nguoi | Số người tham gia | | | . >= 0 |

| choices |
| | list_name | name | label |

| settings |
| | form_title | form_id |
| | Sổ mới | ma_so |

| register |
| | key | value |
| | title | noi_dung |
| | columns | so_nguoi |
| | approval | yes |
"""
