"""The outline: every labelled line in a tree, headings and list items alike.

Nesting follows the order and the class of the labels, never their numbers, because official papers
misnumber: a "II" after a "II" is still the next heading of the same level.
"""

import re
from dataclasses import dataclass, field

from chungtay.reader.blocks import Line, Span, Text
from chungtay.reader.duties.headed import bodies_in_heading
from chungtay.reader.lexicon import UPPER, low
from chungtay.reader.structure.frame import Frame, find_frame, is_upper
from chungtay.reader.structure.labels import BULLETS, DIVISIONS, Kind, Label, parse_label

_LONGEST_TITLE = 170
_APPENDIX = re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|DANH MỤC|DỰ TOÁN)\b")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s")
_RUN_IN = re.compile(rf"([^:.;]{{2,110}}?)\s*:\s+(?=[{UPPER}(\d])")
_RUN_IN_SMALL = re.compile(r"([^:.;]{2,110}?)\s*:\s+(?=[a-zà-ỹđ])")
_OF_OFFICE = re.compile(
    r"(?:Thanh tra|Pháp chế|Văn phòng)\b.*\s(?:Sở|tỉnh|huyện|thành phố|xã|phường|trường)\Z"
)
_OPENS_LIST = re.compile(r"(?:sau|sau đây|gồm|cụ thể|như|là|trong đó|các (?:sở|phòng|bộ|hội))$")
_DIVISION_RULES = {None: "sections.capitals", Kind.STAR_CAPITAL: "sections.starred"}
_NUMBERS = re.compile(r"\d\s+\d")
_SENTENCE = re.compile(r"[.;]\s+\S")


@dataclass(slots=True)
class Node:
    """A labelled line or an unlabelled heading; ``line`` counts in ``Text.lines``."""

    line: int
    kind: Kind | None  # None: a heading without a label
    label: str
    body: int  # offset in the text where the words after the label begin
    parent: "Node | None"
    children: list["Node"] = field(default_factory=list)
    plain: list[int] = field(default_factory=list)  # unlabelled lines directly under it
    heading: bool = False
    rule: str = ""  # what made it a heading
    titled: bool = False  # it has a title of its own; else it is a heading only because its siblings are
    title: str = ""
    title_end: int = 0
    end: int = 0  # offset where its last line ends

    def ancestors(self) -> list["Node"]:
        above, node = [], self.parent
        while node:
            above.append(node)
            node = node.parent
        return above


@dataclass(frozen=True, slots=True)
class Outline:
    frame: Frame
    nodes: tuple[Node, ...]
    owner: tuple[Node | None, ...]  # for each line: the node that it is, or that it stands under


def find_outline(text: Text) -> Outline:
    frame = find_frame(text)
    nodes, owner = _Builder(text, frame).build()
    for node in nodes:
        _mark_heading(node, text)
    _mark_siblings(nodes, text)
    return Outline(frame, tuple(nodes), tuple(owner))


