"""Markdown: headings become levels, fences and link targets go. Stars and tables are left to cleaning."""

import re

from chungtay.reader.blocks import Paragraph

HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\)")
ANGLED = re.compile(r"<(?:https?://|mailto:)[^>\s]*>")


def read_markdown(text: str) -> tuple[Paragraph, ...]:
    """One paragraph to a line, as in plain text; a heading stands between blanks."""
    lines: list[Paragraph] = []
    for line in text.splitlines():
        if FENCE.match(line):
            continue
        if found := HEADING.match(line):
            lines.extend([Paragraph(""), Paragraph(_inline(found[2]), heading=len(found[1])), Paragraph("")])
        elif _underlines(line, lines):
            above = lines.pop()
            lines.extend(
                [Paragraph(above.text, heading=1 if line.lstrip().startswith("=") else 2), Paragraph("")]
            )
        else:
            lines.append(Paragraph(_inline(QUOTE.sub("", line))))
    return tuple(lines)


def _underlines(line: str, lines: list[Paragraph]) -> bool:
    """A row of "=" or "-" under a single line makes it a heading."""
    if not UNDERLINE.match(line) or not lines or not lines[-1].text.strip():
        return False
    alone = len(lines) == 1 or not lines[-2].text.strip()
    return alone and "|" not in lines[-1].text and len(line.strip()) > 2


def _inline(text: str) -> str:
    return ANGLED.sub(lambda found: found[0][1:-1], LINK.sub(r"\1", text))
