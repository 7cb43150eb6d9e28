"""Keeping the list: choose, see what would leave, publish; renew and withdraw."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, sent, told, with_power
from chungtay.indicators import queries as indicators
from chungtay.openfigures import queries, services
from chungtay.openfigures.forms import ChooseForm, GroundForm
from chungtay.openfigures.rules import OpenState, Sheet


@with_power(Power.FIGURES_PUBLISH)
def choose(request: ActorRequest) -> HttpResponse:
    """The list of the province. ``?do=`` shows what would leave of a measure; POST publishes, renews, withdraws."""
    province = queries.province_of(request.actor, on=request.today)
    form = _form(request)
    ground = GroundForm(request.POST if request.POST.get("act") == "publish" else None)
    if request.method == "POST" and _acted(request, form, ground, province):
        return redirect("openfigures:choose")
    context: dict[str, Any] = {
        "form": form, "ground": ground, "kept": queries.list_kept(request.actor, on=request.today),
        "language": get_language(),
    }  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            made = queries.preview(request.actor, form.chosen(province), on=request.today)
        except indicators.NotReady:
            return render(request, "openfigures/not_ready.html", status=503)
        context |= {"made": made, "preview": made and _shown(made.sheet), "asked": form.cleaned_data}
    return render(request, "openfigures/choose.html", context, status=422 if ground.errors else 200)


def _form(request: ActorRequest) -> ChooseForm:
    given = request.POST if request.POST.get("act") == "publish" else request.GET
    code = given.get("do", "")
    measures = indicators.list_measures(request.today)
    known = {name for _group, rows in measures for name, _said in rows}
    splits = indicators.measure_of(code, request.today).splits if code in known else {}
    return ChooseForm(given if "do" in given else None, measures=measures, splits=splits, today=request.today)


def _acted(request: ActorRequest, form: ChooseForm, ground: GroundForm, province: int) -> bool:
    by: dict[str, Any] = {"by": request.actor, "now": request.now}
    act, said = request.POST.get("act"), request.POST.get("figure", "")
    if act == "publish":
        if not form.is_valid():
            raise NotThere("choice")
        chosen = form.chosen(province)
        return sent(
            request, ground, lambda said: services.publish_figure(**by, chosen=chosen, ground=said["ground"]),
            _("Đã công bố."),
        )  # fmt: skip
    figure = int(said) if said.isdecimal() else 0
    try:
        if act == "renew":
            services.renew_figure(**by, figure=figure)
            messages.success(request, _("Đã công bố bản mới."))
        else:
            services.withdraw_figure(**by, figure=figure, ground=request.POST.get("ground", ""))
            messages.success(request, _("Đã rút khỏi trang công khai."))
    except Refused as refusal:
        for problem in refusal.problems:
            messages.error(request, told(problem))
    return True


def _shown(sheet: Sheet) -> dict[str, Any]:
    """The table with what everybody would see, and how many numbers are held back."""
    lines = [
        (
            line.names[get_language() or "vi"],
            [(str(one.state), Decimal(one.value) if one.value else None) for one in line.entries],
        )
        for line in sheet.lines
    ]
    hidden = sum(one.state is OpenState.HIDDEN for line in sheet.lines for one in line.entries)
    return {
        "periods": [indicators.period_words(period) for period in sheet.periods],
        "lines": lines,
        "hidden": hidden,
    }
