"""Folding of Vietnamese text, so that what people type finds what is written."""

import re
import unicodedata

_DASHES = re.compile(r"[\u2010-\u2015\u2212_-]+")
_NOT_WORD = re.compile(r"[^\w&/]+")


def fold(text: str) -> str:
    """A key for search: lower case, without marks, đ as d, words separated by single spaces.

    Not unique: "Mường Tè" and "Mường Tẻ" have one key. Punctuation and dashes separate words;
    "&" and "/" stay because they carry meaning in names and numbers ("LĐTB&XH", "101/KH-UBND").

    >>> fold("Sở Lao động – Thương binh và Xã hội")
    'so lao dong thuong binh va xa hoi'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(_NOT_WORD.sub(" ", _DASHES.sub(" ", bare)).split())
