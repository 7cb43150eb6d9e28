"""Names of bodies in running text: a small grammar over the words of lexicon/agencies.toml.

A name is a head ("Sở", "Công an", "các cơ quan"), what it is about ("Lao động - Thương binh và Xã hội") and whose it is
("tỉnh", "xã Mường Phăng", "các xã, phường"). Matching starts only at words that can open a name, so it is linear.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chungtay.reader.lexicon import UPPER, either, even, low, words

_LEXICON = words("agencies")
_VERB = either(words("duties")["verbs"])
_LEVEL = rf"(?i:{either(_LEXICON['levels'])})(?!\w)(?!\s+(?i:ủy|đoàn|đội|tịch))"
_NEXT_PHRASE = (
    r"(?!(?:Xây dựng|Triển khai|Thực hiện|Tổ chức|Tăng cường|Nâng cao|Đẩy mạnh|Phòng, chống|Về|Ban hành|Chỉ đạo"
    r"|Chủ trì|Phối hợp"
    r"|Phê duyệt|Quy định|Công tác|Hướng dẫn|Phát động|Kèm)\b)"
)
_PROPER = (  # the case counts inside (?i:…) as well
    rf"(?-i:{_NEXT_PHRASE}[{UPPER}][\w']*(?:[ -]{_NEXT_PHRASE}[{UPPER}][\w']*){{0,4}})"
)
_NUMBERED = r"(?:số\s+)?\d{1,3}(?!\d*[./]\d)"
_AND = r"(?:\s*[,/-]\s*|\s*,\s*và\s+|\s+và\s+|\s+hoặc\s+)"
_OPENS_NAME = (
    r"(?!(?:Công an|Sở|Phòng|Ban|Bộ|Hội|Đoàn|Ủy|UBND|Tòa|Viện|Chi bộ|Đảng ủy|Khoa|Trung tâm|Trường|Công đoàn"
    r"|Thường trực|Văn phòng|Mặt trận|Trạm|Đồn|Chỉ đạo|Chủ trì|Phối hợp|Tổ chức)\b)"
)
# Whose: "tỉnh", "tỉnh Điện Biên", "các huyện, thị xã, thành phố", "cấp huyện, cấp xã", "Quang Châu", "khu vực 3".
_OWNER = re.compile(
    rf"(?:\s+(?:(?:nhân dân|các|cấp|từng|ở|quản lý các)\s+)*{_LEVEL}(?:\s+(?:{_NUMBERED}|{_OPENS_NAME}{_PROPER}))?"
    rf"(?:{_AND}(?:cấp\s+)?{_LEVEL}(?:\s+{_OPENS_NAME}{_PROPER})?)*"
    rf"|\s+{_OPENS_NAME}{_PROPER}|\s+{_NUMBERED})?"
)
_REACH = re.compile(
    rf"(?:\s+(?:các cấp|cùng cấp|địa phương|cấp trên|cơ sở|biên giới|vùng cao|trọng điểm|nước bạn"
    rf"|(?<=P[A-Z]\d\d )Công an {_LEVEL}))?(?:\s+(?:thuộc|trên địa bàn|trong)\s+"
    rf"(?:toàn\s+)?{_LEVEL}(?:\s+{_PROPER})?)?"
    r"(?:\s+(?:có\s+)?liên\s+quan)?"
)
_TAIL = rf"(?:\s+{either(_LEXICON['tails'])}(?!\w)(?!\s+{_PROPER})(?!(?<=được phân công)\s+{_VERB}))"
_INSTITUTION = either(_LEXICON["institutions"])
_CLASS = (
    rf"(?:{either(_LEXICON['classes'])}|trung tâm(?!\s+{either(_LEXICON['centres'])})"
    rf"(?=\s*(?:[,;:.]|\Z)|\s+(?:{_VERB}|và|thuộc|trực thuộc)(?!\w)))"
    r"(?!\w)(?!\s+(?:ủy|hợp|thể|kiểm sát)\b)"
)
_CLASSES = rf"{_CLASS}(?:{_AND}(?!{_INSTITUTION}(?!\w)){_CLASS})*"
_OF_PLACES = rf"(?:\s+các\s+{_LEVEL}(?:{_AND}{_LEVEL})*(?:\s+(?:biên giới|trọng điểm|vùng cao|ven biển))?)?"
# "các huyện, thị, thành đoàn": places that share the last word.
_PLACE = r"(?:huyện|thị xã|thị trấn|thị|thành phố|thành|quận|phường|xã|đặc khu|tỉnh)"
_SHARED = (
    rf"{_PLACE}(?:(?:,\s*|\s+và\s+|\s*-\s*){_PLACE})+\s+(?:đoàn(?!\s+(?:kết|thể|viên|kiểm tra|công tác|liên ngành))"
    r"|ủy(?!\s+(?:ban|quyền|viên|nhiệm|thác))|đội(?!\s+(?:ngũ|hình))"
    rf"|(?<!xã )hội(?=\s*(?:[,;:.]|\Z)|\s+{_VERB})|hội\s+{either(_LEXICON['unions'])})(?!\w)"
)
_ONE_GROUP = (
    rf"(?:{_SHARED}|{_INSTITUTION}(?!\w)|{_CLASSES}){_TAIL}*{_OF_PLACES}"
    rf"(?:\s+(?:thuộc|của)\s+{_LEVEL}(?:\s+{_PROPER})?)?"
)
_PLURAL = re.compile(
    rf"(?i:(?:tất cả |toàn thể )?(?:các|những|mọi|mỗi|hệ thống)\s+(?:đơn vị thành viên(?:,\s*tổ chức trực thuộc)?"
    rf"|{_ONE_GROUP}))"
)
_SINGLE = re.compile(
    rf"(?i:(?:{_INSTITUTION}(?!\w){_TAIL}*{_OF_PLACES}"
    rf"|(?:cơ quan|đơn vị|sở|ban|ngành|phòng)(?:{_AND}{_CLASS})*(?:\s+có)?\s+(?:liên quan|chức năng)))"
)
_FORCE = re.compile(r"(?i:(?:các )?lực lượng [^.;:,()]{0,20}(?:, [^.;:,()]{0,45})?? của )")
_GROUP_OF = re.compile(
    r"\s+(?:của|thuộc|trực thuộc|thành viên|thuộc thành viên)\s+|(?<=thành viên)\s+(?=Ban |BCĐ|Tổ )"
)
_HEAD_OF = re.compile(
    r"(?:đảng đoàn|ban cán sự đảng|đảng ủy|lãnh đạo|thủ trưởng|người đứng đầu)$"
)  # of the next name
_OFFICER = re.compile(
    r"(?:[Đđ]ồng chí|Đ/c|Phó trưởng|Giám đốc|Phó Giám đốc|Phó Chủ tịch|Phó Bí thư|Phó Trưởng"
    r"|Thủ trưởng|Chánh Văn phòng|Trưởng|Chủ tịch|Bí thư|Chỉ huy trưởng|Người đứng đầu"
    r"|Lãnh đạo|Hiệu trưởng|Chánh Thanh tra|Viện trưởng|Chánh án"
    r"|Cục trưởng|Chi cục trưởng|Đề nghị|trưởng(?=\s+(?:các\s|thôn|bản|ấp|xóm|khu phố|khóm|buôn)))\s+(?=\S)"
)
_ALSO_VERBS = frozenset(low(name) for name in _LEXICON["bodies"]) & frozenset(words("duties")["verbs"])
_LEVEL_NEXT = re.compile(rf"\s+(?:(?:các|cấp)\s+)?{_LEVEL}")
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:và\s+)?(?:cùng\s+)?|\s+(?:và|cùng với|cùng|hoặc|với)\s+|\s*/\s*")
_PART_OF = re.compile(rf"(?i:{either(_LEXICON['parts_of_bodies'])})(?!\w)")
_SEAT = re.compile(
    rf"(?:(?:Đồng chí|đồng chí|Đ/c)\s+)?(?i:{either(_LEXICON['seats'])})(?!\w)"
    rf"(?:\s+phụ trách(?:\s+(?!{_VERB}(?!\w))\w+){{1,5}})?"
)
_WORD = re.compile(r"\w[\w&/]*")
_ABBREVIATION = re.compile(r"\s*\((?:[A-ZĐ][^()]{1,40}|[a-zà-ỹđ][^()]{1,80})\)")  # or "(cơ quan thường trực)"
_UNIT = re.compile(r"(?:Phòng|Đội|Ban|Tổ|Văn phòng|Thanh tra|Cơ quan|Trại|Bệnh xá)\s")
_OF_FORCE = re.compile(r"\s+(?=(?:Công an|Bộ đội Biên phòng|BĐBP|Bộ Chỉ huy|Bộ CHQS|Ban Chỉ huy)\s)")
_GUARD = re.compile(
    rf"Bảo vệ\s+(?:dân phố|chuyên trách|(?i:{either(_LEXICON['guarded'])})\s+[{UPPER}]\w*"
    rf"(?:\s+(?!(?:{_VERB}|và|cùng|để|trong|tại)(?!\w))\w+){{0,5}}?(?=\s*[,;:.)]|\s*\Z|\s+(?:{_VERB}|và|cùng)(?!\w)))"
)
_LOWER_ALLOWED = re.compile(
    r"(?:công an|đại biểu (?:hội đồng nhân dân|hđnd)|ủy ban nhân dân|mặt trận tổ quốc|bộ đội biên phòng"
    r"|đoàn thanh niên|hội (?:liên hiệp )?phụ nữ"
    r"|trạm y tế|tòa án|viện kiểm sát)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    name: str
    group: bool  # "các đơn vị liên quan": several bodies named by their kind


def find_mentions(text: str) -> list[Mention]:
    """All names of bodies in the text, left to right, not overlapping."""
    found: list[Mention] = []
    evened = even(text)
    at = 0
    for word in _WORD.finditer(evened):
        if word.start() >= at and (mention := _match(evened, text, word.start())):
            found.append(mention)
            at = mention.end
    return found


def mention_at(text: str, at: int) -> Mention | None:
    """The name that begins exactly there."""
    return _match(even(text), text, at)


def list_at(text: str, at: int, *, charged: bool = False) -> tuple[list[Mention], int]:
    """The names that begin there, joined by commas or "và", and where the list ends.

    A list of departments may leave "Sở" out after the first: "Sở Y tế, Tài chính và Nội vụ" names three.
    ``charged``: behind "giao", where a name may begin small ("giao giáo viên chủ nhiệm").
    """
    evened = even(text)
    found: list[Mention] = []
    end = at
    for mention in _list(evened, text, at, charged):
        found.append(mention)
        end = mention.end
    return found, end


def _list(evened: str, text: str, at: int, charged: bool) -> Iterator[Mention]:
    department, grouped = "", False
    plural = _DEPARTMENTS.match(evened, at)
    if plural:
        department = plural.group("head").capitalize()
        at = plural.end()
    while True:
        mention = (
            _match(evened, text, at, charged)
            or (_match(evened, text, at, charged=True) if grouped else None)
            or (_elided(evened, text, at, department) if department else None)
        )
        if not mention:
            return
        yield mention
        grouped = mention.group  # "các trường, trung tâm GDNN-GDTX"
        opened = _DEPARTMENT.match(mention.name)
        if opened and _subjects().match(mention.name, opened.end() + 1):
            department = opened.group()
        elif not mention.name.startswith(department or "?"):
            department = ""
        note = _ABBREVIATION.match(evened, mention.end)
        separator = _SEPARATOR.match(evened, note.end() if note else mention.end)
        if not separator:
            return
        at = separator.end()


def _elided(evened: str, text: str, at: int, department: str) -> Mention | None:
    subject = _subjects().match(evened, at)
    if not subject or not subject.group()[0].isupper():
        return None
    return Mention(at, subject.end(), f"{department} {text[at : subject.end()]}", False)


def _match(evened: str, text: str, at: int, charged: bool = False) -> Mention | None:
    if officer := _OFFICER.match(evened, at):  # "Trưởng phòng Giáo dục": what he heads may begin small
        inner = _match(evened, text, officer.end(), officer.group().rstrip().endswith("rưởng"))
        if inner:
            return Mention(at, inner.end, text[at : inner.end], inner.group)
    word = _WORD.match(evened, at)
    if not word:
        return None
    if (force := _FORCE.match(evened, at)) and (inner := _match(evened, text, force.end())):
        return Mention(at, inner.end, text[at : inner.end], True)
    for form in _grammar().get(word.group().lower(), ()):
        if (found := form.match(evened, at)) and (charged or _may_open(evened, found)):
            end = _whole(evened, text, found, _end_of(evened, found.end()))
            end = _end_of_force(evened, text, at, end)
            return Mention(at, end, text[at:end], False)
    if group := (_PLURAL.match(evened, at) or _SINGLE.match(evened, at)):
        return Mention(at, end := _group_end(evened, text, group.end()), text[at:end], True)
    return _match_open(evened, text, at, charged)


def _match_open(evened: str, text: str, at: int, charged: bool) -> Mention | None:
    """A group, a body in small letters or a seat that is in no list."""
    if group := _OPEN_GROUP.match(evened, at):
        return Mention(at, group.end(), text[at : group.end()], True)
    if not (charged or evened[at].isupper()):
        return None
    if guard := _GUARD.match(evened, at):
        return Mention(at, guard.end(), text[at : guard.end()], False)
    if open_name := _SMALL_NAME.match(evened, at) or _SEAT.match(evened, at):
        inner = _match(evened, text, open_name.end() + 1) if open_name.group() == "Bảo vệ" else None
        if inner and not inner.group and inner.name[0].isupper():  # "Bảo vệ Nhà máy Đường"
            return Mention(at, inner.end, text[at : inner.end], False)
        end = _end_of(evened, open_name.end())
        return Mention(at, end, text[at:end], False)
    return None


def _whole(evened: str, text: str, found: re.Match[str], end: int) -> int:
    """Where the name ends of which the lexicon may know only a part: "Phòng Tổ chức - Hành chính"."""
    if _PART_OF.fullmatch(found.group()):
        inner = (
            _match(evened, text, found.end() + 1) if evened[found.end() : found.end() + 1] == " " else None
        )
        if inner and not inner.group and inner.name[0].isupper():
            return max(end, inner.end)
    elif listed := _COMMA_NAME.match(evened, end):
        parts = (evened[part.end() :] for part in _COMMA_PART.finditer(evened, end, listed.end()))
        department = bool(_DEPARTMENT.match(found.group()))
        if _NAMED_BY_LIST.match(found.group()) and not any(_begins_body(part, department) for part in parts):
            return _end_of(evened, listed.end())
        return end
    elif not _CUT_NAME.match(evened, end):
        owned = end > found.end()  # the owner may be cut within a word
        if not (owned and _CUT_WORD.match(evened, _last_word(evened, end))):
            return end
    longer = _OPEN_NAME.match(evened, found.start())
    return max(end, _end_of(evened, longer.end())) if longer else end


def _end_of_force(evened: str, text: str, at: int, end: int) -> int:
    """ "Phòng Cảnh sát hình sự Công an tỉnh": a unit reaches to the end of the force that it belongs to."""
    force = _OF_FORCE.match(evened, end) if _UNIT.match(evened, at) else None
    inner = _match(evened, text, force.end()) if force else None
    return inner.end if inner and not inner.group else end


def _last_word(evened: str, end: int) -> int:
    """Where the last word before the place begins."""
    return evened.rfind(" ", 0, end) + 1


def _begins_body(words: str, department: bool) -> bool:
    """Whether a body begins there, or the subject of a further department, so that a list of bodies goes on."""
    return (department and bool(_subjects().match(words))) or _match(words, words, 0) is not None


def _group_end(evened: str, text: str, end: int) -> int:
    """Where "các đơn vị thuộc Sở Y tế" or "đảng đoàn các tổ chức …" ends."""
    of = _GROUP_OF.match(evened, end)
    if of and (inner := _match(evened, text, of.end())) and not inner.group:
        return inner.end
    if _HEAD_OF.search(evened[max(0, end - 20) : end].lower()) and (inner := _match(evened, text, end + 1)):
        return inner.end
    return end


def _end_of(evened: str, head_end: int) -> int:
    """Where a name ends whose head ends there: after whose it is and how far it reaches."""
    owner = _OWNER.match(evened, head_end)
    reach = _REACH.match(evened, owner.end() if owner else head_end)
    return reach.end() if reach else head_end


def _may_open(evened: str, found: re.Match[str]) -> bool:
    """Names begin with a capital; a few common ones are also written without when they say whose they are."""
    if found.group().lower() in _ALSO_VERBS and re.match(r"\s*,|\s+[a-zà-ỹđ]", evened[found.end() :]):
        return bool(_LEVEL_NEXT.match(evened, found.end()))  # "Thanh tra, kiểm tra việc …"
    if found.group()[0].isupper():
        return True
    return bool(_LOWER_ALLOWED.match(found.group())) and bool(_LEVEL_NEXT.match(evened, found.end()))


def _phrase(name: str) -> str:
    """The name with free commas, dashes and "và" between its words, as writers differ in them."""
    parts = re.split(r"\s*[,-]\s*|\s+và\s+|\s+", even(name))
    flexible = (
        r"(?:\s*[,-]\s*(?:và\s+)?|\s+và\s+|\s+)" if " và " in name or "," in name else r"(?:\s*-\s*|\s+)"
    )
    return flexible.join(re.escape(part) for part in parts)


@cache
def _subjects() -> re.Pattern[str]:
    ordered = sorted(_LEXICON["subjects"], key=len, reverse=True)
    return re.compile("(?i:" + "|".join(_phrase(s) for s in ordered) + r")(?!\w)")


@cache
def _grammar() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Forms of names by their first word in lower case, in the order of trying."""
    forms: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for pattern in _LEXICON["long_bodies"]:
        forms[pattern.split()[0]].append(re.compile(f"(?i:{pattern})(?!\\w)"))
    bodies: dict[str, list[str]] = defaultdict(list)
    for name in sorted(_LEXICON["bodies"], key=len, reverse=True):
        first = _WORD.match(even(name))
        bodies[first.group().lower() if first else ""].append(_phrase(name))
    for first_word, names in bodies.items():
        forms[first_word].append(re.compile(f"(?i:{'|'.join(names)})(?!\\w)"))
    departments = re.compile(rf"{either(_LEXICON['departments'])}\s+{_subjects().pattern}", re.IGNORECASE)
    for department in _LEXICON["departments"]:
        forms[department.lower()].append(departments)
    for opener in _LEXICON["openers"]:
        first_word = opener.split()[0].lower()
        if _OPEN_NAME not in forms[first_word]:
            forms[first_word].append(_OPEN_NAME)
    return {word: tuple(patterns) for word, patterns in forms.items()}


