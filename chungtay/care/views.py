"""The day at a facility, one patient, free places, and the help that a person is given."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms as shapes
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.seams import Seam, ask
from chungtay.base.web import ActorRequest, sent, signed_in, with_power
from chungtay.care import forms, queries, services
from chungtay.care.access import note_help, note_look
from chungtay.care.rules import TREAT
from chungtay.care.words import DOSES

Acts = Mapping[str, tuple[shapes.Form, Callable[[dict[str, Any]], object], str]]


def _given(request: ActorRequest, act: str) -> Any:
    """What was sent, for the form of this act only."""
    return request.POST if request.method == "POST" and request.POST.get("act") == act else None


def _done(request: ActorRequest, acts: Acts) -> bool:
    return any(form.is_bound and sent(request, form, act, said) for form, act, said in acts.values())


def _status(acts: Acts) -> int:
    return 422 if any(form.is_bound and form.errors for form, _act, _said in acts.values()) else 200


def _shown(acts: Acts) -> dict[str, shapes.Form]:
    return {name: form for name, (form, _act, _said) in acts.items()}


@with_power(Power.CARE_TREAT)
def patients(request: ActorRequest) -> HttpResponse:
    """Who comes today, who stays away and what is done about it; who else is in treatment here."""
    by: dict[str, Any] = {"by": request.actor, "now": request.now}
    acts: Acts = {
        "dose": (
            forms.DoseForm(_given(request, "dose")), lambda said: services.record_dose(**by, **said), _("Đã ghi."),
        ),
        "admit": (
            forms.AdmitForm(
                _given(request, "admit"), initial={"on": request.today, "file": request.GET.get("ho-so", "")}
            ),
            lambda said: services.admit(**by, **said), _("Đã tiếp nhận."),
        ),
    }  # fmt: skip
    if _done(request, acts):
        return redirect("care:patients")
    day = queries.list_day(request.actor, request.today)
    context = {
        "waiting": [
            row for row in day if row.today is None or row.owed
        ],  # who is done with makes room for the next
        "written": [row for row in day if row.today is not None and not row.owed],
        "patients": queries.list_patients(request.actor),
        "doses": DOSES.items(),
        "on": request.today,
        "forms": _shown(acts),
    }
    return render(request, "care/patients.html", context, status=_status(acts))


@with_power(Power.CARE_TREAT)
def patient(request: ActorRequest, patient: int) -> HttpResponse:
    """Notes, findings, doses and follow-up of one patient."""
    row = queries.get_patient(request.actor, patient)
    by: dict[str, Any] = {"by": request.actor, "now": request.now, "patient": patient}
    demand = getattr(row, "demand", None)
    acts: Acts = {
        "note": (
            forms.NoteForm(_given(request, "note"), initial={"on": request.today}),
            lambda said: services.write_note(**by, **said), _("Đã ghi, niêm phong."),
        ),
        "follow": (
            forms.FollowUpForm(_given(request, "follow")),
            lambda said: services.record_follow_up(**by, **said), _("Đã ghi."),
        ),
        "demand": (
            forms.DemandForm(_given(request, "demand"), initial=demand.items if demand else {}),
            lambda said: services.record_demand(**by, answers=said), _("Đã ghi."),
        ),
        "discharge": (
            forms.DischargeForm(
                _given(request, "discharge"), initial={"on": request.today}, auto_id="discharge_%s"
            ),
            lambda said: services.discharge(**by, **said), _("Đã ghi ngày ra."),
        ),
    }  # fmt: skip
    if row.until is None and _done(request, acts):
        return (
            redirect("care:patients") if acts["discharge"][0].is_bound else redirect("care:patient", patient)
        )
    note_look(request, row)
    context = {
        "patient": row,
        "notes": row.notes.all()[:200],
        "follow_ups": row.follow_ups.all()[:60],
        "month": queries.month_of(row, request.today),
        "forms": _shown(acts) if row.until is None else {},
        "demand": demand,
        "ways": ask(Seam.PATIENT_PAGE, request, row),
    }
    return render(request, "care/patient.html", context, status=_status(acts))


@signed_in
def places(request: ActorRequest) -> HttpResponse:
    """Free places of every facility of the province; the own facility says how many it has."""
    rows = queries.free_places(request.actor, on=request.today)
    form = forms.PlacesForm(_given(request, "places"), initial={"since": request.today})
    acts: Acts = {
        "places": (
            form, lambda said: services.set_places(by=request.actor, now=request.now, **said), _("Đã ghi số chỗ."),
        )
    }  # fmt: skip
    if request.actor.can(TREAT) and _done(request, acts):
        return redirect("care:places")
    context = {"rows": rows, "form": form if request.actor.can(TREAT) else None}
    return render(request, "care/places.html", context, status=_status(acts))


@with_power(Power.CARE_SUPPORT)
def helped(request: ActorRequest, code: str) -> HttpResponse:
    """The team around one person, and what it has done."""
    file = queries.get_helped(request.actor, code)
    by: dict[str, Any] = {"by": request.actor, "now": request.now, "file": code}
    acts: Acts = {
        "help": (
            forms.HelpForm(_given(request, "help"), initial={"on": request.today}),
            lambda said: services.give_help(**by, **said), _("Đã ghi."),
        ),
        "helper": (
            forms.HelperForm(_given(request, "helper")), lambda said: services.add_helper(**by, **said), _("Đã ghi."),
        ),
    }  # fmt: skip
    if _done(request, acts):
        return redirect("care:help", code)
    note_help(request, file)
    context = {
        "file": file,
        "helpers": queries.list_helpers(file.pk),
        "helps": queries.list_help(file.pk),
        "forms": _shown(acts),
    }
    return render(request, "care/help.html", context, status=_status(acts))
