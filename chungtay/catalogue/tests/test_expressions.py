"""The language of checks and indicators: what it reads, what it answers, and that it never guesses."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.grammar import Senseless
from chungtay.catalogue.rules.expressions import (
    Answer,
    Call,
    DividedByZero,
    Expression,
    NotReported,
    Number,
    Reference,
    Twofold,
    When,
    add_up,
    evaluate,
    parse,
    references,
    spelled,
    to_tree,
)
from chungtay.catalogue.tests.making import conditions, numbers, said_values, sums

NAMED = {"A": Decimal(6), "B.C": Decimal(4), "ZERO": Decimal(0)}


def answer(text: str) -> Answer:
    return evaluate(parse(text), lambda one: NAMED.get(one.element))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A + B.C * 2", Decimal(14)),
        ("(A + B.C) * 2", Decimal(20)),
        ("A - B.C - 1", Decimal(1)),
        ("-A + 7", Decimal(1)),
        ("A / B.C", Decimal("1.5")),
        ("1 / 3 * 3", Decimal(1)),  # exact on the way, however long the quotient
        ("max(A, B.C, 5)", Decimal(6)),
        ("min(A, B.C) + sum(1, 2)", Decimal(7)),
        ("A >= 6 and B.C != 5", True),
        ("A < 6 or B.C > 4", False),
        ("ZERO = 0 or NOBODY > 1", True),  # one side decides
        ("A = 0 and NOBODY > 1", False),
        ("A / ZERO", DividedByZero()),
        ("ZERO / ZERO > 1", DividedByZero()),
        ("0 * NOBODY", NotReported((Reference("NOBODY"),))),
        ("NOBODY / ZERO", NotReported((Reference("NOBODY"),))),
        ("A = 1 or NOBODY > 1", NotReported((Reference("NOBODY"),))),
        ("X + Y@prev > X", NotReported((Reference("X"), Reference("Y", (), When.PREV)))),
    ],
)
def test_an_expression_has_one_exact_answer(text: str, said: Answer) -> None:
    assert answer(text) == said


def test_a_reference_names_options_and_a_time() -> None:
    assert parse("A.B:nu.*@last_year") == Reference("A.B", ("nu", None), When.LAST_YEAR)
    assert str(parse("A.B:nu.16_18@median")) == "A.B:nu.16_18@median"
    assert parse("A:nu*2") == Twofold("*", Reference("A", ("nu",)), Number(Decimal(2)))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0),
        ("A +", 3),
        ("A B", 2),
        ("(A", 2),
        ("A ? B", 1),
        ("max()", 4),
        ("A@tomorrow", 2),
        ("1.2.3", 0),
        ("a", 0),
    ],
)
def test_what_says_nothing_is_refused_where_it_stops_making_sense(text: str, at: int) -> None:
    with pytest.raises(Senseless) as refused:
        parse(text)
    assert refused.value.at == at


def test_too_long_and_too_deep_are_refused() -> None:
    for text in ("1+" * 600 + "1", "(" * 30 + "1" + ")" * 30):
        with pytest.raises(Senseless):
            parse(text)


def test_a_yes_is_no_number_and_a_number_no_yes() -> None:
    for text in ("(A > 1) + 1", "A and B.C", "(A > 1) > 0"):
        with pytest.raises(TypeError):
            answer(text)


@given(st.one_of(sums(), conditions()))
def test_what_is_spelled_is_read_again(expression: Expression) -> None:
    assert parse(spelled(expression)) == expression


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        expression = parse(text)
    except Senseless:
        return
    assert parse(spelled(expression)) == expression


@given(sums(), said_values())
def test_a_number_is_the_exact_one_and_silence_is_never_zero(
    expression: Expression, values: dict[Reference, Decimal | None]
) -> None:
    found = evaluate(expression, values.get)
    silent = {one for one in references(expression) if values.get(one) is None}
    if silent:
        assert isinstance(found, NotReported)
        assert set(found.references) == silent
        return
    try:
        exact = by_hand(expression, values)
    except ZeroDivisionError:
        assert found == DividedByZero()
    else:
        assert isinstance(found, Decimal)
        assert abs(Fraction(found) - exact) <= abs(exact) / 10**26


def by_hand(expression: Expression, values: dict[Reference, Decimal | None]) -> Fraction:
    if isinstance(expression, Number):
        return Fraction(expression.value)
    if isinstance(expression, Reference):
        return Fraction(values[expression] or 0)
    if isinstance(expression, Call):
        parts = [by_hand(part, values) for part in expression.parts]
        return {"max": max(parts), "min": min(parts), "sum": sum(parts, Fraction(0))}[expression.name]
    left, right = by_hand(expression.left, values), by_hand(expression.right, values)
    if expression.sign == "/":
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[expression.sign]


@given(st.lists(st.one_of(numbers(), st.none())))
def test_a_sum_with_a_silent_part_is_silent(values: list[Decimal | None]) -> None:
    total = add_up(iter(values))
    assert (total is None) == (None in values)
    assert total is None or total == sum(value or 0 for value in values)


def test_the_browser_gets_every_reference_with_its_cells() -> None:
    tree = to_tree(
        parse("2 * A:nu.*@prev >= max(B, 1)"), lambda one: [f"{one.element}:1", f"{one.element}:2"]
    )
    assert tree == {
        "sign": ">=",
        "left": {
            "sign": "*",
            "left": {"number": "2"},
            "right": {"reference": "A:nu.*@prev", "cells": ["A:1", "A:2"], "when": "prev"},
        },
        "right": {
            "call": "max",
            "parts": [{"reference": "B", "cells": ["B:1", "B:2"], "when": "now"}, {"number": "1"}],
        },
    }
