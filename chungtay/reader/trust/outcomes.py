"""Whether what was said of a paper with known answers is right, item by item, with the tokens of its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chungtay.reader.contract import Header, Reading, Task
from chungtay.reader.score import Item, alike, cells_of, is_same, likeness, pair, said_alike
from chungtay.reader.trust.signs import HEADER_FIELDS, Page, Tokens, aspects_of

_SIMPLE = ("citations", "sections", "targets", "figures", "checks", "reporting")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One aspect of one item ("task.lead"), its evidence, and whether it is right."""

    aspect: str
    tokens: Tokens
    right: bool


def outcomes(golden: Mapping[str, Any], reading: Reading) -> Iterator[Outcome]:
    """Of everything that the golden answers ask for; an item that was missed says nothing and has no outcome."""
    page, said = Page(reading), reading.to_json()
    if "header" in golden:
        yield from _of_header(golden["header"], said["header"], reading.header, page)
    if "tasks" in golden:
        yield from _of_tasks(golden["tasks"], said["tasks"], reading.tasks, page)
    for name in _SIMPLE:
        if name in golden:
            right = {id(other) for _, other in pair(golden[name], said[name], likeness)}
            yield from _simple(said[name], getattr(reading, name), right, page)
    if "budgets" in golden:
        asked = [list(cells_of([budget])) for budget in golden["budgets"]]
        right = {id(budget) for budget in said["budgets"] if list(cells_of([budget])) in asked}
        yield from _simple(said["budgets"], reading.budgets, right, page)


def _simple(said: Sequence[Item], items: Sequence[Any], right: set[int], page: Page) -> Iterator[Outcome]:
    for words, item in zip(said, items, strict=True):
        for aspect, tokens in aspects_of(item, page):
            yield Outcome(aspect, tokens, id(words) in right)


def _of_header(asked: Item, said: Item, header: Header, page: Page) -> Iterator[Outcome]:
    right = {key: is_same(value or None, said.get(key) or None) for key, value in asked.items()}
    for aspect, tokens in aspects_of(header, page):
        part = aspect.partition(".")[2]
        known = [right[key] for key in (HEADER_FIELDS[part] if part else right) if key in right]
        if known:
            yield Outcome(aspect, tokens, all(known))


def _of_tasks(
    asked: Sequence[Item], said: Sequence[Item], tasks: Sequence[Task], page: Page
) -> Iterator[Outcome]:
    known = {id(other): one for one, other in pair(asked, said, alike)}
    for words, task in zip(said, tasks, strict=True):
        one = known.get(id(words))
        right = {} if one is None else said_alike(one, words)
        for aspect, tokens in aspects_of(task, page):
            part = aspect.partition(".")[2]
            if part == "task":
                yield Outcome(aspect, tokens, one is not None)
            elif not part:
                yield Outcome(aspect, tokens, one is not None and all(right.values()))
            elif part in right:
                yield Outcome(aspect, tokens, right[part])
