"""Whom a report goes to and through whom, as its sentence or its cell names them."""

import re

from chungtay.reader.duties.agencies import Mention, list_at
from chungtay.reader.lexicon import low

REPORT = re.compile(
    r"\bbáo cáo(?! viên)(?!\s+(?:này|nêu|tại|của)\b)|\bsố liệu\b(?=[^.;]{0,40}\sgửi\s)"
    r"|\bdự thảo báo cáo của [^.;]{2,60}?(?=\s(?:gửi|trình)\s)"
    r"|\bgửi\s+(?:bảng\s+)?số liệu\b|\bphản ánh\s+(?:tình hình|kết quả|thông tin)\b"
    r"|\bbáo(?=\s+(?:công an|ubnd|ủy ban nhân dân|chủ tịch|đảng ủy|sở|phòng|ban chỉ đạo)\s)"
)
_SEND = re.compile(rf"{REPORT.pattern}|\b(?:gửi|nộp)\b")
_TO = re.compile(
    r"(?<=\s)(?:gửi về|gửi cho|gửi đến|gửi|nộp về|nộp cho|nộp|về|cho|lên|tới|đến|với"
    r"|trình|đề xuất với|đề xuất|báo cáo)\s+(?=\S)"
)
_ALSO_TO = re.compile(
    r"(?<=[\s(])đồng (?:thời )?(?:kính )?(?:gửi|báo cáo)(?:\s+(?:cho|về|đến|tới))?\s+(?=\S)"
)
VIA = re.compile(r"\b(?:thông qua|qua)\s*:?\s+(?=\S)")
_MANNER = re.compile(r"\s(?:(?:ngay|kịp thời|trực tiếp|bằng văn bản)\s)?")  # "báo cáo ngay | Hiệu trưởng"
_BY_MEANS = re.compile(
    r"(?:zalo|e-?mail|thư|hộp thư|hệ thống|phần mềm|trục|fax|nhóm|trang|cổng|đường dây)(?!\w)"
)
# "báo cáo kết quả về Sở (qua Phòng …)": the writer's own body, by its first word alone
_OWN_BODY = re.compile(
    r"(?:Sở|Bộ|Trường|Nhà trường|Học viện|Viện|Bệnh viện|Trung tâm|Tổng [Cc]ông ty|Công ty|Tập đoàn|Cục|Chi cục"
    r"|Ban|Phòng|Khoa|Đoàn|Hội|Huyện|Tỉnh|Xã|Phường)"
    r"(?=\s*[(,;.:]|\s*\Z|\s+(?:qua|thông qua|trước|vào|chậm nhất|theo|định kỳ|hằng|hàng|mỗi|trong|và|để|khi|kèm)"
    r"(?!\w))"
)
ON_REQUEST = re.compile(r"đột xuất|khi có yêu cầu|theo yêu cầu|khi được yêu cầu")
PERIODIC = re.compile(r"định kỳ|báo cáo thường kỳ")
_FEW = re.compile(r"(?:hai|ba|bốn) (?:ngành|cơ quan|đơn vị|bên)\b")
_REACH = 220  # characters between "báo cáo" and whom


def recipients_in(sentence: str, folded: str) -> tuple[str, ...]:
    """The bodies after the first "báo cáo … về/cho/gửi" that is followed by a body."""
    for report in _SEND.finditer(folded):
        reach = min(len(folded), report.end() + _REACH)
        first = _MANNER.match(folded, report.end())
        places = [first.end()] if first else []
        places += [match.end() for match in _TO.finditer(folded, report.end(), reach)]
        for at in places:
            if ";" in folded[report.end() : at]:
                break
            mentions, end = list_at(sentence, at)
            if named := _bodies(mentions):
                return (*named, *_beside(sentence, folded, end, named))
            if bare := _OWN_BODY.match(sentence, at):
                return (bare.group(),)
    return ()


def _beside(sentence: str, folded: str, at: int, named: tuple[str, ...]) -> list[str]:
    """ "báo cáo Chủ tịch UBND huyện …, đồng gửi Công an huyện": who gets it as well."""
    also = _ALSO_TO.search(folded, at)
    return [name for name in _bodies(list_at(sentence, also.end())[0]) if name not in named] if also else []


def _bodies(mentions: list[Mention]) -> tuple[str, ...]:
    return tuple(mention.name for mention in mentions if not mention.group or _FEW.match(low(mention.name)))


def via_in(sentence: str, folded: str) -> tuple[str, ...]:
    found = (_bodies(list_at(sentence, match.end(), charged=True)[0]) for match in VIA.finditer(folded))
    names = dict.fromkeys(name for names in found for name in names)
    return tuple(name for name in names if not _BY_MEANS.match(low(name)))
