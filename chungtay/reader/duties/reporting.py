"""Who reports to whom, through whom, when."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chungtay.reader.blocks import Span, Text
from chungtay.reader.contract import Deadline, Reporting, Task
from chungtay.reader.duties.deadlines import find_deadlines
from chungtay.reader.duties.recipients import ON_REQUEST, PERIODIC, REPORT, recipients_in, via_in
from chungtay.reader.duties.report_tables import report_rows, reporting_of
from chungtay.reader.duties.rhythms import find_rhythms
from chungtay.reader.duties.roles import sentences, subject_of
from chungtay.reader.lexicon import low
from chungtay.reader.structure.zones import Zone
from chungtay.reader.trust.why import Why

_REPORT_FIRST = re.compile(
    r"\W*(?:(?:định kỳ|hằng|hàng|sau đó|từ|(?:những|các)\s(?:tuần|tháng|quý|năm|kỳ)\s(?:sau|tiếp theo))"
    r"(?:\s[^;.]{1,60}?)?\s)?(?:gửi\s+)?báo cáo\b"
)
_IN_TROUBLE = re.compile(r"khó khăn|vướng mắc|phát sinh|vượt thẩm quyền|vụ việc|bất thường")
_AT_ONCE = re.compile(r"\bbáo cáo\s+ngay(?!\w)")
_AND_REPORT = re.compile(r"(?<=\s)và\s+báo cáo\s")
_RESULT = re.compile(r"kết quả|tình hình|số liệu|tổng kết|sơ kết|tiến độ|tổng hợp")


def find_reporting(
    text: Text,
    tasks: Sequence[Task],
    zones: Sequence[Zone],
    citations: Sequence[Span] = (),
    year: int | None = None,
) -> list[Reporting]:
    """Reporting duties in the tasks and in the paragraphs about organisation, one for each sentence that states one."""
    rows = list(report_rows(text, tasks))
    found = [reporting_of(row, row.receiver) for row in rows if row.receiver]
    told = {row.task.span for row in rows if row.receiver}
    spoken = [
        (row.time.text, row.time.start, row.task.lead) for row in rows if row.time and row.says_it_in_time
    ]
    for words, start, leads in [*_paragraphs(text, [t for t in tasks if t.span not in told], zones), *spoken]:
        if not REPORT.search(low(words)):
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
    return sorted(found, key=lambda duty: duty.span)


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
    report = REPORT.search(folded)
    to = recipients_in(sentence, folded)
    if not report or not to:
        return None
    deadlines = find_deadlines(sentence, base=start, skip=skip, year=year)
    every = _rhythms(folded, start, deadlines)
    via = via_in(sentence, folded)
    final = folded.find("tổng kết") + start if every else start  # of a rhythm only the last report has a day
    by = next((d.date for d in deadlines if d.date and final >= start and d.span[0] >= final), None)
    on_request = bool(ON_REQUEST.search(folded))
    periodic = bool(every) or bool(PERIODIC.search(folded))
    trouble = bool(_IN_TROUBLE.search(folded))
    asked = trouble and via and "phản ánh" not in folded  # "nếu có vướng mắc, báo cáo UBND huyện (qua …)"
    stated = bool(every or by) or any(d.start or d.kind == "relative" for d in deadlines)
    rhythm = "stated_time" if stated else "periodic" if periodic else "on_request" if on_request else ""
    rhythm = rhythm or ("at_once" if _AT_ONCE.search(folded) else "in_trouble" if asked else "")
    if not rhythm and (
        trouble or not _RESULT.search(folded[max(0, report.start() - 40) : report.end() + 60])
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
        via=via,
        every=every,
        periodic=periodic,
        on_request=on_request,
        by=by,
        span=(start, start + len(sentence)),
        why=(why, told.at(start)),
    )


def _rhythms(folded: str, start: int, deadlines: Sequence[Deadline]) -> tuple[str, ...]:
    """The intervals of the report; of "mỗi tháng đi cơ sở và báo cáo … hằng quý" only what stands with the report."""
    told = [(d.span[0] - start, d.every) for d in deadlines if d.every]
    told += [(at, every) for _, (at, _), ways in find_rhythms(folded, dated=True) for every in ways]
    also = _AND_REPORT.search(folded)
    own = [one for one in told if also and one[0] >= also.end()]
    return tuple(dict.fromkeys(every for _, every in own or told))
