"""The desk: what came, read with one's own key, answered, passed on, closed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, with_power
from chungtay.journal.services import record_look
from chungtay.tips import queries, services
from chungtay.tips.access import begin_reading, end_reading, reading_key
from chungtay.tips.forms import CloseForm, ForwardForm, PassphraseForm, TakenForm, TransferForm
from chungtay.tips.rules import Outcome, Source, StepKind, TipState, is_late, spaced, subjects
from chungtay.tips.views.public import offered
from chungtay.tips.words import OUTCOMES, SOURCES, STATES, STEPS


@never_cache
@sensitive_post_parameters("passphrase")
@with_power(Power.TIPS_RECEIVE)
def tips(request: ActorRequest) -> HttpResponse:
    """Everything that lies with one's agency, without its words; and the door to reading."""
    reader = queries.reader_of(request.actor)
    form = PassphraseForm(request.POST or None)
    if request.method == "POST" and "end" in request.POST:
        answer = redirect("tips:tips")
        end_reading(request, answer)
        return answer
    if request.method == "POST" and form.is_valid():
        try:
            private = queries.unlock_reader(request.actor, form.cleaned_data["passphrase"])
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            answer = redirect("tips:tips")
            begin_reading(request, answer, private)
            return answer
    rows = [
        {
            "tip": tip, "subject": subjects()[tip.subject].name, "state": STATES[TipState(tip.state)],
            "source": SOURCES[Source(tip.source)],
            "outcome": OUTCOMES[Outcome(tip.outcome)] if tip.outcome else "",
            "late": is_late(tip.received, tip.acknowledged, request.now),
        }
        for tip in queries.list_tips(request.actor)
    ]  # fmt: skip
    context = {
        "rows": rows, "form": form, "reader": reader, "reading": reading_key(request) is not None,
        "desk": queries.living_desk(request.actor.post),
    }  # fmt: skip
    return render(request, "tips/tips.html", context, status=422 if form.errors else 200)


@never_cache
@with_power(Power.TIPS_RECEIVE)
def take_down(request: ActorRequest) -> HttpResponse:
    """A tip that came by telephone, letter or in person goes the same way, and its sender gets a receipt too."""
    hotline = queries.own_hotline(request.actor)
    form = TakenForm(request.POST or None, request.FILES or None, **offered(hotline))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            receipt = services.send_tip(
                now=request.now, hotline=hotline, subject=said["subject"], text=said["text"], commune=said["commune"],
                about=said["about"], pictures=said["photos"], source=Source(said["source"]),
            )  # fmt: skip
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            return render(request, "tips/taken.html", {"receipt": spaced(receipt)})
    return render(request, "tips/take_down.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@with_power(Power.TIPS_RECEIVE)
def tip(request: ActorRequest, tip: int) -> HttpResponse:
    """One tip, opened: every look is recorded. Each form of the page names what it does."""
    shown, private = queries.get_tip(request.actor, tip), reading_key(request)
    if private is None:
        messages.info(request, _("Hãy mở khóa đọc trước."))
        return redirect("tips:tips")
    thread = queries.open_tip(request.actor, tip, private)
    act = request.POST.get("act", "")
    forms: dict[str, Any] = {
        "close": CloseForm(request.POST if act in ("answer", "close") else None),
        "forward": ForwardForm(request.POST if act == "forward" else None),
        "transfer": TransferForm(
            request.POST if act == "transfer" else None, bodies=_takers(request, thread)
        ),
    }
    form = forms.get("close" if act == "answer" else act)
    if form is not None and form.is_valid():
        try:
            _do(request, act, thread, form.cleaned_data)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("tips:tips" if act == "transfer" else request.path)
    elif act == "acknowledge":
        services.acknowledge(by=request.actor, now=request.now, tip=tip)
        return redirect("tips:tip", tip)
    record_look(by=request.actor, now=request.now, subject=f"tip:{tip}", title="", purpose=_("xử lý tin báo"))
    context = {
        "tip": shown, "thread": thread, "subject": subjects()[shown.subject], **forms,
        "state": STATES[TipState(shown.state)],
        "steps": [(step, STEPS[StepKind(step.kind)]) for step in shown.steps.select_related("agency")],
        "late": is_late(shown.received, shown.acknowledged, request.now),
    }  # fmt: skip
    wrong = form is not None and bool(form.errors)
    return render(request, "tips/tip.html", context, status=422 if wrong else 200)


def _do(request: ActorRequest, act: str, thread: queries.Thread, said: dict[str, Any]) -> None:
    by, now = request.actor, request.now
    if act == "answer":
        services.answer(by=by, now=now, thread=thread, text=said["text"])
    elif act == "close":
        services.close_tip(by=by, now=now, thread=thread, outcome=Outcome(said["outcome"]), text=said["text"])
    elif act == "forward":
        services.forward(by=by, now=now, tip=thread.tip.pk, number=said["number"])
    elif act == "transfer":
        services.transfer(by=by, now=now, thread=thread, agency=said["agency"], ground=said["ground"])


def _takers(request: ActorRequest, thread: queries.Thread) -> list[tuple[Any, Any]]:
    """The bodies that may be given the tip: able to open it, and neither spoken of nor beneath who is."""
    about = thread.tip.about_id
    return [
        (body.agency, body.name)
        for body in queries.bodies_that_receive(thread.tip.hotline, on=request.today)
        if body.agency not in (request.actor.agency, about) and about not in body.above
    ]


@never_cache
@with_power(Power.TIPS_RECEIVE)
def photo(request: ActorRequest, tip: int, photo: int) -> HttpResponse:
    private = reading_key(request)
    if private is None:
        return redirect("tips:tips")
    thread = queries.open_tip(request.actor, tip, private)
    answer = HttpResponse(queries.fetch_photo(thread, photo), content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
