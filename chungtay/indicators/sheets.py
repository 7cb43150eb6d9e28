"""An answer out to .xlsx, for who is outside the agency: small numbers of people are hidden in it."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from chungtay.indicators.queries import Answer, hidden_in
from chungtay.indicators.rules import Blank, Figure
from chungtay.indicators.words import BLANKS, period_words

HEAD = 4  # rows above the table
HIDDEN = "•"


def write_answer(answer: Answer, *, said: str) -> bytes:
    """The table as the page shows it, its total last; ``said`` is who took it and when."""
    file = BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_("Số liệu"))
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, len(answer.asked.periods), 14)
    sheet.write_string(0, 0, f"{answer.measure.name} ({answer.measure.unit})", bold)
    sheet.write_string(1, 0, said)
    hidden = hidden_in(answer)
    if hidden:
        sheet.write_string(
            2, 0, _("• là số nhỏ về người, hoặc số mà từ đó suy ra được số nhỏ: không đưa ra ngoài.")
        )
    sheet.write_string(HEAD, 0, _("Nơi báo cáo"), bold)
    for column, period in enumerate(answer.asked.periods, start=1):
        sheet.write_string(HEAD, column, period_words(period), bold)
    for at, row in enumerate([*answer.rows, answer.total]):
        sheet.write_string(HEAD + 1 + at, 0, row.label or _("Cả nước"), bold if row is answer.total else None)
        for column, figure in enumerate(row.figures):
            _write(sheet, HEAD + 1 + at, column + 1, figure, (at, column) in hidden)
    sheet.freeze_panes(HEAD + 1, 1)
    book.close()
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, figure: Figure, hidden: bool) -> None:
    if hidden:
        sheet.write_string(row, column, HIDDEN)
    elif figure.value is None:
        sheet.write_string(row, column, str(BLANKS[figure.blank or Blank.NOT_REPORTED]))
    else:
        sheet.write_number(row, column, float(figure.value))
