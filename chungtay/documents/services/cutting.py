"""One task becomes several, or neighbours one. The originals stay, replaced, so that it can be undone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.documents.models import Finding
from chungtay.documents.queries import effective, findings_of
from chungtay.documents.rules import Decision, FindingKind
from chungtay.documents.rules.cutting import check_points, cut, join
from chungtay.documents.rules.findings import Content
from chungtay.documents.rules.reviewed import Span
from chungtay.documents.services.carrying import made_key
from chungtay.documents.services.review import decided_meanwhile, standing
from chungtay.journal import services as journal


@transaction.atomic
def split_finding(
    *, by: Actor, now: datetime, finding: int, revision: int, points: Sequence[int]
) -> list[Finding]:
    """Cut a task at these offsets into the text. The parts are undecided and keep who answers for it."""
    row = standing(by, finding, revision)
    span = _span_of_task(row)
    text: str = (row.reading.result or {})["text"]
    places = check_points(span, points)
    if not places:
        raise Refused(Problem("no_points", _("Hãy chọn ít nhất một chỗ để tách."), "points"))
    parts = cut(effective(row), text, span, places)
    made = _replace([row], parts)
    _tell_journal(by, now, "finding.split", row, [part.pk for part in made])
    return made


@transaction.atomic
def merge_findings(*, by: Actor, now: datetime, finding: int, revision: int) -> Finding:
    """Join a task with the one after it; refused for the last of the paper. The whole is undecided."""
    row = standing(by, finding, revision)
    span = _span_of_task(row)
    following = findings_of(row.reading_id).filter(
        kind=FindingKind.TASK, order__gt=row.order, span_start__isnull=False
    ).first()  # fmt: skip
    if following is None:
        raise Refused(
            Problem("nothing_after", _("Đây là nhiệm vụ cuối cùng, không có mục nào sau nó để gộp."))
        )
    whole = join((span, effective(row)), (_span_of_task(following), effective(following)))
    made = _replace([row, following], [whole])
    _tell_journal(by, now, "finding.merged", row, [made[0].pk])
    return made[0]


def _span_of_task(row: Finding) -> Span:
    if row.kind != FindingKind.TASK or row.span_start is None or row.span_end is None:
        raise Refused(Problem("not_a_task", _("Chỉ tách và gộp được nhiệm vụ.")))
    return (row.span_start, row.span_end)


def _replace(originals: list[Finding], parts: list[tuple[Span, Content]]) -> list[Finding]:
    for row in originals:
        taken = Finding.objects.filter(pk=row.pk, revision=row.revision, replaced=False)
        if taken.update(replaced=True, revision=F("revision") + 1) != 1:
            raise decided_meanwhile(Finding.objects.get(pk=row.pk))
    first = originals[0]
    numbers = [row.pk for row in originals]
    made = [
        Finding(
            document_id=first.document_id,
            reading_id=first.reading_id,
            kind=first.kind,
            key=made_key(numbers, part),
            order=first.order + part,
            span_start=span[0],
            span_end=span[1],
            content=content,
            decision=Decision.PENDING,
            change=first.change,
            made_of=numbers,
        )
        for part, (span, content) in enumerate(parts)
    ]
    return Finding.objects.bulk_create(made)


def _tell_journal(by: Actor, now: datetime, verb: str, row: Finding, made: list[int]) -> None:
    journal.record(
        by=by, now=now, verb=verb, subject=f"document:{row.document_id}", title=effective(row)["text"][:200],
        change={"findings": [row.pk, made]},
    )  # fmt: skip
