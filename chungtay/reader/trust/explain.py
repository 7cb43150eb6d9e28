"""The trace: what was taken of a paper and what was passed over, by which rule, and where that rule can be mended.

Nothing is decided here. The items of a reading carry their evidence; this puts it in the order of the paper and says
of each date that is no deadline where it went.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from chungtay.reader.blocks import Span
from chungtay.reader.contract import Check, Header, Reading, Section, Task
from chungtay.reader.duties.dates import DAY_MONTH, FULL_DATE
from chungtay.reader.duties.verbs import opens_with_verb
from chungtay.reader.lexicon import low
from chungtay.reader.trust.confidence import families, rule_of
from chungtay.reader.trust.signs import HEADER_FIELDS
from chungtay.reader.trust.why import Why

_KINDS = {
    "header": "Phần đầu", "section": "Đề mục", "task": "Nhiệm vụ", "target": "Chỉ tiêu", "figure": "Số liệu",
    "budget": "Kinh phí", "reporting": "Báo cáo", "check": "Mâu thuẫn", "citation": "Văn bản dẫn",
    "deadline": "Thời hạn",
}  # fmt: skip
_PARTS = {
    "": "vì", "lead": "chủ trì", "support": "phối hợp", "deadlines": "thời hạn", "who": "ai báo cáo", "due": "thời hạn",
    "kind": "loại", "number": "số", "issuer": "cơ quan", "date": "ngày", "title": "trích yếu", "period": "thời kỳ",
    "signers": "người ký", "recipients": "nơi nhận",
}  # fmt: skip
_LISTS = ("sections", "citations", "tasks", "targets", "figures", "budgets", "reporting", "checks")
_DATE = re.compile(
    rf"(?:ngày\s+)?(?:{FULL_DATE}|(?<![\d/.-])(?:{DAY_MONTH}))|tháng\s+\d{{1,2}}\s*(?:/|năm)\s*20\d\d|quý\s+[iv\d]+\s*(?:/|năm)\s*20\d\d"
)
_FRAME = ("zones.letterhead", "zones.recipients", "zones.signature")  # nobody takes these for duties
_LONGEST = 90  # characters of quoted words


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that decided: of which part, on which words, what it says, in which file and lexicon it lives."""

    part: str
    rule: str
    span: Span | None
    words: str
    says: str
    where: str
    lexicon: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it was read, or (not ``taken``) words that looked like one and were passed over."""

    kind: str
    taken: bool
    span: Span
    words: str
    said: dict[str, str]
    confidence: float | None
    sure_of: dict[str, float]
    doubt: str | None
    steps: tuple[Step, ...]


def trace_of(reading: Reading) -> list[Entry]:
    """Everything, in the order of the paper; the header comes first."""
    entries = [_taken(item, reading) for name in _LISTS for item in getattr(reading, name)]
    entries += [*_passed_tasks(reading), *_passed_dates(reading)]
    return [_taken(reading.header, reading), *sorted(entries, key=lambda entry: entry.span)]


def as_json(reading: Reading) -> list[dict[str, Any]]:
    return [asdict(entry) for entry in trace_of(reading)]


def as_text(reading: Reading) -> str:
    """The trace for a person, in Vietnamese."""
    return "\n".join(line for entry in trace_of(reading) for line in _lines(entry)) + "\n"


# what was taken


def _taken(item: Any, reading: Reading) -> Entry:
    span = _span(item)
    whys = [*item.why, *_absent(item)]
    if isinstance(item, Task):
        whys += [Why(f"deadlines.{due.rule or due.kind}", due.span, "deadlines") for due in item.deadlines]
    return Entry(
        kind=type(item).__name__.lower(),
        taken=True,
        span=span,
        words=reading.text[slice(*span)],
        said=_said(item),
        confidence=item.confidence,
        sure_of=getattr(item, "sure_of", {}),
        doubt=item.doubt and families()[item.doubt]["vi"],
        steps=tuple(_step(why, reading.text) for why in whys),
    )


def _span(item: Any) -> Span:
    match item:
        case Header():
            return min((why.span for why in item.why if why.span), default=(0, 0))
        case Section():
            return item.heading
        case Check():
            return item.spans[0]
    return item.span  # type: ignore[no-any-return]


def _absent(item: Any) -> Iterator[Why]:
    if isinstance(item, Task) and not item.lead:
        yield Why("roles.nobody", item.span, "lead")


def _said(item: Any) -> dict[str, str]:
    """What each part came to, in short words."""
    match item:
        case Header():
            values = {part: getattr(item, fields[0]) for part, fields in HEADER_FIELDS.items()}
        case Task():
            values = {
                "lead": item.lead,
                "support": item.support,
                "deadlines": [due.text for due in item.deadlines],
            }
        case Check():
            values = {"": item.message}
        case _:
            values = {}
    return {part: _short(_plain(value)) for part, value in values.items() if value}


def _plain(value: Any) -> str:
    if isinstance(value, tuple | list):
        return "; ".join(_plain(one) for one in value)
    if isinstance(value, str):
        return value
    return " ".join(str(one) for one in asdict(value).values() if one)


def _step(why: Why, text: str) -> Step:
    rule = rule_of(why.rule)
    words = _short(text[slice(*why.span)]) if why.span else ""
    lexicon = f"chungtay/reader/lexicon/{rule.words}" if rule.words else None
    return Step(why.part, why.rule, why.span, words, rule.says, f"chungtay/reader/{rule.where}", lexicon)


# what was passed over


def _passed_tasks(reading: Reading) -> Iterator[Entry]:
    """Of the paragraphs that are no task those that a person might have taken for one."""
    for passed in reading.passed:
        words = reading.text[slice(*passed.words)]
        if passed.why.rule in _FRAME:
            continue
        if opens_with_verb(low(words)) or passed.why.rule == "tasks.reported":
            yield _passed("task", passed.words, passed.why, reading.text)


def _passed_dates(reading: Reading) -> Iterator[Entry]:
    """Every date that is no deadline: whose it is instead."""
    dues = [due.span for task in reading.tasks for due in task.deadlines]
    owners: list[tuple[str, Span]] = [
        *(("deadlines.of_citation", citation.span) for citation in reading.citations),
        *(
            (f"deadlines.of_{_OF_PART[why.part]}", why.span)
            for why in reading.header.why
            if why.part in _OF_PART and why.span
        ),
        *(("deadlines.of_target", target.span) for target in reading.targets),
        *(("deadlines.of_report", duty.span) for duty in reading.reporting),
        *(("deadlines.unbound", task.span) for task in reading.tasks),
    ]
    folded = low(reading.text)
    for match in _DATE.finditer(folded):
        if any(start < match.end() and match.start() < end for start, end in dues):
            continue
        owner = (rule for rule, span in owners if span[0] <= match.start() < span[1])
        yield _passed(
            "deadline", match.span(), Why(next(owner, "deadlines.outside_task"), match.span()), reading.text
        )


_OF_PART = {"date": "header", "title": "period", "signers": "header"}


def _passed(kind: str, span: Span, why: Why, text: str) -> Entry:
    return Entry(kind, False, span, text[slice(*span)], {}, None, {}, None, (_step(why, text),))


# the text for a person


def _lines(entry: Entry) -> Iterator[str]:
    name = _KINDS[entry.kind]
    if not entry.taken:
        yield f"– Không lấy: {name.lower()} “{_short(entry.words)}”"
    else:
        doubt = f" · {entry.doubt}" if entry.doubt and (entry.confidence or 0) < 0.9 else ""
        yield f"+ {name} · chắc {_percent(entry.confidence or 0)}{doubt}"
        if entry.kind != "header":
            yield f"    “{_short(entry.words)}”"
        for part, value in entry.said.items():
            sure = f" ({_percent(entry.sure_of[part])})" if part in entry.sure_of else ""
            yield f"    {_PARTS[part]}: {value}{sure}" if part else f"    {value}"
    for step in entry.steps:
        about = f"{_PARTS[step.part]}: " if step.part else ""
        quoted = f" “{step.words}”" if step.words and step.words != _short(entry.words) else ""
        yield f"    · {about}{step.rule}{quoted}: {step.says}"
        yield f"      {step.where}{f'  {step.lexicon}' if step.lexicon else ''}"


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
