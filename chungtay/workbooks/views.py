"""A form out as a spreadsheet and back: filled in without a network, every wrong cell named."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.base.problems import Refused
from chungtay.base.sheets import XLSX
from chungtay.base.web import ActorRequest, as_file, show_problems, signed_in, told
from chungtay.catalogue import queries as catalogue
from chungtay.figures import queries as figures
from chungtay.figures.services import open_submission
from chungtay.workbooks import services
from chungtay.workbooks.forms import FileForm
from chungtay.workbooks.sheets import write_sheet


@signed_in
def file(request: ActorRequest, data_set: str, period: str) -> HttpResponse:
    """?tai= the file itself; POST: take in what was changed in it, whole or with every wrong cell."""
    sheet = figures.own_sheet(request.actor, data_set=data_set, period=period, today=request.today)
    if "tai" in request.GET:
        name = f"{data_set}-{period}-{request.actor.agency}.xlsx"
        return as_file(HttpResponse(write_sheet(sheet), content_type=XLSX), name)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    wrong: list[tuple[str, object, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = open_submission(by=request.actor, now=request.now, data_set=data_set, period=period)
            saved = services.save_sheet(
                by=request.actor,
                now=request.now,
                submission=made.pk,
                content=form.cleaned_data["file"].read(),
            )
        except Refused as refusal:
            wrong = [
                (problem.place, problem.values.get("figure", ""), told(problem))
                for problem in refusal.problems
                if problem.place != "file"
            ]
            show_problems(form, Refused([one for one in refusal.problems if one.place == "file"]))
        else:
            count = saved.changed
            words = ngettext("Đã lấy %(n)s số từ tệp.", "Đã lấy %(n)s số từ tệp.", count) % {"n": count}
            messages.success(request, words if count else _("Tệp không có gì khác số đang có."))
            return redirect("figures:entry", data_set, period)
    context = {
        "of": sheet.submission.data_set,
        "period": catalogue.period_said(period),
        "code": period,
        "form": form,
        "wrong": wrong,
        "closed_since": sheet.closed_since,
    }
    return render(request, "workbooks/file.html", context, status=422 if form.errors or wrong else 200)
