"""The scenarios of people's measures, one question each, asked of the rules."""

import io
import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import date
from itertools import permutations, product
from typing import Any

import pytest

from chungtay.law import command
from chungtay.law.rules import NoAnswer, age_on, governing, passed_on, state_after, turns
from chungtay.law.rules.grounds import check_compulsory
from chungtay.law.rules.remainders import enough_is_left
from chungtay.law.rules.removals import PersonList, removal
from chungtay.law.rules.stretches import Stretch, last_day_with
from chungtay.law.rules.terms import LegalMeasure
from chungtay.law.rules.transitions import GovernedMatter
from chungtay.law.tests.scenarios import FOLDER, differences

PEOPLE = FOLDER / "people"
Case = dict[str, Any]
ON = date(2026, 9, 1)  # on which journeys are walked


def page(name: str) -> Case:
    return tomllib.loads((PEOPLE / f"{name}.toml").read_text(encoding="utf-8"))


SAMPLE: Case = page("compulsory")["facts"]


def cases() -> Iterator[tuple[str, Case]]:
    """Every question of every file, with a name to find it by."""
    for path in sorted(PEOPLE.glob("*.toml")):
        whole = page(path.stem)
        for case in whole.get("case", []):
            yield from ((f"{path.stem}: {case['name']} {shown}", one) for shown, one in each(case))
        for life in whole.get("life", []):
            for number, check in enumerate(life["check"], start=1):
                yield f"{path.stem}: {life['name']} ({number})", check


def each(case: Case) -> Iterator[tuple[str, Case]]:
    """A case may ask the same of several events, grounds, circumstances and ages: one question each."""
    if "list" in case and "events" in case:
        yield from ((event, case | {"event": event}) for event in case["events"])
        return
    for kind, age in product(("grounds", "circumstances"), case.get("ages", [])):
        for name in case.get(f"{kind}_each", []):
            yield f"{name} {age}", case | {"facts": {kind: [name], "age": age}}
    if "ages" not in case:
        yield "", case


def ask(case: Case) -> None:
    """Ask the question the keys of the case make, and hold the answer against the one worked out."""
    question = next(asked for key, asked in QUESTIONS.items() if key in case)
    if "error" in case:
        with pytest.raises(NoAnswer, match=case["error"]):
            question(case)
    else:
        question(case)


def ask_command(case: Case) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        status = command.main([*case["ask"].split(), "--json"])
    assert status == case.get("status", 0)
    assert differences(case["answer"], json.loads(out.getvalue())) == {}


def ask_removal(case: Case) -> None:
    found = removal(PersonList(case["list"]), case["event"], case["on"])
    assert (found.article if found else "").startswith(case["removed"])
    assert bool(found) is bool(case["removed"])


def ask_last_day(case: Case) -> None:
    first, last = case["term"]
    stretches = [Stretch(one[0], one[1], one[2] if len(one) > 2 else None) for one in case["stretches"]]
    for told in permutations(stretches):
        assert last_day_with(LegalMeasure(case["measure"]), first, last, told, on=first) == case.get("ends")


def ask_compulsory(case: Case) -> None:
    found = check_compulsory(**SAMPLE | case.get("facts", {}))
    assert [problem.code for problem in found] == case["problems"]
    assert all(problem.message for problem in found)


def ask_remainder(case: Case) -> None:
    assert enough_is_left(case["rule"], case["on"], case["last"]) is case["enough"]


def ask_wait(case: Case) -> None:
    assert passed_on(case["wait"], case["since"]) == case["passed"]


def ask_transition(case: Case) -> None:
    days = {key: case[key] for key in ("started", "decided", "asked")}
    law, transition = governing(GovernedMatter(case["about"]), **days)
    assert law.name == case["regime"]
    assert "Điều 56" in transition.article
    assert transition.rule


def ask_age(case: Case) -> None:
    assert age_on(case["born"], case["on"]) == case["age"]
    assert turns(case["born"], case["age"]) <= case["on"] < turns(case["born"], case["age"] + 1)


def ask_journey(case: Case) -> None:
    assert state_after(case["events"], ON) == case["state"]


# The key that tells what is asked, the most telling first.
QUESTIONS: dict[str, Callable[[Case], None]] = {
    "ask": ask_command,
    "list": ask_removal,
    "stretches": ask_last_day,
    "problems": ask_compulsory,
    "rule": ask_remainder,
    "wait": ask_wait,
    "about": ask_transition,
    "born": ask_age,
    "events": ask_journey,
    "facts": ask_compulsory,
}
