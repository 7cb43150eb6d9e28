"""A report as an official paper; an outline as a Word file and back."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from docx import Document

from chungtay.base.problems import Problem, Refused
from chungtay.letters.rules import (
    Block,
    Heading,
    Letter,
    Paragraph,
    Picture,
    Signature,
    Table,
    open_docx,
    write_docx,
    write_pdf,
)
from chungtay.pictures.rules import AreaMap, Words, chart_of, linked, png_of, words_of
from chungtay.places import queries as places
from chungtay.reports import queries
from chungtay.reports.models import Passage, Report
from chungtay.reports.rules import PassageKind

_HEADING = re.compile(r"Heading ([1-3])")
_DASHES = ("- ", "+ ")
_NUMBERS = frozenset({"STT", "So với cùng kỳ"})
_WIDTHS = {"STT": 11, "Chỉ tiêu": 40, "Nhiệm vụ": 40, "Chỉ tiêu của kế hoạch": 40, "Vì sao": 30}


def paper_name(report: Report, ending: str) -> str:
    """
    >>> paper_name(Report(pk=4, kind="nam", period="2026"), "docx")
    'bao-cao-nam-2026-4.docx'
    """
    return f"bao-cao-{report.kind.replace('_', '-')}-{report.period.lower()}-{report.pk}.{ending}"


def docx_of(report: Report) -> bytes:
    """The paper in the layout of Nghị định 30/2020/NĐ-CP; a draft leaves number and day open."""
    return write_docx(_letter(report))


def pdf_of(report: Report) -> bytes:
    """The same paper as a tagged PDF."""
    return write_pdf(_letter(report))


def _letter(report: Report) -> Letter:
    return Letter(
        issuer=report.agency.name,
        symbol=report.symbol,
        number=report.number,
        place=place_of(report),
        dated=report.dated,
        kind="Báo cáo",
        about=report.title,
        blocks=blocks_of(list(queries.list_passages(report))),
        signature=Signature(
            [part.strip() for part in report.signed_as.split("–") if part.strip()], report.signed_by
        ),
        recipients=["Như trên"],
    )


def place_of(report: Report) -> str:
    """The place of a paper, as it stands before its day."""
    where = places.names_of([report.place_id]).get(report.place_id, "") if report.place_id else ""
    return where.removeprefix("Tỉnh ").removeprefix("tỉnh ") or report.agency.name


def printed_of(passages: Sequence[Passage]) -> list[Passage]:
    """What stands in the paper: not what was left out or says nothing, nor a heading with nothing beneath it."""
    kept: list[Passage] = []
    for passage in passages:
        if passage.kind == PassageKind.HEADING:
            while kept and kept[-1].kind == PassageKind.HEADING and kept[-1].level >= passage.level:
                kept.pop()
        if passage.kind == PassageKind.HEADING or (not passage.left_out and _says_something(passage)):
            kept.append(passage)
    while kept and kept[-1].kind == PassageKind.HEADING:
        kept.pop()
    return kept


def _says_something(passage: Passage) -> bool:
    """A picture without its numbers says nothing, whatever it was called."""
    if passage.kind == PassageKind.PICTURE:
        return bool(passage.picture)
    return bool(passage.said or passage.drafted or passage.rows)


def blocks_of(passages: Sequence[Passage], pictures: Sequence[str] | None = None) -> list[Block]:
    """What stands in the paper of these passages. ``pictures``: the keys of all of the report's, by which they are
    numbered; those that are given without it."""
    shown = printed_of(passages)
    numbered = pictures or [one.key for one in shown if one.kind == PassageKind.PICTURE]
    return list(_blocks(shown, numbered))


def _blocks(shown: Sequence[Passage], pictures: Sequence[str]) -> Iterator[Block]:
    """Sentences of one section run together as a paragraph, as papers are written; a dash begins one of its own."""
    running: list[str] = []
    for passage in shown:
        said = passage.said or passage.drafted
        if passage.kind == PassageKind.SENTENCE and not said.startswith(_DASHES):
            running.append(said)
            continue
        if running:
            yield Paragraph(" ".join(running))
            running = []
        match passage.kind:
            case PassageKind.HEADING:
                yield Heading(said, passage.level)
            case PassageKind.WORDS | PassageKind.SENTENCE:
                yield Paragraph(said)
            case PassageKind.TABLE:
                heads, *rows = passage.rows
                if said:
                    yield Paragraph(f"{said}:")
                yield Table(heads, rows, [_WIDTHS.get(head, 20) for head in heads], _numbers(heads))
            case PassageKind.PICTURE:
                yield from _picture(passage, f"Hình {pictures.index(passage.key) + 1}. {said}")
    if running:
        yield Paragraph(" ".join(running))


def _picture(passage: Passage, caption: str) -> Iterator[Block]:
    """As it was drawn with the words of the report; who made the outlines of a map is said beneath."""
    chart = linked(chart_of(passage.picture), lambda _opens: "")
    yield Picture(png_of(chart), words_of(chart, Words()), f"{caption} (đơn vị tính: {chart.unit})")
    if isinstance(chart, AreaMap):
        yield from (Paragraph(credit, note=True) for credit in chart.credits)


def _numbers(heads: Sequence[str]) -> frozenset[int]:
    """The columns of numbers: those of years and of money."""
    return frozenset(
        at
        for at, head in enumerate(heads)
        if head in _NUMBERS or head[:4].isdigit() or head.endswith(("(đồng)", "(%)"))
    )


# outlines in Word


def outline_as_docx(text: str) -> bytes:
    """An outline to change in Word: headings as headings, every other line a paragraph."""
    paper = Document()
    for line in text.splitlines():
        marks, _space, words = line.partition(" ")
        if marks and not marks.strip("#"):
            paper.add_heading(words, level=len(marks))
        elif line.strip():
            paper.add_paragraph(line)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def outline_from_docx(content: bytes) -> str:
    """The outline that a Word file holds; refused where it is no .docx or tables stand in it."""
    try:
        paper = open_docx(content)
    except ValueError:
        raise Refused(Problem("not_docx", "Tệp này không phải .docx đọc được.", "file")) from None
    if paper.tables:
        words = "Tệp có bảng kẻ sẵn. Hãy thay mỗi bảng bằng một dòng “bảng:” và các mã, trong ngoặc nhọn."
        raise Refused(Problem("outline_tables", words, "file"))
    lines = []
    for paragraph in paper.paragraphs:
        words = " ".join(paragraph.text.split())
        level = _HEADING.fullmatch(paragraph.style.name or "") if paragraph.style else None
        lines.append(f"{'#' * int(level[1])} {words}" if level and words else words)
    return "\n".join(lines).strip() + "\n"
