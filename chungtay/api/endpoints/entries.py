"""Entries of registers: lists, writing, photos, approving, sheets out and in."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Field, File, Form, Query, Schema
from ninja.files import UploadedFile
from pydantic import AwareDatetime, BeforeValidator, WithJsonSchema

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import (
    Asked,
    Body,
    Day,
    Id,
    IfMatch,
    Page,
    Shape,
    Unsaid,
    Words,
    page_of,
    version_of,
)
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.sheets import XLSX
from chungtay.base.web import as_file
from chungtay.files.access import send_file
from chungtay.registers import queries, services
from chungtay.registers.access import entries_sheet
from chungtay.registers.queries import Wanted
from chungtay.registers.rules import EntryState, QuestionKind

endpoints = Endpoints(_("Bản ghi của sổ"))

FIRST_YEAR = 2000  # nothing was written before
Text = Words
Row = dict[str, Text | list[Text]]
Answers = dict[str, Text | list[Text] | list[Row]]


def _words_only(said: Any) -> Any:
    """pydantic alone would take counts of seconds too."""
    if not isinstance(said, str):
        raise ValueError("YYYY-MM-DDTHH:MM:SSZ")
    return said


SentMoment = Annotated[
    AwareDatetime,
    BeforeValidator(_words_only),
    Field(strict=False),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class EntryShape(Shape):
    """``revision`` is its ETag. ``reason``: why it was returned or struck."""

    id: Id
    uuid: UUID
    register_id: Id
    version: int
    agency: Body
    place: Id
    day: Day
    state: EntryState
    title: str
    reason: str
    revision: int


class FileShape(Shape):
    id: Id
    question: str
    name: str
    size: int
    media_type: str


class EntryWhole(EntryShape):
    """``answers`` by question; calculated ones included."""

    etag = "revision"
    answers: dict[str, Any]
    files: list[FileShape]


class EntryFilter(Schema):
    """Days both inclusive; ``place`` with all below it. What is struck out is only found by its state."""

    first: Day | Unsaid = None
    last: Day | Unsaid = None
    place: Id | Unsaid = None
    agency: Id | Unsaid = None
    state: EntryState | Unsaid = None
    words: Words = Field("", max_length=200)


class EntriesAsked(Asked, EntryFilter):
    pass


class NewEntry(Shape):
    """Written once under its ``uuid``, at the moment ``made_at``: the same again is the same. Every answer as text, as
    on the page; several choices as a list, a repeat as a list of rows; ``version``: of the form that was filled, the
    newest without.
    """

    uuid: UUID = Field(strict=False)
    made_at: SentMoment
    answers: Answers
    version: int | None = Field(None, ge=1, le=10_000)


class Correction(Shape):
    answers: Answers


class Seen(Shape):
    id: Id
    revision: int = Field(ge=1, le=1_000_000)


class DecideEntries(Shape):
    """All of the entries or none, each as it was when it was seen; ``words``: why they are returned."""

    decision: Literal["approve", "return"]
    entries: list[Seen] = Field(min_length=1, max_length=200)
    words: Words = Field("", max_length=500)


class Reason(Shape):
    words: Words = Field(max_length=500)


class Counted(Shape):
    count: int


class SheetAsked(Schema):
    """``dry_run``: try it all and take it back."""

    dry_run: bool = False


class ImportedShape(Shape):
    """How many rows the sheet has, and how many of them were not known before."""

    rows: int
    new: int


@endpoints.read(
    "/registers/{int:register_id}/entries", TokenScope.REGISTERS_READ, _("Các bản ghi của một sổ"), Page[EntryShape]
)  # fmt: skip
def list_entries(request: ApiRequest, register_id: Id, asked: Query[EntriesAsked]) -> Any:
    kept = queries.get_register(request.actor, register_id)
    found = queries.list_entries(request.actor, kept, _wanted(asked))
    return page_of(found, asked, lambda row: EntryShape(**_entry(row)))


@endpoints.act(
    "/registers/{int:register_id}/entries", TokenScope.REGISTERS_WRITE, _("Ghi một bản ghi vào sổ"), EntryWhole,
    made=True,
)  # fmt: skip
def write_entry(request: ApiRequest, register_id: Id, body: NewEntry) -> EntryWhole:
    saved = services.save_entry(
        by=request.actor, now=request.now, register=register_id, uuid=body.uuid, given=body.answers,
        version=body.version, made_at=_made_at(request, body.made_at),
    )  # fmt: skip
    return _whole(request, saved.entry.pk)


@endpoints.read(
    "/registers/{int:register_id}/entries.csv", TokenScope.REGISTERS_READ, _("Tải các bản ghi (.csv)"), None,
    media="text/csv",
)  # fmt: skip
def get_entries_csv(request: ApiRequest, register_id: Id, asked: Query[EntryFilter]) -> HttpResponse:
    return _sheet(request, register_id, asked, plain=True)


@endpoints.read(
    "/registers/{int:register_id}/entries.xlsx", TokenScope.REGISTERS_READ, _("Tải các bản ghi (.xlsx)"), None,
    media=XLSX,
)  # fmt: skip
def get_entries_xlsx(request: ApiRequest, register_id: Id, asked: Query[EntryFilter]) -> HttpResponse:
    return _sheet(request, register_id, asked, plain=False)


@endpoints.act(
    "/registers/{int:register_id}/sheet",
    TokenScope.REGISTERS_WRITE,
    _("Nhận bản ghi từ tệp đã điền"),
    ImportedShape,
)
def import_entries(
    request: ApiRequest, register_id: Id, asked: Query[SheetAsked], file: File[UploadedFile]
) -> ImportedShape:
    done = services.import_entries(
        by=request.actor, now=request.now, register=register_id, content=file.read(), dry_run=asked.dry_run
    )
    return ImportedShape(rows=done.rows, new=done.new)


@endpoints.read("/entries/{int:entry}", TokenScope.REGISTERS_READ, _("Một bản ghi"), EntryWhole)
def get_entry(request: ApiRequest, entry: Id) -> EntryWhole:
    return _whole(request, entry)


@endpoints.act(
    "/entries/{int:entry}", TokenScope.REGISTERS_WRITE, _("Sửa một bản ghi của cơ quan mình"), EntryWhole, method="PUT",
    versioned=True,
)  # fmt: skip
def correct_entry(request: ApiRequest, entry: Id, body: Correction, if_match: IfMatch) -> EntryWhole:
    services.correct_entry(
        by=request.actor, now=request.now, entry=entry, seen=version_of(if_match), given=body.answers
    )
    return _whole(request, entry)


@endpoints.act(
    "/entries/{int:entry}/files",
    TokenScope.REGISTERS_WRITE,
    _("Gửi ảnh, tệp trả lời một câu hỏi"),
    EntryWhole,
)
def send_entry_file(
    request: ApiRequest, entry: Id, question: Form[Words], file: File[UploadedFile]
) -> EntryWhole:
    """What is asked inside a repeat comes with the page, the phone or the sheet."""
    found = queries.get_entry(request.actor, entry)
    form = queries.definition_of(found.version)
    asked = form.questions.get(question)
    if asked is None or asked.kind is not QuestionKind.FILE or question in form.inside:
        raise NotThere("question")
    services.correct_entry(
        by=request.actor, now=request.now, entry=entry, seen=found.revision, given=found.answers,
        brought={question: (file.name or "", file.chunks())},
    )  # fmt: skip
    return _whole(request, entry)


@endpoints.read(
    "/entries/{int:entry}/files/{int:n}", TokenScope.REGISTERS_READ, _("Tải ảnh, tệp của một bản ghi"), None,
    media="*/*",
)  # fmt: skip
def get_entry_file(request: ApiRequest, entry: Id, n: Id) -> HttpResponseBase:
    found = queries.get_entry(request.actor, entry)
    kept = next((one for one in queries.files_of(found) if one.pk == n), None)
    if kept is None:
        raise NotThere("file")
    return send_file(kept.file, kept.name)


@endpoints.act(
    "/entries/{int:entry}/strike", TokenScope.REGISTERS_WRITE, _("Gạch bỏ một bản ghi, kèm lý do"), EntryWhole,
    versioned=True,
)  # fmt: skip
def strike_entry(request: ApiRequest, entry: Id, body: Reason, if_match: IfMatch) -> EntryWhole:
    services.strike_entry(
        by=request.actor, now=request.now, entry=entry, seen=version_of(if_match), words=body.words
    )
    return _whole(request, entry)


@endpoints.act(
    "/entries/decisions", TokenScope.REGISTERS_APPROVE, _("Duyệt, hoặc trả lại các bản ghi"), Counted
)
def decide_entries(request: ApiRequest, body: DecideEntries) -> Counted:
    given: dict[str, Any] = {
        "by": request.actor, "now": request.now, "entries": [(one.id, one.revision) for one in body.entries]
    }  # fmt: skip
    if body.decision == "approve":
        return Counted(count=services.approve_entries(**given))
    return Counted(count=services.return_entries(**given, words=body.words))


def _made_at(request: ApiRequest, said: datetime) -> datetime:
    """When it was written, perhaps without a network; never later than now."""
    if said.year < FIRST_YEAR:
        raise Refused(
            Problem("made_at", "Lúc ghi không thể sớm như vậy; hãy xem lại đồng hồ của máy gửi.", "made_at")
        )
    return min(said.astimezone(UTC), request.now)  # what is sent again is known by its words


def _wanted(asked: EntryFilter) -> Wanted:
    return Wanted(
        first=asked.first, last=asked.last, place=asked.place, agency=asked.agency, state=asked.state or "",
        words=asked.words,
    )  # fmt: skip


def _sheet(request: ApiRequest, register: int, asked: EntryFilter, *, plain: bool) -> HttpResponse:
    kept = queries.get_register(request.actor, register)
    said = f"{kept.title}. {request.actor.agency_name}, {timezone.localtime(request.now):%H:%M %d/%m/%Y}"
    content = entries_sheet(request.actor, kept, _wanted(asked), said=said, plain=plain)
    name = f"{kept.code}-{request.today:%Y-%m-%d}.{'csv' if plain else 'xlsx'}"
    return as_file(HttpResponse(content, content_type="text/csv; charset=utf-8" if plain else XLSX), name)


def _whole(request: ApiRequest, entry: int) -> EntryWhole:
    found = queries.get_entry(request.actor, entry)
    files = [
        FileShape(
            id=one.pk, question=one.question, name=one.name, size=one.file.size, media_type=one.file.media_type
        )
        for one in queries.files_of(found)
    ]  # fmt: skip
    return EntryWhole(**_entry(found), answers=found.answers, files=files)


def _entry(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk, "uuid": row.uuid, "register_id": row.register_id, "version": row.version.number,
        "agency": Body(id=row.agency_id, name=row.agency.name), "place": row.place_id, "day": row.day,
        "state": EntryState(row.state), "title": row.title, "reason": row.reason, "revision": row.revision,
    }  # fmt: skip
