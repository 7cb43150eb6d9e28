"""One share and its answers, the list of what waits for who manages, and receiving in one go."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.assignments import queries, services
from chungtay.assignments.forms import StepForm
from chungtay.assignments.queries import Waiting
from chungtay.assignments.rules import AnswerKind, Step
from chungtay.assignments.words import STEPS, TABS
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, safe_address, show_problems, signed_in, told, with_power
from chungtay.plans import queries as plans

PAGE = 100


@signed_in
def share(request: ActorRequest, share: int) -> HttpResponse:
    """The share with everything answered to it, and a form for each step that one can take now."""
    row = plans.get_share(request.actor, share, on=request.today)
    found = agencies.list_in_province(request.actor, on=request.today)
    bodies = list(found.exclude(pk=row.agency_id).values_list("pk", "name"))
    form = StepForm(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, row, form.cleaned_data)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã ghi: %(step)s.") % {"step": STEPS[form.cleaned_data["step"]]})
            back = reverse("plans:task", args=[row.task_id])
            return redirect(safe_address(request, request.POST.get("next", ""), back))
    views = queries.list_shares_of_task(request.actor, row.task, on=request.today)
    view = next(view for view in views if view.share.pk == row.pk)
    context = {"view": view, "share": row, "form": form, "agencies": bodies}
    return render(request, "assignments/share.html", context, status=422 if form.errors else 200)


def _take(request: ActorRequest, row: Any, said: dict[str, Any]) -> None:
    step: Step = said["step"]
    given: dict[str, Any] = {"by": request.actor, "now": request.now}
    words = said["words"]
    asked = _asked(row.pk)
    steps: dict[Step, Callable[[], object]] = {
        Step.RECEIVE: lambda: services.receive(**given, shares=[row.pk]),
        Step.REFUSE: lambda: services.refuse(**given, share=row.pk, words=words, agency=said["agency"]),
        Step.ASK_TIME: lambda: services.ask_time(**given, share=row.pk, day=said["day"], words=words),
        Step.VERIFY: lambda: services.verify(**given, shares=[row.pk], words=words),
        Step.SEND_BACK: lambda: services.send_back(**given, share=row.pk, words=words),
    }
    verdicts = {
        Step.ACCEPT_REFUSAL: (AnswerKind.REFUSED, True),
        Step.INSIST: (AnswerKind.REFUSED, False),
        Step.GRANT_TIME: (AnswerKind.EXTENSION, True),
        Step.DENY_TIME: (AnswerKind.EXTENSION, False),
    }
    if step in steps:
        steps[step]()
        return
    kind, accept = verdicts[step]
    services.settle(
        **given, answer=asked.get(kind, 0), accept=accept, words=words, agency=said["agency"], day=said["day"]
    )


def _asked(share: int) -> dict[AnswerKind, int]:
    """The refusal and the request for more time that were made for a share."""
    rows = queries.answers_of([share]).get(share, [])
    return {AnswerKind(answer.kind): answer.pk for answer in rows if answer.verdict}


@with_power(Power.WORK_REPORT)
def receive(request: ActorRequest) -> HttpResponse:
    """Everything that was newly handed to the own body, in one go; the page of one's own work leads here."""
    if request.method == "POST":
        fresh = queries.shares_to_receive(request.actor.bodies, until=request.today)
        count = services.receive(
            by=request.actor, now=request.now, shares=list(fresh.values_list("pk", flat=True))
        )
        messages.success(request, _("Đã nhận %(n)s phần việc.") % {"n": count})
    return redirect("plans:my_work")


@with_power(Power.PLANS_MANAGE)
def waiting(request: ActorRequest) -> HttpResponse:
    """Refusals, requests for more time, work to confirm; whole lists accepted at once."""
    counts = queries.count_waiting(request.actor, on=request.today)
    asked = request.GET.get("tab", "")
    tab = (
        Waiting(asked)
        if asked in list(Waiting)
        else next((tab for tab in Waiting if counts[tab]), Waiting.CHECK)
    )
    problems: list[str] = []
    if request.method == "POST":
        try:
            done = _accept(request, tab, [int(pk) for pk in request.POST.getlist("rows") if pk.isdecimal()])
        except Refused as refusal:
            problems = [told(problem) for problem in refusal.problems]
        except NotThere:
            problems = [_("Hãy chọn ít nhất một dòng còn trong danh sách.")]
        else:
            messages.success(request, _("Đã chấp nhận %(n)s dòng.") % {"n": done})
            return redirect(f"{request.path}?tab={tab}")
    page = Paginator(queries.list_waiting(request.actor, tab, on=request.today), PAGE).get_page(
        request.GET.get("page")
    )
    tabs = [
        {"label": str(word), "href": f"?tab={one}", "current": one == tab, "count": counts[one]}
        for one, word in TABS.items()
    ]
    context = {"tab": tab, "tabs": tabs, "page": page, "problems": problems}
    return render(request, "assignments/waiting.html", context, status=422 if problems else 200)


def _accept(request: ActorRequest, tab: Waiting, rows: list[int]) -> int:
    words = request.POST.get("words", "")
    if tab == Waiting.CHECK:
        return services.verify(by=request.actor, now=request.now, shares=rows, words=words)
    return services.settle_all(by=request.actor, now=request.now, answers=rows, words=words)
