"""What needs attention in the registers; where entries lie; one's own phones."""

from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Refused
from chungtay.base.qr import qr_code
from chungtay.base.web import ActorRequest, show_problems, signed_in, told, with_power
from chungtay.fieldwork import queries, services
from chungtay.fieldwork.forms import MapForm, PhoneForm
from chungtay.fieldwork.rules.keys import collect_settings
from chungtay.places import queries as places
from chungtay.registers import queries as registers
from chungtay.registers.access import title_of
from chungtay.signin.access import prove_first

PAGE = 50
LAST_DAY_OF_OLD_UNITS = date(2025, 6, 30)


@signed_in
def attention(request: ActorRequest) -> HttpResponse:
    """Register by register: what is wrong, what is late, what is near; and how far the surveys have come."""
    found = queries.list_attention(request.actor, on=request.today)
    counts = Counter(one.register for one in found)
    shipped = registers.visible_registers(request.actor).filter(place=None, code__in=list(counts))
    titles = {one.code: title_of(one) for one in shipped}
    chosen = request.GET.get("so", "")
    shown = [one for one in found if not chosen or one.register == chosen]
    coverage = queries.list_coverage(request.actor, on=request.today)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    counted = [
        ("", _("Tất cả"), len(found)),
        *((code, titles[code][0] if code in titles else code, n) for code, n in counts.items()),
    ]
    context = {
        "page": page,
        "rows": [(one, told(one.problem), *titles.get(one.register, ("", "vi"))) for one in page.object_list],
        "tabs": [
            {"label": label, "href": f"?{urlencode({'so': code})}", "current": code == chosen, "count": count}
            for code, label, count in counted
        ],
        "late": sum(one.is_late(request.today) for one in found),
        "all": len(found),
        "coverage": [] if chosen else _named(coverage),
    }
    return render(request, "fieldwork/attention.html", context)


def _named(coverage: list[Any]) -> list[tuple[Any, str]]:
    names = places.names_of(one.place for one in coverage)
    return [(one, names[one.place]) for one in coverage]


@signed_in
def entry_map(request: ActorRequest) -> HttpResponse:
    """The entries of ?so= that have a point, over the units of ?noi=, today's or those before July 2025."""
    chosen, unit = request.GET.get("so", ""), request.GET.get("noi", "")
    known = [one.register for one in registers.list_registers(request.actor, on=request.today)]
    if not known and not chosen:
        return render(request, "fieldwork/no_map.html")
    register = next((one for one in known if str(one.pk) == chosen or not chosen), None)
    if register is None:
        raise NotThere("register")
    form = MapForm(request.GET or None)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    old = said.get("don_vi") == "cu"
    drawn = queries.map_entries(
        request.actor, register, on=LAST_DAY_OF_OLD_UNITS if old else request.today,
        place=int(unit) if unit.isdecimal() else None,
        wanted=registers.Wanted(first=said.get("tu"), last=said.get("den")),
    )  # fmt: skip
    context = {
        "register": register, "named": title_of(register),
        "registers": [(one.pk, *title_of(one)) for one in known], "form": form, "drawn": drawn, "old": old,
        "days": urlencode({name: said[name].isoformat() for name in ("tu", "den") if said.get(name)}),
    }  # fmt: skip
    return render(request, "fieldwork/map.html", context)


@with_power(Power.REGISTERS_RECORD)
def phones(request: ActorRequest) -> HttpResponse:
    """One's own phones: write one down (its key is shown this once), take a key back."""
    form, made = PhoneForm(), None
    if request.method == "POST":
        if asking := prove_first(request):
            return asking
        if request.POST.get("act") == "revoke":
            key = request.POST.get("key", "")
            services.revoke_phone_key(
                by=request.actor, now=request.now, key=int(key) if key.isdecimal() else 0
            )
            messages.success(request, _("Đã thu hồi. Điện thoại ấy không lấy biểu mẫu, không gửi được nữa."))
            return redirect("fieldwork:phones")
        form = PhoneForm(request.POST)
        made = _made(request, form)
    context = {
        "form": form,
        "made": made,
        "keys": queries.list_phone_keys(request.actor),
        "address": _server(),
        "is_safe": settings.SITE_ADDRESS.startswith("https://"),
    }
    return render(request, "fieldwork/phones.html", context, status=422 if form.errors else 200)


def _made(request: ActorRequest, form: PhoneForm) -> dict[str, Any] | None:
    if not form.is_valid():
        return None
    try:
        key, secret = services.make_phone_key(by=request.actor, now=request.now, **form.cleaned_data)
    except Refused as refusal:
        show_problems(form, refusal)
        return None
    picture = qr_code(collect_settings(address=_server(), name=key.name, secret=secret))
    return {"key": key, "secret": secret, "qr": picture}


def _server() -> str:
    """What a phone is told as the server's address: ODK Collect adds /formList to it by itself."""
    return settings.SITE_ADDRESS + reverse("fieldwork:forms").removesuffix("/formList")
