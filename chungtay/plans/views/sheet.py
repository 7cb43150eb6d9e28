"""The task list as an .xlsx that a clerk can work on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chungtay.base.actor import Actor
from chungtay.plans.rules import StateWord, TaskKind
from chungtay.plans.words import KINDS, STATES

_WIDTHS = (6, 70, 30, 14, 18, 14, 12, 20, 30)


def write_tasks(
    book_file: BinaryIO, tasks: Iterable[Any], *, said: Iterable[str], actor: Actor, now: datetime
) -> None:
    """One row a task, dates as dates; above them who took the list out, when, and what it shows."""
    book = xlsxwriter.Workbook(
        book_file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Nhiệm vụ"))
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    dated = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    share = book.add_format({"num_format": "0%", "valign": "top"})
    sheet.write_string(0, 0, _("Danh sách nhiệm vụ"), bold)
    about = _("%(agency)s, %(at)s") % {
        "agency": actor.agency_name,
        "at": f"{timezone.localtime(now):%H:%M %d/%m/%Y}",
    }
    sheet.write_string(1, 0, "; ".join([about, *said]))
    titles = (
        _("TT"), _("Nhiệm vụ"), _("Chủ trì"), _("Thời hạn"), _("Trạng thái"), _("Số phần việc"), _("Đã xong"),
        _("Loại việc"), pgettext("one", "Kế hoạch"),
    )  # fmt: skip
    for column, (title, width) in enumerate(zip(titles, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, title, head)
    sheet.freeze_panes(4, 2)
    row = 3
    for row, task in enumerate(tasks, start=4):
        sheet.write_number(row, 0, row - 3, wrapped)
        sheet.write_string(row, 1, task.text, wrapped)
        sheet.write_string(row, 2, "; ".join(part.agency.name for part in task.leads), wrapped)
        if task.due:
            sheet.write_datetime(row, 3, datetime(task.due.year, task.due.month, task.due.day), dated)  # noqa: DTZ001
        sheet.write_string(row, 4, str(STATES[StateWord(task.word)]), wrapped)
        sheet.write_number(row, 5, task.owed, wrapped)
        if task.owed:
            sheet.write_number(row, 6, task.did / task.owed, share)
        sheet.write_string(row, 7, str(KINDS[TaskKind(task.kind)]), wrapped)
        sheet.write_string(row, 8, str(task.plan), wrapped)
    sheet.autofilter(3, 0, row, len(titles) - 1)
    sheet.repeat_rows(3)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
