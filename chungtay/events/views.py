"""Who outside is told of what happens here: the list, and one of them with how it goes."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, sent, show_problems, with_power
from chungtay.events import queries, services
from chungtay.events.forms import BodyForm, NewForm, ReplayForm, WantedForm
from chungtay.events.rules import SubscriptionState, event_name, number_in
from chungtay.events.words import FAMILIES, error_words

SHOWN = 10  # of how it went lately
_BADGES = {
    SubscriptionState.ON: "doing",
    SubscriptionState.OFF: "not_reported",
    SubscriptionState.PAUSED: "overdue",
}


def _state_words(state: str) -> str:
    return {
        SubscriptionState.ON: _("đang báo"),
        SubscriptionState.OFF: _("đã tắt"),
        SubscriptionState.PAUSED: _("tạm dừng vì không gửi được"),
    }[SubscriptionState(state)]


@with_power(Power.AGENCIES_MANAGE)
def subscriptions(request: ActorRequest) -> HttpResponse:
    """Those of the bodies one manages; a new one for a post of ?co_quan=, the own body without it."""
    bodies = list(
        agencies.managed_by(request.actor)
        .filter(agencies.alive_on(request.today))
        .order_by("name")
        .values_list("pk", "name")
    )
    asked = request.GET.get("co_quan", "")
    chosen = next((pk for pk, _name in bodies if str(pk) == asked), request.actor.agency)
    posts = list(agencies.list_posts(request.actor, chosen).values_list("pk", "name"))
    form, made = NewForm(request.POST or None, posts=posts), None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_subscription(
                by=request.actor, now=request.now, post=int(form.cleaned_data["post"]), wanted=form.wanted()
            )
        except Refused as refusal:
            show_problems(form, refusal)
    context = {
        "rows": [_row(row) for row in queries.list_subscriptions(request.actor)],
        "form": form,
        "made": made,
        "bodies": BodyForm(initial={"co_quan": chosen}, bodies=bodies),
        "several": len(bodies) > 1,
    }
    return render(request, "events/subscriptions.html", context, status=422 if form.errors else 200)


def _row(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "state": _state_words(row.state),
        "badge": _BADGES[SubscriptionState(row.state)],
        "error": error_words(row.error),
    }


@with_power(Power.AGENCIES_MANAGE)
def subscription(request: ActorRequest, subscription: int) -> HttpResponse:
    """One of them: what it is told, how it went, and by POST whatever can be done with it."""
    row = queries.get_subscription(request.actor, subscription)
    act = request.POST.get("act", "")
    form = WantedForm(
        request.POST if act == "change" else None,
        initial={"label": row.label, "address": row.address, "only": row.families},
    )
    again = ReplayForm(request.POST if act == "replay" else None)
    secret = ""
    if act == "secret":
        secret = services.renew_secret(by=request.actor, now=request.now, subscription=row.pk)
    elif act and (onward := _done(request, row.pk, act, form, again)):
        return onward
    context = {
        **_row(queries.get_subscription(request.actor, subscription)),
        "form": form,
        "again": again,
        "secret": secret,
        "families": [FAMILIES[one] for one in row.families],
        "behind": queries.count_behind(row),
        "tellings": [
            (
                one,
                error_words(one.error),
                one.first and event_name(one.first),
                one.last and event_name(one.last),
            )
            for one in queries.list_tellings(row)[:SHOWN]
        ],
    }
    wrong = form.errors or again.errors
    return render(request, "events/subscription.html", context, status=422 if wrong else 200)


def _done(
    request: ActorRequest, row: int, act: str, form: WantedForm, again: ReplayForm
) -> HttpResponse | None:
    """Do what a button or a form asks; None where it stays on the page with what is wrong."""
    what: dict[str, Any] = {"by": request.actor, "now": request.now, "subscription": row}
    if act == "change":
        saved = sent(
            request,
            form,
            lambda _said: services.change_subscription(**what, wanted=form.wanted()),
            _("Đã lưu."),
        )
        return redirect("events:subscription", row) if saved else None
    if act == "replay":
        done = _("Sẽ báo lại từ đó; nơi nhận nhận ra sự kiện đã có nhờ mã của nó.")
        saved = sent(request, again, lambda said: services.replay(**what, after=_after(said)), done)
        return redirect("events:subscription", row) if saved else None
    if act == "remove":
        services.remove_subscription(**what)
        messages.success(request, _("Đã bỏ nơi nhận."))
        return redirect("events:subscriptions")
    if act == "test":
        wrong = services.send_test(**what)
        if wrong:
            messages.error(request, error_words(wrong))
        else:
            messages.success(request, _("Nơi nhận đã nhận sự kiện thử."))
    elif act in ("on", "off"):
        (services.turn_on if act == "on" else services.turn_off)(**what)
        messages.success(
            request, _("Báo tiếp từ chỗ đã dừng.") if act == "on" else _("Đã tắt; không báo gì nữa.")
        )
    return redirect(reverse("events:subscription", args=[row]))


def _after(said: dict[str, Any]) -> int:
    """The number that a person means; from the first line of the journal where the day is older than that."""
    number = number_in(said["after"]) if said["after"] else None
    if number is not None:
        return number
    return queries.number_before(timezone.make_aware(datetime.combine(said["since"], time.min)))
