"""What names of bodies look like: patterns over the words of lexicon/agencies.toml.

All are matched against text that was made ``even``. Names of the lists come first, those in no list ("Trung tâm
Bảo trợ …") last.
"""

import re
from collections import defaultdict
from functools import cache

from chungtay.reader.lexicon import UPPER, either, even, low, words

_LEXICON = words("agencies")
VERB = either(words("duties")["verbs"])
_LEVEL = rf"(?i:{either(_LEXICON['levels'])})(?!\w)(?!\s+(?i:ủy|đoàn|đội|tịch|hội))"
_NEXT_PHRASE = (
    r"(?!(?:Xây dựng|Triển khai|Thực hiện|Tổ chức|Tăng cường|Nâng cao|Đẩy mạnh|Phòng, chống|Về|Ban hành|Chỉ đạo"
    r"|Chủ trì|Phối hợp"
    r"|Phê duyệt|Quy định|Công tác|Hướng dẫn|Phát động|Kèm)\b)"
)
_PROPER = (  # the case counts inside (?i:…) as well
    rf"(?-i:{_NEXT_PHRASE}[{UPPER}][\w']*(?:[ -]{_NEXT_PHRASE}[{UPPER}][\w']*){{0,4}})"
)
_EACH = "mỗi|hằng|hàng|định kỳ|thường xuyên|phải|cần|có"  # what stands between a name and what it does
_NUMBERED = r"(?:số\s+)?\d{1,3}(?!\d*[./]\d)(?!\d*\s+(?:ngày|tuần|tháng|quý|năm|lần)(?!\w))"
_AND = r"(?:\s*[,/-]\s*|\s*,\s*và\s+|\s+và\s+|\s+hoặc\s+)"
_OPENS_NAME = (
    r"(?!(?:Công an|BĐBP|Sở|Phòng|Ban|Bộ|Hội|Đoàn|Ủy|UBND|Tòa|Viện|Chi bộ|Đảng ủy|Khoa|Trung tâm|Trường|Công đoàn"
    r"|Thường trực|Văn phòng|Mặt trận|Trạm|Đồn|Chỉ đạo|Chủ trì|Phối hợp|Tổ chức)\b)"
)
# Whose: "tỉnh", "tỉnh Điện Biên", "các huyện, thị xã, thành phố", "cấp huyện, cấp xã", "Quang Châu", "khu vực 3".
OWNER = re.compile(
    r"(?:\s+(?:Tỉnh|Thành|Huyện|Thị|Quận)\s+(?i:hội|đoàn|ủy)(?!\w)(?!\s+viên)"
    rf"|\s+(?:(?:nhân dân|các|cấp|từng|ở|quản lý các)\s+)*{_LEVEL}(?:\s+(?:{_NUMBERED}|{_OPENS_NAME}{_PROPER}))?"
    rf"(?:{_AND}(?:cấp\s+)?{_LEVEL}(?:\s+{_OPENS_NAME}{_PROPER})?)*"
    rf"|\s+{_OPENS_NAME}{_PROPER}|\s+{_NUMBERED})?"
)
REACH = re.compile(
    rf"(?:\s+(?:các cấp|cùng cấp|địa phương|nơi \w+ đóng|nơi (?:cư trú|đóng quân)|cấp trên"
    r"|nơi có (?:các )?(?:khu công nghiệp|cụm công nghiệp|khu kinh tế|cửa khẩu|bến xe|cơ sở cai nghiện)"
    rf"|các lớp|các khối|các trường|cơ sở|biên giới|vùng cao|trọng điểm|nước bạn|trường học|học đường|lưu động"
    rf"|(?<=P[A-Z]\d\d )Công an {_LEVEL}))?(?:\s+(?:thuộc|trên địa bàn|trong)\s+"
    rf"(?:toàn\s+)?{_LEVEL}(?:\s+{_PROPER})?)?"
    r"(?:\s+(?:có\s+)?liên\s+quan)?"
)
_TAIL = (
    rf"(?:\s+{either(_LEXICON['tails'])}(?!\w)(?!\s+{_PROPER}|\s+hội(?!\w))(?!(?<=được phân công)\s+{VERB}))"
)
_INSTITUTION = either(_LEXICON["institutions"])
_CLASS = (
    rf"(?:{either(_LEXICON['classes'])}|trung tâm(?!\s+{either(_LEXICON['centres'])})"
    rf"(?=\s*(?:[,;:.]|\Z)|\s+(?:{VERB}|và|thuộc|trực thuộc)(?!\w)))"
    r"(?!\w)(?!\s+(?:ủy|hợp|thể|kiểm sát)\b)"
    r"(?!(?<=ban)\s+(?:điều hành|quản lý|quản trị|chỉ đạo|chỉ huy|giám|nhân dân|công tác|đại diện|chấp hành|thường)\b)"
)
_CLASSES = rf"{_CLASS}(?:{_AND}(?!{_INSTITUTION}(?!\w)){_CLASS})*"
_OF_PLACES = rf"(?:\s+các\s+{_LEVEL}(?:{_AND}{_LEVEL})*(?:\s+(?:biên giới|trọng điểm|vùng cao|ven biển))?)?"
# "các huyện, thị, thành đoàn": places that share the last word.
_PLACE = r"(?:huyện|thị xã|thị trấn|thị|thành phố|thành|quận|phường|xã|đặc khu|tỉnh)"
_SHARED = (
    rf"{_PLACE}(?:(?:,\s*|\s+và\s+|\s*-\s*){_PLACE})+\s+(?:đoàn(?!\s+(?:kết|thể|viên|kiểm tra|công tác|liên ngành))"
    r"|ủy(?!\s+(?:ban|quyền|viên|nhiệm|thác))|đội(?!\s+(?:ngũ|hình))"
    rf"|(?<!xã )hội(?=\s*(?:[,;:.]|\Z)|\s+{VERB})|hội\s+{either(_LEXICON['unions'])})(?!\w)"
)
_MORE_PLACES = (  # "các đảng ủy xã, phường"
    rf"(?:(?:(?<= xã)|(?<= phường)|(?<= huyện)|(?<= thị xã))"
    rf"(?:(?:,\s*|\s+và\s+){_PLACE}(?!\w)(?!\s+(?:ủy|đoàn|đội|hội)(?!\w))(?!\s+{_PROPER}))+)?"
)
_ONE_GROUP = (
    rf"(?:{_SHARED}|{_INSTITUTION}(?!\w){_TAIL}*{_MORE_PLACES}|{_CLASSES}){_TAIL}*{_OF_PLACES}"
    rf"(?:\s+(?:thuộc|của)\s+{_LEVEL}(?:\s+{_PROPER})?)?"
)
PLURAL = re.compile(
    rf"(?i:(?:tất cả |toàn thể )?(?:các|những|mọi|mỗi|hệ thống)\s+(?:đơn vị thành viên(?:,\s*tổ chức trực thuộc)?"
    rf"|{_ONE_GROUP}))"
)
SINGLE = re.compile(
    rf"(?i:(?:{_INSTITUTION}(?!\w){_TAIL}*{_OF_PLACES}"
    rf"|(?:cơ quan|đơn vị|sở|ban|ngành|phòng)(?:{_AND}{_CLASS})*(?:\s+có)?\s+(?:liên quan|chức năng)))"
)
FORCE = re.compile(r"(?i:(?:các )?lực lượng [^.;:,()]{0,20}(?:, [^.;:,()]{0,45})?? của )")
# "các Tổ | công tác biên giới": teams are told apart by what they do
TEAMS_FOR = re.compile(
    rf"(?<=(?i:tổ|ội))(?:\s+(?!(?:{VERB}|của|và|thuộc|tại|trong|với|cho|do|để|khi|có|được|đã)(?!\w))[a-zà-ỹđ]+){{1,4}}"
    rf"(?=\s*[,;.:)]|\s*$|\s+(?:{VERB}|và|cùng)(?!\w))"
)
GROUP_OF = re.compile(
    r"\s+(?:của|thuộc|trực thuộc|thành viên|thuộc thành viên)\s+|(?<=thành viên)\s+(?=Ban |BCĐ|Tổ )"
)
HEAD_OF = re.compile(
    r"(?:đảng đoàn|ban cán sự đảng|đảng ủy|lãnh đạo|thủ trưởng|người đứng đầu)$"
)  # of the next name
OFFICER = re.compile(
    r"(?:[Đđ]ồng chí|Đ/c|Phó trưởng|Giám đốc|Phó Giám đốc|Phó Chủ tịch|Phó Bí thư"
    r"|Phó Trưởng(?! [Bb]an [Tt]hường trực)"
    r"|Trạm trưởng|Phó Trạm trưởng|Đồn trưởng|Hạt trưởng|Giám thị|Chính trị viên|Thành viên|Ủy viên"
    r"|Thủ trưởng|Chánh Văn phòng|Trưởng|Chủ tịch|Bí thư|Chỉ huy trưởng|Người đứng đầu"
    r"|Lãnh đạo(?! lực lượng| công tác)|Hiệu trưởng|Chánh Thanh tra|Viện trưởng|Chánh án"
    r"|Cục trưởng|Chi cục trưởng|Đề nghị|trưởng(?=\s+(?:các\s|thôn|bản|ấp|xóm|khu phố|khóm|buôn)))\s+(?=\S)"
)
ALSO_VERBS = frozenset(low(name) for name in _LEXICON["bodies"]) & frozenset(words("duties")["verbs"])
LEVEL_NEXT = re.compile(rf"\s+(?:(?:các|cấp)\s+)?{_LEVEL}")
SEPARATOR = re.compile(r"\s*[,;]\s*(?:và\s+)?(?:cùng\s+)?|\s+(?:và|cùng với|cùng|hoặc|với)\s+|\s*/\s*")
PART_OF = re.compile(rf"(?i:{either(_LEXICON['parts_of_bodies'])})(?!\w)")
SEAT = re.compile(
    rf"(?:(?:Đồng chí|đồng chí|Đ/c)\s+)?(?i:{either(_LEXICON['seats'])})(?!\w)"
    rf"(?:\s+phụ trách(?:\s+(?!{VERB}(?!\w))\w+){{1,5}})?"
)
WORD = re.compile(r"\w[\w&/]*")
# "Thành viên Ban Chỉ đạo phụ trách xã | báo cáo": what one of several is in charge of, where a predicate still follows.
ONE_OF_SEVERAL = re.compile(rf"(?i:(?:(?:các|mỗi|từng)\s+)?{either(_LEXICON['one_of_several'])})(?!\w)")
_WHAT = either(_LEXICON["in_charge_of"])
IN_CHARGE = re.compile(
    rf"\s+(?:được phân công\s+)?(?:phụ trách|theo dõi)\s+(?:các\s+)?{_WHAT}(?!\w)"
    rf"(?:(?:,|\s+và)\s+{_WHAT}(?!\w)|\s+{_LEVEL}(?:\s+{_PROPER})?|\s+{_PROPER})*"
    rf"(?=\s*(?:\Z|[:)])|\s+(?:{VERB}|{_EACH}|dự|đi|đến|xuống|về|trực tiếp|chịu|sẽ|làm)(?!\w))"
)
# Behind the name of a unit its code, behind a comrade his seat: both go with the name.
CODE = re.compile(rf"\s*\([{UPPER}]{{1,4}}\d{{2}}\)")
SEAT_NOTE = re.compile(rf"\s*\((?i:{either(_LEXICON['seat_words'])})(?!\w)[^()]{{0,60}}\)")
ABBREVIATION = re.compile(r"\s*\((?:[A-ZĐ][^()]{1,40}|[a-zà-ỹđ][^()]{1,80})\)")  # or "(cơ quan thường trực)"
COMRADE = re.compile(r"(?:[Đđ]ồng chí|Đ/c)\s")
UNIT = re.compile(r"(?:Phòng|Đội|Ban|Tổ|Văn phòng|Thanh tra|Cơ quan|Trại|Bệnh xá)\s")
OF_FORCE = re.compile(r"\s+(?=(?:Công an|Bộ đội Biên phòng|BĐBP|Bộ Chỉ huy|Bộ CHQS|Ban Chỉ huy)\s)")
GUARD = re.compile(
    rf"Bảo vệ\s+(?:dân phố|chuyên trách|(?i:{either(_LEXICON['guarded'])})\s+[{UPPER}]\w*"
    rf"(?:\s+(?!(?:{VERB}|và|cùng|để|trong|tại)(?!\w))\w+){{0,5}}?(?=\s*[,;:.)]|\s*\Z|\s+(?:{VERB}|và|cùng)(?!\w)))"
)
# People named by what they are, in small letters: where a list goes on, or behind words that charge or join.
PERSONS = re.compile(
    rf"(?i:{either(_LEXICON['persons'])})(?!\w)(?=\s*[,;:.)]|\s*$|\s+(?:{VERB}|và|cùng|các|ở|tại|trong|{_LEVEL})(?!\w))"
    rf"{_OF_PLACES}"
)
CIVIL = re.compile(  # "công chức Văn hóa - Xã hội"
    rf"(?:[Cc]ông chức|[Cc]án bộ|[Cc]huyên viên)\s+[{UPPER}]\w*"
    rf"(?:\s+(?:-\s+)?(?!(?:{VERB}|và|cùng|để|tại|trong|{_EACH})(?!\w))\w+){{0,4}}"
    rf"(?=\s*[,;.]|\s+(?:{VERB}|và|cùng|{_EACH})(?!\w))"
)
PLACES = re.compile(  # "xã Mỹ Lộc": a place that itself owes something
    rf"(?i:xã|phường|thị trấn|đặc khu|huyện|thị xã)\s+{_PROPER}"
    rf"(?=\s*,\s*(?i:xã|phường|thị trấn|đặc khu|huyện|thị xã|{VERB})\s|\s+(?:{VERB}|và (?i:xã|phường|thị trấn))(?!\w))"
)
# Behind "đề nghị" a name that no list and no rule knows: "Chánh xứ", "Ban hành giáo các giáo xứ".
ASKED = re.compile(
    rf"(?!(?i:{either(list(words('kinds')['kinds']))})(?!\w))[{UPPER}]\w*(?:\s+(?:-\s+)?(?!(?:{VERB}|và|cùng|để|phải|cần|có|khi|do|trên|theo"
    rf"|trong|tại|về|với|cho|không)(?!\w))\w+){{1,11}}?(?=\s*[,;:]|\s+(?:{VERB})(?!\w))"
)
LOWER_ALLOWED = re.compile(
    r"(?:công an|đại biểu (?:hội đồng nhân dân|hđnd)|ủy ban nhân dân|mặt trận tổ quốc|bộ đội biên phòng"
    r"|đoàn thanh niên|hội (?:liên hiệp )?phụ nữ"
    r"|trạm y tế|tòa án|viện kiểm sát)\b",
    re.IGNORECASE,
)

