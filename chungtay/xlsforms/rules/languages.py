"""The words of a form in its languages: Vietnamese, and English where the form has all of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_VIETNAMESE, _ENGLISH = "vi", "(en)"  # of the languages that XLSForm names: "Tiếng Việt (vi)", "English (en)"


def said(words: Any) -> str:
    """A label in Vietnamese, or in the first language that the form has."""
    if isinstance(words, Mapping):
        own = [text for name, text in words.items() if _VIETNAMESE in str(name).casefold()]
        return str((own or list(words.values()) or [""])[0])
    return str(words or "")


def english_in(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Of every text of a survey, as pyxform has it, its English; empty where any text lacks it."""
    pairs = {vietnamese: english for vietnamese, english in _pairs(rows) if vietnamese}
    return pairs if all(pairs.values()) else {}


def _pairs(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        choices = row.get("choices") or ()
        texts = (row.get("label"), row.get("hint"), row.get("bind", {}).get("jr:constraintMsg"))
        for words in (*texts, *(one.get("label") for one in choices)):
            yield said(words), _english(words)
        yield from _pairs(row.get("children") or ())


def _english(words: Any) -> str:
    found = words.items() if isinstance(words, Mapping) else ()
    return next((str(text) for name, text in found if _ENGLISH in str(name).casefold()), "")
