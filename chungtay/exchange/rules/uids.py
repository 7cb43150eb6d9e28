"""Identifiers that DHIS2 takes: eleven letters and digits, a letter first; the same code has the same one for ever.

The rule: the SHA-256 of ``kind:code``, read as one large number, written in base 62 from its end; of the first of the
eleven signs only letters are used. Two provinces that use one catalogue so speak of the same elements.
"""

from functools import cache
from hashlib import sha256
from string import ascii_letters, digits

# What DHIS2 itself calls the one category that says nothing, and its combination.
DEFAULT_CATEGORY_COMBO, DEFAULT_OPTION_COMBO = "bjDvmb4bfuf", "HllvX50cXC0"
_SIGNS = ascii_letters + digits


@cache
def uid_of(kind: str, code: str) -> str:
    """
    >>> uid_of("element", "DEMAND.FILE.TOTAL") == uid_of("element", "DEMAND.FILE.TOTAL")
    True
    """
    number = int.from_bytes(sha256(f"{kind}:{code}".encode()).digest(), "big")
    number, first = divmod(number, len(ascii_letters))
    found = [ascii_letters[first]]
    for _ in range(10):
        number, sign = divmod(number, len(_SIGNS))
        found.append(_SIGNS[sign])
    return "".join(found)
