"""A body changes an outline, goes back to the project's, and says which certificates it trusts."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.letters.rules import read_root
from chungtay.reports import queries
from chungtay.reports.models import OwnOutline, TrustRoot
from chungtay.reports.rules import shipped_outline

LONGEST_OUTLINE = 60_000  # characters


@transaction.atomic
def keep_outline(*, by: Actor, now: datetime, outline: str, text: str) -> OwnOutline | None:
    """Word the reports of an outline otherwise; the project's own text again is kept as none.

    Refused with every fault of its lines. Reports that are drafts take it when they are drafted again.
    """
    by.must(Power.SETTINGS_MANAGE)
    if outline not in queries.outlines():
        raise NotThere("outline")
    if len(text) > LONGEST_OUTLINE:
        raise Refused(Problem("outline_long", f"Một dàn bài dài nhất {LONGEST_OUTLINE} ký tự.", "text"))
    _outline, faults = queries.check_outline(text, on=timezone.localdate(now))
    if faults:
        raise Refused([Problem("outline_wrong", f"Dòng {one.line}: {one.words}", "text") for one in faults])
    said = "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"
    kept = None
    if said == shipped_outline(outline):
        OwnOutline.objects.filter(agency=by.agency, outline=outline).delete()
    else:
        kept, _new = OwnOutline.objects.update_or_create(
            agency_id=by.agency, outline=outline,
            defaults={"text": said, "changed_at": now, "changed_by_id": by.account},
        )  # fmt: skip
    journal.record(by=by, now=now, verb="report.outline_changed", subject=f"outline:{outline}", title=outline)
    return kept


@transaction.atomic
def trust_root(*, by: Actor, now: datetime, name: str, content: bytes) -> TrustRoot:
    """From now on signatures under this certificate are said to be known. PEM or DER; refused where it is neither."""
    by.must(Power.SETTINGS_MANAGE)
    try:
        root = read_root(content)
    except ValueError:
        raise Refused(
            Problem("no_certificate", "Tệp này không phải chứng thư số (.cer, .crt, .pem).", "file")
        ) from None
    kept, _new = TrustRoot.objects.get_or_create(
        agency_id=by.agency, fingerprint=root.fingerprint,
        defaults={
            "name": (name.strip() or root.subject)[:300], "certificate": root.pem, "added_at": now,
            "added_by_id": by.account,
        },
    )  # fmt: skip
    journal.record(by=by, now=now, verb="report.root_trusted", subject=f"root:{kept.pk}", title=kept.name)
    return kept


@transaction.atomic
def distrust_root(*, by: Actor, now: datetime, root: int) -> None:
    """Signatures under this certificate are no longer said to be known."""
    by.must(Power.SETTINGS_MANAGE)
    found = TrustRoot.objects.filter(agency=by.agency, pk=root).first()
    if found is None:
        raise NotThere("root")
    journal.record(by=by, now=now, verb="report.root_distrusted", subject=f"root:{root}", title=found.name)
    found.delete()
