"""A pattern of a form says what Python's says, and no pattern stretches the time that it takes."""

import re
import resource
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.xlsforms.rules.expressions import BadExpression, parse, patterns
from chungtay.xlsforms.rules.patterns import matches, read_pattern

PARTS = ("a", "b", ".", "[ab]", "[^a]", "\\d", "\\.", "^", "$")
TOLD = st.recursive(
    st.sampled_from(PARTS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda ways: f"({'|'.join(ways)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)
EVIL = [
    "(a+)+b", "(a|a)*b", "(a*)*b", "(a|aa)+b", "(.*a){20}b", "(a*a*)*b", "(x+x+)+y", ".*" * 99 + "b",
    "a?" * 66 + "a" * 66, "(a|a)" * 39 + "b", "((a?){99}){99}b", "(" + "a*b?" * 40 + "c){999}z", "([a-zA-Z]+)*1",
]  # fmt: skip


@given(TOLD, st.text("ab1.", max_size=8))
def test_a_pattern_holds_as_it_does_elsewhere(pattern: str, answer: str) -> None:
    try:
        told = matches(pattern, answer)
    except BadExpression:  # one repeated in one repeated in one repeated
        return
    assert told == (re.fullmatch(pattern, answer) is not None)


def test_no_pattern_stretches_its_time() -> None:
    """The kernel ends who goes back and tries again: thirty letters would take it hours."""
    working = (
        "import sys; from chungtay.xlsforms.rules.patterns import matches\n"
        "for one in sys.argv[1:]: assert not matches(one, 'a' * 499 + '!')"
    )
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-c", working, *EVIL],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (10, 10)),
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)b",
        "(?<!a)b",
        "(a)\\1",
        "(?P<x>a)",
        "((a+)+)+",
        "a{2,1}",
        "a**",
        "(a",
        "a)",
        "[b-a]",
        "a" * 201,
        "(" * 150,
    ],
)
def test_what_would_need_going_back_is_refused(pattern: str) -> None:
    with pytest.raises(BadExpression):
        read_pattern(pattern)


def test_a_pattern_that_is_an_answer_is_told_from_one_that_is_written() -> None:
    told = patterns(parse("not(regex(., 'a+')) or regex(${x}, ${y}) or regex(., concat('a', 'b'))"))
    assert told == ["a+", None, None]
