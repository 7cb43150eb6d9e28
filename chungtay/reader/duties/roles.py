"""Who answers for a duty and who helps: the subjects and the co-operators of a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from chungtay.reader.duties.agencies import Mention, find_mentions, list_at
from chungtay.reader.duties.fields import read_fields, split_bodies
from chungtay.reader.duties.headed import bodies_in_heading
from chungtay.reader.lexicon import UPPER, either, low, words
from chungtay.reader.trust.why import Why

_DUTIES = words("duties")
_VERB = re.compile(rf"{either(_DUTIES['verbs'])}(?!\w)")
_CHARGE = re.compile(rf"{either(_DUTIES['charges'])}\s*:?\s+(?:cho\s+|đối với\s+)?")
_ANY_CHARGE = re.compile(
    rf"{either([*_DUTIES['charges'], *_DUTIES['charges_without_heading']])}\s*:?\s+(?:cho\s+|đối với\s+)?"
)
_OPENER = re.compile(
    rf"(?:{'|'.join(one.split('[')[0].rstrip() for one in _DUTIES['before_subject'])})(?!\w)[,:]?\s*"
)
_LONGEST_OPENING = 240  # characters
# Where an adverbial ends: at a comma, or behind its time ("Trước ngày 25 hằng tháng | Công an xã tổng hợp …").
_TIME_TOLD = re.compile(
    r"(?:[,:]|(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)|\d/(?:19|20)\d\d|năm\s+(?:19|20)\d\d)\s+(?=\S)"
)
_LONGEST_CLAUSE = 2000  # a subject and its verb stand within; a paragraph of pages would else take its square
_TOGETHER = re.compile(r"(?:các|hai|ba|bốn|liên)\s+(?:ngành|bên|cơ quan|đơn vị)(?: [a-zà-ỹ]+)?\Z")
_ALREADY_SAID = re.compile(
    r"[.;]\s|có trách nhiệm|báo cáo|gửi|phối hợp|chủ trì|tham mưu"
)  # the predicate: no subject follows
_REQUEST = re.compile(
    r"(?:đề nghị|yêu cầu|phân công|đối với)\b"
)  # in a later clause: what the same subject does
_TELLS = re.compile(
    r"\s*(?:cũng\s+)?(?:yêu cầu|giao cho|giao|đề nghị|phân công)\s+(?!đồng chí|cán bộ"
    r"|(?:mỗi|từng|các)\s+(?:đồng chí|cán bộ|đảng viên|đoàn viên|hội viên|công chức|giáo viên|chiến sĩ|thành viên))"
    r"(?=\S)"
)
_PARTY = re.compile(r"(?:đảng|tỉnh|thành|huyện|quận|thị|xã|phường) ủy|ban thường vụ|cấp ủy|chi bộ|đảng bộ")
_HANDS = re.compile(r"\s*(?:cũng\s+)?giao\s")  # whoever hands it out; "yêu cầu" only from those in charge
_IN_CHARGE = re.compile(
    r"(?:ubnd|ủy ban nhân dân|chủ tịch|ban thường vụ|ban chỉ đạo|tỉnh ủy|thành ủy|huyện ủy|đảng ủy|hđnd"
    r"|hội đồng nhân dân)\b"
)
_NAMES_PERSON = re.compile(
    rf"[Pp]hân công\s+(?=(?:các\s+)?đồng chí\s|công chức\s+[{UPPER}]"
    r"|(?:Phó\s+)?(?:Chủ tịch|Bí thư|Trưởng|Giám đốc|Hiệu trưởng|Chánh|Đội trưởng|Tổ trưởng)\s)"
)
_PAPER_TELLS = re.compile(
    r"(?:kế hoạch|chỉ thị|nghị quyết|quyết định|đề án)(?:\s+này)?\s+(?:cũng\s+)?(?=(?:yêu cầu|giao|đề nghị"
    r"|phân công)\s)"
)
_RUN_IN = re.compile(r"[^.;:()]{2,70}(?:\([^()]{2,80}\))?:\s+(?=\S)")
# "(Công an xã và Trường THCS thực hiện)": a bracket that only says who does it
_IN_BRACKET = re.compile(
    r"\((?:do\s+|giao\s+)?(?P<who>[^()]{4,120}?)\s+(?:cùng\s+)?(?:làm\s+)?"
    r"(?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm|đảm nhiệm|đảm nhận|tổ chức thực hiện|triển khai|đầu mối)"
    r"(?:\s+(?:chính|thực hiện))?\s*[,;)]"
)
_AT_END = re.compile(r"\(([^()]{4,120})\)\s*[.;]?$")
_SENT_TO = re.compile(r"(?:báo cáo|gửi|về|trình)\s+(?:(?!trước|vào|để|theo)[^\s,.;]+\s+){1,12}\Z")
_NOTE = re.compile(r"\s*\([^()]*\)")
# "Tổ công tác do Phó Chủ tịch làm Tổ trưởng | vận động", "Hội đồng già làng, do Mặt trận thành lập, | vận động"
_ASIDE = re.compile(
    r"\s*,\s+(?:do|với sự)\s[^,.;:]{2,100},(?=\s)"
    r"|\s+do\s[^,.;:]{2,60}?\slàm\s"
    r"(?:tổ trưởng|trưởng ban|trưởng đoàn|đội trưởng|trưởng tiểu ban|chủ nhiệm|chủ tịch),?(?=\s)"
)
_PREDICATE = re.compile(
    rf"\s*(?::|,?\s*(?:(?:sẽ|cùng|đều|tự|phải|luân phiên|lần lượt|trực tiếp"
    rf"|mỗi (?:năm|quý|tháng|tuần|hội|đơn vị|bên|ngành|cơ quan|tổ chức|đoàn thể|địa phương)"
    r"|(?:\d{1,2}|ba|sáu) (?:tuần|tháng) (?:một|0?1) lần|(?:trước |vào )?ngày \d{1,2} (?:hằng|hàng) tháng,?"
    rf"|theo[^.;,]{{0,60}},?|khi\s[^.;,]{{2,80}}?(?:,|\sphải|\sthì|\scần)|căn cứ[^.;]{{0,120}}?)\s+){{0,2}}"
    rf"(?:{_VERB.pattern}|có trách nhiệm|có nhiệm vụ|chịu))"
)
# After a single body at the head of a sentence any other word than these is its verb, known or not.
_OPEN_PREDICATE = re.compile(rf"\s+(?!(?:{either(_DUTIES['no_predicate'])})(?!\w))[a-zà-ỹđ]+\s+[a-zà-ỹđ]+")
_MAY_GROW = re.compile(r"(?:Tổ|Đội|Nhóm|Nhân viên|Bảo vệ|Cán bộ|Hội đồng|Câu lạc bộ|Lực lượng)\s?")
_LONGER = re.compile(
    rf"(?:\s+(?!(?:{either([*_DUTIES['verbs'], *_DUTIES['no_predicate']])})(?!\w))[a-zà-ỹđ]+){{1,5}}"
    rf"(?=(?:,\s+(?:do|với sự)\s[^,.;:]{{2,100}},)?\s+(?:{either(_DUTIES['verbs'])})(?!\w))"
)
_DONE = re.compile(r"\s*,?\s*(?:đã|đang|vẫn|còn|luôn|chưa|được(?! giao| phân công| ủy quyền)|bị)\b")
_SENTENCE_END = re.compile(rf"(?<=[.!?…])\s+(?=[{UPPER}“\"])")
_BY_WHOM = re.compile(
    r"\b(?:do|(?<!bàn )(?<!chuyển )(?<!trao )(?P<handed>giao cho|(?<=, )giao))\s+(?=\S)"
)  # "Công tác tuyên truyền giao cho Sở …"
_BY_WHOM_VERB = re.compile(
    r"\s*(?:làm\s+)?(?:chủ trì|thực hiện|chịu trách nhiệm|đảm nhiệm|tham mưu|phụ trách|tổ chức|làm|quản lý|triển khai)"
)
_BY_WHOM_TASK = re.compile(
    r"(?:cùng |trực tiếp |luân phiên )*"
    r"(?:chủ trì|chủ đầu tư|đầu mối|lãnh đạo|thực hiện|chịu trách nhiệm|đảm nhiệm|tham mưu|phụ trách|tổ chức"
    r"|triển khai)"
)
_BY_OTHERS = re.compile(r"(?:tổ chức|phát động|triển khai)\s*[.;,)]")
_LEADS = re.compile(
    r"\s*(?:,\s*)?(?:là\s+(?:cơ quan|đơn vị)\s+)?(?:chủ trì|làm chủ trì|làm đầu mối|là đầu mối)"
)
_WITH = re.compile(
    r"phối (?:kết )?hợp(?P<how>(?:(?!phối hợp)[^.;:]){0,90}?)\s+(?:cùng\s+với|cùng(?!\s+cấp)|với|(?P<between>giữa))\s+"
    r"(?:sự tham gia của\s+)?|sự\s+phối hợp(?:[^.;:]{0,20}?)\s+của\s+|,\s+có\s+sự\s+tham gia\s+của\s+"
    r"|với\s+sự\s+(?:hỗ trợ|tham gia|giúp đỡ|giúp sức)(?:[^.;:]{0,20}?)\s+của\s+"
    r"|(?<!quy chế )(?<!cơ chế )phối hợp\s+(?=\S)"
    r"|(?:tuần tra|trực|kiểm tra|kiểm soát)\s+(?:(?:chung|song phương)\s+)?(?:cùng\s+với|cùng|với)\s+"
    r"|giữ(?:\s+vững)?\s+mối\s+liên\s+hệ\s+với\s+"
    r"|tham gia\s+(?:cùng(?:\s+với)?|với)\s+|(?:chủ trì|đầu mối"
    r"|thường trực)\s*,?\s+cùng(?:\s+với)?\s+|(?:^|[,:]\s+)cùng(?:\s+với)?\s+"
    r"|(?:hiệp thương|hội đàm|hợp tác|kết hợp|hiệp đồng|liên kết|thống nhất"
    r"|(?<!zalo )(?<!nhóm )(?<!camera )(?<!thống )(?<!mềm )kết nối)\s+với\s+"
)  # between two bodies it says who helps only where nobody leads
_INVITED = re.compile(r"(?<!\w)mời\s+(?=\S)")  # "mời Công an xã tham gia phối hợp"
_TAKES_PART = re.compile(r"\s+(?:cùng\s+)?(?:tham gia|phối hợp|hỗ trợ)(?!\w)")
_BESIDE = re.compile(r"\s+cùng(?:\s+với)?\s+")  # after the subject
_TOLD = re.compile(r"(?<!\w)(?:chỉ đạo|giao|yêu cầu)\s+(?=\S)")  # "chỉ đạo Công an xã cùng Trạm Y tế rà soát"
_LEADS_AND = re.compile(r"chủ (?:trì|công)\s*[,;]\s+(?:và\s+)?")  # "(X chủ trì, Y và Z phối hợp)"
# "X chủ trì xây dựng mô hình, Y và Z phối hợp."
_BESIDE_AT_END = re.compile(rf"[,;]\s+(?:và\s+)?(?=[{UPPER}]|các )")
_AS_BODY = r"là\s+(?:các\s+)?(?:cơ quan|đơn vị|lực lượng)\s+"  # "… là đơn vị phối hợp"
_HELPS = re.compile(
    r"\s*cùng\s+(?:thực hiện|triển khai|tham gia)"
    rf"|\s*(?:{_AS_BODY}|cùng\s+)?phối hợp(?!\s+(?:với|cùng))(?=\s*(?:[,;.)]|thực hiện|triển khai|$))"
)
_HELPING = re.compile(  # a predicate: "có trách nhiệm phối hợp …", "hỗ trợ."
    rf"[\s,]*(?:có trách nhiệm\s+|{_AS_BODY})?(?:cùng\s+)?(?:phối hợp(?!\s+(?:gồm|là)(?!\w))|(?:tham gia|hỗ trợ"
    r"|giúp đỡ)(?:\s+(?:thực hiện|phối hợp))?(?=\s*(?:[.;)]|$)))"
)
_CHIEF = re.compile(r"(?<!đồng )chủ trì")
_HELPS_DO = re.compile(rf"\s*(?:cùng\s+)?phối hợp\s+(?!với|cùng){_VERB.pattern}")  # "… phối hợp rà soát"


@dataclass(frozen=True, slots=True)
class Roles:
    lead: tuple[str, ...]
    support: tuple[str, ...]
    named: bool  # the words themselves name the lead; else it comes from the heading or from nobody
    why: tuple[Why, ...] = ()  # of the parts "lead" and "support"; spans within the words


@dataclass(frozen=True, slots=True)
class Subject:
    names: tuple[str, ...]
    start: int
    end: int
    charged: bool  # "Giao X", "Đề nghị X"
    helps: bool  # the predicate is "phối hợp"


def read_roles(text: str, inherited: tuple[str, ...] = ()) -> Roles:
    """Leads and supports of a paragraph under a heading that names ``inherited``."""
    lead, helpers, why = read_fields(text)
    charged = bool(lead)
    subjects = _subjects(text, bool(inherited))
    first = subjects[0] if subjects and subjects[0][0] == 0 else None
    if first and inherited and _PARTY.match(low(inherited[0])) and first[1].names[0].startswith("Lãnh đạo "):
        subjects, first = subjects[1:], None  # under "Đảng ủy Công an": "Lãnh đạo Công an mở đợt cao điểm"
    together = first is not None and _TOGETHER.match(low(" ".join(first[1].names))) is not None
    if (
        together and (by_one := by_whom(text, True))[0]
    ):  # "Ba ngành giao ban mỗi quý, do Công an huyện chủ trì"
        first, lead, why = None, [*lead, *by_one[0]], [*why, *by_one[1]]
    if not lead and first and not (inherited and _shares_out(first[1])):
        lead += first[1].names
        why.append(_told(first[1], first[0]))
    named_later = [(at, subject) for at, subject in subjects if at > 0]
    for at, subject in named_later:
        if _shares_out(subject):
            continue
        if subject.helps and (lead or inherited or _CHIEF.search(low(text), 0, at)):
            helpers += subject.names
            why.append(replace(_told(subject, at), rule="roles.helps", part="support"))
        elif not charged and (first or subject.charged or not inherited):
            lead += subject.names
            why.append(replace(_told(subject, at), rule="roles.clause"))
    if not lead:
        lead, told = by_whom(text, bool(inherited))
        why += told
    named = bool(lead)
    lead = lead or list(inherited)
    with_whom, with_why = find_support(text, bool(lead))
    if first and not charged:
        with_whom += _at_side(text, first[1])
    support = [name for name in (*with_whom, *helpers) if low(name) not in {low(one) for one in lead}]
    return Roles(_unique(lead), _unique(support), named, (*why, *with_why))


def _at_side(text: str, subject: Subject) -> list[str]:
    """ "Công an phường cùng Tổ bảo vệ … rà soát": who does it at the subject's side."""
    side = _BESIDE.match(low(text), subject.end)
    mentions, end = list_at(text, side.end()) if side else ([], 0)
    return [mention.name for mention in mentions] if mentions and _PREDICATE.match(low(text), end) else []


