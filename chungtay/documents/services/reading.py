"""A paper is read: asked for by a person, done by the worker in a process apart, stored whole or not at all."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor, system
from chungtay.base.problems import Problem, Refused
from chungtay.documents.models import Finding, Reading, Version
from chungtay.documents.queries import get_managed
from chungtay.documents.rules.findings import FindingKind, found_in
from chungtay.documents.services.apart import read_apart
from chungtay.documents.services.carrying import write_findings
from chungtay.documents.services.header import write_header
from chungtay.documents.services.naming import match_names
from chungtay.files import queries as files
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.notices.rules import OPEN_STATES, JobFailed
from chungtay.notices.services import Running

READ = "documents.read"


@transaction.atomic
def start_reading(*, by: Actor, now: datetime, document: int) -> Reading:
    """Ask the worker to read the latest version, for the first time or again. Refuses while one is on its way."""
    paper = get_managed(by, document)
    version = Version.objects.filter(document=paper).order_by("-n").select_for_update().first()
    if version is None:
        raise Refused(Problem("no_file", _("Văn bản này chưa có tệp nào để đọc.")))
    if Reading.objects.filter(version=version, job__state__in=OPEN_STATES).exists():
        raise Refused(
            Problem("already_reading", _("Văn bản này đang được đọc; hãy chờ xong hoặc bấm “Dừng đọc”."))
        )
    reading = Reading.objects.create(version=version)
    job = notices.start_job(by=by, now=now, kind=READ, subject=f"reading:{reading.pk}")
    reading.job_id = job.pk
    reading.save(update_fields=["job"])
    journal.record(
        by=by, now=now, verb="document.reading_asked", subject=f"document:{paper.pk}", title=paper.title
    )
    return reading


@transaction.atomic
def cancel_reading(*, by: Actor, now: datetime, document: int) -> None:
    """Stop the reading that is on its way; a reading already stored is left as it is."""
    paper = get_managed(by, document)
    running = Reading.objects.filter(version__document=paper, job__state__in=OPEN_STATES)
    for job in running.values_list("job", flat=True):
        notices.ask_cancel(by=by, now=now, job=job)
        journal.record(
            by=by,
            now=now,
            verb="document.reading_cancelled",
            subject=f"document:{paper.pk}",
            title=paper.title,
        )


def run_reading(running: Running) -> None:
    """The work of a job of kind READ, subject "reading:12"."""
    pk = int(running.subject.removeprefix("reading:"))
    reading = Reading.objects.select_related("version__document").get(pk=pk)
    if reading.stored_at is not None:  # its worker was killed between storing and saying so
        return
    version = reading.version
    running.step(0.05, _("đang mở tệp"))
    try:
        result = read_apart(files.open_file(version.file_id), version.name, running)
    except JobFailed as failure:
        _tell(version, _("Không đọc được “%(title)s”: %(why)s"), why=failure.sentence)
        raise
    running.step(0.85, _("đang ghi kết quả"))
    store_reading(now=timezone.now(), reading=pk, result=result)


@transaction.atomic
def store_reading(*, now: datetime, reading: int, result: dict[str, Any]) -> bool:
    """Write everything that was found, or nothing; False if the reading had already been stored.

    Decisions of the reading before are carried over where the words are the same. Names are matched anew,
    except those that a person has decided. The header fills the paper's own fields.
    """
    empty = Reading.objects.filter(pk=reading, stored_at__isnull=True)
    if not empty.update(result=result, reader_version=result["version"], stored_at=now):
        return False
    row = Reading.objects.select_related("version__document__owner").get(pk=reading)
    document = row.version.document
    before = _before(row)
    write_findings(row, found_in(result), before)
    header = Finding.objects.get(reading=row, kind=FindingKind.HEADER)
    write_header(document, header.settled or header.content)
    match_names(document, row.pk)
    by = system(_("máy đọc"), place=document.owner.place_id)
    count = Finding.objects.filter(reading=row).count()
    journal.record(
        by=by, now=now, verb="document.read", subject=f"document:{document.pk}", title=document.title,
        change={"findings": [0, count]},
    )  # fmt: skip
    _tell(row.version, _("Đã đọc xong “%(title)s”: %(count)s mục chờ soát"), count=count)
    return True


def _before(reading: Reading) -> Reading | None:
    stored = Reading.objects.filter(version__document=reading.version.document_id, stored_at__isnull=False)
    return stored.exclude(pk=reading.pk).order_by("-version__n", "-pk").first()


def _tell(version: Version, text: str, **values: object) -> None:
    document = version.document
    notices.tell(
        now=timezone.now(),
        accounts=[version.uploaded_by] if version.uploaded_by else [],
        # The first version comes from the owner; a later one may come from an office above it.
        office=document.owner_id if version.n == 1 else None,
        text=text % {"title": document.title, **values},
        link=reverse("documents:paper", args=[document.pk]),
        reason=_("Vì anh/chị đã gửi văn bản này lên."),
    )
