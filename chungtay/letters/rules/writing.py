"""Sets a paper as .docx: A4, the margins, the two columns of its head and its foot, numbers of pages."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table as SetTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as SetParagraph
from docx.text.run import Run

from chungtay.letters.rules.layout import layout
from chungtay.letters.rules.parts import Block, Heading, Letter, Paragraph, Picture, Table
from chungtay.letters.rules.words import annex_label, length_of, number_line, place_and_date

CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
_HEAD = (42, 58)  # shares of the width: the issuer's name is shorter than the motto
_FOOT = (50, 50)


def write_docx(letter: Letter) -> bytes:
    """The paper as the bytes of a .docx file; the same letter gives the same document."""
    paper = Document()
    _page(paper)
    if letter.mark:
        _say(_bare(paper), letter.mark, "recipients", CENTRE)
    _head(paper, letter)
    _title(paper, letter)
    for basis in letter.bases:
        _say(_text(paper), basis, "basis", JUSTIFY)
    put_blocks(paper, letter.blocks)
    _foot(paper, letter)
    for number, (title, blocks) in enumerate(letter.annexes, 1):
        _annex(paper, number, title, blocks)
    paper.core_properties.title = f"{letter.kind} {letter.about}".strip()
    paper.core_properties.language = "vi-VN"
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _page(paper: Paper) -> None:
    known = layout()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(known.page["width"]), Mm(known.page["height"])
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(side) for side in known.page["set"]
    )
    style = paper.styles["Normal"]
    style.font.name, style.font.size = known.font, Pt(known.elements["body"].set)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), known.font)
    language = OxmlElement("w:lang")  # or Word marks every word as misspelt English
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])


def _page_number(line: SetParagraph) -> None:
    line.alignment = CENTRE
    run = line.add_run()
    run.font.size = Pt(layout().text["page_number"][1])
    for kind, said in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:instrText" if said else "w:fldChar")
        if said:
            part.text = said
        else:
            part.set(qn("w:fldCharType"), kind)
        run.font.element.append(part)


def _head(paper: Paper, letter: Letter) -> None:
    (left, right), (number, dated) = _columns(paper, _HEAD, rows=2)
    if letter.parent:
        _say(_line(left), letter.parent.upper(), "parent", CENTRE)
    _say(_line(left), letter.issuer.upper(), "issuer", CENTRE)
    _rule(left.add_paragraph(), "issuer", letter.issuer.upper(), _room(paper) * _HEAD[0] / sum(_HEAD))
    elements = layout().elements
    _say(_line(right), elements["motto_state"].text, "motto_state", CENTRE)
    _say(_line(right), elements["motto"].text, "motto", CENTRE)
    _rule(right.add_paragraph(), "motto", elements["motto"].text, _room(paper) * _HEAD[1] / sum(_HEAD))
    # A row of their own: on one line however many the names above them take.
    _say(_line(number), number_line(letter.number, letter.symbol), "number", CENTRE)
    if not letter.kind:
        _say(_line(number), f"V/v {letter.about}", "about_of_letter", CENTRE)
    _say(_line(dated), place_and_date(letter.place, letter.dated), "place_date", CENTRE)


def _title(paper: Paper, letter: Letter) -> None:
    if letter.kind:
        _say(_text(paper, indent=False), letter.kind.upper(), "kind", CENTRE)
        _say(_bare(paper), letter.about, "about", CENTRE)
        _rule(_bare(paper), "about", letter.about, _room(paper))
    if letter.addressees:
        to = letter.addressees[0] if len(letter.addressees) == 1 else ""
        _say(_text(paper, indent=False), f"Kính gửi: {to}".rstrip(), "body", CENTRE)
        for name in letter.addressees if not to else ():
            _say(_bare(paper), f"- {name};", "body", CENTRE)


def put_blocks(paper: Paper, blocks: Sequence[Block]) -> None:
    """At the end of the paper, as the decree sets them."""
    for block in blocks:
        match block:
            case Heading():
                line = _text(paper)
                line.paragraph_format.keep_with_next = True
                run = _say(line, block.text, "body", JUSTIFY)
                run.bold, run.italic = block.level < 3, block.level == 3
            case Paragraph():
                line = _text(paper)
                line.paragraph_format.keep_with_next = block.text.endswith(":")  # what it announces follows
                _say(line, block.text, "recipients" if block.note else "body", JUSTIFY)
            case Table():
                _table(paper, block)
            case Picture():
                _picture(paper, block)


def _table(paper: Paper, said: Table) -> None:
    if said.unit:
        unit = _bare(paper)
        unit.paragraph_format.keep_with_next = True
        _say(unit, f"Đơn vị tính: {said.unit}", "table", RIGHT).italic = True
    table = paper.add_table(rows=1, cols=len(said.heads))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _grid(table)
    _mark(table.rows[0], "cantSplit", "tblHeader")
    for cell, head in zip(table.rows[0].cells, said.heads, strict=True):
        _say(_line(cell), head, "table", CENTRE).bold = True
    for row in said.rows:
        added = table.add_row()
        _mark(added, "cantSplit")
        for at, (cell, words) in enumerate(zip(added.cells, row, strict=True)):
            _say(_line(cell), words, "table", RIGHT if at in said.numbers else LEFT)
    if said.widths:
        _widths(table, said.widths, _room(paper))
    _bare(paper)


def _grid(table: SetTable) -> None:
    """Lines of its own: a file from elsewhere may know no style of that name."""
    line = {"val": "single", "sz": "4", "space": "0", "color": "000000"}
    _sides(table, "tblBorders", ("top", "left", "bottom", "right", "insideH", "insideV"), line)


def _sides(table: SetTable, name: str, sides: Sequence[str], said: Mapping[str, str]) -> None:
    """A property of the table that says the same of each side, where the schema of the file has its place."""
    told: Any = OxmlElement(f"w:{name}")
    for side in sides:
        one = OxmlElement(f"w:{side}")
        for attribute, value in said.items():
            one.set(qn(f"w:{attribute}"), value)
        told.append(one)
    later = ("w:tblLayout", "w:tblLook") if name == "tblBorders" else ("w:tblLook",)
    table._tbl.tblPr.insert_element_before(told, *later)  # noqa: SLF001 - the library knows styles alone


def _mark(row: _Row, *names: str) -> None:
    """``cantSplit``: the end of a page never tears it. ``tblHeader``: it stands again on every page, and a screen
    reader takes it for what it is."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no way of its own
    for name in names:
        properties.append(OxmlElement(f"w:{name}"))


