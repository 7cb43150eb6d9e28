"""A commune's page: what it is by the criteria and why, what would change it, its years, its plan."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.areas import queries, services
from chungtay.areas.forms import ProposeForm, RecordForm, ReturnForm, StatementForm, TransformForm
from chungtay.areas.queries import Standing
from chungtay.areas.rules import whatif
from chungtay.areas.rules.checks import check_propose
from chungtay.areas.rules.evidence import Fact, Value, fact_kinds, plain_facts
from chungtay.areas.rules.judging import Line, tell_difference
from chungtay.areas.rules.words import AreaKind, AssessmentState, FactSource, is_graver
from chungtay.areas.templatetags.areal import fact_value
from chungtay.areas.views.asking import year_asked, year_tabs
from chungtay.areas.words import KINDS
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, change_page, sent, signed_in, told, with_power

_CLOSED = (AssessmentState.PROPOSED, AssessmentState.APPROVED)


@signed_in
def commune(request: ActorRequest, place: int) -> HttpResponse:
    """The commune proposes here, the province returns here; everybody else only reads."""
    actor, today = request.actor, request.today
    year = year_asked(request, today.year)
    standing = queries.standing_of(actor, place, year, today)
    proposes = queries.proposes_for(actor, place) and standing.state not in _CLOSED
    judges = queries.may_approve_at(actor, place) and standing.state is AssessmentState.PROPOSED
    bound = {
        act: request.POST if request.POST.get("act") == act else None
        for act in ("propose", "return", "record")
    }
    propose, back, record = (
        ProposeForm(bound["propose"]),
        ReturnForm(bound["return"]),
        RecordForm(bound["record"]),
    )
    records = queries.may_approve_at(actor, place) and standing.assessment is None
    statements = _statements(request, standing) if proposes else []
    may = {"propose": proposes, "state": proposes, "return": judges, "record": records, "end": True}
    if request.method == "POST" and _acted(request, standing, may, (propose, back, statements, record)):
        return redirect(request.get_full_path())
    context = {
        "standing": standing,
        "title": standing.place.full_name,
        "lines": _with_facts(standing, standing.judgement.lines if standing.judgement else ()),
        "openable": queries.opened_by(actor, standing.facts.values()),
        "conditions": _with_facts(standing, standing.judgement.conditions if standing.judgement else ()),
        "blocked": _blocked(standing, today) if proposes else (),
        "proposes": proposes,
        "judges": judges,
        "propose": propose,
        "return": back,
        "record": record if records else None,
        "statements": statements,
        "year_tabs": year_tabs(request, [one.year for one in queries.history_of(actor, place)], year),
        "history": _history(request, place),
        **_what_if(standing),
        **_plan(request, standing),
    }
    wrong = any(form.errors for form in (propose, back, record, *statements))
    return render(request, "areas/commune.html", context, status=422 if wrong else 200)


def _statements(request: ActorRequest, standing: Standing) -> list[StatementForm]:
    """A form for each fact that no figure says: still missing, or said by hand before."""
    asked = standing.law.measure.criteria.facts if standing.law else ()
    named = request.POST.get("name") if request.POST.get("act") == "state" else None
    return [
        StatementForm(request.POST if named == name else None, name=name)
        for name in asked
        if standing.facts[name].source is not FactSource.FIGURES
    ]


def _acted(
    request: ActorRequest, standing: Standing, may: dict[str, bool],
    asked: tuple[ProposeForm, ReturnForm, list[StatementForm], RecordForm],
) -> bool:  # fmt: skip
    """Do what was pressed; False leaves the page to show what is wrong."""
    propose, back, statements, record = asked
    by: dict[str, Any] = {"by": request.actor, "now": request.now}
    here = {**by, "place": standing.place.pk, "year": standing.year}
    act = request.POST.get("act", "")
    if not may.get(act):
        raise NotThere("act")
    if act == "state":
        form = next((one for one in statements if one.is_bound), None)
        if form is None:
            raise NotThere("fact")
        return sent(
            request, form,
            lambda said: services.state_facts(**here, said={form.kind.name: form.said()}, ground=said["ground"]),
            _("Đã ghi."),
        )  # fmt: skip
    if act == "propose":
        return sent(
            request, propose, lambda said: services.propose(**here, **said), _("Đã gửi đề nghị lên tỉnh.")
        )
    if act == "return" and standing.assessment:
        number = standing.assessment.pk
        return sent(
            request,
            back,
            lambda said: services.return_assessment(**by, assessment=number, **said),
            _("Đã trả lại."),
        )
    if act == "record":
        return sent(request, record, lambda said: _record(by, standing, **said), _("Đã ghi."))
    services.end_transformation(**by, place=standing.place.pk)
    return True


def _record(by: dict[str, Any], standing: Standing, kind: AreaKind, paper: str, decided_on: date) -> None:
    row = services.ClassRow(standing.place.pk, standing.year, kind)
    services.record_classes(**by, rows=[row], paper=paper, decided_on=decided_on, basis="")


def _with_facts(standing: Standing, lines: Iterable[Line]) -> list[tuple[Line, list[Fact]]]:
    """Each criterion or condition with its facts, as they are today."""
    return [(line, [standing.facts[name] for name in line.facts]) for line in lines]


def _blocked(standing: Standing, today: date) -> list[str]:
    """Why the proposal cannot go up yet, said before anybody tries."""
    if standing.judgement is None:
        return [standing.without]
    day = standing.cycle.assessed_on if standing.cycle else None
    return [
        told(one)
        for one in check_propose(standing.judgement, state=standing.state, assessed_on=day, today=today)
    ]


def _what_if(standing: Standing) -> dict[str, Any]:
    """What stands between the commune and another type, by the facts of today; nothing while one is missing."""
    found = standing.judgement
    if found is None or found.answer is None or standing.law is None or found.kind is None:
        return {"ways": [], "to_free": [], "losses": []}
    plain, measure = plain_facts(standing.facts), standing.law.measure
    ways = whatif.ways_down(plain, measure.criteria, measure.policies)
    free = whatif.ways_down(plain, measure.criteria, measure.policies, AreaKind.FREE)
    return {
        "ways": ways,
        "to_free": [] if found.kind is AreaKind.FREE or free == ways else free[:1],
        "losses": whatif.first_losses(plain, measure.criteria, measure.policies),
    }


def _history(request: ActorRequest, place: int) -> list[dict[str, Any]]:
    """The years, the latest first, each with what changed against the commune's own year before."""
    rows = queries.history_of(request.actor, place)
    own = {row.year: row for row in rows if row.place_id == place}
    shown = []
    for row in rows:
        before = own.get(row.year - 1) if row.place_id == place else None
        both = before is not None and before.met and row.met
        shown.append({
            "row": row, "carried": row.place_id != place,
            "why": tell_difference(before.met, row.met) if before is not None and both else [],
        })  # fmt: skip
    return shown


