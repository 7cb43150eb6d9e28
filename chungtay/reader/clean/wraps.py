"""Hard-wrapped lines and split sentences joined into paragraphs.

A file that was wrapped at a column says so itself: many of its lines begin in the middle of a sentence. Its column
is learnt from it, and a line too short for the next word to be the reason of the break ends its paragraph, unless
it plainly cannot be an end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from chungtay.reader.blocks import Block, Paragraph
from chungtay.reader.clean import labels

WORD = re.compile(r"[^\W_]+")
HANGING = re.compile(
    r"(?:[,(“‘/]|\b(?:và|hoặc|của|các|những|với|cho|về|tại|từ|đến|theo|ngày|tháng|năm|số|bao|gồm|là|do|để|trong|trên|"
    r"(?-i:căn cứ)|giao|đề nghị|giám đốc|chủ tịch|bộ trưởng|quyết định|nghị quyết|kế hoạch|chỉ thị|nghị định"
    r"|thông tư))$",
    re.IGNORECASE,
)
CROSS_REFERENCE = re.compile(r"\b(?:[Đđ]iều|[Kk]hoản|(?<!quan )(?<!Quan )(?:tại|Tại) (?:điểm|mục|phần|số))$")
AUTHORITY = re.compile(r"^(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG|BAN |CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|THỦ TƯỚNG|CHÍNH PHỦ)")
BASIS = re.compile(r"^(?:Căn cứ|Xét đề nghị|Theo đề nghị|Thực hiện)\b")
LETTERHEAD = re.compile(
    r"^(?:SỞ|BAN|PHÒNG|CÔNG AN|ỦY BAN|UỶ BAN|UBND|HỘI|CHI CỤC|CỤC|TRUNG TÂM|TRƯỜNG|VĂN PHÒNG|BỆNH VIỆN|TRẠM"
    r"|BỘ (?!ĐỘI)|CÔNG TY|XÍ NGHIỆP|ĐẢNG ỦY|ĐẢNG UỶ|ĐẢNG BỘ|HUYỆN ỦY|HUYỆN UỶ|CHI BỘ|MẶT TRẬN|LIÊN ĐOÀN|CÔNG ĐOÀN"
    r"|TÒA ÁN|TOÀ ÁN|VIỆN|ĐỒN|HẢI ĐỘI|HẠT|NGÂN HÀNG|BẢO HIỂM|KHO BẠC|CƠ SỞ)\b"
)
NO_PART = re.compile(r"(?:Chương trình|Phần (?:lớn|mềm|việc))\s")  # reads like the label of a part
VALUE_AWAITED = re.compile(r"^\(?(?:ĐVT|Đơn vị tính|Đơn vị)\s?:?$", re.IGNORECASE)
RUN_IN = re.compile(r":\s+\S")
LETTERHEAD_LINES = 15
WIDEST_COLUMN = 100  # a file without a line longer than this is wrapped, if any line at all goes on
FEWEST_BROKEN = 4  # lines of a Word file that break off; fewer are slips of the hand
HEADING_LINES = 4  # a heading is not wrapped over more lines than this; what is longer is body


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a file is wrapped. ``column`` None: it is not."""

    column: int | None
    first: int  # the first line of a paragraph that goes on is hardly shorter than this
    pairs: frozenset[tuple[str, str]]


UNWRAPPED = Wrap(None, 0, frozenset())


@dataclass(slots=True)
class Open:
    """A paragraph while its lines are gathered."""

    lines: list[Paragraph]
    position: int  # how many paragraphs stand before it
    head: str  # all of it as long as it may be a heading, its beginning afterwards

    @property
    def first(self) -> str:
        return self.lines[0].text

    @property
    def last(self) -> str:
        return self.lines[-1].text

    def add(self, line: Paragraph) -> None:
        if len(self.lines) <= HEADING_LINES:
            self.head += " " + line.text
        self.lines.append(line)


@cache
def stored_pairs() -> frozenset[tuple[str, str]]:
    return frozenset((last, first) for last, first in (line.split() for line in labels.stored("pairs.txt")))


@cache
def stored_compounds() -> frozenset[tuple[str, str]]:
    return frozenset(
        (a.strip(), b.strip()) for a, b in (line.split("|") for line in labels.stored("compounds.txt"))
    )


