"""A report as an official paper."""

from collections.abc import Iterator, Sequence
from datetime import date

from chungtay.base.actor import Actor
from chungtay.letters.rules import Block, Heading, Letter, Paragraph, Signature, Table, write_docx
from chungtay.places import queries as places
from chungtay.reports import queries
from chungtay.reports.models import Passage, Report
from chungtay.reports.rules import PassageKind

_NUMBERS = frozenset({"STT", "So với cùng kỳ"})


def docx_name(report: Report) -> str:
    """
    >>> docx_name(Report(pk=4, kind="nam", period="2026"))
    'bao-cao-nam-2026-4.docx'
    """
    return f"bao-cao-{report.kind.replace('_', '-')}-{report.period.lower()}-{report.pk}.docx"


def docx_of(actor: Actor, report: Report, *, on: date) -> bytes:
    """The paper in the layout of Nghị định 30/2020/NĐ-CP; a draft leaves number and day open."""
    where = places.names_of([report.place_id]).get(report.place_id, "") if report.place_id else ""
    letter = Letter(
        issuer=report.agency.name,
        symbol=report.symbol,
        number=report.number,
        place=where.removeprefix("Tỉnh ").removeprefix("tỉnh ") or report.agency.name,
        dated=report.dated,
        kind="Báo cáo",
        about=report.title,
        blocks=list(_blocks(list(queries.list_passages(report)))),
        signature=Signature(
            [part.strip() for part in report.signed_as.split("–") if part.strip()], report.signed_by
        ),
        recipients=["Như trên"] if report.state else [],
    )
    return write_docx(letter)


def printed_of(passages: Sequence[Passage]) -> list[Passage]:
    """What stands in the paper: not what was left out or says nothing, nor a heading with nothing beneath it."""
    kept: list[Passage] = []
    for passage in passages:
        if passage.kind == PassageKind.HEADING:
            while kept and kept[-1].kind == PassageKind.HEADING and kept[-1].level >= passage.level:
                kept.pop()
        if passage.kind == PassageKind.HEADING or (
            not passage.left_out and (passage.said or passage.drafted or passage.rows)
        ):
            kept.append(passage)
    while kept and kept[-1].kind == PassageKind.HEADING:
        kept.pop()
    return kept


def _blocks(passages: Sequence[Passage]) -> Iterator[Block]:
    """Sentences of one section run together as a paragraph, as papers are written."""
    running: list[str] = []
    for passage in printed_of(passages):
        said = passage.said or passage.drafted
        if passage.kind == PassageKind.SENTENCE:
            running.append(said)
            continue
        if running:
            yield Paragraph(" ".join(running))
            running = []
        match passage.kind:
            case PassageKind.HEADING:
                yield Heading(said, passage.level)
            case PassageKind.WORDS:
                yield Paragraph(said)
            case PassageKind.TABLE:
                heads, *rows = passage.rows
                numbers = frozenset(at for at, head in enumerate(heads) if head in _NUMBERS or head.isdigit())
                yield Table(heads, rows, _widths(heads), numbers)
    if running:
        yield Paragraph(" ".join(running))


def _widths(heads: Sequence[str]) -> tuple[int, ...]:
    """The long column takes what the others leave."""
    long = {"Chỉ tiêu", "Nhiệm vụ", "Chỉ tiêu của kế hoạch"}
    return tuple(8 if head == "STT" else 40 if head in long else 20 for head in heads)
