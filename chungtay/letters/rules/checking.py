"""Holds a .docx against the decree: what it measures comes from the file itself, not from what we meant to write.

Read straight from the file's XML, so that a paper made in Word or by another program is held to the same.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from chungtay.letters.rules.layout import Element, layout

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 1440 / 25.4  # twips in a millimetre
_LOOSE = 0.4  # millimetres: what a word processor rounds away
_DATED = re.compile(r".+, ngày (?:\d{2}|\s+) tháng (?:\d{1,2}|\s+) năm(?: \d{4})?$")
_NUMBERED = re.compile(r"Số:\s*(?:\d{2,})?\s*/[A-ZĐ]")
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as the decree asks: ``where`` names the element, ``asked`` and ``found`` are said in words."""

    where: str
    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph as it is set: ``column`` 0 or 1 in a table of two columns, None outside."""

    words: str
    size: float
    bold: bool
    italic: bool
    align: str
    column: int | None
    font: str
    spacing: float  # points before and after
    lines: float  # of line spacing
    indent: float  # millimetres of the first line


def check_layout(docx: bytes) -> list[Fault]:
    """Where the paper departs from Nghị định 30/2020/NĐ-CP. Raises ValueError where it is no .docx."""
    try:
        package = zipfile.ZipFile(BytesIO(docx))
        body = etree.fromstring(package.read("word/document.xml"), _SAFE)
        styles = etree.fromstring(package.read("word/styles.xml"), _SAFE)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise ValueError("not a .docx") from error
    lines = list(_lines(body, _Default(styles)))
    headers = [package.read(name) for name in package.namelist() if re.match(r"word/header\d*\.xml", name)]
    return [*_page(body), *_numbers_of_pages(body, headers), *_elements(lines), *_body(lines)]


# the page


def _page(body: etree._Element) -> Iterator[Fault]:
    known = layout().page
    section = body.find(f".//{_W}sectPr")
    size = section.find(f"{_W}pgSz") if section is not None else None
    margins = section.find(f"{_W}pgMar") if section is not None else None
    if size is None or margins is None:
        yield Fault("khổ giấy", "A4, 210 x 297 mm", "không ghi")
        return
    for name, asked in (("w", known["width"]), ("h", known["height"])):
        found = int(size.get(f"{_W}{name}", 0)) / _TWIPS
        if abs(found - asked) > 1:
            yield Fault("khổ giấy", f"{asked} mm", f"{found:.0f} mm")
    for name in ("top", "bottom", "left", "right"):
        least, most = known[name]
        found = int(margins.get(f"{_W}{name}", 0)) / _TWIPS
        if not least - _LOOSE <= found <= most + _LOOSE:
            yield Fault(f"lề {name}", f"{least} đến {most} mm", f"{found:.1f} mm")


def _numbers_of_pages(body: etree._Element, headers: list[bytes]) -> Iterator[Fault]:
    numbered = [header for header in headers if b"PAGE" in header]
    if not numbered:
        yield Fault("số trang", "canh giữa, ở lề trên", "không có")
        return
    if b'w:val="center"' not in numbered[0]:
        yield Fault("số trang", "canh giữa", "không canh giữa")
    if body.find(f".//{_W}sectPr/{_W}titlePg") is None:
        yield Fault("số trang", "không hiện ở trang thứ nhất", "hiện ở mọi trang")


# the elements


def _elements(lines: list[_Line]) -> Iterator[Fault]:
    known = layout().elements
    for name in ("motto_state", "motto"):
        yield from _said(lines, name, known[name], lambda line, text=known[name].text: line.words == text)
    yield from _said(lines, "number", known["number"], lambda line: bool(_NUMBERED.match(line.words)))
    yield from _said(lines, "place_date", known["place_date"], lambda line: bool(_DATED.match(line.words)))
    head = known["recipients_head"]
    yield from _said(lines, "recipients_head", head, lambda line: line.words == head.text)
    issuer = next((at for at, line in enumerate(lines) if _NUMBERED.match(line.words)), 0)
    above = [line for line in lines[:issuer] if line.column == 0 and line.words]
    if above:
        yield from _looks(above[-1], "issuer", known["issuer"])


def _said(lines: list[_Line], name: str, known: Element, is_it: object) -> Iterator[Fault]:
    found = next((line for line in lines if callable(is_it) and is_it(line)), None)
    if found is None:
        yield Fault(name, known.text or "có trong văn bản", "không có")
    else:
        yield from _looks(found, name, known)


def _looks(line: _Line, name: str, known: Element) -> Iterator[Fault]:
    least, most = known.size
    if not least <= line.size <= most:
        yield Fault(name, f"cỡ chữ {least:g} đến {most:g}", f"{line.size:g}")
    for asked, found, word in ((known.bold, line.bold, "đậm"), (known.italic, line.italic, "nghiêng")):
        if asked != found:
            yield Fault(
                name, f"chữ {word if asked else f'không {word}'}", f"{word if found else f'không {word}'}"
            )
    if known.capitals and line.words != line.words.upper():
        yield Fault(name, "chữ in hoa", line.words)
    sides = {"left": 0, "right": 1}
    if known.side in sides and line.column != sides[known.side]:
        yield Fault(name, f"ở phía {'trái' if known.side == 'left' else 'phải'}", "ở chỗ khác")


def _body(lines: list[_Line]) -> Iterator[Fault]:
    known, text = layout(), layout().text
    if wrong := sorted({line.font for line in lines if line.words and line.font != known.font}):
        yield Fault("phông chữ", known.font, ", ".join(wrong))
    running = [
        line for line in lines if line.column is None and line.align == "both" and len(line.words) > 120
    ]
    least, most = known.elements["body"].size
    for line in running:
        where = f"nội dung: “{line.words[:40]}…”"
        if not least <= line.size <= most:
            yield Fault(where, f"cỡ chữ {least:g} đến {most:g}", f"{line.size:g}")
        if line.spacing < text["spacing_at_least"]:
            yield Fault(where, f"cách đoạn ít nhất {text['spacing_at_least']} pt", f"{line.spacing:g} pt")
        if not text["line_spacing"][0] <= line.lines <= text["line_spacing"][1]:
            yield Fault(where, "cách dòng đơn đến 1,5 dòng", f"{line.lines:g} dòng")
        if not text["first_line"][0] - _LOOSE <= line.indent <= text["first_line"][1] + _LOOSE:
            yield Fault(where, "lùi đầu dòng 1 đến 1,27 cm", f"{line.indent / 10:.2f} cm")


# reading the file


class _Default:
    """What a run has that says nothing itself: the style ``Normal`` over the file's defaults."""

    def __init__(self, styles: etree._Element) -> None:
        normal = styles.find(f"{_W}style[@{_W}type='paragraph'][@{_W}default='1']")
        told = [styles.find(f"{_W}docDefaults"), normal]
        self.size, self.font = 10.0, ""
        for one in told:
            size = one.find(f".//{_W}sz") if one is not None else None
            fonts = one.find(f".//{_W}rFonts") if one is not None else None
            self.size = int(size.get(f"{_W}val", 20)) / 2 if size is not None else self.size
            self.font = fonts.get(f"{_W}ascii", self.font) if fonts is not None else self.font


