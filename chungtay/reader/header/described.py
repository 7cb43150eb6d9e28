"""Pages and digests about a paper: the header of the paper that they describe, and the page's own date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chungtay.reader.blocks import Text
from chungtay.reader.contract import Citation
from chungtay.reader.duties.agencies import find_mentions
from chungtay.reader.duties.dates import FULL_DATE, full_date
from chungtay.reader.header.issuer import complete, issuer_in_introduction
from chungtay.reader.lexicon import low
from chungtay.reader.structure.outline import Outline

_FIRST_WORDS = 1500  # characters; a digest names its paper at the beginning
_CUE = re.compile(r"(?:nêu tại|nội dung|ban hành|ký|theo|tại|triển khai|vừa có|thực hiện)\s+(?:\S+\s+){0,4}$")
_ABOUT = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?:(?:về(?: việc)?|để|nhằm|với nội dung)\s+)?(?P<about>(?=[^\W\d])[^\n]+?)(?=\.\s"
    r"|\.?$|\.?\n)"
)
_DATE_BEFORE = re.compile(rf"\bngày (?P<date>{FULL_DATE})")
_CODE = re.compile(r"(\d+[a-z]?)(?:/(?:19|20)\d{2})?[/-](.+)")
_POSTED = re.compile(
    rf"(?:ngày (?:cập nhật|đăng|xuất bản|tạo|đăng tin)|cập nhật(?: lúc| ngày)?|đăng (?:lúc|ngày)"
    rf"|ngày đăng tin)\s*:?\s*(?:[^\d\n]{{0,20}}|\d{{1,2}}[:h]\d{{2}}[^\d\n]{{0,12}})?(?:ngày )?"
    rf"(?P<date>{FULL_DATE})"
)
_ONLY_DATE = re.compile(
    rf"\W*(?:thứ \w+|chủ nhật)?\W*(?:ngày )?(?:\d{{1,2}}[:h]\d{{2}}\W*)?(?P<date>{FULL_DATE})"
    rf"(?:\W*\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?)?(?:\W*\(gmt.*)?\W*$"
)


@dataclass(frozen=True, slots=True)
class Described:
    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    code: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    title: str | None = None


def described_paper(text: Text, outline: Outline, citations: Sequence[Citation]) -> Described:
    """The paper whose content the page gives; else what the page says of its own content."""
    for citation in citations:
        start, end = citation.span
        if start > _FIRST_WORDS or not citation.code or _is_ground(text, start):
            continue
        if start > 0 and not _CUE.search(low(text.text[max(0, start - 60) : start])):
            continue
        number, symbol = _split(citation.code)
        about = _ABOUT.match(text.text, end)
        title = about["about"].strip(' ./”"') if about else None
        issuer = citation.issuer or _subject_before(text, start)
        issuer = complete(issuer, text) if issuer else None
        date = citation.date or _date_before(text, start)
        return Described(citation.kind, number, symbol, citation.code, issuer, date, _capital(title))
    speaker = issuer_in_introduction(text, outline)
    first = (
        text.lines[0].text if text.lines and not outline.owner[0] and len(text.lines[0].text) < 300 else None
    )
    return Described(issuer=complete(speaker, text) if speaker else None, title=first)


def posted_on(text: Text) -> str | None:
    """The date that the page gives for itself."""
    candidates = [
        *text.dropped,
        *(line.text for line in text.lines[:8]),
        *(line.text for line in text.lines[-3:]),
    ]
    for words_there in candidates:
        if found := _POSTED.search(low(words_there)) or _ONLY_DATE.match(low(words_there)):
            return full_date(found["date"])
    return None


def page_date(text: Text) -> str | None:
    """The same where a whole paper stands on the page: only what the page itself calls its date."""
    for words_there in (*text.dropped, *(line.text for line in text.lines[:8])):
        if (found := _POSTED.match(low(words_there))) and not words_there.lower().startswith("cập nhật"):
            return full_date(found["date"])
    return None


def _is_ground(text: Text, at: int) -> bool:
    start = text.text.rfind("\n", 0, at) + 1
    return low(text.text[start : start + 12]).startswith(("căn cứ", "thực hiện"))


def _subject_before(text: Text, at: int) -> str | None:
    """ "UBND tỉnh X vừa ban hành Kế hoạch số …": the body that stands nearest before the paper."""
    mentions = find_mentions(text.text[max(text.text.rfind("\n", 0, at) + 1, at - 120) : at])
    return mentions[-1].name if mentions else None


def _date_before(text: Text, at: int) -> str | None:
    """ "Ngày 10 tháng 6 năm 2020, UBND tỉnh ban hành Kế hoạch số …"."""
    found = _DATE_BEFORE.search(low(text.text[max(text.text.rfind("\n", 0, at) + 1, at - 160) : at]))
    return full_date(found["date"]) if found else None


def _split(code: str) -> tuple[str | None, str | None]:
    found = _CODE.fullmatch(code)
    return (found.group(1), found.group(2)) if found else (None, None)


def _capital(title: str | None) -> str | None:
    return title[:1].upper() + title[1:] if title else None
