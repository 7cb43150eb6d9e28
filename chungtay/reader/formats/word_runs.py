"""The words of a Word paragraph: runs, fields, tracked changes, symbols, and the fonts that hide other alphabets."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from chungtay.reader.blocks import Paragraph
from chungtay.reader.encodings import font_conversion
from chungtay.reader.formats.package import Package
from chungtay.reader.formats.word_numbering import read_numbering
from chungtay.reader.formats.word_styles import Look, Styles, paragraph_look, run_look
from chungtay.reader.formats.word_xml import Element, W, get, value_of

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LEFT_OUT = frozenset(
    W + tag for tag in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "instrText", "delText")
)
RUN = W + "r"
BOX = W + "txbxContent"
PLAIN = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
CHARACTERS = {W + tag: text for tag, text in PLAIN.items()}
NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}

Piece = tuple[str, Look]
Conversion = Callable[[str], str] | None


class Runs:
    """Turns w:p into Paragraph, counting list numbers and note marks on the way."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package)
        self._numbering = read_numbering(package)
        self.marks: dict[tuple[str, str], int] = {}

    def paragraph(self, element: Element) -> Paragraph:
        properties = element.find(W + "pPr")
        below = self._styles.of_paragraph(value_of(properties, "pStyle"))
        look = _with_list_of_style(paragraph_look(properties), below)
        pieces = list(self._pieces(element, look))
        text = _in_unicode(pieces)
        return Paragraph(
            text,
            number=self._numbering.next(look.number) if look.number and text.strip() else "",
            bold=_everywhere(pieces, lambda piece: piece.bold),
            italic=_everywhere(pieces, lambda piece: piece.italic),
            centered=look.align == "center",
            heading=look.heading or None,
        )

    def _pieces(self, element: Element, look: Look) -> Iterator[Piece]:
        for child in element:
            if child.tag == RUN:
                yield from self._run(child, look)
            elif child.tag == MC + "AlternateContent":
                yield from self._pieces(_first_choice(child), look)
            elif child.tag not in LEFT_OUT:
                yield from self._pieces(child, look)

    def _run(self, run: Element, paragraph: Look) -> Iterator[Piece]:
        properties = run.find(W + "rPr")
        look = paragraph
        if properties is not None:
            style = value_of(properties, "rStyle")
            look = run_look(properties).over(self._styles.look(style).over(paragraph) if style else paragraph)
        if look.hidden:
            return
        for child in run:
            if text := self._text(child):
                yield text, look

    def _text(self, child: Element) -> str:
        tag = child.tag
        if tag == W + "t":
            return child.text or ""
        if tag == W + "br":
            return "" if get(child, "type") in ("page", "column") else "\n"
        if tag == W + "sym":
            return _symbol(get(child, "char"))
        if tag in NOTES:
            mark = self.marks.setdefault((NOTES[tag], get(child, "id")), len(self.marks) + 1)
            return f"[{mark}]"
        return CHARACTERS.get(tag, "")


def _with_list_of_style(own: Look, below: Look) -> Look:
    """A paragraph may say only its level and leave the list to its style."""
    if own.number and not own.number[0] and below.number:
        own = replace(own, number=(below.number[0], own.number[1]))
    return own.over(below)


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, each once though Word writes two versions of most."""
    for box in paragraph.iter(BOX):
        above = [ancestor.tag for ancestor in box.iterancestors()]
        inner = above[: above.index(W + "p")] if W + "p" in above else above
        if MC + "Fallback" in inner and _has_choice(box):
            continue
        if BOX not in inner:
            yield box


def _has_choice(box: Element) -> bool:
    fallback = next(a for a in box.iterancestors() if a.tag == MC + "Fallback")
    choice = fallback.getparent().find(MC + "Choice")
    return choice is not None and next(choice.iter(BOX), None) is not None


def _first_choice(alternatives: Element) -> Element:
    choice = alternatives.find(MC + "Choice")
    return alternatives if choice is None else choice


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _everywhere(pieces: list[Piece], has: Callable[[Look], bool | None]) -> bool:
    written = [look for text, look in pieces if text.strip()]
    return bool(written) and all(has(look) for look in written)


def _in_unicode(pieces: list[Piece]) -> str:
    """Neighbouring runs in one old font are converted together: a letter may be parted between them."""
    text = ""
    for convert, group in groupby(pieces, key=_conversion):
        part = "".join(piece for piece, _ in group)
        text += convert(part) if convert else part
    return text


def _conversion(piece: Piece) -> Conversion:
    return font_conversion(piece[1].font or "")