def _plan(request: ActorRequest, standing: Standing) -> dict[str, Any]:
    plan = queries.open_transformation(standing.place.pk)
    if plan is None:
        return {"plan": None, "may_plan": queries.proposes_for(request.actor, standing.place.pk)}
    return {
        "plan": plan,
        "may_plan": queries.proposes_for(request.actor, standing.place.pk),
        "tasks": queries.tasks_of(request.actor, plan, request.today),
        "targets": [_target(standing.facts[name].value, name, most) for name, most in plan.targets.items()],
        "reached": standing.classification is not None
        and not is_graver(AreaKind(standing.classification.kind), AreaKind(plan.target)),
    }


def _target(value: Value | None, name: str, most: str) -> dict[str, Any]:
    met = None if value is None or isinstance(value, bool) else value <= Decimal(most)
    return {"name": name, "most": most, "now": value, "met": met}


def _lighter(kind: AreaKind, than: AreaKind) -> bool:
    """A drug-free commune has nothing lighter to reach: it plans to stay so."""
    return is_graver(than, kind) or kind is AreaKind.FREE


@with_power(Power.AREAS_PROPOSE)
def transform(request: ActorRequest, place: int) -> HttpResponse:
    """The commune's plan to reach a lighter type by a year; a new one takes the place of the one that is open."""
    standing = queries.standing_of(request.actor, place, request.today.year, request.today)
    if not queries.proposes_for(request.actor, place):
        raise NotThere("place")
    form = TransformForm(
        request.POST or None, tasks=queries.tasks_to_choose(request.actor, request.today),
        facts={
            name: fact_value(fact) for name, fact in standing.facts.items()
            if not fact_kinds()[name].is_yes_no and name != "residents"
        },
        initial={"by_year": request.today.year + 1, "target": AreaKind.FREE},
    )  # fmt: skip
    history = queries.history_of(request.actor, place)
    lighter = [kind for kind in AreaKind if not history or _lighter(kind, AreaKind(history[0].kind))]
    form.fields["target"].choices = [(kind, KINDS[kind]) for kind in lighter]  # type: ignore[attr-defined]
    if not form.fields["tasks"].choices:  # type: ignore[attr-defined]
        del form.fields["tasks"]

    def act(said: dict[str, Any]) -> None:
        services.start_transformation(
            by=request.actor, now=request.now, place=place, target=said["target"], by_year=said["by_year"],
            ground=said["ground"], targets=form.targets(), tasks=said.get("tasks", ()),
        )  # fmt: skip

    return change_page(
        request, form, _("Kế hoạch chuyển hóa địa bàn"), act=act, about=standing.place.full_name,
        button=_("Ghi kế hoạch"), back=reverse("areas:commune", args=[place]), done=_("Đã ghi kế hoạch chuyển hóa."),
    )  # fmt: skip
