"""Closing figures for a report, and reminding who has not sent theirs."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.catalogue import queries as catalogue
from chungtay.figures.models import DataValue, Snapshot, SnapshotCell
from chungtay.figures.queries import completeness_of_bodies, latest_change
from chungtay.figures.queries.completeness import reminding
from chungtay.figures.queries.snapshots import scope_of, words_of
from chungtay.figures.rules import SENT, Timeliness, oversees
from chungtay.figures.rules.closing import FIRST_LINK, links, snapshot_hash
from chungtay.figures.rules.rights import APPROVE
from chungtay.figures.services import feed
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.places import queries as places

_BATCH = 5000


@transaction.atomic
def take_snapshot(
    *, by: Actor, now: datetime, title: str, data_sets: Sequence[str], periods: Sequence[str], place: int
) -> Snapshot:
    """Close what has been sent of these forms (by code) and periods, of a place of the jurisdiction with all below."""
    if not by.can(APPROVE) or by.reach.isdisjoint(places.ids_ever_above(place)):
        raise NotThere("place")
    if not title.strip():
        raise Refused(Problem("title_empty", "Hãy đặt tên cho lần chốt số liệu.", "title"))
    feed.hold()  # what is closed is what stood there after one change and before the next
    rows = DataValue.objects.filter(
        Q(value__isnull=False) | Q(missing__isnull=False), state__in=SENT, submission__period__in=periods,
        submission__data_set__code__in=data_sets, submission__place__in=places.ids_ever_within([place]),
    ).order_by("submission", "cell")  # fmt: skip
    snapshot = Snapshot.objects.create(
        title=title.strip()[:300], agency_id=by.agency, place_id=place, data_sets=sorted(set(data_sets)),
        periods=sorted(set(periods)), change=latest_change(), count=0, hash=FIRST_LINK, taken_at=now,
        taken_by_id=by.account,
    )  # fmt: skip
    batch: list[SnapshotCell] = []
    last = FIRST_LINK
    for position, (row, link) in enumerate(
        zip(rows.iterator(_BATCH), links(words_of(rows)), strict=True), start=1
    ):
        batch.append(
            SnapshotCell(
                snapshot=snapshot, position=position, submission_id=row.submission_id, cell_id=row.cell_id,
                revision=row.revision, missing=row.missing, state=row.state, value=row.value, hash=link,
            )
        )  # fmt: skip
        snapshot.count, last = position, link
        if len(batch) == _BATCH:
            SnapshotCell.objects.bulk_create(batch)
            batch.clear()
    SnapshotCell.objects.bulk_create(batch)
    if not snapshot.count:
        raise Refused(Problem("nothing_sent", "Chưa có số liệu nào được gửi trong các biểu và kỳ này."))
    snapshot.hash = snapshot_hash(scope_of(snapshot), last, snapshot.count)
    snapshot.save(update_fields=["count", "hash"])
    journal.record(
        by=by, now=now, verb="figures.snapshot_taken", subject=f"snapshot:{snapshot.pk}", title=snapshot.title,
        change={"cells": [0, snapshot.count], "hash": ["", snapshot.hash]},
    )  # fmt: skip
    return snapshot


@transaction.atomic
def remind_missing(
    *,
    by: Actor,
    now: datetime,
    data_set: str,
    period: str,
    within: int,
    link: str,
    agencies: Sequence[int] = (),
) -> list[int]:
    """Tell the bodies of a unit that have not sent this form of the period; of some of them where ``agencies`` are
    named. Returns who was told.
    """
    if not oversees(by):
        raise NotThere("completeness")
    rows = completeness_of_bodies(
        by, data_set=data_set, periods=[period], within=within, today=timezone.localdate(now)
    )
    unsent = (Timeliness.OPEN, Timeliness.OVERDUE, Timeliness.MISSED)
    missing = [row.agency for row in rows if period in row.came and row.came[period].timeliness in unsent]
    told = [agency for agency in missing if not agencies or agency in agencies]
    if not told:
        return []
    with override("vi"):  # what is told is kept, and read by others
        text = f"Đề nghị gửi {catalogue.data_set(data_set).name}, {catalogue.period_said(period)}."
    reason = f"{by.agency_name} nhắc vì chưa nhận được số liệu của cơ quan."
    notices.tell(now=now, agencies=told, text=text, reason=reason, link=link)
    journal.record(
        by=by, now=now, verb="figures.reminded", subject=reminding(data_set, period, within),
        title=f"{data_set} – {period}",
        change={"agencies": [0, len(told)]},
    )  # fmt: skip
    return told
