"""Measurable promises: shares, counts, directions and zero tolerance, in running text and in tables.

A promise stands among aims or duties, never among results, causes, grounds or money. Silent: conditions
("xã có từ 30 người nghiện trở lên"), time limits, shares of money, and counts that nobody does anything for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chungtay.reader.blocks import Line, Span, Text
from chungtay.reader.contract import Relation, Section, Target, Task
from chungtay.reader.lexicon import low
from chungtay.reader.quantities.horizons import Horizon, find_horizons
from chungtay.reader.quantities.numbers import plain
from chungtay.reader.quantities.promises import (
    find_promised,
    forms,
    is_listed,
    is_part,
    relation_of,
    why_promised,
)
from chungtay.reader.quantities.target_tables import find_table_targets
from chungtay.reader.quantities.told import tells_results
from chungtay.reader.quantities.units import Quantity
from chungtay.reader.structure.labels import Kind, parse_label
from chungtay.reader.structure.zones import Zone
from chungtay.reader.trust.why import Why

_PROMISING = frozenset({Zone.AIMS, Zone.TASKS, Zone.ORGANISATION, Zone.BODY, Zone.ANNEX})
_CLAUSE_END = re.compile(r";|[.!?](?=\s+[\"“(]?[A-ZÀ-ỸĐ])|[.]$|/\.$")
_NONE = re.compile(
    r"(?<!\w)(?<!cam kết )(?:không để|không còn|phấn đấu không (?:có|phát sinh|xảy ra|để))(?!\w)"
    r"|^không (?:có|phát sinh|xảy ra)(?!\w)"
)
_DIRECTION = re.compile(
    r"(?<!\w)(?<!, từng bước )(?P<way>tăng|giảm)(?: dần| mạnh| cơ bản| thiểu)?(?: số| tỷ lệ| tỉ lệ)"
    r"(?! lượng và chất)(?!\w)"
)
_MAY_PROMISE = re.compile(
    r"\d|không (?:để|còn|có|phát sinh|xảy ra)|tăng|giảm|phấn đấu|ít nhất|tối thiểu|mỗi |từng |h[ằà]ng ",
    re.IGNORECASE,
)
_NEAR = (
    1000  # characters about a number that may speak of it: a clause of thousands of numbers is read in time
)
_OPENS_SENTENCE = 12  # characters
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s")
_STRIVE = re.compile(r"(?<!\w)phấn đấu(?!\w)")
_AIM = re.compile(r"Mục tiêu(?: chung| cụ thể)?(?: của [^.;:]{2,40})? (?:là|đến|phấn đấu)\s")
_FINISHED = re.compile(r"[;,]\s+(?:(?:phải |cơ bản )?hoàn thành|xong)\b")
_MADE_UP = re.compile(r"(?<!\w)gồm\s+(?:có\s+)?\Z")
_ORDINAL = re.compile(r"(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là,")


@dataclass(frozen=True, slots=True)
class _Place:
    """A clause and what stands around it; ``due`` is what the headings say."""

    text: Text
    start: int
    end: int
    sentence: Span
    low: str  # the sentence in lower case
    horizons: tuple[Horizon, ...]  # of the sentence
    zone: Zone
    due: str | None
    section: str | None
    enacts: bool  # "Điều 1. Thành lập Tổ công tác gồm 11 thành viên" says what is from now on

    def when(self, due: str | None, span: Span) -> tuple[Why, ...]:
        """Whence its due day comes: from the clause's own words, or from the headings above."""
        if due is None and self.due is None:
            return ()
        return (Why("targets.due_said" if due else "targets.due_of_heading", span, "due"),)

    def said(self, start: int, end: int) -> str:
        return self.low[start - self.sentence[0] : end - self.sentence[0]]


def find_targets(text: Text, sections: Sequence[Section], zones: Sequence[Zone]) -> list[Target]:
    """Every promise of the document in its order."""
    found = [target for place in _places(text, sections, zones) for target in _promises(place)]
    found += find_table_targets(text, sections, zones)
    return sorted(found, key=lambda target: target.span[0])


