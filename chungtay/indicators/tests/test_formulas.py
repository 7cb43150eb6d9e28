"""A formula in SQL comes to what the catalogue's own evaluation says, or says why not."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.catalogue.rules import Aggregation
from chungtay.catalogue.rules.expressions import (
    DividedByZero,
    Expression,
    NotReported,
    Number,
    Reference,
    Twofold,
    evaluate,
    parse,
    references,
)
from chungtay.indicators.rules import NotAFormula, as_sql, rounded
from chungtay.indicators.store.question import Counted, Question, Wanted
from chungtay.indicators.tests.lands import AFTER, PERIOD, country, engine_of, scope, value

LAND = country([0], [0], [0], [(0, 0)])
NAMES = ("A", "B")
LEAVES = st.one_of(
    st.sampled_from(NAMES).map(Reference),
    st.integers(0, 12).map(lambda number: Number(Decimal(number))),
)
FORMULAS = st.recursive(
    LEAVES, lambda parts: st.builds(Twofold, st.sampled_from("+-*/"), parts, parts), max_leaves=6
)


@settings(max_examples=40, deadline=None)
@given(FORMULAS, st.lists(st.one_of(st.none(), st.integers(0, 50)), min_size=2, max_size=2))
def test_sql_and_python_come_to_the_same(formula: Expression, numbers: list[int | None]) -> None:
    known = dict(zip(NAMES, numbers, strict=True))
    expected = evaluate(
        formula, lambda one: None if known[one.element] is None else Decimal(known[one.element] or 0)
    )
    slots = {one: slot for slot, one in enumerate(dict.fromkeys(references(formula)))}
    if not slots:
        return
    said = [
        value(cell + 1, LAND, 1000, cell=cell, amount=None if known[one.element] is None else 1000 * (known[one.element] or 0))
        for one, cell in slots.items()
    ]  # fmt: skip
    asked = Question(
        tuple(Wanted(slot, slot, 0, Aggregation.SUM, 1000) for slot in slots.values()),
        (Counted(PERIOD, 1, 0, 0, PERIOD),), len(slots), as_sql(formula, slots),
    )  # fmt: skip
    with engine_of(Path("/nowhere"), said).ask(scope((0, 1)), asked, LAND.frame(None, AFTER)) as cursor:
        (row,) = cursor.execute(asked.statement()).fetchall()
    amounts = [row[4 + 4 * slot] for slot in range(len(slots))]
    if isinstance(expected, NotReported):
        assert None in amounts
    elif isinstance(expected, DividedByZero):
        assert None not in amounts
        assert row[3] is None
    else:
        assert isinstance(expected, Decimal)
        assert rounded(row[3], 6) == rounded(expected, 6)


@pytest.mark.parametrize("text", ["A = B", "A <= 1", "A = 1 and B = 1", "1 + (A < B)"])
def test_what_says_yes_or_no_is_no_formula(text: str) -> None:
    with pytest.raises(NotAFormula):
        as_sql(parse(text), {Reference("A"): 0, Reference("B"): 1})


def test_halves_are_rounded_as_people_round_them() -> None:
    assert [rounded(x, 1) for x in (0.25, 2.35, -0.25, 1e-9)] == [
        Decimal(s) for s in ("0.3", "2.4", "-0.3", "0.0")
    ]
