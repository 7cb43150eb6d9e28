"""Entries out to .xlsx and .csv, and a filled template back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.sheets import XLSX
from chungtay.base.web import ActorRequest, as_file, signed_in, told
from chungtay.files.access import takes_uploads
from chungtay.registers import plain_sheets, queries, services, sheets
from chungtay.registers.access import entries_sheet, title_of
from chungtay.registers.forms import SheetForm
from chungtay.registers.rules import may_write
from chungtay.registers.views.lists import wanted_in

CSV = "text/csv; charset=utf-8"


@signed_in
def _too_large(request: ActorRequest, problem: Problem, register: int) -> HttpResponse:
    return _page(request, register, SheetForm(), [("", told(problem))])


@takes_uploads(_too_large)
@signed_in
def sheet(request: ActorRequest, register: int) -> HttpResponse:
    """?tai=xlsx or csv: what the list shows; ?tai=mau or mau-csv: a template; POST: take a filled one in, or try it."""
    kept = queries.get_register(request.actor, register)
    if request.GET.get("tai"):
        return _download(request, register, request.GET["tai"])
    if not may_write(request.actor, agency=request.actor.agency) or not queries.keeps_register(
        request.actor, kept
    ):
        raise NotThere("register")
    form, wrong = SheetForm(request.POST or None, request.FILES or None), list[tuple[str, str]]()
    if request.method == "POST" and form.is_valid():
        trial = request.POST.get("act") == "try"
        try:
            done = services.import_entries(
                by=request.actor, now=request.now, register=register, content=form.cleaned_data["file"].read(),
                dry_run=trial,
            )  # fmt: skip
        except Refused as refusal:
            wrong = [
                (problem.place if "!" in problem.place else "", told(problem)) for problem in refusal.problems
            ]
        else:
            n, new = done.rows, done.new
            if trial:
                words = ngettext("Tệp đúng: %(n)s dòng nhận được.", "Tệp đúng: %(n)s dòng nhận được.", n)
                messages.success(request, words % {"n": n} + " " + _("Chưa ghi gì; hãy bấm “Nhận vào sổ”."))
            else:
                words = _("Đã nhận %(n)s dòng, trong đó %(new)s bản ghi mới.")
                messages.success(request, words % {"n": n, "new": new})
                return redirect("registers:register", register)
    return _page(request, register, form, wrong)


def _page(
    request: ActorRequest, register: int, form: SheetForm, wrong: list[tuple[str, str]]
) -> HttpResponse:
    kept = queries.get_register(request.actor, register)
    context = {"register": kept, "named": title_of(kept), "form": form, "wrong": wrong}
    return render(request, "registers/sheet.html", context, status=422 if wrong or form.errors else 200)


def _download(request: ActorRequest, register: int, what: str) -> HttpResponse:
    kept = queries.get_register(request.actor, register)
    version = queries.get_version(kept, queries.newest(kept).number)
    said = f"{kept.title}. {request.actor.agency_name}, {timezone.localtime(request.now):%H:%M %d/%m/%Y}"
    template = f"mau-{kept.code}-{version.number}"
    if what == "mau-csv":
        return _file(plain_sheets.write_csv(version, ()).encode(), CSV, f"{template}.csv")
    if what == "mau":
        return _file(sheets.write_template(version, said=said), XLSX, f"{template}.xlsx")
    _form, wanted = wanted_in(request, kept)
    plain = what == "csv"
    content = entries_sheet(request.actor, kept, wanted, said=said, plain=plain)
    name = f"{kept.code}-{request.today:%Y-%m-%d}"
    return _file(content, CSV if plain else XLSX, f"{name}.{'csv' if plain else 'xlsx'}")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return as_file(HttpResponse(content, content_type=content_type), name)
