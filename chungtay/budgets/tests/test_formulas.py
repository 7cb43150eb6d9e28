"""Unit cost × quantity: exact, understood or refused at a place, and never a program."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.budgets.rules import (
    Dated,
    as_excel,
    check_formula,
    in_whole_dong,
    names_in,
    parse_formula,
    spelled,
    values_on,
)

COMMUNES = {"xa_loai_1": 30, "xa_loai_2": 32, "xa_loai_3": 33, "xa_con_lai": 31, "xa_khong_te_nan": 4}
LINE_6 = "20tr × xa_loai_1 + 15 triệu * xa_loai_2 + 10 triệu x xa_loai_3 + 5.000.000 × (xa_con_lai + xa_khong_te_nan)"


def worth(text: str, **quantities: object) -> int | None:
    return in_whole_dong(
        parse_formula(text), {code: Decimal(str(value)) for code, value in quantities.items()}
    )


@pytest.mark.parametrize(
    ("text", "quantities", "dong"),
    [
        (LINE_6, COMMUNES, 1_585_000_000),  # line 6 of the table of Điện Biên
        ("30 triệu × bcd_huyen", {"bcd_huyen": 10}, 300_000_000),  # line 8.2
        ("15.000.000 × doi_tuong", {"doi_tuong": 10}, 150_000_000),  # line 9.1
        ("200 triệu × lop", {"lop": 3}, 600_000_000),  # line 9.2
        ("25% × luong_co_so × 12 × nguoi", {"luong_co_so": 2_340_000, "nguoi": 2}, 14_040_000),
        ("0,6 × luong_co_so", {"luong_co_so": 2_340_000}, 1_404_000),
        ("10 − 3 - 2", {}, 5),
        ("2 × (3 + 4) × 5", {}, 70),
        ("1,5", {}, None),  # no whole đồng
        ("1 - 2", {}, None),
        ("5 × x_thieu", {}, None),
    ],
)
def test_a_formula_comes_to_whole_dong_or_to_nothing(
    text: str, quantities: dict[str, object], dong: int | None
) -> None:
    assert worth(text, **quantities) == dong


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("", "…"), ("20 triệu ×", "…"), ("(1 + 2", "…"), ("1 + + 2", "+ 2"), ("__import__('os')", "__import__('os')"),
        ("1 / 2", "/ 2"), ("2 ** 3", "* 3"), ("xa.loai", ".loai"), ("1.58", "1.58"), ("20 triệu xa", "xa"),
        ("(" * 30 + "1" + ")" * 30, "("), ("1" * 500, "1"),
    ],
)  # fmt: skip
def test_what_is_no_formula_is_refused_where_it_stops_making_sense(text: str, rest: str) -> None:
    part, problems = check_formula(text, COMMUNES)
    assert part is None
    assert str(problems[0].values["rest"]).startswith(rest[:20])


def test_a_quantity_that_nobody_has_recorded_is_named() -> None:
    _part, problems = check_formula("5 triệu × xa_loai_9", COMMUNES)
    assert "xa_loai_9" in problems[0].message


def test_a_formula_is_spelled_with_names_and_with_values() -> None:
    part = parse_formula(LINE_6)
    assert spelled(part, lambda code: str(COMMUNES[code])) == (
        "20 triệu × 30 + 15 triệu × 32 + 10 triệu × 33 + 5.000.000 × (31 + 4)"
    )
    assert as_excel(part, {code: f"S!$B${n}" for n, code in enumerate(COMMUNES, 2)}) == (
        "20000000*S!$B$2 + 15000000*S!$B$3 + 10000000*S!$B$4 + 5000000*(S!$B$5 + S!$B$6)"
    )


def test_the_value_of_a_day_is_the_latest_that_had_begun() -> None:
    known = [
        Dated("xa_loai_1", "xã loại I", Decimal(28), date(2024, 1, 1), "QĐ 1"),
        Dated("xa_loai_1", "xã loại I", Decimal(30), date(2022, 1, 1), "QĐ 2"),
    ]
    assert values_on(known, date(2023, 12, 31))["xa_loai_1"].value == 30
    assert values_on(known, date(2024, 1, 1))["xa_loai_1"].value == 28
    assert "xa_loai_1" not in values_on(known, date(2021, 12, 31))
    assert values_on([], date(2025, 1, 1))["luong_co_so"].value == 2_340_000
    assert not values_on([], date(2025, 1, 1))["luong_co_so"].verified


PARTS = st.recursive(
    st.integers(0, 10**9).map(str) | st.sampled_from(sorted(COMMUNES)),
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(
        lambda t: f"({t[0]} {t[1]} {t[2]})"
    ),
    max_leaves=12,
)


@given(PARTS)
def test_what_is_spelled_means_the_same(text: str) -> None:
    """Python's own integers say what a formula comes to, and its spelling comes to the same."""
    quantities = {code: Decimal(value) for code, value in COMMUNES.items()}
    part = parse_formula(text)
    expected = eval(text, {"__builtins__": {}}, dict(COMMUNES))  # noqa: S307 - our own text, in a test
    assert in_whole_dong(part, quantities) == (expected if expected >= 0 else None)
    again = parse_formula(spelled(part, str))
    assert in_whole_dong(again, quantities) == in_whole_dong(part, quantities)
    assert names_in(again) == names_in(part)
