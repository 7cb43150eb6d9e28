from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from chungtay.agencies.access import ActorRequest, signed_in
from chungtay.notices import queries, services

_ON_A_PAGE = 50


@require_safe
@signed_in
def inbox(request: ActorRequest) -> HttpResponse:
    page = Paginator(queries.list_notices(request.actor), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "notices/inbox.html", {"page": page, "unread": queries.count_unread(request.actor)}
    )


@require_POST
@signed_in
def open_notice(request: ActorRequest, notice: int) -> HttpResponse:
    """Mark it read and go where it leads; a POST, because it changes something."""
    found = queries.get_notice(request.actor, notice)
    services.mark_read(by=request.actor, now=request.now, notice=notice)
    if url_has_allowed_host_and_scheme(found.link, None):
        return redirect(found.link)
    return redirect("notices:inbox")


@require_POST
@signed_in
def mark_all_read(request: ActorRequest) -> HttpResponse:
    services.mark_read(by=request.actor, now=request.now)
    return redirect("notices:inbox")
