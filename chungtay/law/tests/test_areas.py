"""The thresholds of decision 28/2025 at, just under and just over; older criteria; a province's own set."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import resources

import pytest

from chungtay.law.rules import NoAnswer, classify
from chungtay.law.rules.areas import CommuneAnswer, ProvinceAnswer, classify_by, classify_old, national
from chungtay.law.rules.criteria import Criteria
from chungtay.law.rules.own_criteria import read_own
from chungtay.law.rules.policies import policies

DAY = date(2026, 12, 14)
CLEAN: dict[str, object] = {
    "residents": 100_000, "on_file": 0, "points": 0, "offenders": 0, "plants": 0, "area_m2": 0, "key_route": False,
    "users_outside_exceptions": 0, "wanted_hiding": 0, "offences_by_residents": 0,
}  # fmt: skip
PROVINCE: dict[str, object] = {
    "residents": 1_000_000, "on_file": 0, "points": 0, "offenders": 0, "plants": 0, "area_m2": 0, "key_route": False,
    "communes": 1000, "communes_1_2": 0,
}  # fmt: skip


def commune(**facts: object) -> CommuneAnswer:
    answer = classify(CLEAN | facts, "commune", DAY)
    assert isinstance(answer, CommuneAnswer)
    return answer


@pytest.mark.parametrize(
    ("letter", "fact", "value", "met"),
    [
        ("a", "on_file", 499, "II"), ("a", "on_file", 500, "I"), ("a", "on_file", 501, "I"),
        ("a", "on_file", 99, "III"), ("a", "on_file", 100, "II"), ("a", "on_file", 101, "II"),
        ("a", "on_file", 0, None), ("a", "on_file", 1, "III"), ("a", "on_file", 2, "III"),
        ("b", "points", 0, None), ("b", "points", 1, "II"), ("b", "points", 2, "I"), ("b", "points", 3, "I"),
        ("c", "offenders", 99, "II"), ("c", "offenders", 100, "I"), ("c", "offenders", 101, "I"),
        ("c", "offenders", 49, "III"), ("c", "offenders", 50, "II"), ("c", "offenders", 51, "II"),
        ("c", "offenders", 0, None), ("c", "offenders", 1, "III"),
        ("d", "plants", 2999, "II"), ("d", "plants", 3000, "I"), ("d", "plants", 3001, "I"),
        ("d", "plants", 499, "III"), ("d", "plants", 500, "II"), ("d", "plants", 501, "II"),
        ("d", "plants", 0, None), ("d", "plants", 1, "III"),
        ("d", "area_m2", Decimal("749.9"), "II"), ("d", "area_m2", 750, "I"), ("d", "area_m2", Decimal("750.1"), "I"),
        ("d", "area_m2", Decimal("124.9"), "III"), ("d", "area_m2", 125, "II"), ("d", "area_m2", Decimal("125.1"), "II"),
        ("d", "area_m2", 0, None), ("d", "area_m2", Decimal("0.1"), "III"),
    ],
)  # fmt: skip
def test_each_threshold_of_a_commune(letter: str, fact: str, value: object, met: str | None) -> None:
    assert commune(**{fact: value}).met[letter] == met


@pytest.mark.parametrize(
    ("residents", "on_file", "met"),
    [
        (5200, 26, "I"),
        (5201, 26, "II"),
        (5199, 26, "I"),
        (3000, 3, "II"),
        (3001, 3, "III"),
        (199, 1, "I"),
        (201, 1, "II"),
    ],
)
def test_a_ratio_is_compared_exactly(residents: int, on_file: int, met: str) -> None:
    assert commune(residents=residents, on_file=on_file).met["a"] == met


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"on_file": 500, "points": 2}, "III"),  # two of type I; a alone makes it III
        ({"on_file": 500, "points": 2, "offenders": 100}, "I"),
        ({"on_file": 100, "points": 1}, "III"),
        ({"on_file": 100, "points": 1, "offenders": 50}, "II"),
        ({"points": 2}, "none"),
        ({"points": 2, "key_route": True}, "none"),
        ({"on_file": 100, "points": 1, "key_route": True}, "II"),  # đ: two of type II
        ({"on_file": 500, "points": 2, "key_route": True}, "I"),
        ({"on_file": 1, "offenders": 1, "key_route": True}, "III"),  # đ of type II, but only one other counts
    ],
)
def test_how_many_criteria_make_a_type(facts: dict[str, object], kind: str) -> None:
    assert commune(**facts).area_class == kind


@pytest.mark.parametrize(
    ("letter", "facts", "under"),
    [
        ("a", {"on_file": 2000}, {"on_file": 1999}), ("b", {"points": 5}, {"points": 4}),
        ("c", {"offenders": 500}, {"offenders": 499}), ("d", {"communes_1_2": 30}, {"communes_1_2": 29}),
        ("đ", {"plants": 8000}, {"plants": 7999}), ("đ", {"area_m2": 2000}, {"area_m2": Decimal("1999.9")}),
        ("e", {"key_route": True}, {"key_route": False}),
    ],
)  # fmt: skip
def test_each_threshold_of_a_province(
    letter: str, facts: dict[str, object], under: dict[str, object]
) -> None:
    at, below = (classify(PROVINCE | one, "province", DAY) for one in (facts, under))
    assert isinstance(at, ProvinceAnswer)
    assert isinstance(below, ProvinceAnswer)
    assert (at.met[letter], below.met[letter]) == (True, False)
    assert (at.met_count, at.key) == (1, False)


def test_people_in_treatment_do_not_cost_a_commune_that_it_is_drug_free() -> None:
    treated = commune(on_file=40, users_outside_exceptions=0)
    assert treated.drug_free
    assert treated.area_class == "III"  # the law counts files for the type all the same
    assert commune(on_file=40, users_outside_exceptions=1).drug_free_failed == ["1"]


@pytest.mark.parametrize(
    ("facts", "known"),
    [({"on_file": 100}, "I"), ({"on_file": 99}, None), ({"points": 5}, "I"), ({"points": 4}, None),
     ({"area_m2": 2000}, "I"), ({"area_m2": 1999}, None), ({}, None)],
)  # fmt: skip
def test_the_older_criteria_answer_only_what_is_known_of_them(
    facts: dict[str, object], known: str | None
) -> None:
    answer = classify_old(facts, date(2025, 8, 23))
    assert answer is not None
    assert (answer.area_class, answer.verified) == (known, False)
    assert classify_old(facts, DAY) is None
    assert classify_old(facts, date(2010, 8, 8)) is None


# -- a province's own set ----------------------------------------------------------------------------

KNOWN = tuple(CLEAN)


def shipped() -> str:
    """The country's set as a province would begin with it: without what is not a commune's."""
    text = (resources.files("chungtay.law") / "data" / "areas.toml").read_text(encoding="utf-8")
    commune_part = text[text.index("[[commune]]") : text.index("# Cấp tỉnh")]
    free = text[text.index("[[drug_free]]") : text.index("# Chu kỳ")]
    return commune_part + free


def own(text: str) -> Criteria:
    found, problems = read_own(text, KNOWN, national(DAY))
    assert problems == []
    assert found is not None
    return found


def test_the_shape_of_the_countrys_set_is_the_shape_of_a_provinces() -> None:
    found = own(shipped())
    assert found.commune.criteria == national(DAY).commune.criteria
    assert set(found.facts) == set(KNOWN)
    assert not found.commune.verified
    facts = CLEAN | {"on_file": 500, "points": 2, "offenders": 100}
    assert classify_by(found, facts, policies()).area_class == "I"


def test_a_stricter_threshold_of_the_province_moves_a_commune_and_drug_free_stays_the_countrys() -> None:
    text = shipped().replace("I = 0.5", "I = 0.4", 1)
    found = own(text[: text.index("[[drug_free]]")])
    assert found.commune.criteria[0].gauges[0].at_least["I"] == Fraction(2, 5)
    assert classify_by(found, CLEAN | {"on_file": 400}, policies()).met["a"] == "I"
    assert found.drug_free == national(DAY).drug_free


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[[commune]]", "[[commune", "not_toml"),
        ("[[commune]]", "[[communes]]", "no_commune"),
        ("from = 2025-08-24", "from = '24/8'", "no_day"),
        ("from = 2025-08-24", "from = 2025-08-24\nto = 2024-01-01", "backwards"),
        ("from = 2025-08-24", "from = 2025-08-24T00:00:00", "no_day"),
        ('article = "Quyết định 28/2025/QĐ-TTg, Điều 4"', "", "no_article"),
        ('of = "on_file"', 'of = "names"', "unknown_fact"),
        ("I = 0.5", "I = 0.1", "not_falling"),
        ("I = 0.5", "I = -1", "not_a_threshold"),
        ("I = 0.5", "I = nan", "not_a_threshold"),
        ("I = 0.5", "I = 1e999999999", "not_a_threshold"),
        ("I = 0.5", "IV = 0.5", "not_a_threshold"),
        ("step = 0.1", "step = 0", "not_a_step"),
        ('letter = "đ"', 'letter = "a"', "no_route"),
        ('from_class = "III"', 'from_class = "V"', "no_route"),
        ("III = { count = 1", "III = { count = 4", "not_a_count"),
        ('among = ["a", "c", "d"]', 'among = ["x"]', "unknown_letter"),
        ('none_of = ["points"]', 'none_of = ["names"]', "unknown_fact"),
    ],
)
def test_a_set_with_a_mistake_is_refused_and_the_mistake_is_named(old: str, new: str, code: str) -> None:
    text = shipped()
    assert old in text
    found, problems = read_own(text.replace(old, new, 1), KNOWN, national(DAY))
    assert found is None
    assert problems[0].code == code


@pytest.mark.parametrize(
    "text", ["", "x" * 30_000, "commune = 3", "commune = [1]", "[[commune]]\n", "[[commune]]\ncriteria = 3"]
)
def test_what_is_no_set_at_all_is_refused(text: str) -> None:
    found, problems = read_own(text, KNOWN, national(DAY))
    assert found is None
    assert problems


def test_no_criteria_are_made_up_for_a_day_without_any() -> None:
    with pytest.raises(NoAnswer):
        national(date(2025, 8, 23))
