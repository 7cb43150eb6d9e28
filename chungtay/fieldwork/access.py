"""Who stands at the OpenRosa door: a phone with its key, acting from the post in which the key was made.

And what this room adds to the pages of the registers: ways to what needs attention, to the phones, to the map.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import http_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from chungtay.agencies.access import actor_of
from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest
from chungtay.fieldwork import queries, services
from chungtay.fieldwork.models import PhoneKey
from chungtay.fieldwork.rules.keys import basic
from chungtay.fieldwork.rules.openrosa import VERSION, response

if TYPE_CHECKING:
    from chungtay.registers.models import Register

LARGEST = 30_000_000  # bytes of one POST, told to the phone; a larger entry comes in parts
_MAY = frozenset({str(Power.REGISTERS_RECORD)})  # whatever the post may do elsewhere


class PhoneRequest(ActorRequest):
    key: PhoneKey


def by_phone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view run for a phone whose key is known; ask any other who it is (HTTP Basic, over TLS only).

    No cookie is read or set: a browser that is signed in is nobody here, so that no foreign page can use it.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = cast(PhoneRequest, request)
        if settings.SESSION_COOKIE_SECURE and not request.is_secure():
            return opened(HttpResponse(status=403))
        if not _recognise(asked):
            answer = said(_("Điện thoại này chưa được ghi, đã bị thu hồi hoặc hết hạn."), status=401)
            answer["WWW-Authenticate"] = 'Basic realm="Chung Tay", charset="UTF-8"'
            return answer
        answer = opened(view(asked, *args, **kwargs))
        services.note_use(asked.key, asked.now)
        return answer

    return guarded


def _recognise(request: PhoneRequest) -> bool:
    shown = basic(request.headers.get("Authorization", ""))
    key = queries.key_shown(*shown, on=request.today) if shown else None
    held = queries.holding_of(key, on=request.today) if key else None
    if key is None or held is None:
        return False
    actor = actor_of(held)
    request.key, request.actor = key, replace(actor, powers=actor.powers & _MAY, opened=frozenset())
    return True


def opened(answer: HttpResponse) -> HttpResponse:
    """The headers that every answer of an OpenRosa server has."""
    answer["X-OpenRosa-Version"] = VERSION
    answer["X-OpenRosa-Accept-Content-Length"] = str(LARGEST)
    answer.headers.setdefault("Date", http_date())
    answer["Cache-Control"] = "no-store"
    return answer


def said(message: str, *, status: int) -> HttpResponse:
    """An answer with a sentence for the person who holds the phone."""
    body = response(message, taken=status < 300)
    return opened(HttpResponse(body, status=status, content_type="text/xml; charset=utf-8"))


# -- on the pages of the registers ------------------------------------------------------------------------


def registers_panel(request: ActorRequest, _nothing: None) -> SafeString:
    context = {
        "attention": len(queries.list_attention(request.actor, on=request.today)),
        "may_record": request.actor.can(Power.REGISTERS_RECORD),
    }
    return render_to_string("fieldwork/parts/registers_panel.html", context, request)


def register_panel(request: ActorRequest, register: "Register") -> SafeString:
    return render_to_string("fieldwork/parts/register_panel.html", {"register": register}, request)
