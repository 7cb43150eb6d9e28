"""Finding papers, their versions and readings. What is not the actor's is not there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.breakglass.rules import opened_ids
from chungtay.breakglass.services import Found
from chungtay.documents.models import DocumentOpening, Finding, OfficialDocument, Reading, Version
from chungtay.documents.rules import Decision
from chungtay.documents.rules.findings import PaperState
from chungtay.notices.rules import OPEN_STATES, JobState
from chungtay.places import queries as places


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks of the list; empty fields ask nothing."""

    words: str = ""
    state: str = ""
    kind: str = ""
    sort: str = ""


SORTS = {
    "title": ("title",),
    "issued": ("issued_on", "title"),
    "taken_in": ("created_at",),
}


def managed_by(actor: Actor) -> QuerySet[OfficialDocument]:
    """Papers that the actor may review: those of every agency of the jurisdiction, with the power for it."""
    if not actor.can(Power.DOCUMENTS_MANAGE):
        return OfficialDocument.objects.none()
    owners = agencies.within_jurisdiction(actor, on=timezone.localdate())
    return OfficialDocument.objects.filter(owner__in=owners.values("pk"))


def visible_to(actor: Actor) -> QuerySet[OfficialDocument]:
    """Papers that the actor may read: the managed ones, those opened to one of the actor's agencies, and for some
    hours those that the person has opened in an emergency.
    """
    theirs = DocumentOpening.objects.filter(agency__in=actor.bodies)
    return OfficialDocument.objects.filter(
        Q(pk__in=managed_by(actor).values("pk"))
        | Q(pk__in=theirs.values("document"))
        | Q(pk__in=opened_ids(actor, "document"))
    )


def may_read(actor: Actor, document: int) -> bool:
    return visible_to(actor).filter(pk=document).exists()


def get_paper(actor: Actor, document: int) -> OfficialDocument:
    return _one(visible_to(actor), document)


def find_closed(actor: Actor, code: str, now: datetime) -> Found | None:
    """A paper of the actor's province, by its number and symbol, that the actor does not see."""
    province = places.ids_ever_within(places.ids_ever_above(actor.place))
    papers = OfficialDocument.objects.filter(code__iexact="".join(code.split()), owner__place__in=province)
    paper = papers.exclude(pk__in=visible_to(actor).values("pk")).order_by("-issued_on", "-pk").first()
    if paper is None:
        return None
    return Found(paper.pk, paper.title, reverse("documents:paper", args=[paper.pk]), paper.owner_id)


def get_managed(actor: Actor, document: int) -> OfficialDocument:
    return _one(managed_by(actor), document)


def _one(papers: QuerySet[OfficialDocument], document: int) -> OfficialDocument:
    found = with_state(papers.filter(pk=document)).select_related("owner", "issuer", "place").first()
    if found is None:
        raise NotThere("document")
    return found


def may_manage(actor: Actor, document: OfficialDocument) -> bool:
    return managed_by(actor).filter(pk=document.pk).exists()


def with_state(papers: QuerySet[OfficialDocument]) -> QuerySet[OfficialDocument]:
    """Adds ``state`` (PaperState), how the last reading goes, and how much of the current one is undecided."""
    last = Reading.objects.filter(version__document=OuterRef("pk")).order_by("-version__n", "-pk")
    stored = last.filter(stored_at__isnull=False)
    found = (
        Finding.objects.filter(reading=OuterRef("current_reading"), replaced=False)
        .order_by()
        .values("reading")
    )
    pending = found.filter(decision=Decision.PENDING)
    counted = {"output_field": IntegerField()}
    return papers.annotate(
        last_reading=Subquery(last.values("pk")[:1]),
        job_state=Subquery(last.values("job__state")[:1]),
        job_progress=Subquery(last.values("job__progress")[:1]),
        job_step=Subquery(last.values("job__step")[:1]),
        job_error=Subquery(last.values("job__error_text")[:1]),
        job_cancel_asked=Subquery(last.values("job__cancel_asked")[:1]),
        current_reading=Subquery(stored.values("pk")[:1]),
        found=Subquery(found.annotate(count=Count("pk")).values("count"), **counted),
        pending=Subquery(pending.annotate(count=Count("pk")).values("count"), **counted),
        state=Case(
            When(job_state__in=OPEN_STATES, then=Value(PaperState.READING)),
            When(job_state=JobState.FAILED, then=Value(PaperState.FAILED)),
            When(job_state=JobState.CANCELLED, then=Value(PaperState.CANCELLED)),
            When(pending__gt=0, then=Value(PaperState.TO_REVIEW)),
            default=Value(PaperState.REVIEWED),
            output_field=CharField(),
        ),
    )


def state_of(document: OfficialDocument) -> PaperState:
    """How far a paper is, as ``with_state`` worked it out when it was fetched."""
    return PaperState(vars(document)["state"])


def list_papers(actor: Actor, wanted: Wanted) -> QuerySet[OfficialDocument]:
    """The actor's papers, the latest taken in first unless asked otherwise."""
    papers = with_state(visible_to(actor))
    if wanted.state:
        papers = papers.filter(Q(state=wanted.state))
    if wanted.kind:
        papers = papers.filter(kind=wanted.kind)
    for word in fold(wanted.words).split():
        papers = papers.filter(search_key__contains=word)
    fields = SORTS.get(wanted.sort.lstrip("-"))
    if fields is None:
        return papers.order_by("-created_at", "-pk")
    backward = wanted.sort.startswith("-")
    order = [
        F(field).desc(nulls_last=True) if backward else F(field).asc(nulls_last=True) for field in fields
    ]
    return papers.order_by(*order, "-pk")


def list_kinds(actor: Actor) -> list[str]:
    return list(visible_to(actor).exclude(kind="").order_by("kind").values_list("kind", flat=True).distinct())


def list_versions(document: OfficialDocument) -> QuerySet[Version]:
    """Of a paper already fetched for its actor, the newest first."""
    return Version.objects.filter(document=document).select_related("file").order_by("-n")


def get_version(actor: Actor, document: int, n: int) -> Version:
    version = Version.objects.filter(document__in=visible_to(actor).filter(pk=document), n=n).select_related(
        "file"
    )
    found = version.first()
    if found is None:
        raise NotThere("version")
    return found


def current_reading(document: int) -> Reading | None:
    """The reading that stands for the paper: the last one stored, of the newest version that has one."""
    stored = Reading.objects.filter(version__document=document, stored_at__isnull=False).select_related(
        "version"
    )
    return stored.order_by("-version__n", "-pk").first()


def find_by_code(code: str, issued_on: date | None) -> list[int]:
    """Papers with that number, for the chain of plans; with a date only those issued on it or without a date."""
    found = OfficialDocument.objects.filter(code__iexact=" ".join(code.split())).exclude(code="")
    if issued_on is not None:
        found = found.filter(Q(issued_on=issued_on) | Q(issued_on__isnull=True))
    return list(found.order_by("pk").values_list("pk", flat=True))


def openings_of(document: OfficialDocument) -> Iterable[str]:
    """Names of the agencies that may read a paper already fetched for its actor."""
    opened = DocumentOpening.objects.filter(document=document).values_list("agency", flat=True)
    return sorted(agencies.names_of(opened).values())
