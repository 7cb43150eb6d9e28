"""A stated percentage that does not match its two numbers.

Tried are "190/200 xã, đạt 95%", "124 xã (chiếm tỷ lệ 96%)" of a whole in the same paragraph, "từ 100 xuống
80 vụ, giảm 20%" and "tăng 30 vụ (25%)". A percentage may be rounded or cut off at its last printed digit.

Silent: vague shares ("gần 96%"), a share whose whole is not plain, growth without its base.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chungtay.reader.checks.clauses import LOOK_BACK, Clause, amount, same_unit
from chungtay.reader.checks.paper import Findings, Paper, slip
from chungtay.reader.contract import Check
from chungtay.reader.quantities.numbers import parse_number, printed
from chungtay.reader.quantities.units import Quantity

_RATIO = re.compile(
    r"(?<![\w/.,])(?P<part>\d[\d.,]*)\s?/\s?(?P<whole>\d[\d.,]*\d|\d)(?!\s?/)(?P<words>[^.;:%\d]{0,90}?)"
    r"(?P<cue>đạt|chiếm|bằng|tỷ lệ|tỉ lệ|\(|=)\s*(?:tỷ lệ|tỉ lệ|là|=)?\s*\(?\s*(?P<percent>\d[\d,.]*)\s?%"
)
_AMONG = re.compile(  # "Trong 96 xã có 72 đơn vị thành lập đội, đạt 80%", "Trong 64 người, 48 người …, đạt 75%"
    r"(?<!\w)trong\s+(?:tổng\s+)?(?:số\s+)?(?P<whole>\d[\d.,]*)\s+(?!tháng|năm|quý|tuần|ngày|giờ)[^.;:\d]{2,60}?(?:\scó|,)\s+"
    r"(?P<part>\d[\d.,]*)\s+[^.;:%\d]{0,80}?(?:đạt|chiếm)(?: tỷ lệ| tỉ lệ)?:?\s*\(?(?P<percent>\d[\d,.]*)\s?%"
    r"(?!\s*(?:kế hoạch|chỉ tiêu|so với|yêu cầu))"
)
_SHARE = re.compile(r"(?:chiếm|đạt)(?: tỷ lệ| tỉ lệ)?:?\s*\(?$")
_CHANGE = re.compile(
    r"từ (?P<before>\d[\d.,]*)[^\d.;:()]{0,30}?(?:xuống(?: còn)?|lên|còn|đến)\s+(?P<after>\d[\d.,]*)"
    r"[^\d.;:]{0,30}?[,(]\s*(?:tức )?(?:tăng|giảm)\s*(?P<percent>\d[\d,.]*)\s?%"
)
_GROWTH = re.compile(
    r"(?P<now>\d[\d.,]*) (?P<unit>[^\W\d]+(?: [^\W\d]+)?)[^\d.;:]{0,30}?[,(]\s*"
    r"(?P<way>tăng|giảm) (?P<by>\d[\d.,]*) "
    r"(?P=unit)\s*(?:\(|, ?|= ?|tương đương |bằng )\s*(?:tăng |giảm |= ?)?(?P<percent>\d[\d,.]*)\s?%"
)
_DAY = re.compile(r"(?:ngày|tháng|trước|đến|từ|hết|thứ|hạng|vị trí)\s*\Z")
_OTHER = re.compile(r"so với|kế hoạch|tăng|giảm|cùng kỳ|điểm|trong đó")  # the share is one of something else
_FAR = 200  # characters between a whole and its part
_YEAR = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Share:
    """``percent`` as printed, ``computed`` from the two numbers at ``spans``."""

    percent: str
    computed: Decimal
    words: str
    span: tuple[int, int]
    base: tuple[int, int]

    @property
    def stated(self) -> Decimal:
        return parse_number(self.percent) or Decimal(0)

    @property
    def holds(self) -> bool:
        """Rounded either way at the last digit that is printed."""
        digits = len(self.percent.partition(",")[2])
        return abs(self.computed - self.stated) < Decimal(10) ** -digits


def check_share(paper: Paper) -> Findings:
    """Every share whose two numbers stand in the same paragraph."""
    checks, held = [], 0
    for clause in paper.clauses:
        if "%" not in clause.low:
            continue
        taken: set[int] = set()
        for share in (*_ratios(clause), *_changes(clause), *_growths(clause)):
            taken.add(share.span[1])
            held += share.holds
            if not share.holds:
                checks.append(_speak(share))
        for share in _shares(clause):
            if share.span[1] not in taken:
                held += share.holds
                if not share.holds:
                    checks.append(_speak(share))
    return Findings(tuple(checks), held)


def _ratios(clause: Clause) -> Iterator[Share]:
    for match in _RATIO.finditer(clause.low):
        part, whole = _number(match["part"]), _number(match["whole"])
        is_date = whole in _YEAR or _DAY.search(clause.low, 0, match.start()) or _OTHER.search(match["words"])
        if part and whole and not is_date:
            words = f"{match['part']}/{match['whole']}"
            yield _share(clause, match, part / whole, words, match.start("part"))
    for match in _AMONG.finditer(clause.low):
        part, whole = _number(match["part"]), _number(match["whole"])
        if part and whole and part <= whole:
            words = f"{match['part']} trên {match['whole']}"
            yield _share(clause, match, part / whole, words, match.start("whole"))


def _changes(clause: Clause) -> Iterator[Share]:
    for match in _CHANGE.finditer(clause.low):
        before, after = _number(match["before"]), _number(match["after"])
        if before and after and before not in _YEAR:
            words = f"từ {match['before']} thành {match['after']}"
            yield _share(clause, match, abs(after - before) / before, words, match.start("before"))


def _growths(clause: Clause) -> Iterator[Share]:
    for match in _GROWTH.finditer(clause.low):
        now, by = _number(match["now"]), _number(match["by"])
        base = None if now is None or by is None else now - by if match["way"] == "tăng" else now + by
        if by and base and base > 0:
            words = f"{match['way']} {match['by']} so với {printed(base)}"
            yield _share(clause, match, by / base, words, match.start("now"))


def _share(clause: Clause, match: re.Match[str], ratio: Decimal, words: str, base: int) -> Share:
    start = clause.line.start
    span = (start + match.start("percent"), start + match.end())
    numbers = clause.line.text[base : match.start("percent")].rstrip(" (,")
    return Share(
        match["percent"].rstrip(".,"), ratio * 100, words, span, (start + base, start + base + len(numbers))
    )


def _shares(clause: Clause) -> Iterator[Share]:
    """ "129 đơn vị (…); trong đó có 124 xã (chiếm tỷ lệ 96%)": any number before may be the whole that fits.

    Where none fits it is a slip only if one single number of the same unit stands before the part.
    """
    for place, percent in enumerate(clause.quantities):
        before = clause.low[
            max(0, percent.start - clause.line.start - 24) : percent.start - clause.line.start
        ]
        if percent.unit != "%" or percent.value_max is not None or not _SHARE.search(before) or not place:
            continue
        part = clause.quantities[place - 1]
        said = clause.said(part.unit_end, percent.start)
        if (
            part.unit == "%"
            or clause.is_vague(part)
            or part.value_max is not None
            or re.search(r"[.;]", said)
        ):
            continue
        wholes = [
            q
            for q in clause.quantities[max(0, place - LOOK_BACK) : place - 1]
            if q.value_max is None and amount(q) >= amount(part)
        ]
        tried = [(_of(clause, part, whole, percent), whole) for whole in wholes]
        holding = [share for share, _ in tried if share.holds]
        alike = [share for share, whole in tried if same_unit(part, whole)]
        among = "trong đó" in clause.said(max(clause.line.start, part.start - _FAR), part.start)
        nearest = clause.quantities[place - 2] if place > 1 else None
        parted = nearest and "trong đó" in clause.said(nearest.unit_end, part.start)
        alone = (
            percent.unit_end < clause.line.end and clause.said(percent.unit_end, clause.line.end)[:1] == ")"
        )
        if holding:
            yield holding[-1]
        elif nearest and parted and alone and same_unit(part, nearest) and amount(nearest) >= amount(part):
            yield _of(clause, part, nearest, percent)
        elif len(alike) == 1 and len(wholes) == 1 and among and part.unit is not None:
            yield alike[0]


def _of(clause: Clause, part: Quantity, whole: Quantity, percent: Quantity) -> Share:
    text = clause.line.text[percent.start - clause.line.start : percent.end - clause.line.start]
    words = f"{printed(part.value)} trên {printed(whole.value)}"
    ratio = amount(part) / amount(whole) * 100 if amount(whole) else Decimal(0)
    return Share(text, ratio, words, (percent.start, percent.unit_end), (part.start, part.unit_end))


def _number(text: str) -> Decimal | None:
    return parse_number(text.rstrip(".,"))


def _speak(share: Share) -> Check:
    computed = round(share.computed, 2)
    message = f"Tỷ lệ ghi {share.percent}% nhưng {share.words} là {printed(computed)}%."
    return slip("share", message, stated=share.stated, found=computed, spans=[share.span, share.base])
