"""The reader's words, kept as data beside this file, and the form of text in which they are looked for.

``even`` keeps the length of the text, so that an offset in the evened text is an offset in the text.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

# Vietnamese capitals, for character classes: no range of Unicode holds them alone.
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"

_MARKS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("“”„″", '"'),
    "\u00a0": " ",
    "’": "'",
}
# Not str.translate, which looks up every letter of a text that is not ASCII: eight times as slow.
_MARK = re.compile(f"[{''.join(_MARKS)}]")
# "hoà" and "hòa", "uỷ" and "ủy" are the same syllable; the tone is put where most official papers put it.
# The "u" of "qu" belongs to the consonant: "quý" stays.
_LATE = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_EARLY = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_TONE = dict(zip(_LATE, _EARLY, strict=True))
_TONE |= {late.upper(): early.upper() for late, early in _TONE.items()}
_TONE |= {late.capitalize(): early.capitalize() for late, early in _TONE.items()}
_MARKED = "".join(sorted({late[1] for late in _TONE}))
_LATE_TONE = re.compile(rf"[oOuU][{_MARKED}](?!\w)(?<![qQ]..)")


@cache
def words(name: str) -> dict[str, Any]:
    """The lexicon ``name``.toml."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def even(text: str) -> str:
    """The text with one form of dash, quote and tone placement; same length, case kept."""
    text = _MARK.sub(lambda match: _MARKS[match.group()], text)
    return _LATE_TONE.sub(lambda match: _TONE.get(match.group(), match.group()), text)


@lru_cache(maxsize=256)
def low(text: str) -> str:
    """``even`` in lower case; same length (no letter of Vietnamese changes its length)."""
    lowered = even(text).lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in even(text))
    )


def either(phrases: list[str]) -> str:
    """A regular expression for any of the phrases, the longest first, blanks of any width."""
    ordered = sorted((low(phrase) for phrase in phrases), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered) + ")"
