"""The browser judges exactly as Python does: the same generated cases, in a real browser."""

import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from chungtay.base.problems import Severity
from chungtay.catalogue.rules.checks import BoundCheck, Check, bind, checks, judge
from chungtay.catalogue.rules.expressions import DividedByZero, Expression, NotReported, When
from chungtay.catalogue.tests.making import conditions, numbers

SCRIPT = Path(__file__).resolve().parent.parent / "static" / "catalogue" / "expressions.js"
CELLS = ("a", "b")
Case = tuple[BoundCheck, dict[tuple[str, When], Decimal | None]]
JUDGE = """cases => cases.map(({tree, values}) => {
  const number = value => value === null ? null : ChungTayExpressions.number(value);
  const told = side => side && [String(side.n), String(side.d)];
  const {holds, left, right} = ChungTayExpressions.judge(tree, (cell, when) => number(values[`${cell}@${when}`] ?? null));
  return [holds, told(left), told(right)];
})"""


def generated(count: int) -> list[Case]:
    """Conditions over two cells at any time, of zero, small and large numbers and silence."""
    cases: list[Case] = []
    value = st.one_of(st.none(), st.sampled_from([Decimal(0), Decimal(1), Decimal("2.5")]), numbers())

    @seed(20261122)
    @settings(max_examples=count, database=None, phases=[Phase.generate], deadline=None)
    @given(conditions(), st.data())
    def make(rule: Expression, data: st.DataObject) -> None:
        check = Check("made", (), Severity.ERROR, rule, "", "")
        values = {(cell, when): data.draw(value) for cell in CELLS for when in When}
        cases.append((bind(check, lambda one: CELLS[: data.draw(st.integers(1, 2))]), values))

    make()
    return cases


def shipped() -> list[Case]:
    """Every check of the project, each reference being one cell."""
    chance = random.Random(7)
    found: list[Case] = []
    for check in checks():
        bound = bind(check, lambda one: [str(one)])
        codes = [(str(one), one.when) for one in bound.cells]
        found += [(bound, {key: Decimal(chance.choice([0, 1, 7, 12])) for key in codes}) for _ in range(5)]
    return found


def in_python(case: Case) -> list[Any]:
    bound, values = case

    def told(side: Decimal | None) -> Fraction | None:
        return None if side is None else Fraction(side)

    verdict = judge(bound, lambda cell, when: values.get((cell, when)))
    holds: Any = verdict.holds
    if isinstance(holds, NotReported):
        holds = {"silent": [str(one) for one in holds.references]}
    elif isinstance(holds, DividedByZero):
        holds = {"zero": True}
    return [holds, told(verdict.left), told(verdict.right)]


def near(ours: Fraction | None, theirs: list[str] | None) -> bool:
    """Python rounds a quotient without end to 28 digits; the browser keeps the fraction."""
    if ours is None or theirs is None:
        return ours is None and theirs is None
    exact = Fraction(int(theirs[0]), int(theirs[1]))
    return abs(ours - exact) <= abs(exact) / 10**26


@pytest.mark.browser
def test_the_browser_answers_as_python_does(browser: Browser) -> None:
    cases = [*generated(400), *shipped()]
    sent = [
        {
            "tree": bound.tree,
            "values": {
                f"{cell}@{when}": None if value is None else f"{value:f}"
                for (cell, when), value in values.items()
            },
        }
        for bound, values in cases
    ]
    page = browser.new_page()
    page.add_script_tag(
        content=SCRIPT.read_text(encoding="utf-8") + "\nwindow.ChungTayExpressions = ChungTayExpressions;"
    )
    answers = page.evaluate(JUDGE, sent)
    page.close()
    kinds = set()
    for case, answer in zip(cases, answers, strict=True):
        holds, left, right = in_python(case)
        assert answer[0] == holds, case
        assert near(left, answer[1]), case
        assert near(right, answer[2]), case
        kinds.add(str(holds)[:9])
    assert {"True", "False", "{'zero': ", "{'silent'"} <= kinds