# "TỔ CHỨC THỰC HIỆN" in capitals is no name, "Hợp tác xã Thảo quả" is one.
_NOT_NAME_UPPER = "|".join(word.upper() for word in _LEXICON["not_names"])
# A name that is in no list: it goes on to its owner, a verb or a mark, eight words at most.
_OPENERS = "|".join(sorted(_LEXICON["openers"], key=len, reverse=True))
OPEN_NAME = re.compile(
    rf"(?:{_OPENERS})\s+(?!(?:{_NOT_NAME_UPPER})(?!\w))(?:Phòng,\s*chống(?=\s)|[{UPPER}][\w]*|\d{{1,4}}(?!\w|\s+\d))(?:(?:\s+|\s*-\s*|\s+và\s+{_OPENS_NAME}(?=[{UPPER}]))\w+(?:/[{UPPER}]\w*)?){{0,7}}?"
    rf"(?=\s*[,;:.()]|\s*$|\s+(?:{VERB}|cùng|để|trong|về|có|được|tại|theo|trên|qua|trước|đến|vào|bằng|khi)(?!\w)"
    rf"|\s+và(?!\w)(?!\s+{_OPENS_NAME}[{UPPER}])|\s+{_LEVEL})"
)
# The same in small letters, only where a verb, a mark or the end follows: "Tổ phản ứng nhanh diễn tập".
_SMALL = either(_LEXICON["small_openers"])
# "Các chủ tàu cá ký cam kết": a group of people or bodies, only where a verb follows.
OPEN_GROUP = re.compile(
    rf"(?i:(?:(?:chủ|người đứng đầu|đại diện)\s+)?(?:các|toàn thể|tất cả các"
    rf"|mỗi|từng)\s+{either(_LEXICON['group_heads'])})(?!\w)"
    rf"(?:\s+(?!(?:{VERB}|và|hoặc|để|do|khi|nếu|không|chưa|còn|bị|đã)(?!\w))[\w-]+){{1,6}}?(?=\s+(?:{VERB})(?!\w)|\s*:)"
)
_NOT_NAME = rf"(?i:{either(_LEXICON['not_names'])})"
SMALL_NAME = re.compile(
    rf"(?i:{_SMALL})\s+(?!{_NOT_NAME}(?!\w))(?:Phòng,\s*chống\s+\w+\s+\w+|phòng,\s*chống\s+\w+\s+\w+"
    rf"|(?!(?:{VERB}|về)(?!\w))[\w-]+(?:\s+(?!{VERB}(?!\w)|cùng\b|để\b|và\b|do\b|trong\b|tại\b|với\b|của\b|về\b)[\w-]+){{0,6}}?)"
    rf"(?=\s*:|\s*$|\s*[,.;)]|\s+(?:{VERB}|cùng|về|phải|cần|có trách nhiệm|và|do|{_LEVEL})(?!\w))"
)
# "Ban Quản lý dự án đầu tư xây dựng | công trình dân dụng tỉnh": the lexicon knows only the beginning.
UP_TO_OWNER = re.compile(
    rf"(?:\s+(?!(?<!công )(?:{VERB}|{either(words('duties')['no_predicate'])})(?!\w))[a-zà-ỹđ]+){{1,5}}(?=\s+{_LEVEL})"
)
GROWS = re.compile(r"(?:Ban Quản lý|Trung tâm|Quỹ|Chi cục|Bệnh viện|Ngân hàng|Cơ sở)\s")
CUT_NAME = re.compile(rf"\s+(?:-\s+)?(?!(?:Sở|Ban|Công an|UBND|Phòng|Tòa|Viện)\s)[{UPPER}]|\s+-\s+[{UPPER}]")
# "Trưởng phòng Giáo | dục": a syllable in capitals whose word goes on in small letters.
CUT_WORD = re.compile(
    rf"[{UPPER}][à-ỹa-zđ]*(?P<end>)\s+(?!(?:{VERB}|và|cùng|để|trong|về|có|được|tại|theo|trên|qua|đến|phải|cần|là|với|cho|từ"
    r"|ở|do|này|sẽ|đã|khi|nếu|làm)(?!\w))[à-ỹa-zđ]+(?!\S*[,.;:])"
)
# "Trung tâm Văn hóa, Thông tin và Truyền thông": a name with commas, where no part of it is a body.
COMMA_PART = re.compile(r",\s+(?:và\s+)?|\s+và\s+")
COMMA_NAME = re.compile(
    rf"(?:,\s+[{UPPER}]\w*(?:\s+(?!{VERB}(?!\w))[à-ỹa-zđ]+){{0,3}}){{1,3}}(?:,?\s+và|\s+-)\s+[{UPPER}]\w*"
    rf"(?:\s+(?!(?:{VERB}|{_LEVEL})(?!\w))[à-ỹa-zđ]+){{0,3}}"
)
CAPITAL_NEXT = re.compile(rf"\s+[{UPPER}]")
AND_NAME = re.compile(  # "Trung tâm Văn hóa, Thể thao, Du lịch | và Truyền thông huyện"
    rf"\s+và\s+[{UPPER}]\w*(?:\s+(?!{VERB}(?!\w)|{_LEVEL})[à-ỹa-zđ]+){{0,3}}(?=\s+{_LEVEL}|\s*[,;.:]|\s*$|\s+{VERB}(?!\w))"
)
NAMED_BY_LIST = re.compile(
    r"(?i:trung tâm|ban|phòng|sở|cục|chi cục|đài|báo|hội|viện|bảo tàng|nhà|tổ|khoa|cổng|cơ quan)\s"
)
DEPARTMENT = re.compile(r"(?:Sở|Phòng|Bộ)(?=\s)")
DEPARTMENTS = re.compile(r"(?i:các\s+(?P<head>sở|phòng|bộ)\s*(?::\s*|(?=\s[A-ZĐ]))\s*)(?=[A-ZĐ])")


