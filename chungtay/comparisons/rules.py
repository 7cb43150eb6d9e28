"""When two bodies may compare their lists, and what may be told of it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from chungtay.base.problems import Problem
from chungtay.people.rules import count_common

READ, WORK, TREAT = "people.read", "cases.work", "care.treat"
KIND = "comparison"
Blind = Sequence[Sequence[str]]


class ComparedList(StrEnum):
    """Which list a side puts in."""

    USERS = "users"
    ADDICTS = "addicts"
    AFTERCARE = "aftercare"
    PATIENTS = "patients"
    SHEET = "sheet"


class ComparisonState(StrEnum):
    """How far a comparison has come."""

    ASKED = "asked"
    COUNTED = "counted"
    DECLINED = "declined"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Policy:
    """``least_people`` on a list; days between two comparisons of the same bodies; days that one waits."""

    least_people: int
    pause_days: int
    waits_days: int


@cache
def policy() -> Policy:
    text = files("chungtay.comparisons").joinpath("policy.toml").read_text(encoding="utf-8")
    return Policy(**tomllib.loads(text))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many people on the first list, on the second, on both; None where that would tell of a few, or of none."""

    first: int
    second: int
    both: int | None


def compare_blind(first: Blind, second: Blind) -> Outcome:
    found = count_common([tuple(line) for line in first], [tuple(line) for line in second])
    return Outcome(found.first, found.second, found.both)


def may_put_in(listed: str, *, works: bool, treats: bool) -> bool:
    """Whoever keeps files puts in the law's lists, whoever treats its patients; a workbook, everybody who compares."""
    if listed == ComparedList.PATIENTS:
        return treats
    return listed == ComparedList.SHEET or (works and listed in list(ComparedList))


def check_asking(*, own: int, other: int, known: bool, ground: str, purpose: str) -> list[Problem]:
    found = []
    if not known or other == own:
        found.append(Problem("other_wrong", "Hãy chọn cơ quan kia.", "other"))
    if not ground.strip():
        words = "Hãy ghi căn cứ: số, ngày của văn bản phối hợp giữa hai cơ quan."
        found.append(Problem("ground_missing", words, "ground"))
    if not purpose.strip():
        found.append(Problem("purpose_missing", "Hãy ghi con số này dùng để làm gì.", "purpose"))
    return found


def check_list(people: int) -> list[Problem]:
    """A list of few tells of a few, whatever is said of it."""
    least = policy().least_people
    if people >= least:
        return []
    words = (
        "Danh sách chỉ có {n} người phân biệt được bằng số giấy tờ hoặc họ tên cùng ngày sinh đầy đủ; phải có ít nhất "
        "{least}, để con số chung không chỉ ra một người."
    )
    return [Problem("list_short", words, "listed", values={"n": people, "least": least})]


def check_pause(last: date | None, today: date) -> list[Problem]:
    """``last``: when the two bodies were last counted together."""
    if last is None or today >= (free := last + timedelta(days=policy().pause_days)):
        return []
    words = (
        "Hai cơ quan đã đối chiếu ngày {last}. Lần sau sớm nhất là {free}: hai con số gần nhau có thể chỉ ra "
        "một người."
    )
    values = {"last": f"{last:%d/%m/%Y}", "free": f"{free:%d/%m/%Y}"}
    return [Problem("too_soon", words, "other", values=values)]