def _told(subject: Subject, base: int) -> Why:
    rule = "roles.charged" if subject.charged else "roles.subject"
    return Why(rule, (base + subject.start, base + subject.end), "lead")


def _shares_out(subject: Subject) -> bool:
    """ "Mỗi xã, phường xây dựng 01 mô hình" under a heading shares the heading's duty out; it names nobody new."""
    return all(low(name).startswith("mỗi ") for name in subject.names)


def subject_of(clause: str, under_heading: bool = False) -> Subject | None:
    """The bodies that a clause begins with, where a duty follows.

    >>> subject_of("Hằng năm, Sở Tài chính chủ trì, phối hợp với Công an tỉnh").names
    ('Sở Tài chính',)
    """
    folded = low(clause)
    tried = (_subject_at(clause, folded, at, under_heading) for at in _possible_starts(folded))
    return next((subject for subject in tried if subject), None)


def _possible_starts(folded: str) -> Iterator[int]:
    """The beginning, and where an adverbial opens the clause ("Căn cứ …, các sở …") the place after each comma."""
    yield 0
    opener = _OPENER.match(folded)
    if not opener:
        return
    yield opener.end()
    for told in _TIME_TOLD.finditer(folded[:_LONGEST_OPENING]):
        if _ALREADY_SAID.search(folded, 0, told.start()):
            return
        yield told.end()