def _phrase(name: str) -> str:
    """The name with free commas, dashes and "và" between its words, as writers differ in them."""
    parts = re.split(r"\s*[,-]\s*|\s+và\s+|\s+", even(name))
    flexible = (
        r"(?:\s*[,-]\s*(?:và\s+)?|\s+và\s+|\s+)" if " và " in name or "," in name else r"(?:\s*-\s*|\s+)"
    )
    return flexible.join(re.escape(part) for part in parts)


@cache
def subjects() -> re.Pattern[str]:
    ordered = sorted(_LEXICON["subjects"], key=len, reverse=True)
    return re.compile("(?i:" + "|".join(_phrase(s) for s in ordered) + r")(?!\w)")


@cache
def grammar() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Forms of names by their first word in lower case, in the order of trying."""
    forms: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for pattern in _LEXICON["long_bodies"]:
        forms[pattern.split()[0]].append(re.compile(f"(?i:{pattern})(?!\\w)"))
    bodies: dict[str, list[str]] = defaultdict(list)
    managers = [f"Ban Quản lý {what}" for what in _LEXICON["managed"]]
    for name in sorted([*_LEXICON["bodies"], *managers], key=len, reverse=True):
        first = WORD.match(even(name))
        bodies[first.group().lower() if first else ""].append(_phrase(name))
    for first_word, names in bodies.items():
        forms[first_word].append(re.compile(f"(?i:{'|'.join(names)})(?!\\w)"))
    departments = re.compile(rf"{either(_LEXICON['departments'])}\s+{subjects().pattern}", re.IGNORECASE)
    for department in _LEXICON["departments"]:
        forms[department.lower()].append(departments)
    for opener in _LEXICON["openers"]:
        first_word = opener.split()[0].lower()
        if OPEN_NAME not in forms[first_word]:
            forms[first_word].append(OPEN_NAME)
    return {word: tuple(patterns) for word, patterns in forms.items()}
