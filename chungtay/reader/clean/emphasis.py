"""Markdown residue: stars and backslashes become flags or go; a star that begins a list item stays."""

import re
from dataclasses import replace

from chungtay.reader.blocks import Block, Paragraph
from chungtay.reader.clean.characters import fold_spaces

# Stars that open and close within one run of unbroken lines, with no space on their inner side.
BOLD = re.compile(r"\*\*(?![\s*])([^*]+?)(?<!\s)\*\*")
ITALIC = re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\w*])")
STRAY = re.compile(r"\*{2,}")
ESCAPED = re.compile(r"(?<!\\)\\+([`*_{}\[\]()#+\-.!|~>])")
# "CHỈ THỊ**CỦA BAN ...**": the kind of the document and its issuer lost the line break between them.
GLUED = re.compile(r"^([A-ZĐÀ-Ỹ]+(?: [A-ZĐÀ-Ỹ]+){0,2})(?=\*\*[A-ZĐÀ-Ỹ])", re.MULTILINE)
BOLD_ON, BOLD_OFF, ITALIC_ON, ITALIC_OFF, STAR = "\x01", "\x02", "\x03", "\x04", "\x05"
MARKS = re.compile("[\x01-\x04]")


def strip_emphasis(blocks: list[Block]) -> list[Block]:
    """Lines without a blank between them are looked at together: an emphasis may span lines."""
    stripped: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.text:
            run.append(block)
            continue
        stripped.extend(_strip_run(run))
        run = []
        stripped.append(block)
    return stripped + _strip_run(run)


def _strip_run(run: list[Paragraph]) -> list[Block]:
    whole = "\n".join(paragraph.text for paragraph in run)
    if "*" not in whole and "\\" not in whole:
        return list(run)
    marked = _mark(whole)
    stripped: list[Block] = []
    bold = italic = False
    for paragraph, line in zip(run, marked.split("\n"), strict=True):
        for part in line.split("\r"):
            whole_bold, bold = _covers(part, bold, BOLD_ON, BOLD_OFF)
            whole_italic, italic = _covers(part, italic, ITALIC_ON, ITALIC_OFF)
            text = fold_spaces(MARKS.sub("", part).replace(STAR, "*"))
            stripped.append(
                replace(
                    paragraph,
                    text=text,
                    bold=paragraph.bold or whole_bold,
                    italic=paragraph.italic or whole_italic,
                )
            )
    return stripped


def _mark(text: str) -> str:
    """Emphasis in marks of one character, escaped characters plain, "\\r" where a line break was lost."""
    text = ESCAPED.sub(lambda found: STAR if found[1] == "*" else found[1], text)
    text = GLUED.sub(r"\1\r", text)
    text = BOLD.sub(rf"{BOLD_ON}\1{BOLD_OFF}", text)
    text = STRAY.sub("", text)
    return ITALIC.sub(rf"{ITALIC_ON}\1{ITALIC_OFF}", text)


def _covers(line: str, open_before: bool, on: str, off: str) -> tuple[bool, bool]:
    """Does the emphasis cover the whole line, and is it open after it?"""
    inside, plain = open_before, False
    for character in line:
        if character in (on, off):
            inside = character == on
        elif not inside and character.isalnum():
            plain = True
    emphasised = open_before or on in line
    return emphasised and not plain, inside
