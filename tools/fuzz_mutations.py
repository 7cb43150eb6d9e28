"""What can happen to a paper on its way to the reader: to its words, its lines, its file's structure, its bytes.

Every mutation takes the source of chance and gives a damaged copy; the same seed damages in the same way.
"""

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path

Chance = random.Random

CHARACTERS = (
    "|*_-–+•.,;:()[]“”\"'/\\%#<>& \t\n\r\x0b\x0c\x00\x85\u00a0\u200b\u2028\ufeff\ufffd\ue000\u0301\u0323\U0001f600"
    "ıİßǆŉﬁ½²٣৪ⅣﬀđĐươƯƠ0123456789IVXabcABC…≥≤"
)
_STORED = tomllib.loads(Path(__file__).with_name("fuzz_words.toml").read_text(encoding="utf-8"))
WORDS: list[str] = _STORED["words"]
LABELS: list[str] = _STORED["labels"]
TAGS: list[str] = _STORED["tags"]
WORD_XML: list[str] = _STORED["word_xml"]
TAG = re.compile(r"<[^<>]{1,400}>")
LABEL = re.compile(r"(?m)^[ \t]*(?:[IVX]+\.|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[-+*•])\s")
MOST = 40_000  # characters: about twenty pages


# Words and lines


def change_characters(text: str, chance: Chance) -> str:
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(text) + 1)
        gone = chance.choice((0, 0, 1, 1, 2, 30))
        text = (
            text[:at]
            + chance.choice(("", *(chance.choice(CHARACTERS) for _ in range(3))))
            + text[at + gone :]
        )
    return text


def change_words(text: str, chance: Chance) -> str:
    pieces = re.split(r"(\s+)", text)
    for _ in range(chance.choice((1, 2, 5, 30))):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        match chance.randrange(5):
            case 0:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 1:
                pieces[at] = ""
            case 2:
                pieces[at] += " " + chance.choice(WORDS) + " "
            case 3:
                pieces[at] = chance.choice((str.upper, str.lower, str.title, str.swapcase))(pieces[at])
            case _:
                pieces[at] = chance.choice(WORDS)
    return "".join(pieces)


def change_lines(text: str, chance: Chance) -> str:
    lines = text.split("\n")
    for _ in range(chance.choice((1, 2, 8))):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                lines[at], lines[other] = lines[other], lines[at]
            case 1 if len(lines) > 1:
                del lines[at]
            case 2:
                lines.insert(other, lines[at])
            case 3:
                lines[at] = lines[at] + chance.choice((" ", "", ":", ";")) + lines[other]
            case 4:
                half = chance.randrange(len(lines[at]) + 1)
                lines[at : at + 1] = [lines[at][:half], lines[at][half:]]
            case 5:
                lines[at] = ""
            case _:
                chance.shuffle(lines)
    return "\n".join(lines)


def change_labels(text: str, chance: Chance) -> str:
    share = chance.choice((0.05, 0.3, 1))
    return LABEL.sub(lambda found: f"{chance.choice(LABELS)} " if chance.random() < share else found[0], text)


def change_tables(text: str, chance: Chance) -> str:
    """Cells come, go and run together; a text without a table gets one of its own words."""
    lines = text.split("\n")
    rows = [n for n, line in enumerate(lines) if line.count("|") > 1]
    if not rows:
        at = chance.randrange(len(lines))
        width = chance.randrange(2, 7)
        made = [" | ".join(chance.choice(WORDS) for _ in range(width)) for _ in range(chance.randrange(1, 8))]
        lines[at:at] = [
            chance.choice(("STT | Nội dung | Cơ quan chủ trì | Thời gian", "TT | Nội dung | 2024 | 2025")),
            *made,
        ]
        return "\n".join(lines)
    for _ in range(chance.choice((1, 4, 12))):
        at = chance.choice(rows)
        cells = lines[at].split("|")
        match chance.randrange(4):
            case 0:
                cells.insert(chance.randrange(len(cells) + 1), f" {chance.choice(WORDS)} ")
            case 1:
                del cells[chance.randrange(len(cells))]
            case 2:
                cells[chance.randrange(len(cells))] = " "
            case _:
                chance.shuffle(cells)
        lines[at] = "|".join(cells)
    return "\n".join(lines)


def swell(text: str, chance: Chance) -> str:
    """One thing over and over, to find what takes more than its share of time."""
    if chance.random() < 0.3:
        return text.replace("\n", chance.choice((" ", "; ", "|", "")))
    at = chance.randrange(len(text) + 1)
    piece: str
    if chance.random() < 0.5:
        piece = chance.choice((*WORDS, *LABELS, *CHARACTERS)) + chance.choice(("", " ", "\n", ", ", " và "))
    else:
        piece = text[at : at + chance.choice((1, 5, 40, 200))] or " "
    times: int = min(chance.choice((20, 300, 3000)), MOST // len(piece) + 1)
    return text[:at] + piece * times + text[at:]


def decompose(text: str, chance: Chance) -> str:
    return unicodedata.normalize(chance.choice(("NFD", "NFKD", "NFKC")), text)


def change_text(text: str, chance: Chance) -> str:
    """One to three kinds of damage; the result is no longer than twenty pages and never empty."""
    kinds: tuple[Callable[[str, Chance], str], ...] = (
        change_characters, change_words, change_lines, change_labels, change_tables, swell, decompose,
    )  # fmt: skip
    for _ in range(chance.choice((1, 1, 2, 3))):
        text = chance.choices(kinds, (4, 6, 4, 2, 3, 1, 0.5))[0](text, chance)[:MOST] or "x"
    return text


# The structure of a file


def change_markup(markup: str, chance: Chance, tags: list[str]) -> str:
    """Tags come, go, repeat and change places; ``tags`` are those that may come."""
    for _ in range(chance.choice((1, 2, 6, 25))):
        found = list(TAG.finditer(markup))
        at = chance.choice(found) if found else None
        other = chance.choice(found) if found else None
        if at is None or other is None or chance.random() < 0.4:
            place = at.start() if at else 0
            markup = markup[:place] + chance.choice(tags) + markup[place:]
        elif chance.random() < 0.3:
            markup = markup[: at.start()] + markup[at.end() :]
        elif chance.random() < 0.5:
            markup = markup[: at.start()] + other[0] + markup[at.end() :]
        else:
            piece = markup[min(at.start(), other.start()) : max(at.end(), other.end())]
            markup = markup[: at.start()] + piece + markup[at.start() :]
    return markup[: MOST * 8]


def change_bytes(content: bytes, chance: Chance) -> bytes:
    for _ in range(chance.choice((1, 1, 4, 40))):
        at = chance.randrange(len(content) + 1)
        match chance.randrange(5):
            case 0:
                content = content[:at] + chance.randbytes(chance.choice((1, 1, 4, 100))) + content[at:]
            case 1:
                content = content[:at] + content[at + chance.choice((1, 1, 8, 300)) :]
            case 2:
                content = content[:at] + content[max(0, at - 200) : at] + content[at:]
            case 3 if chance.random() < 0.1:
                content = content[:at]
            case _:
                content = content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
    return content or b"x"
