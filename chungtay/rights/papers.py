"""Sets a form, or the person's sheet, as .docx: papers of a body as the decree asks, a person's own plainly."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from chungtay.letters.rules import Block, Heading, Letter, Paragraph, Signature, Table, layout, write_docx
from chungtay.rights.rules import FormLayout, PrintedForm, filled

UNVERIFIED = (
    "Lời văn rút gọn theo điều luật, chưa kiểm chứng với phụ lục in trong Công báo. Đối chiếu trước khi ký."
)
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY

Rows = Sequence[tuple[str, str]]


def form_as_docx(form: PrintedForm, values: Mapping[str, str], *, dated: date, summary: Rows = ()) -> bytes:
    """The form filled from a file. ``summary`` are the rows of a summary of life (III-05)."""
    mark = f"Mẫu số {form.code}: {form.article}"
    if form.layout is FormLayout.APPLICATION:
        lines = [filled(line, values) for line in form.lines]
        return _own_paper(mark, form, filled(form.to, values) if form.to else "", lines, summary)
    papers = form.layout is FormLayout.PAPER
    copies = [filled(one, values) for one in form.copies]
    return write_docx(
        Letter(
            parent=values.get("parent_agency", ""),
            issuer=values.get("agency", ""),
            symbol=form.symbol,
            place=values.get("commune", ""),
            dated=dated,
            kind=form.kind,
            about=form.about,
            addressees=[filled(form.to, values)] if form.to else [],
            bases=[f"Căn cứ {filled(ground, values)}" for ground in form.grounds],
            blocks=_blocks(form, values),
            signature=Signature([form.signer] if papers else [form.signers[-1]]),
            recipients=copies[:-1],
            archive=copies[-1] if copies else "",
            mark=mark,
        )
    )


def _blocks(form: PrintedForm, values: Mapping[str, str]) -> list[Block]:
    decides = [Heading(f"{form.signer} QUYẾT ĐỊNH:", 1)] if form.grounds else []
    lines = [Paragraph(filled(line, values)) for line in form.lines]
    signers = (
        [Table(form.signers[:-1], [["\n\n\n"] * (len(form.signers) - 1)])] if len(form.signers) > 1 else []
    )
    return [*decides, *lines, *signers, Paragraph(UNVERIFIED, note=True)]


def sheet_as_docx(title: str, lead: str, parts: Sequence[tuple[str, Rows]], foot: str) -> bytes:
    """The sheet that a person takes away: parts, each with its rows of what and how."""
    paper = _plain()
    _say(paper, title, bold=True, size=16)
    _say(paper, lead, centred=False)
    for heading, rows in parts:
        _say(paper, heading, bold=True, centred=False)
        _rows(paper, rows)
    _say(paper, foot, size=11, centred=False)
    return _bytes(paper)


def _own_paper(mark: str, form: PrintedForm, to: str, lines: Sequence[str], summary: Rows) -> bytes:
    """What a person writes and signs: no body's letterhead."""
    paper, words = _plain(), layout().elements
    _say(paper, mark, size=11)
    _say(paper, words["motto_state"].text, bold=True, size=13)
    _say(paper, words["motto"].text, bold=True)
    _say(paper, form.kind.upper(), bold=True)
    _say(paper, form.about, bold=True)
    if to:
        _say(paper, f"Kính gửi: {to}")
    for line in lines:
        _say(paper, line, centred=False)
    _rows(paper, [(what, how or "\n") for what, how in summary])
    signers = paper.add_table(rows=1, cols=len(form.signers)).rows[0].cells
    for cell, signer in zip(signers, form.signers, strict=True):
        cell.paragraphs[0].alignment = CENTRE
        cell.paragraphs[0].add_run(f"{signer}\n(Ký, ghi rõ họ tên)\n\n\n").bold = True
    _say(paper, UNVERIFIED, size=11, centred=False)
    return _bytes(paper)


def _plain() -> Paper:
    paper, known = Document(), layout()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(known.page["width"]), Mm(known.page["height"])
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(side) for side in known.page["set"]
    )
    style = paper.styles["Normal"]
    style.font.name, style.font.size = known.font, Pt(14)
    style.paragraph_format.space_after = Pt(0)
    paper.core_properties.language = "vi-VN"
    return paper


def _rows(paper: Paper, rows: Rows) -> None:
    if not rows:
        return
    table = paper.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for what, how in rows:
        left, right = table.add_row().cells
        left.width, right.width = Mm(55), Mm(105)
        for cell, words in ((left, what), (right, how)):
            run = cell.paragraphs[0].add_run(words)
            run.font.size, run.bold = Pt(12), cell is left


def _say(paper: Paper, words: str, *, bold: bool = False, size: int = 14, centred: bool = True) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = CENTRE if centred else BOTH
    paragraph.paragraph_format.space_before = Pt(6)
    run = paragraph.add_run(words)
    run.bold, run.font.size = bold, Pt(size)


def _bytes(paper: Paper) -> bytes:
    file = BytesIO()
    paper.save(file)
    return file.getvalue()
