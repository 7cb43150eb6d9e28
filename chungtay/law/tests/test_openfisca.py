"""Two encodings of the law, by two hands in two systems, agree on every day from 2021 to 2030."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from chungtay.law.rules import NoAnswer, NotAllowed, classify, due, term
from chungtay.law.rules.clocks import national
from chungtay.law.tests.openfisca_law import AFTER, MEASURES, UNITS, Law, Whole

Days = NDArray[np.datetime64]
FIRST, LAST = np.datetime64("2021-01-01"), np.datetime64("2030-12-31")
EVERY_DAY: Days = np.arange(FIRST, LAST + 1)
# Weekdays off, from the yearly notices; from 2027 on as expected: Tết with its five days, what falls on a weekend made up.
OFF = """
2021-01-01 2021-02-10/2021-02-16 2021-04-21 2021-04-30 2021-05-03 2021-09-02/2021-09-03
2022-01-03 2022-01-31/2022-02-04 2022-04-11 2022-05-02/2022-05-03 2022-09-01/2022-09-02
2023-01-02 2023-01-20/2023-01-26 2023-05-01/2023-05-03 2023-09-01/2023-09-04
2024-01-01 2024-02-08/2024-02-14 2024-04-18 2024-04-29/2024-05-01 2024-09-02/2024-09-03
2025-01-01 2025-01-27/2025-01-31 2025-04-07 2025-04-30/2025-05-02 2025-09-01/2025-09-02
2026-01-01/2026-01-02 2026-02-16/2026-02-20 2026-04-27 2026-04-30/2026-05-01 2026-08-31/2026-09-02 2026-11-24
2027-01-01 2027-02-04/2027-02-10 2027-04-16 2027-04-30 2027-05-03 2027-09-02/2027-09-03 2027-11-24
2028-01-03 2028-01-24/2028-01-28 2028-04-04 2028-05-01/2028-05-02 2028-09-01/2028-09-04 2028-11-24
2029-01-01 2029-02-12/2029-02-16 2029-04-23 2029-04-30/2029-05-01 2029-09-03/2029-09-04 2029-11-26
2030-01-01 2030-01-31/2030-02-06 2030-04-12 2030-04-30/2030-05-01 2030-09-02/2030-09-03 2030-11-25
2031-01-01
"""
WORKED = np.array(["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"], dtype="datetime64[D]")


def days_off() -> Iterator[Days]:
    for one in OFF.split():
        first, _, last = one.partition("/")
        yield np.arange(np.datetime64(first), np.datetime64(last or first) + 1)


AROUND: Days = np.arange(FIRST, np.datetime64("2031-01-20"))
WORKING: Days = AROUND[
    np.is_busday(AROUND, holidays=np.concatenate(list(days_off()))) | np.isin(AROUND, WORKED)
]


def months_after(days: Days, months: Whole) -> Days:
    """The same day number, or the last day of a shorter month."""
    month = days.astype("datetime64[M]")
    then: Days = (month + months).astype("datetime64[D]")
    longest = ((month + months + 1).astype("datetime64[D]") - then).astype(int) - 1
    reached: Days = then + np.minimum((days - month.astype("datetime64[D]")).astype(int), longest)
    return reached


def last_days(unit: str, days: Days, length: Whole) -> Days:
    """The day reached when a clock of that unit starts (or, before an end, ends) on each day."""
    whole = length // 24 if unit.startswith("hours") else length
    if unit == "working_days":
        reached: Days = WORKING[np.searchsorted(WORKING, days, side="right") - 1 + length]
    elif unit == "working_days_window":
        reached = WORKING[np.searchsorted(WORKING, days, side="left") - length]
    elif unit == "months":
        reached = months_after(days, length)
    else:
        reached = days - whole if unit in ("days_before", "hours_window") else days + whole
    return reached


LAW = Law()
QUESTIONS = [(place, name, far) for place, name in enumerate(LAW.clocks()) for far in (0, 1)]


@pytest.fixture(scope="module")
def answers() -> tuple[Whole, Whole]:
    """Unit and length of every clock, near and remote, on every day: a row for each day."""
    asked = LAW.asked(clock=[one[0] for one in QUESTIONS], remote=[one[2] for one in QUESTIONS])
    units = [asked.calculate("unit", str(day)) for day in EVERY_DAY]
    return np.array(units), np.array([asked.calculate("length", str(day)) for day in EVERY_DAY])


def test_both_encodings_know_the_same_clocks() -> None:
    assert set(LAW.clocks()) == set(national())


@pytest.mark.parametrize(
    ("column", "name", "far"), [(n, name, far) for n, (_, name, far) in enumerate(QUESTIONS)]
)
def test_every_clock_ends_on_the_same_day_in_both(
    answers: tuple[Whole, Whole], column: int, name: str, far: int
) -> None:
    """Whole days are compared where the law counts days, lengths where it counts hours."""
    if far and not any(row.remote for row in national()[name].rows):
        assert (answers[1][:, column] == answers[1][:, column - 1]).all()
        return
    units, lengths = answers[0][:, column], answers[1][:, column]
    assert (units >= 0).any()
    for place in np.unique(units):
        days, long = EVERY_DAY[units == place], lengths[units == place]
        if place < 0:
            assert not any(row.holds(day) for row in national()[name].rows for day in days.tolist())
            continue
        unit = UNITS[place]
        expected = [str(one) for one in last_days(unit, days, long)]
        window = unit.endswith("window")
        assert [day_reached(name, day, bool(far), window) for day in days.tolist()] == expected
        assert {due(name, day, remote=bool(far)).length for day in days.tolist()[::97]} == set(
            long[::97].tolist()
        )


def day_reached(name: str, day: date, far: bool, window: bool) -> str:
    answer = due(name, day, remote=far)
    return str((answer.opens if window and answer.opens else answer.due).date())


CASES: list[tuple[str, int, int, str]] = [
    *product(MEASURES[:-1], (1, 2, 5), (11, 12, 17, 18), AFTER[:1]),
    *product(MEASURES[-1:], (1,), (11, 12, 17, 18), AFTER),
]


def test_every_term_has_the_same_months_in_both_on_every_day() -> None:
    asked = LAW.asked(
        measure=[MEASURES.index(one[0]) for one in CASES],
        time=[one[1] for one in CASES],
        age=[one[2] for one in CASES],
        after=[AFTER.index(one[3]) for one in CASES],
    )
    for day in EVERY_DAY:
        both = zip(asked.calculate("shortest", str(day)), asked.calculate("longest", str(day)), strict=True)
        assert [months_of(*one, day.item()) for one in CASES] == list(both), day


def months_of(measure: str, time: int, age: int, after: str, day: date) -> tuple[int, int]:
    try:
        row = term(measure, day, time=time, age=age, after=after).row
    except (NoAnswer, NotAllowed):
        return 0, 0
    return row.shortest, row.longest


def in_law(day: str) -> Any:
    """The thresholds for communes on that day."""
    return LAW.parameters(day).commune


def band(value: int, of: int, first: int, second: int) -> int:
    """2: of type I, 1: of type II, 0: of type III, -1: none; shares are parts of a hundred thousand of ``of``."""
    return 2 if value * 100_000 >= first * of else 1 if value * 100_000 >= second * of else 0 if value else -1


@settings(max_examples=300)
@given(
    st.integers(500, 60_000), st.integers(0, 120), st.integers(0, 4), st.integers(0, 70),
    st.integers(0, 4000), st.integers(0, 1000), st.booleans(),
    st.dates(date(2025, 8, 24), date(2030, 12, 31)),
)  # fmt: skip
def test_every_commune_has_the_same_type_in_both(
    residents: int, on_file: int, points: int, offenders: int, plants: int, area: int, route: bool, day: date
) -> None:
    law = in_law(day.isoformat())
    bands = {
        "a": band(on_file, residents, law.on_file.first, law.on_file.second),
        "b": 2 if points >= law.points.first else 1 if points >= law.points.second else -1,
        "c": band(offenders, residents, law.offenders.first, law.offenders.second),
        "d": max(
            band(plants, 100_000, law.plants.first, law.plants.second),
            band(area, 100_000, law.area.first, law.area.second),
        ),
    }

    def reach(least: int) -> int:
        return sum(one >= least for one in bands.values())

    expected = "none"
    if max(bands["a"], bands["c"], bands["d"]) >= 0:
        expected = "III"
    if reach(1) + (route and reach(0) >= law.needed_on_route) >= law.needed:
        expected = "II"
    if reach(2) + (route and reach(1) >= law.needed_on_route) >= law.needed:
        expected = "I"
    facts = {
        "residents": residents, "on_file": on_file, "points": points, "offenders": offenders, "plants": plants,
        "area_m2": area, "key_route": route, "users_outside_exceptions": 0, "wanted_hiding": 0, "offences_by_residents": 0,
    }  # fmt: skip
    assert classify(facts, level="commune", on=day).to_json()["class"] == expected


def test_before_the_decision_neither_knows_types_of_communes() -> None:
    assert "needed" not in list(in_law("2025-08-23"))
    with pytest.raises(NoAnswer):
        classify({}, level="commune", on=date(2025, 8, 24) - timedelta(days=1))
