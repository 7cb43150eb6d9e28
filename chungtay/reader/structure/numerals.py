"""Roman numerals and letters as ordinals of headings and rows."""

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
LONGEST = 6  # digits of a number that counts rows or headings
LETTERS = "abcdđeghiklmnopqrstuvxy"  # as Vietnamese lists run; f, j, w and z are not used


def roman_value(text: str) -> int | None:
    """The value of a well-formed Roman numeral below 100, or None."""
    if not text or any(letter not in _VALUES for letter in text):
        return None
    values = [_VALUES[letter] for letter in text]
    total = sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
    return total if 0 < total < 100 and to_roman(total) == text else None


def ordinal_value(text: str) -> int | None:
    """The value of plain digits, or None: neither "²" nor a number of thousands of digits counts anything."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def to_roman(value: int) -> str:
    return "C" * (value // 100) + _TENS[value // 10 % 10] + _ONES[value % 10]
