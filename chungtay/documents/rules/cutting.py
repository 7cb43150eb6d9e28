"""Cutting one task into several and joining neighbours."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from chungtay.documents.rules.findings import Content
from chungtay.documents.rules.reviewed import Span

_STRONG = re.compile(r"(?<=[;.:])\s+(?=\S)|\n+")
_WEAK = re.compile(r"(?<=,)\s+|\s+(?=(?:đồng thời|và) )")
_SHORTEST = 12  # characters; a shorter piece is no duty


def check_points(span: Span, points: Sequence[int]) -> list[int]:
    """The places to cut at, in order and strictly inside the span; an empty list when none is."""
    return sorted({point for point in points if span[0] < point < span[1]})


def places_to_cut(text: str, span: Span) -> list[Span]:
    """The pieces of a task between which a person may cut: sentences and clauses, or half-sentences if there are few.

    Pieces follow each other without a gap, so that the start of each but the first is a place to cut at.
    """
    words = text[span[0] : span[1]]
    starts = [match.end() for match in _STRONG.finditer(words)]
    if len(starts) < 2:
        starts = sorted({*starts, *(match.end() for match in _WEAK.finditer(words))})
    kept: list[int] = [0]
    for start in starts:
        if start - kept[-1] >= _SHORTEST and len(words) - start >= _SHORTEST:
            kept.append(start)
    ends = [*kept[1:], len(words)]
    return [(span[0] + start, span[0] + end) for start, end in zip(kept, ends, strict=True)]


def cut(content: Content, text: str, span: Span, points: Sequence[int]) -> list[tuple[Span, Content]]:
    """The parts of a task cut at these offsets. Each keeps who answers, and the deadlines that its own words name."""
    edges = [span[0], *points, span[1]]
    parts = []
    for start, end in pairwise(edges):
        words = text[start:end]
        inner = (start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
        said = text[inner[0] : inner[1]]
        deadlines = [row for row in content["deadlines"] if row.get("text") and row["text"] in said]
        parts.append((inner, content | {"text": said, "deadlines": deadlines}))
    return parts


def join(first: tuple[Span, Content], second: tuple[Span, Content]) -> tuple[Span, Content]:
    """One task out of two neighbours: both texts, everybody who is named in either."""
    (start, _), before = first
    (_, end), after = second
    joined = before | {"text": f"{before['text']} {after['text']}"}
    for field in ("lead", "support", "deadlines"):
        joined[field] = _union(before[field], after[field])
    return (min(start, second[0][0]), max(end, first[0][1])), joined


def _union(first: list[Any], second: list[Any]) -> list[Any]:
    return [*first, *(item for item in second if item not in first)]
