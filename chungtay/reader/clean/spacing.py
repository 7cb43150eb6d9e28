"""Lost line breaks and lost spaces, repaired only where nothing else can have been meant.

Doubled and misspelt words are left as they are: a reader who compares must find the document's own words.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from chungtay.reader.blocks import Block, Paragraph, map_paragraphs
from chungtay.reader.clean.labels import UPPER, stored
from chungtay.reader.syllables import WORD, is_syllable

LOWER = UPPER.replace("A-Z", "").lower() + "a-z"
# ".-Triển khai", ";Tham mưu": the end of one item and the beginning of the next.
LOST_BREAK = re.compile(
    rf"(?<=[.;:])(?=[-–+] ?[{UPPER}][{LOWER}])|(?<=;)(?=[{UPPER}][{LOWER}]+ )"
    rf"|(?<=[{LOWER}][.;:])(?=(?:\d{{1,2}}|[IVX]+)\. ?[{UPPER}]|Điều \d{{1,2}}\. )"
)
# "YÊU CẦU1. Mục đích": a heading and the label of the next.
GLUED_LABEL = re.compile(rf"(?<![^\W\d_])([^\W\d_]{{2,}})(?=\d{{1,2}}\. [{UPPER}][{LOWER}])")
COUNTED = frozenset(
    "loại nhóm khóa khoá số lớp điều khoản mức cấp bước đoạn lục mục phần tổ đợt lần quý".split()
)
GLUED_NUMBER = re.compile(r"\b([Ss]ố|[Nn]gày|[Tt]háng|[Nn]ăm|[Đđ]iều|[Kk]hoản|[Qq]uý)(?=\d)")
GLUED_MARK = re.compile(rf"(?<=[{LOWER}])([,;])(?=[{LOWER}{UPPER}])")
GLUED_ELLIPSIS = re.compile(rf"(\.\.\.|…)(?=[{UPPER}{LOWER}])")
GLUED_SENTENCE = re.compile(rf"([{LOWER}]{{2,}})\.(?=[{UPPER}][{LOWER}]+ )")
GLUED_WORD = re.compile(rf"(?<![\w./@-])[{LOWER}]{{5,}}(?![\w@/-])")
BARE_DASH = re.compile(rf"^([-–+*])(?=[{UPPER}])")
MOST_PARTS = 3
LONGEST_GLUED = 24


def split_lost_breaks(blocks: list[Block]) -> list[Block]:
    """ "... ma túy.-Triển khai ..." is two items."""
    return map_paragraphs(blocks, _split)


def _split(paragraph: Paragraph) -> list[Paragraph]:
    if "|" in paragraph.text:
        return [paragraph]  # a row of cells
    text = GLUED_LABEL.sub(_parted_label, paragraph.text)
    first, *others = [
        p for part in text.split("\n") for p in map(str.strip, LOST_BREAK.split(part)) if p
    ] or [""]
    if not others:
        return [paragraph]
    return [replace(paragraph, text=first), *(replace(paragraph, text=text, number="") for text in others)]


def _parted_label(found: re.Match[str]) -> str:
    """Only behind a Vietnamese word that is not itself counted ("m2", "loại1")."""
    return found[1] + "\n" if is_syllable(found[1]) and found[1].lower() not in COUNTED else found[1]


def repair_spacing(blocks: list[Block]) -> list[Block]:
    words = known_words(_texts(blocks))

    def repaired(paragraph: Paragraph) -> tuple[Paragraph]:
        text = repair_spaces(paragraph.text, words)
        return (paragraph if text == paragraph.text else replace(paragraph, text=text),)

    return map_paragraphs(blocks, repaired)


def _texts(blocks: list[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (p.text for row in block.rows for cell in row for p in cell.paragraphs)


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The syllables that the document itself writes apart, in small letters."""
    return frozenset(
        word for text in texts for word in {w.lower() for w in WORD.findall(text)} if is_syllable(word)
    )


def repair_spaces(text: str, words: frozenset[str]) -> str:
    text = BARE_DASH.sub(r"\1 ", text)
    text = GLUED_NUMBER.sub(r"\1 ", text)
    text = GLUED_MARK.sub(r"\1 ", text)
    text = GLUED_ELLIPSIS.sub(r"\1 ", text)
    text = GLUED_SENTENCE.sub(lambda found: f"{found[1]}. " if is_syllable(found[1]) else found[0], text)
    return GLUED_WORD.sub(lambda found: part_word(found[0], words), text)


def part_word(word: str, words: frozenset[str]) -> str:
    """ "đểphòng" parted, if it is no syllable, is parted in one way only, and the document knows all its parts."""
    if word.isascii() or len(word) > LONGEST_GLUED or is_syllable(word) or word in stored("one_words.txt"):
        return word
    partings = _partings(word, words, MOST_PARTS)
    return " ".join(partings[0]) if len(partings) == 1 else word


def _partings(word: str, words: frozenset[str], most: int) -> list[list[str]]:
    whole = [[word]] if word in words else []
    if most == 1:
        return whole
    return whole + [
        [word[:i], *rest]
        for i in range(1, len(word))
        if word[:i] in words
        for rest in _partings(word[i:], words, most - 1)
    ]
