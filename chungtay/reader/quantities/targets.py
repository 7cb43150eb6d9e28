"""Measurable promises: shares, counts, directions and zero tolerance, in running text and in tables.

A promise stands among aims or duties, never among results, causes, grounds or money. Silent: conditions
("xã có từ 30 người nghiện trở lên"), time limits, shares of money, and counts that nobody does anything for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from chungtay.reader.blocks import Line, Span, Text
from chungtay.reader.contract import Relation, Section, Target
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.quantities.horizons import Horizon, find_horizons
from chungtay.reader.quantities.numbers import plain
from chungtay.reader.quantities.target_tables import find_table_targets
from chungtay.reader.quantities.units import Quantity, find_quantities, lexicon
from chungtay.reader.structure.labels import parse_label
from chungtay.reader.structure.zones import Zone
from chungtay.reader.trust.why import Why

_PROMISING = frozenset({Zone.AIMS, Zone.TASKS, Zone.ORGANISATION, Zone.BODY, Zone.ANNEX})
_CLAUSE_END = re.compile(r";|[.!?](?=\s+[\"“(]?[A-ZÀ-ỸĐ])|[.]$|/\.$")
_NONE = re.compile(r"(?<!\w)(?:không để|phấn đấu không (?:còn|có|phát sinh|xảy ra|để))(?!\w)")
_DIRECTION = re.compile(
    r"(?<!\w)(?P<way>tăng|giảm)(?: dần| mạnh| cơ bản| thiểu)?(?: số| tỷ lệ| tỉ lệ)(?! lượng và chất)(?!\w)"
)
_MAY_PROMISE = re.compile(
    r"\d|không để|tăng|giảm|phấn đấu|ít nhất|tối thiểu|mỗi |từng |h[ằà]ng ", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s")
_STRIVE = re.compile(r"(?<!\w)phấn đấu(?!\w)")
_ABOVE = re.compile(r"\s*(?:\S+\s+){0,6}?trở lên")
_BELOW = re.compile(r"\s*(?:\S+\s+){0,6}?trở xuống")
_CONDITION = re.compile(
    r"(?<!\w)(?:có từ|nếu có|khi có|những \w+ có|đối với \w+ có|trường hợp có)\s+(?:từ\s+)?$"
)
_PAST = re.compile(r"(?<!\w)(?:đã|vừa)\s+(?!đề ra|được giao|xác định)")
_FROM = re.compile(r"(?<!\w)từ\s+(?:mức\s+)?\Z")
_TURNS = re.compile(r"[^;.\d]{0,30}(?:\(?năm \d{4}\)?\s+)?(?<!trở )(?:lên|xuống)(?!\w)")  # "từ 40% lên 60%"
_LISTED = re.compile(r"[^.;:\d]{0,40}(?:,| và)\s+(?:(?:khoảng|trên|hơn|ít nhất|tối thiểu)\s+)?\Z")
_ELSEWHERE = re.compile(r"(?<!\w)(?:đối với|tại|thuộc|của|trên|theo|trong|về|với|giữa|ở|từ|sau)(?!\w)")
_VERB_REACH = 40  # characters between what is done and how many


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

    def when(self, due: str | None, span: Span) -> tuple[Why, ...]:
        """Whence its due day comes: from the clause's own words, or from the headings above."""
        if due is None and self.due is None:
            return ()
        return (Why("targets.due_said" if due else "targets.due_of_heading", span, "due"),)

    def said(self, start: int, end: int) -> str:
        return self.low[start - self.sentence[0] : end - self.sentence[0]]


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    promises = words("promises")
    forms = {
        name: re.compile(rf"(?<!\w){either(promises[name])}(?:\s+(?:là|từ|khoảng|đạt|được))*\s*\Z")
        for name in ("at_least", "at_most")
    }
    level = either(promises["level"])
    for name in ("increase", "decrease"):
        forms[name] = re.compile(rf"(?<!\w)(?<!gia ){either(promises[name])}(?P<rest>[^;.\d]{{0,40}})\Z")
    forms["level"] = re.compile(rf"(?<!\w){level}(?!\w)")
    forms["verbs"] = re.compile(rf"(?<!\w){either(promises['verbs'])}(?!\w)(?=[^;.\d]*\Z)")
    forms["never"] = re.compile(rf"(?<!\w)(?<!vay ){either(promises['never'])}(?!\w)[^;,.\d]{{0,30}}\Z")
    forms["money"] = re.compile(rf"\s*(?!chi\s)(?:\w+\s+)?{either(promises['money'])}(?!\w| độ)")
    forms["no_unit"] = re.compile(rf"\s*{either(promises['no_unit'])}(?!\w)")
    nouns = either(promises["per"])
    forms["per"] = re.compile(
        rf"(?<!\w)(?:mỗi|từng|một|0?1(?=[^.;\d]{{1,40}}\scó\s))\s+(?P<nouns>{nouns}(?:,?\s+(?:và\s+|hoặc\s+)?{nouns})*)(?!\w)"
    )
    forms["yearly"] = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|một)\s+(?P<unit>năm|quý|tháng|tuần)(?!\w)")
    numeral = rf"(?P<numeral>{either(list(promises['numerals']))})\s+(?!số\s|trong\s)(?=\w)"
    forms["numeral"] = re.compile(rf"(?<!\w)(?:ít nhất|tối thiểu)\s+(?:là\s+)?{numeral}")
    forms["shared"] = re.compile(  # "mỗi xã thành lập một đội"
        rf"(?<!\w)(?:mỗi|từng|hằng|hàng)\s+[^.;\d]{{2,80}}?{either(promises['verbs'])}\s+(?:được\s+)?{numeral}"
    )
    return forms


