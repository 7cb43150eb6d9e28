"""What a reviewed paper hands over to the rooms above: frozen, complete, without a database behind it.

Spans are character offsets into the text of the reading. Agencies are ids; the names beside them are as the paper
writes them. A name that means no agency yet stands in ``*_names`` only, and in ``Reviewed.unresolved``.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundSection:
    id: str
    label: str
    title: str
    depth: int
    parent: str | None


@dataclass(frozen=True, slots=True)
class FoundTask:
    finding: int  # the finding it came from; the task keeps it as its source
    text: str
    section: str | None
    leads: tuple[int, ...]
    supports: tuple[int, ...]
    lead_names: tuple[str, ...]
    support_names: tuple[str, ...]
    deadlines: tuple[dict[str, Any], ...]  # the reader's form: by, window, every, relative
    span: Span


@dataclass(frozen=True, slots=True)
class FoundTarget:
    finding: int
    text: str
    section: str | None
    relation: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    due: date | None
    baseline_year: int | None
    per: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class FoundBudget:
    finding: int
    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    total: Decimal | None
    span: Span


@dataclass(frozen=True, slots=True)
class FoundReport:
    finding: int
    text: str
    who: tuple[int, ...]
    to: tuple[int, ...]
    via: tuple[int, ...]
    who_names: tuple[str, ...]
    to_names: tuple[str, ...]
    via_names: tuple[str, ...]
    every: tuple[str, ...]
    by: date | None
    periodic: bool
    on_request: bool
    span: Span


@dataclass(frozen=True, slots=True)
class FoundCitation:
    code: str | None
    kind: str | None
    date: date | None
    issuer: str | None
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reviewed:
    document: int
    version: int
    kind: str | None
    code: str | None
    symbol: str | None
    title: str
    issuer_name: str
    issuer: int | None
    issued_on: date | None
    issued_text: str  # "2024-06" where the day is blank; issued_on is None then
    period_from: date | None
    period_to: date | None
    vision: date | None
    sections: tuple[FoundSection, ...]
    tasks: tuple[FoundTask, ...]
    targets: tuple[FoundTarget, ...]
    budgets: tuple[FoundBudget, ...]
    reports: tuple[FoundReport, ...]
    citations: tuple[FoundCitation, ...]
    undecided: int  # findings that nobody has decided yet
    unresolved: tuple[str, ...]  # names in accepted findings that mean no agency yet


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The words that something came from, with what stands around them."""

    before: str
    words: str
    after: str
