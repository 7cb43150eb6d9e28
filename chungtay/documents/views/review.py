"""The review page: everything works as plain forms; with htmx only the item changes."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.agencies.access import ActorRequest
from chungtay.agencies.rules import Power
from chungtay.base.problems import Conflict, NotThere, Refused
from chungtay.base.web import told, with_power
from chungtay.documents import queries, services
from chungtay.documents.forms import FORM_OF, ContentForm
from chungtay.documents.rules import Decision, FindingKind
from chungtay.documents.rules.cutting import places_to_cut
from chungtay.documents.rules.sureness import CLOSER_LOOK_BELOW
from chungtay.documents.views.items import Item
from chungtay.documents.words import KIND_WORDS, LEVEL_WORDS

# Names of the buttons of the page's one form; their value is "finding:revision".
_DECISIONS = {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED}


@require_safe
@with_power(Power.DOCUMENTS_MANAGE)
def review(request: ActorRequest, document: int) -> HttpResponse:
    asked = request.GET
    opened = asked.get("sua") or asked.get("tach") or ""
    mode = "edit" if asked.get("sua") else "split"
    return _page(request, document, int(opened) if opened.isdecimal() else 0, mode)


def _page(
    request: ActorRequest,
    document: int,
    opened: int = 0,
    mode: str = "",
    item: Item | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, with one item open in a mode, or as ``item`` has it (a refused form)."""
    paper = queries.get_managed(request.actor, document)
    shown = queries.review(paper)
    if shown is None:
        return redirect("documents:paper", document)

    def row(finding: Any) -> Item:
        if item is not None and finding.pk == item.finding.pk:
            return item
        plain = Item(finding, shown.matched)
        return _open(plain, mode, shown.text) if finding.pk == opened else plain

    groups = [
        {"group": group, "items": [row(finding) for finding in group.items], "kind": KIND_WORDS[group.kind]}
        for group in shown.groups
    ]
    context = {
        "document": paper,
        "shown": shown,
        "unsure": [row(finding) for finding in shown.unsure],
        "look_below": round(CLOSER_LOOK_BELOW * 100),
        "groups": groups,
        "unresolved": [
            {"name": name, "level": LEVEL_WORDS[name.level]}
            for name in services.propose(paper, shown.unresolved)
        ],
        "changed": [Item(finding, shown.matched) for finding in shown.changed],
        "gone": [Item(finding, shown.matched) for finding in shown.gone],
        "settled_names": [match for match in shown.names if match.decided_at],
        "may_open_agencies": request.actor.can(Power.AGENCIES_MANAGE),
    }
    return render(request, "documents/review.html", context, status=status)


def _open(item: Item, mode: str, text: str) -> Item:
    finding = item.finding
    if mode == "edit" and item.may_edit:
        item.mode, item.form = "edit", FORM_OF[finding.kind](item.said)
    elif mode == "split" and item.is_task and finding.span_start is not None:
        spans = places_to_cut(text, (finding.span_start, finding.span_end))
        item.mode, item.pieces = "split", [(start, text[start:end]) for start, end in spans]
    return item


@require_POST
@with_power(Power.DOCUMENTS_MANAGE)
def decide(request: ActorRequest, document: int) -> HttpResponse:
    """Every button of the page's one form: accept, reject, undo, merge, accept all that is left."""
    queries.get_managed(request.actor, document)
    if "accept_all" in request.POST:
        return _accept_all(request, document)
    verb, pk, revision = _pressed(request.POST)
    finding = queries.get_finding(request.actor, pk)
    if finding.document_id != document:
        raise NotThere("finding")
    try:
        focus = _do(request, verb, pk, revision)
    except Refused as refusal:
        return _refused(request, document, pk, refusal)
    if focus != pk:  # other items stand now: the page is drawn anew
        return _anew(request, document, focus)
    return _answer(request, document, pk)


def _pressed(form: QueryDict) -> tuple[str, int, int]:
    for verb in (*_DECISIONS, "undo", "merge"):
        pk, _colon, revision = form.get(verb, "").partition(":")
        if pk.isdecimal() and revision.isdecimal():
            return verb, int(pk), int(revision)
    raise NotThere("button")


def _do(request: ActorRequest, verb: str, pk: int, revision: int) -> int:
    """Do it; the number of the item that the person should look at next to it."""
    by, now = request.actor, request.now
    if verb == "merge":
        return services.merge_findings(by=by, now=now, finding=pk, revision=revision).pk
    if verb == "undo":
        return services.undo(by=by, now=now, finding=pk, revision=revision)[0].pk
    services.decide(by=by, now=now, finding=pk, decision=_DECISIONS[verb], revision=revision)
    return pk


