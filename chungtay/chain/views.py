"""The chain of plans: which stand above others, the coverage page, one promise with the words of both sides."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, told, with_power
from chungtay.chain import queries, services
from chungtay.chain.forms import AskedForm, GroundForm, HandForm, LowerForm, ProposeForm, ReplyForm, TakeForm
from chungtay.chain.queries import Asked
from chungtay.chain.rules import Coverage, LinkState, may_reply
from chungtay.chain.words import BADGES, STATES
from chungtay.documents import queries as documents
from chungtay.plans import queries as plans

PAGE = 40
MANY = 3  # plans to compare at once while a person waits; more go to the worker


@signed_in
def chain(request: ActorRequest) -> HttpResponse:
    context = {
        "rows": queries.list_upper(request.actor, on=request.today),
        "proposals": queries.list_proposals(request.actor, on=request.today),
        "states": STATES,
    }
    return render(request, "chain/chain.html", context)


@with_power(Power.PLANS_OVERSEE)
def coverage(request: ActorRequest, plan: int) -> HttpResponse:
    """All lower plans by promise or by unit, one promise over all units, or the column of one unit."""
    shown = plans.get_plan(request.actor, plan, on=request.today)
    if not plans.oversees(request.actor, shown, on=request.today):
        raise NotThere("plan")
    form = AskedForm(request.GET)
    asked = form.asked()
    manages = plans.manages(request.actor, shown, on=request.today)
    lower_form = _lower_form(request, plan) if manages else None
    if request.method == "POST" and lower_form is not None and _acted(request, plan, lower_form):
        return redirect(request.get_full_path())
    found = queries.list_answers(request.actor, plan, asked, on=request.today)
    every = queries.list_answers(request.actor, plan, Asked(None, asked.kind, asked.words), on=request.today)
    context = {
        "plan": shown,
        "form": form,
        "manages": manages,
        "lower_form": lower_form,
        "waiting": len(queries.list_unmatched(request.actor, plan, on=request.today)) if manages else 0,
        **_mode(request, found, every, manages),
    }
    return render(request, "chain/coverage.html", context, status=422 if _wrong(lower_form) else 200)


def _wrong(form: forms.Form | None) -> bool:
    return form is not None and bool(form.errors)


def _mode(request: ActorRequest, found: Any, every: Any, manages: bool) -> dict[str, Any]:
    """What is shown of the matrix, and the tabs above it counted over the same part of it."""
    pair, promise = number_in(request.GET.get("pair")), number_in(request.GET.get("promise"))
    if pair:
        shown = queries.get_pair(request.actor, pair, on=request.today)
        found, every = found.filter(pair=pair), every.filter(pair=pair)
        extra = {"mode": "cells", "pair": shown, "sure": queries.list_sure(shown) if manages else ()}
    elif promise:
        found, every = found.filter(promise=promise), every.filter(promise=promise)
        extra = {"mode": "cells", "promise": every.select_related("promise").first()}
    else:
        return _matrix(request, every)
    counts = queries.count_by_state(every)
    page = Paginator(queries.with_links(found), PAGE).get_page(request.GET.get("page"))
    return {**extra, "page": page, "counts": counts, "tabs": _tabs(request, counts)}


def _matrix(request: ActorRequest, every: Any) -> dict[str, Any]:
    """Counts over all lower plans, a row for each promise or for each unit."""
    by_unit = request.GET.get("by") == "unit"
    tallied = queries.tally(every, "pair" if by_unit else "promise")
    counts = {state: sum(row[state] for row in tallied.values()) for state in Coverage}
    asked = AskedForm(request.GET).asked()
    page = Paginator(queries.most_open_first(tallied, asked.state), PAGE).get_page(request.GET.get("page"))
    things = (queries.pairs_of if by_unit else queries.promises_of)(page.object_list)
    rows = [(things[one], tallied[one]) for one in page.object_list]
    mode = "units" if by_unit else "promises"
    return {"mode": mode, "page": page, "rows": rows, "counts": counts, "tabs": _tabs(request, counts)}


def number_in(given: str | None) -> int | None:
    """A row's number out of an address or a form; None for what is none."""
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 12 else None


def _tabs(request: ActorRequest, counts: dict[Coverage, int]) -> list[dict[str, Any]]:
    chosen = request.GET.get("state", "")
    query = request.GET.copy()
    query.pop("page", None)
    tabs = []
    for state, label in [("", _("Tất cả")), *STATES.items()]:
        query["state"] = state
        count = counts[Coverage(state)] if state else sum(counts.values())
        if count or state in ("", chosen):
            tabs.append(
                {"label": label, "href": f"?{query.urlencode()}", "current": chosen == state, "count": count}
            )
    return tabs


def _lower_form(request: ActorRequest, plan: int) -> LowerForm:
    bodies = agencies.nameable(request.actor, on=request.today)
    units = bodies.order_by("level", "name").values_list("pk", "name")
    given = request.POST if request.POST.get("act") == "compare" else None
    lower = queries.list_lower_choices(request.actor, plan, on=request.today)
    return LowerForm(given, lower=lower, units=units)


def _acted(request: ActorRequest, plan: int, form: LowerForm) -> bool:
    """Do what was pressed on the coverage page; False leaves the page to show what is wrong."""
    doing: dict[str, Callable[[], str]] = {
        "compare": lambda: _compare(request, plan, **form.cleaned_data),
        "again": lambda: _compare(request, plan, _pair_shown(request).lower_id),
        "waiting": lambda: _compare_waiting(request, plan),
        "confirm": lambda: _confirm(request),
        "propose": lambda: _propose(request),
    }
    act = request.POST.get("act", "")
    if act not in doing:
        raise NotThere("act")
    if act == "compare" and not form.is_valid():
        return False
    try:
        messages.success(request, doing[act]())
    except Refused as refusal:
        if act == "compare":
            show_problems(form, refusal)
            return False
        messages.error(request, told(refusal.problems[0]))
    return True