def find_row_targets(text: Text, tasks: Sequence[Task]) -> list[Target]:
    """The promises in the rows of task tables, due when the row is."""
    return [
        target for task in tasks if task.why[0].rule == "tasks.table_row" for target in _of_row(text, task)
    ]


def _of_row(text: Text, task: Task) -> Iterator[Target]:
    line = Line(*task.span, task.text)
    due = max((day for one in task.deadlines if (day := one.date or one.end)), default=None)
    for place in _clauses(text, line, Zone.TASKS, due, task.section):
        yield from _promises(place)


# where promises can stand


def _places(text: Text, sections: Sequence[Section], zones: Sequence[Zone]) -> Iterator[_Place]:
    lines = list(zip(text.lines, zones, strict=True))
    titles = [line.text for line, zone in lines if zone is Zone.LETTERHEAD]
    letterhead = " ".join(title for title in titles if "ngày" not in title.lower())
    title_due = _single_year(letterhead)
    lead_due: str | None = None
    lead_section: Section | None = None
    for (line, zone), above in zip(lines, sections_of_lines(text, sections), strict=True):
        told = zone is Zone.PREAMBLE and not sections  # a page without headings
        told = told and bool(_ORDINAL.match(line.text) or _STRIVE.search(low(line.text)))
        told = told or (zone is Zone.PREAMBLE and bool(_AIM.match(line.text)))
        if line.in_table or not (zone in _PROMISING or told) or _FOOTNOTE.match(line.text):
            continue
        if tells_results(line.text):
            continue
        section = above[-1] if above else None
        heading_due = next((due for s in reversed(above) if (due := _last_due(s.title))), None)
        if section is not lead_section:
            lead_due, lead_section = None, section
        if line.text.rstrip().endswith(":"):
            lead_due = _last_due(line.text)
        due = lead_due or heading_due or title_due
        if _MAY_PROMISE.search(line.text):
            yield from _clauses(text, line, zone, due, (section.id or None) if section else None)


def sections_of_lines(text: Text, sections: Sequence[Section]) -> Iterator[tuple[Section, ...]]:
    """For every line the sections around it, the outermost first."""
    coming = iter(sorted(sections, key=lambda section: (section.span[0], section.depth)))
    following = next(coming, None)
    around: tuple[Section, ...] = ()
    for line in text.lines:
        while following is not None and following.span[0] <= line.start:
            around = (*(s for s in around if s.depth < following.depth), following)
            following = next(coming, None)
        around = tuple(s for s in around if line.start < max(s.span[1], s.heading[1]))
        yield around


def _single_year(title: str) -> str | None:
    """The year of a yearly plan; one for several years says nothing of a promise without a date."""
    years = set(re.findall(r"(?:19|20)\d\d", " ".join(re.findall(r"năm (?:19|20)\d\d", low(title)))))
    several = re.search(r"giai đoạn|đến năm|từ năm|định hướng|\d{4}\s?[-–]\s?\d{4}", low(title))
    return f"{years.pop()}-12-31" if len(years) == 1 and not several else None


def _last_due(title: str) -> str | None:
    dues = [horizon.due for horizon in find_horizons(low(title)) if horizon.due]
    return dues[-1] if len(set(dues)) == 1 else None