def _accept_all(request: ActorRequest, document: int) -> HttpResponse:
    kind, _colon, section = request.POST["accept_all"].partition(":")
    known = FindingKind(kind) if kind in set(FindingKind) else None
    scope = section if known == FindingKind.TASK and _colon else None
    sure_only = bool(kind)  # all but the button for everything that is left
    try:
        count = services.accept_all_pending(
            by=request.actor,
            now=request.now,
            document=document,
            kind=known,
            section=scope,
            sure_only=sure_only,
        )
    except Refused as refusal:
        messages.error(request, told(refusal.problems[0]))
    else:
        messages.success(request, _("Đã chấp nhận %(count)s mục như máy đọc.") % {"count": count})
    return redirect("documents:review", document)


@require_http_methods(["GET", "HEAD", "POST"])
@with_power(Power.DOCUMENTS_MANAGE)
def item(request: ActorRequest, document: int, finding: int) -> HttpResponse:
    """One item: as it stands, opened to edit or to split (``?viec=``), and what those forms send."""
    found = queries.get_finding(request.actor, finding)
    if found.document_id != document:
        raise NotThere("finding")
    if request.method != "POST":
        mode = {"sua": "edit", "tach": "split"}.get(request.GET.get("viec", ""), "")
        if not request.htmx:  # type: ignore[attr-defined]
            return _page(request, document, finding, mode)
        text = found.reading.result["text"] if found.reading.result else ""
        return _part(request, _open(_item(request, document, finding), mode, text))
    revision = int(request.POST.get("revision", "0"))
    if "points" in request.POST or request.POST.get("viec") == "tach":
        return _split(request, document, finding, revision)
    return _correct(request, document, finding, revision)


def _split(request: ActorRequest, document: int, finding: int, revision: int) -> HttpResponse:
    points = [int(point) for point in request.POST.getlist("points") if point.isdecimal()]
    try:
        parts = services.split_finding(
            by=request.actor, now=request.now, finding=finding, revision=revision, points=points
        )
    except Refused as refusal:
        return _refused(request, document, finding, refusal, mode="split")
    return _anew(request, document, parts[0].pk)


def _correct(request: ActorRequest, document: int, finding: int, revision: int) -> HttpResponse:
    shown = _item(request, document, finding)
    if not shown.may_edit:
        raise NotThere("form")
    form = FORM_OF[shown.finding.kind](shown.said, request.POST)
    if not form.is_valid():
        shown.mode, shown.form = "edit", form
        return _show(request, document, shown, 422)
    try:
        services.decide(
            by=request.actor,
            now=request.now,
            finding=finding,
            decision=Decision.CORRECTED,
            settled=form.settled(),
            revision=revision,
        )
    except Refused as refusal:
        return _refused(request, document, finding, refusal, mode="edit", form=form)
    return _answer(request, document, finding)


def _refused(
    request: ActorRequest,
    document: int,
    finding: int,
    refusal: Refused,
    *,
    mode: str = "",
    form: ContentForm | None = None,
) -> HttpResponse:
    """The item as it stands now, with the reason on top and what the person typed still in the form."""
    shown = _item(request, document, finding)
    shown.problem = told(refusal.problems[0])
    if form is not None:
        shown.mode, shown.form = mode, form
    elif mode == "split" and not isinstance(refusal, Conflict) and shown.finding.reading.result:
        shown = _open(shown, mode, shown.finding.reading.result["text"])
    if shown.finding.replaced:  # it stands no more: only the page as it is now helps
        messages.error(request, shown.problem)
        return _anew(request, document, finding)
    return _show(request, document, shown, 409 if isinstance(refusal, Conflict) else 422)


def _show(request: ActorRequest, document: int, shown: Item, status: int) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return _part(request, shown, 422)
    return _page(request, document, item=shown, status=status)


def _answer(request: ActorRequest, document: int, finding: int) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return _part(request, _item(request, document, finding))
    return redirect(reverse("documents:review", args=[document]) + f"#muc-{finding}")


def _anew(request: ActorRequest, document: int, focus: int) -> HttpResponse:
    """Draw the page anew and stand at an item. htmx is told by an event; the script of the page reloads."""
    if request.htmx:  # type: ignore[attr-defined]
        answer = HttpResponse(status=204)
        answer["HX-Trigger"] = json.dumps({"chungtay:anew": {"item": f"muc-{focus}"}})
        return answer
    return redirect(reverse("documents:review", args=[document]) + f"#muc-{focus}")


def _item(request: ActorRequest, document: int, finding: int) -> Item:
    found = queries.get_finding(request.actor, finding)
    return Item(found, queries.matches_of(document))


def _part(request: ActorRequest, shown: Item, status: int = 200) -> HttpResponse:
    decided, total = queries.count_progress(shown.finding.reading_id)
    context: dict[str, Any] = {
        "item": shown,
        "document": shown.finding.document,
        "decided": decided,
        "total": total,
        "oob": True,
    }
    return render(request, "documents/parts/item_answer.html", context, status=status)
