"""How many of something each unit owes, once or in each turn; and how far a unit has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chungtay.base.problems import Problem
from chungtay.reader.rules import Promised

TURNS = {"": 0, "tháng": 1, "quý": 3, "năm": 12}  # months of a turn; 0: the whole plan


@dataclass(frozen=True, slots=True)
class QuotaDraft:
    """What the words of a duty seem to ask of each unit; a person confirms it."""

    noun: str
    minimum: int
    maximum: int | None
    every: str  # a key of TURNS
    each: str  # of whom, as the paper says: "huyện, thị xã, thành phố"; empty for the doer itself
    words: str


def drafts_of(promises: Iterable[Promised]) -> list[QuotaDraft]:
    """Counts of things: shares, money and days are no quota."""
    return [draft for promise in promises if (draft := _draft(promise))]


def _draft(said: Promised) -> QuotaDraft | None:
    """A whole number of things that each unit owes, or that is owed in every turn, or at the least."""
    if not said.is_count or said.relation not in ("equal", "at_least") or said.value is None:
        return None
    minimum, in_time = int(said.value), said.per in TURNS and bool(said.per)
    every = said.per if in_time else said.yearly if said.yearly in TURNS else ""
    if minimum < 1 or minimum != said.value or not (said.per or every or said.relation == "at_least"):
        return None
    top = None if said.value_max is None else int(said.value_max)
    return QuotaDraft(said.unit, minimum, top, every, "" if in_time else said.per, said.text)


def turn_of(every: str, on: date) -> tuple[date, date] | None:
    """The turn of a quota in which a day lies, first and last day; None where it is asked once for all."""
    months = TURNS[every]
    if not months:
        return None
    first = (on.month - 1) // months * months + 1
    begin = date(on.year, first, 1)
    end_month = first + months
    following = date(on.year + (end_month > 12), (end_month - 1) % 12 + 1, 1)
    return begin, date.fromordinal(following.toordinal() - 1)


def check_quota(minimum: int, maximum: int | None, noun: str) -> list[Problem]:
    problems = []
    if minimum < 1:
        problems.append(Problem("minimum_low", "Số ít nhất là từ 1 trở lên.", "minimum"))
    if maximum is not None and maximum < minimum:
        problems.append(Problem("maximum_low", "Số nhiều nhất không nhỏ hơn số ít nhất.", "maximum"))
    if not noun.strip():
        problems.append(Problem("noun_empty", "Hãy ghi đếm cái gì: mô hình, lớp, cuộc, buổi.", "noun"))
    return problems


def check_count(number: int, so_far: int) -> list[Problem]:
    """A count may be corrected downwards, never below nothing."""
    if number == 0:
        return [Problem("count_nothing", "Hãy ghi số đã làm thêm, hoặc số âm để sửa chỗ ghi thừa.", "number")]
    if so_far + number < 0:
        return [Problem("count_below", "Không thể bớt nhiều hơn số đã ghi.", "number")]
    return []


@dataclass(frozen=True, slots=True)
class Counted:
    """How far one unit is in one turn."""

    minimum: int
    maximum: int | None
    number: int

    @property
    def met(self) -> bool:
        return self.number >= self.minimum

    @property
    def over(self) -> bool:
        return self.maximum is not None and self.number > self.maximum

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means met."""
        return min(100, int(Decimal(self.number) * 100 / self.minimum))