def _clauses(text: Text, line: Line, zone: Zone, due: str | None, section: str | None) -> Iterator[_Place]:
    label = parse_label(line.text)
    enacts = label is not None and label.kind is Kind.ARTICLE
    year = int(due[:4]) if due and due.endswith("-12-31") else None  # the one that is planned
    start = line.start + (label.length if label else 0)
    sentence = start
    ends = [(line.start + m.start(), line.start + m.end(), m[0]) for m in _CLAUSE_END.finditer(line.text)]
    sentence_ends = [end for _, end, mark in ends if mark != ";"] + [line.end]
    whole, said, horizons = (
        (0, 0),
        "",
        tuple[Horizon, ...](),
    )  # of the sentence, read once for all its clauses
    for stop, after, mark in [*ends, (line.end, line.end, ".")]:
        begin = start + len(text.text[start:stop]) - len(text.text[start:stop].lstrip())
        if begin < stop and after > start:
            around = (sentence, next((end for end in sentence_ends if end >= stop), line.end))
            if around != whole:
                whole, said = around, low(text.text[slice(*around)])
                horizons = tuple(find_horizons(said, year))
            yield _Place(text, begin, stop, whole, said, horizons, zone, due, section, enacts)
        start = max(start, after)
        if mark != ";":
            sentence = start


# what promises


def _promises(place: _Place) -> Iterator[Target]:
    counted: list[Target] = []
    before: Quantity | None = None
    promised: Target | None = None
    whole: Quantity | None = None  # the last promised one that is not a part of another
    for quantity in find_promised(
        place.text.text, place.start, place.end, place.said(place.start, place.end)
    ):
        between = place.said(before.unit_end, quantity.start) if before and promised else ""
        goes_on = promised.relation if promised and is_listed(between, quantity) else None
        part = whole is not None and is_part(place.said(whole.unit_end, quantity.start), quantity, whole)
        promised = _counted(place, quantity, before, goes_on or ("equal" if part else None))
        before = quantity
        whole = quantity if promised and not part else whole
        counted += [promised] if promised else []
    yield from counted
    said = place.said(place.start, place.end)
    strives = _STRIVE.search(said) is not None
    if place.zone is Zone.AIMS or strives:
        for match in _NONE.finditer(said) if place.zone is Zone.AIMS or "phấn đấu không" in said else ():
            yield _uncounted(place, "none", (place.start + match.start(), _comma_end(place, match.end())))
        if not counted:
            for match in list(_DIRECTION.finditer(said))[:1]:
                relation: Relation = "increase" if match["way"] == "tăng" else "decrease"
                yield _uncounted(place, relation, (place.start, place.end))


def _comma_end(place: _Place, after: int) -> int:
    """Zero tolerance reaches to the next clause of its own, which begins behind a comma with a verb."""
    said = place.said(place.start, place.end)
    stop = re.search(
        r",\s+(?=(?:không để|kiên quyết|đồng thời|bảo đảm|đảm bảo|góp phần|nâng cao|tăng cường)\b)",
        said[after:],
    )
    return place.start + after + stop.start() if stop else place.end


def _counted(
    place: _Place, quantity: Quantity, last: Quantity | None, goes_on: Relation | None
) -> Target | None:
    """The promise that the quantity makes, if any; ``last`` is the quantity before it in the clause.

    ``goes_on``: the relation of the promise before it, where it only goes on with a list.
    """
    first, end = max(place.start, quantity.start - _NEAR), min(place.end, quantity.unit_end + _NEAR)
    before, after = place.said(first, quantity.start), place.said(quantity.unit_end, end)
    rule = why_promised(quantity, before, after, first=last is None, listed=goes_on is not None)
    if rule is None or (place.enacts and _MADE_UP.search(before)):
        return None
    relation = relation_of(before, after)
    if goes_on in ("increase", "decrease", "at_least") and relation == "equal":
        relation = goes_on  # "giảm 02 xã loại I, 03 xã loại II"
    due, baseline = _when(place, quantity, last)
    return Target(
        text=place.text.text[place.start : place.end].strip(),
        relation=relation,
        value=plain(quantity.value),
        value_max=None if quantity.value_max is None else plain(quantity.value_max),
        unit=quantity.unit,
        due=due or place.due,
        baseline_year=baseline,
        per=_per(place, quantity, (first, end)),
        section=place.section,
        span=(place.start, place.end),
        why=(Why(rule, (quantity.start, quantity.unit_end)), *place.when(due, (place.start, place.end))),
    )


