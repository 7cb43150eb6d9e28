"""The paper with its words marked: paragraphs cut wherever something found begins or ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from chungtay.documents.rules.reviewed import Span


@dataclass(frozen=True, slots=True)
class Mark:
    finding: int
    classes: str  # "task accepted"
    spans: Sequence[Span]


@dataclass(slots=True)
class Piece:
    """Words that the same findings cover. ``findings`` from the shortest to the longest; ``starts`` begin here."""

    text: str
    findings: list[int] = field(default_factory=list)
    classes: str = ""
    starts: list[int] = field(default_factory=list)

    @property
    def covering(self) -> str:
        return " ".join(str(finding) for finding in self.findings)


@dataclass(slots=True)
class MarkedParagraph:
    pieces: list[Piece]
    is_row: bool  # a row of a table, its cells joined by " | "


def marked_text(text: str, marks: Iterable[Mark]) -> list[MarkedParagraph]:
    """Paragraph by paragraph. Where findings overlap, the shortest gives the words its classes and all are named."""
    open_spans = sorted(
        ((start, end, mark) for mark in marks for start, end in mark.spans if end > start),
        key=lambda row: row[:2],
    )
    started: set[int] = set()
    paragraphs, offset, active = [], 0, []
    position = 0
    for line in text.split("\n"):
        end = offset + len(line)
        while position < len(open_spans) and open_spans[position][0] < end:
            active.append(open_spans[position])
            position += 1
        active = [row for row in active if row[1] > offset]
        paragraphs.append(MarkedParagraph(_pieces(text, offset, end, active, started), " | " in line))
        offset = end + 1
    return paragraphs


def _pieces(
    text: str, start: int, end: int, active: list[tuple[int, int, Mark]], started: set[int]
) -> list[Piece]:
    inside = [row for row in active if row[0] < end and row[1] > start]
    edges = sorted({start, end, *(edge for row in inside for edge in row[:2] if start < edge < end)})
    pieces = []
    for left, right in pairwise(edges):
        covering = sorted(
            (row for row in inside if row[0] <= left and row[1] >= right), key=lambda row: row[1] - row[0]
        )
        findings = list(dict.fromkeys(row[2].finding for row in covering))
        new = [finding for finding in findings if finding not in started]
        started.update(new)
        classes = covering[0][2].classes if covering else ""
        pieces.append(Piece(text[left:right], findings, classes, new))
    return pieces
