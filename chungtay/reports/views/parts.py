"""One passage said otherwise; what a unit writes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, change_page, sent, signed_in
from chungtay.reports import queries, services
from chungtay.reports.forms import ContributeForm, PassageForm, RemarkForm


@signed_in
def passage(request: ActorRequest, report: int, passage: int) -> HttpResponse:
    """Say a sentence otherwise, or leave it out."""
    found = queries.get_report(request.actor, report, on=request.today)
    if not queries.writes(request.actor, found):
        raise NotThere("passage")
    one = queries.get_passage(found, passage)
    form = PassageForm(
        request.POST or None,
        initial={"text": one.said or one.drafted, "left_out": one.left_out, "seen": found.revision},
    )
    return change_page(
        request, form, _("Sửa đoạn"), about=one.drafted or _("Đoạn này chưa có số liệu để soạn."),
        back=f"{reverse('reports:report', args=[found.pk])}#doan-{one.pk}", done=_("Đã sửa."), button=_("Ghi"),
        act=lambda said: services.edit_passage(
            by=request.actor, now=request.now, report=found.pk, passage=one.pk, **said
        ),
    )  # fmt: skip


@signed_in
def contribution(request: ActorRequest, contribution: int) -> HttpResponse:
    """A unit writes its part; who puts the report together reads it, and may give it back."""
    actor = request.actor
    one = queries.get_contribution(actor, contribution, on=request.today)
    own = one.agency_id in actor.bodies
    by: dict[str, Any] = {"by": actor, "now": request.now, "contribution": one.pk}
    if own:
        known = {"result": one.result, "cause": one.cause, "proposal": one.proposal}
        form: ContributeForm | RemarkForm = ContributeForm(request.POST or None, initial=known)
        done, back = _("Đã gửi."), reverse("reports:reports")
    else:
        form = RemarkForm(request.POST or None)
        done, back = _("Đã trả lại đơn vị."), reverse("reports:report", args=[one.report_id])

    def act(said: dict[str, Any]) -> None:
        (services.contribute if own else services.return_contribution)(**by, **said)

    if request.method == "POST" and sent(request, form, act, done):
        return redirect(back)
    context = {"one": one, "own": own, "form": form, "back": back}
    return render(request, "reports/contribution.html", context, status=422 if form.errors else 200)
