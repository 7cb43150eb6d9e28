"""Whatever happens, in any order that the law allows: every open file has a next day or a reason, nobody stays on a list
past its end, and nobody comes into a measure without its ground."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.cases.rules import (
    CARRIED_OVER,
    Course,
    Event,
    Fact,
    Told,
    check_fact,
    course_of,
    next_due,
    next_events,
    openings,
    running_clocks,
    waits_for,
    waits_words,
)
from chungtay.law.rules.grounds import grounds_of
from chungtay.law.rules.moments import VIETNAM
from chungtay.law.rules.states import person_states

START = datetime(2026, 7, 2, 9, tzinfo=VIETNAM)
FAR = START + timedelta(days=10_000)
ALL_STAGES = "abcde"
GAPS = st.sampled_from([timedelta(hours=3), timedelta(days=1), timedelta(days=40), timedelta(days=400)])


def paper(at: datetime) -> Told:
    return Told(
        number="01/QĐ",
        signed_on=at.date(),
        signed_as="TRƯỞNG CÔNG AN XÃ",
        parents="Ý kiến của mẹ",
        stages=ALL_STAGES,
    )


def fact_for(draw: st.DrawFn, event: Event, number: int, at: datetime, age: int) -> Fact:
    fact = Fact(number=number, event=event.name, at=at, agency=draw(st.sampled_from([1, 2])), age=age)
    if event.why:
        fact = replace(fact, why=draw(st.sampled_from(sorted(event.why))))
    if event.needs_ground or event.grounds:
        named = draw(st.lists(st.sampled_from([one.name for one in grounds_of("ground")]), max_size=2))
        fact = replace(
            fact, grounds=tuple(named), last_act=at.date() - timedelta(days=draw(st.integers(0, 120)))
        )
    return fact


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """A file led through up to twelve steps that the rules let in; what they refuse is left out."""
    age = draw(st.sampled_from([12, 15, 17, 18, 40]))
    kind = draw(st.sampled_from([kind for kind, row in openings().items() if not kind.endswith("_2021")]))
    row = openings()[kind]
    at = START
    state = draw(st.sampled_from(row["states"])) if row.get("states") else ""
    facts = [Fact(number=1, event=row["event"], at=at, agency=1, after=state, age=age)]
    assert check_fact(None, facts[0], paper(at), now=FAR) == []
    course = course_of(facts)
    for number in range(2, draw(st.integers(2, 12))):
        at += draw(GAPS)
        told = [fact.event for fact in facts]
        choices = next_events(course.state, at.date(), age=age, told=told)
        if not choices:
            break
        fact = fact_for(draw, draw(st.sampled_from(choices)), number, at, age)
        if check_fact(course, fact, paper(at), now=FAR) == []:
            facts.append(fact)
            course = course_of(facts)
    return course


@settings(max_examples=250, deadline=None)
@given(courses())
def test_every_open_file_has_a_next_day_or_a_reason_for_none(course: Course) -> None:
    if course.closed_on is None:
        ticking = running_clocks(course, age=course.facts[0].age or 18, remote=False)
        assert next_due(ticking) or waits_words(waits_for(course))


@settings(max_examples=250, deadline=None)
@given(courses())
def test_nobody_is_on_a_list_past_its_end(course: Course) -> None:
    for entry in course.listed:
        ends = [day for day in (entry.until, entry.left_on) if day is not None]
        assert not any(entry.holds(day + timedelta(days=1)) for day in ends)
        if entry.left_on:
            assert entry.event
            assert entry.article
    if course.closed_on:
        assert not any(entry.holds(course.closed_on) for entry in course.listed)
    measures = {one.measure for one in course.measures if one.ended is None and one.last is not None}
    for name, measure in (("users", "user_management"), ("aftercare", "aftercare")):
        open_ones = [one for one in course.listed if one.name == name and one.left_on is None]
        assert all(one.until is not None for one in open_ones if measure in measures)


def test_a_file_does_not_close_for_a_reason_that_leaves_the_person_on_a_list() -> None:
    course = course_of([Fact(number=1, event=CARRIED_OVER, at=START, agency=1, after="P1", age=40)])
    off = Fact(number=2, event="taken_off", at=START + timedelta(days=9), agency=1, age=40)
    codes = {
        why: [one.code for one in check_fact(course, replace(off, why=why), paper(off.at), now=FAR)]
        for why in ("year_without_use", "custody_beyond_term", "prison")
    }
    assert codes == {
        "year_without_use": ["still_listed"],
        "custody_beyond_term": ["still_listed"],
        "prison": [],
    }


@settings(max_examples=250, deadline=None)
@given(courses())
def test_no_sequence_reaches_a_measure_without_its_ground(course: Course) -> None:
    carried = course.facts[0].after
    told = [fact.event for fact in course.facts]
    for measure in course.measures:
        if measure.begun_by == 1:
            assert measure.measure == next(one.measure for one in person_states() if one.code == carried)
        elif measure.measure == "compulsory_rehab" and carried not in ("C2", "C2m"):
            filed = next(fact for fact in course.facts if fact.event == "compulsory_file_opened")
            found = [fact for fact in course.facts if fact.event == "ground_found"]
            assert any(fact.grounds for fact in [filed, *found])
            assert told.index("sent_to_court") > told.index("compulsory_file_opened")
        elif measure.measure == "voluntary_rehab":
            assert carried or "determined_addicted" in told
        elif measure.measure == "user_management":
            assert carried or "tested_positive" in told or "determined_not_addicted" in told


@settings(max_examples=100, deadline=None)
@given(courses())
def test_voluntary_things_come_first_and_the_same_facts_make_the_same_course(course: Course) -> None:
    last = course.facts[-1]
    choices = next_events(
        course.state, last.day, age=last.age or 18, told=[fact.event for fact in course.facts]
    )
    assert [one.order for one in choices] == sorted(one.order for one in choices)
    assert course_of(course.facts) == course


@pytest.mark.parametrize("state", [one.code for one in person_states() if one.code != "X"])
def test_every_state_of_the_law_has_words_for_why_a_file_waits(state: str) -> None:
    assert waits_words(state)


def test_the_clocks_of_a_day_are_those_of_its_law() -> None:
    told = [("tested_positive", 0), ("residence_verified", 1), ("notice_received", 2)]
    facts = [
        Fact(n, event, START + timedelta(hours=hours), 1, age=30) for n, (event, hours) in enumerate(told, 1)
    ]
    ticking = running_clocks(course_of(facts), age=30, remote=False)
    assert [(one.duty.clock, one.found.limit) for one in ticking] == [("decide_user_management", "24 hours")]
    assert running_clocks(course_of(facts[:1]), age=30, remote=True)[0].found.length == 48
    assert date(2026, 7, 2) == facts[0].day