def _subject_at(clause: str, folded: str, at: int, under_heading: bool) -> Subject | None:
    paper = _PAPER_TELLS.match(folded, at)
    begins = paper.end() if paper else at
    charge = (_CHARGE if under_heading else _ANY_CHARGE).match(folded, begins)
    charge = charge or _NAMES_PERSON.match(clause, begins)
    mentions, end = list_at(clause, charge.end() if charge else at, charged=charge is not None)
    if not mentions:
        return None
    for aside in (_NOTE, _ASIDE):
        beside = aside.match(folded, end)
        end = beside.end() if beside else end
    if _DONE.match(folded, end):
        return None
    known = _PREDICATE.match(folded, end) or (charge and len(folded[end:].split()) > 2)
    opened = at == 0 or folded[:at].endswith(", ")
    single = opened and len(mentions) == 1 and not mentions[0].group and mentions[0].name[0].isupper()
    whole = end == mentions[-1].end
    if not known and whole and (longer := _LONGER.match(clause, end)) and _MAY_GROW.match(mentions[-1].name):
        end, known = longer.end(), True  # "Tổ tư vấn | tâm lý lập hồ sơ"
        mentions[-1] = replace(mentions[-1], end=end, name=clause[mentions[-1].start : end])
    if not known and not (single and _OPEN_PREDICATE.match(clause, end)):
        return None
    mentions, end = _without_helpers(mentions, end, folded)
    if (told := _TELLS.match(folded, end)) and (
        _HANDS.match(told.group()) or _IN_CHARGE.match(low(mentions[0].name))
    ):
        mentions = list_at(clause, told.end())[0] or mentions  # "UBND tỉnh yêu cầu các sở …": those lead
    helps = bool(_HELPING.match(folded, end))
    return Subject(tuple(mention.name for mention in mentions), at, end, bool(charge), helps)


