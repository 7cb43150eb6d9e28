"""The lines above the title: whose paper it is, its number, its place and its day."""

import re
from dataclasses import dataclass

from chungtay.reader.blocks import Line, Span, Text
from chungtay.reader.duties.citations import plain_code
from chungtay.reader.duties.dates import iso
from chungtay.reader.lexicon import UPPER, either, even, low, words
from chungtay.reader.structure.frame import is_upper
from chungtay.reader.structure.outline import Outline

_LONGEST = 30  # lines; a letterhead is never longer, even unrolled from two columns
_PART = rf"[{UPPER}][\w&]*(?:\.[{UPPER}]\w*)?(?:\([\w&]+\))?"
_NUMBER = re.compile(
    rf"S(?:ố|Ố)\s*:?\s*(?P<number>\d{{1,5}}[a-zA-Z]?)?[\s.…_]*(?:/\s*(?P<year>(?:19|20)\d{{2}})\s*)?(?P<mark>[/-])\s*(?P<symbol>{_PART}(?:\s?[/-]\s?{_PART}){{0,4}})"
)
_PLACE_DATE = re.compile(
    rf"(?:(?P<place>[{UPPER}][\w.'’]*(?:[\s-]+[{UPPER}][\w.'’]*){{0,4}})\s*,\s*)?[Nn]gày(?P<day>[\s.…_]*\d{{0,2}}[\s.…_]*)(?:tháng(?P<month>[\s.…_]*\d{{0,2}}[\s.…_]*)năm|/(?P<number>\d{{1,2}})/)[\s.…_]*(?P<year>(?:19|20)\d{{2}})"
)
_MOTTO = re.compile(
    r"(?:cộng\s*h(?:òa|oà)\s*xã\s*hội\s*chủ\s*nghĩa\s*việt\s*nam|độc\s*lập\s*-\s*tự\s*do\s*-\s*hạnh\s*phúc|đảng\s*cộng\s*sản\s*việt\s*nam)",
    re.IGNORECASE,
)
_MOTTO_OF_UNION = re.compile(r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")  # on the right of its papers
_MOTTOS = ("cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc", "đảng cộng sản việt nam")
_MOTTO_ENDS = ("NAM", "PHÚC")
_NOT_BODY = re.compile(
    r"\s*(?:dự thảo|hỏa tốc|khẩn|mật|thượng khẩn|v/v|số\b|công văn đến|đến\b|sao y|phụ lục|cổng|trang)",
    re.IGNORECASE,
)
# Columns, and a second body that a joined line put after the first ("UBND XÃ SƠN HÀ BAN CHỈ ĐẠO 138").
_BETWEEN_BODIES = re.compile(
    r"\s+\|\s+|\s{3,}|(?<!ĐẢNG)(?<!ỦY)(?<!UỶ)(?<!PHÒNG)(?<!ĐẠO)(?<!TRỰC)(?<!ĐOÀN)(?<!CỦA)(?<!TỊCH)"
    r"(?<!BIÊN)(?<!VĂN)(?<!QUỐC)(?<!TRƯỞNG)(?<!CƠ)(?<!TRỤ)\s+"
    r"(?=(?:BAN CHỈ ĐẠO|ĐẢNG ỦY|ỦY BAN NHÂN DÂN|UBND|CÔNG AN (?:TỈNH|HUYỆN|XÃ|PHƯỜNG|THÀNH PHỐ)"
    rf"|(?:SỞ|PHÒNG) [{UPPER}]))"
)
_GOES_ON = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|TP|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)(?!\s+(?:ỦY|UỶ|ĐOÀN))\b|(?:VÀ|VỀ|PHÒNG,"
    r"|NHÂN DÂN|CỦA)\b"
)
_BODY = re.compile(
    r"(?:CÔNG AN|UBND|ỦY BAN|ĐOÀN|TỈNH ĐOÀN|HUYỆN ĐOÀN|THÀNH ĐOÀN|HỘI|SỞ|PHÒNG|BAN|BỘ|MẶT TRẬN|LIÊN ĐOÀN"
    r"|VIỆN|TÒA ÁN|TOÀ ÁN|CHI CỤC|CỤC)\b"
)
_JOINT = re.compile(rf"(?P<first>{_BODY.pattern}[^-–]*?)(?:\s+[-–]\s+{_BODY.pattern}[^-–]*)+")
_PLACE = re.compile(r"\s(?:TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s(?!ĐOÀN|ỦY|UỶ).+")
_LEXICON = words("agencies")
_SEATS = ("CHỦ TỊCH", "THƯỜNG TRỰC")  # alone on the line above the body
_OPENS_BODY = re.compile(  # any other line of capitals goes on with the name above it
    either(
        [*_LEXICON["bodies"], *_LEXICON["openers"], *_LEXICON["parts_of_bodies"], *_LEXICON["own_openers"]]
    )
    + r"(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    bodies: tuple[str, ...]  # as printed, in capitals, outer first
    number: str | None
    symbol: str | None
    code: str | None
    place: str | None
    issued_on: str | None
    places: dict[str, Span]  # the lines that say the number, the date and the last body

    @property
    def parent(self) -> str | None:
        return self.bodies[-2] if len(self.bodies) > 1 else None


def read_letterhead(text: Text, outline: Outline) -> Letterhead:
    lines = _lines(text, outline)
    bodies: list[str] = []
    number = date = None
    places: dict[str, Span] = {}
    for line in lines:
        rest = _MOTTO.sub(" ", even(line.text))
        span = (line.start, line.end)
        if not number and (number := _NUMBER.search(rest)):
            places["number"] = span
            rest = rest[: number.start()] + " | " + rest[number.end() :]
        if not date and (date := _place_and_date(rest)):
            places["date"] = span
            rest = rest[: date.start()] + rest[date.end() :]
        before = list(bodies)
        _add_body(bodies, rest)
        if bodies != before:
            places["issuer"] = span
    return Letterhead(
        bodies=tuple(
            _answering(name.rstrip(" ,-"))
            for name in bodies
            if len(bodies) == 1 or not _MOTTO_OF_UNION.fullmatch(name)
        ),
        number=number["number"] if number else None,
        symbol=plain_code(number["symbol"]) if number else None,
        code=_code(number) if number else None,
        place=_place(date["place"]) if date else None,
        issued_on=_date(date) if date else None,
        places=places,
    )


def _place_and_date(words: str) -> re.Match[str] | None:
    """A day in figures alone ("02/01/2026") is the paper's only behind its place."""
    found = _PLACE_DATE.search(words)
    return found if found and (found["number"] is None or found["place"]) else None


def _lines(text: Text, outline: Outline) -> list[Line]:
    """The lines before the title; without a title, those before the first long line or label."""
    titles = outline.frame.titles
    if titles:
        return list(text.lines[: titles[0].start][-_LONGEST:])
    found = []
    for number, line in enumerate(text.lines[:_LONGEST]):
        if outline.owner[number] or len(line.text) > 160:
            break
        found.append(line)
    return found


def _add_body(bodies: list[str], rest: str) -> None:
    for piece in _BETWEEN_BODIES.split(rest):
        name = re.sub(r"[-_*.=]{2,}", " ", piece).strip(" *_|.:").lstrip(" ,-")
        if (
            len(name) < 3
            or _is_motto_part(name)
            or not is_upper(name)
            or _NOT_BODY.match(name)
            or len(name) > 140
        ):
            continue
        if re.search(r"\d+\s*[/-]\s*[A-ZĐ]", name):
            continue  # the number of a paper in a table about it
        if name in _MOTTO_ENDS and not (bodies and bodies[-1].endswith("VIỆT")):
            continue  # the last word of the motto, in a narrow column
        if bodies and (joint := _JOINT.fullmatch(bodies[-1])) and not _BODY.match(name):
            bodies[-1] = f"{joint['first']} {name}"  # the paper of two bodies of one place: the first answers
        elif bodies and _continues(bodies[-1], name):
            bodies[-1] = f"{bodies[-1]} {name}"
        else:
            bodies.append(name)


def _continues(above: str, name: str) -> bool:
    """Whether the line goes on with the name above it: that is open, or the line opens no body."""
    is_open = above.endswith((",", "VÀ", "-", "BINH VÀ XÃ", "VĂN HÓA - XÃ")) or above in _SEATS
    return is_open or bool(_GOES_ON.match(name)) or not _OPENS_BODY.match(low(name))


def _answering(name: str) -> str:
    """Of several bodies that write together the first, with the place that they share."""
    joint = _JOINT.fullmatch(name)
    place = _PLACE.search(name) if joint else None
    if not joint or not place or joint["first"].endswith(place.group()):
        return name
    return f"{joint['first']}{place.group()}"


def _is_motto_part(name: str) -> bool:
    """A piece of the motto that a line break cut: "CHỦ NGHĨA VIỆT NAM"."""
    return len(name.split()) > 1 and any(low(name) in motto for motto in _MOTTOS)


def _code(found: re.Match[str]) -> str | None:
    if not found["number"]:
        return None
    year = f"/{found['year']}" if found["year"] else ""
    return f"{found['number']}{year}{found['mark']}{plain_code(found['symbol'])}"


def _place(place: str | None) -> str | None:
    """The place without what a joined column left before it."""
    return (
        re.sub(r"\s+", " ", place).strip()
        if place and not is_upper(place)
        else (place.title() if place else None)
    )


def _date(found: re.Match[str]) -> str | None:
    day, month = (re.sub(r"\D", "", printed) for printed in (found["day"], found["month"] or found["number"]))
    if not month:
        return found["year"]
    if not day:
        return f"{found['year']}-{int(month):02d}" if 1 <= int(month) <= 12 else found["year"]
    return iso(int(found["year"]), int(month), int(day)) or found["year"]
