"""A label that skips or repeats, among headings (error) or among the rows of a table (warning).

One slip is one check: after "I, II, II, IV" only the third heading is wrong, after "I, II, IV, V" only "IV".
Restarting at one and carrying on under the next part are both usual.

Silent: where a series begins (a copy may lack its beginning), bullets, labels that the outline does not read
as numbers, and a gap that a line with the missing label fills.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chungtay.reader.blocks import DataTable, Span, TableCell, Text
from chungtay.reader.checks.paper import Paper, slip
from chungtay.reader.contract import Check, Section
from chungtay.reader.lexicon import low, words
from chungtay.reader.structure.numerals import LETTERS, ordinal_value, roman_value, to_roman
from chungtay.reader.structure.row_labels import parse_row_label
from chungtay.reader.structure.tables import read_heads, starts_with

_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_PLACES = {word: place for place, word in enumerate(_ORDINALS, start=1)} | {"một": 1, "bốn": 4}
_NAMED = re.compile(r"(?P<name>phần(?: thứ)?|chương|mục|điều)\s+(?P<number>\w+)\Z")
_DECIMAL = re.compile(r"(?P<prefix>\d+(?:\.\d+)*\.)(?P<number>\d+)\Z")
_D_BAR = LETTERS.index("đ") + 1
_FARTHEST = 30  # a jump beyond this is no slip of counting but another kind of label


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A label as a number in its series: "II" is 2 of "roman", "2.3" is 3 of "2."."""

    series: str
    value: int
    before: str = ""  # what is printed before the number: "2." of "2.3"

    def printed(self, value: int) -> str:
        if self.series == "roman":
            return to_roman(value)
        if self.series in ("letter", "capital"):
            letter = LETTERS[value - 1] if value <= len(LETTERS) else "?"
            return letter if self.series == "letter" else letter.upper()
        if self.series == "phần thứ":
            return self.before + (_ORDINALS[value - 1] if value <= len(_ORDINALS) else str(value))
        return self.before + (to_roman(value) if self.series.endswith("roman") else str(value))


@dataclass(slots=True)
class Series:
    """Counts along one series of labels; ``due`` is what the next label should be."""

    due: int = 0
    last: int = 0
    place: int = 0  # where the last label stands

    def step(self, value: int, *, letters: bool = False) -> int | None:
        """The label that was due instead, or None where ``value`` is in order. Many lists leave out "đ"."""
        skipped = letters and _D_BAR in (self.due, self.last + 1) and value == _D_BAR + 1
        if self.last == 0 or skipped or value in (self.due, self.last + 1, 1):
            self.due, self.last = value + 1, value
            return None
        due = self.due
        self.due, self.last = due + 1, value
        return due if abs(value - due) <= _FARTHEST else None


def check_numbering(paper: Paper) -> list[Check]:
    """Slips among headings, then those among the rows of tables."""
    return [*_headings(paper.text, paper.sections), *(c for table in paper.text.tables for c in _rows(table))]


# headings


def _headings(text: Text, sections: Sequence[Section]) -> Iterator[Check]:
    """Siblings are compared; a series goes on across parents where the next parent does not restart it."""
    counts: dict[tuple[str | None, str], Series] = {}
    latest: dict[str, Series] = {}
    for section in sections:
        ordinal = parse_ordinal(section.label)
        if ordinal is None:
            continue
        key = (section.parent, ordinal.series)
        series = counts.get(key)
        if series is None:
            before = latest.get(ordinal.series)
            series = (
                Series(before.due, before.last, before.place)
                if before and ordinal.value == before.due
                else Series()
            )
            counts[key] = series
        latest[ordinal.series] = series
        previous, gap = series.last, (series.place, section.heading[0])
        series.place = section.heading[1]
        due = series.step(ordinal.value, letters=ordinal.series in ("letter", "capital"))
        if due is None:
            continue
        if ordinal.value > due and _stands(text, ordinal.printed(due), gap):
            series.due = ordinal.value + 1  # items that are sentences count with those that are headings
            continue
        yield _speak_heading(section, ordinal, due, repeated=ordinal.value == previous)


