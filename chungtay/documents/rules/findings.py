"""What can be found in a paper, what a person can decide about it, and when two readings found the same thing."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from chungtay.agencies.rules import AgencyKind, kind_of, name_key
from chungtay.base.text import fold
from chungtay.documents.rules.reviewed import Span

Content = dict[str, Any]


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class PaperState(StrEnum):
    """How far a paper is; worked out from its readings and findings, never stored."""

    READING = "reading"
    FAILED = "failed"
    CANCELLED = "cancelled"
    TO_REVIEW = "to_review"
    REVIEWED = "reviewed"


class FindingKind(StrEnum):
    """In the order of the review page."""

    CHECK = "check"
    TASK = "task"
    TARGET = "target"
    BUDGET = "budget"
    REPORTING = "reporting"
    HEADER = "header"
    CITATION = "citation"


class Decision(StrEnum):
    PENDING = "pending"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


TAKEN = (Decision.ACCEPTED, Decision.CORRECTED)


class Change(StrEnum):
    """What a finding is beside the reading before it."""

    FIRST = "first"  # there was none before
    SAME = "same"
    NEW = "new"
    CHANGED = "changed"


# Where the names of bodies stand in the content of a kind.
NAME_FIELDS: Mapping[str, tuple[str, ...]] = {
    FindingKind.TASK: ("lead", "support"),
    FindingKind.REPORTING: ("who", "to", "via"),
}
_LISTS: Mapping[str, str] = {
    "checks": FindingKind.CHECK,
    "tasks": FindingKind.TASK,
    "targets": FindingKind.TARGET,
    "budgets": FindingKind.BUDGET,
    "reporting": FindingKind.REPORTING,
    "citations": FindingKind.CITATION,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One item of a reading before it becomes a row. ``key`` is equal for the same item in two readings."""

    kind: FindingKind
    key: str
    span: Span | None
    content: Content
    confidence: float | None = None
    doubt: str = ""


# What the reader says of its own reading: kept beside the content, as it is no part of what a person decides about.
_TRUST = frozenset({"confidence", "sure_of", "doubt"})


def found_in(result: Mapping[str, Any]) -> list[Found]:
    """Everything in a reader's result that a person decides about, in the order of the paper."""
    text: str = result["text"]
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for kind, span, said in _items(result, text):
        content = {field: value for field, value in said.items() if field not in _TRUST}
        key = _key(kind, content)
        seen[kind, key] += 1
        unique = key if seen[kind, key] == 1 else f"{key}-{seen[kind, key]}"
        found.append(Found(kind, unique, span, content, said.get("confidence"), said.get("doubt") or ""))
    return sorted(found, key=lambda item: item.span or (-1, -1))


def _items(result: Mapping[str, Any], text: str) -> Iterator[tuple[FindingKind, Span | None, Content]]:
    yield FindingKind.HEADER, None, dict(result["header"])
    for name, kind in _LISTS.items():
        for item in result[name]:
            content = {field: value for field, value in item.items() if field != "span"}
            spans = item["spans"] if kind == FindingKind.CHECK else [item["span"]]
            span = _real(spans[0]) if spans else None
            if span and "text" not in content:
                content["text"] = text[span[0] : span[1]]
            yield FindingKind(kind), span, content


def _real(span: list[int]) -> Span | None:
    start, end = span
    return (start, end) if end > start else None


def _key(kind: FindingKind, content: Content) -> str:
    match kind:
        case FindingKind.HEADER:
            words = ""
        case FindingKind.CHECK:
            words = f"{content['code']} {fold(content['message'])}"
        case FindingKind.BUDGET:
            words = fold(content["title"] or "")
        case FindingKind.CITATION:
            words = f"{content['role']} {fold(content['code'] or content.get('text', ''))}"
        case _:
            words = fold(content.get("text", ""))
    return hashlib.sha256(words.encode()).hexdigest()[:24]


def essence(kind: str, content: Content) -> object:
    """What must be equal for a decision to hold for another reading of the item, whatever moved around it."""
    left_out = {"section", "text", "message", "spans", "recipients"}
    kept = {field: _unplaced(value) for field, value in content.items() if field not in left_out}
    if kind == FindingKind.CHECK:
        kept = {"message": fold(content["message"])}
    return fold(content.get("text") or ""), kept


def _unplaced(value: Any) -> Any:
    """A value without the spans inside it: words that moved are the same words."""
    if isinstance(value, dict):
        return {key: _unplaced(inner) for key, inner in value.items() if key != "span"}
    return [_unplaced(inner) for inner in value] if isinstance(value, list) else value


def names_in(kind: str, content: Content) -> list[str]:
    return [name for field in NAME_FIELDS.get(kind, ()) for name in content.get(field) or ()]


def names_by_key(items: Iterable[tuple[str, Content]]) -> dict[str, str]:
    """Every name of a body in these (kind, content) pairs, by its key, in its first spelling."""
    names: dict[str, str] = {}
    for kind, content in items:
        for name in names_in(kind, content):
            names.setdefault(name_key(name), name)
    return names


def must_be_known(items: Iterable[tuple[str, Content]]) -> set[str]:
    """The keys of the names that a programme cannot do without: all but the general words for who co-operates.

    "Các cơ quan báo chí", "lực lượng chức năng" as supporters mean nobody in particular; a named body always does.
    """
    keys = set()
    for kind, content in items:
        for field in NAME_FIELDS.get(kind, ()):
            for name in content.get(field) or ():
                if field != "support" or kind_of(name) not in {AgencyKind.GROUP, AgencyKind.OTHER}:
                    keys.add(name_key(name))
    return keys


def first_day(text: str | None) -> date | None:
    """The first day that an ISO text allows: of "2024-06" the first of June.

    >>> first_day("2024-06"), first_day("2024-06-30")
    (datetime.date(2024, 6, 1), datetime.date(2024, 6, 30))
    """
    return whole_date(f"{text}-01-01"[:10]) if text else None


def whole_date(text: str | None) -> date | None:
    """The day that an ISO text states; None where it states only a month or a year, or nothing.

    >>> whole_date("2024-06-30"), whole_date("2024-06")
    (datetime.date(2024, 6, 30), None)
    """
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None
