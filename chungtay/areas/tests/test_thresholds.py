"""Every threshold of decision 28/2025 at, just under and just over; the numbers are those of the paper, not of the data.

With 100.000 residents of a commune, 1.000.000 of a province and 1.000 communes every ratio is a whole number.
"""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from chungtay.areas.rules.judging import judge
from chungtay.areas.rules.words import AreaKind
from chungtay.areas.tests.test_rules import BY, DAY, as_facts
from chungtay.law.rules import classify
from chungtay.law.rules.areas import ProvinceAnswer
from chungtay.law.rules.book import pages
from chungtay.law.rules.policies import policies
from chungtay.law.tests.test_areas import PROVINCE

COMMUNE: Mapping[tuple[str, str], tuple[int, int]] = {  # article 4: where type I begins, and type II
    ("a", "on_file"): (500, 100),  # 0,5 % and 0,1 %
    ("b", "points"): (2, 1),
    ("c", "offenders"): (100, 50),  # 0,1 % and 0,05 %
    ("d", "plants"): (3000, 500),
    ("d", "area_m2"): (750, 125),
}
OF_PROVINCE: Mapping[tuple[str, str], int] = {  # article 5
    ("a", "on_file"): 2000,  # 0,2 %
    ("b", "points"): 5,
    ("c", "offenders"): 500,  # 0,05 %
    ("d", "communes_1_2"): 30,  # 3 %
    ("đ", "plants"): 8000,
    ("đ", "area_m2"): 2000,
}
NEEDED = ("on_file", "offenders", "plants")  # a, c and d of type I or II, one after the other


def met(letter: str, **facts: object) -> str | None:
    lines = judge(as_facts(residents=100_000, **facts), BY, policies()).lines
    return next(line.met and str(line.met) for line in lines if line.letter == letter)


def kind(**facts: object) -> AreaKind | None:
    return judge(as_facts(residents=100_000, **facts), BY, policies()).kind


def step(fact: str) -> Decimal:
    return Decimal("0.1") if fact == "area_m2" else Decimal(1)


@pytest.mark.parametrize(("letter", "fact"), COMMUNE)
def test_each_threshold_of_a_commune_has_its_three(letter: str, fact: str) -> None:
    (first, second), a_little = COMMUNE[letter, fact], step(fact)
    third = None if letter == "b" else "III"
    assert [met(letter, **{fact: first + at * a_little}) for at in (-1, 0, 1)] == ["II", "I", "I"]
    over = "I" if letter == "b" else "II"  # of points there is nothing between one and two
    assert [met(letter, **{fact: second + at * a_little}) for at in (-1, 0, 1)] == [
        None if letter == "b" else third, "II", over
    ]  # fmt: skip
    if third:
        assert [met(letter, **{fact: at * a_little}) for at in (0, 1, 2)] == [None, third, third]


@pytest.mark.parametrize(("letter", "fact"), OF_PROVINCE)
def test_each_threshold_of_a_province_has_its_three(letter: str, fact: str) -> None:
    at = [OF_PROVINCE[letter, fact] + one * step(fact) for one in (-1, 0, 1)]
    found = [classify(PROVINCE | {fact: value}, "province", DAY) for value in at]
    assert [isinstance(one, ProvinceAnswer) and one.met[letter] for one in found] == [False, True, True]


def test_so_many_criteria_make_a_type_and_one_less_does_not() -> None:
    first = {fact: COMMUNE[letter, fact][0] for letter, fact in COMMUNE if fact in (*NEEDED, "points")}
    second = {fact: COMMUNE[letter, fact][1] for letter, fact in COMMUNE if fact in (*NEEDED, "points")}
    outside = {"users_outside_exceptions": 1}  # so that nobody is drug-free

    def of(facts: Mapping[str, int], many: int) -> AreaKind | None:
        return kind(**dict(list(facts.items())[:many]), **outside)

    assert [of(first, many) for many in (2, 3, 4)] == [AreaKind.THREE, AreaKind.ONE, AreaKind.ONE]
    assert [of(second, many) for many in (2, 3, 4)] == [AreaKind.THREE, AreaKind.TWO, AreaKind.TWO]
    assert [of({"on_file": 1, "offenders": 1}, many) for many in (0, 1, 2)] == [
        AreaKind.AFFECTED, AreaKind.THREE, AreaKind.THREE
    ]  # fmt: skip


def test_on_a_key_route_two_criteria_of_the_type_are_needed() -> None:
    of_two = {"on_file": 100, "points": 1, "offenders": 50}
    of_three = {"on_file": 1, "offenders": 1, "plants": 1}
    for facts, reached in ((of_two, "I"), (of_three, "II")):
        found = [met("đ", key_route=True, **dict(list(facts.items())[:many])) for many in (1, 2, 3)]
        assert found == [None, reached, reached]
        assert met("đ", key_route=False, **facts) is None


def test_a_province_needs_four_of_six() -> None:
    known = {"on_file": 2000, "points": 5, "offenders": 500, "communes_1_2": 30, "plants": 8000}
    found = [classify(PROVINCE | dict(list(known.items())[:many]), "province", DAY) for many in (3, 4, 5)]
    assert [isinstance(one, ProvinceAnswer) and one.key for one in found] == [False, True, True]


@pytest.mark.parametrize(
    "fact", ["users_outside_exceptions", "offences_by_residents", "wanted_hiding", "points"]
)
def test_one_is_enough_to_be_no_longer_drug_free(fact: str) -> None:
    assert [kind(**{fact: many}) for many in (0, 1, 2)] == [
        AreaKind.FREE, AreaKind.AFFECTED, AreaKind.AFFECTED
    ]  # fmt: skip


def test_the_data_hold_no_threshold_that_is_not_tested_here() -> None:
    per_cent = 100_000 // 100
    of_communes = {
        (one.letter, gauge.of): tuple(
            int(gauge.at_least[name] * (per_cent if gauge.per else 1)) for name in ("I", "II")
        )
        for one in BY.commune.criteria
        for gauge in one.gauges
    }
    assert of_communes == dict(COMMUNE)
    [row] = pages("areas")["province"]
    of_provinces = {(letter, one["of"]) for letter, raw in row["criteria"].items() for one in raw["measures"]}
    assert of_provinces == set(OF_PROVINCE)
    assert {name for _words, names in BY.drug_free.criteria.values() for name in names} == {
        "users_outside_exceptions", "offences_by_residents", "wanted_hiding", "points"
    }  # fmt: skip
