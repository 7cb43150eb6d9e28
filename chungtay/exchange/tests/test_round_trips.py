"""Out and in again is equal, in every format: number, zero, not reported and hidden stay what they are."""

import pytest
from hypothesis import given, settings

from chungtay.exchange.formats import FORMATS
from chungtay.exchange.rules import Line
from chungtay.exchange.tests.shapes import SHAPE, reports
from tests.cast import NOW

HOLDING = [name for name, one in FORMATS.items() if one.read is not None]


@pytest.mark.parametrize("name", HOLDING)
@settings(max_examples=20, deadline=None)
@given(lines=reports())
def test_what_goes_out_comes_in_again_equal(name: str, lines: list[Line]) -> None:
    form = FORMATS[name]
    assert form.read is not None
    content = b"".join(form.write(SHAPE, lines, NOW))
    found, problems = form.read(content, SHAPE)
    assert problems == []
    assert sorted(found, key=lambda line: line.key) == lines


@pytest.mark.parametrize("name", HOLDING)
@settings(max_examples=5, deadline=None)
@given(lines=reports())
def test_a_file_cut_short_or_damaged_is_refused_or_read_and_never_an_error(
    name: str, lines: list[Line]
) -> None:
    form = FORMATS[name]
    assert form.read is not None
    content = b"".join(form.write(SHAPE, lines, NOW))
    for damaged in (
        content[: len(content) // 2],
        content.replace(b"2026", b"\xff"),
        b"",
        b"\x00",
        b"[]",
        b"<a/>",
        b"{}",
    ):
        found, problems = form.read(damaged, SHAPE)
        assert len(found) <= len(lines)
        assert all(problem.message for problem in problems)