class _Builder:
    def __init__(self, text: Text, frame: Frame) -> None:
        self.text, self.frame = text, frame
        self.nodes: list[Node] = []
        self.owner: list[Node | None] = [None] * len(text.lines)
        self.stack: list[Node] = []
        self.skip = frame.outside()
        labels = [
            None if n in self.skip or line.in_table else parse_label(line.text)
            for n, line in enumerate(text.lines)
        ]
        self.labels: list[Label | None] = labels
        self.rank = _ranks([label.kind for label in labels if label])
        self.began = False

    def build(self) -> tuple[list[Node], list[Node | None]]:
        for number, line in enumerate(self.text.lines):
            label = self.labels[number]
            if number in self.skip:
                self.stack.clear()  # what follows recipients, a signature or a title belongs to no earlier heading
            elif label:
                self._push(
                    Node(number, label.kind, label.text, line.start + label.length, None),
                    self.rank[label.kind],
                )
            elif self._is_bare_heading(number, line):
                self.stack.clear()
                self._push(Node(number, None, "", line.start, None), 0)
            elif self.began and not line.in_table and _is_body_alone(line.text):
                self._push(Node(number, Kind.TITLE, "", line.start, None), self.rank[Kind.TITLE])
            else:
                self._take_plain(number, line)
        return self.nodes, self.owner

    def _push(self, node: Node, rank: float) -> None:
        self.began = True
        kinds = [above.kind for above in self.stack]
        if node.kind is not None and node.kind in kinds:
            del self.stack[kinds.index(node.kind) :]
        while self.stack and self.stack[-1].kind is not None and self.rank[self.stack[-1].kind] > rank:
            self.stack.pop()
        node.parent = self.stack[-1] if self.stack else None
        if node.parent:
            node.parent.children.append(node)
        self.stack.append(node)
        self.nodes.append(node)
        self.owner[node.line] = node
        self._stretch(self.text.lines[node.line].end)

    def _stretch(self, end: int) -> None:
        for node in self.stack:
            node.end = end

    def _take_plain(self, number: int, line: Line) -> None:
        """An unlabelled line stands under the nearest node that is no bullet of running text."""
        if _FOOTNOTE.match(line.text):
            return
        while (
            self.stack
            and self.stack[-1].kind in BULLETS
            and self.stack[-1].kind is not Kind.STAR_TITLE
            and not line.in_table
        ):
            if self.text.lines[self.stack[-1].line].text.rstrip().endswith(":"):
                break
            self.stack.pop()
        if not self.stack:
            return
        self.stack[-1].plain.append(number)
        self.owner[number] = self.stack[-1]
        self._stretch(line.end)

    def _is_bare_heading(self, number: int, line: Line) -> bool:
        """A capital line in the body is a heading unless it only finishes the label line before it."""
        if line.in_table or not 5 < len(line.text) < 250 or not is_upper(line.text):
            return False
        if line.text.endswith((".", ";")) or _SENTENCE.search(line.text):
            return False  # a paragraph typed in capitals
        before = self.owner[number - 1] if number else None
        if before and before.line == number - 1 and _goes_on(before, self.text.lines[number - 1]):
            return False  # "Phần thứ nhất" alone on its line, or the first line of a long capital heading
        return self.began or bool(_APPENDIX.match(line.text))


def _goes_on(node: Node, line: Line) -> bool:
    """Whether a capital line after this heading finishes it."""
    cut = is_upper(line.text) and line.text.rstrip().endswith((",", "VÀ", " -"))
    return node.kind is None or node.body >= line.end or cut


def _is_body_alone(words: str) -> bool:
    if len(words) > 140 or words.endswith((".", ";", ",")) or _NUMBERS.search(words):
        return False  # "Trung tâm 71 12 83" is the row of a table without its gaps
    return bool(bodies_in_heading(words))


def _ranks(kinds: list[Kind]) -> dict[Kind, float]:
    """Within each group the class that comes first in the document is the outer one."""
    rank: dict[Kind, float] = {kind: float(kind) for kind in Kind}
    for group in (
        (Kind.CAPITAL, Kind.ROMAN),
        (Kind.NUMBER, Kind.STAR_CAPITAL),
        (Kind.PAREN, Kind.LETTER),
        (Kind.DASH, Kind.PLUS, Kind.STAR, Kind.DOT),
    ):
        present = sorted((kinds.index(kind), kind) for kind in group if kind in kinds)
        for place, (_, kind) in enumerate(present):
            rank[kind] = group[0] + place / 10
    return rank


def _mark_heading(node: Node, text: Text) -> None:
    line, begin = text.lines[node.line], node.body
    rest = text.text[node.body : line.end].strip()
    if (
        not rest and node.plain and node.plain[0] == node.line + 1
    ):  # the label stood alone: the next line is the title
        rest = text.lines[node.plain.pop(0)].text
        line = text.lines[node.line + 1]
        begin = line.start
    elif node.plain and node.plain[0] == node.line + 1 and _goes_on(node, line):
        line = text.lines[node.plain.pop(0)]  # "I. MỤC ĐÍCH," and "YÊU CẦU" on the next line
        rest = f"{rest} {line.text}"
    full = rest.rstrip(" :.")
    node.title_end = line.end
    if node.kind is None or (
        node.kind in DIVISIONS and node.kind is not Kind.ARTICLE and not _is_sentence_alone(node, rest)
    ):
        node.heading, node.titled, node.title = True, True, full
        node.rule = _DIVISION_RULES.get(node.kind, "sections.division")
    elif node.kind in (Kind.STAR_TITLE, Kind.TITLE):
        node.heading = node.titled = bool(node.children or node.plain)
        node.rule = "sections.body_alone" if node.kind is Kind.TITLE else "sections.starred"
        node.title = full
    elif node.kind not in BULLETS:
        _mark_numbered(node, begin, rest, full, line)