# "TỔ CHỨC THỰC HIỆN" in capitals is no name, "Hợp tác xã Thảo quả" is one.
_NOT_NAME_UPPER = "|".join(word.upper() for word in _LEXICON["not_names"])
# A name that is in no list: it goes on to its owner, a verb or a mark, eight words at most.
_OPENERS = "|".join(sorted(_LEXICON["openers"], key=len, reverse=True))
_OPEN_NAME = re.compile(
    rf"(?:{_OPENERS})\s+(?!(?:{_NOT_NAME_UPPER})(?!\w))(?:Phòng,\s*chống(?=\s)|[{UPPER}][\w]*|\d{{1,4}}(?!\w|\s+\d))(?:(?:\s+|\s*-\s*|\s+và\s+{_OPENS_NAME}(?=[{UPPER}]))[\w]+){{0,7}}?"
    rf"(?=\s*[,;:.()]|\s*$|\s+(?:{_VERB}|cùng|để|trong|về|có|được|tại|theo|trên|qua|trước|đến)(?!\w)"
    rf"|\s+và(?!\w)(?!\s+{_OPENS_NAME}[{UPPER}])|\s+{_LEVEL})"
)
# The same in small letters, only where a verb, a mark or the end follows: "Tổ phản ứng nhanh diễn tập".
_SMALL = either(_LEXICON["small_openers"])
# "Các chủ tàu cá ký cam kết": a group of people or bodies, only where a verb follows.
_OPEN_GROUP = re.compile(
    rf"(?i:(?:các|toàn thể|tất cả các)\s+{either(_LEXICON['group_heads'])})(?!\w)"
    rf"(?:\s+(?!(?:{_VERB}|và|hoặc|để|do|khi|nếu|không|chưa|còn|bị|đã)(?!\w))[\w-]+){{1,6}}?(?=\s+(?:{_VERB})(?!\w)|\s*:)"
)
_NOT_NAME = rf"(?i:{either(_LEXICON['not_names'])})"
_SMALL_NAME = re.compile(
    rf"(?i:{_SMALL})\s+(?!{_NOT_NAME}(?!\w))(?:Phòng,\s*chống\s+\w+\s+\w+|phòng,\s*chống\s+\w+\s+\w+"
    rf"|(?!{_VERB}(?!\w))[\w-]+(?:\s+(?!{_VERB}(?!\w)|cùng\b|để\b|và\b|do\b|trong\b|tại\b|với\b|của\b)[\w-]+){{0,6}}?)"
    rf"(?=\s*:|\s*$|\s*[,.;)]|\s+(?:{_VERB}|cùng|phải|cần|có trách nhiệm|và|{_LEVEL})(?!\w))"
)
_CUT_NAME = re.compile(rf"\s+(?:-\s+)?(?!(?:Sở|Ban|Công an|UBND|Phòng|Tòa|Viện)\s)[{UPPER}]|\s+-\s+[{UPPER}]")
# "Trưởng phòng Giáo | dục": a syllable in capitals whose word goes on in small letters.
_CUT_WORD = re.compile(
    rf"[{UPPER}][à-ỹa-zđ]*(?P<end>)\s+(?!(?:{_VERB}|và|cùng|để|trong|về|có|được|tại|theo|trên|qua|đến|phải|cần|là|với|cho|từ"
    r"|ở|do|này|sẽ|đã|khi|nếu|làm)(?!\w))[à-ỹa-zđ]+(?!\S*[,.;:])"
)
# "Trung tâm Văn hóa, Thông tin và Truyền thông": a name with commas, where no part of it is a body.
_COMMA_PART = re.compile(r",\s+(?:và\s+)?|\s+và\s+")
_COMMA_NAME = re.compile(
    rf"(?:,\s+[{UPPER}]\w*(?:\s+(?!{_VERB}(?!\w))[à-ỹa-zđ]+){{0,3}}){{1,3}},?\s+và\s+[{UPPER}]\w*"
    rf"(?:\s+(?!(?:{_VERB}|{_LEVEL})(?!\w))[à-ỹa-zđ]+){{0,3}}"
)
_NAMED_BY_LIST = re.compile(
    r"(?i:trung tâm|ban|phòng|sở|cục|chi cục|đài|báo|hội|viện|bảo tàng|nhà|tổ|khoa|cổng|cơ quan)\s"
)
_DEPARTMENT = re.compile(r"(?:Sở|Phòng|Bộ)(?=\s)")
_DEPARTMENTS = re.compile(r"(?i:các\s+(?P<head>sở|phòng|bộ)\s*(?::\s*|(?=\s[A-ZĐ]))\s*)(?=[A-ZĐ])")
_BEFORE_LIST = re.compile(
    r"(?i:(?:đối với|đề nghị|giao(?: cho)?|yêu cầu|phân công|trách nhiệm(?: của)?|nhiệm vụ(?: của)?|đ/v"
    r"|về phía)\s*:?\s+)+"
)


