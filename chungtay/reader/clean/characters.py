"""Characters: one Unicode form, one kind of space, nothing invisible."""

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise, takewhile

from chungtay.reader.blocks import Block, Paragraph, map_paragraphs
from chungtay.reader.clean import labels
from chungtay.reader.duties.headed import bodies_in_heading

INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
# Letters that "ignore case" takes for ours and lower case does not turn into them.
LOOKALIKES = {"İ": "I", "ı": "i", "ſ": "s"}
LOOKALIKE = re.compile(f"[{''.join(LOOKALIKES)}]")
FOREIGN_DIGIT = re.compile(r"[^\D0-9]")  # full-width ones out of East Asian fonts, and the like
SPACES = re.compile(r"[^\S\n]+")
# Symbol fonts put their bullets in the private use area; Word's round bullets say no more than a dash does, nor do
# the letters that such a bullet turns into without its font, or a lone full stop.
BULLET = re.compile(r"^(?:[\ue000-\uf8ff•●▪■◦‣⁃►▶✓✔❖➢○□·»]+\s*|(?:[.oØü§→]|=>)\s+(?=[^\W\d_a-z]))")
# "NĂM 2O24": a scan's letter O among the digits of a year.
YEAR_WITH_LETTERS = re.compile(r"(?<!\w)(?:19|2[0oO])(?:\d[\doO]|[oO]\d)(?!\w)")


def fold_spaces(text: str) -> str:
    return SPACES.sub(" ", text).strip()


def normal_characters(text: str) -> str:
    """NFC, ordinary single spaces and digits, no invisible characters; line breaks stay."""
    text = unicodedata.normalize(
        "NFC", INVISIBLE.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))
    )
    text = FOREIGN_DIGIT.sub(lambda digit: str(int(digit[0])), text)
    text = LOOKALIKE.sub(lambda letter: LOOKALIKES[letter[0]], text)
    text = YEAR_WITH_LETTERS.sub(lambda year: year[0].replace("O", "0").replace("o", "0"), text)
    return "\n".join(BULLET.sub("- ", fold_spaces(line)).strip() for line in text.splitlines())


def composed(blocks: list[Block]) -> list[Block]:
    """The blocks in NFC, blanks as they are: the marks of two columns are looked for in them first."""
    return map_paragraphs(blocks, _compose_paragraph)


def _compose_paragraph(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    if unicodedata.is_normalized("NFC", paragraph.text):
        return (paragraph,)
    return (replace(paragraph, text=unicodedata.normalize("NFC", paragraph.text)),)


def normalise(blocks: list[Block]) -> list[Block]:
    return map_paragraphs(blocks, _normalise_paragraph)


def _normalise_paragraph(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """A line break inside a paragraph parts it in two; only the first keeps the computed number."""
    lines = normal_characters(paragraph.text).split("\n")
    begun = 1 + _lines_of_doers(paragraph, lines)
    whole = replace(paragraph, text=" ".join(lines[:begun]), number=fold_spaces(paragraph.number))
    return (whole, *(replace(paragraph, text=other, number="", heading=None) for other in lines[begun:]))


def _lines_of_doers(paragraph: Paragraph, lines: list[str]) -> int:
    """ "3. Công an các huyện;" before a line break: how many lines name but bodies, their duty still to come."""
    if not (paragraph.number or labels.is_numbered(lines[0])):
        return 0
    named = takewhile(
        lambda pair: (
            pair[0].endswith(";")
            and not (labels.is_numbered(pair[1]) or labels.is_dashed(pair[1]))
            and bodies_in_heading(labels.without_label(pair[0]))
        ),
        pairwise(lines),
    )
    return sum(1 for _ in named)