def _is_sentence_alone(node: Node, rest: str) -> bool:
    """ "V. Đề nghị Tỉnh đoàn phối hợp …." with nothing under it: a list numbered like headings."""
    return not node.children and not node.plain and rest.endswith((".", ";")) and not is_upper(rest)


def _mark_numbered(node: Node, begin: int, rest: str, full: str, line: Line) -> None:
    one = not _SENTENCE.search(rest) or bool(bodies_in_heading(rest))  # "Các sở, ban, ngành; UBND các xã"
    short = len(rest) <= _LONGEST_TITLE and one and not rest.endswith((";", ","))
    if short and (node.children or node.plain) and (not rest.endswith(".") or line.bold):
        node.heading, node.titled, node.title = True, True, full
        node.rule = "sections.short_line"
        return
    run_in = _RUN_IN.match(rest) or _run_in_body(rest)
    if run_in and (node.kind is Kind.ARTICLE or _is_run_in_title(run_in.group(1), node)):
        node.heading, node.titled, node.title = True, True, run_in.group(1).strip()
        node.rule = "sections.run_in"
        node.title_end = begin + run_in.end(1)
    elif node.kind is Kind.ARTICLE:
        node.heading, node.title = True, first_clause(rest)
        node.rule = "sections.article"
        node.title_end = begin + len(node.title)


def _run_in_body(rest: str) -> re.Match[str] | None:
    """ "Hạt Quản lý đường bộ: cùng Công an huyện kiểm tra": a body before a colon, whatever goes on."""
    found = _RUN_IN_SMALL.match(rest)
    return (
        found if found and (bodies_in_heading(found.group(1)) or _OF_OFFICE.search(found.group(1))) else None
    )


def _is_run_in_title(words: str, node: Node) -> bool:
    """Whether the words before a colon are a heading ("5. Sở Y tế: …") and not the beginning of a sentence."""
    folded = low(words)
    if _OPENS_LIST.search(folded) or words.count("(") != words.count(")"):
        return False
    return node.kind in (Kind.NUMBER, Kind.DECIMAL, Kind.DECIMAL_3) or bool(bodies_in_heading(words))


def first_clause(text: str) -> str:
    """The words up to the first full stop, semicolon or colon; cut at a comma or a blank where still too long."""
    clause = re.split(r"[.;:]\s", text, maxsplit=1)[0].rstrip(" .;:")
    if len(clause) <= _LONGEST_TITLE:
        return clause
    at = clause.rfind(",", 40, _LONGEST_TITLE)
    return clause[: at if at > 0 else clause.rfind(" ", 0, _LONGEST_TITLE)]


def _mark_siblings(nodes: list[Node], text: Text) -> None:
    """In a numbered series with one heading every member is one; but a full sentence with nothing under it is a
    paragraph, however it is numbered."""
    series: dict[tuple[int, Kind], list[Node]] = {}
    for node in nodes:
        if node.kind in (Kind.NUMBER, Kind.DECIMAL, Kind.DECIMAL_3):
            series.setdefault((id(node.parent), node.kind), []).append(node)
    for members in series.values():
        if any(node.heading for node in members):
            for node in members:
                words = text.text[node.body : text.lines[node.line].end].strip()
                title = first_clause(words)
                sentence = not node.children and words.endswith((".", ";")) and not bodies_in_heading(title)
                if not node.heading and not sentence:
                    node.heading, node.rule = True, "sections.series"
                    node.title, node.title_end = title, node.body + len(title)


def heading_span(node: Node, text: Text) -> Span:
    return text.lines[node.line].start, node.title_end
