"""What happens to a paper before it is read: letters misread, blanks lost, paragraphs run together, tables undone."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from chungtay.reader.tests.corpus.marked import Item, Paper

Chance = random.Random
FORMS = ("plain.txt", "wrapped.txt", "typed.docx", "page.html")
# What a scanner's letters are taken for, beside losing or changing a mark.
_ALIKE = {"l": "1", "I": "l", "O": "0", "0": "O", "đ": "d", "Đ": "D", "ư": "u", "ơ": "o", "m": "rn", "h": "b", "1": "l", "5": "S", "c": "e"}  # fmt: skip
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def damaged(paper: Paper, seed: int = 0) -> Iterator[tuple[str, str, Paper]]:
    """(kind of damage, form to print in, the paper damaged); the same seed damages in the same way."""
    for number, (kind, change) in enumerate(DAMAGES.items()):
        chance = Chance(f"{paper.name} {kind} {seed}")
        form = FORMS[(number + len(paper.name) + seed) % len(FORMS)]
        yield kind, form, replace(paper, items=change(paper.items, chance))


def _in_words(
    change: Callable[[str, Chance], str], share: float
) -> Callable[[list[Item], Chance], list[Item]]:
    """Damage to this share of the words, wherever they stand."""

    def words(text: str, chance: Chance) -> str:
        return re.sub(r"\S+", lambda m: change(m[0], chance) if chance.random() < share else m[0], text)

    def items(items: list[Item], chance: Chance) -> list[Item]:
        return [
            replace(
                item,
                text=words(item.text, chance),
                rows=[[words(c, chance) for c in row] for row in item.rows],
            )
            for item in items
        ]

    return items


def _misread(word: str, chance: Chance) -> str:
    at = chance.randrange(len(word))
    letter = word[at]
    if letter in _ALIKE and chance.random() < 0.4:
        return word[:at] + _ALIKE[letter] + word[at + 1 :]
    return word[:at] + _other_mark(letter, chance) + word[at + 1 :]


def _other_mark(letter: str, chance: Chance) -> str:
    parts = unicodedata.normalize("NFD", letter)
    if not parts[0].isalpha():
        return letter
    kept = [c for c in parts if c not in _TONES] if chance.random() < 0.6 else [parts[0]]
    added = chance.choice(_TONES) if parts[0].lower() in "aeiouy" and chance.random() < 0.3 else ""
    return unicodedata.normalize("NFC", "".join(kept) + added)


def _split(word: str, chance: Chance) -> str:
    at = chance.randrange(1, len(word)) if len(word) > 2 else 0
    return f"{word[:at]} {word[at:]}" if at else word


def _glue(share: float) -> Callable[[list[Item], Chance], list[Item]]:
    """Blanks lost between words."""

    def glued(text: str, chance: Chance) -> str:
        return re.sub(r"(?<=\w) (?=\w)", lambda _: "" if chance.random() < share else " ", text)

    def items(items: list[Item], chance: Chance) -> list[Item]:
        return [
            replace(
                item,
                text=glued(item.text, chance),
                rows=[[glued(c, chance) for c in row] for row in item.rows],
            )
            for item in items
        ]

    return items


def _run_together(items: list[Item], chance: Chance) -> list[Item]:
    """Ends of paragraphs lost."""
    kept: list[Item] = []
    for item in items:
        before = kept[-1] if kept else None
        if (
            before
            and before.kind == item.kind == "line"
            and before.text
            and item.text
            and chance.random() < 0.12
        ):
            kept[-1] = replace(before, text=f"{before.text} {item.text}")
        else:
            kept.append(item)
    return kept


def _broken(items: list[Item], chance: Chance) -> list[Item]:
    """Paragraphs cut in the middle, as where a page ends; the number of the page between them."""
    kept: list[Item] = []
    for item in items:
        words = item.text.split(" ")
        if item.kind == "line" and len(words) > 8 and chance.random() < 0.12:
            at = chance.randrange(3, len(words) - 2)
            page = [Item("line", str(chance.randrange(2, 9)))] if chance.random() < 0.5 else []
            kept += [Item("line", " ".join(words[:at])), *page, Item("line", " ".join(words[at:]))]
        else:
            kept.append(item)
    return kept


def _flattened(items: list[Item], _chance: Chance) -> list[Item]:
    """Tables as lines without their rules, columns side by side."""
    kept: list[Item] = []
    for item in items:
        if item.kind == "line":
            kept.append(item)
        else:
            kept += [Item("line", "   ".join(c for c in row if c not in ("", "<", "^"))) for row in item.rows]
    return kept


def _unlabelled(items: list[Item], chance: Chance) -> list[Item]:
    """Labels lost, as where Word counted them and the copy did not."""
    label = re.compile(r"^(?:\d{1,2}(?:\.\d+)*\.|[a-zđ]\)|[-+*])\s+")
    return [
        replace(item, text=label.sub("", item.text))
        if item.kind == "line" and chance.random() < 0.3
        else item
        for item in items
    ]


DAMAGES: dict[str, Callable[[list[Item], Chance], list[Item]]] = {
    "misread": _in_words(_misread, 0.02),
    "badly misread": _in_words(_misread, 0.07),
    "glued": _glue(0.04),
    "split": _in_words(_split, 0.015),
    "run together": _run_together,
    "broken": _broken,
    "flattened": _flattened,
    "unlabelled": _unlabelled,
}
