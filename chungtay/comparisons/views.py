"""One page: what was compared with whom, asking for a comparison, answering one."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest, sent, with_power
from chungtay.cases.queries import list_bodies
from chungtay.comparisons import queries, services
from chungtay.comparisons.forms import AskForm, DeclineForm, PutInForm
from chungtay.comparisons.rules import ComparedList, ComparisonState, may_put_in, policy
from chungtay.comparisons.words import LISTS, said_state
from chungtay.people.rules import SMALL

_SHOWN = 50


@never_cache
@with_power(Power.PEOPLE_READ)
def comparisons(request: ActorRequest) -> HttpResponse:
    """``?so=12``: one comparison; without it, those of one's body and the form to ask for another."""
    number = request.GET.get("so", "")
    if number.isdecimal():
        return _one(request, int(number))
    form = AskForm(
        request.POST or None, request.FILES or None, lists=_lists(request),
        bodies=list_bodies(request.actor, "", on=request.today),
    )  # fmt: skip
    made: list[Any] = []

    def ask(said: dict[str, Any]) -> None:
        made.append(services.ask_comparison(by=request.actor, now=request.now, **said))

    if request.method == "POST" and sent(request, form, ask, _("Đã gửi bảng mù; chờ danh sách của bên kia.")):
        return redirect(_address(made[0].pk))
    mine = request.actor.agency
    rows = [(row, *said_state(row, mine)) for row in queries.visible_to(request.actor)[:_SHOWN]]
    context = {"form": form, "rows": rows, "policy": policy(), "mine": mine}
    return render(request, "comparisons/comparisons.html", context, status=422 if form.errors else 200)


def _one(request: ActorRequest, number: int) -> HttpResponse:
    row = queries.get_comparison(request.actor, number)
    by: dict[str, Any] = {"by": request.actor, "now": request.now, "comparison": number}
    declines, posted = "why" in request.POST, request.method == "POST"
    form = PutInForm(
        request.POST if posted and not declines else None, request.FILES or None, lists=_lists(request)
    )
    decline = DeclineForm(request.POST if declines else None)
    if declines:
        done = sent(
            request, decline, lambda said: services.decline_comparison(**by, **said), _("Đã thôi đối chiếu.")
        )
    else:
        counted = _("Đã đếm. Hai bảng mù đã hủy.")
        done = posted and sent(request, form, lambda said: services.answer_comparison(**by, **said), counted)
    if done:
        return redirect(_address(number))
    context = {
        "row": row, "small": SMALL, "form": form, "decline": decline, "state": said_state(row, request.actor.agency),
        "waits": row.state == ComparisonState.ASKED, "asked_of_us": row.second_id == request.actor.agency,
        "until": timezone.localdate(row.asked_at) + timedelta(days=policy().waits_days),
        "first_list": LISTS[ComparedList(row.first_list)],
        "second_list": LISTS[ComparedList(row.second_list)] if row.second_list else "",
        "back": reverse("comparisons:comparisons"),
    }  # fmt: skip
    return render(
        request, "comparisons/comparison.html", context, status=422 if form.errors or decline.errors else 200
    )


def _lists(request: ActorRequest) -> list[tuple[str, Any]]:
    works, treats = request.actor.can(Power.CASES_WORK), request.actor.can(Power.CARE_TREAT)
    return [(str(one), LISTS[one]) for one in ComparedList if may_put_in(one, works=works, treats=treats)]


def _address(number: int) -> str:
    return f"{reverse('comparisons:comparisons')}?so={number}"
