"""The pages of whoever sends a tip: no account, no cookie, no script needed, in Vietnamese or English."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext

from chungtay.agencies import queries as agencies
from chungtay.base.actor import system
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.web import show_problems, told
from chungtay.places import queries as places
from chungtay.tips import queries, sealing, services
from chungtay.tips.access import nameless, padded, too_much
from chungtay.tips.forms import Choices, MoreForm, ReceiptForm, TipForm
from chungtay.tips.rules import (
    Subject,
    aloud,
    check_photos,
    check_text,
    languages,
    policy,
    read_receipt,
    spaced,
    subjects,
)
from chungtay.tips.views import browser
from chungtay.tips.words import state_words

SPOKEN = "tips_language"
WRONG = Problem(
    "receipt_wrong", "Không có tin nào ứng với mã này. Mã có 20 chữ số; hãy xem lại từng số.", "receipt"
)


def _spoken(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """In the language that the address says: a chosen language is a cookie elsewhere, and here there is none."""

    def answered(request: HttpRequest) -> HttpResponse:
        spoken = languages.offered().get(request.GET.get("lang", ""), languages.languages()["vi"])
        setattr(request, SPOKEN, spoken)
        with translation.override(spoken.code):
            return view(request)

    return answered


@nameless
@_spoken
def send(request: HttpRequest) -> HttpResponse:
    """What happens with a tip, and the form; after it the receipt, once."""
    hotline = queries.get_hotline()
    if hotline is None:
        return _page(request, "closed.html", status=404)
    if "ask" in request.POST:
        return browser.answer(request, hotline, browser.SENDING)
    form = _tip_form(request, hotline)
    if request.method == "POST" and not says_too_much(request, form) and form.is_valid():
        said = form.cleaned_data
        try:
            receipt = services.send_tip(
                now=timezone.now(), hotline=hotline, subject=said["subject"], text=said["text"],
                commune=said["commune"], about=said["about"], pictures=said["photos"],
            )  # fmt: skip
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            return _page(request, "sent.html", code=spaced(receipt), aloud=aloud(receipt))
    return _page(request, "send.html", form=form, refusals=_refusals(), status=422 if form.errors else 200)


@nameless
@_spoken
def come_back(request: HttpRequest) -> HttpResponse:
    """With the receipt: what was answered, and a way to write more. The code travels in forms, never in addresses."""
    hotline = queries.get_hotline()
    if hotline is None:
        return _page(request, "closed.html", status=404)
    if "ask" in request.POST:
        return browser.answer(request, hotline, browser.COMING_BACK)
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or says_too_much(request, form, "receipt") or not form.is_valid():
        return _back_page(request, hotline, form)
    more = MoreForm(request.POST if "more" in request.POST else None, request.FILES or None)
    added = _added(request, hotline, form, more) if "more" in request.POST else False
    return _opened(request, hotline, form, MoreForm() if added else more)


def _opened(request: HttpRequest, hotline: Any, form: ReceiptForm, more: MoreForm) -> HttpResponse:
    """The tip, or that there is none. Both pages are drawn for either, so that neither is sooner, and are as long.

    Neither is an error to the browser: another status would be another length on the line, and a line in a log.
    """
    typed = form.cleaned_data["receipt"]
    # A code with a slip in it is stretched like any other.
    receipt = read_receipt(typed) or typed
    found, drawn = queries.open_with(sealing.halves_of(receipt, bytes(hotline.salt)))
    state, answered = state_words(drawn.tip), 422 if more.errors else 200
    opened = _page(
        request, "thread.html", status=answered, thread=drawn, more=more, receipt=spaced(receipt), state=state
    )
    show_problems(form, Refused(WRONG))
    none = _back_page(request, hotline, form, status=answered)
    return padded(none if found is None else opened)


def _added(request: HttpRequest, hotline: Any, form: ReceiptForm, more: MoreForm) -> bool:
    if not more.is_valid():
        return False
    said = more.cleaned_data
    try:
        services.add_words(
            now=timezone.now(), hotline=hotline, receipt=read_receipt(form.cleaned_data["receipt"]) or "",
            text=said["text"], pictures=said["photos"],
        )  # fmt: skip
    except Refused as refusal:
        show_problems(more, refusal)
    except NotThere:
        pass  # the page says so
    else:
        return True
    return False


def _back_page(
    request: HttpRequest, hotline: Any, form: ReceiptForm, *, status: int | None = None
) -> HttpResponse:
    return _page(
        request, "come_back.html", form=form, status=status or (422 if form.errors else 200), more=MoreForm(),
        salt=bytes(hotline.salt).hex(), rounds=sealing.ROUNDS,
    )  # fmt: skip


def _refusals() -> dict[str, str]:
    """What the script says where it need not ask the server."""
    limits = policy()["content"]
    refused = {
        "empty": check_text(""),
        "long": check_text("x" * (limits["letters"] + 1)),
        "many": check_photos([0] * (limits["photos"] + 1)),
    }
    return {name: told(problems[0]) for name, problems in refused.items()}


def _tip_form(request: HttpRequest, hotline: Any) -> TipForm:
    # An upload that was stopped has lost its fields too, and is still something that was sent.
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return TipForm(*sent, **offered(hotline, translation.get_language() or "vi"))


def offered(hotline: Any, language: str = "vi") -> dict[str, Choices]:
    """What a tip may be about and where: subjects, communes of the province, its bodies."""
    on = timezone.localdate()
    visitor = system("public", place=hotline.place_id)
    bodies = agencies.within_jurisdiction(visitor, on=on).filter(agencies.alive_on(on)).exclude(kind="group")
    return {
        "subjects": [(subject.code, _named(subject, language)) for subject in subjects().values()],
        "communes": [(place.pk, place.full_name) for place in places.children(hotline.place_id, on)],
        "bodies": list(bodies.order_by("level", "name").values_list("pk", "name")),
    }


def _named(subject: Subject, language: str) -> str:
    """What it is, and to whom it goes."""
    if language == "en":
        return f"{subject.name_en} ({subject.goes_en})"
    return f"{gettext(subject.name)} ({gettext(subject.goes)})"


def says_too_much(request: HttpRequest, form: Any, field: str = "photos") -> bool:
    if not too_much(request):
        return False
    form.add_error(field, told(browser.TOO_LARGE))
    return True


def _page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    spoken = getattr(request, SPOKEN)
    around = {
        "spoken": spoken, "languages": languages.offered().values(),
        "query": "" if spoken.code == "vi" else f"?lang={spoken.code}", "limits": policy()["content"],
        "kept": sorted(subject.keep for subject in subjects().values()),
    }  # fmt: skip
    return render(request, f"tips/{template}", {**around, **context}, status=status)
