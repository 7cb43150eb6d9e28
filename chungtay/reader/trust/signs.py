"""What tells how sure an item is: the rules that decided it and what can be seen of its words, as plain tokens.

Each item has an aspect for the whole ("task") and, where it consists of parts, one for each part ("task.lead"); an
aspect is a list of tokens, names of rules and of signs of ``rules.toml``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from chungtay.reader.blocks import Span
from chungtay.reader.contract import (
    Budget,
    Check,
    Citation,
    Figure,
    Header,
    Reading,
    Reporting,
    Section,
    Target,
    Task,
)
from chungtay.reader.duties.agencies import mention_at
from chungtay.reader.lexicon import low
from chungtay.reader.syllables import WORD, is_syllable
from chungtay.reader.trust.why import of_part

Tokens = tuple[str, ...]
Item = Header | Section | Task | Target | Figure | Budget | Reporting | Check | Citation

_TOGETHER = re.compile(r"(?<!\w)phối hợp(?!\w)")
_TIME = re.compile(
    r"\d{1,2}\s*/\s*\d|(?<!\w)(?:tháng \d|quý [iv\d]|năm 20\d\d|hằng|hàng (?:năm|quý|tháng|tuần)|định kỳ"
    r"|chậm nhất|thời hạn|trước ngày|đến hết)"
)
_LABEL_INSIDE = re.compile(r"[.;:]\s+(?:\d{1,2}[.)]|[a-zđ]\)|[-+•])\s+\w")
_BODY_INSIDE = re.compile(
    r"(?<!\w)(?:Công an|Sở|UBND|Ủy ban|Phòng|Ban|Hội|Đoàn|Bộ|Trung tâm|Mặt trận|các (?:cơ quan|sở|xã|đơn vị|ngành))"
    r"(?!\w)"
)
_LONG, _VERY_LONG, _SHORT = 500, 1000, 30  # characters
_OPENING = 8_000  # characters, which tell the state of the whole
_MANY = 4  # names
_FORMS = {"text/html": "from_page", "application/pdf": "from_pdf", "text/plain": "from_text"}
HEADER_FIELDS = {
    "kind": ("kind",),
    "number": ("number", "symbol", "code"),
    "issuer": ("issuer", "parent_body"),
    "date": ("issued_on", "place"),
    "title": ("title",),
    "period": ("period",),
    "signers": ("signers",),
    "recipients": ("recipients",),
}


class Page:
    """The text of a reading with the state of its letters, paragraph by paragraph."""

    def __init__(self, reading: Reading) -> None:
        self.text, self.checks = reading.text, reading.checks
        self.form = _FORMS.get(reading.source.media_type, "from_word")
        self._starts = [0, *(match.end() for match in re.finditer("\n", reading.text))]
        self._damage: dict[int, Tokens] = {}

    @cached_property
    def whole(self) -> Tokens:
        """What holds for all items of the paper."""
        return (self.form, *(("paper_damaged",) if _damage(self.text[:_OPENING], 0.02) else ()))

    def damage_at(self, place: int) -> Tokens:
        """Signs of damaged letters in the paragraph there."""
        number = bisect_right(self._starts, place) - 1
        if number not in self._damage:
            start = self._starts[number]
            end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
            self._damage[number] = _damage(self.text[start:end])
        return self._damage[number]


def aspects_of(item: Item, page: Page) -> Iterator[tuple[str, Tokens]]:
    """(aspect, tokens) of the item, the whole last; ("task.lead", …) … ("task", …)."""
    if isinstance(item, Task):
        kind, parts = "task", dict(_of_task(item))
    elif isinstance(item, Header):
        kind, parts = "header", dict(_of_header(item, page))
    else:
        kind = type(item).__name__.lower()
        parts = {"": _of_simple(item, page)}
    around: Tokens = (
        page.whole if isinstance(item, Header) else (*page.whole, *page.damage_at(_span(item)[0]))
    )
    own = parts.pop("", ())
    for part, tokens in parts.items():
        yield f"{kind}.{part}", (*tokens, *around)
    yield (
        kind,
        tuple(dict.fromkeys((*own, *(token for tokens in parts.values() for token in tokens), *around))),
    )


def parts_of(aspect: str) -> str:
    """The part that an aspect is about; "" for the whole.

    >>> parts_of("task.lead"), parts_of("task")
    ('lead', '')
    """
    return aspect.partition(".")[2]


def _span(item: Any) -> Span:
    if isinstance(item, Check):
        return item.spans[0]
    return item.heading if isinstance(item, Section) else item.span


# tasks


def _of_task(task: Task) -> Iterator[tuple[str, Tokens]]:
    yield "task", (*_rules(task, ""), *_shape(task.text))
    yield "lead", tuple(_of_lead(task))
    yield "support", tuple(_of_support(task))
    yield "deadlines", tuple(_of_deadlines(task))


def _of_lead(task: Task) -> Iterator[str]:
    rules = _rules(task, "lead") if task.lead else ()
    yield from rules or (("roles.nobody",) if not task.lead else ())
    if not task.lead and _BODY_INSIDE.search(task.text):
        yield "body_unread"
    if len(of_part(task.why, "lead")) > 1:
        yield "several_subjects"
    yield from _names(task.lead)


def _of_support(task: Task) -> Iterator[str]:
    if task.support:
        yield from _rules(task, "support")
    else:
        yield "roles.alone"
        if _TOGETHER.search(low(task.text)):
            yield "says_together"
    yield from _names(task.support)


def _of_deadlines(task: Task) -> Iterator[str]:
    for deadline in task.deadlines:
        yield f"deadlines.{deadline.kind}"
        if deadline.rule and deadline.rule != deadline.kind:
            yield f"deadlines.{deadline.rule}"
    if len(task.deadlines) > 1:
        yield "several_times"
    if not task.deadlines:
        yield "deadlines.none"
        if _TIME.search(low(task.text)):
            yield "says_time"


# the header and the rest


def _of_header(header: Header, page: Page) -> Iterator[tuple[str, Tokens]]:
    for part, fields in HEADER_FIELDS.items():
        value = getattr(header, fields[0])
        tokens = list(_rules(header, part)) or ["header.page"]
        if value in (None, ()):
            tokens.append("absent")
        if part in ("title", "issuer") and value:
            tokens += _damage(value, 0.0)
        if part == "issuer" and value:
            tokens += _names((value,))
        yield part, tuple(tokens)


def _of_simple(item: Any, page: Page) -> Tokens:
    tokens = [why.rule for why in item.why]
    match item:
        case Section():
            tokens += _shape(item.title)
        case Target():
            tokens += ["no_unit"] * (item.value is not None and item.unit is None) + ["ranged"] * (
                item.value_max is not None
            )
            tokens += _shape(item.text)
        case Figure():
            tokens += ["no_label"] * (not item.label) + ["no_unit"] * (item.unit is None)
        case Budget():
            tokens += _of_budget(item, page)
        case Reporting():
            tokens += ["nobody_reports"] * (not item.who) + ["many_names"] * (len(item.to) > 2)
        case Check():
            tokens += ["warning"] * (item.severity == "warning")
        case Citation():
            tokens += [item.role] + ["no_date"] * (item.date is None)
    return tuple(dict.fromkeys(tokens))


def _of_budget(budget: Budget, page: Page) -> Iterator[str]:
    cells = [value for row in budget.rows for value in (row.total, *row.values.values())]
    if len(budget.rows) < 3:
        yield "few_rows"
    if budget.total is None:
        yield "no_total"
    if cells.count(None) * 4 > len(cells):
        yield "empty_cells"
    first, last = budget.span
    if any(check.code == "sum" and first <= check.spans[0][0] < last for check in page.checks):
        yield "sum_fails"


# what words look like


def _rules(item: Header | Task, part: str) -> Tokens:
    return tuple(dict.fromkeys(why.rule for why in of_part(item.why, part)))


def _shape(words: str) -> Iterator[str]:
    if len(words) > _LONG:
        yield "very_long" if len(words) > _VERY_LONG else "long"
    if len(words) < _SHORT:
        yield "short"
    if words[:1].islower():
        yield "starts_small"
    elif not words[:1].isalnum():
        yield "starts_odd"
    if words[-1:] in ",-" or words.endswith((" và", " của", " các")):
        yield "ends_open"
    if _LABEL_INSIDE.search(words):
        yield "holds_label"


def _names(names: tuple[str, ...]) -> Iterator[str]:
    if len(names) >= _MANY:
        yield "many_names"
    yield from dict.fromkeys(sign for name in names if (sign := _of_name(name)))


@lru_cache(maxsize=4096)
def _of_name(name: str) -> str:
    """ "" for a body that the grammar knows whole, else what is odd about it."""
    mention = mention_at(name, 0)
    if mention is None or mention.end < len(name):
        return "name_unknown"
    return "name_group" if mention.group else ""


def _damage(words: str, least: float = 0.04) -> Tokens:
    """Words that no Vietnamese syllable is, capital abbreviations aside; and words that lost their marks."""
    found = WORD.findall(words)
    if len(found) < 4 and least:
        return ()
    share = sum(map(_is_odd, found)) / len(found) if found else 0.0
    signs = ("badly_damaged",) if share > 0.15 else ("damaged",) if share > least else ()
    plain = sum(map(str.isascii, found))
    return (*signs, "few_marks") if len(found) > 8 and plain / len(found) > 0.5 else signs


@lru_cache(maxsize=20_000)
def _is_odd(word: str) -> bool:
    return not word.isupper() and not is_syllable(word)
