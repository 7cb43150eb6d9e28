"""What was promised, by when, and whether the way there is kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.indicators.rules import Standing, Target, TargetDirection, level_of, measure_target, meets

D = Decimal


@pytest.mark.parametrize(
    ("target", "stood", "year", "standing"),
    [
        (Target(TargetDirection.AT_LEAST, 2030, D(70)), {2026: D(71)}, 2026, Standing.REACHED),
        (Target(TargetDirection.AT_LEAST, 2030, D(70)), {2026: D(69)}, 2026, Standing.BEHIND),
        (Target(TargetDirection.AT_LEAST, 2025, D(70)), {2025: D(69)}, 2026, Standing.MISSED),
        (Target(TargetDirection.AT_LEAST, 2025, D(70)), {2025: D(69), 2026: D(99)}, 2026, Standing.MISSED),
        (Target(TargetDirection.AT_MOST, 2026, D(5)), {2026: D(5)}, 2026, Standing.REACHED),
        (Target(TargetDirection.ZERO, 2026), {2026: D(0)}, 2026, Standing.REACHED),
        (Target(TargetDirection.ZERO, 2026), {2026: D(1)}, 2027, Standing.MISSED),
        (Target(TargetDirection.EQUAL, 2026, D(3)), {2026: D(4)}, 2026, Standing.BEHIND),
        (Target(TargetDirection.AT_LEAST, 2030, D(70)), {}, 2026, Standing.UNKNOWN),
        (Target(TargetDirection.AT_LEAST, 2030, D(70)), {2026: None}, 2026, Standing.UNKNOWN),
        (Target(TargetDirection.INCREASE, 2030, D(10)), {2026: D(10)}, 2026, Standing.UNKNOWN),
    ],
)
def test_a_target_stands_as_its_direction_says(
    target: Target, stood: dict[int, Decimal | None], year: int, standing: Standing
) -> None:
    assert measure_target(target, stood, year=year).standing is standing


def test_the_path_is_straight_from_the_baseline_and_tells_who_keeps_it() -> None:
    target = Target(TargetDirection.DECREASE, 2030, D(20), in_percent=True, baseline=D(500), since=2025)
    told = measure_target(target, {2026: D(480), 2027: D(475)}, year=2027)
    assert told.level == 400
    assert [(step.year, int(step.wanted)) for step in told.path] == [
        (2026, 480), (2027, 460), (2028, 440), (2029, 420), (2030, 400),
    ]  # fmt: skip
    assert [step.kept for step in told.path] == [True, False, None, None, None]
    assert (told.standing, told.left, told.share) == (Standing.BEHIND, D(75), 250)


def test_on_the_way_to_an_equal_the_nearer_side_is_the_better() -> None:
    target = Target(TargetDirection.EQUAL, 2027, D(100), baseline=D(0), since=2025)
    assert measure_target(target, {2026: D(60)}, year=2026).standing is Standing.ON_COURSE
    assert measure_target(target, {2026: D(40)}, year=2026).standing is Standing.BEHIND


AMOUNTS = st.decimals(min_value=0, max_value=1000, places=2)


@given(st.sampled_from(list(TargetDirection)), AMOUNTS, AMOUNTS, AMOUNTS)
def test_who_stands_on_the_path_at_the_end_has_reached_the_goal(
    direction: TargetDirection, goal: Decimal, baseline: Decimal, stood: Decimal
) -> None:
    target = Target(direction, 2030, goal, baseline=baseline, since=2025)
    level = level_of(target)
    assert level is not None
    told = measure_target(target, {2030: stood}, year=2030)
    assert told.path[-1].wanted == level
    assert (told.standing is Standing.REACHED) == meets(direction, level, stood)
    assert measure_target(target, {2030: level}, year=2031).standing is Standing.REACHED
