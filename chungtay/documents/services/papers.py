"""Papers come in, get newer versions, and are opened to others."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.base.text import fold
from chungtay.documents.models import DocumentOpening, OfficialDocument, Version
from chungtay.documents.queries import get_managed
from chungtay.documents.rules import Direction
from chungtay.documents.services.reading import start_reading
from chungtay.files import services as files
from chungtay.files.rules import safe_name
from chungtay.journal import services as journal


class SameDocument(Refused):
    """These very bytes are there already; ``document`` is the paper that they belong to."""

    def __init__(self, paper: OfficialDocument, uploaded_at: datetime) -> None:
        text = _("Văn bản này đã có: “%(paper)s”, nhận ngày %(day)s. Hãy mở văn bản đó; không cần gửi lại.")
        day = timezone.localtime(uploaded_at).strftime("%d/%m/%Y")
        super().__init__(Problem("same_document", text % {"paper": paper, "day": day}, "files"))
        self.document = paper.pk
        self.title = paper.title


@transaction.atomic
def take_in(
    *,
    by: Actor,
    now: datetime,
    name: str,
    chunks: Iterable[bytes],
    direction: Direction = Direction.IN,
    is_example: bool = False,
) -> OfficialDocument:
    """One file becomes a paper of the actor's agency, and its reading is asked for.

    Refuses an empty file, one past the limit, and bytes that the agency already has (SameDocument).
    """
    by.must(Power.DOCUMENTS_MANAGE)
    stored = files.keep(by=by, now=now, name=name, chunks=chunks)
    _refuse_twice(stored.pk, by.agency)
    title = PurePath(safe_name(name)).stem
    document = OfficialDocument.objects.create(
        owner_id=by.agency,
        direction=direction,
        title=title,
        search_key=fold(title),
        created_at=now,
        created_by=by.account,
        created_name=by.name,
        is_example=is_example,
    )
    _add(by=by, now=now, document=document, n=1, file=stored.pk, name=name)
    journal.record(by=by, now=now, verb="document.taken_in", subject=f"document:{document.pk}", title=title)
    start_reading(by=by, now=now, document=document.pk)
    return document


@transaction.atomic
def add_version(*, by: Actor, now: datetime, document: int, name: str, chunks: Iterable[bytes]) -> Version:
    """A newer file of the same paper, read at once. What was decided stays in force until it has been read."""
    paper = get_managed(by, document)
    stored = files.keep(by=by, now=now, name=name, chunks=chunks)
    _refuse_twice(stored.pk, paper.owner_id)
    last = Version.objects.filter(document=paper).order_by("-n").values_list("n", flat=True).first() or 0
    version = _add(by=by, now=now, document=paper, n=last + 1, file=stored.pk, name=name)
    journal.record(
        by=by, now=now, verb="document.version_added", subject=f"document:{paper.pk}", title=paper.title,
        change={"version": [last, last + 1]},
    )  # fmt: skip
    start_reading(by=by, now=now, document=paper.pk)
    return version


@transaction.atomic
def open_to(*, by: Actor, now: datetime, document: int, agencies: Iterable[int]) -> list[int]:
    """These agencies may read the paper from now on; returns those for whom it is new."""
    paper = get_managed(by, document)
    known = set(DocumentOpening.objects.filter(document=paper).values_list("agency", flat=True))
    new = sorted(set(agencies) - known - {paper.owner_id})
    DocumentOpening.objects.bulk_create(DocumentOpening(document=paper, agency_id=agency) for agency in new)
    if new:
        journal.record(
            by=by, now=now, verb="document.opened_to", subject=f"document:{paper.pk}", title=paper.title,
            change={"agencies": [sorted(known), sorted({*known, *new})]},
        )  # fmt: skip
    return new


@transaction.atomic
def close_to(*, by: Actor, now: datetime, document: int, agencies: Iterable[int]) -> None:
    """These agencies may no longer read the paper: what opened it to them has been undone."""
    paper = get_managed(by, document)
    openings = DocumentOpening.objects.filter(document=paper)
    known = set(openings.values_list("agency", flat=True))
    gone = known & set(agencies)
    openings.filter(agency__in=gone).delete()
    if gone:
        journal.record(
            by=by, now=now, verb="document.closed_to", subject=f"document:{paper.pk}", title=paper.title,
            change={"agencies": [sorted(known), sorted(known - gone)]},
        )  # fmt: skip


def _refuse_twice(file: int, owner: int) -> None:
    # files.keep has locked the file's row, so two people who bring it at once come here one after the other.
    twin = Version.objects.filter(file=file, document__owner=owner).select_related("document").first()
    if twin is not None:
        raise SameDocument(twin.document, twin.uploaded_at)


def _add(*, by: Actor, now: datetime, document: OfficialDocument, n: int, file: int, name: str) -> Version:
    return Version.objects.create(
        document=document,
        n=n,
        file_id=file,
        name=safe_name(name),
        uploaded_at=now,
        uploaded_by=by.account,
        uploaded_name=by.name,
    )
