"""Whether a line lays a duty on somebody, or says something else."""

import re

from chungtay.reader.lexicon import either, low, words
from chungtay.reader.structure.zones import Zone

_DUTIES = words("duties")
_NO_DUTY = re.compile(rf"[\"'\s]*(?:{'|'.join(_DUTIES['no_duty'])})")
_NO_DUTY_INSIDE = re.compile("|".join(_DUTIES["no_duty_inside"]))
_VERB = re.compile(rf"(?:{either(_DUTIES['verbs'])})(?!\w)")
_BEFORE_VERB = re.compile(
    rf"(?:(?:{'|'.join(_DUTIES['before_subject'])})\s*[,:]?\s*|về [^.;:]{{2,90}}:\s*|[^.;:]{{2,70}}:\s+)+"
)
_MUST = re.compile(r"\b(?:phải|cần|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)\b")
_NOUN = re.compile(
    r"(?:công tác|việc|các|những|người|tình hình|một số|mỗi|tỷ lệ|số|tội phạm|toàn|trong|đây|hiện|sau|qua|từ|năm"
    r"|tại|do|nhìn chung|chất|hoạt động của|kết quả|đối với|là)\b"
)
_DONE = re.compile(
    r"\b(?:đã|đang|chưa được|vẫn còn|còn (?:nhiều|hạn chế|một số))\b(?! (?:đề ra|được giao|được phân|ký kết"
    r"|ban hành|được|có|phê duyệt|xây dựng|lựa chọn|giao|nêu|hết|hoàn))"
)
_ENACTS = re.compile(  # "Hội đồng nhân dân ban hành Nghị quyết …": the paper itself
    r"^[^.;]{0,80}(?:ban hành|xây dựng) (?:nghị quyết|kế hoạch|quyết định|chỉ thị|chương trình|đề án)\b"
)
_COUNT = re.compile(r"\d")


def lays_duty(text: str, zone: Zone, *, led: bool, named: bool) -> bool:
    """Whether a paragraph is a duty; ``led``: a heading or lead-in above names who; ``named``: its own words do."""
    folded = low(text)
    if len(folded) < 12 or _NO_DUTY.match(folded) or _NO_DUTY_INSIDE.search(folded):
        return named and not _NO_DUTY_INSIDE.search(folded) and zone is not Zone.PREAMBLE
    if zone is Zone.PREAMBLE and _ENACTS.search(folded):
        return False
    if zone in (Zone.MONEY, Zone.PREAMBLE, Zone.ANNEX):
        return named and not _reports(folded)
    if named:
        return not _reports(folded)
    if _reports(folded) and not led:
        return False
    if led:
        return True
    if zone in (Zone.TASKS, Zone.ORGANISATION):
        return opens_with_verb(folded) or bool(_MUST.search(folded)) or not _NOUN.match(folded)
    return opens_with_verb(folded)


def opens_with_verb(folded: str) -> bool:
    """Whether the first clause, after its adverbs, begins with a verb of duty."""
    before = _BEFORE_VERB.match(folded)
    return bool(_VERB.match(folded) or (before and _VERB.match(folded, before.end())))


def _reports(folded: str) -> bool:
    """ "… đã tổ chức 6.041 buổi …" tells what was done."""
    done = _DONE.search(folded, 0, 160)
    return bool(done and _COUNT.search(folded)) and not _VERB.match(folded)
