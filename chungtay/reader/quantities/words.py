"""Amounts in Vietnamese words, and back: "Bảy mươi mốt tỷ, bốn trăm bốn mươi triệu đồng" is 71440000000."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNIT_WORDS = {word: digit for digit, word in enumerate(_DIGITS)}
_UNIT_WORDS |= {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7}
_TENS = ("mươi", "chục")
_ZERO_TENS = ("linh", "lẻ")
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_FILLERS = ("và", "chẵn")
_WORD = (
    "không|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|chục|trăm|linh|lẻ|nghìn|ngàn|triệu|"
    "tỷ|tỉ|rưỡi"
)
_AMOUNT = re.compile(
    rf"(?<!\w)(?P<words>(?:{_WORD})(?:\s*,?\s+(?:{_WORD}|và)){{0,60}})(?:\s+(?:chẵn\s+)?đồng)(?!\w)(?P<even>\s+chẵn)?",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class WordAmount:
    """An amount in words at ``text[start:end]``, in đồng; ``value`` is None where it is no number."""

    start: int
    end: int
    value: int | None


def find_amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[WordAmount]:
    """Amounts of at least two number words that end in "đồng"; "một đồng" is left alone."""
    for match in _AMOUNT.finditer(text, start, len(text) if end is None else end):
        if len(_SPLIT.split(match["words"])) > 1:
            yield WordAmount(match.start(), match.end(), parse_words(match["words"]))


def parse_words(words: str) -> int | None:
    """The number that the words name, or None where they are not one well-formed number."""
    tokens = [token for token in _SPLIT.split(words.lower().strip()) if token and token not in _FILLERS]
    if tokens and tokens[-1] == "đồng":
        tokens.pop()
    return _parse(tokens, ("tỷ", "tỉ")) if tokens else None


def _parse(tokens: list[str], scale: tuple[str, ...]) -> int | None:
    """``… tỷ … triệu … nghìn … trăm``: split at the last word of the scale; its left side counts it."""
    if scale == ():
        return _parse_hundreds(tokens)
    places = [place for place, token in enumerate(tokens) if token in scale]
    lower = {("tỷ", "tỉ"): ("triệu",), ("triệu",): ("nghìn", "ngàn"), ("nghìn", "ngàn"): ()}[scale]
    if not places:
        return _parse(tokens, lower)
    left, right = tokens[: places[-1]], tokens[places[-1] + 1 :]
    size = _SCALES[scale[0]]
    high = _parse(left, scale if scale[0] == "tỷ" else lower)
    if right == ["rưỡi"]:
        low: int | None = size // 2
    else:
        low = _parse(right, lower) if right else 0
    if high is None or low is None or low >= size or (high == 0 and size == 10**9):
        return None
    return high * size + low


def _parse_hundreds(tokens: list[str]) -> int | None:
    """0..999, also with a leading zero hundred ("không trăm linh năm")."""
    if "trăm" in tokens:
        place = tokens.index("trăm")
        hundreds = _digit(tokens[:place])
        rest = tokens[place + 1 :]
        if hundreds is None:
            return None
        if rest == ["rưỡi"]:
            return hundreds * 100 + 50
        below = _parse_tens(rest) if rest else 0
        return None if below is None else hundreds * 100 + below
    return _parse_tens(tokens)


def _parse_tens(tokens: list[str]) -> int | None:
    if not tokens:
        return None
    if tokens[0] in _ZERO_TENS:
        return _digit(tokens[1:])
    if tokens[0] == "mười":
        return 10 if len(tokens) == 1 else _add(10, _digit(tokens[1:]))
    if len(tokens) > 1 and tokens[1] in _TENS:
        tens = _digit(tokens[:1])
        if not tens:
            return None
        return tens * 10 if len(tokens) == 2 else _add(tens * 10, _digit(tokens[2:]))
    if len(tokens) == 2 and tokens[1] in ("mốt", "tư", "lăm", "nhăm"):  # "hai lăm" for "hai mươi lăm"
        tens = _digit(tokens[:1])
        return _add(tens * 10, _digit(tokens[1:])) if tens else None
    return _digit(tokens)


def _digit(tokens: list[str]) -> int | None:
    return _UNIT_WORDS.get(tokens[0]) if len(tokens) == 1 else None


def _add(tens: int, unit: int | None) -> int | None:
    return tens + unit if unit else None  # "hai mươi không" is not said


def to_words(number: int) -> str:
    """The number in words as a treasury writes it, without "đồng": 105 is "một trăm linh năm".

    Raises ValueError below zero and from 10^18 on.
    """
    if not 0 <= number < 10**18:
        raise ValueError(f"no words for {number}")
    return _DIGITS[0] if number == 0 else " ".join(_say(number, leading=True))


def _say(number: int, *, leading: bool) -> list[str]:
    for name, size in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)):
        if number >= size:
            high, low = divmod(number, size)
            rest = _say(low, leading=False) if low else []
            return [*_say(high, leading=leading), name, *rest]
    return _say_hundreds(number, leading=leading)


def _say_hundreds(number: int, *, leading: bool) -> list[str]:
    hundreds, below = divmod(number, 100)
    said = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    tens, unit = divmod(below, 10)
    if tens == 0:
        if unit == 0:
            return said
        return [*said, "linh", _DIGITS[unit]] if said else [_DIGITS[unit]]
    said += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if unit == 0:
        return said
    return [*said, "lăm" if unit == 5 else "mốt" if unit == 1 and tens > 1 else _DIGITS[unit]]
