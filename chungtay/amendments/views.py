"""A day off that is not in the calendar yet: what it moves in the files, shown before it is in force."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.amendments.forms import DayOffForm
from chungtay.amendments.services import rehearse_change
from chungtay.base.web import ActorRequest, sent, with_power
from chungtay.cases.services import Moved, put_in_force
from chungtay.law.rules import calendar as calendars
from chungtay.law.rules.calendar import DaysOff
from chungtay.province import queries as province
from chungtay.province import services as settings

SHOWN = 200


@with_power(Power.SETTINGS_MANAGE)
def changes(request: ActorRequest) -> HttpResponse:
    """Rehearse first; the same button a second time enters the day and moves the dates, whole or not at all."""
    form = DayOffForm(request.POST or None)
    moved: list[Moved] | None = None
    if form.is_valid():
        day = DaysOff(form.cleaned_data["first"], form.cleaned_data["last"], form.cleaned_data["name"])
        calendar = calendars.of([*province.calendar_of(request.actor.place).rows, day])
        moved = rehearse_change(by=request.actor, calendar=calendar)
        found = moved

        def act(said: dict[str, Any]) -> None:
            with transaction.atomic():
                settings.enter_days_off(by=request.actor, now=request.now, row=day, ground=said["ground"])
                put_in_force(by=request.actor, now=request.now, moved=found)

        if request.POST.get("act") == "apply" and sent(
            request, form, act, _("Đã ghi ngày nghỉ và dời thời hạn.")
        ):
            return redirect("amendments:changes")
    context = {"form": form, "moved": moved and moved[:SHOWN], "count": None if moved is None else len(moved)}
    return render(request, "amendments/changes.html", context, status=422 if form.errors else 200)
