"""Other papers that the text names: code, kind, date, issuer, and what they are to it."""

import re
from collections.abc import Iterator

from chungtay.reader.blocks import Span, Text
from chungtay.reader.contract import Citation, CitationRole
from chungtay.reader.duties.agencies import list_at
from chungtay.reader.duties.dates import FULL_DATE, full_date
from chungtay.reader.lexicon import UPPER, either, even, low, words
from chungtay.reader.structure.zones import Zone
from chungtay.reader.trust.why import Why

_KINDS: dict[str, str] = words("kinds")["kinds"]
_SYMBOLS: dict[str, str] = {value: value for value in _KINDS.values()} | words("kinds")["symbols"]
_KIND = rf"(?i:{either(list(_KINDS))})"
_PART = rf"[{UPPER}][\w&]*(?:\([\w&]+\))?"
# 101/KH-UBND · 36-CT/TW · 179- KH/TU · 28/2025/QĐ-TTg · 163/2024/QH15 · 367/TTr-CAT-TM(CSMT)
CODE = rf"\d{{1,5}}[a-z]?\s*(?:/\s*(?:19|20)\d{{2}}\s*)?[/-]\s*{_PART}(?:\s?[/-]\s?{_PART}){{0,4}}(?:(?<=QH)-\d\d)?"
_DATED = re.compile(rf"\s*,?\s*(?:ký\s+)?(?:ngày\s*)?(?P<date>{FULL_DATE})", re.IGNORECASE)
_CODE = re.compile(rf"(?<![\w/.,-])(?P<code>{CODE})")
_KIND_BEFORE = re.compile(
    rf"(?:(?P<kind>{_KIND})(?:\s+(?:liên tịch|liên ngành))?\s*)?(?P<no>(?i:số)\s*:?\s*)?$"
)
_KIND_FIRST = re.compile(rf"(?:Căn cứ\s+|-\s*)?(?P<kind>{_KIND})\s+\S")
_WHEN = rf"(?:(?:được [^.;]{{0,40}}thông qua )?ngày\s+(?P<date>{FULL_DATE})|năm\s+(?P<year>\d{{4}}))"
# "tìm hiểu Luật Phòng, chống ma túy từ ngày 01/5/2024": the day is that of the duty.
_BOUND = (
    r"(?:từ|trước|đến|vào|trong|xong|chậm nhất|hoàn thành|kết thúc)\s+"
    r"(?:(?:là|vào|hết|trước|trong|cuối)\s+)*(?:ngày|năm)"
)
_LAW = re.compile(
    r"(?P<kind>Bộ [Ll]uật|Luật|Pháp lệnh|Hiến pháp)\s+"
    rf"(?P<name>(?:(?!(?:ngày|năm|số) \d|và các |{_BOUND})[^.;:()\d]){{3,140}}?)(?:(?=\s+{_BOUND}\s*\d)|\s*,?\s*"
    rf"(?:số\s+(?P<code>{CODE})(?:\s*,?\s*{_WHEN})?|{_WHEN.replace('<date>', '<day>').replace('<year>', '<of>')}))"
)
_OF = re.compile(r"\s*,?\s+(?:của|do)\s+", re.IGNORECASE)
_ISSUER = re.compile(
    rf"[{UPPER}][^,;.()\d]{{2,60}}?(?=\s+(?:về|quy định|ban hành|phê duyệt|sửa đổi|triển khai|hướng dẫn|thực hiện"
    rf"|khóa)\b|[,;.()]|$)"
)
_KNOWN_ISSUERS = (("TTg", "Thủ tướng Chính phủ"), ("CP", "Chính phủ"))
_NESTED = re.compile(r"\b(?:về|theo|tại|của|quy định|ban hành|hướng dẫn|trong)\b")
_CARRY_OUT = re.compile(
    r"(?:(?:để|nhằm) [^,;]{2,80}, )?"
    r"(?:tiếp tục |tổ chức |triển khai |nhằm |để )*(?:thực hiện|triển khai|thi hành|cụ thể hóa)\b"
)
# "Chỉ thị số 36-CT/TW của Bộ Chính trị và …": the issuer of a paper that stands beside this one
_OF_BEFORE = re.compile(
    r"\bcủa\s(?:(?!\b(?:về|quy định|theo|tại|ban hành|hướng dẫn|của)\b)[^;,]){2,60}?(?:,|\svà)(?=\s|\Z)"
)


def find_citations(text: Text, zones: list[Zone]) -> list[Citation]:
    """Every naming of another paper, in order; the paper's own number is left to the caller."""
    found: list[Citation] = []
    cited: set[int] = set()
    for number, line in enumerate(text.lines):
        if zones[number] in (Zone.SIGNATURE, Zone.RECIPIENTS) or line.in_table:
            continue
        for kind, code, date, (start, end) in _named(even(line.text)):
            issuer, end = _issuer(line.text, end, code)
            role = _role(low(line.text), start, zones[number])
            span = (line.start + start, line.start + end)
            why = Why("citations.number" if code else "citations.law", span)
            found.append(Citation(code, kind, date, issuer, role, span, why=(why,)))
            cited.add(number)
    found += _unnumbered(text, zones, cited)
    return sorted(found, key=lambda citation: citation.span)


