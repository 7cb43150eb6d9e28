"""Pages on which money is decided about and spent; each asks for the paper that it rests on."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, change_page, with_power
from chungtay.budgets import queries, services
from chungtay.budgets.forms import AdjustForm, AllotForm, DisburseForm, MoveForm, PaperForm
from chungtay.budgets.rules import MovementKind, may_spend
from chungtay.budgets.words import MOVEMENTS

ACTS: dict[MovementKind, Callable[..., object]] = {
    MovementKind.COMMIT: services.commit,
    MovementKind.RELEASE: services.release,
    MovementKind.DISBURSE: services.disburse,
    MovementKind.REFUND: services.refund,
    MovementKind.WITHDRAW: services.withdraw,
    MovementKind.CARRY_OVER: services.carry_over,
}


@with_power(Power.BUDGETS_MANAGE)
def approve(request: ActorRequest, budget: int) -> HttpResponse:
    shown = _managed(request, budget)
    draft = queries.current_estimate(shown)
    form = PaperForm(request.POST or None, initial={"on": request.today})
    return change_page(
        request, form, MOVEMENTS[MovementKind.APPROVE], about=str(shown),
        back=reverse("budgets:budget", args=[budget]), done=_("Đã duyệt dự toán; nay phân bổ được."),
        act=lambda _said: services.approve_estimate(
            by=request.actor, now=request.now, budget=budget, estimate=draft.pk, paper=form.said_paper()
        ),
    )  # fmt: skip


@with_power(Power.BUDGETS_MANAGE)
def allot(request: ActorRequest, budget: int) -> HttpResponse:
    shown, actor, today = _managed(request, budget), request.actor, request.today
    form = AllotForm(
        request.POST or None, initial={"on": today, "year": today.year, **request.GET.dict()},
        lines=queries.leaves_of(shown), years=queries.years_of(shown),
        agencies=queries.bodies_in_reach(actor, today), places=queries.places_in_reach(actor, today),
    )  # fmt: skip
    return change_page(
        request, form, MOVEMENTS[MovementKind.ALLOT], about=str(shown),
        back=reverse("budgets:budget", args=[budget]), done=_("Đã ghi phân bổ; cơ quan đã được báo."),
        act=lambda _said: services.allot(
            by=actor, now=request.now, budget=budget, parts=[form.said_part()], paper=form.said_paper()
        ),
    )  # fmt: skip


@with_power(Power.BUDGETS_MANAGE)
def adjust(request: ActorRequest, budget: int) -> HttpResponse:
    shown = _managed(request, budget)
    form = AdjustForm(request.POST or None, initial={"on": request.today}, cells=queries.cells_of(shown))
    return change_page(
        request, form, MOVEMENTS[MovementKind.ADJUST], about=str(shown),
        back=reverse("budgets:budget", args=[budget]), done=_("Đã ghi điều chỉnh."),
        act=lambda _said: services.adjust(
            by=request.actor, now=request.now, budget=budget, changes=form.said_changes(),
            paper=form.said_paper(), by_decision=form.cleaned_data["by_decision"],
        ),
    )  # fmt: skip


@with_power(Power.BUDGETS_SPEND)
def spend(request: ActorRequest, purse: int, kind: MovementKind) -> HttpResponse:
    """Promise, pay, and take back either: by the agency itself."""
    shown = queries.get_purse(request.actor, purse, on=request.today)
    if not may_spend(request.actor, agency=shown.agency_id):
        raise NotThere("purse")
    return _move(request, shown, kind)


@with_power(Power.BUDGETS_MANAGE)
def take_back(request: ActorRequest, purse: int, kind: MovementKind) -> HttpResponse:
    """Withdraw, or carry over to the next year: by who manages the money."""
    shown = queries.get_purse(request.actor, purse, on=request.today)
    if not queries.manages(request.actor, shown.ceiling.line.budget, on=request.today):
        raise NotThere("purse")
    return _move(request, shown, kind)


def _move(request: ActorRequest, shown: Any, kind: MovementKind) -> HttpResponse:
    form_of = DisburseForm if kind == MovementKind.DISBURSE else MoveForm
    form = form_of(request.POST or None, initial={"on": request.today})

    def act(_said: object) -> object:
        said = {"amount": form.cleaned_data["amount"], "paper": form.said_paper()}
        if kind == MovementKind.DISBURSE:
            said["promised"] = form.cleaned_data["promised"] or 0
        return ACTS[kind](by=request.actor, now=request.now, purse=shown.pk, **said)

    names = queries.names_of_lines(request.actor, [shown.ceiling.line_id], on=request.today)
    return change_page(
        request, form, MOVEMENTS[kind], back=reverse("budgets:purse", args=[shown.pk]), done=_("Đã ghi."), act=act,
        about=" · ".join([str(shown.agency), *names.values(), str(shown.ceiling.year)]),
    )  # fmt: skip


def _managed(request: ActorRequest, budget: int) -> Any:
    shown = queries.get_budget(request.actor, budget, on=request.today)
    if not queries.manages(request.actor, shown, on=request.today):
        raise NotThere("budget")
    return shown
