"""The lives of scenarios/lives.toml, walked step by step as an officer would write them, and held against their ends."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

import pytest

from chungtay.cases.rules import (
    Course,
    Fact,
    Told,
    check_fact,
    course_of,
    next_due,
    running_clocks,
    waits_for,
)
from chungtay.law.rules import age_on
from chungtay.law.rules.moments import VIETNAM

Life = Mapping[str, Any]
LIVES: list[Life] = tomllib.loads(
    files("chungtay.cases").joinpath("scenarios", "lives.toml").read_text(encoding="utf-8")
)["life"]
FAR = datetime(2050, 1, 1, tzinfo=VIETNAM)


def fact_of(line: str, number: int, before: Fact | None, born: date) -> Fact:
    """ "2027-02-10 died_or_missing why=died": in the morning, an hour after what came before it on that day."""
    day, event, *more = line.split()
    on = date.fromisoformat(day)
    at = datetime.combine(on, time(8), VIETNAM)
    said = dict(one.split("=") for one in more if "=" in one)
    return Fact(
        number=number, event=event, at=max(at, before.at + timedelta(hours=1)) if before else at, age=age_on(born, on),
        agency=int(said.get("body", before.agency if before else 1)), why=said.get("why", ""),
        after=next((one for one in more if "=" not in one), ""),
    )  # fmt: skip


def lived(life: Life) -> tuple[Course, list[str]]:
    """The course as far as the rules let it go, and why they stopped it."""
    facts: list[Fact] = []
    for number, line in enumerate([life["opening"], *life["steps"]], start=1):
        fact = fact_of(line, number, facts[-1] if facts else None, life["born"])
        told = Told(number="01", signed_on=fact.day, signed_as="TRƯỞNG CÔNG AN XÃ", parents="Ý kiến của mẹ")
        if refused := check_fact(course_of(facts) if facts else None, fact, told, now=FAR):
            return course_of(facts), [one.code for one in refused]
        facts.append(fact)
    return course_of(facts), []


@pytest.mark.parametrize("life", LIVES, ids=[life["name"] for life in LIVES])
def test_a_life_ends_as_the_law_says(life: Life) -> None:
    course, refused = lived(life)
    then = life["then"]
    assert refused == ([then["refused"]] if "refused" in then else [])
    if refused:
        return
    running, last = course.running, course.facts[-1]
    ticking = running_clocks(course, age=last.age or 18, remote=False)
    assert (course.state, course.closed_on) == (then["state"], then.get("closed"))
    assert (running.last if running else None) == then.get("last")
    listed = [f"{one.name} {one.agency}" for one in course.listed if one.left_on is None]
    assert (listed, [f"{one.name} {one.event}" for one in course.listed if one.left_on]) == (
        then["lists"],
        then["left"],
    )
    if "waits" in then:
        assert waits_for(course) == then["waits"]
    assert course.closed_on or next_due(ticking) or waits_for(course)
