"""What was opened in an emergency, and the second person's review."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, with_power
from chungtay.breakglass import queries, services
from chungtay.breakglass.forms import OpenForm, ReviewForm
from chungtay.breakglass.rules import Verdict, may_review, policy, review_due


@require_safe
@signed_in
def openings(request: ActorRequest) -> HttpResponse:
    page = Paginator(queries.list_openings(request.actor, now=request.now), 50).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "to_review": queries.count_to_review(request.actor, now=request.now),
        "may_open": request.actor.can(Power.EMERGENCY_OPEN),
    }
    return render(request, "breakglass/openings.html", context)


@with_power(Power.EMERGENCY_OPEN)
def open_thing(request: ActorRequest) -> HttpResponse:
    """Ask for one thing by its code, with a reason; it opens at once."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.open_thing(by=request.actor, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            return redirect("breakglass:opening", opened.pk)
    context = {
        "form": form,
        "policy": policy(),
        "crumbs": [(_("Mở khẩn cấp"), reverse("breakglass:openings"))],
    }
    return render(request, "breakglass/open.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def opening(request: ActorRequest, opening: int) -> HttpResponse:
    return _page(request, opening, ReviewForm())


def _page(request: ActorRequest, opening: int, form: ReviewForm, status: int = 200) -> HttpResponse:
    found = queries.get_opening(request.actor, opening, now=request.now)
    context = {
        "opening": found,
        "open_now": found.ends_at > request.now,
        "mine": found.account_id == request.actor.account,
        "may_review": may_review(
            request.actor, opener=found.account_id, reviewed=found.reviewed_at is not None
        ),
        "review_due": review_due(found.opened_at),
        "policy": policy(),
        "form": form,
        "crumbs": [(_("Mở khẩn cấp"), reverse("breakglass:openings"))],
    }
    return render(request, "breakglass/opening.html", context, status=status)


@require_POST
@signed_in
def close(request: ActorRequest, opening: int) -> HttpResponse:
    services.close_opening(by=request.actor, now=request.now, opening=opening)
    messages.success(request, _("Đã đóng lại."))
    return redirect("breakglass:opening", opening)


@require_POST
@with_power(Power.EMERGENCY_REVIEW)
def review(request: ActorRequest, opening: int) -> HttpResponse:
    queries.get_opening(request.actor, opening, now=request.now)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            services.review_opening(
                by=request.actor, now=request.now, opening=opening,
                verdict=Verdict(form.cleaned_data["verdict"]), note=form.cleaned_data["note"],
            )  # fmt: skip
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã ghi kết quả rà soát. Người mở và cơ quan giữ được báo."))
            return redirect("breakglass:opening", opening)
    return _page(request, opening, form, status=422)