def learn_wrap(lines: list[Paragraph]) -> Wrap:
    """Look at the physical lines of a file; wrapped files have many lines that begin in lower case."""
    written = [line.text for line in lines if line.text and "|" not in line.text]  # rows are not wrapped
    measured = any(line.full is not None for line in lines)
    broken = [a for a, b in pairwise(written) if b[0].islower() and not labels.is_ended(a)]
    lengths = sorted(len(line) for line in written)
    longest = lengths[len(lengths) * 9 // 10] if lengths else 0
    widest = lengths[-1] if lengths else 0
    seldom = len(broken) * 5 < len(written) and widest > WIDEST_COLUMN
    few = len(broken) < (2 if all(len(a) * 5 > widest * 4 for a in broken) else 3)  # each at the same margin
    if not measured and (few or seldom or longest > 160):
        return UNWRAPPED
    short = sorted(len(line) for line in broken if len(line) < longest * 3 // 4)
    first = short[len(short) // 4] if short else longest // 2
    return Wrap(longest, first, frozenset(pair for line in written for pair in _pairs(line)))


def is_pasted(lines: list[Paragraph]) -> bool:
    """Whether the paragraphs of a Word file are the lines of a page: many break off where the next goes on."""
    written = [line for line in lines if line.text]
    broken = [
        a
        for a, b in pairwise(written)
        if b.text[0].islower() and not b.number and not labels.is_ended(a.text)
    ]
    return len(broken) >= FEWEST_BROKEN and len(broken) * 4 > len(written)


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    words = line.split(" ")
    return ((a.lower(), b) for a, b in pairwise(words) if b[:1].isupper())


def join(blocks: list[Block], wrapped: bool) -> list[Block]:
    """Blank paragraphs go, split ones become whole."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    wrap = learn_wrap(lines) if wrapped or is_pasted(lines) else UNWRAPPED
    joined: list[Block] = []
    current: Open | None = None
    blank = False
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.text:
            blank = True
            continue
        if (
            isinstance(block, Paragraph)
            and current
            and continues(current, block, wrap, blank, _next_text(blocks, index))
        ):
            current.add(block)
        else:
            if current:
                joined.append(_closed(current))
            current = Open([block], len(joined), block.text) if isinstance(block, Paragraph) else None
            if not isinstance(block, Paragraph):
                joined.append(block)
        blank = False
    if current:
        joined.append(_closed(current))
    return joined


def _next_text(blocks: list[Block], index: int) -> str:
    """The text of the paragraph after this one, "" where none follows."""
    for block in blocks[index + 1 : index + 4]:
        if isinstance(block, Paragraph) and block.text:
            return block.text
        if not isinstance(block, Paragraph):
            break
    return ""


def _closed(paragraph: Open) -> Paragraph:
    first = paragraph.lines[0]
    return replace(
        first,
        text=" ".join(line.text for line in paragraph.lines),
        bold=all(line.bold for line in paragraph.lines),
        italic=all(line.italic for line in paragraph.lines),
    )


def continues(paragraph: Open, line: Paragraph, wrap: Wrap, blank: bool, following: str) -> bool:
    """Does this physical line go on with the paragraph?"""
    text = line.text
    if line.number or "|" in text or "|" in paragraph.last:
        return False
    if (
        labels.LABEL_ALONE.match(paragraph.head)
        and not labels.is_numbered(text)
        and not labels.is_dashed(text)
    ):
        return labels.is_capitals(text) or not is_sentence(text)
    if line.heading is not None:
        return False
    if starts_unit(text):
        return not blank and goes_on_despite_label(paragraph, text, wrap)
    if blank or wrap.column is None:
        return labels.starts_lower(text) and (
            splits_sentence(paragraph) or breaks_between_clauses(paragraph, text, wrap)
        )
    if labels.is_set_line(paragraph.head):
        return False
    return goes_on_in_wrapped_file(paragraph, line, wrap, following)


def is_sentence(text: str) -> bool:
    return not labels.is_capitals(text) and labels.is_ended(text)


def starts_unit(text: str) -> bool:
    return (
        labels.is_numbered(text)
        or labels.is_dashed(text)
        or labels.FOOTNOTE.match(text) is not None
        or labels.is_set_line(text)
    )


def goes_on_despite_label(paragraph: Open, text: str, wrap: Wrap) -> bool:
    """ "phát triển kinh tế" / "- xã hội", "Sở Thông tin" / "- Truyền thông", "theo khoản" / "1. ..."."""
    if wrap.column is None or labels.is_ended(paragraph.last):
        return False
    if labels.is_dashed(text):
        rest = labels.without_label(text)
        if paragraph.last.count("(") > paragraph.last.count(")") and ")" in rest.partition("(")[0]:
            return True  # "(qua Ban Gia đình" / "- Xã hội)"
        if text[0] in "-–" and rest[:1].islower():
            return text[1:2] == " "
        if rest[:1].isdigit() and (paragraph.last[-1].isdigit() or paragraph.last[-1] == "%"):
            return True  # a range: "5%" / "- 10%"
        return _meeting_words(paragraph.last, rest) in stored_compounds()
    if NO_PART.match(text):
        return unended_goes_on(paragraph, text, wrap, is_full(paragraph.lines[-1], text, wrap), "")
    return labels.is_numbered(text) and CROSS_REFERENCE.search(paragraph.last[-40:]) is not None


def splits_sentence(paragraph: Open) -> bool:
    """The text so far stops in the middle: a page break, or a break lost in copying."""
    return not labels.is_ended(paragraph.last) and not labels.is_set_line(paragraph.head)


def breaks_between_clauses(paragraph: Open, text: str, wrap: Wrap) -> bool:
    """A page ends behind a semicolon at the margin, and the next begins small and without a label."""
    full = wrap.column is not None and is_full(paragraph.lines[-1], text, wrap)
    return full and paragraph.last.endswith(";") and not labels.is_set_line(paragraph.head)


def goes_on_in_wrapped_file(paragraph: Open, line: Paragraph, wrap: Wrap, following: str) -> bool:
    text = line.text
    if VALUE_AWAITED.match(paragraph.head):
        return True
    if VALUE_AWAITED.match(text):
        return False
    if labels.FOOTNOTE.match(paragraph.first) and not paragraph.last.endswith("."):
        return True
    if len(paragraph.lines) < HEADING_LINES and paragraph.head.count("(") > paragraph.head.count(")"):
        return True
    if labels.starts_lower(text):
        return True
    ended, full = labels.is_ended(paragraph.last), is_full(paragraph.lines[-1], text, wrap)
    if is_centered_title(paragraph.lines[-1], line):
        return not ended and not _is_authority(paragraph, text)
    opening = text.lstrip("“\"‘'(")[:1]
    if not opening.isupper():
        return full or not ended
    if ended and labels.is_dashed(following) and not labels.is_ended(text) and _is_short(text, wrap):
        return False  # "UBND các xã, phường" over its list, below a line that happens to be full
    if ended:
        return full and text[0] != "(" and not (BASIS.match(text) and paragraph.last.endswith(";"))
    return unended_goes_on(paragraph, text, wrap, full, following)


def unended_goes_on(paragraph: Open, text: str, wrap: Wrap, full: bool, following: str) -> bool:
    """The last line has no end mark and the next begins with a capital: a heading and its body, or one name?"""
    capitals = labels.is_capitals(paragraph.head)
    if capitals and labels.is_capitals(text):
        if not full and RUN_IN.search(text):
            return False  # "II. MỤC TIÊU" / "NĂM 2023: XÉT NGHIỆM …": a paragraph typed in capitals
        return not is_new_line_in_capitals(paragraph, text, following)
    if capitals and labels.is_capitals(paragraph.last):
        return HANGING.search(paragraph.last[-40:]) is not None and text[0] != "("
    if HANGING.search(paragraph.last[-40:]):
        return True
    if _is_authority(paragraph, text):
        return False  # "HỘI ĐỒNG NHÂN DÂN XÃ …" under the subject: who resolves
    if full:
        return len(paragraph.lines) >= HEADING_LINES or text.split(" ", 1)[0] not in labels.stored(
            "openers.txt"
        )
    last, first = _meeting_words(paragraph.last, text)
    heads_body = labels.is_numbered(paragraph.first) and len(paragraph.last) * 3 < (wrap.column or 0)
    if (last, first) in stored_pairs() or ((last, first) in wrap.pairs and not heads_body):
        return True
    if labels.is_numbered(paragraph.first) or labels.is_capitals(text):
        return len(paragraph.lines) > HEADING_LINES
    return paragraph.lines[-1].full is None and len(paragraph.last) >= wrap.first


def is_new_line_in_capitals(paragraph: Open, text: str, following: str) -> bool:
    """The authority before the legal bases, and the issuer below its parent in the letterhead."""
    if AUTHORITY.match(text) and (BASIS.match(following) or paragraph.last.endswith("”")):
        return True
    last, first = _meeting_words(paragraph.last, text)
    if (
        paragraph.position < LETTERHEAD_LINES
        and LETTERHEAD.match(text)
        and not labels.is_numbered(paragraph.first)
    ):
        return (last, first.capitalize()) not in stored_pairs()
    return False


def is_full(last: Paragraph, text: str, wrap: Wrap) -> bool:
    """The next word had no room on the line, so the break is the wrap's."""
    if last.full is not None or wrap.column is None:
        return bool(last.full)
    return len(last.text) + 1 + len(text.split(" ", 1)[0]) >= wrap.column


def _is_authority(paragraph: Open, text: str) -> bool:
    """Who resolves, in capitals under a subject that is not."""
    authority = AUTHORITY.match(text) is not None and labels.is_capitals(text)
    return authority and not labels.is_capitals(paragraph.head)


def _is_short(text: str, wrap: Wrap) -> bool:
    return len(text) * 3 < (wrap.column or 0) * 2


def is_centered_title(last: Paragraph, line: Paragraph) -> bool:
    """Lines of one title, centred under each other without a gap; known only where the lines were measured."""
    measured = last.full is not None and last.centered and line.centered
    return measured and last.bold == line.bold


def _meeting_words(last: str, text: str) -> tuple[str, str]:
    before, after = WORD.findall(last[-40:]), WORD.search(text)
    return (before[-1].lower() if before else "", after.group() if after else "")
