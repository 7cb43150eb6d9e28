"""Official papers: found, sent in to be read, fetched."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from ninja import Field, File, Query
from ninja.files import UploadedFile

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Day, Id, Moment, Page, Shape, Unsaid, Words, page_of
from chungtay.documents import queries, services
from chungtay.documents.rules.findings import PaperState
from chungtay.files.access import send_file

endpoints = Endpoints(_("Văn bản"))


class PaperShape(Shape):
    """``found``: what the reader found, ``pending``: what of it nobody has decided on; null before it is read.
    ``progress``: of the reading, from 0 to 1."""

    id: Id
    kind: str
    code: str
    title: str
    issuer_name: str
    issuer: Id | None
    issued_on: Day | None
    state: PaperState
    progress: float | None
    found: int | None
    pending: int | None
    taken_in: Moment


class VersionShape(Shape):
    n: int
    name: str
    size: int
    media_type: str
    sha256: str
    uploaded_at: Moment


class PaperWhole(PaperShape):
    versions: list[VersionShape]


class PapersAsked(Asked):
    words: Words = Field("", max_length=200)
    state: PaperState | Unsaid = None


@endpoints.read(
    "/documents", TokenScope.DOCUMENTS_READ, _("Văn bản mà chức danh này xem được"), Page[PaperShape]
)
def list_documents(request: ApiRequest, asked: Query[PapersAsked]) -> Any:
    wanted = queries.Wanted(words=asked.words, state=asked.state or "")
    return page_of(queries.list_papers(request.actor, wanted), asked, lambda row: PaperShape(**_paper(row)))


@endpoints.read(
    "/documents/{int:document}", TokenScope.DOCUMENTS_READ, _("Một văn bản, các bản của nó"), PaperWhole
)
def get_document(request: ApiRequest, document: Id) -> PaperWhole:
    return paper_whole(request, document)


@endpoints.read(
    "/documents/{int:document}/versions/{int:n}/file", TokenScope.DOCUMENTS_READ, _("Tải tệp của một bản"), None,
    media="*/*",
)  # fmt: skip
def get_document_file(request: ApiRequest, document: Id, n: Id) -> HttpResponseBase:
    version = queries.get_version(request.actor, document, n)
    return send_file(version.file, version.name)


@endpoints.act(
    "/documents", TokenScope.DOCUMENTS_SEND, _("Gửi một văn bản để máy đọc"), PaperWhole, made=True
)
def send_document(request: ApiRequest, file: File[UploadedFile]) -> PaperWhole:
    made = services.take_in(by=request.actor, now=request.now, name=file.name or "", chunks=file.chunks())
    return paper_whole(request, made.pk)


def paper_whole(request: ApiRequest, document: int) -> PaperWhole:
    found = queries.get_paper(request.actor, document)
    versions = [
        VersionShape(
            n=one.n, name=one.name, size=one.file.size, media_type=one.file.media_type, sha256=one.file.sha256,
            uploaded_at=one.uploaded_at,
        )
        for one in queries.list_versions(found)
    ]  # fmt: skip
    return PaperWhole(**_paper(found), versions=versions)


def _paper(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk, "kind": row.kind, "code": row.code, "title": row.title, "issuer_name": row.issuer_name,
        "issuer": row.issuer_id, "issued_on": row.issued_on, "state": queries.state_of(row),
        "progress": row.job_progress, "found": row.found, "pending": row.pending, "taken_in": row.created_at,
    }  # fmt: skip
