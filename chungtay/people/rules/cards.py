"""The numbers of cards as lists write them: one, two, of the old card and the new, with the day and place of issue."""

import re
from dataclasses import dataclass, field

_NUMBER = re.compile(r"(?<![\d/])\d(?:[ .'’-]?\d){7,11}(?![\d/])")
_DAY = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)")
_PASSPORT = re.compile(r"\b[A-Z]\d{7,8}\b")
_ISSUER = re.compile(r"(?:nơi cấp|do|tại)\s*:?\s*(?P<issuer>[^;,()]{3,80})", re.I)
_NOT_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Cards:
    """``found``: kind, number, issued_on, issued_at of each; ``restored``: a sheet had lost a zero in front."""

    found: list[dict[str, str]] = field(default_factory=list)
    restored: bool = False


def read_cards(said: str) -> Cards:
    """
    >>> [one["kind"] for one in read_cards("CMND 012345678; CCCD 001 090 012 345").found]
    ['cmnd', 'cccd']
    >>> read_cards("12345").found
    []
    """
    days = _DAY.findall(said)
    bare = _DAY.sub(" ", said)
    cards = [(*_kind(_NOT_DIGIT.sub("", number)), number) for number in _NUMBER.findall(bare)]
    cards += [("passport", number, number) for number in _PASSPORT.findall(bare)]
    issuer = _ISSUER.search(bare)
    issued = {"issued_on": days[-1] if days else "", "issued_at": issuer["issuer"].strip() if issuer else ""}
    known = [(kind, number, as_said) for kind, number, as_said in cards if kind]
    found = [
        {"kind": kind, "number": number}
        | (issued if at == len(known) - 1 else {"issued_on": "", "issued_at": ""})
        for at, (kind, number, _as_said) in enumerate(known)
    ]
    return Cards(
        found, any(number != _NOT_DIGIT.sub("", said) for kind, number, said in known if kind != "passport")
    )


def _kind(digits: str) -> tuple[str, str]:
    """The kind of a card by the length of its number; a sheet loses a zero in front."""
    if len(digits) in (11, 12):
        return "cccd", digits.zfill(12)
    return ("cmnd", digits.zfill(9)) if len(digits) in (8, 9) else ("", digits)
