"""Whose paper it is: from the letterhead, the title, the introduction; written as in a sentence, with its place."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from chungtay.reader.blocks import Text
from chungtay.reader.duties.agencies import list_at
from chungtay.reader.header.letterhead import Letterhead
from chungtay.reader.lexicon import UPPER, even, low, words
from chungtay.reader.structure.outline import Outline
from chungtay.reader.syllables import WORD, is_syllable

_LEXICON = words("agencies")
_LEVELS = ("tỉnh", "thành phố", "thị xã", "huyện", "quận", "xã", "phường", "thị trấn", "đặc khu")
_NAMED = (  # what a name of its own follows, beside the levels
    r"(?<!văn )(?<!cơ )bản|thôn|buôn|cửa khẩu|(?:huyện|tỉnh|thị) đoàn|(?<=thpt )chuyên|thpt|thcs|tiểu học|mầm non"
)
_NAME = rf"[{UPPER}][\w']*(?:[ -][{UPPER}][\w']*){{0,3}}"
_PLACE = re.compile(rf"(?<!\w)(tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu) ({_NAME})")
_ISSUES = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:xây dựng|ban hành|yêu cầu|đề ra|chỉ thị|triển khai|đề nghị|quyết định|thông báo"
    r"|hướng dẫn|báo cáo|phát động|tổ chức|giao|kết luận|phê duyệt)(?!\w)"
)
_PARTY = re.compile(r"(?:tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|đảng ủy|đảng bộ)")
_OF = re.compile(r"\bCỦA\s+(.+?)(?:\s+(?:về|Về)\s.*)?$")
_BARE_PARTY = re.compile(r"(?:Tỉnh|Thành|Huyện|Thị|Quận) ủy$")
_PARTY_OF = re.compile(rf"((?:Tỉnh|Thành|Huyện|Thị|Quận) ủy) ({_NAME})")
_PARTY_LEVEL = {
    "Tỉnh ủy": "tỉnh",
    "Thành ủy": "thành phố",
    "Huyện ủy": "huyện",
    "Thị ủy": "thị xã",
    "Quận ủy": "quận",
}

_LEVEL_SHORT = re.compile(r"\b(?:TP|TX)(?:\.\s*|\s+)(?=\w)")
_ABBREVIATIONS = re.compile(
    r"\b(?:thpt|thcs|tncs|lhpn|mttq|bđbp|antq|antt|tnxh|bvantq|hiv/aids|aids|bch|bcđ)\b", re.IGNORECASE
)


def find_issuer(text: Text, outline: Outline, letterhead: Letterhead) -> tuple[str | None, str]:
    """The issuing body in full, "UBND" written out, or None where nothing names it; and the rule that found it."""
    name, rule = _named(text, outline, letterhead)
    if name is None:
        return None, rule
    signed_for = " ".join(s.authority or "" for s in outline.frame.signatures)
    speaker = issuer_in_introduction(text, outline)
    if speaker and low(complete(speaker, text)).startswith(f"{low(complete(name, text))} "):
        name, rule = (
            speaker,
            "header.introduction",
        )  # "BAN CHỈ ĐẠO 138" in the letterhead; the introduction says whose
    full = complete(name, text)
    over = complete(letterhead.parent, text) if letterhead.parent else ""
    if over and full in _LEXICON["parts_of_bodies"]:  # "UBND TỈNH QUẢNG KHÁNH" / "VĂN PHÒNG"
        full = f"{full} {over}"
    full = _placed(full, [complete(body, text) for body in letterhead.bodies if body != name])
    whose = _PLACE.search(over)
    if whose and full.startswith("Ban Chỉ đạo") and not _PLACE.search(full):
        full = f"{full} {whose.group()}"
    if _PARTY.match(low(full)) and "BAN THƯỜNG VỤ" in signed_for:
        return f"Ban Thường vụ {full}", rule
    return full, rule


def _placed(full: str, others: Sequence[str]) -> str:
    """ "Trung tâm Y tế huyện" under "UBND HUYỆN SƠN HÀ", "Đảng bộ huyện" under "HUYỆN ỦY SƠN HÀ": which one."""
    for other in reversed(others):
        party, place = _PARTY_OF.match(other), _PLACE.search(other)
        if party and full.endswith((f" {_PARTY_LEVEL[party[1]]}", f" {party[1]}")):
            return f"{full} {party[2]}"
        if place and full.endswith(f" {place[1]}"):
            return f"{full} {place[2]}"
    return full


def _named(text: Text, outline: Outline, letterhead: Letterhead) -> tuple[str | None, str]:
    """The issuer as printed: in the title ("CHỈ THỊ CỦA …"), the letterhead or the introduction."""
    for number in outline.frame.titles[0] if outline.frame.titles else ():
        if of := _OF.search(even(text.lines[number].text)):
            return _with_place(of.group(1).strip(" *:"), letterhead.bodies), "header.title"
    if letterhead.bodies:
        return letterhead.bodies[-1], "header.letterhead"
    return issuer_in_introduction(text, outline), "header.introduction"


def _with_place(name: str, bodies: Sequence[str]) -> str:
    """ "BAN THƯỜNG VỤ TỈNH ỦY" under a letterhead "TỈNH ỦY SÔNG LAM": the letterhead says whose."""
    party = " ".join(name.split()[-2:])
    whole = next((body for body in bodies if low(body).startswith(f"{low(party)} ")), party)
    return name[: len(name) - len(party)] + whole


def issuer_in_introduction(text: Text, outline: Outline) -> str | None:
    """ "UBND thị xã Việt Yên xây dựng kế hoạch …": the body that speaks in the last lines before the first heading."""
    first = next((node.line for node in outline.nodes), len(text.lines))
    for line in reversed(text.lines[:first]):
        starts = [0, *(m.end() for m in re.finditer(r"[.,;:]\s+", line.text))]
        for at in reversed(starts):
            mentions, end = list_at(line.text, at)
            if len(mentions) == 1 and not mentions[0].group and _ISSUES.match(line.text, end):
                return mentions[0].name
    return None


def complete(name: str, text: Text) -> str:
    """The name in ordinary letters, abbreviations of state bodies written out, its place added where it lacks one."""
    plain = sentence_case(_LEVEL_SHORT.sub(_level, name), text) if name.isupper() else name
    plain = re.sub(r"^UBND\b", "Ủy ban nhân dân", plain)
    plain = re.sub(r"^HĐND\b", "Hội đồng nhân dân", plain)
    plain = re.sub(r"\bMTTQ\b", "Mặt trận Tổ quốc", plain)
    plain = re.sub(r"\bHội LHPN\b", "Hội Liên hiệp Phụ nữ", plain)
    level = next((level for level in _LEVELS if low(plain).endswith(f" {level}")), None)
    party = _BARE_PARTY.search(plain)
    if party:
        level = _PARTY_LEVEL[party.group()]
    place = _usual_place(text, level) if level else None
    return f"{plain} {place}" if place else plain


def _level(short: re.Match[str]) -> str:
    return "THÀNH PHỐ " if short.group().startswith("TP") else "THỊ XÃ "


def _usual_place(text: Text, level: str) -> str | None:
    """The place of that level that the text names most."""
    names = Counter(
        name for found, name in _PLACE.findall(even(text.text)) if found == level and not name.isupper()
    )
    return names.most_common(1)[0][0] if names else None


def sentence_case(name: str, text: Text) -> str:
    """A name in capitals as the body of the text writes it, or by the rules of spelling."""
    folded, wanted = low(text.text), low(name)
    at = folded.find(wanted)
    while at >= 0:
        written = text.text[at : at + len(wanted)]
        if not written.isupper() and written[0].isupper():
            return written
        at = folded.find(wanted, at + 1)
    return _with_names(_spelled(wanted), text.text)


def _with_names(spelled: str, text: str) -> str:
    """Words that the text writes only with capitals are a name: "Sở Nội vụ lai châu" of a paper from Lai Châu."""
    found = [match.span() for match in re.finditer(r"[^\W\d_]+", spelled)]
    for count in (4, 3, 2):
        for first in range(len(found) - count + 1):
            start, end = found[first][0], found[first + count - 1][1]
            small = spelled[start:end]
            if small.islower() and small.title() in text and small not in text:
                spelled = spelled[:start] + small.title() + spelled[end:]
    return spelled


def _spelled(folded: str) -> str:
    spelled = _known_names().sub(lambda match: _spellings()[re.sub(r"\s+", " ", match.group())], folded)
    spelled = re.sub(
        rf"(?:(?<=\s)(?:{'|'.join(_LEVELS)})|(?<!\w)(?i:{_NAMED})) (?!(?:hội|chuyên)\b)(.+)$",
        lambda m: m.group()[: m.start(1) - m.start()].lower() + m.group(1).title(),
        spelled,
    )
    spelled = re.sub(
        r"((?:Tỉnh|Thành|Huyện|Thị|Quận) ủy) (.+)$", lambda m: f"{m.group(1)} {m.group(2).title()}", spelled
    )
    spelled = _ABBREVIATIONS.sub(lambda match: match.group().upper(), spelled)
    spelled = WORD.sub(lambda m: m.group() if is_syllable(m.group()) else m.group().upper(), spelled)
    return spelled[:1].upper() + spelled[1:]


@cache
def _spellings() -> dict[str, str]:
    own = ["Ban Chỉ đạo", "Ban Chấp hành", "Ban Thường trực", "Trường"]
    names = [*_LEXICON["bodies"], *_LEXICON["subjects"], *own, *_LEXICON["departments"]]
    return {low(name): name for name in names}


@cache
def _known_names() -> re.Pattern[str]:
    ordered = sorted(_spellings(), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered) + r")(?!\w)"
    )
