"""The number, the date or the signer left blank: the place for it stands in the paper, and nothing in it.

Silent where this copy has no such place at all, as in a web digest or a scan without its letterhead.
"""

import re
from collections.abc import Iterator

from chungtay.reader.blocks import Span, Text
from chungtay.reader.checks.paper import Paper, slip
from chungtay.reader.contract import Check, Header

_TOP = 20  # lines in which the letterhead stands
_NUMBER = re.compile(
    r"\bSố\s*:?[\s.…_]*(?:/\s?(?:20\d\d\s?/\s?)?[A-ZĐ][\w&Đđ]*(?:\s?-\s?[\w&Đđ]+)*|-\s?[A-ZĐ]+/[A-ZĐ]+|$)"
)
_DAY = re.compile(
    r"(?i:\bngày)[\s.…_]*(?:\d{1,2})?[\s.…_]*\btháng[\s.…_]*(?:\d{1,2})?[\s.…_]*\bnăm[\s.…_]*(?:20\d{0,2})?"
)
# a year that does not follow is broken off, unless dots or "20" keep a place for it
_WRITTEN_DAY = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm(?!\s*(?:[.…_]|20\d?\b))", re.IGNORECASE)
_AUTHORITY = re.compile(r"\b(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\b\s*\.?\s")


def check_missing(paper: Paper) -> list[Check]:
    """What stands empty in the letterhead and under the signature."""
    return [*_number(paper.text, paper.header), *_date(paper.text, paper.header), *_signer(paper)]


def _number(text: Text, header: Header) -> Iterator[Check]:
    if header.number is None and (span := _find(text, _NUMBER)) is not None:
        message = "Văn bản chưa ghi số."
        yield slip("missing", message, stated=None, found=None, spans=[span], missing="number")


def _date(text: Text, header: Header) -> Iterator[Check]:
    if header.issued_on is not None and len(header.issued_on) == len("2024-06-01"):
        return
    for line in text.lines[:_TOP]:
        match = _DAY.search(line.text)
        if match and not line.in_table and not _WRITTEN_DAY.search(match[0]):
            span = (line.start + match.start(), line.start + match.end())
            message = "Văn bản chưa ghi đủ ngày, tháng, năm ban hành."
            yield slip("missing", message, stated=None, found=None, spans=[span], missing="date")
            return


def _find(text: Text, pattern: re.Pattern[str]) -> Span | None:
    for line in text.lines[:_TOP]:
        if not line.in_table and (match := pattern.search(line.text)):
            return line.start + match.start(), line.start + len(match[0].rstrip()) + match.start()
    return None


def _signer(paper: Paper) -> Iterator[Check]:
    """An authority or a position with nobody's name under it."""
    for signer in paper.header.signers:
        words = signer.position or signer.authority
        if signer.name is not None or words is None:
            continue
        at = paper.text.text.rfind(words)
        if at >= 0:
            message = f"Phần ký “{words}” chưa có tên người ký."
            spans = [(at, at + len(words))]
            yield slip("missing", message, stated=None, found=None, spans=spans, missing="signer")