def _without_helpers(mentions: list[Mention], end: int, folded: str) -> tuple[list[Mention], int]:
    """ "A cùng B rà soát": A is the subject, B stands at its side."""
    for one, other in pairwise(mentions):
        if _BESIDE.fullmatch(folded[one.end : other.start]):
            return mentions[: mentions.index(one) + 1], one.end
    return mentions, end


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences with their offsets."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    ends = [*starts[1:], len(text)]
    return [(start, text[start:end].rstrip()) for start, end in zip(starts, ends, strict=True)]


def _subjects(text: str, under_heading: bool) -> list[tuple[int, Subject]]:
    """Subjects at the beginning of sentences; of later clauses only where the sentence itself has none."""
    found: list[tuple[int, Subject]] = []
    for start, sentence in sentences(text):
        run_in = _RUN_IN.match(sentence) if start == 0 else None
        subject = subject_of(sentence, under_heading)
        if not subject and run_in:  # "Tuyên truyền: Giao Sở Y tế chủ trì …"
            subject = subject_of(sentence[run_in.end() :], under_heading)
            cut = run_in.end()
            subject = subject and replace(subject, start=subject.start + cut, end=subject.end + cut)
        if subject:
            found.append((start, subject))
        many = bool(subject and not run_in and not sentence[subject.end :].lstrip().startswith(":"))
        for clause in re.finditer(r";\s*(?:đồng thời,?\s*)?(?=\S)", sentence):
            later = sentence[clause.end() : clause.end() + _LONGEST_CLAUSE]
            asked = _REQUEST.match(low(later))
            other = None if asked and (under_heading or found) else subject_of(later, under_heading)
            vague = asked and other and all(low(name).startswith("các ") for name in other.names)
            handed = low(later).startswith("giao ") and not under_heading
            if other and not vague and (handed or not (many and (other.charged or other.helps))):
                found.append((start + clause.end(), other))
    return found


