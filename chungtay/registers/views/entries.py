"""One entry: written, read with its history and files, corrected, struck out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.web import ActorRequest, sent, signed_in, told
from chungtay.files.access import send_file, takes_uploads
from chungtay.places import queries as places
from chungtay.registers import queries, services
from chungtay.registers.forms import ReasonForm
from chungtay.registers.rules import Definition, EntryEvent, EntryState, QuestionKind, may_write, words_of
from chungtay.registers.services import Saved
from chungtay.registers.views.page import (
    anchor_of,
    brought_in,
    given_in,
    lay_out,
    names_for_scripts,
    told_of,
)
from chungtay.registers.words import BADGES, EVENTS, STATES, spoken, tongue_of
from chungtay.replays.access import kept_offline, once


def _uuid(request: ActorRequest) -> UUID:
    """Under which the entry is written once: of the address, where the browser put it, else a new one."""
    try:
        return UUID(request.GET["ban"])
    except (KeyError, ValueError):
        return uuid4()


def _made_at(request: ActorRequest) -> datetime:
    """When the person wrote it, perhaps without a network; never later than now."""
    try:
        return min(datetime.fromtimestamp(int(request.POST["at"]) / 1000, tz=UTC), request.now)
    except (KeyError, ValueError, OverflowError, OSError):
        return request.now


@signed_in
def _too_large(request: ActorRequest, problem: Problem, register: int = 0, entry: int = 0) -> HttpResponse:
    return HttpResponse(told(problem), status=413, content_type="text/plain; charset=utf-8")


@takes_uploads(_too_large)
@signed_in
@kept_offline
@once
def new_entry(request: ActorRequest, register: int) -> HttpResponse:
    kept = queries.get_register(request.actor, register)
    if not may_write(request.actor, agency=request.actor.agency) or not queries.keeps_register(
        request.actor, kept
    ):
        raise NotThere("register")
    asked = request.GET.get("v", "")  # an older form, where it was filled without a network
    number = int(asked) if asked.isdecimal() else queries.newest(kept).number
    definition, uuid = queries.definition_of(queries.get_version(kept, number)), _uuid(request)
    given: dict[str, Any] = {}
    problems: list[Problem] = []
    if request.method == "POST":
        given = given_in(request, definition)
        try:
            saved = services.save_entry(
                by=request.actor, now=request.now, register=kept.pk, uuid=uuid, given=given,
                brought=brought_in(request, definition), made_at=_made_at(request), version=number,
            )  # fmt: skip
        except Refused as refusal:
            problems = refusal.problems
        else:
            _tell(request, saved, _("Đã ghi vào sổ."))
            return redirect("registers:entry", saved.entry.pk)
    address = f"{reverse('registers:new_entry', args=[kept.pk])}?v={number}&ban={uuid}"
    title = _("Ghi vào sổ: %(register)s") % {"register": spoken(definition).title}
    return _form_page(request, definition, given, problems, title=title, register=kept, address=address)


@takes_uploads(_too_large)
@signed_in
@once
def correct(request: ActorRequest, entry: int) -> HttpResponse:
    found = queries.get_entry(request.actor, entry)
    if not may_write(request.actor, agency=found.agency_id) or found.state == EntryState.STRUCK:
        raise NotThere("entry")
    definition = queries.definition_of(found.version)
    given, problems = dict(found.answers), list[Problem]()
    if request.method == "POST":
        given = given_in(request, definition)
        seen = request.POST.get("seen", "")
        try:
            saved = services.correct_entry(
                by=request.actor, now=request.now, entry=entry, seen=int(seen) if seen.isdecimal() else found.revision,
                given=given, brought=brought_in(request, definition), made_at=_made_at(request),
            )  # fmt: skip
        except Refused as refusal:
            problems = refusal.problems
        else:
            _tell(request, saved, _("Đã ghi chỗ sửa."))
            return redirect("registers:entry", saved.entry.pk)
    title = _("Sửa: %(entry)s") % {"entry": found.title}
    address = reverse("registers:correct", args=[entry])
    more: dict[str, Any] = {"title": title, "register": found.register, "address": address, "entry": found}
    return _form_page(request, definition, given, problems, **more)


def _tell(request: ActorRequest, saved: Saved, done: str) -> None:
    messages.success(request, done)
    if saved.overridden:
        words = _(
            "Trong lúc đó người khác cũng đã sửa: %(names)s. Nay tính theo lần sửa sau; lần kia còn trong lịch sử."
        )
        messages.warning(request, words % {"names": ", ".join(saved.overridden)})
    if saved.closed:
        words = _(
            "Biểu số liệu đã khóa nên số chưa đổi theo: %(forms)s. Hãy đề nghị cơ quan duyệt mở lại biểu."
        )
        messages.warning(request, words % {"forms": "; ".join(saved.closed)})


def _form_page(
    request: ActorRequest, definition: Definition, given: Mapping[str, Any], problems: list[Problem], *,
    title: str, register: Any, address: str, entry: Any = None,
) -> HttpResponse:  # fmt: skip
    form = spoken(definition)
    beside = {problem.place: told_of(definition, problem) for problem in problems if problem.place}
    near = [places.get_place(root, request.today) for root in sorted(request.actor.reach)]
    context = {
        "title": title,
        "register": register,
        "definition": form,
        "tongue": tongue_of(definition),
        "parts": lay_out(form, given, beside),
        "problems": [
            (anchor_of(problem.place) if problem.place else "", told_of(definition, problem)) for problem in problems
        ],
        "address": address,
        "entry": entry,
        "names": names_for_scripts(definition),
        "places": [
            (one.code, one.full_name) for root in near for one in (root, *places.children(root.pk, request.today))
        ] if any(one.kind is QuestionKind.PLACE for one in definition.questions.values()) else [],
    }  # fmt: skip
    return render(request, "registers/form.html", context, status=422 if problems else 200)


@signed_in
def entry(request: ActorRequest, entry: int) -> HttpResponse:
    """What an entry says, its files and history; POST strikes it out with a reason."""
    found = queries.get_entry(request.actor, entry)
    own = may_write(request.actor, agency=found.agency_id) and found.state != EntryState.STRUCK
    form = ReasonForm(request.POST or None)

    def strike(said: dict[str, Any]) -> None:
        if not own:
            raise NotThere("entry")
        services.strike_entry(
            by=request.actor, now=request.now, entry=entry, seen=found.revision, words=said["words"]
        )

    if request.method == "POST" and sent(request, form, strike, _("Đã gạch bỏ bản ghi.")):
        return redirect("registers:entry", entry)
    kept = queries.definition_of(found.version)
    definition, state = spoken(kept), EntryState(found.state)
    context = {
        "entry": found,
        "definition": definition,
        "tongue": tongue_of(kept),
        "state": (BADGES[state], STATES[state]),
        "parts": lay_out(definition, found.answers),
        "files": queries.files_of(found),
        "history": [_told(change, definition) for change in queries.history_of(found)],
        "own": own,
        "form": form,
    }
    return render(request, "registers/entry.html", context, status=422 if form.errors else 200)


def _told(change: Any, definition: Definition) -> dict[str, Any]:
    """One line of the history: who, what, and each answer that changed in words."""
    changed = []
    for key, answer in change.changed.items():
        question = definition.questions.get(key)
        if question is not None and question.label:
            changed.append((question.label, words_of(question, answer)))
        elif key in definition.repeats:
            rows = len(answer or [])
            changed.append((definition.repeats[key].label or key, _("%(n)s dòng") % {"n": rows}))
    event = EntryEvent(change.event)
    what = _("ghi lần đầu") if event is EntryEvent.SAVE and change.number == 1 else EVENTS[event]
    return {"change": change, "what": what, "changed": changed}


@signed_in
def file(request: ActorRequest, entry: int, file: int) -> HttpResponseBase:
    found = queries.get_entry(request.actor, entry)
    kept = next((one for one in found.files.select_related("file") if one.pk == file), None)
    if kept is None:
        raise NotThere("file")
    return send_file(kept.file, kept.name)