def _picture(paper: Paper, said: Picture) -> None:
    line = _text(paper, indent=False)
    line.alignment = CENTRE
    line.paragraph_format.keep_with_next = bool(said.caption)
    drawn = line.add_run().add_picture(BytesIO(said.png), width=Mm(_room(paper)))
    fits = min(1, Mm(layout().picture["tallest"]) / drawn.height)
    drawn.width, drawn.height = Length(int(drawn.width * fits)), Length(int(drawn.height * fits))
    inline = drawn._inline  # noqa: SLF001 - nor for words instead of a picture
    inline.docPr.set("descr", said.words)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(
            side, "0"
        )  # where nothing is said, LibreOffice pushes it three millimetres over the margin
    if said.caption:
        _say(_bare(paper), said.caption, "table", CENTRE).italic = True


def _foot(paper: Paper, letter: Letter) -> None:
    # A signature does not stand alone on a page: the last line goes with it, and of a table the last row.
    closing = [paper.paragraphs[-1], _bare(paper)]
    if letter.blocks and isinstance(letter.blocks[-1], Table):
        closing += [line for cell in paper.tables[-1].rows[-1].cells for line in cell.paragraphs]
    for line in closing:
        line.paragraph_format.keep_with_next = True
    ((left, right),) = _columns(paper, _FOOT, rows=1)
    if letter.recipients:
        _say(_line(left), layout().elements["recipients_head"].text, "recipients_head", LEFT)
        for name in letter.recipients:
            _say(_line(left), f"- {name};", "recipients", LEFT)
        _say(_line(left), f"- {letter.archive}", "recipients", LEFT)
    for authority in letter.signature.authority:
        _say(_line(right), authority.upper(), "authority", CENTRE)
    for _ in range(4):
        right.add_paragraph()
    _say(_line(right), letter.signature.name, "signer", CENTRE)


def _annex(paper: Paper, number: int, title: str, blocks: Sequence[Block]) -> None:
    head = _bare(paper)
    head.paragraph_format.page_break_before = True
    _say(head, annex_label(number), "about", CENTRE)
    _say(_bare(paper), title.upper(), "kind", CENTRE)
    put_blocks(paper, blocks)


# lines


def _columns(paper: Paper, shares: tuple[int, int], rows: int) -> list[tuple[_Cell, _Cell]]:
    """Rows of two cells over the whole width, without lines and without margins within."""
    table = paper.add_table(rows=rows, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(table, shares, _room(paper))
    _sides(table, "tblCellMar", ("left", "right"), {"w": "0", "type": "dxa"})
    for row in table.rows:
        _mark(row, "cantSplit")
    return [(row.cells[0], row.cells[1]) for row in table.rows]


def _widths(table: SetTable, shares: Sequence[int], room: float) -> None:
    """Said of the columns and of the cells: one program goes by these, another by those."""
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(room * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width


def _line(cell: _Cell) -> SetParagraph:
    """The next line of a cell, which begins with an empty one."""
    line: SetParagraph = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 or line.runs:
        line = cell.add_paragraph()
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
    return line


def _bare(paper: Paper) -> SetParagraph:
    return paper.add_paragraph()


def _text(paper: Paper, *, indent: bool = True) -> SetParagraph:
    known = layout().text
    line = paper.add_paragraph()
    line.paragraph_format.space_before = Pt(known["spacing_at_least"])
    line.paragraph_format.line_spacing = known["line_spacing"][0]
    if indent:
        line.paragraph_format.first_line_indent = Mm(known["first_line"][1])
    return line


def _say(line: SetParagraph, words: str, element: str, side: WD_ALIGN_PARAGRAPH) -> Run:
    known = layout().elements[element]
    line.alignment = side
    run = line.add_run(words)
    run.font.size, run.bold, run.italic = Pt(known.set), known.bold, known.italic
    return run


def _rule(line: SetParagraph, element: str, words: str, width: float) -> None:
    """The solid line beneath the words, in the middle of ``width`` millimetres: a low line with a border above."""
    ruled = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    ruled.append(top)
    line.paragraph_format.line_spacing = Pt(4)
    properties = line.paragraph_format.element.get_or_add_pPr()
    properties.insert_element_before(ruled, "w:spacing", "w:ind", "w:jc")
    known = layout().elements[element]
    beside = Mm((width - known.rule * min(length_of(words, known.set), width)) / 2)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = beside


def _room(paper: Paper) -> float:
    """Millimetres of text across the page: of this paper, which somebody else may have laid out."""
    return float(paper._block_width / Mm(1))  # noqa: SLF001 - as the library sets tables
