"""Which communes are counted from their files, and what keeps one from it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, signed_in
from chungtay.catalogue import queries as catalogue
from chungtay.gate import queries, services


@signed_in
def counting(request: ActorRequest) -> HttpResponse:
    """The communes of one's jurisdiction; the buttons are for who keeps the catalogue of figures."""
    decides = request.actor.can(Power.CATALOGUE_MANAGE)
    if request.method == "POST":
        said = request.POST.get("place", "")
        if not decides or not said.isdecimal():
            raise NotThere("place")
        by: dict[str, Any] = {"by": request.actor, "now": request.now, "place": int(said)}
        if request.POST.get("act") == "stop":
            services.stop_counting(**by)
            messages.success(request, _("Xã này tự nhập số từ nay."))
        else:
            services.start_counting(**by, since=request.today)
            messages.success(request, _("Số người của xã này được đếm từ hồ sơ, bắt đầu hôm nay."))
        return redirect("gate:counting")
    rows = [
        (row, catalogue.period_said(row.typed[0]) if row.typed else "")
        for row in queries.list_communes(request.actor, on=request.today)
    ]
    return render(request, "gate/counting.html", {"rows": rows, "decides": decides})
