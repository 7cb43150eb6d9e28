"""What every reading keeps, however damaged the paper: the contract's shape, and spans that point at what they say."""

import json
import re
import types
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from chungtay.reader.blocks import Span
from chungtay.reader.contract import Budget, Reading, Section, Task
from chungtay.reader.lexicon import even

EVERY = {"P1W", "P1M", "P3M", "P6M", "P1Y"}
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def broken_promises(reading: Reading) -> list[str]:
    """What the reading breaks, in a few words each; empty where all is well."""
    try:
        json.dumps(reading.to_json(), ensure_ascii=False, allow_nan=False).encode()
    except ValueError as error:  # what is no number, and what is no character
        return [f"no JSON in UTF-8: {error}"]
    if reading.source.characters != len(reading.text):
        return ["the number of characters"]
    shape = list(misshapen(reading, Reading, "reading", len(reading.text)))
    return shape or [
        *words_elsewhere(reading),
        *sections_astray(reading.sections),
        *(f"{wrong!r} is no date" for wrong in dates_of(reading) if wrong is not None and not is_day(wrong)),
    ]


# The shape that the contract's types say


@cache
def hints_of(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape)


def misshapen(value: Any, shape: Any, at: str, length: int) -> Iterator[str]:
    """Where the value is not of the type; a span must lie in the text and cover something."""
    kind, inner = get_origin(shape), get_args(shape)
    if kind is types.UnionType:
        wrong = [list(misshapen(value, one, at, length)) for one in inner]
        yield from wrong[0] if all(wrong) else []
    elif kind is Literal:
        if value not in inner:
            yield f"{at}: {value!r} is none of {inner}"
    elif type(value) is not (kind or shape):
        yield f"{at}: {value!r} is no {shape}"
    elif shape == Span:
        if not 0 <= value[0] < value[1] <= length:
            yield f"{at}: {value} is no span of a text of {length}"
    else:
        for name, one, own in _parts(value, shape):
            yield from misshapen(one, own, f"{at}{name}", length)


def _parts(value: Any, shape: Any) -> Iterator[tuple[str, Any, Any]]:
    """What a tuple or an object of the contract consists of: its name, the part, the type it should have."""
    if get_origin(shape) is tuple:
        yield from ((f"[{place}]", one, get_args(shape)[0]) for place, one in enumerate(value))
    else:
        hints = hints_of(get_origin(shape) or shape)
        yield from ((f".{name}", getattr(value, name), own) for name, own in hints.items())


# The words that items say and point at


def words_elsewhere(reading: Reading) -> Iterator[str]:
    """Items whose span covers other words than they say, and names that are empty."""
    for what, said, span in sayings(reading):
        there = reading.text[slice(*span)]
        if not said(there):
            yield f"{what} stands at {there[:80]!r}"
    named = [name for task in reading.tasks for name in (*task.lead, *task.support)]
    named += [name for duty in reading.reporting for name in (*duty.who, *duty.to, *duty.via)]
    if not all(name.strip() for name in (*named, *reading.header.recipients)):
        yield "somebody has an empty name"


def sayings(reading: Reading) -> Iterator[tuple[str, Any, Span]]:
    """For every item: what it is, whether some words say it, where it says they stand."""
    for task in reading.tasks:
        yield from _of_task(task)
    for (
        target
    ) in reading.targets:  # one out of a table has its words in the row's label and points at its number
        yield (
            f"target {target}",
            lambda there, t=target: there.strip() == t.text or has_digit(there),
            target.span,
        )
    for figure in reading.figures:
        yield f"figure {figure}", has_digit, figure.span
    for section in reading.sections:
        yield f"section {section}", lambda there, s=section: _heads(there, s), section.heading
    for cited in reading.citations:
        yield f"citation {cited}", lambda there, c=cited: bare(c.code or "") in bare(there), cited.span
    for budget in reading.budgets:
        yield from _of_budget(budget)


def _of_task(task: Task) -> Iterator[tuple[str, Any, Span]]:
    yield f"task {task.text[:80]!r}", lambda there: there == task.text, task.span
    for due in task.deadlines:
        yield f"deadline {due}", lambda there, d=due: d.text in there and bool(d.text), due.span


def _of_budget(budget: Budget) -> Iterator[tuple[str, Any, Span]]:
    for row in budget.rows:
        yield f"row {row}", lambda there, r=row: bare(r.label) in bare(there), row.span


def _heads(there: str, section: Section) -> bool:
    return bare(there).startswith(bare(section.label)) and bare(section.title) in bare(there)


def has_digit(words: str) -> bool:
    return any(c.isdigit() for c in words)


def bare(words: str) -> str:
    """Letters and digits only: what two ways to print one thing share."""
    return re.sub(r"[\W_]+", "", even(words)).lower()


def sections_astray(sections: tuple[Section, ...]) -> Iterator[str]:
    """Sections that do not lie in their parents, or do not hold their own headings."""
    known = {section.id: section for section in sections}
    if len(known) < len(sections):
        yield "two sections have one id"
    for section in sections:
        above = known.get(section.parent or "")
        if section.parent and (above is None or above.depth != section.depth - 1):
            yield f"{section} hangs wrongly"
        outer = above.span if above else section.span
        around = (
            outer[0],
            section.span[0],
            section.heading[0],
            section.heading[1],
            section.span[1],
            outer[1],
        )
        if list(around) != sorted(around):
            yield f"{section} does not lie in {outer}"


# Dates


def dates_of(reading: Reading) -> Iterator[str | None]:
    header = reading.header
    yield from (header.issued_on, header.posted_on)
    for period in (header.period, *(figure.period for figure in reading.figures)):
        if period:
            yield from (period.start, period.end, period.vision)
    yield from (cited.date for cited in reading.citations)
    yield from (target.due for target in reading.targets)
    yield from (duty.by for duty in reading.reporting)
    for due in (due for task in reading.tasks for due in task.deadlines):
        yield from (due.date, due.start, due.end)
        if due.every and due.every not in EVERY:
            yield due.every


def is_day(day: str) -> bool:
    """A day, a month or a year of the calendar."""
    try:
        date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        return False
    return DAY.fullmatch(day) is not None
