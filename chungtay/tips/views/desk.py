"""The desk: what came, read with one's own key, answered, passed on, closed."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, show_problems, with_power
from chungtay.journal.services import record_look
from chungtay.tips import queries, services
from chungtay.tips.access import begin_reading, end_reading, in_memory, reading_key
from chungtay.tips.forms import AnswerForm, ClassifyForm, ForwardForm, PassphraseForm, TakenForm, TransferForm
from chungtay.tips.photos import made_anew
from chungtay.tips.rules import (
    Duty,
    Hold,
    Outcome,
    Source,
    StepKind,
    Strength,
    TipClock,
    TipKind,
    TipState,
    TransferGround,
    aloud,
    may_receive,
    spaced,
    subjects,
)
from chungtay.tips.sealing import Closed
from chungtay.tips.views.public import offered, says_too_much
from chungtay.tips.words import DUTIES, GROUNDS, HOLDS, KINDS, OUTCOMES, SOURCES, STATES, STEPS, STRENGTHS

ROWS = 500  # of one page; a desk that has more open ones needs people, not a longer page


@never_cache
@sensitive_post_parameters("passphrase")
@with_power(Power.TIPS_RECEIVE)
def tips(request: ActorRequest) -> HttpResponse:
    """What lies with one's agency, its words aside; here reading begins.

    ``?giu=1``: what is held apart; ``?xoa=1``: what was deleted; ``?tin=``: the tip that one came for.
    """
    form = PassphraseForm(request.POST if "passphrase" in request.POST else None)
    if "end" in request.POST:
        answer = redirect("tips:tips")
        end_reading(request, answer)
        return answer
    if "release" in request.POST:
        count = services.release_all(by=request.actor, now=request.now)
        messages.success(request, _("Đã đưa %(n)s tin trở lại danh sách.") % {"n": count})
        return redirect("tips:tips")
    if form.is_bound and form.is_valid():
        try:
            private = queries.unlock_reader(request.actor, form.cleaned_data["passphrase"])
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            asked = request.GET.get("tin", "")
            answer = redirect("tips:tip", int(asked)) if asked.isdecimal() else redirect("tips:tips")
            begin_reading(request, answer, private)
            if left := services.withdraw_from_who_left(by=request.actor, now=request.now, private=private):
                words = _("Đã thu khóa của %(n)s người thôi giữ bàn này; từ nay bàn có khóa mới.")
                messages.info(request, words % {"n": left})
            return answer
    shelves = {
        "": (_("Cần xử lý"), queries.list_tips(request.actor)),
        "giu": (_("Để riêng"), queries.list_tips(request.actor, held=True)),
        "xoa": (_("Đã xóa"), queries.list_deleted(request.actor)),
    }
    shelf = next((name for name in shelves if name and name in request.GET), "")
    context = {
        "rows": _rows(request, shelves[shelf][1]), "shelf": shelf, "keys_page": reverse("tips:keys"),
        "tabs": [
            {"words": words, "count": found.count(), "here": name == shelf,
             "href": reverse("tips:tips") + (f"?{name}=1" if name else "")}
            for name, (words, found) in shelves.items()
        ],
        "form": form, "reader": queries.reader_of(request.actor), "reading": reading_key(request) is not None,
        "desk": queries.living_desk(request.actor.post, on=request.today),
    }  # fmt: skip
    return render(request, "tips/tips.html", context, status=422 if form.errors else 200)


def _rows(request: ActorRequest, tips: Any) -> list[dict[str, Any]]:
    found = list(tips[:ROWS])
    late = queries.list_late(found, request.now)
    return [
        {
            "tip": tip,
            "subject": subjects()[tip.subject].name,
            "state": STATES[TipState(tip.state)],
            "kind": KINDS[TipKind(tip.kind)] if tip.kind else "",
            "source": SOURCES[Source(tip.source)],
            "strength": STRENGTHS[Strength(tip.strength)] if tip.source != Source.WEB else "",
            "outcome": OUTCOMES[Outcome(tip.outcome)] if tip.outcome else "",
            "held": HOLDS[Hold(tip.held)] if tip.held else "",
            "late": DUTIES[Duty(late[tip.pk])] if tip.pk in late else "",
        }
        for tip in found
    ]


@in_memory
@never_cache
@with_power(Power.TIPS_RECEIVE)
def take_down(request: ActorRequest) -> HttpResponse:
    """A tip that came by telephone, letter or in person goes the same way, and its sender gets a receipt too."""
    hotline = queries.own_hotline(request.actor)
    form = TakenForm(
        request.POST if request.method == "POST" else None, request.FILES or None, **offered(hotline)
    )
    if form.is_bound and not says_too_much(request, form) and form.is_valid():
        said = form.cleaned_data
        try:
            receipt = services.send_tip(
                now=request.now, hotline=hotline, subject=said["subject"], text=form.said(), commune=said["commune"],
                about=said["about"], pictures=said["photos"], source=Source(said["source"]),
                strength=Strength(said["strength"]),
            )  # fmt: skip
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            return render(request, "tips/taken.html", {"code": spaced(receipt), "aloud": aloud(receipt)})
    return render(request, "tips/take_down.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@with_power(Power.TIPS_RECEIVE)
def tip(request: ActorRequest, tip: int) -> HttpResponse:
    """One tip, opened: every look is recorded. Each form of the page names what it does."""
    try:
        shown, private = queries.get_tip(request.actor, tip), reading_key(request)
    except NotThere:
        return _certificate(request, tip)
    if private is None:
        messages.info(request, _("Hãy mở khóa đọc trước."))
        return redirect(f"{reverse('tips:tips')}?tin={tip}")
    act = request.POST.get("act", "")
    if act in SIMPLE:
        SIMPLE[act](by=request.actor, now=request.now, tip=tip)
        messages.success(request, _("Đã ghi."))
        return redirect("tips:tip", tip)
    try:
        thread = queries.open_tip(request.actor, tip, private)
    except Closed:
        return render(request, "tips/unreadable.html", {"tip": shown})
    forms: dict[str, Any] = {
        "classify": ClassifyForm(
            request.POST if act == "classify" else None, initial={"kind": _guess(shown)}
        ),
        "answer": AnswerForm(request.POST if act == "answer" else None),
        "forward": ForwardForm(request.POST if act == "forward" else None),
        "transfer": TransferForm(
            request.POST if act == "transfer" else None, bodies=_takers(request, thread)
        ),
    }
    form = forms.get(act)
    if form is not None and form.is_valid():
        try:
            _do(request, act, thread, form.cleaned_data)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("tips:tips" if act == "transfer" else request.path)
    record_look(by=request.actor, now=request.now, subject=f"tip:{tip}", title="", purpose=_("xử lý tin báo"))
    context = {
        "tip": shown, "thread": thread, "subject": subjects()[shown.subject], **forms,
        "state": STATES[TipState(shown.state)], "kind": KINDS[TipKind(shown.kind)] if shown.kind else "",
        "crime": shown.kind == TipKind.CRIME or (not shown.kind and subjects()[shown.subject].crime),
        "clocks": [_clock(request, clock) for clock in queries.clocks_at(shown)],
        "steps": [_step(step) for step in shown.steps.select_related("agency")],
    }  # fmt: skip
    wrong = form is not None and bool(form.errors)
    return render(request, "tips/tip.html", context, status=422 if wrong else 200)


def _certificate(request: ActorRequest, tip: int) -> HttpResponse:
    deleted = queries.get_certificate(request.actor, tip)
    context = {
        "deleted": deleted, "subject": subjects()[deleted.tip.subject],
        "outcome": OUTCOMES[Outcome(deleted.tip.outcome)],
    }  # fmt: skip
    return render(request, "tips/certificate.html", context)


SIMPLE: dict[str, Any] = {
    "acknowledge": services.acknowledge,
    "hold": services.hold_tip,
    "hold_alike": services.hold_alike,
    "release": services.release_tip,
    "unreadable": services.close_unreadable,
}


def _step(step: Any) -> tuple[Any, Any, Any]:
    """What happened, and more of it: why it was transferred, or the number under which it was taken over."""
    more = GROUNDS[TransferGround(step.words)] if step.kind == StepKind.TRANSFERRED else step.words
    return step, STEPS[StepKind(step.kind)], more


def _guess(tip: Any) -> str:
    """What a desk will most often choose: the sender's subject says a good deal."""
    if tip.kind:
        return str(tip.kind)
    subject = subjects()[tip.subject]
    return TipKind.CRIME if subject.crime else TipKind.MISCONDUCT if subject.names_body else TipKind.HELP


