"""Expressions of XLSForm: as XPath 1.0 and XForms have them."""

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.xlsforms.rules.evaluating import Surroundings, evaluate, to_text
from chungtay.xlsforms.rules.expressions import BadExpression, parse, references

ANSWERS: dict[str, Any] = {
    "a": 3.0,
    "b": "x y",
    "none": "",
    "many": [1.0, 2.0, ""],
    "day": "2026-03-02",
    "words": "Mường Lay",
}
AROUND = Surroundings(lambda name: ANSWERS.get(name, ""), date(2026, 3, 2), own=5.0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 div 2", "3.5"), ("7 mod 4", "3"), ("-${a} + 1", "-2"),
        (". >= 5 and . < 6", "true"), ("${a} = 3 or false()", "true"), ("not(${a} != 3)", "true"),
        ("${none} > 0", "false"), ("${none} = ''", "true"), ("selected(${b}, 'y')", "true"), ("selected(${b}, 'z')", "false"),
        ("count-selected(${b})", "2"), ("if(${a} > 2, 'nhiều', 'ít')", "nhiều"), ("sum(${many})", "3"), ("count(${many})", "3"),
        ("max(${many})", "2"), ("coalesce(${none}, ${b})", "x y"), ("concat('a', ${a})", "a3"), ("${day} <= today()", "true"),
        ("date(${day}) + 1 > today()", "true"), ("format-date(${day}, '%d/%m/%Y')", "02/03/2026"), ("round(2.345, 2)", "2.35"),
        ("regex(${words}, '[A-Z].*')", "true"), ("string-length(${words})", "9"), ("/data/nhom/a", "3"), ("../a * 2", "6"),
        ("int('4.7')", "4"), ("substr(${words}, 0, 5)", "Mường"), ("position(..)", "1"), ("number('x') = number('x')", "false"),
    ],
)  # fmt: skip
def test_an_expression_is_worked_out(text: str, found: str) -> None:
    assert to_text(evaluate(text, AROUND)) == found


@pytest.mark.parametrize(
    "text", ["1 +", "(1", "${a", "a b", "instance('x')/kho/item[name='y']", "khong_co(1)", "1 ? 2"]
)
def test_what_cannot_be_worked_out_says_so(text: str) -> None:
    with pytest.raises(BadExpression):
        evaluate(text, AROUND)


def test_the_questions_that_an_expression_reads_are_known() -> None:
    assert references(parse("if(${a} > sum(${b}), ../c, 'd')")) == {"a", "b", "c"}


@settings(deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_written_is_worked_out_or_refused(text: str) -> None:
    with contextlib.suppress(BadExpression):
        evaluate(text, AROUND)


@settings(deadline=None)
@given(
    st.integers(-99, 99),
    st.integers(-99, 99),
    st.sampled_from(["+", "-", "*", "<", "<=", ">", ">=", "=", "!="]),
)
def test_numbers_are_counted_and_compared_as_anywhere(a: int, b: int, sign: str) -> None:
    counted = {
        "+": a + b,
        "-": a - b,
        "*": a * b,
        "<": a < b,
        "<=": a <= b,
        ">": a > b,
        ">=": a >= b,
        "=": a == b,
        "!=": a != b,
    }
    assert evaluate(f"{a} {sign} {b}", AROUND) == counted[sign]
