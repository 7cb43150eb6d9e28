"""A paper laid out as a file: plain or wrapped text, Word with or without automatic numbers, HTML, PDF."""

import io
import re
import textwrap
import unicodedata
from html import escape
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from chungtay.reader.structure.numerals import LETTERS, to_roman
from chungtay.reader.tests.corpus.marked import Item, Paper

FORMS = (
    "plain.txt",
    "wrapped.txt",
    "nfd.txt",
    "worn.txt",
    "typed.docx",
    "numbered.docx",
    "page.html",
    "paged.pdf",
)
FONTS = Path("/usr/share/fonts/truetype/dejavu")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COLUMNS = 66


def print_paper(paper: Paper, form: str) -> bytes:
    """The bytes of the paper as a file of that form (one of ``FORMS``)."""
    match form:
        case "plain.txt":
            return _plain(paper).encode()
        case "nfd.txt":
            return unicodedata.normalize("NFD", _plain(paper)).encode()
        case "worn.txt":
            return _worn(paper).encode()
        case "wrapped.txt":
            return _wrapped(paper).encode()
        case "typed.docx":
            return _word(paper, numbered=False)
        case "numbered.docx":
            return _word(paper, numbered=True)
        case "page.html":
            return _page(paper).encode()
        case "paged.pdf":
            return _pdf(paper)
    raise ValueError(form)


def _stack(rows: list[list[str]]) -> list[str]:
    """Two columns as text: first the left one, then the right one."""
    return [row[side] for side in (0, 1) for row in rows if row[side]]


def _unmerged(row: list[str]) -> list[str]:
    return ["" if cell in ("<", "^") else cell for cell in row]


def _plain(paper: Paper) -> str:
    lines: list[str] = []
    for item in paper.items:
        if item.kind == "columns":
            lines += _stack(item.rows)
        elif item.kind == "table":
            lines += [f"| {' | '.join(_unmerged(row))} |" for row in item.rows]
        else:
            lines.append(item.text)
    return "\n".join(lines) + "\n"


def _wrapped(paper: Paper) -> str:
    """As saved from a page: columns side by side, every paragraph broken at the margin."""
    lines: list[str] = []
    for item in paper.items:
        if item.kind == "columns":
            width = max(40, *(len(row[0]) + 4 for row in item.rows))
            lines += [f"{left:<{width}}{right}".rstrip() for left, right in item.rows]
        elif item.kind == "table":
            lines += [f"| {' | '.join(_unmerged(row))} |" for row in item.rows]
        else:
            lines += textwrap.wrap(item.text, _COLUMNS, break_on_hyphens=False) or [""]
    return "\n".join(lines) + "\n"


_OLD = {
    "ủy": "uỷ",
    "Ủy": "Uỷ",
    "túy": "tuý",
    "TÚY": "TUÝ",
    "ỦY": "UỶ",
    "hòa": "hoà",
    "HÒA": "HOÀ",
    "hóa": "hoá",
}
_GLUED = {"tổ chức": "tổchức", "phòng, chống": "phòng,chống", "triển khai": "triểnkhai"}


def _worn(paper: Paper) -> str:
    """A copy of a copy: the older spelling, blanks lost here and there, a page number between paragraphs."""
    text = _plain(paper)
    for new, old in _OLD.items():
        text = text.replace(new, old)
    head, body = text[:600], text[600:]
    for apart, glued in _GLUED.items():
        body = body.replace(apart, glued, 2)
    lines = (head + body).split("\n")
    lines[30:30] = ["", "2", ""]
    return "\n".join(lines)


# Word

_LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))
_NUMBERED = (r"[IVX]+\.\s+", r"\d{1,2}\.\s+", r"[a-zđ]\)\s+", r"-\s+")


def _word(paper: Paper, *, numbered: bool) -> bytes:
    document = docx.Document()
    if numbered:
        _define_numbers(document)
    for item in paper.items:
        if item.kind == "line":
            _word_line(document, item.text, numbered)
            continue
        table = document.add_table(0, len(item.rows[0]))
        if item.kind == "table":
            table.style = "Table Grid"
        for row in _word_rows(item):
            cells = list(table.add_row().cells)
            for place, printed in enumerate(row):
                if printed == "<":
                    cells[place] = cells[place - 1].merge(cells[place])
                elif printed == "^":
                    table.cell(len(table.rows) - 2, place).merge(cells[place])
                else:
                    cells[place].text = printed
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _word_rows(item: Item) -> list[list[str]]:
    """A letterhead has a row for each line, a signature one row for all, as the offices' templates have it."""
    if item.kind == "columns" and item.rows[0][0].startswith("Nơi nhận"):
        return [["\n".join(row[side] for row in item.rows if row[side]) for side in (0, 1)]]
    return item.rows


