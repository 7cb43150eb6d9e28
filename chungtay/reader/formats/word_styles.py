"""Styles of a .docx: what a paragraph or run inherits."""

from dataclasses import dataclass, fields, replace
from functools import cache

from chungtay.reader.formats.counts import count
from chungtay.reader.formats.package import Package
from chungtay.reader.formats.word_xml import Element, W, get, is_on, value_of, whole


@dataclass(frozen=True, slots=True)
class Look:
    """What matters of a style; None: not said, ask the style it is based on."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    align: str | None = None
    heading: int | None = None  # 1 the highest; 0 none
    number: tuple[str, int] | None = None  # numId and level

    def over(self, below: "Look") -> "Look":
        """This look, and where it says nothing the one below it."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(below, **{name: value for name, value in own.items() if value is not None})


class Styles:
    def __init__(self, package: Package) -> None:
        root = whole(package, "word/styles.xml")
        self._elements: dict[str, Element] = {}
        self._defaults = Look()
        self._paragraph_default = ""
        if root is not None:
            self._defaults = run_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
            for style in root.iterfind(W + "style"):
                self._elements[get(style, "styleId")] = style
                if get(style, "type") == "paragraph" and get(style, "default") in ("1", "true"):
                    self._paragraph_default = get(style, "styleId")
        self.look = cache(self._look)

    def of_paragraph(self, style: str | None) -> Look:
        return self.look(style if style in self._elements else self._paragraph_default).over(self._defaults)

    def _look(self, style: str | None, depth: int = 0) -> Look:
        element = self._elements.get(style or "")
        if element is None or depth > 12:
            return Look()
        own = paragraph_look(element.find(W + "pPr")).over(run_look(element.find(W + "rPr")))
        if own.heading is None:
            own = replace(own, heading=_heading_of_name(value_of(element, "name") or ""))
        return own.over(self._look(value_of(element, "basedOn"), depth + 1))


def run_look(properties: Element | None) -> Look:
    """The look that a w:rPr asks for."""
    if properties is None:
        return Look()
    fonts = properties.find(W + "rFonts")
    return Look(
        bold=is_on(properties, "b"),
        italic=is_on(properties, "i"),
        hidden=is_on(properties, "vanish"),
        font=get(fonts, "ascii") or get(fonts, "hAnsi") or None,
    )


def paragraph_look(properties: Element | None) -> Look:
    """The look that a w:pPr asks for."""
    if properties is None:
        return Look()
    outline = count(value_of(properties, "outlineLvl"), -1)
    numbering = properties.find(W + "numPr")
    number = value_of(numbering, "numId")
    return Look(
        align=value_of(properties, "jc"),
        heading=None if outline < 0 else outline + 1 if outline < 9 else 0,
        number=None if numbering is None else (number or "", count(value_of(numbering, "ilvl"), 0)),
    )


def _heading_of_name(name: str) -> int | None:
    words = name.lower().split()
    if len(words) == 2 and words[0] == "heading":
        return count(words[1], 0) or None
    return 1 if words == ["title"] else None
