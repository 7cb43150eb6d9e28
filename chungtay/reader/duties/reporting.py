"""Who reports to whom, through whom, when."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chungtay.reader.blocks import Span, Text
from chungtay.reader.contract import Reporting, Task
from chungtay.reader.duties.agencies import Mention, list_at
from chungtay.reader.duties.deadlines import find_deadlines
from chungtay.reader.duties.rhythms import find_rhythms
from chungtay.reader.duties.roles import sentences, subject_of
from chungtay.reader.lexicon import low
from chungtay.reader.structure.zones import Zone
from chungtay.reader.trust.why import Why

_REPORT = re.compile(
    r"\bbáo cáo(?! viên)(?!\s+(?:này|nêu|tại|của)\b)|\bsố liệu\b(?=[^.;]{0,40}\sgửi\s)"
    r"|\bgửi\s+(?:bảng\s+)?số liệu\b|\bphản ánh\s+(?:tình hình|kết quả|thông tin)\b"
    r"|\bbáo(?=\s+(?:công an|ubnd|ủy ban nhân dân|chủ tịch|đảng ủy|sở|phòng|ban chỉ đạo)\s)"
)
_REPORT_FIRST = re.compile(
    r"\W*(?:(?:định kỳ|hằng|hàng|sau đó|từ|(?:những|các)\s(?:tuần|tháng|quý|năm|kỳ)\s(?:sau|tiếp theo))"
    r"(?:\s[^;.]{1,60}?)?\s)?(?:gửi\s+)?báo cáo\b"
)
_SEND = re.compile(rf"{_REPORT.pattern}|\b(?:gửi|nộp)\b")
_TO = re.compile(
    r"(?<=\s)(?:gửi về|gửi cho|gửi đến|gửi|nộp về|nộp cho|nộp|về|cho|lên|tới|đến|với"
    r"|trình|đề xuất với|đề xuất|báo cáo)\s+(?=\S)"
)
_VIA = re.compile(r"\b(?:thông qua|qua)\s*:?\s+(?=\S)")
_BY_MEANS = re.compile(
    r"(?:zalo|e-?mail|thư|hộp thư|hệ thống|phần mềm|trục|fax|nhóm|trang|cổng|đường dây)(?!\w)"
)
_ON_REQUEST = re.compile(r"đột xuất|khi có yêu cầu|theo yêu cầu|khi được yêu cầu")
_PERIODIC = re.compile(r"định kỳ|báo cáo thường kỳ")
_IN_TROUBLE = re.compile(r"khó khăn|vướng mắc|phát sinh|vượt thẩm quyền|vụ việc|bất thường")
_RESULT = re.compile(r"kết quả|tình hình|số liệu|tổng kết|sơ kết|tiến độ|tổng hợp")
# "báo cáo kết quả về Sở (qua Phòng …)": the writer's own body, by its first word alone
_OWN_BODY = re.compile(
    r"(?:Sở|Bộ|Trường|Nhà trường|Học viện|Viện|Bệnh viện|Trung tâm|Tổng [Cc]ông ty|Công ty|Tập đoàn|Cục|Chi cục"
    r"|Ban|Phòng|Khoa|Đoàn|Hội|Huyện|Tỉnh|Xã|Phường)"
    r"(?=\s*[(,;.:]|\s*\Z|\s+(?:qua|thông qua|trước|vào|chậm nhất|theo|định kỳ|hằng|hàng|mỗi|trong|và|để|khi|kèm)"
    r"(?!\w))"
)
_FEW = re.compile(r"(?:hai|ba|bốn) (?:ngành|cơ quan|đơn vị|bên)\b")
_REACH = 220  # characters between "báo cáo" and whom


def find_reporting(
    text: Text,
    tasks: Sequence[Task],
    zones: Sequence[Zone],
    citations: Sequence[Span] = (),
    year: int | None = None,
) -> list[Reporting]:
    """Reporting duties in the tasks and in the paragraphs about organisation, one for each sentence that states one."""
    found: list[Reporting] = []
    for words, start, leads in _paragraphs(text, tasks, zones):
        if not _REPORT.search(low(words)):
            continue
        last: Reporting | None = None
        for at, sentence in _clauses(words):
            skip = [span for span in citations if start <= span[0] < start + len(words)]
            duty = _read(sentence, start + at, leads, skip, year)
            if duty:
                found.append(duty)
            elif last and (further := _further(last, sentence, start + at, skip, year)):
                found[-1] = duty = further
            last = duty
    return found


def _further(
    told: Reporting, clause: str, start: int, skip: Sequence[Span], year: int | None
) -> Reporting | None:
    """ "báo cáo tuần về Công an tỉnh; báo cáo tổng kết trước ngày 15/3": the same duty has a further day."""
    if told.span[1] + 2 < start or not _REPORT_FIRST.match(low(clause)):
        return None
    deadlines = find_deadlines(clause, base=start, skip=skip, year=year)
    every = tuple(dict.fromkeys((*told.every, *(d.every for d in deadlines if d.every))))
    by = told.by or next((d.date for d in deadlines if d.date), None)
    if (every, by) == (told.every, told.by):
        return None
    return replace(told, every=every, by=by, periodic=bool(every), span=(told.span[0], start + len(clause)))


def _paragraphs(
    text: Text, tasks: Sequence[Task], zones: Sequence[Zone]
) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    covered = {task.span[0] for task in tasks}
    paragraphs = [(task.text, task.span[0], task.lead) for task in tasks]
    for line, zone in zip(text.lines, zones, strict=True):
        if (
            zone is Zone.ORGANISATION
            and not line.in_table
            and not any(line.start <= at < line.end for at in covered)
        ):
            paragraphs.append((line.text, line.start, ()))
    yield from sorted(paragraphs, key=lambda paragraph: paragraph[1])


def _clauses(words: str) -> Iterator[tuple[int, str]]:
    """Sentences, cut at semicolons, so that a date counts only for the clause that reports."""
    for at, sentence in sentences(words):
        cuts = [0, *(match.end() for match in re.finditer(r";\s*", sentence)), len(sentence)]
        yield from ((at + start, sentence[start:end]) for start, end in itertools.pairwise(cuts))


def _read(
    sentence: str, start: int, leads: tuple[str, ...], skip: Sequence[Span], year: int | None
) -> Reporting | None:
    folded = low(sentence)
    report = _REPORT.search(folded)
    to = _recipients(sentence, folded)
    if not report or not to:
        return None
    deadlines = find_deadlines(sentence, base=start, skip=skip, year=year)
    dated = (one for _, _, intervals in find_rhythms(folded, dated=True) for one in intervals)
    every = tuple(dict.fromkeys((*(d.every for d in deadlines if d.every), *dated)))
    final = folded.find("tổng kết") + start if every else start  # of a rhythm only the last report has a day
    by = next((d.date for d in deadlines if d.date and final >= start and d.span[0] >= final), None)
    on_request = bool(_ON_REQUEST.search(folded))
    periodic = bool(every) or bool(_PERIODIC.search(folded))
    stated = bool(every or by) or any(d.start for d in deadlines)
    rhythm = "stated_time" if stated else "periodic" if periodic else "on_request" if on_request else ""
    if not rhythm and (
        _IN_TROUBLE.search(folded)
        or not _RESULT.search(folded[max(0, report.start() - 40) : report.end() + 60])
    ):
        return None
    subject = subject_of(sentence)
    who = subject.names if subject else leads
    why = Why(f"reporting.{rhythm or 'of_results'}", report.span()).at(start)
    told = Why(
        "reporting.subject" if subject else "reporting.lead_of_task",
        (subject.start, subject.end) if subject else None,
        "who",
    )
    return Reporting(
        who=tuple(name for name in who if name not in to),
        to=to,
        via=_via(sentence, folded),
        every=every,
        periodic=periodic,
        on_request=on_request,
        by=by,
        span=(start, start + len(sentence)),
        why=(why, told.at(start)),
    )


def _recipients(sentence: str, folded: str) -> tuple[str, ...]:
    """The bodies after the first "báo cáo … về/cho/gửi" that is followed by a body."""
    for report in _SEND.finditer(folded):
        reach = min(len(folded), report.end() + _REACH)
        places = [report.end() + 1] if folded[report.end() : report.end() + 1] == " " else []
        places += [match.end() for match in _TO.finditer(folded, report.end(), reach)]
        for at in places:
            if ";" in folded[report.end() : at]:
                break
            if named := _bodies(list_at(sentence, at)[0]):
                return named
            if bare := _OWN_BODY.match(sentence, at):
                return (bare.group(),)
    return ()


def _bodies(mentions: list[Mention]) -> tuple[str, ...]:
    return tuple(mention.name for mention in mentions if not mention.group or _FEW.match(low(mention.name)))


def _via(sentence: str, folded: str) -> tuple[str, ...]:
    found = (_bodies(list_at(sentence, match.end(), charged=True)[0]) for match in _VIA.finditer(folded))
    names = dict.fromkeys(name for names in found for name in names)
    return tuple(name for name in names if not _BY_MEANS.match(low(name)))
