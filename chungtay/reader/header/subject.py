"""The kind of a paper and its subject (trích yếu)."""

import re

from chungtay.reader.blocks import Text
from chungtay.reader.duties.citations import kind_of_code
from chungtay.reader.header.letterhead import Letterhead
from chungtay.reader.lexicon import even
from chungtay.reader.structure.frame import kind_of

_OF_BODY = re.compile(r"^(?:CỦA|Của)\s.{3,90}?\s(?=(?:về|Về)\s)")  # "CỦA BAN THƯỜNG VỤ TỈNH ỦY về …"
_NO_WORDS = re.compile(r"\W*\d{0,3}\W*")  # a rule, or the number of a page
_ABOUT = re.compile(r"V/v:?\s+(.+)")


def kind_and_subject(
    text: Text, title: range | None, letterhead: Letterhead
) -> tuple[str | None, str | None]:
    """From the title lines; a letter (công văn) has neither and says "V/v …" instead."""
    if title is None:
        kind = kind_of_code(f"1/{letterhead.symbol}") if letterhead.symbol else None
        about = next((match for line in text.lines[:20] if (match := _ABOUT.match(even(line.text)))), None)
        return kind or ("CV" if letterhead.symbol else None), about.group(1).strip(" *") if about else None
    first = text.lines[title.start].text.strip(" *:_")
    found = kind_of(first)
    rest = first[found[1] :].strip(" :-") if found else ""
    parts = [rest, *(_OF_BODY.sub("", text.lines[n].text.strip(" *")) for n in title if n > title.start)]
    kept = [part for part in parts if not _NO_WORDS.fullmatch(part) and not part.startswith(("CỦA ", "Của "))]
    subject = re.sub(r"\s*\((?i:kèm theo|ban hành kèm)[^()]*\)?|^\([^()]*\)", "", " ".join(kept))
    return found[0] if found else None, re.sub(r"\s+", " ", subject).strip() or None
