"""Sets an example paper as .docx in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

import tomllib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Cell

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
MARK = "(Văn bản ví dụ của phần mềm Chung Tay, không phải văn bản của cơ quan nhà nước)"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


@dataclass(frozen=True, slots=True)
class Source:
    front: dict[str, Any]
    lines: list[str]


def parse(markdown: str) -> Source:
    _, front, body = markdown.split("+++", 2)
    return Source(tomllib.loads(front), [line.strip() for line in body.splitlines() if line.strip()])


def as_docx(markdown: str) -> bytes:
    """The paper as the bytes of a .docx file."""
    source = parse(markdown)
    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    _letterhead(paper, source.front)
    rows: list[list[str]] = []
    for line in source.lines:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        _table(paper, rows)
        _block(paper, line, source.front)
    _table(paper, rows)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _letterhead(paper: Paper, front: dict[str, Any]) -> None:
    left, right = paper.add_table(rows=1, cols=2).rows[0].cells
    _lines(left, [*front["body"], front["number"]], bold=len(front["body"]))
    _lines(right, [*MOTTO, front["dated"]], bold=2)
    paper.add_paragraph(MARK).alignment = CENTRE
    for text in (front["kind"], front["about"]):
        _bold(paper, text, centred=True)


def _block(paper: Paper, line: str, front: dict[str, Any]) -> None:
    if line == "%% signature":
        _signature(paper, front)
    elif line.startswith("#"):
        _bold(paper, line.lstrip("# "), centred=line.startswith("# "))
    else:
        paper.add_paragraph(line)


def _signature(paper: Paper, front: dict[str, Any]) -> None:
    left, right = paper.add_table(rows=1, cols=2).rows[0].cells
    _lines(left, ["Nơi nhận:", *(f"- {body}" for body in front["recipients"])], bold=1, centred=False)
    _lines(right, [*front["signer"], "", front["name"]], bold=len(front["signer"]) + 2)


def _lines(cell: _Cell, lines: list[str], *, bold: int, centred: bool = True) -> None:
    for position, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
        paragraph.add_run(line).bold = position < bold
        if centred:
            paragraph.alignment = CENTRE


def _bold(paper: Paper, text: str, *, centred: bool) -> None:
    paragraph = paper.add_paragraph()
    paragraph.add_run(text).bold = True
    if centred:
        paragraph.alignment = CENTRE


def _table(paper: Paper, rows: list[list[str]]) -> None:
    """Set the rows gathered so far as one ruled table, and start afresh."""
    if not rows:
        return
    table = paper.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    rows.clear()