def _pair_shown(request: ActorRequest) -> Any:
    return queries.get_pair(request.actor, number_in(request.GET.get("pair")) or 0, on=request.today)


def _compare(request: ActorRequest, plan: int, lower: int, unit: int | None = None) -> str:
    services.compare_plans(by=request.actor, now=request.now, upper=plan, lower=lower, unit=unit)
    return _("Đã so hai kế hoạch.")


def _confirm(request: ActorRequest) -> str:
    links = _chosen(request)
    number = services.decide_links(by=request.actor, now=request.now, links=links, state=LinkState.CONFIRMED)
    return ngettext("Đã xác nhận %(n)s mục.", "Đã xác nhận %(n)s mục.", number) % {"n": number}


def _propose(request: ActorRequest) -> str:
    number = services.propose(by=request.actor, now=request.now, answers=_chosen(request))
    return _("Đã gửi đề nghị bổ sung %(n)s điều; đơn vị được báo.") % {"n": number}


def _chosen(request: ActorRequest) -> list[int]:
    return [number for one in request.POST.getlist("chosen") if (number := number_in(one)) is not None]


def _compare_waiting(request: ActorRequest, plan: int) -> str:
    waiting = queries.list_unmatched(request.actor, plan, on=request.today)
    if len(waiting) > MANY:
        services.ask_comparisons(by=request.actor, now=request.now, upper=plan)
        said = _("Máy đang so %(n)s kế hoạch dưới; kết quả hiện dần ở trang này.")
        return said % {"n": len(waiting)}
    for lower in waiting:
        services.compare_plans(by=request.actor, now=request.now, upper=plan, lower=lower)
    return _("Đã so %(n)s kế hoạch dưới.") % {"n": len(waiting)}


@signed_in
def answer(request: ActorRequest, answer: int) -> HttpResponse:
    """One promise and what one lower plan makes of it, with the very words of both sides."""
    row = queries.get_answer(request.actor, answer, on=request.today)
    manages = plans.manages(request.actor, row.pair.upper, on=request.today)
    page_forms = _forms(request, row, manages)
    acted = request.POST.get("act", "") if request.method == "POST" else ""
    done = _do(request, row.pk, acted, page_forms) if acted else False
    if done:
        return redirect("chain:answer", answer)
    context = {
        "answer": row,
        "badge": BADGES[Coverage(row.state)],
        "word": STATES[Coverage(row.state)],
        "manages": manages,
        "oversees": plans.oversees(request.actor, row.pair.upper, on=request.today),
        "may_add": manages and plans.manages(request.actor, row.pair.lower, on=request.today),
        "upper_words": _source(row.pair.upper, row.promise),
        "links": [(link, _source(row.pair.lower, link.lower)) for link in queries.list_links(row)],
        **page_forms,
    }
    return render(request, "chain/answer.html", context, status=422 if acted else 200)


def _forms(request: ActorRequest, row: Any, manages: bool) -> dict[str, forms.Form]:
    """The forms that this person may use on this answer, the one that was sent filled with what it said."""
    acted = request.POST.get("act")

    def given(act: str) -> Any:
        return request.POST if acted == act else None

    found: dict[str, forms.Form] = {}
    if manages:
        lower = queries.list_lower_promises(row)
        found["hand"] = HandForm(given("hand"), promises=[(one.pk, one.text[:120]) for one in lower])
        found["excuse"] = GroundForm(given("excuse"), initial={"ground": row.ground})
        found["propose"] = ProposeForm(given("propose"), initial={"due_on": row.promise.by})
        found["take"] = TakeForm(given("take"), initial={"text": row.promise.text, "due_on": row.promise.by})
    if may_reply(request.actor, unit=row.pair.unit_id, proposal=row.proposal):
        found["reply"] = ReplyForm(request.POST if acted in ("agree", "decline") else None)
    return found


def _do(request: ActorRequest, answer: int, act: str, given: dict[str, forms.Form]) -> bool:
    """Do what was pressed; False leaves the page to show what is wrong beside its field."""
    by, now = request.actor, request.now
    doing: dict[str, Callable[[dict[str, Any]], object]] = {
        "hand": lambda said: services.link_by_hand(by=by, now=now, answer=answer, **said),
        "excuse": lambda said: services.excuse(by=by, now=now, answer=answer, **said),
        "propose": lambda said: services.propose(by=by, now=now, answers=[answer], **said),
        "take": lambda said: services.take_into_plan(by=by, now=now, answer=answer, **said),
        "agree": lambda said: services.reply_to_proposal(by=by, now=now, answer=answer, agreed=True, **said),
        "decline": lambda said: services.reply_to_proposal(
            by=by, now=now, answer=answer, agreed=False, **said
        ),
    }
    if act in ("confirm", "reject"):
        state = LinkState.CONFIRMED if act == "confirm" else LinkState.REJECTED
        link = number_in(request.POST.get("link")) or 0
        services.decide_links(by=by, now=now, links=[link], state=state)
        messages.success(request, _("Đã ghi."))
        return True
    form = given.get("reply" if act in ("agree", "decline") else act)
    if form is None or act not in doing:
        raise NotThere("act")
    if form.is_valid():
        try:
            doing[act](form.cleaned_data)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã ghi."))
            return True
    return False


def _source(plan: Any, promise: Any) -> Any:
    """The words of the paper around the promise; None for what was added by hand or a paper that is gone."""
    if promise.source_start is None:
        return None
    try:
        span = (promise.source_start, promise.source_end)
        return documents.source_words(plan.document_id, promise.source_version, span)
    except NotThere:
        return None
