"""The code with which a sender comes back: twenty digits that can be read over the phone."""

import re
import secrets

# Damm, H. M., Totally anti-symmetric quasigroups (2004): finds every single wrong digit and every swap of neighbours.
DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
DIGITS = 20


def new_receipt() -> str:
    """Nineteen digits by chance (63 bits) and one that finds slips.

    >>> len(new_receipt())
    20
    """
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS - 1))
    return digits + _check(digits)


def read_receipt(typed: str) -> str | None:
    """The code out of what somebody typed, with blanks and dashes as they like; None where a digit must be wrong.

    >>> read_receipt("5724 0000 0000 0000 0001"), read_receipt("12")
    (None, None)
    """
    digits = re.sub(r"[\s.\-–·]", "", typed)
    fits = len(digits) == DIGITS and digits.isascii() and digits.isdigit()
    return digits if fits and _check(digits[:-1]) == digits[-1] else None


def spaced(receipt: str) -> str:
    """In fours, as it is read aloud.

    >>> spaced("1234567890123456")
    '1234 5678 9012 3456'
    """
    return " ".join(receipt[at : at + 4] for at in range(0, len(receipt), 4))


def aloud(receipt: str) -> str:
    """In fours, digit by digit, as a screen reader is to say it.

    >>> aloud("12345678")
    '1 2 3 4, 5 6 7 8'
    """
    return ", ".join(" ".join(four) for four in spaced(receipt).split())


def _check(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = DAMM[int(interim)][int(digit)]
    return interim