def find_targets(text: Text, sections: Sequence[Section], zones: Sequence[Zone]) -> list[Target]:
    """Every promise of the document in its order."""
    found = [target for place in _places(text, sections, zones) for target in _promises(place)]
    found += find_table_targets(text, sections, zones)
    return sorted(found, key=lambda target: target.span[0])


# where promises can stand


def _places(text: Text, sections: Sequence[Section], zones: Sequence[Zone]) -> Iterator[_Place]:
    lines = list(zip(text.lines, zones, strict=True))
    titles = [line.text for line, zone in lines if zone is Zone.LETTERHEAD]
    letterhead = " ".join(title for title in titles if "ngày" not in title.lower())
    title_due = _single_year(letterhead)
    lead_due: str | None = None
    lead_section: Section | None = None
    for (line, zone), above in zip(lines, sections_of_lines(text, sections), strict=True):
        told = (
            zone is Zone.PREAMBLE and not sections and _STRIVE.search(low(line.text))
        )  # a page without headings
        if line.in_table or not (zone in _PROMISING or told) or _FOOTNOTE.match(line.text):
            continue
        section = above[-1] if above else None
        heading_due = next((due for s in reversed(above) if (due := _last_due(s.title))), None)
        if section is not lead_section:
            lead_due, lead_section = None, section
        if line.text.rstrip().endswith(":"):
            lead_due = _last_due(line.text)
        due = lead_due or heading_due or title_due
        if _MAY_PROMISE.search(line.text):
            yield from _clauses(text, line, zone, due, section.id if section else None)


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
                horizons = tuple(find_horizons(said))
            yield _Place(text, begin, stop, whole, said, horizons, zone, due, section)
        start = max(start, after)
        if mark != ";":
            sentence = start


# what promises


def _promises(place: _Place) -> Iterator[Target]:
    counted: list[Target] = []
    before: Quantity | None = None
    goes_on = False
    for quantity in _quantities(place):
        listed = goes_on and before is not None and _is_listed(place, before, quantity)
        target = _counted(place, quantity, before, listed=listed)
        before, goes_on = quantity, target is not None
        counted += [target] if target else []
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


def _quantities(place: _Place) -> Iterator[Quantity]:
    yield from find_quantities(place.text.text, place.start, place.end)
    said = place.said(place.start, place.end)
    for name in (
        ("numeral", "shared") if "%" not in said else ()
    ):  # "100% thôn có ít nhất một buổi" is one promise
        for match in _forms()[name].finditer(said):
            unit = lexicon().unit.match(place.text.text, place.start + match.end("numeral"), place.end)
            if unit and unit["unit"]:
                value = Decimal(words("promises")["numerals"][match["numeral"]])
                at = (place.start + match.start("numeral"), place.start + match.end("numeral"))
                yield Quantity(*at, unit.end(), value, None, lexicon().names[unit["unit"].lower()])


def _is_listed(place: _Place, before: Quantity, quantity: Quantity) -> bool:
    """ "20 pa nô, 50 áp phích": what is promised of the first is promised of the next."""
    between = place.said(before.unit_end, quantity.start) if before.unit_end <= quantity.start else ""
    return (
        quantity.unit in lexicon().counted and bool(_LISTED.match(between)) and not _ELSEWHERE.search(between)
    )


