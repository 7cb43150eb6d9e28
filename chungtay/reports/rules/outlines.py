"""Report kinds and their outlines: what a report says, in what order, from which numbers.

An outline is a text that a clerk reads and changes (``data/README.md``); what is wrong in it is named by its line.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import TypeVar

from chungtay.reports.rules.words import Asks, Drawn, Insert, PeriodLength, Scale, TaskView

Known = TypeVar("Known")
DATA = Path(__file__).parent.parent / "data"
CODE = r"[A-Z][A-Z0-9_.]*(?::[a-z0-9_.*]+)?"
_NUMBER = re.compile(r"\{\s*(?P<code>" + CODE + r")\s*(?:\|\s*(?P<how>[^{}|]*?)\s*)?\}")
_INSERT = re.compile(r"\{\s*(?P<what>[^{}:]+?)\s*(?::\s*(?P<how>[^{}]*?)\s*)?\}")
_HEADING = re.compile(r"(?P<level>#{1,3})\s+(?P<words>.+)")
_CHANGE = "so sánh"
_TASKS = {
    "tóm tắt": TaskView.SUMMARY, "theo kế hoạch": TaskView.BY_PLAN, "theo mục": TaskView.BY_SECTION,
    "từng việc": TaskView.EACH, "quá hạn": TaskView.LATE, "chưa xong": TaskView.UNDONE,
    "sắp tới": TaskView.AHEAD,
}  # fmt: skip
_ASKS = {"kết quả": Asks.RESULT, "nguyên nhân": Asks.CAUSE, "đề xuất": Asks.PROPOSAL}
_ALONE = {"chỉ tiêu": Insert.TARGETS, "kinh phí": Insert.MONEY, "địa bàn": Insert.AREAS}


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a sentence: plain words, or (``code``) a number; ``change``: how it moved since last year."""

    words: str = ""
    code: str = ""
    change: bool = False
    scale: Scale = Scale.ONE


@dataclass(frozen=True, slots=True)
class Clause:
    """Words and numbers that stand or fall together; ``optional``: the sentence stands without it."""

    parts: tuple[Said, ...]
    optional: bool

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(part.code for part in self.parts if part.code)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence."""

    clauses: tuple[Clause, ...]
    key: str

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(code for clause in self.clauses for code in clause.codes)


@dataclass(frozen=True, slots=True)
class Measures:
    """A table of measures beside those of the period before."""

    codes: frozenset[str]
    order: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """What is put there from the plans, the money, the areas, or from what the units wrote."""

    what: TaskView | Asks | Insert
    key: str
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: of a measure (``code``), by the options of a breakdown (``by``), or of the plan's targets."""

    how: Drawn
    key: str
    code: str = ""
    by: str = ""

    @property
    def codes(self) -> frozenset[str]:
        return frozenset({self.code} if self.code else ())


Part = Line | Measures | Inserted | Drawing


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    level: int
    key: str
    parts: tuple[Part, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(code for part in self.parts for code in part.codes)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in an outline: the line (from 1), and in words what it is and what to do."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Outline:
    sections: tuple[Section, ...]
    faults: tuple[Fault, ...] = ()
    drawings: tuple[tuple[int, Drawing], ...] = field(default=(), compare=False)  # each with its line
    lines: dict[str, int] = field(default_factory=dict, compare=False)  # of each code, where it first stands

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(code for section in self.sections for code in section.codes)


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    name: str
    period: PeriodLength
    title: str
    outline: str
    of_plan: bool = False
    about: bool = False
    source: str = ""


@cache
def kinds() -> dict[str, Kind]:
    said = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))
    return {
        code: Kind(code=code, **{**known, "period": PeriodLength(known["period"])})
        for code, known in said.items()
    }


@cache
def shipped_outline(name: str) -> str:
    """The text of an outline of the project's own, without its notes."""
    said = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in said if not line.startswith("//")).strip() + "\n"


@cache
def parse_outline(text: str) -> Outline:
    """The outline with every fault of its lines; a line with a fault says nothing.

    >>> [fault.line for fault in parse_outline("Câu không có đề mục.\\n# I. A\\nCó {B} vụ[, {C} người.").faults]
    [1, 3]
    """
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    drawings: list[tuple[int, Drawing]] = []
    sections: list[Section] = []
    for number, line in enumerate((one.strip() for one in text.splitlines()), start=1):
        if not line or line.startswith("//"):
            continue
        if heading := _HEADING.fullmatch(line):
            key = _key(line, [section.key for section in sections])
            sections.append(Section(heading["words"].strip(), len(heading["level"]), key))
            continue
        try:
            if not sections:
                raise _Wrong("Dòng này đứng trước đề mục đầu tiên. Hãy đặt một dòng “# ĐỀ MỤC” ở trên.")
            last = sections[-1]
            part = _part(line, [last.key, *(part.key for part in last.parts)])
        except _Wrong as wrong:
            faults.append(Fault(number, str(wrong)))
            continue
        sections[-1] = Section(last.heading, last.level, last.key, (*last.parts, part))
        if isinstance(part, Drawing):
            drawings.append((number, part))
        for code in part.codes:
            lines.setdefault(code, number)
    if not sections:
        faults.append(Fault(1, "Dàn bài chưa có đề mục nào. Mỗi đề mục là một dòng bắt đầu bằng “# ”."))
    return Outline(tuple(sections), tuple(faults), tuple(drawings), lines)