def by_whom(text: str, under_heading: bool) -> tuple[list[str], list[Why]]:
    """ "… do X chủ trì"; without a heading that names somebody also "… X chủ trì" anywhere."""
    folded = low(text)
    names: list[str] = []
    told: list[Why] = []
    for match in _BY_WHOM.finditer(folded):
        mentions, end = list_at(text, match.end())
        task = folded[end:].lstrip(" ,").removeprefix("làm ").removeprefix("trực tiếp ")
        beside = under_heading and _BY_OTHERS.match(task)  # "tham gia các hội nghị do Sở Tư pháp tổ chức"
        if mentions and not beside and (match["handed"] or _BY_WHOM_TASK.match(task)):
            names += [mention.name for mention in mentions]
            told.append(Why("roles.by_whom", (match.start(), end), "lead"))
            if ";" not in folded[end:]:  # "năm 2023 do A chủ trì; năm 2024 do B chủ trì"
                break
    if names:
        return names, told
    if (bracket := _IN_BRACKET.search(folded)) and find_mentions(within := text[slice(*bracket.span("who"))]):
        return split_bodies(within), [Why("roles.bracket", bracket.span("who"), "lead")]
    for mention in [] if under_heading else find_mentions(text):
        if _LEADS.match(folded, mention.end) and not _after_help(folded, mention):
            return [mention.name], [Why("roles.anywhere", (mention.start, mention.end), "lead")]
    last = None if under_heading else _AT_END.search(text)  # "… (Sở Nội vụ)."
    if last and _SENT_TO.search(folded, 0, last.start()):
        last = None  # "báo cáo về Thường trực Ban Chỉ đạo (Công an xã)": who receives it
    names += bodies_in_heading(last.group(1)) if last else ()
    return names, [Why("roles.bracket", last.span(), "lead")] if last and names else []


