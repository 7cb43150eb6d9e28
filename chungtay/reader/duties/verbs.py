"""Whether a line lays a duty on somebody, or says something else."""

import re
from dataclasses import dataclass

from chungtay.reader.blocks import Span
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.structure.frame import is_upper, person_in
from chungtay.reader.structure.zones import Zone

_DUTY_ZONES = (Zone.TASKS, Zone.ORGANISATION)
_NAMED_ONLY = (Zone.MONEY, Zone.PREAMBLE, Zone.ANNEX)  # here only words that name who lay a duty
_DUTIES = words("duties")
_NO_DUTY = re.compile(rf"[\"'\s]*(?:{'|'.join(_DUTIES['no_duty'])})")
_NO_DUTY_INSIDE = re.compile("|".join([*_DUTIES["no_duty_inside"], *words("results")["told"]]))
_VERB = re.compile(rf"(?:{either(_DUTIES['verbs'])})(?!\w)")
_BEFORE_VERB = re.compile(
    rf"(?:(?:{'|'.join(_DUTIES['before_subject'])})\s*[,:]?\s*|về [^.;:]{{2,90}}:\s*|[^.;:]{{2,70}}:\s+)+"
)
_ADVERBIAL = re.compile(rf"(?:{'|'.join(_DUTIES['before_subject'])})\s*,\s+")
_RUN_IN_VERB = re.compile(rf"[^.;:]{{2,110}}:\s+(?:{either(_DUTIES['verbs'])})(?!\w)")  # "Sở Y tế: Bảo đảm …"
_MUST = re.compile(r"\b(?:phải|cần|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)\b")
_NOUN = re.compile(
    r"(?:công tác|việc|các|những|người|tình hình|một số|mỗi|tỷ lệ|số|tội phạm|toàn|trong|đây|hiện|sau|qua|từ|năm"
    r"|chủ trương|đường lối|chính sách|quan điểm|hậu quả|tác hại|phương thức|thủ đoạn|tấm gương"
    r"|tại|do|nhìn chung|chất|hoạt động của|kết quả|đối với|là)\b"
)
_DONE = re.compile(
    r"(?<!người )(?<!học viên )(?<!bệnh nhân )(?<!đối tượng )(?<!trường hợp )"
    r"\b(?:đã|đang|chưa được|vẫn còn|còn (?:nhiều|hạn chế|một số))\b(?! (?:đề ra|được giao|được phân|ký kết"
    r"|ban hành|được|có|phê duyệt|xây dựng|lựa chọn|giao|nêu|hết|hoàn))"
)
_ENACTS = re.compile(  # "Hội đồng nhân dân ban hành Nghị quyết …": the paper itself
    r"^[^.;]{0,80}(?:ban hành|xây dựng) "
    r"(?:nghị quyết|kế hoạch|quyết định|chỉ thị|chương trình|đề án|công văn|công điện|hướng dẫn|thông báo)\b"
)
_BRACKET = re.compile(r"\s*\([^()]*\)")
_COUNT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a paragraph is a duty, by which rule, and the words within it that the rule decided on."""

    is_duty: bool
    rule: str
    span: Span | None = None


def judge_duty(text: str, zone: Zone, *, led: bool, named: bool) -> Verdict:
    """Whether a paragraph is a duty; ``led``: a heading or lead-in above names who; ``named``: its own words do."""
    if is_upper(text):
        return Verdict(False, "tasks.capitals")  # a heading that nothing follows
    if not named and person_in(_BRACKET.sub("", text)):
        return Verdict(False, "tasks.too_short")  # who signed or wrote it
    folded = low(text)
    if against := _against(folded, zone, led, named):
        return against
    if named:
        return Verdict(True, "tasks.names_doer")
    if zone in _NAMED_ONLY:
        return Verdict(False, "tasks.nobody_named_here")
    if led:
        return Verdict(True, "tasks.under_body")
    if verb := _opening_verb(folded):
        return Verdict(True, "tasks.opens_with_verb" if zone in _DUTY_ZONES else "tasks.verb_elsewhere", verb)
    if zone not in _DUTY_ZONES:
        return Verdict(False, "tasks.no_verb")
    if must := _MUST.search(folded):
        return Verdict(True, "tasks.must", must.span())
    opened = _ADVERBIAL.match(folded)
    noun = _NOUN.match(folded, opened.end() if opened else 0)
    return Verdict(False, "tasks.noun", noun.span()) if noun else Verdict(True, "tasks.listed")


def _against(folded: str, zone: Zone, led: bool, named: bool) -> Verdict | None:
    """What makes the paragraph say something else than a duty, whoever it names."""
    inside = _NO_DUTY_INSIDE.search(folded)
    remark = inside or _NO_DUTY.match(folded)
    if remark and led and zone in _DUTY_ZONES and remark.group() == "phấn đấu":
        remark = None  # under "Trách nhiệm của Đoàn Thanh niên" it is what that body owes
    if inside or ((remark or len(folded) < 12) and (not named or zone is Zone.PREAMBLE)):
        rule = "tasks.of_paper_itself" if inside else "tasks.remark" if remark else "tasks.too_short"
        return Verdict(False, rule, remark.span() if remark else None)
    if remark or len(folded) < 12:
        return None
    if zone is Zone.PREAMBLE and (enacts := _ENACTS.search(folded)):
        return Verdict(False, "tasks.enacts", enacts.span())
    asked_less = led and not named and zone not in _NAMED_ONLY
    reported = None if asked_less else _reported(folded)
    return Verdict(False, "tasks.reported", reported) if reported else None


def opens_with_verb(folded: str) -> bool:
    """Whether the first clause, after its adverbs, begins with a verb of duty."""
    return _opening_verb(folded) is not None


def _opening_verb(folded: str) -> Span | None:
    before = _BEFORE_VERB.match(folded)
    verb = _VERB.match(folded) or (_VERB.match(folded, before.end()) if before else None)
    return verb.span() if verb else None


def _reported(folded: str) -> Span | None:
    """ "… đã tổ chức 6.041 buổi …" tells what was done."""
    done = _DONE.search(folded, 0, 160)
    opens = _VERB.match(folded) or _RUN_IN_VERB.match(folded)
    return done.span() if done and _COUNT.search(folded) and not opens else None
