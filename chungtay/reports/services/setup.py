"""A body changes an outline or its layout, goes back to the project's, and says which certificates it trusts."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.files import services as files
from chungtay.journal import services as journal
from chungtay.letters.rules import read_root
from chungtay.reports import queries
from chungtay.reports.layouts import try_layout
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
    return _keep(by, now, outline, text="" if said == shipped_outline(outline) else said)


@transaction.atomic
def keep_layout(*, by: Actor, now: datetime, outline: str, name: str, content: bytes) -> OwnOutline | None:
    """Set the reports of an outline in a Word file of one's own as well; refused with each place that does not fit."""
    by.must(Power.SETTINGS_MANAGE)
    if outline not in queries.outlines():
        raise NotThere("outline")
    _paper, misfits = try_layout(by, outline, content, today=timezone.localdate(now))
    if misfits:
        raise Refused([Problem("layout_wrong", f"{one.where}: {one.words}", "file") for one in misfits])
    return _keep(by, now, outline, layout=files.keep(by=by, now=now, name=name, chunks=[content]))


@transaction.atomic
def drop_layout(*, by: Actor, now: datetime, outline: str) -> OwnOutline | None:
    """Reports are set as the decree asks, and in no other way."""
    by.must(Power.SETTINGS_MANAGE)
    return _keep(by, now, outline, layout=None)


def _keep(by: Actor, now: datetime, outline: str, **changed: object) -> OwnOutline | None:
    """None where nothing of the body's own is left."""
    kept, _new = OwnOutline.objects.update_or_create(
        agency_id=by.agency, outline=outline,
        defaults={**changed, "changed_at": now, "changed_by_id": by.account},
    )  # fmt: skip
    journal.record(by=by, now=now, verb="report.outline_changed", subject=f"outline:{outline}", title=outline)
    if kept.text or kept.layout_id:
        return kept
    kept.delete()
    return None


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
