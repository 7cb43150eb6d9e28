"""Tables that share out reports: each row is a duty to report, to whom its column says; and rows whose time says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chungtay.reader.blocks import TableCell, Text
from chungtay.reader.contract import Reporting, Task
from chungtay.reader.duties.fields import split_bodies
from chungtay.reader.duties.recipients import ON_REQUEST, PERIODIC, REPORT, VIA, via_in
from chungtay.reader.duties.task_tables import layout_of
from chungtay.reader.lexicon import low
from chungtay.reader.trust.why import Why

_MARKS = " (,;."


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of a task table; ``receiver`` is its cell in the column of recipients, where the table has one."""

    task: Task
    receiver: TableCell | None
    time: TableCell | None

    @property
    def says_it_in_time(self) -> bool:
        """ "Hằng tháng báo cáo UBND xã" in the column of times."""
        return not self.receiver and self.time is not None and bool(REPORT.search(low(self.time.text)))


def report_rows(text: Text, tasks: Sequence[Task]) -> Iterator[ReportRow]:
    """The rows of task tables that also lay a duty to report."""
    of_cell = {task.span: task for task in tasks if task.why and task.why[0].rule == "tasks.table_row"}
    for table in text.tables:
        layout = layout_of(table)
        for row in table.rows[table.header_rows :] if layout else ():
            task = of_cell.get((row[layout.task].start, row[layout.task].end)) if layout else None
            if not layout or not task:
                continue
            receiver = row[layout.receiver] if layout.receiver is not None else None
            receiver = receiver if receiver and receiver.text.strip(" -–") else None
            time = row[layout.time] if layout.time is not None else None
            found = ReportRow(task, receiver, time)
            if receiver or found.says_it_in_time:
                yield found


def reporting_of(row: ReportRow, receiver: TableCell) -> Reporting:
    """What a row with a recipient says: "UBND tỉnh (qua Công an tỉnh)", each quarter."""
    folded = low(receiver.text)
    via = VIA.search(folded)
    named = receiver.text[: via.start()] if via else receiver.text
    when = low(" ".join((row.task.text, row.time.text if row.time else "")))
    every = tuple(dict.fromkeys(d.every for d in row.task.deadlines if d.every))
    why = Why("reporting.table_row", (receiver.start, receiver.end))
    return Reporting(
        who=row.task.lead,
        to=tuple(split_bodies(named.rstrip(_MARKS))),
        via=via_in(receiver.text, folded),
        every=every,
        periodic=bool(every) or bool(PERIODIC.search(when)),
        on_request=bool(ON_REQUEST.search(when)),
        by=next((d.date for d in row.task.deadlines if d.date), None),
        span=row.task.span,
        why=(why,),
    )
