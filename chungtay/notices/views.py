"""The inbox, how one wants to be told, and what could not be sent."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.agencies.access import ActorRequest, signed_in
from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import show_problems, with_power
from chungtay.notices import channels, queries, services
from chungtay.notices.forms import CodeForm, WishesForm
from chungtay.notices.rules import Channel
from chungtay.notices.words import reason_words

_ON_A_PAGE = 50


@require_safe
@signed_in
def inbox(request: ActorRequest) -> HttpResponse:
    page = Paginator(queries.list_notices(request.actor), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "unread": queries.count_unread(request.actor),
        "sees_undelivered": request.actor.can(Power.SETTINGS_MANAGE),
    }
    return render(request, "notices/inbox.html", context)


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


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def wishes(request: ActorRequest) -> HttpResponse:
    """When and by which way one wants to be told; an address is proven here too."""
    form = WishesForm(initial=_initial(request), offered=channels.offered())
    code = CodeForm()
    if "code" in request.POST:
        code = CodeForm(request.POST)
        if code.is_valid() and _confirmed(request, code):
            return redirect("notices:wishes")
    elif request.method == "POST":
        form = WishesForm(request.POST, offered=channels.offered())
        if form.is_valid() and _set(request, form):
            return redirect("notices:wishes")
    chosen = queries.get_preference(request.actor)
    context = {
        "form": form,
        "code": code,
        "to_confirm": [
            (channel, address)
            for channel, address, confirmed in (
                (Channel.MAIL, chosen.mail, chosen.mail_confirmed),
                (Channel.WEBHOOK, chosen.phone, chosen.phone_confirmed),
            )
            if address and not confirmed and channel in channels.offered()
        ],
        "offered": channels.offered(),
        "undelivered": [
            (row, reason_words(row.error)) for row in queries.list_own_undelivered(request.actor)[:5]
        ],
    }
    return render(request, "notices/wishes.html", context, status=422 if form.errors or code.errors else 200)


def _initial(request: ActorRequest) -> dict[str, object]:
    row = queries.get_preference(request.actor)
    names = ("hour", "quiet_from", "quiet_to", "working_days_only", "mail", "phone")
    return {name: getattr(row, name) for name in names}


def _set(request: ActorRequest, form: WishesForm) -> bool:
    try:
        asked = services.set_wishes(by=request.actor, now=request.now, **form.said())
    except Refused as refusal:
        show_problems(form, refusal)
        return False
    if asked:
        messages.info(request, _("Đã lưu. Một mã xác nhận đang được gửi; nhập mã để bắt đầu nhận tin ở đó."))
    else:
        messages.success(request, _("Đã lưu."))
    return True


def _confirmed(request: ActorRequest, form: CodeForm) -> bool:
    said = form.cleaned_data
    try:
        services.confirm_address(
            by=request.actor, now=request.now, channel=Channel(said["channel"]), code=said["code"]
        )
    except Refused as refusal:
        show_problems(form, refusal)
        return False
    messages.success(request, _("Địa chỉ đã được xác nhận; từ nay tin nhắc việc được gửi đến đó."))
    return True


@require_http_methods(["GET", "POST"])
@with_power(Power.SETTINGS_MANAGE)
def undelivered(request: ActorRequest) -> HttpResponse:
    """What was given up, with why; one of them may be tried again."""
    if request.method == "POST":
        chosen = request.POST.get("delivery", "")
        if chosen.isdecimal():
            services.try_again(by=request.actor, now=request.now, delivery=int(chosen))
            messages.success(request, _("Đang gửi lại."))
        return redirect("notices:undelivered")
    rows = queries.list_undelivered(request.actor, on=request.today)
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [(row, reason_words(row.error)) for row in page]}
    return render(request, "notices/undelivered.html", context)
