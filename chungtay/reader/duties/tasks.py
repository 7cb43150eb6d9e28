"""The tasks of a paper: one for each lowest list item or paragraph that lays a duty on somebody."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from chungtay.reader.blocks import Span, Text
from chungtay.reader.contract import Deadline, Task
from chungtay.reader.duties.deadlines import find_deadlines
from chungtay.reader.duties.fields import split_bodies
from chungtay.reader.duties.headed import bodies_in_heading, without_charge
from chungtay.reader.duties.roles import (
    Roles,
    by_whom,
    find_support,
    read_roles,
    sentences,
    subject_of,
)
from chungtay.reader.duties.task_tables import table_tasks
from chungtay.reader.duties.verbs import judge_duty, opens_with_verb
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.structure.frame import is_upper
from chungtay.reader.structure.labels import BULLETS, Kind
from chungtay.reader.structure.outline import Node, Outline, heading_span
from chungtay.reader.structure.sections import section_ids
from chungtay.reader.structure.zones import Zone, deciding_heading
from chungtay.reader.trust.why import Passed, Why

_CLOSED = frozenset({Zone.LETTERHEAD, Zone.SITUATION, Zone.BASIS, Zone.AIMS, Zone.RECIPIENTS, Zone.SIGNATURE})
_FIELDS = words("tasks")
_FIELD = re.compile(
    "|".join(
        rf"(?P<{name}>{either(_FIELDS[f'{name}_fields'])})(?:\s*\([^()]*\))?\s*:\s*(?=\S)"
        for name in ("lead", "support", "time", "other")
    )
)
# "Chủ trì: Công an xã. Phối hợp: Trạm Y tế.": one line, several fields
_NEXT_FIELD = re.compile(rf"(?<=[.;,])\s+(?:-\s+)?(?={_FIELD.pattern})")
_SENTENCE_BEFORE = re.compile(r"[.;]\s+(?:-\s+)?[^.;:]*:\s*\Z")
_NAMES_FIELD = re.compile(rf"(?:nội dung|{either(_FIELDS['other_fields'])})(?!\w)")
_CHARGED = re.compile(r"(?:yêu cầu|giao|đề nghị|phân công)\s+(?=\S)")
# An unlabelled paragraph below the last item speaks to all whom the paper names, not to the last of them.
_CLOSES = re.compile(r"(?:yêu cầu|đề nghị)\s+(?:các|những|thủ trưởng|giám đốc|chủ tịch|ubnd)\s")
_TIMED_STEP = re.compile(
    r"\W*(?:từ (?:nay|ngày|tháng|\d)[^.;:]{0,60}|(?:trước |trong )?(?:tháng|quý|ngày|tuần) [^.;:]{1,40}):\s+"
    rf"(?={either(words('duties')['verbs'])}(?!\w))"
)
_LONGEST_NAME = 14  # words
_NOBODY = Roles((), (), False)
_YEAR = re.compile(r"(?<!luật )(?<!đến )năm (20\d\d)")


@dataclass(slots=True)
class _Draft:
    """A task while the lines after it may still say who leads it and when it is due."""

    start: int
    end: int
    section: str | None
    holder: Node | None  # the node under which it stands
    lead: list[str]
    support: list[str]
    deadlines: list[Deadline] = field(default_factory=list)
    why: list[Why] = field(default_factory=list)
    has_fields: bool = (
        False  # a field line has spoken of it: the next run of field lines speaks of later tasks
    )


def find_tasks(
    text: Text,
    outline: Outline,
    zones: Sequence[Zone],
    citations: Sequence[Span] = (),
    year: int | None = None,
    passed: list[Passed] | None = None,
) -> list[Task]:
    """All tasks in document order.

    ``citations`` are the spans of cited papers, whose dates are no deadlines; ``year`` is the one year that the
    paper plans, if it plans one; paragraphs among duties that are none are added to ``passed``.
    """
    reader = _Reader(text, outline, zones, citations, year)
    for number in range(len(text.lines)):
        reader.read_line(number)
    drafts = [
        Task(
            text.text[d.start : d.end],
            d.section,
            tuple(d.lead),
            tuple(d.support),
            tuple(d.deadlines),
            (d.start, d.end),
            why=tuple(d.why),
        )
        for d in reader.drafts
    ]
    if passed is not None:
        passed += reader.passed
    tables = table_tasks(text, reader.sections, lambda line: reader.year_at(outline.owner[line]))
    return sorted([*drafts, *tables], key=lambda task: task.span)


class _Reader:
    def __init__(
        self, text: Text, outline: Outline, zones: Sequence[Zone], citations: Sequence[Span], year: int | None
    ) -> None:
        self.text, self.outline, self.zones, self.citations, self.year = text, outline, zones, citations, year
        self.sections = section_ids(outline)
        self.drafts: list[_Draft] = []
        self.passed: list[Passed] = []
        self.lead_in: tuple[Node | None, Roles] = (
            None,
            _NOBODY,
        )  # a plain "… sau:" and the node it stands under
        self.opening = _NOBODY  # whom the introduction charges: "… yêu cầu các cấp ủy … sau:"
        self.charges: dict[int, Roles] = {}
        self.spoken_of: list[_Draft] = []  # the tasks that the field lines being read belong to

    def read_line(self, number: int) -> None:
        line, node, zone = self.text.lines[number], self.outline.owner[number], self.zones[number]
        own = node is not None and node.line == number
        start = node.body if node and own else line.start
        if line.in_table:
            return
        step = zone is Zone.AIMS and _TIMED_STEP.match(low(line.text))  # under "Thời gian, tiến độ"
        if zone in _CLOSED and not step:
            self._pass_by(f"zones.{zone}", self._zone_heading(node), (start, line.end))
            return
        words_here = self.text.text[start : line.end].strip()
        if not words_here or (node and own and node.titled and node.title_end >= line.end - 2):
            return
        whole = (start, start + len(words_here))
        if self._take_field(words_here, start, node, own):
            self._pass_by("tasks.field_line", whole, whole)
            return
        if words_here.endswith(":") or (node and own and node.children):
            self._take_lead_in(words_here, start, node, own)
            end = self._last_duty_before_lead_in(words_here)
            if not end:
                self._pass_by("tasks.lead_in", whole, whole)
                return
            words_here = words_here[:end]
        self._take_duty(words_here, start, number, node, zone, own)

    def _take_duty(
        self, words_here: str, start: int, number: int, node: Node | None, zone: Zone, own: bool
    ) -> None:
        below = node is not None and not own and (not node.titled or _is_last_of(node, number))
        closes = below and _CLOSES.match(low(words_here))
        inherited = _NOBODY if closes else self._inherited(node, own)
        roles = read_roles(words_here, inherited.lead)
        end = start + len(words_here)
        verdict = judge_duty(words_here, zone, led=bool(inherited.lead), named=roles.named)
        judged = Why(verdict.rule, verdict.span).at(start)
        if not verdict.is_duty:
            self._pass_by(judged.rule, judged.span, (start, end))
            return
        helpers = [] if roles.named else [name for name in inherited.support if name not in roles.support]
        handed = [] if roles.named else [w for w in inherited.why if w.part == "lead" or helpers]
        skip = [span for span in self.citations if span[0] < end and start < span[1]]
        deadlines = find_deadlines(words_here, base=start, skip=skip, year=self.year_at(node))
        holder = node.parent if node and own else node
        self.drafts.append(
            _Draft(
                start,
                end,
                self.sections.get(number),
                holder,
                list(roles.lead),
                [*roles.support, *helpers],
                list(deadlines),
                [judged, *(w.at(start) for w in roles.why), *handed],
            )
        )
        self._take_own_fields(self.drafts[-1], words_here, start)

    def _take_own_fields(self, draft: _Draft, words_here: str, start: int) -> None:
        """ "… tại các trường. Thực hiện: Đoàn xã.": who, said behind the duty; its deadlines are read already."""
        folded = low(words_here)
        for name, (begin, end) in _fields_in(folded):
            if name in ("lead", "support") and _SENTENCE_BEFORE.search(folded, 0, begin):
                self._set_field(draft, name, words_here[begin:end].rstrip("./; "), start + begin)
                self._tell_field(draft, name, (start + begin, start + end))

    def _pass_by(self, rule: str, span: Span | None, words_there: Span) -> None:
        if words_there[0] < words_there[1]:
            self.passed.append(Passed("task", Why(rule, span), words_there))

    def _zone_heading(self, node: Node | None) -> Span | None:
        """The heading that says what this part of the paper is about."""
        heading = deciding_heading(node) if node else None
        return heading_span(heading, self.text) if heading else None

    def year_at(self, node: Node | None) -> int | None:
        """The year that the nearest heading names ("NHIỆM VỤ NĂM 2025"), else the year of the paper."""
        for above in (node, *node.ancestors()) if node else ():
            years = set(_YEAR.findall(low(above.title))) if above.titled else set()
            if len(years) == 1:
                return int(years.pop())
        return self.year

    def _inherited(self, node: Node | None, own: bool) -> Roles:
        """Whom the nearest heading or lead-in above charges."""
        holder, charged = self.lead_in
        under = (node.parent if own else node) if node else None
        if node and charged.lead and under is holder and (not own or node.kind in BULLETS or not node.titled):
            return charged
        itself = node is not None and (not own or node.titled)  # a run-in heading charges its own words
        above = [*([node] if node and itself else []), *(node.ancestors() if node else [])]
        charges = (self._charged_by(one) for one in above)
        return next((roles for roles in charges if roles.lead), self.opening if node else _NOBODY)

    @cached_property
    def _series(self) -> Mapping[tuple[int, Kind | None], tuple[int, int]]:
        """Of each series (under one parent, of one kind): how many headings it has, how many of them name bodies."""
        counted: dict[tuple[int, Kind | None], tuple[int, int]] = {}
        for node in self.outline.nodes:
            many, known = counted.get((id(node.parent), node.kind), (0, 0))
            counted[id(node.parent), node.kind] = many + 1, known + _names_bodies(node)
        return counted

    def _stands_among_bodies(self, node: Node) -> bool:
        """Whether most other headings of its series name bodies: then this one names a body that no list knows."""
        many, known = self._series[id(node.parent), node.kind]
        others, known = many - 1, known - _names_bodies(node)
        nominal = len(node.title.split()) <= _LONGEST_NAME and not opens_with_verb(low(node.title))
        return nominal and known >= 2 and known > others / 2

    def _charged_by(self, node: Node) -> Roles:
        if id(node) not in self.charges:
            line = self.text.lines[node.line]
            words_there = self.text.text[node.body : line.end].strip()
            names, rule = bodies_in_heading(node.title) if node.heading else (), "roles.heading"
            if not names and node.titled and self._stands_among_bodies(node):
                rule = "roles.heading_among_bodies"
                names = tuple(split_bodies(without_charge(node.title)))
            charged = Roles(names, (), bool(names), self._by_heading(rule, node) if names else ())
            sentence = not (node.titled and node.title.isupper())  # "LỰC LƯỢNG, PHÂN CÔNG" charges nobody
            if not names and sentence and (node.children or words_there.endswith(":")):
                charged = _charged_in(words_there, node.body)
            self.charges[id(node)] = charged
        return self.charges[id(node)]

    def _by_heading(self, rule: str, node: Node) -> tuple[Why, ...]:
        return (Why(rule, heading_span(node, self.text), "lead"),)

    def _take_lead_in(self, words_here: str, start: int, node: Node | None, own: bool) -> None:
        if own:
            return  # its children ask it themselves
        if node is None:
            at, last = sentences(words_here)[-1]
            charge = charge_at(last)
            if charge is not None and (named := subject_of(last[charge:])):
                why = Why("roles.introduction", (named.start, named.end), "lead").at(start + at + charge)
                self.opening = Roles(named.names, (), True, (why,))
        else:
            self.lead_in = (node, _charged_in(words_here, start))

    def _last_duty_before_lead_in(self, words_here: str) -> int:
        """Where the full sentences before "Trong đó:" end; 0 where the whole is a lead-in."""
        parts = sentences(words_here)
        if len(parts) < 2:
            return len(words_here) if words_here.endswith((".", ";")) else 0
        start, last = parts[-1]
        return len(words_here[:start].rstrip()) if last.endswith(":") else len(words_here)

    def _take_field(self, words_here: str, start: int, node: Node | None, own: bool) -> bool:
        """ "Cơ quan chủ trì: …" below a task belongs to it, or to all tasks of the same list."""
        found = _FIELD.match(low(words_here))
        holder = node.parent if node and own else node
        if not found or not holder or self.zones[holder.line] in (Zone.MONEY, Zone.AIMS):
            return False
        drafts = self._drafts_under(holder)
        fresh = [draft for draft in drafts if not draft.has_fields]
        self.spoken_of = fresh or [draft for draft in self.spoken_of if draft in drafts]
        if not self.spoken_of:
            return False
        for name, (begin, end) in _fields_in(low(words_here)):
            for draft in self.spoken_of:
                draft.has_fields = True
                self._set_field(draft, name, words_here[begin:end], start + begin)
                self._tell_field(draft, name, (start, start + len(words_here)))
        return True

    def _set_field(self, draft: _Draft, name: str, value: str, at: int) -> None:
        if name == "lead":
            draft.lead = split_bodies(value)
            draft.support = [one for one in draft.support if one not in draft.lead]
        elif name == "support":
            draft.support += [one for one in split_bodies(value) if one not in (*draft.support, *draft.lead)]
        elif name == "time":
            draft.deadlines += find_deadlines(value, base=at, year=self.year, column=True)

    def _tell_field(self, draft: _Draft, name: str, span: Span) -> None:
        if name == "lead":
            draft.why = [why for why in draft.why if why.part != "lead"]
        if name in ("lead", "support"):
            draft.why.append(Why("roles.field_line", span, name))

    def _drafts_under(self, holder: Node) -> list[_Draft]:
        """The tasks that stand under the node; where there are none, the node itself becomes the task."""
        drafts = [
            draft
            for draft in self.drafts
            if draft.holder is holder or (draft.holder and holder in draft.holder.ancestors())
        ]
        own = [draft for draft in self.drafts if draft.start == holder.body]
        if drafts or own:
            return drafts or own
        line = self.text.lines[holder.line]
        end = holder.body + len(self.text.text[holder.body : line.end].rstrip(" :"))
        names_field = _NAMES_FIELD.match(low(holder.title))  # "2. Nội dung, hình thức kiểm tra"
        if self.zones[holder.line] in _CLOSED or end <= holder.body or names_field or is_upper(holder.title):
            return []
        draft = _Draft(holder.body, end, self.sections.get(holder.line), holder.parent, [], [])
        draft.why.append(Why("tasks.has_field_lines", (holder.body, end)))
        self.drafts.append(draft)
        return [draft]


def _is_last_of(node: Node, line: int) -> bool:
    """Whether the line stands below the whole list under a heading."""
    return bool(node.children) and all(child.line < line for child in node.children)


def _fields_in(folded: str) -> Iterator[tuple[str, Span]]:
    """The fields of a line of fields, each with the place of what it says."""
    cuts = [0, *(cut.end() for cut in _NEXT_FIELD.finditer(folded)), len(folded)]
    for start, end in pairwise(cuts):
        if field_ := _FIELD.match(folded, start):
            yield field_.lastgroup or "", (field_.end(), start + len(folded[start:end].rstrip(" -")))


def _names_bodies(node: Node) -> bool:
    return node.titled and bool(bodies_in_heading(node.title))


def _charged_in(words_there: str, base: int) -> Roles:
    """Whom the last sentence of a lead-in, which begins at ``base``, names as doers, and who is to help them."""
    if whole := bodies_in_heading(words_there):
        return Roles(whole, (), True, (Why("roles.lead_in", (0, len(words_there)), "lead").at(base),))
    start, last = sentences(words_there)[-1]
    starts = [0, *(charge.start() for charge in _CHARGED.finditer(low(last)))]
    tried = ((at, subject_of(last[at:])) for at in starts)
    at, subject = next(((at, found) for at, found in tried if found), (0, None))
    if subject is None:  # "Công tác phối hợp do Công an xã thực hiện:"
        names, whys = by_whom(last, under_heading=True)
        return (
            Roles(tuple(names), (), True, tuple(why.at(base + start) for why in whys)) if names else _NOBODY
        )
    support, helped = find_support(last, is_led=True)
    told = Why("roles.lead_in", (subject.start, subject.end), "lead").at(base + start + at)
    return Roles(subject.names, tuple(support), True, (told, *(why.at(base + start) for why in helped)))


def charge_at(sentence: str) -> int | None:
    """Where the words that charge somebody begin; the last such place, as the issuer may be named before it."""
    return max((match.start() for match in _CHARGED.finditer(low(sentence))), default=None)
