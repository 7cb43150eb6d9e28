"""Aggregate figures by other systems' formats: forms, files out, files and DHIS2's data values in."""

from typing import Annotated, Any, Literal

from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Field, File, Query, Schema
from ninja.files import UploadedFile
from pydantic import BeforeValidator, WithJsonSchema

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Id, NumberAsWritten, Shape, Unsaid, Words
from chungtay.exchange import queries, services
from chungtay.exchange.access import read_file, send_file
from chungtay.exchange.queries import Chosen

endpoints = Endpoints(_("Số liệu"))
Holding = Literal["xlsx", "csv", "dhis2-json", "dhis2-csv", "adx", "sdmx-xml", "sdmx-csv"]
Describing = Literal["dhis2-metadata", "sdmx-structure"]
Code = Annotated[Words, Field(max_length=80)]
Period = Annotated[str, Field(pattern="^[0-9]{4}(-[0-9A-Z]{2,3})?$")]


class FormShape(Shape):
    code: str
    name: str
    period_kind: str


class FormsShape(Shape):
    items: list[FormShape]


class FileAsked(Schema):
    """``place``: every report there, small numbers of people held back; without it what the own body has reported."""

    form: Code
    period: Period
    format: Holding | Describing
    place: Id | Unsaid = None
    approved: bool = False


class IntoAsked(Schema):
    """``dry_run``: try it all and take it back. ``send``: send the reports on as well."""

    form: Code
    dry_run: bool = False
    send: bool = False


class IntoFileAsked(IntoAsked):
    format: Holding


class ImportCount(Shape):
    imported: int
    updated: int
    ignored: int
    deleted: int


class ImportSummary(Shape):
    """As DHIS2 tells it. What is wrong comes as an error, with the place of each value; then nothing was taken."""

    status: Literal["SUCCESS"]
    dry_run: bool
    reports: int
    importCount: ImportCount  # noqa: N815


def _as_text(said: Any) -> Any:
    """A number that a program did not put into quotes, digit by digit as it was written."""
    if isinstance(said, NumberAsWritten):
        return said.written
    return str(said) if isinstance(said, int) and not isinstance(said, bool) else said


Value = Annotated[
    Words,
    Field(max_length=40),
    BeforeValidator(_as_text),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "maxLength": 40, "pattern": "^[^\\u0000]*$"},
                {"type": "number", "minimum": -1e18, "maximum": 1e18},
            ]
        }
    ),
]


class DataValueShape(Shape):
    """By identifier or code; what stands at the top of the set need not be said again. Who stored a value, when, and
    for whom it is marked is taken and not kept: here the token's post brings it in. One that is ``deleted`` is refused.
    """

    dataElement: Code  # noqa: N815
    period: Code | None = None
    orgUnit: Code | None = None  # noqa: N815
    categoryOptionCombo: Annotated[Words, Field(max_length=200)] | None = None  # noqa: N815
    attributeOptionCombo: Code | None = None  # noqa: N815
    value: Value | None = None
    comment: Annotated[Words, Field(max_length=500)] | None = None
    storedBy: Code | None = None  # noqa: N815
    created: Code | None = None
    lastUpdated: Code | None = None  # noqa: N815
    followup: bool | None = None
    deleted: bool | None = None


class DataValueSetShape(Shape):
    """``completeDate`` is taken and not kept: who has sent a report here has said that it is complete."""

    dataSet: Code | None = None  # noqa: N815
    period: Code | None = None
    orgUnit: Code | None = None  # noqa: N815
    attributeOptionCombo: Code | None = None  # noqa: N815
    attributeCategoryOptions: list[Code] | None = Field(None, max_length=20)  # noqa: N815
    completeDate: Code | None = None  # noqa: N815
    dataValues: list[DataValueShape] = Field(max_length=20_000)  # noqa: N815


@endpoints.read(
    "/figures/forms", TokenScope.FIGURES_READ, _("Các biểu số liệu, loại kỳ của mỗi biểu"), FormsShape
)
def list_forms(request: ApiRequest) -> FormsShape:
    every = queries.offered_forms(request.actor, request.today)
    return FormsShape(
        items=[
            FormShape(code=code, name=name, period_kind=queries.kind_of_form(code)) for code, name in every
        ]
    )


@endpoints.read(
    "/figures/file",
    TokenScope.FIGURES_READ,
    _("Tải số liệu của một biểu và kỳ theo một dạng tệp"),
    None,
    media="*/*",
)
def get_figures_file(request: ApiRequest, asked: Query[FileAsked]) -> StreamingHttpResponse:
    chosen = Chosen(asked.form, (asked.period,), asked.place, asked.approved)
    return send_file(
        queries.send_out(request.actor, chosen), asked.format, period=asked.period, now=request.now
    )


@endpoints.act(
    "/figures/file", TokenScope.FIGURES_WRITE, _("Đưa số liệu của cơ quan mình vào từ một tệp"), ImportSummary
)
def take_in_figures(
    request: ApiRequest, asked: Query[IntoFileAsked], file: File[UploadedFile]
) -> ImportSummary:
    return _taken(request, asked, file.read(), asked.format)


@endpoints.act(
    "/figures/dataValueSets",
    TokenScope.FIGURES_WRITE,
    _("Đưa số liệu vào như DHIS2 gửi"),
    ImportSummary,
)
def take_in_data_values(
    request: ApiRequest, asked: Query[IntoAsked], body: DataValueSetShape
) -> ImportSummary:
    return _taken(request, asked, body.model_dump_json(exclude_none=True).encode(), "dhis2-json")


def _taken(request: ApiRequest, asked: IntoAsked, content: bytes, name: str) -> ImportSummary:
    shape = queries.own_shape(request.actor, asked.form, request.today)
    outcome = services.take_in(
        by=request.actor, now=request.now, data_set=asked.form, dry_run=asked.dry_run, send=asked.send,
        lines=read_file(content, name, shape),
    )  # fmt: skip
    count = ImportCount(
        imported=outcome.imported, updated=outcome.updated, ignored=outcome.ignored, deleted=0
    )
    return ImportSummary(status="SUCCESS", dry_run=asked.dry_run, reports=outcome.reports, importCount=count)
