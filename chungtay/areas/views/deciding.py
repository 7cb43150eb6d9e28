"""The province's side: what waits to be approved, the list and its dates; criteria, and a rehearsal of their change."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.areas import queries, services
from chungtay.areas.forms import (
    CriteriaForm,
    DecisionForm,
    PaperForm,
    PolicyForm,
    RehearseForm,
    RouteForm,
)
from chungtay.areas.queries.years import natural
from chungtay.areas.rules import comparing
from chungtay.areas.rules.cycle import cycle_of
from chungtay.areas.rules.words import AssessmentState
from chungtay.areas.views.asking import year_asked, year_tabs
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, sent, with_power
from chungtay.law.rules import NoAnswer

_STEPS: dict[str, Callable[..., object]] = {"send": services.send_list, "confirm": services.confirm_list}


@with_power(Power.AREAS_APPROVE)
def approvals(request: ActorRequest) -> HttpResponse:
    """What waits, to be approved together by one decision; the dates of the list; the province itself."""
    actor, today = request.actor, request.today
    if not queries.approves(actor):
        raise NotThere("areas")
    year = year_asked(request, today.year)
    province = queries.province_of(min(actor.reach), today)
    bound = {
        act: request.POST if request.POST.get("act") == act else None
        for act in ("approve", "send", "confirm", "route")
    }
    initial = {"decided_on": today, "on": today}
    decision = DecisionForm(bound["approve"], initial=initial, auto_id="id_approve_%s")
    steps = {act: PaperForm(bound[act], initial=initial, auto_id=f"id_{act}_%s") for act in _STEPS}
    route = RouteForm(bound["route"])
    if request.method == "POST" and _decided(request, province, year, decision, steps, route):
        return redirect(request.get_full_path())
    view = queries.list_year(actor, province, year, natural(year), today)
    context = {
        "view": view,
        "waiting": [row for row in view.rows if row.state is AssessmentState.PROPOSED],
        "returned": [row for row in view.rows if row.state is AssessmentState.RETURNED],
        "silent": [
            row for row in view.rows if row.state in (None, AssessmentState.DRAFT) and row.kind is None
        ],
        "done": sum(1 for row in view.rows if row.kind is not None),
        "cycle": cycle_of(year),
        "province": queries.province_view(actor, province, view),
        "decision": decision,
        "send": steps["send"],
        "confirm": steps["confirm"],
        "route": route,
        "chosen": request.POST.getlist("assessment"),
        "year_tabs": year_tabs(request, queries.known_years(actor), year),
    }
    wrong = any(form.errors for form in (decision, route, *steps.values()))
    return render(request, "areas/approvals.html", context, status=422 if wrong else 200)


def _decided(
    request: ActorRequest, province: int, year: int, decision: DecisionForm, steps: dict[str, PaperForm],
    route: RouteForm,
) -> bool:  # fmt: skip
    act = request.POST.get("act", "")
    by: dict[str, Any] = {"by": request.actor, "now": request.now}
    on_list = {**by, "province": province, "year": year}
    if act == "approve":
        ticked = [int(one) for one in request.POST.getlist("assessment") if one.isascii() and one.isdigit()]
        return sent(
            request,
            decision,
            lambda said: services.approve(**by, assessments=ticked, **said),
            _("Đã phê duyệt."),
        )
    if act == "route":
        return sent(
            request,
            route,
            lambda said: services.say_route(**on_list, key_route=bool(said["key_route"])),
            _("Đã ghi."),
        )
    if act not in _STEPS:
        raise NotThere("act")
    return sent(request, steps[act], lambda said: _STEPS[act](**on_list, **said), _("Đã ghi."))


@with_power(Power.AREAS_APPROVE)
def change(request: ActorRequest) -> HttpResponse:
    """The criteria in force and the province's choices; which communes would move if they changed, before they do."""
    actor, today = request.actor, request.today
    if not queries.approves(actor) or actor.place is None:
        raise NotThere("areas")
    year = year_asked(request, today.year)
    bound = {
        act: request.POST if request.POST.get("act") == act else None
        for act in ("policy", "criteria", "force", "end")
    }
    policy = PolicyForm(bound["policy"], initial={"valid_from": today})
    criteria = CriteriaForm(bound["criteria"])
    own = PaperForm(bound["force"] or bound["end"], initial={"on": today}, auto_id="id_own_%s")
    if request.method == "POST" and _changed(request, policy, criteria, own):
        return redirect(request.get_full_path())
    sets = queries.list_own_sets(actor.place)
    rehearse = RehearseForm(
        request.GET if "thu" in request.GET else None, sets=[(one.pk, str(one)) for one in sets]
    )
    context = {
        "policy": policy,
        "criteria": criteria,
        "own": own,
        "rehearse": rehearse,
        "sets": sets,
        "choices": queries.list_choices(actor.place),
        "year": year,
        "year_tabs": year_tabs(request, queries.known_years(actor), year),
        **_rehearsed(request, rehearse, year),
    }
    wrong = any(form.errors for form in (policy, criteria, own))
    return render(request, "areas/change.html", context, status=422 if wrong else 200)


def _rehearsed(request: ActorRequest, form: RehearseForm, year: int) -> dict[str, Any]:
    """The communes that would move, by the facts that their proposals of the year rested on."""
    place, cycle = request.actor.place or 0, cycle_of(year)
    if cycle is None:
        return {"without": _("Năm này chưa có tiêu chí phân loại.")}
    try:
        law = queries.in_force(place, cycle.assessed_on)
    except NoAnswer as none:
        return {"without": none.message}
    if not form.is_bound or not form.is_valid():
        return {"law": law}
    own = queries.get_own_set(request.actor, form.cleaned_data["own"]) if form.cleaned_data["own"] else None
    new = queries.measure_with(law.measure, chosen=form.chosen(), own=own, on=cycle.assessed_on)
    view = queries.list_year(request.actor, place, year, natural(year), request.today)
    names = {row.place.pk: row.place.full_name for row in view.rows}
    facts = queries.facts_of_year(request.actor, frozenset(names), year)
    moved = comparing.moves(facts, law.measure, new)
    return {
        "law": law,
        "moved": [(names[one.place], one) for one in moved],
        "compared": len(facts),
        "all": len(names),
    }


def _changed(request: ActorRequest, policy: PolicyForm, criteria: CriteriaForm, own: PaperForm) -> bool:
    act, given = request.POST.get("act", ""), request.POST.get("own", "")
    by: dict[str, Any] = {"by": request.actor, "now": request.now}
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 12 else 0
    doing: dict[str, tuple[forms.Form, Callable[[dict[str, Any]], object]]] = {
        "policy": (policy, lambda said: services.choose_policy(**by, **said)),
        "criteria": (criteria, lambda said: services.add_criteria(**by, **said)),
        "force": (own, lambda said: services.put_in_force(**by, own=number, paper=said["paper"])),
        "end": (own, lambda said: services.end_criteria(**by, own=number, on=said["on"])),
    }
    if act not in doing:
        raise NotThere("act")
    form, do = doing[act]
    return sent(request, form, do, _("Đã ghi."))
