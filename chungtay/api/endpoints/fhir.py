"""Treatment episodes as FHIR R4, for the treating facility's machines. Every look names its purpose and is recorded."""

import json
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Header, Query, Schema

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Id, Shape
from chungtay.fhir import services
from chungtay.fhir.rules import MEDIA, ROOT, Purpose, capability, file_of, search_of


class IssueShape(Shape):
    """``location``: the parameter that it is about."""

    severity: Literal["error", "fatal"]
    code: str
    diagnostics: str
    location: list[str] | None = None


class OutcomeShape(Shape):
    """An error, as an OperationOutcome of FHIR R4."""

    resourceType: Literal["OperationOutcome"]  # noqa: N815  the name is FHIR's
    issue: list[IssueShape] = Field(min_length=1)


endpoints = Endpoints(_("Đợt điều trị (FHIR R4)"), error=(OutcomeShape, MEDIA))
PurposeOfUse = Annotated[Literal["TREAT", "COC", "PATRQT"], Header(alias="Purpose-Of-Use")]


class EpisodesAsked(Schema):
    """``_after``: from the link "next" of the page before."""

    count: int = Field(20, alias="_count", ge=1, le=100)
    after: int = Field(0, alias="_after", ge=0, le=2**63 - 1)


@endpoints.read(
    "/fhir/metadata", TokenScope.FHIR_READ, _("Hệ thống này nói được gì theo FHIR"), None, media=MEDIA
)
def get_capability(request: ApiRequest) -> HttpResponse:
    return _answer(capability(base=_base(request), now=request.now))


@endpoints.read(
    "/fhir/EpisodeOfCare",
    TokenScope.FHIR_READ,
    _("Các đợt điều trị tại cơ sở mình, kèm mục đích"),
    None,
    media=MEDIA,
)
def list_episodes(request: ApiRequest, asked: Query[EpisodesAsked], purpose: PurposeOfUse) -> HttpResponse:
    page = services.give_page(
        by=request.actor, now=request.now, purpose=Purpose(purpose), after=asked.after, count=asked.count
    )
    links = {"self": _link(request, asked.after, asked.count)}
    if page.following is not None:
        links["next"] = _link(request, page.following, asked.count)
    return _answer(search_of(page.episodes, base=_base(request), links=links, total=page.total))


@endpoints.read(
    "/fhir/EpisodeOfCare/{int:episode}",
    TokenScope.FHIR_READ,
    _("Một đợt điều trị, kèm mục đích"),
    None,
    media=MEDIA,
)
def get_episode(request: ApiRequest, episode: Id, purpose: PurposeOfUse) -> HttpResponse:
    """The resource alone: what it refers to comes with the search."""
    found = services.give_episode(
        by=request.actor, now=request.now, patient=episode, purpose=Purpose(purpose)
    )
    return _answer(file_of(found, base=_base(request), now=request.now)["entry"][0]["resource"])


def _answer(resource: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json.dumps(resource, ensure_ascii=False), content_type=MEDIA)


def _base(request: ApiRequest) -> str:
    return request.build_absolute_uri(ROOT)


def _link(request: ApiRequest, after: int, count: int) -> str:
    return f"{_base(request)}/EpisodeOfCare?_count={count}&_after={after}"
