"""Compulsory rehab: only on a ground that the law names, never where it excludes it, never after the limitation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from chungtay.base.problems import Problem
from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import Row, pages, row_fields
from chungtay.law.rules.clocks import due
from chungtay.law.rules.terms import Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Row):
    """A ground, or a circumstance that excludes the measure; ``who`` holds the age groups it is for."""

    name: str
    words: str
    who: frozenset[str]


def check_compulsory(
    *,
    age: int,
    grounds: Collection[str],
    circumstances: Collection[str],
    last_act: date,
    on: date,
    evaded_until: date | None = None,
) -> list[Problem]:
    """Why a person may not be proposed for compulsory rehab on the day; empty when the law allows it.

    ``grounds`` and ``circumstances`` are names in grounds.toml, ``last_act`` the day of the last act; who evaded is
    counted from ``evaded_until``, the day on which that ended. Raises NoAnswer for names that are not there.
    """
    group = group_of(age)
    if group is None:
        words = "Luật không cho áp dụng với người dưới 12 tuổi. Hãy chuyển sang cơ quan bảo vệ trẻ em."
        return [Problem("under_age", words)]
    found = []
    if not any(group in one.who for one in _named("ground", grounds, on)):
        found.append(Problem("no_ground", "Chưa có căn cứ nào mà luật quy định. Không được lập hồ sơ."))
    found += [
        Problem("excluded", "Không áp dụng: {words} ({article}).", values=_shown(one))
        for one in _named("exclusion", circumstances, on)
        if group in one.who
    ]
    limit = due(pages("grounds")["limitation"], max(last_act, evaded_until or last_act), on=on)
    if on > limit.due.date():
        words = "Đã hết thời hiệu từ ngày {due} ({article})."
        values = {"due": f"{limit.due:%d/%m/%Y}", "article": limit.row.article}
        found.append(Problem("limitation", words, values=values))
    return found


def group_of(age: int) -> str | None:
    """The age group of the law, None where it has no measure."""
    groups: Mapping[str, list[int]] = pages("grounds")["ages"]
    return next((name for name, ages in groups.items() if Bounds(*ages).hold(age)), None)


def _named(kind: str, names: Collection[str], on: date) -> list[Ground]:
    known = {one.name: one for one in grounds_of(kind) if one.holds(on)}
    for name in names:
        if name not in known:
            raise NoAnswer(
                "no such ground",
                f"Luật áp dụng ngày {on:%d/%m/%Y} không có mục “{name}”.",
                name=name,
                on=on.isoformat(),
            )
    return [known[name] for name in names]


def _shown(ground: Ground) -> dict[str, object]:
    return {"words": ground.words[0].lower() + ground.words[1:], "article": ground.article}


@cache
def grounds_of(kind: str) -> tuple[Ground, ...]:
    """The rows of one kind: ``ground`` or ``exclusion``."""
    return tuple(_ground(raw) for raw in pages("grounds")[kind])


def _ground(raw: Mapping[str, Any]) -> Ground:
    return Ground(name=raw["name"], words=raw["words"], who=frozenset(raw["who"]), **row_fields(raw))