def _unnumbered(text: Text, zones: list[Zone], cited: set[int]) -> Iterator[Citation]:
    """Grounds without a number or a date: "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh …"."""
    for number, line in enumerate(text.lines):
        ground = zones[number] is Zone.BASIS or (
            zones[number] is Zone.PREAMBLE and line.text.startswith("Căn cứ")
        )
        first = _KIND_FIRST.match(line.text) if ground and number not in cited else None
        if first:
            end = line.start + len(line.text.rstrip(" .;,"))
            span = (line.start + first.start("kind"), end)
            why = Why("citations.ground", span)
            yield Citation(None, _KINDS[low(first["kind"])], None, None, "basis", span, why=(why,))


def plain_code(code: str) -> str:
    """A number as registers keep it: no blanks around its marks."""
    return re.sub(r"\s*([/-])\s*", r"\1", code)


def kind_of_code(code: str) -> str | None:
    """The kind that a number itself tells: "101/KH-UBND" is a KH."""
    symbol = re.split(r"[/-]", re.sub(r"^\d+[a-z]?(?:/(?:19|20)\d{2})?[/-]", "", code))
    return next((_SYMBOLS[part] for part in symbol[:1] if part in _SYMBOLS), None)


def _named(evened: str) -> Iterator[tuple[str | None, str | None, str | None, Span]]:
    laws = list(_LAW.finditer(evened))
    for law in laws:
        code = plain_code(law["code"]) if law["code"] else None
        day = law["date"] or law["day"]
        date = full_date(day) if day else law["year"] or law["of"]
        yield _KINDS.get(low(law["kind"]), "Luật"), code, date, law.span()
    taken = [law.span() for law in laws]
    for cited in _CODE.finditer(evened):
        if any(start <= cited.start() < end for start, end in taken):
            continue
        code = plain_code(cited["code"])
        start = max(0, cited.start() - 60)
        before = _KIND_BEFORE.search(evened[start : cited.start()])
        named = before["kind"] if before else None
        kind = _KINDS[re.sub(r"\s+", " ", low(named))] if named else kind_of_code(code)
        if kind is None and not (before and before["no"]):
            continue  # a fraction or an abbreviation, not the number of a paper
        dated = _DATED.match(evened, cited.end())
        span = (start + before.start() if before else cited.start(), dated.end() if dated else cited.end())
        yield kind or "CV", code, full_date(dated["date"]) if dated else None, span


def _issuer(text: str, at: int, code: str | None) -> tuple[str | None, int]:
    """The body named after "của", or the one that the number tells, and where the citation ends."""
    after = text[at : at + 240]
    if of := _OF.match(after):
        mentions, _ = list_at(after, of.end())
        named = _ISSUER.match(after, of.end())
        if mentions and (not named or mentions[0].end >= named.end() or mentions[0].name[0].isupper()):
            joint = mentions if code and "TTLT" in code else mentions[:1]
            return ", ".join(mention.name for mention in joint), at + joint[-1].end
        if named:
            return named.group().strip(), at + named.end()
    for mark, issuer in _KNOWN_ISSUERS:
        if code and code.endswith(f"-{mark}"):
            return issuer, at
    return ("Quốc hội", at) if code and re.search(r"/QH-?\d+$", code) else (None, at)


def _role(line: str, at: int, zone: Zone) -> CitationRole:
    """basis: among the grounds; implements: "Thực hiện …" in the introduction or the title; else mentions."""
    before = line[:at]
    opening = zone in (Zone.PREAMBLE, Zone.LETTERHEAD)
    if opening and _last_part(before).lstrip(" ,").startswith(("theo đề nghị", "xét đề nghị")):
        return "basis"
    if opening and ";" in before and _carried_out(before):  # "Căn cứ Luật …; thực hiện Điện số …"
        return "implements"
    if zone is Zone.BASIS or (
        line.startswith("căn cứ") and zone in (Zone.PREAMBLE, Zone.LETTERHEAD, Zone.BODY)
    ):
        return "basis" if not _nested(before, "căn cứ") else "mentions"
    if opening and _carried_out(before):
        return "implements"
    return "mentions"


def _carried_out(before: str) -> bool:
    """ "Thực hiện Kết luận số …; Nghị quyết số …": each paper of the list, none that stands inside another's title."""
    part = _last_part(before).removeprefix("kế hoạch").strip()
    opened = _CARRY_OUT.match(part)
    if not opened and not _CARRY_OUT.match(before):
        return False
    return not _NESTED.search(_OF_BEFORE.sub("", part[opened.end() :] if opened else part))


def _last_part(words_before: str) -> str:
    return words_before.rsplit(";", 1)[-1]


def _nested(before: str, opener: str) -> bool:
    """Whether the paper stands inside the title of another one ("Quyết định … về thực hiện Chỉ thị số …")."""
    return bool(_NESTED.search(_last_part(before.removeprefix(opener))))