def _lines(body: etree._Element, default: _Default) -> Iterator[_Line]:
    for block in body.iterfind(f"{_W}body/*"):
        if block.tag == f"{_W}p":
            yield _line(block, None, default)
        elif block.tag == f"{_W}tbl":
            rows = block.findall(f"{_W}tr")
            two = all(len(row.findall(f"{_W}tc")) == 2 for row in rows)
            for row in rows:
                for at, cell in enumerate(row.findall(f"{_W}tc")):
                    for paragraph in cell.findall(f"{_W}p"):
                        yield _line(paragraph, at if two else -1, default)


def _line(paragraph: etree._Element, column: int | None, default: _Default) -> _Line:
    runs = [run for run in paragraph.findall(f"{_W}r") if run.find(f"{_W}t") is not None]
    words = "".join(text.text or "" for run in runs for text in run.findall(f"{_W}t"))
    first = runs[0].find(f"{_W}rPr") if runs else None
    align = paragraph.find(f"{_W}pPr/{_W}jc")
    spacing, indent = paragraph.find(f"{_W}pPr/{_W}spacing"), paragraph.find(f"{_W}pPr/{_W}ind")
    return _Line(
        words=words.strip(),
        size=_number(first, "sz", default.size * 2) / 2,
        bold=_on(first, "b"),
        italic=_on(first, "i"),
        align=align.get(f"{_W}val", "") if align is not None else "",
        column=column,
        font=_font(first) or default.font,
        spacing=max(_attribute(spacing, "before"), _attribute(spacing, "after")) / 20,
        lines=_attribute(spacing, "line", 240) / 240,
        indent=_attribute(indent, "firstLine") / _TWIPS,
    )


def _number(told: etree._Element | None, name: str, otherwise: float) -> float:
    found = told.find(f"{_W}{name}") if told is not None else None
    return float(found.get(f"{_W}val", otherwise)) if found is not None else otherwise


def _on(told: etree._Element | None, name: str) -> bool:
    found = told.find(f"{_W}{name}") if told is not None else None
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false")


def _font(told: etree._Element | None) -> str:
    fonts = told.find(f"{_W}rFonts") if told is not None else None
    return str(fonts.get(f"{_W}ascii", "")) if fonts is not None else ""


def _attribute(told: etree._Element | None, name: str, otherwise: float = 0) -> float:
    return float(told.get(f"{_W}{name}", otherwise)) if told is not None else otherwise
