"""No row of the law stands without a scenario: whoever adds a row is told which question is missing."""

import re
from collections.abc import Iterator
from datetime import date

from chungtay.law.rules.clocks import national
from chungtay.law.rules.grounds import grounds_of, group_of
from chungtay.law.rules.remainders import remainders
from chungtay.law.rules.removals import removals
from chungtay.law.rules.states import NO_FILE, next_steps, person_states, steps
from chungtay.law.rules.stretches import effect_of, stretch_rows
from chungtay.law.rules.terms import LegalMeasure, TermRow, refusals, term, terms
from chungtay.law.rules.transitions import transitions
from chungtay.law.rules.waits import waits
from chungtay.law.tests.people import ON, SAMPLE, Case, cases
from chungtay.law.tests.scenarios import Scenario, scenarios

LIFE = [case for _, case in cases() if "error" not in case]
ASKED = list(scenarios())


def test_every_clock_of_each_regime_has_a_scenario() -> None:
    asked = {
        (match[1], one.answer["regime"], "--remote" in one.ask)
        for one in ASKED
        if "regime" in one.answer and (match := re.match(r"due (\w+)", one.ask))
    }
    rows = [(clock.name, row) for clock in national().values() for row in clock.rows]
    assert {(name, row.regime) for name, row in rows} - {(name, regime) for name, regime, _ in asked} == set()
    assert {(name, row.regime, True) for name, row in rows if row.remote} - asked == set()


def term_asked(ask: str) -> TermRow:
    """The row that answers "term MEASURE --start DAY …"."""
    measure, *rest = ask.split()[1:]
    given = dict(zip(rest[::2], rest[1::2], strict=True))
    return term(
        measure,
        date.fromisoformat(given["--start"]),
        time=int(given.get("--time", 1)),
        age=int(given["--age"]) if "--age" in given else None,
        after=given.get("--after"),
        on=date.fromisoformat(given["--on"]) if "--on" in given else None,
    ).row


def terms_with(status: int) -> list[Scenario]:
    return [one for one in ASKED if one.ask.startswith("term ") and one.status == status]


def test_every_term_has_a_scenario() -> None:
    answered = [term_asked(one.ask) for one in terms_with(0)]
    assert [row for row in terms() if row not in answered] == []


def test_every_refusal_has_a_scenario() -> None:
    refused = {one.answer["article"] for one in terms_with(3)}
    assert {row.article for row in refusals()} == refused


def test_every_event_of_every_list_has_a_scenario() -> None:
    asked = {
        (case["list"], event, row.regime)
        for case in LIFE
        if case.get("removed")
        for row in removals()
        if row.list_of == case["list"] and row.holds(case["on"])
        for event in [case["event"]]
    }
    assert {(row.list_of, event, row.regime) for row in removals() for event in row.events} - asked == set()


def walked(case: Case) -> Iterator[tuple[str, str]]:
    """The steps of a journey: from which state, by what."""
    state = NO_FILE
    for event in case["events"]:
        yield state, event
        state = next(step.after for step in next_steps(state, ON) if step.event == event)


def test_every_step_and_every_state_has_a_journey() -> None:
    journeys = [case for case in LIFE if "state" in case]
    taken = {step for case in journeys for step in walked(case)}
    assert {step.event for step in steps()} - {event for _, event in taken} == set()
    ended = {case["state"] for case in journeys}
    assert {one.code for one in person_states()} - {state for state, _ in taken} - ended == set()


def test_every_stretch_of_every_measure_has_a_scenario() -> None:
    asked = [
        (effect_of(kind, LegalMeasure(case["measure"]), case["term"][0]), case["measure"])
        for case in LIFE
        for kind, *_ in case.get("stretches", [])
    ]
    missing = [(row.kind, to) for row in stretch_rows() for to in row.measures if (row, to) not in asked]
    assert missing == []


def test_every_remainder_is_asked_when_enough_and_when_not() -> None:
    asked = {(case["rule"], case["enough"]) for case in LIFE if "rule" in case}
    assert {(row.name, enough) for row in remainders() for enough in (True, False)} - asked == set()


def test_every_wait_has_a_scenario() -> None:
    assert {row.name for row in waits()} - {case["wait"] for case in LIFE if "wait" in case} == set()


def test_every_transition_is_asked_on_both_sides_of_the_change() -> None:
    asked = {(case["about"], case["regime"]) for case in LIFE if "about" in case}
    assert {(row.matter, regime) for row in transitions() for regime in ("2021", "2025")} - asked == set()


def test_every_ground_and_every_exclusion_stands_alone_in_a_scenario_for_each_age_group() -> None:
    for kind, field, problems in [("ground", "grounds", []), ("exclusion", "circumstances", ["excluded"])]:
        asked = {
            (facts[field][0], group_of(facts["age"]))
            for case in LIFE
            if case.get("problems") == problems
            and (facts := SAMPLE | case["facts"] if "facts" in case else SAMPLE)
            if len(facts[field]) == 1
        }
        assert {(one.name, group) for one in grounds_of(kind) for group in one.who} - asked == set()
