"""The journal's pages: what happened, the proof that nobody bent it, and the whole of it to take away.

Who looks is written down too.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.sheets import XLSX
from chungtay.base.web import ActorRequest, as_file, with_power
from chungtay.journal import queries as journals
from chungtay.journal.rules import FIELDS, Asked
from chungtay.journal.services import record_look
from chungtay.places import queries as places
from chungtay.site.changes import field_words, value_words
from chungtay.site.journal_forms import JournalFilterForm, OldProofForm
from chungtay.site.verbs import VERBS

CHECKED = 100_000  # newest entries that the page itself checks, in about two seconds; the command checks all
SHEET_ROWS = 1_048_575  # of a sheet of Excel, without its head


@with_power(Power.JOURNAL_READ)
def journal(request: ActorRequest) -> HttpResponse:
    """What the bodies of the own jurisdiction wrote, newest first, and one thing's history by ``?subject=``."""
    form = JournalFilterForm(request.GET)
    entries, asked = _entries_for(request, form, purpose="xem nhật ký")
    page = Paginator(entries, 100).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(entry) for entry in page],
        "form": form,
        "subject": asked.subject,
        "chips": _chips(request, form),
    }
    return render(request, "site/journal.html", context)


@with_power(Power.JOURNAL_READ)
def proof(request: ActorRequest) -> HttpResponse:
    """What the journal is now, to print and keep; and whether a proof printed before still holds."""
    _write_down(request, "journal", purpose="lập chứng nhận nhật ký")
    form = OldProofForm(request.GET or None)
    now = journals.get_proof()
    since = max(1, now.number - CHECKED + 1)
    context: dict[str, Any] = {
        "form": form,
        "proof": now,
        "since": since,
        "broken": journals.verify(since=since),
        "crumbs": [(_("Nhật ký"), reverse("journal"))],
    }
    if form.is_bound and form.is_valid():
        context["holds"] = journals.still_says(form.cleaned_data["number"], form.cleaned_data["hash"])
    return render(request, "site/journal_proof.html", context)


@with_power(Power.JOURNAL_READ)
def sheet(request: ActorRequest) -> HttpResponse:
    """Exactly the entries of the filter, for people."""
    entries, _asked = _entries_for(request, JournalFilterForm(request.GET), purpose="tải nhật ký (.xlsx)")
    if entries.count() > SHEET_ROWS:
        messages.error(
            request,
            _("Một bảng tính chỉ chứa 1.048.575 dòng; hãy chọn khoảng ngày ngắn hơn, hoặc tải tệp .jsonl."),
        )
        return redirect(f"{reverse('journal')}?{request.GET.urlencode()}")
    return as_file(HttpResponse(_sheet(entries), content_type=XLSX), _name(request, "xlsx"))


@with_power(Power.JOURNAL_READ)
def lines(request: ActorRequest) -> HttpResponseBase:
    """The same entries with their hashes, one JSON object a line, for who checks them elsewhere."""
    entries, _asked = _entries_for(request, JournalFilterForm(request.GET), purpose="tải nhật ký (.jsonl)")
    answer = StreamingHttpResponse(_lines(entries), content_type="application/jsonl")
    return as_file(answer, _name(request, "jsonl"))


def _name(request: ActorRequest, ending: str) -> str:
    return f"nhat-ky-{request.today:%Y-%m-%d}.{ending}"


def _entries_for(
    request: ActorRequest, form: JournalFilterForm, *, purpose: str
) -> tuple[QuerySet[Any], Asked]:
    asked = form.asked() if form.is_valid() else Asked()
    _write_down(request, asked.subject or "journal", purpose=purpose)
    within = places.ids_ever_within(request.actor.reach)
    return journals.list_entries(request.actor, within=within, asked=asked), asked


def _row(entry: Any) -> dict[str, Any]:
    changes = [
        (field_words(field), *(value_words(value) for value in values))
        for field, values in entry.change.items()
    ]
    return {"entry": entry, "verb": VERBS.get(entry.verb, entry.verb), "changes": changes}


def _chips(request: ActorRequest, form: JournalFilterForm) -> list[dict[str, str]]:
    """What the list is filtered by, in words, each with the address of the list without it."""
    said = form.said() if form.is_valid() else {}
    chips = []
    for name, label in said.items():
        query = request.GET.copy()
        for gone in (name, "page"):
            query.pop(gone, None)
        chips.append({"label": label, "href": f"?{query.urlencode()}"})
    return chips


def _write_down(request: ActorRequest, subject: str, *, purpose: str) -> None:
    # The journal speaks one language, whoever looks.
    record_look(by=request.actor, now=request.now, subject=subject, title="Nhật ký", purpose=purpose)


def _lines(entries: QuerySet[Any]) -> Iterator[str]:
    for entry in entries.iterator(chunk_size=2000):
        said = {name: getattr(entry, name) for name in FIELDS}
        yield json.dumps({**said, "at": entry.at.isoformat()}, ensure_ascii=False) + "\n"


def _sheet(entries: QuerySet[Any]) -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(
        written, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Nhật ký")
        sheet.freeze_panes(1, 0)
        head = [_("Dòng"), _("Lúc"), _("Ai"), _("Chức danh"), _("Cơ quan"), _("Việc"), _("Đối tượng"), _("Tên"),
                _("Thay đổi"), _("Để"), _("Mã băm")]  # fmt: skip
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        for row, entry in enumerate(entries.iterator(chunk_size=2000), start=1):
            moment = timezone.localtime(entry.at).strftime("%d/%m/%Y %H:%M:%S")
            change = json.dumps(entry.change, ensure_ascii=False) if entry.change else ""
            verb = str(VERBS.get(entry.verb, entry.verb))
            sheet.write_row(row, 0, [entry.number, moment, entry.name, entry.post, entry.agency, verb, entry.subject,
                                     entry.title, change, entry.purpose, entry.hash])  # fmt: skip
    return written.getvalue()
