"""What was found in a paper, for the review and for the rooms above."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from chungtay.agencies.rules import name_key
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.documents.models import Finding, NameMatch, OfficialDocument, Reading
from chungtay.documents.queries.papers import current_reading, managed_by
from chungtay.documents.rules import Change, Decision, FindingKind
from chungtay.documents.rules.findings import TAKEN, Content, names_by_key
from chungtay.documents.rules.marks import Mark, MarkedParagraph, marked_text
from chungtay.documents.rules.reviewed import Span
from chungtay.documents.rules.sureness import needs_closer_look


@dataclass(slots=True)
class Group:
    """Items shown under one heading: a section of the tasks, or a kind."""

    kind: FindingKind
    title: str
    items: list[Finding] = field(default_factory=list)
    section: str = ""

    @property
    def pending(self) -> int:
        return sum(item.decision == Decision.PENDING for item in self.items)


@dataclass(slots=True)
class Review:
    """Everything that the review page shows, fetched in a handful of queries."""

    document: OfficialDocument
    reading: Reading
    paragraphs: list[MarkedParagraph]
    unsure: list[Finding]  # still to be decided and in need of a closer look, the least sure first
    groups: list[Group]  # the others
    names: list[NameMatch]
    matched: dict[str, NameMatch]
    gone: list[Finding]
    changed: list[Finding]
    total: int
    decided: int

    @property
    def text(self) -> str:
        return str((self.reading.result or {})["text"])

    @property
    def unresolved(self) -> list[NameMatch]:
        return [match for match in self.names if match.agency_id is None and not match.left_open]

    @property
    def sure(self) -> list[Finding]:
        """What is undecided and in no need of a closer look."""
        return [item for group in self.groups for item in group.items if item.decision == Decision.PENDING]

    @property
    def expected_right(self) -> int | None:
        """How many of the sure ones are right, by their own measure; None where one has none."""
        shares = [item.confidence for item in self.sure if item.confidence is not None]
        return round(sum(shares)) if shares and len(shares) == len(self.sure) else None

    @property
    def is_settled(self) -> bool:
        return self.decided == self.total


def effective(finding: Finding) -> Content:
    """What holds of a finding now: the person's version if there is one."""
    content: Content = finding.settled if finding.settled is not None else finding.content
    return content


def findings_of(reading: int) -> QuerySet[Finding]:
    return Finding.objects.filter(reading=reading, replaced=False).order_by("order", "pk")


def get_finding(actor: Actor, finding: int) -> Finding:
    """A finding of a paper that the actor manages, whether it still stands or was replaced."""
    found = (
        Finding.objects.filter(pk=finding, document__in=managed_by(actor).values("pk"))
        .select_related("document", "reading__version", "previous")
        .first()
    )
    if found is None:
        raise NotThere("finding")
    return found


def review(document: OfficialDocument) -> Review | None:
    """The review of a paper already fetched for its actor; None while nothing has been read."""
    reading = current_reading(document.pk)
    if reading is None or reading.result is None:
        return None
    items = list(findings_of(reading.pk).select_related("previous"))
    matched = matches_of(document.pk)
    used = names_by_key((item.kind, effective(item)) for item in items if item.decision != Decision.REJECTED)
    unsure = sorted(filter(_is_unsure, items), key=lambda item: item.confidence or 0)
    return Review(
        document=document,
        reading=reading,
        paragraphs=marked_text(reading.result["text"], [mark_of(item) for item in items]),
        unsure=unsure,
        groups=_groups([item for item in items if not _is_unsure(item)], reading.result),
        names=[match for key, match in matched.items() if key in used],
        matched=matched,
        gone=list_gone(reading),
        changed=[item for item in items if item.change in (Change.NEW, Change.CHANGED)],
        total=len(items),
        decided=sum(item.decision != Decision.PENDING for item in items),
    )


def matches_of(document: int) -> dict[str, NameMatch]:
    """What the names in a paper already fetched for its actor mean, by their keys."""
    rows = NameMatch.objects.filter(document=document).select_related("agency")
    return {match.key: match for match in rows}


def get_name(document: int, match: int) -> NameMatch:
    """A name in a paper already fetched for its actor."""
    found = NameMatch.objects.filter(document=document, pk=match).first()
    if found is None:
        raise NotThere("name")
    return found


def count_progress(reading: int) -> tuple[int, int]:
    """(decided, total) of a reading."""
    decisions = list(findings_of(reading).values_list("decision", flat=True))
    return sum(decision != Decision.PENDING for decision in decisions), len(decisions)


def count_by_kind(reading: int) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for kind in findings_of(reading).values_list("kind", flat=True):
        counts[kind] += 1
    return {kind: counts[kind] for kind in FindingKind if counts[kind]}


def list_gone(reading: Reading) -> list[Finding]:
    """Findings of the reading before that this one no longer has; empty for a first reading."""
    before = (
        Reading.objects.filter(
            version__document=reading.version.document_id, stored_at__lt=reading.stored_at
        ).order_by("-stored_at").first()
    )  # fmt: skip
    if before is None:
        return []
    kept = Finding.objects.filter(reading=reading, previous__isnull=False).values("previous")
    return list(Finding.objects.filter(reading=before, made_of=[]).exclude(pk__in=kept).order_by("order"))


def mark_of(finding: Finding) -> Mark:
    spans: list[Span] = []
    if finding.span_start is not None and finding.span_end is not None:
        spans = [(finding.span_start, finding.span_end)]
    if finding.kind == FindingKind.CHECK:
        spans = [(start, end) for start, end in finding.content["spans"]]
    return Mark(finding.pk, f"{finding.kind} {finding.decision}{' unsure' * _is_unsure(finding)}", spans)


def _is_unsure(finding: Finding) -> bool:
    """Whether it waits for a decision and needs a closer look."""
    return finding.decision == Decision.PENDING and needs_closer_look(finding.confidence)


def names_of(
    finding: Finding, names: dict[str, NameMatch], field_name: str
) -> list[tuple[str, NameMatch | None]]:
    """The names in one field of a finding, each with what it means."""
    return [(name, names.get(name_key(name))) for name in effective(finding).get(field_name) or ()]


def _groups(items: list[Finding], result: dict[str, Any]) -> list[Group]:
    titles = {
        section["id"]: f"{section['label']} {section['title']}".strip() for section in result["sections"]
    }
    groups: dict[tuple[FindingKind, str], Group] = {}
    for item in items:
        kind = FindingKind(item.kind)
        section = (effective(item).get("section") or "") if kind == FindingKind.TASK else ""
        group = groups.setdefault((kind, section), Group(kind, titles.get(section, ""), section=section))
        group.items.append(item)
    order = list(FindingKind)
    return sorted(groups.values(), key=lambda group: order.index(group.kind))


def taken(reading: int) -> QuerySet[Finding]:
    """The findings that a person has let into the programme."""
    return findings_of(reading).filter(decision__in=TAKEN)
