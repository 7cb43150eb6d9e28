"""Tables of tasks: one task for each row, its roles and its time from the columns."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from chungtay.reader.blocks import DataTable, TableCell, Text
from chungtay.reader.contract import Task
from chungtay.reader.duties.deadlines import find_deadlines
from chungtay.reader.duties.fields import split_bodies
from chungtay.reader.duties.roles import read_roles
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.trust.why import Why

_COLUMNS = {name: re.compile(either(heads)) for name, heads in words("tasks")["columns"].items()}
_MONTHS = re.compile(r"\s*tháng\W*")  # a timetable month by month
_CHIEF = re.compile(r"chủ trì")
_NUMBER = re.compile(r"\s*(?:[ivx]+|[a-z]|\d+(?:[.,]\d+)*)?[.)]?\s*$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what; all but the first two may be missing."""

    task: int
    lead: int
    support: int | None
    time: int | None
    receiver: int | None  # of a report


def table_tasks(text: Text, sections: dict[int, str], year_at: Callable[[int], int | None]) -> list[Task]:
    """The tasks of every table that has a column of work and a column of who leads it.

    ``year_at`` gives for a line the year that is meant where a time names none.
    """
    tasks: list[Task] = []
    for table in text.tables:
        layout = layout_of(table)
        if not layout:
            continue
        first = next((n for n, line in enumerate(text.lines) if line.start >= table.start), 0)
        section, year = sections.get(first), year_at(first)
        lead: tuple[str, ...] = ()
        for row in table.rows[table.header_rows :]:
            task = _row_task(row, layout, section, year)
            if task:
                if not task.lead and lead:  # an empty cell of a flattened table was merged with the one above
                    above = Why("roles.cell_above", tasks[-1].span, "lead")
                    helped = task.support or tasks[-1].support
                    task = replace(task, lead=lead, support=helped, why=(*task.why, above))
                lead = task.lead
                tasks.append(task)
    return tasks


def layout_of(table: DataTable) -> Layout | None:
    """The columns of a table of tasks; None where it is none."""
    heads = [
        low(" ".join(dict.fromkeys(row[c].text for row in table.rows[: table.header_rows])))
        for c in range(min((len(row) for row in table.rows), default=0))
    ]
    has = {name: [c for c, head in enumerate(heads) if form.search(head)] for name, form in _COLUMNS.items()}
    has["time"] = has["time"] or [c for c, head in enumerate(heads) if _MONTHS.fullmatch(head)]
    time = _first(c for c in has["time"] if not _COLUMNS["task"].match(heads[c]))
    support = _first(c for c in has["support"] if not _CHIEF.search(heads[c]))
    bodies = [c for c in has["lead"] if c not in (time, support) and not _COLUMNS["task"].match(heads[c])]
    lead = _first(c for c in bodies if _CHIEF.search(heads[c])) or _first(bodies)
    receiver = _first(c for c in has["receiver"] if c not in (lead, support, time))
    task = _first(c for c in has["task"] if c not in (lead, support, time, receiver))
    if task is None or lead is None:
        return None
    if support is None and time is None and has["money"]:
        return None  # a budget that names who spends it
    return Layout(task, lead, support, time, receiver)


def _first(columns: Iterable[int]) -> int | None:
    return next(iter(columns), None)


def _row_task(
    row: tuple[TableCell, ...], layout: Layout, section: str | None, year: int | None
) -> Task | None:
    cell, lead_cell = row[layout.task], row[layout.lead]
    if not cell.text.strip() or cell == lead_cell or _NUMBER.match(low(cell.text)):
        return None  # a row that only numbers its columns, or one merged across: a heading
    time = row[layout.time] if layout.time is not None else None
    within = find_deadlines(cell.text, base=cell.start, year=year)
    if not lead_cell.text.strip() and not (time and time.text.strip()):
        return None  # a heading row
    said = read_roles(lead_cell.text)  # "Sở Y tế chủ trì, phối hợp với …" in one cell
    if not said.lead and not lead_cell.text.strip():
        said = read_roles(cell.text)
    lead = list(said.lead) or split_bodies(lead_cell.text)
    support = split_bodies(row[layout.support].text) if layout.support is not None else list(said.support)
    due = find_deadlines(time.text, base=time.start, year=year, column=True) if time else ()
    span = (cell.start, cell.end)
    why = [Why("tasks.table_row", span)]
    if lead:
        why.append(Why("roles.column", (lead_cell.start, lead_cell.end), "lead"))
    if support:
        of = lead_cell if layout.support is None else row[layout.support]
        why.append(Why("roles.column", (of.start, of.end), "support"))
    return Task(cell.text, section, tuple(lead), tuple(support), due or within, span, why=tuple(why))