def _word_line(document: Document, text: str, numbered: bool) -> None:
    paragraph = document.add_paragraph()
    for level, label in enumerate(_NUMBERED):
        match = re.match(label, text)
        if numbered and match and not re.match(r"[IVX]\.$", text):
            text = text[match.end() :]
            properties = paragraph._p.get_or_add_pPr()
            xml = f'<w:numPr xmlns:w="{_W}"><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            properties.append(parse_xml(xml))
            break
    paragraph.add_run(text)


def _define_numbers(document: Document) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(_LEVELS)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num xmlns:w="{_W}" w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def numbers_itself(paper: Paper) -> bool:
    """Whether Word's counting of I. 1. a) - gives back just the labels that the paper prints."""
    counts = [0, 0, 0]
    for item in paper.items:
        for level, label in enumerate(_NUMBERED[:3]):
            match = re.match(label, item.text)
            if item.kind != "line" or not match:
                continue
            counts[level] += 1
            counts[level + 1 :] = [0] * (2 - level)
            number = counts[level]
            due = (to_roman(number), str(number), LETTERS[number - 1 : number])[level]
            if re.sub(r"[.)]\s*$", "", match.group()) != due:
                return False
            break
    return True


# HTML and PDF


def _page(paper: Paper) -> str:
    out = ["<!doctype html><html lang=vi><head><meta charset=utf-8><title>Văn bản</title></head><body>"]
    for item in paper.items:
        if item.kind == "line":
            out.append(f"<p>{escape(item.text)}</p>" if item.text.strip() else "")
            continue
        if item.kind == "columns":
            sides = ("<br>".join(escape(row[side]) for row in item.rows if row[side]) for side in (0, 1))
            out.append("<table><tr>" + "".join(f"<td>{side}</td>" for side in sides) + "</tr></table>")
            continue
        out.append('<table border="1">')
        out += ["<tr>" + "".join(_cells(item, number)) + "</tr>" for number in range(len(item.rows))]
        out.append("</table>")
    return "\n".join([*out, "</body></html>"])


def _cells(item: Item, number: int) -> list[str]:
    row, below = item.rows[number], item.rows[number + 1 :]
    cells = []
    for place, printed in enumerate(row):
        if printed in ("<", "^"):
            continue
        wide = next((k for k, other in enumerate(row[place + 1 :]) if other != "<"), len(row) - place - 1) + 1
        high = next((k for k, other in enumerate(below) if other[place] != "^"), len(below)) + 1
        cells.append(f'<td colspan="{wide}" rowspan="{high}">{escape(printed)}</td>')
    return cells


def _pdf(paper: Paper) -> bytes:
    for name, file in (("Serif", "DejaVuSerif.ttf"), ("Serif-Bold", "DejaVuSerif-Bold.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    body = ParagraphStyle("body", fontName="Serif", fontSize=11, leading=15, firstLineIndent=24, spaceAfter=4)
    cell = ParagraphStyle("cell", fontName="Serif", fontSize=10, leading=13)
    centred = ParagraphStyle(
        "centred", parent=body, fontName="Serif-Bold", firstLineIndent=0, alignment=TA_CENTER
    )
    story: list[Flowable] = []
    titles = False
    for item in paper.items:
        if item.kind == "columns" or item.text == "":  # the lines between the letterhead and the next blank
            titles = item.kind == "columns" or (titles and isinstance(story[-1], Table))
        if item.kind == "columns":
            sides = [
                [Paragraph(escape(r[side]) or "&nbsp;", cell) for r in item.rows if r[side]]
                for side in (0, 1)
            ]
            story.append(
                Table([sides], colWidths=[210, 270], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))
            )
        elif item.kind == "table":
            story.append(_ruled(item, cell))
        elif item.text.strip():
            story.append(Paragraph(escape(item.text), centred if titles else body))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=56, rightMargin=56, invariant=1).build(story)
    return buffer.getvalue()


def _ruled(item: Item, cell: ParagraphStyle) -> Table:
    spans = []
    for number, row in enumerate(item.rows):
        for place, printed in enumerate(row):
            if printed not in ("<", "^") and row[place + 1 : place + 2] == ["<"]:
                wide = next(
                    (k for k, other in enumerate(row[place + 1 :]) if other != "<"), len(row) - place - 1
                )
                spans.append(("SPAN", (place, number), (place + wide, number)))
            below = item.rows[number + 1 :]
            if printed != "^" and below and below[0][place] == "^":
                high = next((k for k, other in enumerate(below) if other[place] != "^"), len(below))
                spans.append(("SPAN", (place, number), (place, number + high)))
    rows = [["" if c in ("<", "^") else Paragraph(escape(c), cell) for c in row] for row in item.rows]
    widest = [max(len(row[place]) for row in item.rows) for place in range(len(item.rows[0]))]
    shares = [min(max(width, 8), 40) for width in widest]
    widths = [480 * share / sum(shares) for share in shares]
    grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    return Table(
        rows,
        colWidths=widths,
        repeatRows=1,
        style=TableStyle([grid, ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans]),
    )