def parse_ordinal(label: str) -> Ordinal | None:
    """The label of a heading as a number of its series, or None where it is a bullet or a word."""
    label = label.strip(" .)(/:")
    if named := _NAMED.match(low(label)):
        before = label[: named.start("number")]
        if named["number"] in _PLACES:
            return Ordinal(named["name"], _PLACES[named["number"]], before)
        value = roman_value(named["number"].upper())
        if value:
            return Ordinal(f"{named['name']} roman", value, before)
        value = ordinal_value(named["number"])
        return None if value is None else Ordinal(named["name"], value, before)
    if (value := ordinal_value(label)) is not None:
        return Ordinal("number", value)
    if (decimal := _DECIMAL.match(label)) and (value := ordinal_value(decimal["number"])) is not None:
        return Ordinal(f"decimal {decimal['prefix'].count('.')}", value, decimal["prefix"])
    if value := roman_value(label):
        return Ordinal("roman", value)
    if len(label) == 1 and label.lower() in LETTERS:
        return Ordinal("letter" if label.islower() else "capital", LETTERS.index(label.lower()) + 1)
    return None


def _stands(text: Text, label: str, gap: Span) -> bool:
    """Whether a line in the gap that the outline took for no heading carries the label."""
    form = re.compile(rf"\(?{re.escape(label)}\s*[.):/]")
    return any(form.match(line.text) for line in text.lines if gap[0] <= line.start < gap[1])


def _speak_heading(section: Section, ordinal: Ordinal, due: int, *, repeated: bool) -> Check:
    printed, expected = section.label.strip(" .)"), ordinal.printed(due)
    title = section.title if len(section.title) <= 60 else section.title[:57].rstrip() + "…"
    what = "lặp lại" if repeated else "không liên tục"
    message = f"Đề mục “{printed}. {title}” đánh số {what}; theo thứ tự phải là {expected}."
    return slip("numbering", message, stated=printed, found=expected, spans=[_label_span(section)])


def _label_span(section: Section) -> Span:
    start, end = section.heading
    return start, max(end, start + len(section.label))


# rows of tables


@dataclass(slots=True)
class _Rows:
    """The series that are open: by the label of the parent row for "5,1", by the class of the label else."""

    open: dict[str, Series] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def of(self, key: str) -> Series:
        if key in self.order:
            del self.order[self.order.index(key) + 1 :]
        else:
            self.order.append(key)
        return self.open.setdefault(key, Series())


def _rows(table: DataTable) -> Iterator[Check]:
    heads = read_heads(table)
    if not heads.columns or not starts_with(heads.columns[0].head, words("tables")["number"]):
        return
    rows = _Rows()
    parents: set[str] = set()
    before_this: TableCell | None = None
    for cells in heads.body:
        merged, before_this = cells[0] == before_this, cells[0]
        if merged:  # one cell over several rows
            continue
        printed = cells[0].text.strip().rstrip(".)")
        label = parse_row_label(printed)
        ordinal = _row_ordinal(label.path, label.style)
        if ordinal is None:
            continue
        key, value, before = ordinal
        series = rows.of(key)
        first = key.startswith("under ") and series.last == 0 and before.rstrip(".,") in parents
        if first:
            series.due, series.last = 1, -1  # the first child of a row that stands in the table is number one
        previous = series.last
        due = series.step(value, letters=key in ("letter", "capital"))
        parents.add(printed)
        if due is not None:
            yield _speak_row(
                printed, before, due, label.style, (cells[0].start, cells[0].end), value == previous
            )


def _row_ordinal(path: Sequence[str], style: str) -> tuple[str, int, str] | None:
    """The series of a row's label, its number there, and what stands before that number."""
    if style.startswith("depth") and (value := ordinal_value(path[-1])) is not None:
        before = ".".join(path[:-1])
        return f"under {before}", value, before
    if style == "number":
        return style, int(path[0]), ""
    if style == "roman":
        value = roman_value(path[0])
        return (style, value, "") if value else None
    if style in ("letter", "capital") and path[0].lower() in LETTERS:
        return style, LETTERS.index(path[0].lower()) + 1, ""
    return None


def _speak_row(printed: str, before: str, due: int, style: str, span: Span, repeated: bool) -> Check:
    right = _row_label(before, due, style, "," if "," in printed else ".")
    what = "lặp lại" if repeated else "không liên tục"
    message = f"Số thứ tự “{printed}” trong bảng đánh {what}; theo thứ tự phải là {right}."
    return slip("numbering", message, stated=printed, found=right, spans=[span], severity="warning")


def _row_label(before: str, due: int, style: str, separator: str) -> str:
    """The label that a row ought to have; past the last letter, the bare number."""
    if style == "roman":
        return to_roman(due)
    if style in ("letter", "capital") and due <= len(LETTERS):
        return LETTERS[due - 1] if style == "letter" else LETTERS[due - 1].upper()
    return f"{before.replace('.', separator)}{separator}{due}" if before else str(due)
