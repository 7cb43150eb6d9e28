"""What reading a document returns: the public contract, version 1.

Dates are ISO strings, because a document may state only a month ("2024-06") or a year ("2025").
Spans are character offsets into ``Reading.text``. Lists are tuples here and lists in the JSON. Every item has a
``confidence`` (0 to 1: how often such an item is right in all that it says), ``doubt``: the family of reasons that
lowers it most (``trust/rules.toml``), and ``why``: what decided it, which only ``--explain`` prints. Of items of
several parts ``sure_of`` says how sure each part is.
"""

import dataclasses
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

from chungtay.reader.blocks import Span
from chungtay.reader.trust.why import Passed, Why

VERSION = 1

Number = int | float
CitationRole = Literal["basis", "implements", "mentions"]
DeadlineKind = Literal["by", "window", "every", "relative"]
Relation = Literal["equal", "at_least", "at_most", "increase", "decrease", "none"]
Severity = Literal["error", "warning"]
CheckCode = Literal["sum", "count", "share", "trend", "numbering", "words", "date", "missing"]


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    media_type: str
    sha256: str
    characters: int
    ocr: bool = False  # letters were recognised on a scan, at least in part
    scanned: tuple[tuple[Span, float], ...] = field(default=(), compare=False)  # paragraphs with how sure


@dataclass(frozen=True, slots=True)
class Period:
    """``start`` is None in "đến năm 2030"; ``vision`` is the end of "định hướng đến …"."""

    start: str | None
    end: str | None
    vision: str | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    authority: str | None
    position: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Carried:
    """The inner document of a wrapper: the project that a decision issues."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Header:
    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    code: str | None = None
    parent_body: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: str | None = None
    title: str | None = None
    period: Period | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    posted_on: str | None = None  # a web page's own date, never the document's
    carries: Carried | None = None
    confidence: float = 1.0
    doubt: str | None = None
    sure_of: dict[str, float] = field(default_factory=dict, compare=False)
    why: tuple[Why, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Citation:
    code: str | None
    kind: str | None
    date: str | None
    issuer: str | None
    role: CitationRole
    span: Span
    confidence: float = 1.0
    doubt: str | None = None
    why: tuple[Why, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """``span`` covers the heading and all that stands under it; ``heading`` the heading's own words."""

    id: str
    label: str
    title: str
    depth: int  # 1 the outermost
    parent: str | None
    span: Span
    heading: Span
    confidence: float = 1.0
    doubt: str | None = None
    why: tuple[Why, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Deadline:
    """by: ``date``; window: ``start`` to ``end``; every: ``every``, perhaps ``on`` ("12-15", "22"); relative: text."""

    kind: DeadlineKind
    text: str
    date: str | None = None
    start: str | None = None
    end: str | None = None
    every: str | None = None  # P1W P1M P3M P6M P1Y
    on: str | None = None
    span: Span = (0, 0)
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Task:
    text: str
    section: str | None
    lead: tuple[str, ...]
    support: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    span: Span
    confidence: float = 1.0
    doubt: str | None = None
    sure_of: dict[str, float] = field(default_factory=dict, compare=False)
    why: tuple[Why, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    text: str
    relation: Relation
    value: Number | None
    value_max: Number | None
    unit: str | None
    due: str | None
    baseline_year: int | None
    per: str | None
    section: str | None
    span: Span
    confidence: float = 1.0
    doubt: str | None = None
    why: tuple[Why, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    value: Number
    unit: str | None
    label: str
    period: Period | None
    span: Span
    confidence: float = 1.0
    doubt: str | None = None
    why: tuple[Why, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class BudgetRow:
    no: str
    label: str
    level: int
    total: Number | None
    values: dict[str, Number | None]
    span: Span


@dataclass(frozen=True, slots=True)
class Budget:
    title: str
    unit: str | None
    columns: tuple[str, ...]
    rows: tuple[BudgetRow, ...]
    total: Number | None
    span: Span
    confidence: float = 1.0
    doubt: str | None = None
    why: tuple[Why, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Reporting:
    who: tuple[str, ...]
    to: tuple[str, ...]
    via: tuple[str, ...]
    every: tuple[str, ...]
    periodic: bool
    on_request: bool
    by: str | None
    span: Span
    confidence: float = 1.0
    doubt: str | None = None
    why: tuple[Why, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Check:
    code: CheckCode
    severity: Severity
    message: str  # one Vietnamese sentence for the person who checks
    stated: Number | str | None
    found: Number | str | None
    field: str | None  # for missing: number | date | signer
    spans: tuple[Span, ...]
    confidence: float = 1.0
    doubt: str | None = None
    why: tuple[Why, ...] = dataclasses.field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Verified:
    """How many sums, shares and amounts in words were tried and hold."""

    sums: int = 0
    shares: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    source: Source
    text: str
    header: Header
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    figures: tuple[Figure, ...] = ()
    budgets: tuple[Budget, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    checks: tuple[Check, ...] = ()
    verified: Verified = field(default_factory=Verified)
    passed: tuple[Passed, ...] = field(default=(), compare=False)  # for ``--explain``

    def to_json(self) -> dict[str, Any]:
        """The object of the contract, ready for ``json.dumps``; every key is present."""
        return {"version": VERSION, **_json(self)}


_UNSAID = frozenset({"why", "rule", "passed", "scanned"})  # the trace has a shape of its own
_NAMES = {"start": "from", "end": "to"}  # "from" cannot be the name of a field in Python


def _json(value: Any) -> Any:
    if isinstance(value, Deadline):  # each kind of deadline has its own keys
        return {_NAMES.get(k, k): v for k, v in _members(value).items() if v is not None}
    if is_dataclass(value):
        return {_NAMES.get(k, k): v for k, v in _members(value).items()}
    if isinstance(value, tuple | list):
        return [_json(item) for item in value]
    return value


def _members(value: Any) -> dict[str, Any]:
    return {f.name: _json(getattr(value, f.name)) for f in fields(value) if f.name not in _UNSAID}