class _Wrong(Exception):
    """What is wrong in a line, in words."""


def _key(line: str, taken: list[str]) -> str:
    """A name that stays while the line stays: what a person made of a sentence is found again by it."""
    name, again = blake2s(line.encode(), digest_size=6).hexdigest(), 1
    key = name
    while key in taken:
        again += 1
        key = f"{name}-{again}"
    return key


def _part(line: str, taken: list[str]) -> Part:
    key = _key(line, taken)
    whole = _INSERT.fullmatch(line)
    if whole is None or _NUMBER.fullmatch(line):
        return Line(parse_line(line), key)
    what, how = whole["what"].lower(), (whole["how"] or "").strip()
    match what:
        case "bảng":
            order = tuple(code.strip() for code in how.split(",") if code.strip())
            if wrong := [code for code in order if not re.fullmatch(CODE, code)]:
                raise _Wrong(f"“{wrong[0]}” không phải là mã chỉ tiêu. Mã viết như PROPAGANDA.SESSIONS.")
            return Measures(frozenset(order), order, key)
        case "biểu đồ":
            return _drawing(how, key)
        case "nhiệm vụ":
            return Inserted(_one_of(_TASKS, how, what), key)
        case "ý kiến":
            return Inserted(_one_of(_ASKS, how, what), key)
    return Inserted(_one_of(_ALONE, what, "{ }"), key)


def _drawing(said: str, key: str) -> Drawing:
    """ "MÃ | diễn biến", "MÃ | các nơi", "MÃ | bản đồ", "MÃ | phân theo sex", or "chỉ tiêu" alone."""
    if said.lower() == Drawn.TARGETS:
        return Drawing(Drawn.TARGETS, key)
    code, _bar, how = (one.strip() for one in said.partition("|"))
    if not re.fullmatch(CODE, code):
        asked = f"biểu đồ: {said}".rstrip(": ")
        raise _Wrong(
            f"Không hiểu “{asked}”. Viết như {{biểu đồ: PROPAGANDA.SESSIONS | diễn biến}}; sau dấu | viết "
            "được: diễn biến, các nơi, bản đồ, phân theo và mã phân tổ."
        )
    if how.lower().startswith(Drawn.PARTS) and (by := how[len(Drawn.PARTS) :].strip()):
        return Drawing(Drawn.PARTS, key, code, by)
    known = {one.value: one for one in (Drawn.SERIES, Drawn.LEAGUE, Drawn.MAP)}
    if how.lower() not in known:
        words = f"Không hiểu “{how or code}”. Sau dấu | viết được: diễn biến, các nơi, bản đồ, phân theo và mã phân tổ."
        raise _Wrong(words)
    return Drawing(known[how.lower()], key, code)


def _one_of(known: dict[str, Known], said: str, where: str) -> Known:
    if said.lower() in known:
        return known[said.lower()]
    raise _Wrong(f"Không hiểu “{said or where}”. Sau “{where}” viết được: {', '.join(known)}.")


def parse_line(line: str) -> tuple[Clause, ...]:
    """
    >>> [clause.optional for clause in parse_line("Có {A.B} vụ[, {C} người].")]
    [False, True, False]
    """
    _check_brackets(line)
    pieces = enumerate(re.split(r"[\[\]]", line))
    return tuple(Clause(tuple(_parts(piece)), optional=at % 2 == 1) for at, piece in pieces if piece)


def _check_brackets(line: str) -> None:
    depth = 0
    for sign in line:
        depth += (sign == "[") - (sign == "]")
        if depth not in (0, 1):
            break
    if depth:
        raise _Wrong(
            "Dấu [ và ] không đi từng cặp, hoặc lồng vào nhau. Mỗi phần bỏ được viết trong một cặp [ ]."
        )
    if "{" in (left := _NUMBER.sub("", line)) or "}" in left:
        found = re.search(r"\{[^{}]*\}?|\}", left)
        raise _Wrong(
            f"Không hiểu “{found.group() if found else left}”. Con số viết như {{PROPAGANDA.SESSIONS}}."
        )


def _parts(piece: str) -> Iterator[Said]:
    at = 0
    for match in _NUMBER.finditer(piece):
        if match.start() > at:
            yield Said(piece[at : match.start()])
        how = (match["how"] or Scale.ONE).lower()
        scales = {scale.value: scale for scale in Scale}
        if how not in {*scales, _CHANGE}:
            raise _Wrong(f"Không hiểu “{how}”. Sau dấu | viết được: so sánh, nghìn, triệu, tỷ.")
        yield Said(code=match["code"], change=how == _CHANGE, scale=scales.get(how, Scale.ONE))
        at = match.end()
    if at < len(piece):
        yield Said(piece[at:])
