"""The bodies that a heading names, and who hands out work in it."""

import re

from chungtay.reader.duties import name_forms as forms
from chungtay.reader.duties.agencies import list_at
from chungtay.reader.lexicon import low

_BEFORE_LIST = re.compile(
    r"(?i:(?:đối với|đề nghị|giao(?: cho)?|yêu cầu|phân công|trách nhiệm(?: của)?|nhiệm vụ(?: của)?|đ/v"
    r"|về phía)\s*:?\s+)+"
)


# "Công an phường - cơ quan thường trực Ban Chỉ đạo": what the body is besides
_APPOSITION = re.compile(
    r"\s+-\s+(?i:(?:là\s+)?(?:cơ quan|đơn vị|lực lượng|bộ phận)"
    r"\s+(?:thường trực|chủ trì|đầu mối|chủ công|nòng cốt))(?!\w).*"
)
_NOBODY = re.compile(r"(?:chung|cụ thể|khác|phối hợp)[ .:]*")  # "Trách nhiệm chung"


def without_charge(title: str) -> str:
    """A heading without the words that charge those whom it names: "Đối với các trường …"."""
    start = _BEFORE_LIST.match(title)
    rest = title[start.end() :].strip() if start else title
    if start and _NOBODY.fullmatch(low(rest)):
        return ""
    return rest if " " in rest else title


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
    bare = _APPOSITION.sub("", bare)
    mentions, end = list_at(bare, at)
    if not mentions:
        return ()
    rest = forms.ABBREVIATION.sub("", bare[end:]).strip(" .:;,")
    if rest and (len(rest.split()) > 4 or re.match(rf"{forms.VERB}(?!\w)|để|về|trong|tại|là", low(rest))):
        return ()
    names = [mention.name for mention in mentions]
    if rest:  # a word of a long name that the grammar does not know
        names[-1] = bare[mentions[-1].start :].strip(" .:;,")
    return tuple(names)
