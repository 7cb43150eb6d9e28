"""What may leave: which numbers of a table are hidden, and which tables may stand beside each other."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from chungtay.base.problems import Problem
from chungtay.base.protection import Table, exposed, protect


class Span(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be published. ``division``: "", a level of units, or a breakdown as "phan.CODE"."""

    province: int
    measure: str
    division: str
    span: Span
    since: int


class OpenState(StrEnum):
    """What stands in a place of a published table."""

    SAID = "said"
    SHORT = "short"  # said, of reports that are not all there
    HIDDEN = "hidden"
    SILENT = "silent"  # not reported; never zero


@dataclass(frozen=True, slots=True)
class Entry:
    """``value`` as text with a point ("12.5"); empty where it is hidden or was not reported."""

    state: OpenState
    value: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """``key``: the code of a unit or option, the same in every edition; empty for the total. ``names`` by language."""

    key: str
    names: Mapping[str, str]
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One published table, its total last. ``names`` and ``definitions`` by language ("vi", "en")."""

    names: Mapping[str, str]
    definitions: Mapping[str, str]
    unit: str
    periods: Sequence[str]
    lines: Sequence[Line]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def sheet_of(kept: Mapping[str, Any]) -> Sheet:
    """From what an edition keeps."""
    lines = [
        Line(
            line["key"],
            line["names"],
            [Entry(OpenState(one["state"]), one["value"]) for one in line["entries"]],
        )
        for line in kept["lines"]
    ]
    return Sheet(kept["names"], kept["definitions"], kept["unit"], kept["periods"], lines)


Place = tuple[str, str]  # key of the line, period


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of people that stand in a table or behind its shares: the same lines and periods, the total last."""

    keys: Sequence[str]
    periods: Sequence[str]
    table: Table

    def place(self, at: tuple[int, int]) -> Place:
        return self.keys[at[0]], self.periods[at[1]]


def hide(
    behind: Iterable[Counts], hidden_before: Collection[Place], threshold: int, spread: int
) -> frozenset[Place]:
    """What does not leave: the small, what would tell them, and whatever was hidden once."""
    found = set(hidden_before)
    for counts in behind:
        found |= {counts.place(at) for at in protect(counts.table, threshold, spread)}
    return frozenset(found)


def check_editions(
    behind: Iterable[Counts],
    hidden: Collection[Place],
    shown_before: Collection[Place],
    threshold: int,
    spread: int,
) -> list[Problem]:
    """Whether who keeps the earlier editions could work a small number out of this one."""
    for counts in behind:
        places = {
            (row, column)
            for row in range(len(counts.keys))
            for column in range(len(counts.periods))
            if counts.place((row, column)) in hidden and counts.place((row, column)) not in shown_before
        }
        if exposed(counts.table, places, threshold, spread):
            return [TELLS]
    return []


TELLS = Problem(
    "tells_small",
    "Đặt cạnh bản đã công bố trước, bản mới làm lộ số nhỏ về người. Hãy công bố ở mức gộp hơn, hoặc rút mục này.",
)


@dataclass(frozen=True, slots=True)
class Beside:
    """Another table that is open, or was: of which families of people, and until which year."""

    families: frozenset[str]
    until: int
    is_open: bool


def check_beside(families: frozenset[str], since: int, others: Iterable[Beside]) -> list[Problem]:
    """Two tables of the same persons, divided in two ways, tell by subtraction what each of them hides."""
    if any(families & one.families and (one.is_open or one.until >= since) for one in others):
        return [SAME_PEOPLE]
    return []


SAME_PEOPLE = Problem(
    "same_people",
    "Những người này đã được đếm trong một mục công khai khác của cùng thời gian. Hai bảng về cùng những người "
    "cho phép trừ ra số nhỏ. Hãy rút mục kia, rồi công bố từ năm sau năm cuối của mục ấy.",
    "do",
)


def family_of(element: str) -> str:
    """Elements of one family count the same persons: "DEMAND.FILE.TOTAL", "DEMAND.FILE.WHEREABOUTS".

    >>> family_of("DEMAND.FILE.TOTAL"), family_of("DEMAND.RELAPSE")
    ('DEMAND.FILE', 'DEMAND.RELAPSE')
    """
    return ".".join(element.split(".")[:2])
