"""Labels at the head of a line: "Phần thứ nhất", "II.", "1.2.", "a)", "-" and their kind."""

import re
from dataclasses import dataclass
from enum import IntEnum

from chungtay.reader.lexicon import UPPER


class Kind(IntEnum):
    """Kinds of labels; a smaller number is normally the outer level."""

    PART = 1
    CHAPTER = 2
    DIVISION = 3  # Mục
    ARTICLE = 4
    CAPITAL = 5
    ROMAN = 6
    NUMBER = 7
    DECIMAL = 8
    DECIMAL_3 = 9
    PAREN = 10
    LETTER = 11
    TITLE = 12  # "Công an tỉnh" alone on its line: a body as a heading without a label
    STAR_TITLE = 13  # "* Ưu điểm": a heading without a number
    DASH = 14
    PLUS = 15
    STAR = 16
    DOT = 17
    STAR_CAPITAL = 18  # "* PHÂN CÔNG TRÁCH NHIỆM": above or below the numbers, whichever come first


BULLETS = frozenset({Kind.STAR_TITLE, Kind.DASH, Kind.PLUS, Kind.STAR, Kind.DOT})
DIVISIONS = frozenset(
    {Kind.PART, Kind.CHAPTER, Kind.DIVISION, Kind.ARTICLE, Kind.CAPITAL, Kind.ROMAN, Kind.STAR_CAPITAL}
)


@dataclass(frozen=True, slots=True)
class Label:
    kind: Kind
    text: str  # as printed, without its closing mark: "II", "1.2", "a", "-"
    length: int  # how many characters of the line the label and the blank after it take


_ORDINALS = "nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.PART,
        re.compile(rf"((?:PHẦN|Phần)\s+(?:(?i:thứ\s+(?:{_ORDINALS}))|{_ROMAN}|[A-H]|\d)(?!\w))\s*[.:–-]*\s*"),
    ),
    (Kind.CHAPTER, re.compile(rf"((?:CHƯƠNG|Chương)\s+(?:{_ROMAN}|\d+)(?!\w))\s*[.:–-]*\s*")),
    (
        Kind.DIVISION,
        re.compile(
            rf"((?:MỤC|Mục)\s+(?:{_ROMAN}|\d+)(?!\w))(?!\s+\w*\s*(?:Điều|Kế|Chỉ))\s*[.:–-]*\s*(?=[{UPPER}]|$)"
        ),
    ),
    (Kind.ARTICLE, re.compile(r"((?:ĐIỀU|Điều)\s+\d{1,3}[a-zđ]?)\s*[.:]\s*")),
    (Kind.ROMAN, re.compile(rf"({_ROMAN})\s*(?:[.)]\s*|[/–-]\s+)(?=\S)")),
    (Kind.CAPITAL, re.compile(r"([A-HK-UĐ])\s*[./)–-]\s+(?=\S)")),
    (Kind.DECIMAL_3, re.compile(r"(\d{1,2}(?:\.\d{1,2}){2,3})(?:[./)–-]\s*(?=\D)|\s+(?=\S))")),
    (
        Kind.DECIMAL,
        re.compile(rf"(\d{{1,2}}\.\d{{1,2}})(?:\.(?!\d)\s*(?=\S)|\s*[)/–-]\s*(?=[{UPPER}])|\s+(?=[^\W\d]))"),
    ),
    (
        Kind.NUMBER,
        re.compile(
            rf"(\d{{1,2}})\s*(?:\.(?!\d)\s*(?=\S)|/\s+(?=\D)|/(?=[{UPPER}][^\W\d_])|\s*-\s+(?=[{UPPER}]))"
        ),
    ),
    (Kind.PAREN, re.compile(r"\((\d{1,2}|[ivx]{1,4})\)\s*(?=\S)")),
    (Kind.PAREN, re.compile(r"(\d{1,2})\)\s*(?=\S)")),
    (Kind.LETTER, re.compile(rf"\(?([a-zđ]\d?)(?:\)\s*|\.\s+|/\s+|-\s+(?=[{UPPER}]))(?=\S)")),
    (Kind.DASH, re.compile(r"([-–—−])\s*(?=[^\s\d|.–-]|\d+\s*[^\W\d]|\d+%)")),
    (Kind.PLUS, re.compile(r"(\+)\s*(?=\S)")),
    (Kind.STAR, re.compile(r"(\*)\s*(?=[^\s*])")),
    (Kind.DOT, re.compile(r"([•●○▪■□◦·✓✔➢►»\uf0b7\uf02d\uf0a7])\s*(?=\S)")),
)
_FIRST = re.compile(
    r"[PCMĐ]|[A-HK-UĐ]\b|[IVX]+\b|\d|\(|[a-zđ]\d?[.)/-]|[-–—−+*•●○▪■□◦·✓✔➢►»\uf0b7\uf02d\uf0a7]"
)
_RUN_IN_STAR = re.compile(r"\*\s*[^:.;]{3,80}:\s")
_TITLE_ENDS = (".", ";", ",")


def parse_label(line: str) -> Label | None:
    """The label that the line begins with, if any.

    >>> parse_label("II. QUAN ĐIỂM").text, parse_label("1.441 thôn, bản"), parse_label("- Sở Y tế").kind.name
    ('II', None, 'DASH')
    """
    if not _FIRST.match(line):
        return None
    for kind, form in _FORMS:
        if found := form.match(line):
            rest = line[found.end() :]
            if kind is Kind.STAR and len(rest) > 4 and rest.isupper() and not rest.endswith((".", ";")):
                kind = Kind.STAR_CAPITAL
            elif kind is Kind.STAR and (
                line.endswith(":")
                or (len(line) < 80 and not line.endswith(_TITLE_ENDS))
                or _RUN_IN_STAR.match(line)
            ):
                kind = Kind.STAR_TITLE
            return Label(kind, found.group(1), found.end())
    return None