def _after_help(folded: str, mention: Mention) -> bool:
    return bool(re.search(r"(?:phối hợp|với|tham mưu(?: cho)?)\s+$", folded[: mention.start]))


def find_support(text: str, is_led: bool) -> tuple[list[str], list[Why]]:
    """The bodies after "phối hợp với"; those of "phối hợp giữa …" only where nobody leads."""
    folded = low(text)
    found: list[str] = []
    why: list[Why] = []
    for match in _WITH.finditer(folded):
        mentions, end = (
            list_at(text, match.end(), joined=True) if not (is_led and match["between"]) else ([], 0)
        )
        loosely = match.group().startswith(
            ("hợp tác", "liên kết", "kết nối")
        )  # "hợp tác với các tổ chức quốc tế" names no partner
        names = [m.name for m in mentions if not (loosely and (m.group or m.name[0].islower()))]
        found += names
        why += [Why("roles.with", (match.start(), end), "support")] if names else []
    for match in _TOLD.finditer(folded) if is_led else ():
        mentions, end = list_at(text, match.end())
        if len(_without_helpers(mentions, end, folded)[0]) < len(mentions) and _PREDICATE.match(folded, end):
            beside = mentions[len(_without_helpers(mentions, end, folded)[0]) :]
            found += [mention.name for mention in beside]
            why.append(Why("roles.helps", (match.start(), end), "support"))
    for match in _BESIDE_AT_END.finditer(text) if is_led else ():
        mentions, end = list_at(text, match.end())
        if mentions and _HELPS.match(folded, end):
            found += [mention.name for mention in mentions]
            why.append(Why("roles.helps", (match.start(), end), "support"))
    for match in _INVITED.finditer(folded):
        mentions, end = list_at(text, match.end())
        if mentions and _TAKES_PART.match(folded, end):
            found += [mention.name for mention in mentions]
            why.append(Why("roles.helps", (match.start(), end), "support"))
    for match in _LEADS_AND.finditer(folded):
        mentions, end = list_at(text, match.end())
        if mentions and (_HELPS.match(folded, end) or _HELPS_DO.match(folded, end)):
            found += [mention.name for mention in mentions]
            why.append(Why("roles.helps", (match.start(), end), "support"))
    return found, why


def _unique(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(low(name), name)
    return tuple(seen.values())
