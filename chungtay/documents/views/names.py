"""What the names in a paper mean: the part of the review page that comes first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.agencies import queries as agencies
from chungtay.agencies.access import ActorRequest
from chungtay.agencies.rules import Power
from chungtay.base.problems import Problem, Refused
from chungtay.base.text import fold
from chungtay.base.web import told, with_power
from chungtay.documents import queries, services
from chungtay.places import queries as places


@require_POST
@with_power(Power.DOCUMENTS_MANAGE)
def match_name(request: ActorRequest, document: int) -> HttpResponse:
    """One of the buttons: choose, left_open, open_new, put_back (value: the name's number), take (the name's number
    and the agency's), or all_new."""
    queries.get_managed(request.actor, document)
    form, by, now = request.POST, request.actor, request.now
    try:
        if "all_new" in form:
            count = services.match_all_new(by=by, now=now, document=document)
            messages.success(request, _("Đã lập %(count)s cơ quan mới.") % {"count": count})
        elif "open_new" in form:
            services.match_new(by=by, now=now, document=document, match=_number(form["open_new"]))
        elif "left_open" in form:
            services.match_name(
                by=by, now=now, document=document, match=_number(form["left_open"]), left_open=True
            )
        elif "take" in form:
            match, _colon, agency = form["take"].partition(":")
            services.match_name(
                by=by, now=now, document=document, match=_number(match), agency=_number(agency)
            )
        elif "put_back" in form:
            services.match_name(by=by, now=now, document=document, match=_number(form["put_back"]))
        else:
            chosen = _chosen(request, document, form.get("agency", ""))
            services.match_name(
                by=by, now=now, document=document, match=_number(form.get("choose", "")), agency=chosen
            )
    except Refused as refusal:
        messages.error(request, told(refusal.problems[0]))
    return redirect(reverse("documents:review", args=[document]) + "#ten")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _chosen(request: ActorRequest, document: int, name: str) -> int:
    """The agency whose name, short name or alias was typed or chosen from the list."""
    name = " ".join(name.split())
    paper = queries.get_managed(request.actor, document)
    for near in (paper.place_id, request.actor.place, None):
        found = agencies.resolve([name], on=request.today, near=near) if name else {}
        if found:
            return found[name]
    text = _(
        "Không có cơ quan nào tên “%(name)s”. Hãy chọn trong danh sách gợi ý, để ngỏ, hoặc lập cơ quan mới."
    )
    raise Refused(Problem("no_agency", text % {"name": name}, "agency"))


@require_safe
@with_power(Power.DOCUMENTS_MANAGE)
def agency_options(request: ActorRequest, document: int) -> HttpResponse:
    """The names to choose from, fetched when somebody first stands in such a field."""
    queries.get_managed(request.actor, document)
    names = agencies.list_agencies(request.actor, on=request.today).values_list("name", flat=True)
    return render(request, "documents/parts/agency_options.html", {"names": sorted(set(names))})


@require_safe
@with_power(Power.DOCUMENTS_MANAGE)
def likely_agencies(request: ActorRequest, document: int) -> HttpResponse:
    """The agencies whose names are most like one that means nobody yet (``?ten=``), fetched when it comes in sight."""
    paper = queries.get_managed(request.actor, document)
    match = queries.get_name(paper.pk, _number(request.GET.get("ten", "")))
    found = agencies.suggest(match.name, on=request.today)
    at = places.names_of(agency.place_id for agency in found if agency.place_id)
    bodies = [
        {"agency": agency, "place": "" if fold(place) in fold(agency.name) else place}
        for agency in found
        for place in [at.get(agency.place_id or 0, "")]
    ]
    return render(request, "documents/parts/likely.html", {"match": match, "bodies": bodies})
