"""Figures out in the formats of other systems, and in again: tried first, whole or not at all."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, told
from chungtay.exchange import queries, services
from chungtay.exchange.access import DESCRIBING, read_file, send_file
from chungtay.exchange.forms import InForm, OutForm
from chungtay.exchange.queries import Chosen
from chungtay.exchange.services import Outcome
from chungtay.exchange.words import CANNOT


@signed_in
def exchange(request: ActorRequest) -> HttpResponseBase:
    """?bieu= a file; POST: take one in."""
    data_sets = queries.offered_forms(request.actor, request.today)
    out = OutForm(
        request.GET if "bieu" in request.GET else None, data_sets=data_sets,
        places=queries.offered_places(request.actor, request.today), today=request.today,
    )  # fmt: skip
    if out.is_bound and out.is_valid():
        out.offer_kind(queries.kind_of_form(out.cleaned_data["bieu"]))
        answer = None if out.errors else _file(request, out)
        if answer is not None:
            return answer
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    into = InForm(*given, data_sets=data_sets)
    wrong, outcome = _take(request, into) if into.is_bound and into.is_valid() else ([], None)
    if outcome is not None and not into.cleaned_data["dry_run"]:
        messages.success(request, _("Đã ghi: %(said)s.") % {"said": _said(outcome)})
        return redirect("exchange:exchange")
    context = {
        "out": out, "into": into if queries.may_take_in(request.actor) else None, "wrong": wrong,
        "tried": outcome and _said(outcome), "cannot": CANNOT,
    }  # fmt: skip
    return render(
        request, "exchange/exchange.html", context, status=422 if out.errors or into.errors or wrong else 200
    )


def _file(request: ActorRequest, form: OutForm) -> HttpResponseBase | None:
    """The file; None, with a word, where there is nothing to send or the format cannot say it."""
    said = form.cleaned_data
    place = int(said["noi"]) if said["noi"] else None
    parcel = queries.send_out(request.actor, Chosen(said["bieu"], (said["ky"],), place, said["duyet"]))
    if not parcel.reports and said["dang"] not in DESCRIBING:
        messages.info(request, _("Chưa có báo cáo nào của biểu này trong kỳ ấy."))
        return None
    try:
        return send_file(parcel, said["dang"], period=said["ky"], now=request.now)
    except Refused as refusal:
        show_problems(form, refusal)
        return None


def _take(request: ActorRequest, form: InForm) -> tuple[list[tuple[str, str]], Outcome | None]:
    """What is wrong in the file, each with its place, or what came of it."""
    said = form.cleaned_data
    shape = queries.own_shape(request.actor, said["data_set"], request.today)
    try:
        outcome = services.take_in(
            by=request.actor, now=request.now, data_set=said["data_set"], dry_run=said["dry_run"], send=said["send"],
            lines=read_file(said["file"].read(), said["dang"], shape),
        )  # fmt: skip
    except Refused as refusal:
        show_problems(form, Refused([one for one in refusal.problems if one.place == "file"]))
        return [(one.place, told(one)) for one in refusal.problems if one.place != "file"], None
    return [], outcome


def _said(outcome: Outcome) -> str:
    words = _("%(imported)s số mới, %(updated)s số đổi, %(ignored)s giữ nguyên, trong %(reports)s báo cáo")
    return words % asdict(outcome)