def _when(place: _Place, quantity: Quantity, last: Quantity | None) -> tuple[str | None, int | None]:
    """The horizon right behind the number, else the last one before it, else the first after it.

    Where a horizon stands between the last number and this one, a comma parts the one behind from it:
    "Năm 2027 đạt 50%, năm 2028 đạt 60%".
    """
    offset = place.sentence[0]
    at, end = quantity.start - offset, quantity.unit_end - offset
    baseline = next((h.baseline for h in place.horizons if h.baseline and h.start >= at), None)
    dues = [h for h in place.horizons if h.due and (h.sure or h.start <= 2 or 0 <= h.start - end <= 2)]
    here = place.start - offset  # of an earlier clause only a horizon that opens the sentence counts here
    before = [h for h in dues if h.end <= at and (h.start >= here or h.start <= _OPENS_SENTENCE)]
    opened = last.unit_end - offset if last else 0
    own = any(h.start >= opened for h in before)
    behind = next(
        (h for h in dues if 0 <= h.start - end <= 2 and not _parted(place.low[end : h.start], own)), None
    )
    later = [
        h
        for h in dues
        if end <= h.start < min(place.end - offset, end + _NEAR)
        and not place.low.startswith(":", h.end)  # "(năm 2027: 80%)" speaks of the next number
        and not _and_another(
            place.low[end : h.start], place.low[h.end : min(place.end - offset, h.end + _NEAR)]
        )
    ]
    chosen = (
        behind or (before[-1] if before else None) or (later[0] if later else _finished(place, end, dues))
    )
    return chosen.due if chosen else None, baseline


def _and_another(between: str, after: str) -> bool:
    """Whether the horizon is that of something else: "A và đến năm 2030 B", "A và B đến năm 2030 còn 40%"."""
    joined = between.split()
    return bool(joined) and (joined[-1] == "và" or ("và" in joined and bool(re.search(r"\d", after))))


def _finished(place: _Place, after: int, dues: Sequence[Horizon]) -> Horizon | None:
    """ "xây dựng 12 phóng sự; hoàn thành trước ngày 30/11/2026": the clause that only says when all is done."""
    done = _FINISHED.search(place.low, after)
    return next((h for h in dues if done and 0 <= h.start - done.end() <= 2), None)


def _parted(between: str, own: bool) -> bool:
    """Whether a horizon behind the number belongs to what follows: a semicolon, or a comma where it has its own."""
    return ";" in between or (own and "," in between)


def _per(place: _Place, quantity: Quantity, around: Span) -> str | None:
    """For each of what the number is meant, told in the words around it."""
    if quantity.per:
        return quantity.per[0]
    first, end = around
    before = place.said(first, quantity.start)
    each = list(forms()["per"].finditer(before))
    if each:
        start = first + each[-1].start("nouns")
        return place.text.text[start : start + len(each[-1]["nouns"])]
    if doer := forms()["each_doer"].search(before):
        return doer["nouns"]
    if behind := forms()["each_after"].match(place.said(quantity.unit_end, end)):
        return behind["nouns"]
    yearly = forms()["yearly"].search(place.said(first, end))
    return yearly["unit"] if yearly else None


def _uncounted(place: _Place, relation: Relation, span: Span) -> Target:
    offset = place.sentence[0]
    dues = [h for h in place.horizons if h.due and h.sure and h.end <= span[1] - offset]
    baseline = next((h.baseline for h in place.horizons if h.baseline), None)
    return Target(
        text=place.text.text[span[0] : span[1]].strip(),
        relation=relation,
        value=None,
        value_max=None,
        unit=None,
        due=dues[-1].due if dues else place.due,
        baseline_year=baseline if relation != "none" else None,
        per=None,
        section=place.section,
        span=span,
        why=(
            Why("targets.none" if relation == "none" else "targets.direction", span),
            *place.when(dues[-1].due if dues else None, span),
        ),
    )
