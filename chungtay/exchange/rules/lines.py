"""One value on its way out or in, whatever the format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from chungtay.base.problems import Problem
from chungtay.exchange.rules.periods import period_of_range
from chungtay.exchange.rules.shape import Shape

MOST_PROBLEMS = 200  # told of one file; who has that many starts with these
MOST_DIGITS = 18  # before or behind the point: no cell has as many


class LineStanding(StrEnum):
    """How far a value had come when it left."""

    APPROVED = "approved"
    PROVISIONAL = "provisional"  # not approved: it may still change
    HIDDEN = "hidden"  # a small number of people, or what would tell one: it did not leave


@dataclass(frozen=True, slots=True)
class Line:
    """What one cell says. A number (zero is one), or not reported for a reason, or hidden: three different things.

    ``unit`` is the official code of the place, ``body`` that of who reports ("" for the own body), ``at`` where it
    stands in a file that came in.
    """

    unit: str
    body: str
    period: str
    cell: str
    value: Decimal | None = None
    reason: int | None = None
    standing: LineStanding = LineStanding.PROVISIONAL
    at: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.unit, self.body, self.period, self.cell


@dataclass(slots=True)
class Reading:
    """What a file says so far, and what is wrong with it, each with its place."""

    shape: Shape
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, code: str, sentence: str, at: str, /, **values: object) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(code, sentence, at, values=values))

    def number(self, text: str, at: str) -> Decimal | None:
        """A number as programs write it: 1234.5; in another form it is refused, never guessed at.

        So is 1e999: nobody counted so far, and writing its digits out would take all the memory there is.
        """
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or "_" in text or abs(number.adjusted()) > MOST_DIGITS:
            self.wrong("not_a_number", "“{typed}” không phải là số.", at, typed=text[:40])
            return None
        return number

    def period(self, days: str, at: str) -> str | None:
        """The period of a range of days."""
        found = period_of_range(days)
        if found is None:
            sentence = "Kỳ “{period}” không phải kỳ số liệu ở đây; tháng 02/2026 ghi là 2026-01-15/P1M."
            self.wrong("period_unknown", sentence, at, period=days[:40])
        return found

    def other_form(self, theirs: str, at: str) -> None:
        sentence = "Tệp là của biểu “{theirs}”, không phải “{form}”."
        self.wrong("other_form", sentence, at, theirs=theirs[:80], form=self.shape.form.code)

    def cell(self, element: str, options: Mapping[str, str], at: str) -> str | None:
        """The code of the cell of an element (in either spelling) with these options by breakdown."""
        known = self.shape.element_named(element)
        if known is None:
            sentence = "Biểu không có chỉ tiêu “{code}”."
            self.wrong("element_unknown", sentence, at, code=element[:80])
            return None
        found = self.shape.cell_of(known, options)
        if found is None:
            said = ", ".join(f"{name}={option}" for name, option in options.items()) or "không phân tổ"
            sentence = "Chỉ tiêu “{code}” không có ô “{options}”."
            self.wrong("cell_unknown", sentence, at, code=element[:80], options=said[:120])
        return found

    def say(
        self, unit: str, body: str, period: str, cell: str, value: str, reason: str, standing: LineStanding, at: str
    ) -> None:  # fmt: skip
        """One line of the file: a number, or a reason, or that it was hidden."""
        if standing is LineStanding.HIDDEN:
            self.lines.append(Line(unit, body, period, cell, standing=standing, at=at))
        elif value and reason:
            self.wrong("both", "Vừa có số, vừa có lý do không báo cáo: chỉ giữ một trong hai.", at)
        elif value:
            number = self.number(value, at)
            if number is not None:
                self.lines.append(Line(unit, body, period, cell, number, standing=standing, at=at))
        elif reason.isdecimal() and len(reason) < 4:
            missing = int(reason)
            self.lines.append(Line(unit, body, period, cell, reason=missing, standing=standing, at=at))
        else:
            sentence = "Không có số, cũng không có lý do không báo cáo (mã số)."
            self.wrong("empty", sentence, at)


def plain(number: Decimal, decimals: int) -> str:
    """As programs write it, with the decimals of its cell: 1234.50."""
    return f"{number:.{decimals}f}"


def check_lines(lines: Iterable[Line]) -> list[Problem]:
    """Two lines of one cell: nobody can say which counts."""
    seen: dict[tuple[str, str, str, str], str] = {}
    problems = []
    for line in lines:
        if line.key in seen:
            sentence = "Hai lần cùng một ô “{cell}”, lần trước ở {other}."
            values = {"cell": line.cell, "other": seen[line.key]}
            problems.append(Problem("twice", sentence, line.at, values=values))
        seen.setdefault(line.key, line.at)
    return problems[:MOST_PROBLEMS]
