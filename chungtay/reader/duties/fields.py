"""Fields and cells that hold nothing but bodies: "Cơ quan chủ trì: …; cơ quan phối hợp: …"."""

import re

from chungtay.reader.duties.agencies import find_mentions, list_at
from chungtay.reader.lexicon import UPPER, either, low, words
from chungtay.reader.trust.why import Why

_LEAD_FIELD = re.compile(
    r"(?:(?:cơ quan|đơn vị|lực lượng|bộ phận|ngành)\s+)?(?:chủ trì(?:\s+(?:thực hiện|tham mưu|triển khai))?"
    r"|thực hiện chính|đầu mối|chịu trách nhiệm(?:\s+(?:chính|thực hiện))?)\s*:\s*"
    r"|(?:cơ quan|đơn vị|phân công|trách nhiệm)\s+(?:thực hiện|phụ trách|tham mưu)\s*:\s*"
    r"|(?:cơ quan|đơn vị)\s+(?:được giao\s+)?(?:chủ trì|đầu mối)\s+là\s+"
)
_SUPPORT_FIELD = re.compile(
    r"(?:(?:cơ quan|đơn vị|lực lượng)\s+)?(?:và\s+)?phối hợp(?:\s+(?:thực hiện|triển khai))?\s*:\s*"
    r"|(?:cơ quan|đơn vị)\s+phối hợp\s+(?:gồm|là)\s*:?\s+"
)
# "Tổ bộ môn Sinh học, Giáo dục kinh tế và pháp luật": its subjects are no bodies
_NAMED_BY_SUBJECTS = re.compile(r"(?i:tổ bộ môn|tổ chuyên môn|khoa|bộ môn)\s[^,;]+,[^;]+\svà\s")
_BODY_SMALL = re.compile(
    rf"(?:các\s|{either([*words('agencies')['openers'], *words('agencies')['classes']])}(?!\w))"
)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:-\s*)?|\s+-\s+(?=[" + UPPER + r"])|\s+và\s+")
_FIELD_END = re.compile(
    r"[.;)]\s|[.;)]?$|\s*[;,.]\s*(?=(?i:(?:cơ quan|đơn vị)\s+(?:phối hợp|thực hiện|chủ trì)|thời gian"
    r"|phối hợp\s*:|thời hạn|sản phẩm|kinh phí))"
    r"|\s*,?\s+(?=(?:thực hiện |hoàn thành )?(?:hằng|hàng|định kỳ|mỗi|trước ngày|từ ngày|đến hết|xong trước|vào ngày"
    r"|trong (?:quý|tháng|năm)|thường xuyên)\b)"
)


def read_fields(text: str) -> tuple[list[str], list[str], list[Why]]:
    """Lead, support and why, of "Cơ quan chủ trì: Công an tỉnh; phối hợp: Sở Y tế" inside or instead of a sentence."""
    folded = low(text)
    lead: list[str] = []
    support: list[str] = []
    why: list[Why] = []
    for form, names, part in ((_LEAD_FIELD, lead, "lead"), (_SUPPORT_FIELD, support, "support")):
        for match in form.finditer(folded):
            stop = _FIELD_END.search(folded, match.end())
            end = stop.start() if stop else len(text)
            names += split_bodies(text[match.end() : end])
            why.append(Why("roles.field", (match.start(), end), part))
    return lead, support, why


def split_bodies(text: str) -> list[str]:
    """All bodies of a field or a table cell that holds nothing else, known to the grammar or not."""
    names: list[str] = []
    at = 0
    bare = text.strip(" .;-")
    if _NAMED_BY_SUBJECTS.match(bare) and len(find_mentions(bare)) == 1:
        return [bare]
    while at < len(bare):
        mentions, end = list_at(bare, at)
        stop = _BETWEEN.search(bare, end)
        last = stop.start() if stop else len(bare)
        names += [mention.name for mention in mentions]
        rest = bare[end:last].strip(" .;-)")
        between = bare[at - 4 : at] if bare[at - 4 : at] == " và " else bare[at - 2 : at]
        if not mentions and names and between in (", ", " và ") and _goes_on(rest):
            names[-1] = (
                f"{names[-1]}{between}{rest}"  # "Hạt Quản lý đường bộ, đường thủy huyện": no name begins small
            )
        elif (
            rest and mentions and not rest.startswith("(")
        ):  # the grammar knew only the beginning of the name
            names[-1] = bare[mentions[-1].start : last].rstrip(" .;-)")
        elif not mentions and (unknown := rest.lstrip("( ")):
            names.append(unknown)
        at = stop.end() if stop else len(bare)
    return names


def _goes_on(words_there: str) -> bool:
    """Whether the words only finish a name: they begin small, and not as a body does ("trung tâm …")."""
    return words_there[:1].islower() and not _BODY_SMALL.match(low(words_there))
