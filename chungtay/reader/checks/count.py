"""One quantity that the paper states in two ways.

Compared are: how many communes and districts there are (stated outright, and as the classes into which they
are split), the sum of money in prose and the total of its table, how many items a list announces, and how many
places are named behind their number ("03 xã: A, B, C").

Silent: numbers with a limiting word behind them ("124 xã trọng điểm"), sums of classes without one that
closes the list ("còn lại", "không phải …"), money that differs by more than a tenth (it speaks of something
else), several tables or several sums, and lists of bullets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chungtay.reader.blocks import Line, Span
from chungtay.reader.checks.paper import Paper, slip
from chungtay.reader.contract import Check
from chungtay.reader.lexicon import UPPER, low
from chungtay.reader.quantities.budgets import stated_totals
from chungtay.reader.quantities.numbers import printed
from chungtay.reader.quantities.units import Quantity, find_quantities, money_factor
from chungtay.reader.structure.labels import BULLETS, Label, parse_label

_LEVELS = {
    "xã": re.compile(
        r"đơn vị hành chính cấp xã|xã, phường(?:, thị trấn|, đặc khu)?|xã và phường|xã, thị trấn"
    ),
    "huyện": re.compile(r"đơn vị hành chính cấp huyện|huyện, thị xã(?:,| và) thành phố|huyện, thành phố"),
}
# What a commune consists of: said outright, and where all of them are spoken of.
_PARTS = (
    "khu dân cư|tổ dân phố|khu phố|thôn|bản|buôn|ấp|xóm|khóm|xã, phường, thị trấn|xã, phường, đặc khu"
    "|xã, phường|xã, thị trấn"
)
_WHOSE = "xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố"
_CONSISTS = re.compile(
    rf"(?:{_WHOSE}|địa bàn)(?!\w)[^.;:,\d]{{0,40}}?\s(?:có|gồm|chia thành|được chia thành)\s(?:tổng số\s)?"
    rf"(?P<number>\d{{1,2}})\s(?P<noun>{_PARTS})(?=\s*(?:[.;,]|\(|$|với\s|và\s\d))"
)
_ALL_OF = re.compile(
    rf"(?<![\d/.,])(?:\d{{1,2}}\s?/\s?(?P<number>\d{{1,2}})\s(?P<noun>{_PARTS})"
    r"(?=\s*(?:[.;,)]|$|đạt|được|không|đăng ký|ra mắt|có|duy trì|thành lập|tổ chức|hoàn thành|ký"
    r"|của xã|của phường)(?!\w))"
    rf"|(?:cả|tất cả|toàn bộ|đủ)\s(?P<whole>\d{{1,2}})\s(?P<of>{_PARTS})"
    rf"(?=\s(?:của|trên địa bàn|trong|toàn)\s(?:toàn\s)?(?:{_WHOSE})(?!\w)))"
)
_PLAIN_END = re.compile(r"\s*(?:[(.;:,)]|$|trực thuộc|trên địa bàn|của tỉnh|thuộc tỉnh)")
_OUTRIGHT = re.compile(
    r"(?:tỉnh|huyện|địa bàn|hiện|gồm|có|với|tổng số|tất cả|cả|;|,|^)\s*(?:có |gồm |là )*\Z"
)
_PLACES = (
    "xã|phường|thị trấn|đặc khu|thôn|bản|buôn|ấp|xóm|khu phố|tổ dân phố"
    "|huyện|thị xã|thành phố|tỉnh|trường|địa bàn"
)
_NAME = rf"(?:(?i:(?:{_PLACES})\s+))?[{UPPER}][\w'’-]*(?:\s+(?:[{UPPER}][\w'’-]*|\d+))*"
_BODY = re.compile(
    r"(?:Công an|Sở|Ban|Phòng|Ủy|Uỷ|UBND|Hội|Đoàn|Trạm|Trung|Đồn|Bộ|Chi|Mặt|Đảng|Tổ|Văn phòng)\b"
)
_NAMED = re.compile(
    rf"(?<![\d/.,])(?P<number>\d{{1,2}})\s+(?P<noun>(?:{_PLACES})(?!\w)(?:,? [a-zđà-ỹ]+){{0,5}}?)\s*(?P<opens>[:(])\s*"
    rf"(?P<names>{_NAME}(?:(?:,\s*|\s+và\s+){_NAME})+)(?P<end>\)|[.;]|\s+(?!và\s)[a-zđà-ỹ]|$)"
)
# "05 đội xung kích gồm: Đội Khoa Điện, Đội Khoa Cơ khí, …": each name begins with what is counted.
_KINDS = (
    "đội|tổ|câu lạc bộ|chốt|cụm|khoa|nhóm|trạm|điểm|mô hình|cơ sở|trung tâm|chi đoàn|chi hội|lớp|ban|phòng"
)
_ALIKE = re.compile(
    rf"(?<![\d/.,])(?P<number>\d{{1,2}})\s(?P<noun>{_KINDS})(?!\w)[^.;:,()\d]{{0,60}}?"
    r"(?:,?\s(?:bao )?gồm(?: có)?\s?:?|\s?:|\s?\()"
    r"\s?(?P<names>(?P=noun)\s[^.;:,()]{1,60}?(?:(?:,\s|,?\svà\s)(?P=noun)\s[^.;:,()]{1,60}?)+)(?=[.;)]|$)"
)
_OF_DISTRICT = re.compile(r"huyện(?:\s+\w+){0,3}?\s+(?:hiện\s+)?(?:có|gồm)\s*\Z")
_PART = re.compile(r"trong đó|tại|ở|thêm|giảm|tăng|chuyển hóa|xây dựng")
_CLOSING = re.compile(r"không phải|còn lại|chưa|không thuộc|không có|không trọng điểm")
_NOUNS = "nhiệm vụ|giải pháp|nội dung|mục tiêu|chỉ tiêu|biện pháp|yêu cầu|phần|bước|dự án|tiểu dự án|việc"
_ANNOUNCES = re.compile(
    rf"(?P<number>\d{{1,2}})\s+(?P<noun>(?:nhóm )?(?:{_NOUNS}))[^.;:]{{0,60}}"
    r"(?:sau|dưới đây|cụ thể)[^.;:]{0,20}:\s*$"
)
_COUNTED = re.compile(r"(\d[\d.]*)\s+\Z")
_REDRAWN = re.compile(r"sắp xếp|sáp nhập|hợp nhất|chia tách")
_AREA = re.compile(
    r"(?:[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Xx]ã) [A-ZĐÀ-Ỹ][\w ]*?(?=\s+(?:có|gồm|hiện|với))|[Cc]ả nước|[Tt]oàn quốc"
)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Claim:
    value: Decimal
    span: Span
    area: str = ""


def check_count(paper: Paper) -> list[Check]:
    """Places, money, announced lists, and names counted."""
    return [
        *_places(paper),
        *_parts(paper.text.lines),
        *_money(paper),
        *_lists(paper.text.lines),
        *_names(paper.text.lines),
        *_alike(paper.text.lines),
    ]


# how many places there are


def _places(paper: Paper) -> Iterator[Check]:
    for unit, form in _LEVELS.items():
        outright = [claim for line in paper.text.lines for claim in _stated(paper, line, form)]
        classes = [claim for line in paper.text.lines for claim in _classes(paper, line, unit)]
        if not outright:
            continue
        first = outright[0]
        settled = first.value in {claim.value for claim in classes}
        others = [claim for claim in outright[1:] if claim.area == first.area and not settled]
        seen = {first.value}
        for other in (*others, *classes):
            if other.value not in seen:
                seen.add(other.value)
                yield _speak(unit, first, other, classes)


def _speak(unit: str, first: Claim, other: Claim, classes: Sequence[Claim]) -> Check:
    what = f"Văn bản nêu {printed(first.value)} đơn vị {'cấp xã' if unit == 'xã' else 'cấp huyện'}"
    message = f"{what} nhưng chỗ khác ghi {printed(other.value)}."
    if other in classes:
        message = f"{what} nhưng cộng các loại đã kê thì được {printed(other.value)}."
    return slip("count", message, stated=first.value, found=other.value, spans=[first.span, other.span])


def _parts(lines: Sequence[Line]) -> Iterator[Check]:
    """ "Đặc khu có 09 khu dân cư" and "cả 10 khu dân cư của đặc khu"; silent where borders change."""
    folded = [low(line.text) for line in lines]
    if any(map(_REDRAWN.search, folded)):
        return
    outright: dict[str, list[Claim]] = {}
    for line, said in zip(lines, folded, strict=True):
        for match in _CONSISTS.finditer(said):
            place = (line.start + match.start("number"), line.start + match.end("noun"))
            outright.setdefault(match["noun"], []).append(Claim(Decimal(match["number"]), place))
    for line, said in zip(lines, folded, strict=True):
        for match in _ALL_OF.finditer(said):
            noun, found = match["noun"] or match["of"], Decimal(match["number"] or match["whole"])
            claims = outright.get(noun, [])
            if len({claim.value for claim in claims}) == 1 and claims[0].value != found:
                stated = claims[0].value
                message = f"Văn bản nêu có {printed(stated)} {noun} nhưng chỗ khác ghi {printed(found)}."
                places = [claims[0].span, (line.start + match.start(), line.start + match.end())]
                yield slip("count", message, stated=stated, found=found, spans=places)
                del outright[noun]  # one slip is one check


def _stated(paper: Paper, line: Line, form: re.Pattern[str]) -> Iterator[Claim]:
    """ "129 đơn vị hành chính cấp xã (…)", with nothing behind that limits it and no change of borders."""
    said = low(line.text)
    for match in form.finditer(said):
        before = _COUNTED.search(said, max(0, match.start() - 12), match.start())
        if before is None or not _PLAIN_END.match(said, match.end()) or _REDRAWN.search(said):
            continue
        lead = said[max(0, before.start() - 30) : before.start()]
        if not _OUTRIGHT.search(lead) or _PART.search(lead):
            continue
        if match[0] == "xã, thị trấn" and not _OF_DISTRICT.search(lead):
            continue  # any few communes of a district are called so
        place = (line.start + before.start(), line.start + match.end())
        quantity = next(find_quantities(paper.text.text, *place), None)
        if quantity is not None and quantity.value_max is None:
            yield Claim(quantity.value, (quantity.start, place[1]), _area(line.text[: before.start()]))


def _area(before: str) -> str:
    """The district or country that the number is of; empty for the province of the paper."""
    named = list(_AREA.finditer(before))
    return named[-1][0].lower() if named else ""


def _classes(paper: Paper, line: Line, unit: str) -> Iterator[Claim]:
    """ "Hiện có 30 xã loại 1, 32 xã loại 2, …, 35 xã không phải trọng điểm": the sum over all classes."""
    said = low(line.text)
    if not _CLOSING.search(said):
        return
    run: list[Quantity] = []
    for quantity in find_quantities(paper.text.text, line.start, line.end):
        if quantity.unit != unit or quantity.value_max is not None:
            continue
        gap = said[run[-1].unit_end - line.start : quantity.start - line.start] if run else ""
        if run and not re.fullmatch(r"[^.;:()\d]{1,60}(?:\d[^.;:()\d]{0,20})?(?:,|;| và)\s+", gap):
            yield from _sum_of(run, said, line)
            run = []
        run.append(quantity)
    yield from _sum_of(run, said, line)


def _sum_of(run: Sequence[Quantity], said: str, line: Line) -> Iterator[Claim]:
    if len(run) > 2 and _CLOSING.search(said, run[0].start - line.start):
        tail = re.match(r"[^.;:()\d]*", said[run[-1].unit_end - line.start :])
        end = run[-1].unit_end + (len(tail[0].rstrip()) if tail else 0)
        yield Claim(sum((quantity.value for quantity in run), Decimal(0)), (run[0].start, end))


# money in prose and in its table


def _money(paper: Paper) -> Iterator[Check]:
    totals = [
        (amount.value * factor, amount.span)
        for table in paper.tables
        if table.money
        and (factor := money_factor(table.unit)) is not None
        and (amount := table.amount(table.total)) is not None
        and amount.value is not None
    ]
    stated = list(stated_totals(paper.text))
    if len(totals) != 1 or len({value for _, value in stated}) != 1:
        return
    (total, place), (span, value) = totals[0], stated[0]
    if total != value and abs(total - value) <= value * _TENTH:
        message = (
            f"Kinh phí ghi trong lời văn là {printed(Decimal(value))} đồng"
            f" nhưng tổng của bảng là {printed(total)} đồng."
        )
        yield slip("count", message, stated=Decimal(value), found=total, spans=[span, place])


# lists that announce their length


def _lists(lines: Sequence[Line]) -> Iterator[Check]:
    labels: list[Label | None] = []  # read when the first list is announced: most papers announce none
    for at, line in enumerate(lines):
        match = _ANNOUNCES.search(low(line.text)) if line.text.rstrip().endswith(":") else None
        if match is None:
            continue
        labels = labels or [None if line.in_table else parse_label(line.text) for line in lines]
        length = _length(labels[at], labels[at + 1 :])
        if length and length != int(match["number"]):
            message = f"Văn bản nêu {int(match['number'])} {match['noun']} nhưng liệt kê {length}."
            span = (line.start + match.start("number"), line.start + match.end("noun"))
            yield slip("count", message, stated=Decimal(match["number"]), found=Decimal(length), spans=[span])


def _names(lines: Sequence[Line]) -> Iterator[Check]:
    """ "03 xã: Long Hiệp, Ngãi Xuyên, Tập Sơn, Đôn Châu": nothing but names, to the end of the list."""
    for line in lines:
        for match in _NAMED.finditer(line.text) if not line.in_table else ():
            names = re.split(r",\s*|\s+và\s+", match["names"])
            goes_on = match["end"][
                -1:
            ].isalpha()  # words follow, which may belong to the last name ("Tiểu học C")
            if goes_on and " " not in names[-1]:
                names.pop()
            closed = (match["opens"] == "(") == (match["end"] == ")") and not any(map(_BODY.match, names))
            stated = int(match["number"])
            if closed and (len(names) > stated or (len(names) < stated and not goes_on)):
                message = f"Văn bản nêu {stated} {match['noun']} nhưng kể tên {len(names)}."
                span = (line.start + match.start(), line.start + match.end("names"))
                yield slip("count", message, stated=Decimal(stated), found=Decimal(len(names)), spans=[span])


def _alike(lines: Sequence[Line]) -> Iterator[Check]:
    """ "05 đội …, gồm: Đội A, Đội B, Đội C, Đội D": the names count themselves by their first word."""
    for line in lines:
        for match in _ALIKE.finditer(low(line.text)) if not line.in_table else ():
            stated, noun = int(match["number"]), match["noun"]
            named = len(re.split(rf"(?:,\s|,?\svà\s)(?={noun}\s)", match["names"]))
            if named != stated:
                message = f"Văn bản nêu {stated} {noun} nhưng kể tên {named}."
                span = (line.start + match.start(), line.start + match.end("names"))
                yield slip("count", message, stated=Decimal(stated), found=Decimal(named), spans=[span])


def _length(own: Label | None, following: Sequence[Label | None]) -> int:
    """How many numbered items follow, counted by their labels; 0 where they are not one clean series."""
    if not following or following[0] is None or following[0].kind in BULLETS:
        return 0
    kind = following[0].kind
    items: list[str] = []
    for label in following:
        if label is not None and own is not None and label.kind <= own.kind:
            break
        if label is not None and label.kind < kind:
            break
        if label is not None and label.kind is kind:
            if label.text.strip("().") in ("1", "a", "I") and items:
                break
            items.append(label.text)
    return len(items) if len(set(items)) == len(items) > 1 and items[0].strip("().") in ("1", "a", "I") else 0
