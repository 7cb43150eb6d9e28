"""A person decides what of the found holds. Two people at once: the second is told, and nothing is overwritten."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.deletion import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.base.actor import Actor
from chungtay.base.problems import Conflict, Problem, Refused, must_have_been
from chungtay.documents.models import Finding
from chungtay.documents.queries import current_reading, effective, findings_of, get_finding, get_managed
from chungtay.documents.rules import Decision, FindingKind
from chungtay.documents.rules.sureness import CLOSER_LOOK_BELOW
from chungtay.documents.services.header import write_header
from chungtay.documents.services.naming import match_names
from chungtay.journal import services as journal

_DID = {
    Decision.ACCEPTED: gettext_lazy("chấp nhận"),
    Decision.CORRECTED: gettext_lazy("sửa"),
    Decision.REJECTED: gettext_lazy("bỏ"),
}


@transaction.atomic
def decide(
    *,
    by: Actor,
    now: datetime,
    finding: int,
    decision: Decision,
    revision: int,
    settled: Mapping[str, Any] | None = None,
) -> Finding:
    """Accept, correct (with the person's whole version in ``settled``), reject, or put back to pending.

    ``revision`` is the one that the person saw. Raises Conflict if somebody decided in between.
    """
    row = standing(by, finding, revision)
    if (decision == Decision.CORRECTED) != (settled is not None):
        raise ValueError("a correction, and only a correction, comes with the person's version")
    _write(by, now, row, decision, dict(settled) if settled is not None else None)
    journal.record(
        by=by, now=now, verb=f"finding.{decision}", subject=f"document:{row.document_id}", title=_title(row),
        change={"decision": [row.decision, decision], "finding": [row.pk, row.pk]},
    )  # fmt: skip
    after = get_finding(by, finding)
    if row.kind == FindingKind.HEADER:
        write_header(row.document, effective(after))
    match_names(row.document, row.reading_id)
    return after


@transaction.atomic
def accept_all_pending(
    *,
    by: Actor,
    now: datetime,
    document: int,
    kind: FindingKind | None = None,
    section: str | None = None,
    sure_only: bool = False,
) -> int:
    """Accept as read everything that is undecided: all, of one kind, or the tasks of one section. Returns how many.

    ``sure_only`` leaves what needs a closer look.
    """
    paper = get_managed(by, document)
    reading = current_reading(paper.pk)
    if reading is None:
        raise Refused(Problem("not_read", _("Văn bản này chưa đọc xong nên chưa có gì để soát.")))
    pending = findings_of(reading.pk).filter(decision=Decision.PENDING)
    if sure_only:
        pending = pending.exclude(confidence__lt=CLOSER_LOOK_BELOW)
    if kind is not None:
        pending = pending.filter(kind=kind)
    if section is not None:
        pending = pending.filter(content__section=section or None)
    count = pending.order_by().update(
        decision=Decision.ACCEPTED,
        revision=F("revision") + 1,
        decided_at=now,
        decided_by=by.account,
        decided_name=by.name,
    )
    scope = {"kind": [None, kind], "section": [None, section], "sure_only": [False, sure_only]}
    journal.record(
        by=by, now=now, verb="finding.all_accepted", subject=f"document:{paper.pk}", title=paper.title,
        change={"accepted": [0, count]} | scope,
    )  # fmt: skip
    return count


@transaction.atomic
def undo(*, by: Actor, now: datetime, finding: int, revision: int) -> list[Finding]:
    """Take the last thing back: a decision becomes pending; undecided parts or a joined whole become what they were.

    Returns the findings that stand now.
    """
    row = standing(by, finding, revision)
    if row.decision != Decision.PENDING or not row.made_of:
        return [decide(by=by, now=now, finding=finding, decision=Decision.PENDING, revision=revision)]
    made = Finding.objects.filter(reading=row.reading_id, made_of=row.made_of)
    _refuse_decided(list(made))
    try:
        made.delete()
    except ProtectedError:
        text = _(
            "Mục này đã được đưa vào kế hoạch nên không gộp hay tách lại được ở đây; hãy sửa trong kế hoạch."
        )
        raise Refused(Problem("in_a_plan", text)) from None
    originals = Finding.objects.filter(pk__in=row.made_of)
    originals.update(replaced=False, revision=F("revision") + 1)
    journal.record(
        by=by, now=now, verb="finding.put_back", subject=f"document:{row.document_id}", title=_title(row),
        change={"findings": [row.pk, row.made_of]},
    )  # fmt: skip
    return list(originals.order_by("order"))


def _refuse_decided(made: list[Finding]) -> None:
    if any(part.decision != Decision.PENDING or part.replaced for part in made):
        text = _("Có phần đã được soát. Hãy hoàn tác quyết định ở phần đó trước, rồi mới gộp hay tách lại.")
        raise Refused(Problem("part_decided", text))


def standing(by: Actor, finding: int, revision: int) -> Finding:
    """The finding as the person saw it; Conflict where it is not that any more."""
    row = get_finding(by, finding)
    current = current_reading(row.document_id)
    if current is None or current.pk != row.reading_id:
        text = _(
            "Văn bản này vừa được đọc lại từ tệp mới hơn. Chưa ghi gì; hãy tải lại trang để soát bản mới."
        )
        raise Conflict(Problem("newer_reading", text))
    if row.replaced:
        text = _(
            "Mục này vừa được người khác tách hoặc gộp. Chưa ghi gì; hãy tải lại trang để xem các mục mới."
        )
        raise Conflict(Problem("replaced", text))
    must_have_been(revision, row.revision)
    if row.revision != revision:
        raise decided_meanwhile(row)
    return row


def decided_meanwhile(row: Finding) -> Conflict:
    """The sentence that names who decided what and when, and what to do."""
    if row.decided_at is None:
        text = _("Một người khác vừa mở lại mục này để soát. Chưa ghi đè gì; hãy xem lại rồi bấm lần nữa.")
        return Conflict(Problem("decided_meanwhile", text))
    text = _("%(who)s vừa %(did)s mục này lúc %(when)s. Chưa ghi đè gì: nội dung hiện có và nội dung anh/chị nhập "
             "đều ở dưới đây. Nếu vẫn muốn đổi, bấm lại lần nữa.")  # fmt: skip
    when = timezone.localtime(row.decided_at).strftime("%H:%M %d/%m/%Y")
    values = {"who": row.decided_name, "did": _DID[Decision(row.decision)], "when": when}
    return Conflict(Problem("decided_meanwhile", text % values))


def _write(
    by: Actor, now: datetime, row: Finding, decision: Decision, settled: dict[str, Any] | None
) -> None:
    undecided = decision == Decision.PENDING
    changed = Finding.objects.filter(pk=row.pk, revision=row.revision, replaced=False).update(
        decision=decision,
        settled=settled,
        revision=row.revision + 1,
        decided_at=None if undecided else now,
        decided_by=None if undecided else by.account,
        decided_name="" if undecided else by.name,
    )
    if changed != 1:  # between our reading of the row and this line
        raise decided_meanwhile(Finding.objects.get(pk=row.pk))


def _title(row: Finding) -> str:
    content = effective(row)
    return str(content.get("text") or content.get("title") or content.get("message") or row.kind)[:200]
