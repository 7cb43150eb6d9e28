"""The same paper says the same, however it was typed, saved or laid out."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chungtay.reader.contract import Deadline, Reading
from chungtay.reader.lexicon import low
from chungtay.reader.tests.corpus.compose import compose
from chungtay.reader.tests.corpus.marked import Item, Paper
from chungtay.reader.tests.corpus.measure import forms_of, read_printed

SEEDS = st.integers(min_value=0, max_value=400)
FORMS = ("page.html", "typed.docx", "paged.pdf", "wrapped.txt", "nfd.txt")
OLD = {
    "ủy": "uỷ",
    "Ủy": "Uỷ",
    "túy": "tuý",
    "TÚY": "TUÝ",
    "ỦY": "UỶ",
    "hòa": "hoà",
    "hóa": "hoá",
    "thủy": "thuỷ",
}
LABELS: dict[str, Callable[[str], str]] = {
    "a.": lambda line: re.sub(r"^([a-zđ])\)", r"\1.", line),
    "1/": lambda line: re.sub(r"^(\d{1,2})\.(?=\s)", r"\1/", line),
    "•": lambda line: re.sub(r"^-(?=\s)", "•", line),
    "–": lambda line: re.sub(r"^-(?=\s)", "–", line),
    "no blank": lambda line: re.sub(r"^-\s+", "-", line),
}


def reading(paper: Paper, form: str) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        return read_printed(Path(folder), paper, form)


def when(deadline: Deadline) -> tuple[Any, ...]:
    return deadline.kind, deadline.date, deadline.start, deadline.end, deadline.every, deadline.on


def said(read: Reading) -> list[tuple[Any, ...]]:
    """Who does what by when, without case, spelling and places."""
    return [
        (
            re.sub(r"\W+", " ", low(task.text)).strip(),
            [low(name) for name in task.lead],
            [low(name) for name in task.support],
            [when(deadline) for deadline in task.deadlines],
        )
        for task in read.tasks
    ]


def changed(paper: Paper, change: Callable[[str], str]) -> Paper:
    items = [
        Item(item.kind, change(item.text), [[change(cell) for cell in row] for row in item.rows])
        for item in paper.items
    ]
    return replace(paper, items=items)


@settings(max_examples=3, deadline=None)
@example(1)  # a narrow cell cuts "15/10/2018" in its year,
@example(23)  # and "30/11/2026" in its month
@example(265)  # a line begins with the dash of "Đài Phát thanh - Truyền hình"
@given(SEEDS)
def test_every_kind_of_file_gives_the_same_duties(seed: int) -> None:
    paper = compose(seed)
    plain = said(reading(paper, "plain.txt"))
    assert plain
    for form in FORMS:
        if form in forms_of(paper):
            assert said(reading(paper, form)) == plain, form


@settings(max_examples=4, deadline=None)
@given(SEEDS)
def test_the_older_spelling_changes_nothing(seed: int) -> None:
    paper = compose(seed)
    older = changed(paper, lambda line: re.sub("|".join(OLD), lambda match: OLD[match.group()], line))
    assert said(reading(older, "plain.txt")) == said(reading(paper, "plain.txt"))


@pytest.mark.parametrize("style", LABELS)
@settings(max_examples=2, deadline=None)
@given(seed=SEEDS)
def test_the_style_of_labels_changes_nothing(style: str, seed: int) -> None:
    paper = compose(seed)
    restyled = changed(paper, LABELS[style])
    assert said(reading(restyled, "plain.txt")) == said(reading(paper, "plain.txt"))
