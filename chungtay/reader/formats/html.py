"""Web pages: cleaned by nh3, the article told from what surrounds it, tables kept."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import nh3

from chungtay.reader.blocks import Block, Cell, Grid, Paragraph
from chungtay.reader.formats.counts import count
from chungtay.reader.problems import unreadable

Element = Any  # lxml's element class is private to it

BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section ul".split()
)
INLINE = "a b br caption col colgroup em font footer html i nav span strong sub sup table tbody td tfoot th thead tr u"
TAGS = BLOCKS | set(INLINE.split())
GONE_WITH_CONTENT = frozenset(
    "script style noscript iframe object svg math button select option textarea template".split()
)
KEPT = frozenset({"class", "id", "align", "style", "colspan", "rowspan", "role", "start", "type", "value"})
CHROME = frozenset({"nav", "footer", "aside"})
CHROME_NAMES = re.compile(
    r"\b(?:nav|menu|footer|sidebar|breadcrumb|comment|share|social|related|banner|toolbar|paging|tin-?khac|lien-?quan)",
    re.IGNORECASE,
)
ARTICLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:article|content|detail|chi-?tiet|noi-?dung|bai-?viet|post-?body|entry|vbpq|toanvan|fulltext)",
    re.IGNORECASE,
)
BOLD, ITALIC = frozenset({"b", "strong", "th"}), frozenset({"i", "em"})
ARTICLE_SHARE = 0.6  # of all the words: less is a teaser, not the article
WIDEST = 100  # columns or rows that a cell may cover
DEEPEST = 200  # elements inside each other that are looked at one by one
DEEPEST_PARSED = 2000


def read_html(text: str) -> tuple[Block, ...]:
    """The blocks of the article; what was around it is left out."""
    safe = nh3.clean(
        _without_declaration(text),
        tags=set(TAGS),
        clean_content_tags=set(GONE_WITH_CONTENT),
        attributes={"*": set(KEPT)},
        link_rel=None,
    )
    root = lxml.html.fromstring(
        f"<div>{safe}</div>", parser=lxml.html.HTMLParser(huge_tree=True, no_network=True)
    )
    if _is_cut_off(safe, root):
        raise unreadable("damaged")
    return tuple(_Reader().read(_article(root)))


def _is_cut_off(safe: str, root: Element) -> bool:
    """The parser gives up silently on elements nested thousands deep; no person wrote such a page."""
    return safe.count("<div") > DEEPEST_PARSED and not root.text_content().strip()


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*>", "", text)


# Which part of the page


def _article(root: Element) -> Element:
    """The smallest element named like an article that holds most of the words, without menus in it."""
    for element in list(root.iter()):
        if element is not root and _is_chrome(element) and element.getparent() is not None:
            element.drop_tree()
    lengths = _lengths(root)
    named = [e for e in root.iter() if e.tag in ("article", "main") or ARTICLE_NAMES.search(_names(e))]
    large = [e for e in named if lengths[e] >= lengths[root] * ARTICLE_SHARE]
    return min(large, key=lambda e: lengths[e], default=root)


def _lengths(root: Element) -> dict[Element, int]:
    """How much text each element holds; children are counted before their parents."""
    lengths: dict[Element, int] = {}
    for element in reversed(list(root.iter())):
        inside = sum(lengths[child] + len(child.tail or "") for child in element)
        lengths[element] = len(element.text or "") + inside
    return lengths


def _is_chrome(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.tag in CHROME or element.get("role") in ("navigation", "banner", "contentinfo", "search"):
        return True
    return element.tag in ("div", "ul", "section") and CHROME_NAMES.search(_names(element)) is not None


def _names(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


# Blocks


class _Reader:
    """Walks through elements; inline text gathers until a block begins or ends."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, bool, bool]] = []
        self._centered = False
        self._heading: int | None = None
        self._label = ""
        self._numbers: dict[Element, int] = {}  # of each list: the number of its next item

    def read(self, element: Element) -> Iterator[Block]:
        yield from self._walk(element, False, False, 0)
        yield from self._flush()

    def _walk(self, element: Element, bold: bool, italic: bool, depth: int) -> Iterator[Block]:
        if depth > DEEPEST:
            self._pieces.append((" ".join(element.itertext()), bold, italic))
            return
        tag, style = element.tag, (element.get("style") or "").lower().replace(" ", "")
        block = tag in BLOCKS
        bold = bold or tag in BOLD or "font-weight:bold" in style or "font-weight:700" in style
        italic = italic or tag in ITALIC or "font-style:italic" in style
        if block:
            yield from self._flush()
            self._open(element, tag, style)
        if tag == "br":
            self._pieces.append(("\n", bold, italic))
        elif tag == "table":
            yield from self._flush()
            yield from _table(element)
            return
        self._text(element.text, bold, italic, tag)
        for child in element:
            yield from self._walk(child, bold, italic, depth + 1)
            self._text(child.tail, bold, italic, tag)
        if block:
            yield from self._flush()

    def _open(self, element: Element, tag: str, style: str) -> None:
        self._centered = element.get("align") == "center" or "text-align:center" in style or tag == "center"
        self._heading = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else None
        if tag == "li":
            self._label = self._next_label(element.getparent())

    def _next_label(self, parent: Element | None) -> str:
        if parent is None or parent.tag != "ol":
            return "-"
        number = self._numbers.get(parent, count(parent.get("start"), 1))
        self._numbers[parent] = number + 1
        return _list_label(parent.get("type") or "1", number)

    def _text(self, text: str | None, bold: bool, italic: bool, tag: str) -> None:
        if text:
            folded = text if tag == "pre" else re.sub(r"[ \t\r\n\f]+", " ", text)
            self._pieces.append((folded, bold, italic))

    def _flush(self) -> Iterator[Paragraph]:
        text = "".join(piece for piece, _, _ in self._pieces).strip()
        written = [piece for piece in self._pieces if piece[0].strip()]
        self._pieces = []
        if text:
            label, self._label = self._label, ""
            yield Paragraph(
                text,
                number=label,
                bold=all(bold for _, bold, _ in written),
                italic=all(italic for _, _, italic in written),
                centered=self._centered,
                heading=self._heading,
            )


def _list_label(kind: str, number: int) -> str:
    return chr(ord(kind) + number - 1) + ")" if kind in ("a", "A") and 1 <= number <= 26 else f"{number}."


# Tables


def _table(table: Element) -> Iterator[Block]:
    """A grid; a table of one column is a frame around what stands in it."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
    if all(len(row) <= 1 for row in rows):
        for row in rows:
            for cell in row:
                yield from _Reader().read(cell)
        return
    yield Grid(tuple(tuple(_cell(cell) for cell in row) for row in rows if row))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _cell(cell: Element) -> Cell:
    paragraphs: list[Paragraph] = []
    for block in _Reader().read(cell):
        if isinstance(block, Paragraph):
            paragraphs.append(block)
        else:
            paragraphs.extend(Paragraph(_row_text(row)) for row in block.rows)
    return Cell(tuple(paragraphs), _span(cell, "colspan"), _span(cell, "rowspan"))


def _row_text(row: tuple[Cell, ...]) -> str:
    return " | ".join(" ".join(p.text for p in cell.paragraphs) for cell in row)


def _span(cell: Element, name: str) -> int:
    return max(1, count(cell.get(name), 1, WIDEST))