def without_charge(title: str) -> str:
    """A heading without the words that charge those whom it names: "Đối với các trường …"."""
    start = _BEFORE_LIST.match(title)
    rest = title[start.end() :] if start else title
    return rest if " " in rest.strip() else title  # "Trách nhiệm chung" names nobody


def bodies_in_heading(title: str) -> tuple[str, ...]:
    """The bodies that a heading consists of; () where it says anything else.

    >>> bodies_in_heading("Đề nghị Viện kiểm sát nhân dân, Tòa án nhân dân thị xã")
    ('Viện kiểm sát nhân dân', 'Tòa án nhân dân thị xã')
    >>> bodies_in_heading("Tổ chức thực hiện")
    ()
    """
    bare = title.strip(" .:;")
    if bare.isupper():
        bare = bare.capitalize() if " " not in bare else bare
    start = _BEFORE_LIST.match(bare)
    at = start.end() if start else 0
    mentions, end = list_at(bare, at)
    if not mentions:
        return ()
    rest = _ABBREVIATION.sub("", bare[end:]).strip(" .:;,")
    if rest and (len(rest.split()) > 4 or re.match(rf"{_VERB}(?!\w)|để|về|trong|tại|là", low(rest))):
        return ()
    names = [mention.name for mention in mentions]
    if rest:  # a word of a long name that the grammar does not know
        names[-1] = bare[mentions[-1].start :].strip(" .:;,")
    return tuple(names)
