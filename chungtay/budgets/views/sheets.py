"""Tables of money out to .xlsx, and back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.sheets import XLSX
from chungtay.base.web import ActorRequest, as_file, signed_in, told, with_power
from chungtay.budgets import queries, services, sheets
from chungtay.budgets.forms import NewBudgetForm, SheetForm
from chungtay.budgets.views.budgets import asked_of
from chungtay.budgets.words import SIDES
from chungtay.files.access import takes_uploads

YEARS_OFFERED = 5  # columns of an empty table: a plan of the province runs five years


@signed_in
def table(request: ActorRequest, budget: int) -> HttpResponse:
    """The newest estimate with live formulas, for who sees it whole."""
    shown = queries.get_budget(request.actor, budget, on=request.today)
    if not queries.oversees(request.actor, shown, on=request.today):
        raise NotThere("budget")
    found = queries.table_of(queries.current_estimate(shown))
    if not found.whole_dong:
        words = _("Bảng này không ghi đơn vị tiền nên chưa tải về được; hãy sửa đơn vị ở trang soát văn bản.")
        messages.error(request, words)
        return redirect("budgets:budget", budget)
    known = queries.known_quantities(shown.place_id)
    return _file(
        request, sheets.write_table(found, str(shown), known, said=_said(request)), f"du-toan-{budget}"
    )


@signed_in
def cuts(request: ActorRequest) -> HttpResponse:
    """Exactly what the money page shows under the same address."""
    _form, asked = asked_of(request)
    seen = queries.look(request.actor, asked, on=request.today)
    title = f"{_('Kinh phí')}: {SIDES[asked.by]}"
    return _file(request, sheets.write_cuts(seen.rows, title, said=_said(request)), "kinh-phi")


def _said(request: ActorRequest) -> str:
    at = f"{timezone.localtime(request.now):%H:%M %d/%m/%Y}"
    return _("Đơn vị: đồng. %(agency)s, %(at)s") % {"agency": request.actor.agency_name, "at": at}


def _file(request: ActorRequest, content: bytes, name: str) -> HttpResponse:
    return as_file(HttpResponse(content, content_type=XLSX), f"{name}-{request.today:%Y-%m-%d}.xlsx")


@signed_in
def _too_large(request: ActorRequest, problem: Problem, budget: int) -> HttpResponse:
    return _page(
        request, queries.get_budget(request.actor, budget, on=request.today), SheetForm(), [told(problem)]
    )


@takes_uploads(_too_large)
@with_power(Power.BUDGETS_MANAGE)
def bring_back(request: ActorRequest, budget: int) -> HttpResponse:
    """A changed table becomes the draft, or every wrong cell is named and nothing is kept."""
    shown = queries.get_budget(request.actor, budget, on=request.today)
    if not queries.manages(request.actor, shown, on=request.today):
        raise NotThere("budget")
    form, wrong = SheetForm(request.POST or None, request.FILES or None), list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["file"].read()
            services.propose_sheet(by=request.actor, now=request.now, budget=budget, content=content)
        except Refused as refusal:
            wrong = [told(problem) for problem in refusal.problems]
        else:
            messages.success(request, _("Đã nhận bảng thành dự toán đề xuất."))
            return redirect("budgets:budget", budget)
    return _page(request, shown, form, wrong)


@signed_in
def _new_too_large(request: ActorRequest, problem: Problem) -> HttpResponse:
    return _new_page(request, NewBudgetForm(), [told(problem)])


@takes_uploads(_new_too_large)
@with_power(Power.BUDGETS_MANAGE)
def open_budget(request: ActorRequest) -> HttpResponse:
    """A budget that no paper was read for; with ?mau= the empty sheet for it."""
    if "mau" in request.GET:
        years = range(request.today.year, request.today.year + YEARS_OFFERED)
        return _file(request, sheets.write_blank(years, said=_said(request)), "bang-kinh-phi-moi")
    form, wrong = NewBudgetForm(request.POST or None, request.FILES or None), list[str]()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.open_budget(
                by=request.actor, now=request.now, title=given["title"], unit=given["unit"],
                content=given["file"].read() if given["file"] else b"", pasted=given["pasted"],
            )  # fmt: skip
        except Refused as refusal:
            wrong = [told(problem) for problem in refusal.problems]
        else:
            messages.success(request, _("Đã lập bảng kinh phí, đang là dự toán đề xuất."))
            return redirect("budgets:budget", made.pk)
    return _new_page(request, form, wrong)


def _new_page(request: HttpRequest, form: NewBudgetForm, wrong: list[str]) -> HttpResponse:
    status = 422 if wrong or form.errors else 200
    return render(request, "budgets/new.html", {"form": form, "wrong": wrong}, status=status)


def _page(request: HttpRequest, budget: object, form: SheetForm, wrong: list[str]) -> HttpResponse:
    context = {"budget": budget, "form": form, "wrong": wrong}
    return render(request, "budgets/bring_back.html", context, status=422 if wrong or form.errors else 200)
