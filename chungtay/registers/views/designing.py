"""A province's own register: from an .xlsx or a table written here, seen before it is published."""

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
from chungtay.registers.forms import DesignForm
from chungtay.registers.rules import read_form
from chungtay.registers.views.page import lay_out, spoken, tongue_of
from chungtay.xlsforms.rules.tables import text_of


@with_power(Power.REGISTERS_DESIGN)
def _too_large(request: ActorRequest, problem: Problem) -> HttpResponse:
    return _page(request, DesignForm(), [("", told(problem))], None)


@takes_uploads(_too_large)
@with_power(Power.REGISTERS_DESIGN)
def design(request: ActorRequest) -> HttpResponse:
    """See what a form would ask, then publish it; ?so= begins with the form of a register of one's own."""
    form = DesignForm(request.POST or None, request.FILES or None, initial={"source": _begun(request)})
    wrong: list[tuple[str, str]] = []
    shown: Any = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            source = text_of(given["file"].read()) if given["file"] else given["source"].replace("\r\n", "\n")
            if request.POST.get("act") == "publish" and not given["file"]:
                made = services.publish_register(by=request.actor, now=request.now, source=source)
                messages.success(request, _("Đã phát hành sổ “%(title)s”.") % {"title": made.register.title})
                return redirect("registers:register", made.register_id)
            form = DesignForm(initial={"source": source})
            shown = read_form(source).definition
        except Refused as refusal:
            wrong = [(problem.place, told(problem)) for problem in refusal.problems]
    return _page(request, form, wrong, shown)


def _begun(request: ActorRequest) -> str:
    register = request.GET.get("so", "")
    if not register.isdecimal():
        return _START
    kept = queries.get_register(request.actor, int(register))
    return queries.get_version(kept, queries.newest(kept).number).source


def _page(request: ActorRequest, form: DesignForm, wrong: list[tuple[str, str]], shown: Any) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "wrong": wrong}
    if shown:
        seen = spoken(shown)
        context |= {"shown": seen, "tongue": tongue_of(shown), "parts": lay_out(seen, {})}
    return render(request, "registers/design.html", context, status=422 if wrong or form.errors else 200)


_START = """| survey |
| | type | name | label | required | relevant | constraint |
| | date | ngay | Ngày | yes | | . <= today() |
| | text | noi_dung | Nội dung | yes | | |
| | integer | so_nguoi | Số người tham gia | | | . >= 0 |

| choices |
| | list_name | name | label |

| settings |
| | form_title | form_id |
| | Tên sổ | ma_so |

| register |
| | key | value |
| | title | noi_dung |
| | columns | so_nguoi |
| | approval | yes |
"""
