"""Pages of bodies: the list, one body, its names, and the members of a group."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.agencies import queries, services
from chungtay.agencies.forms.bodies import KIND_WORDS, LEVEL_WORDS, AgencyForm, AliasForm, DayForm
from chungtay.agencies.forms.seats import AccountForm
from chungtay.agencies.rules import AgencyKind, AgencyLevel, Power
from chungtay.agencies.views.life import life_context
from chungtay.agencies.views.terms import post_rows
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, with_power
from chungtay.places import queries as places

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency

PAGE = 50


@signed_in
def agencies(request: ActorRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    asked = DayForm(request.GET)
    day = (asked.is_valid() and asked.cleaned_data["on"]) or request.today
    found = queries.list_agencies(request.actor, on=day, words=words)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "agency": row,
            "kind": KIND_WORDS[AgencyKind(row.kind)],
            "level": LEVEL_WORDS[AgencyLevel(row.level)],
        }
        for row in page
    ]
    may_open = queries.may_open(request.actor)
    context = {"page": page, "rows": rows, "words": words, "day": day, "may_open": may_open}
    return render(request, "agencies/agencies.html", context)


@with_power(Power.AGENCIES_MANAGE)
def open_agency(request: ActorRequest) -> HttpResponse:
    form = AgencyForm(request.POST or None, initial={"valid_from": request.today})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        place = _place_named(form, request)
        try:
            if form.errors:
                raise Refused([])
            made = services.open_agency(
                by=request.actor, now=request.now, name=asked["name"], short_name=asked["short_name"],
                kind=AgencyKind(asked["kind"]), level=AgencyLevel(asked["level"]), place=place,
                valid_from=asked["valid_from"],
            )  # fmt: skip
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã lập cơ quan “%(name)s”.") % {"name": made.name})
            return redirect("agencies:agency", made.pk)
    return render(request, "agencies/open_agency.html", {"form": form}, status=422 if form.errors else 200)


def _place_named(form: forms.Form, request: ActorRequest) -> int | None:
    words = form.cleaned_data["place"].strip()
    if not words:
        return request.actor.place
    found = places.find_places(words, on=form.cleaned_data["valid_from"])
    if not found:
        form.add_error("place", _("Không tìm thấy địa bàn “%(words)s” vào ngày này.") % {"words": words})
        return None
    return int(found[0].pk)


@signed_in
def agency(request: ActorRequest, agency: int) -> HttpResponse:
    return agency_page(request, agency)


def agency_page(request: ActorRequest, agency: int, **given: Any) -> HttpResponse:
    """The page of one agency; ``given`` replaces empty forms by those that came back with errors."""
    shown = queries.get_agency(request.actor, agency)
    context = {
        "agency": shown,
        "kind_word": KIND_WORDS[AgencyKind(shown.kind)],
        "level_word": LEVEL_WORDS[AgencyLevel(shown.level)],
        "place": places.get_place(shown.place_id) if shown.place_id else None,
        "members": queries.members_of(agency, on=request.today),
        "posts": post_rows(request, agency),
        "may_manage": queries.may_manage(request.actor, shown),
        "alias_form": AliasForm(),
        "account_form": AccountForm(),
        **life_context(shown, request.today),
        **given,
    }
    wrong = any(form.is_bound and form.errors for form in given.values() if isinstance(form, forms.Form))
    return render(request, "agencies/agency.html", context, status=422 if wrong else 200)


def managed(request: ActorRequest, agency: int) -> "Agency":
    shown = queries.get_agency(request.actor, agency)
    queries.must_manage(request.actor, shown)
    return shown


@require_POST
@with_power(Power.AGENCIES_MANAGE)
def add_alias(request: ActorRequest, agency: int) -> HttpResponse:
    shown = managed(request, agency)
    form = AliasForm(request.POST)
    if not form.is_valid():
        return agency_page(request, agency, alias_form=form)
    services.add_alias(by=request.actor, now=request.now, agency=shown, text=form.cleaned_data["text"])
    return redirect("agencies:agency", agency)


@with_power(Power.AGENCIES_MANAGE)
def set_members(request: ActorRequest, agency: int) -> HttpResponse:
    group = managed(request, agency)
    members = list(queries.members_of(agency, on=request.today))
    now_in = {body.pk for body in members}
    others = queries.nameable(request.actor, on=request.today).exclude(pk__in=now_in)
    candidates = [*members, *others.order_by("level", "name")]
    if request.method == "POST":
        ticked = set(request.POST.getlist("member"))
        chosen = [body.pk for body in candidates if str(body.pk) in ticked]
        services.set_members(by=request.actor, now=request.now, group=group, members=chosen)
        messages.success(request, _("Đã ghi thành viên của nhóm."))
        return redirect("agencies:agency", agency)
    context = {"agency": group, "candidates": candidates, "now_in": now_in}
    return render(request, "agencies/members.html", context)
