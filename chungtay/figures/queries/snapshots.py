"""Figures closed for a report: whether they are what they were, and what has changed since."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.figures.models import DataValue, Snapshot, SnapshotCell
from chungtay.figures.rules import oversees
from chungtay.figures.rules.closing import FIRST_LINK, Closed, Scope, links, snapshot_hash
from chungtay.places import queries as places

_WORDS = (
    "submission__data_set__code", "submission__agency", "submission__place", "submission__period", "cell__code",
    "value", "missing", "state", "revision",
)  # fmt: skip


def list_snapshots(actor: Actor) -> QuerySet[Snapshot]:
    """Those of the jurisdiction, the newest first."""
    if not oversees(actor):
        return Snapshot.objects.none()
    within = places.ids_ever_within(actor.reach)
    found = Snapshot.objects.filter(place__in=within).select_related("agency", "place", "taken_by")
    return found.order_by("-taken_at", "-pk")


def get_snapshot(actor: Actor, snapshot: int) -> Snapshot:
    found = list_snapshots(actor).filter(pk=snapshot).first()
    if found is None:
        raise NotThere("snapshot")
    return found


def words_of(rows: "QuerySet[DataValue] | QuerySet[SnapshotCell]") -> Iterator[Closed]:
    """What is hashed of each value, in the order of the query."""
    return (Closed(*row) for row in rows.values_list(*_WORDS).iterator(chunk_size=5000))


def scope_of(snapshot: Snapshot) -> Scope:
    return Scope(
        snapshot.title, snapshot.place_id, tuple(snapshot.data_sets), tuple(snapshot.periods), snapshot.change
    )


@dataclass(frozen=True, slots=True)
class Verified:
    """``broken``: the positions of the cells that are not what they were; ``whole``: nothing was added or removed."""

    broken: tuple[int, ...]
    whole: bool

    @property
    def holds(self) -> bool:
        return self.whole and not self.broken


def verify(snapshot: Snapshot) -> Verified:
    """Hash it all again. For a snapshot fetched for its actor."""
    rows = snapshot.cells.order_by("position")
    stored = rows.values_list("position", "hash").iterator(chunk_size=5000)
    broken, last, count = [], FIRST_LINK, 0
    for (position, kept), made in zip(stored, links(words_of(rows)), strict=True):
        count += 1
        if kept != made or position != count:
            broken.append(position)
        last = made
    whole = count == snapshot.count and snapshot_hash(scope_of(snapshot), last, count) == snapshot.hash
    return Verified(tuple(broken), whole)


def changed_since(snapshot: Snapshot) -> QuerySet[SnapshotCell]:
    """The closed cells of which something else is said now, each with ``value_now``, ``missing_now``, and who said it
    when: ``by_now`` (none for work that no person started), ``at_now``.
    """
    now = DataValue.objects.filter(submission=OuterRef("submission"), cell=OuterRef("cell"))
    rows = snapshot.cells.annotate(
        revision_now=Subquery(now.values("revision")[:1]),
        value_now=Subquery(now.values("value")[:1]),
        missing_now=Subquery(now.values("missing")[:1]),
        by_now=Subquery(now.values("account__name")[:1]),
        at_now=Subquery(now.values("at")[:1]),
    )
    other = ~Q(value_now=F("value")) | Q(value__isnull=True, missing_now__isnull=True)
    differs = other | Q(value__isnull=False, value_now__isnull=True) | ~Q(missing_now=F("missing"))
    moved = rows.exclude(revision_now=F("revision")).filter(differs)
    with_words = moved.select_related("cell__element", "submission__agency", "submission__data_set")
    return with_words.prefetch_related("cell__options").order_by("position")
