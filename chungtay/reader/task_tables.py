"""Tables of tasks: one task for each row, its roles and its time from the columns."""

import re
from dataclasses import dataclass

from chungtay.reader.blocks import DataTable, TableCell, Text
from chungtay.reader.contract import Task
from chungtay.reader.deadlines import find_deadlines
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.roles import read_roles, split_bodies

_COLUMNS = {name: re.compile(either(heads)) for name, heads in words("tasks")["columns"].items()}
_NUMBER = re.compile(r"\s*(?:[ivx]+|[a-z]|\d+(?:[.,]\d+)*)?[.)]?\s*$")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column holds what; ``support`` and ``time`` may be missing."""

    task: int
    lead: int
    support: int | None
    time: int | None


def table_tasks(text: Text, sections: dict[int, str], year: int | None) -> list[Task]:
    """The tasks of every table that has a column of work and a column of who leads it."""
    tasks: list[Task] = []
    for table in text.tables:
        layout = _layout(table)
        if not layout:
            continue
        first = next((n for n, line in enumerate(text.lines) if line.start >= table.start), 0)
        section = sections.get(first)
        found = (_row_task(row, layout, section, year) for row in table.rows[table.header_rows :])
        tasks += [task for task in found if task]
    return tasks


def _layout(table: DataTable) -> _Layout | None:
    heads = [
        low(" ".join(_distinct(row[c].text for row in table.rows[: table.header_rows])))
        for c in range(_width(table))
    ]
    lead = _column(heads, "lead", without="support")
    support = _column(heads, "support", without="lead")
    task = next(
        (c for c, head in enumerate(heads) if _COLUMNS["task"].search(head) and c not in (lead, support)),
        None,
    )
    time = next(
        (c for c, head in enumerate(heads) if _COLUMNS["time"].search(head) and c not in (task, support)),
        None,
    )
    if lead is not None and lead == time:  # "Thời gian thực hiện" is no body
        others = [
            c for c, head in enumerate(heads) if c != time and _COLUMNS["lead"].search(head) and c != task
        ]
        lead = others[0] if others else None
    if task is None or lead is None or lead == task:
        return None
    return _Layout(task, lead, support, time)


def _column(heads: list[str], name: str, without: str) -> int | None:
    found = [c for c, head in enumerate(heads) if _COLUMNS[name].search(head)]
    time = _COLUMNS["time"]
    clear = [
        c
        for c in found
        if not _COLUMNS[without].search(heads[c])
        and not time.search(heads[c])
        and not _COLUMNS["task"].match(heads[c])
    ]
    return clear[0] if clear else None


def _row_task(
    row: tuple[TableCell, ...], layout: _Layout, section: str | None, year: int | None
) -> Task | None:
    cell, lead_cell = row[layout.task], row[layout.lead]
    if not cell.text.strip() or cell == lead_cell or _NUMBER.match(low(cell.text)):
        return None  # a row that only numbers its columns, or one merged across: a heading
    lead = split_bodies(lead_cell.text)
    time = row[layout.time] if layout.time is not None else None
    support = split_bodies(row[layout.support].text) if layout.support is not None else []
    within = find_deadlines(cell.text, base=cell.start, year=year)
    if not lead and not (time and time.text.strip()):
        return None  # a heading row
    if not lead:
        roles = read_roles(cell.text)
        lead, support = list(roles.lead), support or list(roles.support)
    due = find_deadlines(time.text, base=time.start, year=year, column=True) if time else ()
    return Task(cell.text, section, tuple(lead), tuple(support), due or within, (cell.start, cell.end))


def _width(table: DataTable) -> int:
    return min(len(row) for row in table.rows) if table.rows else 0


def _distinct(texts: object) -> list[str]:
    return list(dict.fromkeys(texts))  # type: ignore[call-overload]