def _clock(request: ActorRequest, clock: TipClock) -> dict[str, Any]:
    return {
        "duty": DUTIES[clock.duty], "due": clock.due, "done": clock.done, "article": clock.article,
        "verified": clock.verified, "late": clock.ours and clock.is_late(request.now), "ours": clock.ours,
    }  # fmt: skip


def _do(request: ActorRequest, act: str, thread: queries.Thread, said: dict[str, Any]) -> None:
    by, now = request.actor, request.now
    if act == "classify":
        services.classify(by=by, now=now, tip=thread.tip.pk, kind=TipKind(said["kind"]))
    elif act == "answer" and said["outcome"]:
        services.close_tip(by=by, now=now, thread=thread, outcome=Outcome(said["outcome"]), text=said["text"])
    elif act == "answer":
        services.answer(by=by, now=now, thread=thread, text=said["text"])
    elif act == "forward":
        services.forward(by=by, now=now, tip=thread.tip.pk, number=said["number"])
    elif act == "transfer":
        services.transfer(by=by, now=now, thread=thread, agency=said["agency"],
            ground=TransferGround(said["ground"]),
        )  # fmt: skip


def _takers(request: ActorRequest, thread: queries.Thread) -> list[tuple[Any, Any]]:
    """The other bodies that may be given the tip."""
    shown = thread.tip
    return [
        (body.agency, body.name)
        for body in queries.bodies_that_receive(shown.hotline, on=request.today)
        if body.agency != request.actor.agency
        and may_receive(body, subjects()[shown.subject], shown.about_id)
    ]


@never_cache
@with_power(Power.TIPS_RECEIVE)
def photo(request: ActorRequest, tip: int, photo: int) -> HttpResponse:
    private = reading_key(request)
    if private is None:
        return redirect("tips:tips")
    thread = queries.open_tip(request.actor, tip, private)
    try:  # a browser may have sealed anything: what is shown is a picture made here, or nothing
        picture = made_anew(BytesIO(queries.fetch_photo(thread, photo)))
    except (Refused, Closed):
        messages.error(request, _("Tệp gửi kèm không phải ảnh đọc được nên không mở ở đây."))
        return redirect("tips:tip", tip)
    record_look(by=request.actor, now=request.now, subject=f"tip:{tip}", title="", purpose=_("xử lý tin báo"))
    answer = HttpResponse(picture, content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
