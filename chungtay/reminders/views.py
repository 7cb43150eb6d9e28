"""The digest of a day, and the calendar that a phone subscribes to."""

import hashlib
from datetime import date
from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.agencies.access import ActorRequest, signed_in
from chungtay.notices.rules import Act
from chungtay.reminders import queries, services
from chungtay.reminders.rules import Group
from chungtay.reminders.words import GROUPS, why_of


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def digest(request: ActorRequest) -> HttpResponse:
    """What one was told on a day, grouped by what to do; one's calendar feed is opened and closed here."""
    address = ""
    if request.method == "POST":
        if request.POST.get("feed") == "close":
            services.close_feed(by=request.actor, now=request.now)
            messages.success(
                request, _("Đã thu hồi đường dẫn lịch; điện thoại nào đang dùng sẽ không đọc được nữa.")
            )
            return redirect("reminders:digest")
        token = services.open_feed(by=request.actor, now=request.now)
        address = f"{settings.SITE_ADDRESS}{reverse('reminders:feed', args=[token])}"
    found = queries.get_digest(request.actor, _day(request.GET.get("ngay", "")))
    lines = queries.list_lines(request.actor, found, today=request.today) if found else []
    groups = [
        (GROUPS[Group(group)], [(line, why_of(line.act, line.tie), Act(line.act).waits) for line in of_group])
        for group, of_group in groupby(lines, key=lambda line: line.group)
    ]
    context = {"digest": found, "groups": groups, "address": address, "feed": queries.get_feed(request.actor)}
    return render(request, "reminders/digest.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Open to who has the token; a phone asks every few hours and mostly hears that nothing changed."""
    content = services.read_feed(token=token, now=timezone.now())
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"ETag": etag})
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=answer) or answer
