"""Pages of handovers: what waits, one body's work, a change of units, and what was done."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.agencies import queries as agencies
from chungtay.agencies.queries.life import successors_of
from chungtay.agencies.rules import Power
from chungtay.agencies.rules.successions import subjects
from chungtay.base.holding import Held, Move
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, with_power
from chungtay.handovers import queries, services
from chungtay.handovers.forms import GroundForm, UndoForm, UnitsForm
from chungtay.handovers.rules import SAME, HandoverState, Told
from chungtay.handovers.words import STATES, TOTALS
from chungtay.notices import queries as notices
from chungtay.places.rules import TWO_LEVELS

PAGE = 30
ALL = "all"  # every successor of a divided body
STAY = ""


@with_power(Power.PLANS_MANAGE)
def handovers(request: ActorRequest) -> HttpResponse:
    page = Paginator(queries.list_handovers(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {
        "suggestions": queries.list_suggestions(request.actor, today=request.today),
        "page": page,
        "rows": [{"handover": row, "state": STATES[HandoverState(row.state)]} for row in page],
    }
    return render(request, "handovers/handovers.html", context)


@with_power(Power.PLANS_MANAGE)
def body(request: ActorRequest, agency: int) -> HttpResponse:
    """What a body holds and who should take each thing; rehearse, then confirm."""
    shown = queries.get_body(request.actor, agency)
    held = queries.held_by(request.actor, agency, on=request.today)
    heirs = successors_of([agency], on=request.today).get(agency, {})
    choices = _choices(request, agency, heirs)
    form, told = GroundForm(request.POST or None), None
    rows = _rows(request, held, heirs, {body for body, _name in choices})
    form.fields["ground"].initial = shown.end_ground
    if request.method == "POST" and form.is_valid():
        moves = [row["move"] for row in rows if row["move"] is not None]
        asked: dict[str, Any] = {"body": agency, "moves": moves, "ground": form.cleaned_data["ground"]}
        asked |= {"by": request.actor, "now": request.now}
        try:
            if request.POST.get("do") == "confirm":
                made = services.hand_over(**asked)[0]
                messages.success(request, _("Đã chuyển giao; các cơ quan nhận đã được báo."))
                return redirect("handovers:handover", made.pk)
            told = services.rehearse(lambda: services.hand_over(**asked)[1])
        except Refused as refusal:
            show_problems(form, refusal)
    context = {
        "body": shown,
        "rows": rows,
        "form": form,
        "choices": choices,
        "divided": any(len(found) > 1 for found in heirs.values()),
        "heirs": _heir_words(heirs),
        **_told(told),
    }
    return render(request, "handovers/body.html", context, status=422 if form.errors else 200)


def _rows(
    request: ActorRequest, held: list[Held], heirs: queries.Heirs, offered: set[str]
) -> list[dict[str, Any]]:
    """Each thing with where it goes: as chosen on the form among what was ``offered``, else as its subject proposes."""
    rows = []
    for thing in held:
        proposed = queries.proposed_heirs(thing, heirs)
        chosen = request.POST.get(thing.key) if request.method == "POST" else _as_choice(proposed)
        to = proposed if chosen == ALL else (int(chosen),) if chosen in offered else ()
        move = Move(thing.kind, thing.id, thing.agency, to) if to else None
        rows.append({"held": thing, "chosen": chosen, "move": move})
    return rows


def _as_choice(proposed: tuple[int, ...]) -> str:
    return STAY if not proposed else str(proposed[0]) if len(proposed) == 1 else ALL


def _choices(request: ActorRequest, agency: int, heirs: queries.Heirs) -> list[tuple[str, str]]:
    """The successors first, then every other body that is there today."""
    first = dict.fromkeys(body for found in heirs.values() for body in found)
    names = agencies.names_of(first)
    others = agencies.nameable(request.actor, on=request.today).exclude(pk__in=[*first, agency])
    others = others.order_by("level", "name")
    rest = [(str(pk), name) for pk, name in others.values_list("pk", "name")]
    return [(str(body), names[body]) for body in first] + rest


def _heir_words(heirs: queries.Heirs) -> list[dict[str, Any]]:
    names = agencies.names_of(body for found in heirs.values() for body in found)
    return [
        {"subject": subject.name, "bodies": [names[body] for body in heirs[code]]}
        for code, subject in subjects().items()
        if heirs.get(code)
    ]


@with_power(Power.AGENCIES_MANAGE)
def units(request: ActorRequest) -> HttpResponse:
    """A province's units change on a day: rehearse, then let the worker do it."""
    request.actor.must(Power.PLANS_MANAGE)
    form, told = UnitsForm(request.POST or None, initial={"on": TWO_LEVELS}), None
    if request.method == "POST" and form.is_valid():
        asked: dict[str, Any] = {"by": request.actor, "now": request.now, **form.cleaned_data}
        try:
            if request.POST.get("do") == "confirm":
                return redirect("handovers:handover", services.ask_reorganisation(**asked).pk)
            told = services.rehearse_reorganisation(**asked)
        except Refused as refusal:
            show_problems(form, refusal)
    context = {"form": form, **_told(told)}
    return render(request, "handovers/units.html", context, status=422 if form.errors else 200)


@with_power(Power.PLANS_MANAGE)
def handover(request: ActorRequest, handover: int) -> HttpResponse:
    return _page(request, handover, UndoForm())


@require_POST
@with_power(Power.PLANS_MANAGE)
def undo(request: ActorRequest, handover: int) -> HttpResponse:
    queries.get_handover(request.actor, handover)
    form = UndoForm(request.POST)
    if form.is_valid():
        try:
            services.undo_handover(
                by=request.actor, now=request.now, handover=handover, ground=form.cleaned_data["ground"]
            )
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã hoàn tác: mọi việc trở lại như trước khi chuyển giao."))
            return redirect("handovers:handover", handover)
    return _page(request, handover, form)


def _page(request: ActorRequest, handover: int, form: UndoForm) -> HttpResponse:
    shown = queries.get_handover(request.actor, handover)
    context = {
        "handover": shown,
        "state": STATES[HandoverState(shown.state)],
        "job": notices.latest_job(f"handover:{handover}") if shown.state == HandoverState.ASKED else None,
        "form": form,
        **_told(Told.from_json(shown.told) if shown.told else None),
    }
    return render(request, "handovers/handover.html", context, status=422 if form.errors else 200)


def _told(told: Told | None) -> dict[str, Any]:
    """What the report of an operation needs: its totals in order, those that must be equal marked."""
    if told is None:
        return {"told": None}
    totals = [
        {"name": word, "before": told.before[name], "after": told.after[name], "same": name in SAME}
        for name, word in TOTALS.items()
        if name in told.before and name in told.after
    ]
    return {"told": told, "totals": totals}
