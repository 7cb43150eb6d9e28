"""The smallest change that moves a type, what a change of criteria moves, money by type, the year's days."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.areas.rules import comparing, support, whatif
from chungtay.areas.rules.cycle import cycle_of
from chungtay.areas.rules.evidence import Fact, changed_since, fact_kinds, from_json, to_json
from chungtay.areas.rules.judging import judge, tell_difference
from chungtay.areas.rules.words import AreaKind, FactSource, Movement, is_graver, kind_of, movement
from chungtay.law.rules.areas import classify_by, national
from chungtay.law.rules.policies import policies

DAY = date(2026, 12, 14)
BY = national(DAY)
CLEAN: dict[str, object] = {
    "residents": 5200, "on_file": 0, "points": 0, "offenders": 0, "plants": 0, "area_m2": 0, "key_route": False,
    "users_outside_exceptions": 0, "wanted_hiding": 0, "offences_by_residents": 0,
}  # fmt: skip
EXAMPLE = CLEAN | {
    "on_file": 21,
    "points": 1,
    "offenders": 3,
    "users_outside_exceptions": 4,
    "offences_by_residents": 1,
}  # of type II by a, b, c


def as_facts(**said: object) -> dict[str, Fact]:
    return {
        name: Fact(name, value if isinstance(value, bool) else Decimal(str(value)), FactSource.FIGURES)
        for name, value in (CLEAN | said).items()
        if value is not None
    }


def told(ways: list[whatif.Way]) -> Iterator[tuple[str, dict[str, str]]]:
    return ((str(way.kind), {one.fact: str(one.to) for one in way.changes}) for way in ways)


def test_the_ways_out_of_type_ii_are_told_criterion_by_criterion() -> None:
    ways = list(told(whatif.ways_down(EXAMPLE, BY, policies())))
    assert ways[:3] == [("III", {"offenders": "2"}), ("III", {"points": "0"}), ("III", {"on_file": "5"})]


def test_the_way_to_drug_free_asks_for_every_condition_at_once() -> None:
    only = list(told(whatif.ways_down(EXAMPLE, BY, policies(), AreaKind.FREE)))
    assert only == [
        ("drug_free", {"points": "0", "offences_by_residents": "0", "users_outside_exceptions": "0"})
    ]


def test_people_in_treatment_are_no_reason_to_lose_drug_free() -> None:
    treated = CLEAN | {"on_file": 40}
    assert kind_of(classify_by(BY, treated, policies())) is AreaKind.FREE
    assert whatif.ways_down(treated, BY, policies()) == []
    losses = {way.changes[0].fact: way.changes[0].to for way in whatif.first_losses(treated, BY, policies())}
    assert losses == {
        "points": 1,
        "users_outside_exceptions": 1,
        "offences_by_residents": 1,
        "wanted_hiding": 1,
    }


FACTS = st.fixed_dictionaries(
    {
        "residents": st.integers(1, 30_000), "on_file": st.integers(0, 200), "points": st.integers(0, 4),
        "offenders": st.integers(0, 60), "plants": st.integers(0, 4000), "key_route": st.booleans(),
        "area_m2": st.integers(0, 9000).map(lambda tenths: Fraction(tenths, 10)),
        "users_outside_exceptions": st.integers(0, 3), "wanted_hiding": st.integers(0, 2),
        "offences_by_residents": st.integers(0, 3),
    }
)  # fmt: skip
CHOSEN = st.fixed_dictionaries(
    {
        name: st.sampled_from(["true", "false"])
        for name in ("zero_is_under_threshold", "higher_band_counts_lower")
    }
)


@settings(max_examples=60, deadline=None)
@given(facts=FACTS, chosen=CHOSEN)
def test_the_told_change_moves_the_type_and_one_step_less_does_not(
    facts: dict[str, object], chosen: dict[str, str]
) -> None:
    policy = policies(chosen)
    steps = {gauge.of: gauge.step for one in BY.commune.criteria for gauge in one.gauges}
    now = kind_of(classify_by(BY, facts, policy))
    for way in whatif.ways_down(facts, BY, policy):
        moved = {**facts, **{one.fact: one.to for one in way.changes}}
        assert kind_of(classify_by(BY, moved, policy)) is way.kind
        for one in way.changes:
            less = {**moved, one.fact: one.to + steps.get(one.fact, 1)}
            kind = kind_of(classify_by(BY, less, policy))
            assert not is_graver(now, kind)


@settings(max_examples=60, deadline=None)
@given(facts=FACTS)
def test_what_would_lose_a_type_is_the_first_step_that_does(facts: dict[str, object]) -> None:
    policy = policies()
    steps = {gauge.of: gauge.step for one in BY.commune.criteria for gauge in one.gauges}
    now = kind_of(classify_by(BY, facts, policy))
    for way in whatif.first_losses(facts, BY, policy):
        [one] = way.changes
        assert kind_of(classify_by(BY, {**facts, one.fact: one.to}, policy)) is way.kind
        almost = {**facts, one.fact: max(one.now, one.to - steps.get(one.fact, 1))}
        assert not is_graver(kind_of(classify_by(BY, almost, policy)), now)


def test_what_is_missing_is_named_and_never_taken_for_zero() -> None:
    found = judge(as_facts(points=None, plants=None), BY, policies())
    assert (found.kind, set(found.lacking)) == (None, {"points", "plants"})
    assert {line.letter: line.lacking for line in found.lines}["b"] == ("points",)
    assert judge(as_facts(points=0), BY, policies()).kind is AreaKind.FREE


def test_a_snapshot_keeps_every_fact_exactly_and_tells_what_changed_since() -> None:
    facts = as_facts(area_m2="124.9", key_route=True, points=None)
    facts["points"] = Fact("points", None, FactSource.MISSING, "Chưa báo cáo")
    kept = from_json(to_json(facts))
    assert kept == facts
    assert list(changed_since(kept, facts | as_facts(area_m2="125"))) == ["area_m2", "key_route", "points"]


def test_a_change_of_policy_tells_which_communes_would_move_and_why() -> None:
    old = comparing.Measure(BY, policies())
    new = comparing.Measure(BY, policies({"zero_is_under_threshold": "true"}))
    found = comparing.moves({7: as_facts(users_outside_exceptions=1), 8: as_facts(on_file=26)}, old, new)
    assert [(one.place, one.before, one.after) for one in found] == [(7, AreaKind.AFFECTED, AreaKind.THREE)]
    assert "Tiêu chí a: từ không đạt lên loại III." in found[0].why


def test_a_difference_is_told_in_sentences() -> None:
    before, after = {"a": "II", "b": "II", "c": None}, {"a": "III", "b": "II", "c": "I"}
    assert tell_difference(before, after) == [
        "Tiêu chí a: từ loại II xuống loại III.",
        "Tiêu chí c: từ không đạt lên loại I.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (None, "I", "first"), ("I", "I", "kept"), ("I", "II", "better"), ("III", "I", "worse"),
        ("affected", "III", "entered"), ("III", "drug_free", "removed"), ("affected", "drug_free", "better"),
        ("drug_free", "affected", "worse"), ("drug_free", "II", "entered"),
    ],
)  # fmt: skip
def test_what_became_of_a_commune_on_the_list(before: str | None, after: str, moved: str) -> None:
    assert movement(AreaKind(before) if before else None, AreaKind(after)) is Movement(moved)


def test_the_communes_of_dien_bien_give_the_line_of_its_budget_and_the_one_too_many_is_told() -> None:
    counts = {AreaKind.ONE: 30, AreaKind.TWO: 32, AreaKind.THREE: 33, AreaKind.AFFECTED: 31, AreaKind.FREE: 4}
    rate = support.rate_for(2022)
    assert rate is not None
    assert not rate.verified
    assert sum(line.amount for line in support.support_lines(counts, rate)) == 1585
    [told] = support.check_counts(counts, 129)
    assert told.message == "Cộng các loại được 130 xã, nhưng tỉnh có 129 xã: thừa 1."
    assert support.check_counts(counts, 130) == []
    assert support.rate_for(2021) is None


def test_the_days_of_the_list_are_those_of_the_law() -> None:
    cycle = cycle_of(2026)
    assert cycle is not None
    assert (cycle.first, cycle.assessed_on) == (date(2025, 12, 15), DAY)
    assert (cycle.report_by, cycle.approve_by) == (date(2026, 12, 20), date(2026, 12, 30))
    assert cycle_of(2024) is None


def test_every_fact_of_the_criteria_has_its_evidence() -> None:
    assert set(BY.facts) == set(fact_kinds())