def _counted(place: _Place, quantity: Quantity, last: Quantity | None, *, listed: bool) -> Target | None:
    """The promise that the quantity makes, if any; ``last`` is the quantity before it in the clause."""
    before = place.said(place.start, quantity.start)
    after = place.said(quantity.unit_end, place.end)
    rule = _why_promised(quantity, before, after, first=last is None, listed=listed)
    if rule is None:
        return None
    relation = _relation(before, after)
    due, baseline = _when(place, quantity, last)
    return Target(
        text=place.text.text[place.start : place.end].strip(),
        relation=relation,
        value=plain(quantity.value),
        value_max=None if quantity.value_max is None else plain(quantity.value_max),
        unit=quantity.unit,
        due=due or place.due,
        baseline_year=baseline,
        per=_per(place, quantity, before),
        section=place.section,
        span=(place.start, place.end),
        why=(Why(rule, (quantity.start, quantity.unit_end)), *place.when(due, (place.start, place.end))),
    )


def _why_promised(quantity: Quantity, before: str, after: str, *, first: bool, listed: bool) -> str | None:
    """The rule by which the quantity is promised; None where it is not."""
    if _forms()["never"].search(before) or _forms()["money"].match(after) or _PAST.search(before):
        return None
    if _FROM.search(before) and _TURNS.match(after):
        return None  # where it starts, not where it is to go
    if quantity.unit == "%" or quantity.unit == "‰":
        return "targets.share"
    if _CONDITION.search(before):
        return None
    promises = words("promises")
    if quantity.unit is None or quantity.unit in promises["no_unit"] or quantity.money is not None:
        return None
    if _relation(before, after) != "equal":
        return "targets.bound"
    if quantity.unit not in lexicon().counted or _forms()["no_unit"].match(after):
        return None
    if listed:
        return "targets.counted-listed"
    done = [before[verb.start() :] for verb in _forms()["verbs"].finditer(before)]
    near = bool(done) and len(done[-1]) <= _VERB_REACH
    promised = near and not _ELSEWHERE.search(
        _FROM.sub("", done[-1]) if first else done[-1]
    )  # "chọn từ 01 đến 02 xã"
    return "targets.counted" if promised else None


def _relation(before: str, after: str) -> Relation:
    forms = _forms()
    for name, way in (("increase", "increase"), ("decrease", "decrease")):
        match = forms[name].search(before)
        if (
            match
            and not forms["level"].search(match["rest"])
            and not re.search(r"số|mức|được|có\b", match["rest"])
        ):
            return "increase" if way == "increase" else "decrease"
    if forms["at_least"].search(before) or _ABOVE.match(after):
        return "at_least"
    if forms["at_most"].search(before) or _BELOW.match(after):
        return "at_most"
    return "equal"


def _when(place: _Place, quantity: Quantity, last: Quantity | None) -> tuple[str | None, int | None]:
    """The horizon right behind the number, else the last one before it, else the first after it.

    Where a horizon stands between the last number and this one, a comma parts the one behind from it:
    "Năm 2027 đạt 50%, năm 2028 đạt 60%".
    """
    offset = place.sentence[0]
    at, end = quantity.start - offset, quantity.unit_end - offset
    baseline = next((h.baseline for h in place.horizons if h.baseline and h.start >= at), None)
    dues = [h for h in place.horizons if h.due and (h.sure or h.start <= 2 or 0 <= h.start - end <= 2)]
    before = [h for h in dues if h.end <= at]
    opened = last.unit_end - offset if last else 0
    own = any(h.start >= opened for h in before)
    behind = next(
        (h for h in dues if 0 <= h.start - end <= 2 and not (own and "," in place.low[end : h.start])), None
    )
    later = [h for h in dues if h.start >= end and "và" not in place.low[end : h.start].split()]
    chosen = behind or (before[-1] if before else None) or (later[0] if later else None)
    return chosen.due if chosen else None, baseline


def _per(place: _Place, quantity: Quantity, before: str) -> str | None:
    if quantity.per:
        return quantity.per[0]
    each = list(_forms()["per"].finditer(before))
    if each:
        start = place.start + each[-1].start("nouns")
        return place.text.text[start : start + len(each[-1]["nouns"])]
    yearly = _forms()["yearly"].search(place.said(place.start, place.end))
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
