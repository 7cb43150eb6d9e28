"""A published table as a file, with what a reader needs to understand it."""

import csv
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.sheets import XLSX, guarded
from chungtay.base.web import as_file
from chungtay.openfigures.queries import Published
from chungtay.openfigures.rules import Entry, OpenState
from chungtay.openfigures.words import STATES


def answer(published: Published, kind: str, language: str) -> HttpResponse:
    """``kind``: csv, xlsx or json."""
    made = {"csv": _csv, "xlsx": _xlsx, "json": _json}[kind](published, language)
    return as_file(made, f"so-lieu-{published.figure.pk}-{published.edition.number}.{kind}")


def _csv(published: Published, language: str) -> HttpResponse:
    """One line for each number. The mark at the beginning lets Excel read Vietnamese."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([_("Nơi, mục"), _("Mã"), _("Kỳ"), _("Số"), _("Tình trạng"), _("Đơn vị tính")])
    for line in published.sheet.lines:
        for period, entry in zip(published.sheet.periods, line.entries, strict=True):
            state = str(STATES[entry.state])
            name = guarded(line.names[language])
            writer.writerow([name, line.key, period, entry.value, state, guarded(published.sheet.unit)])
    return HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")


def _xlsx(published: Published, language: str) -> HttpResponse:
    file, sheet = BytesIO(), published.sheet
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    page = book.add_worksheet(_("Số liệu"))
    page.set_column(0, 0, 42)
    page.set_column(1, len(sheet.periods), 14)
    for row, words in enumerate(_head(published, language)):
        page.write_string(row, 0, words, bold if row == 0 else None)
    top = len(_head(published, language)) + 1
    page.write_string(top, 0, _("Nơi, mục"), bold)
    for column, period in enumerate(sheet.periods, start=1):
        page.write_string(top, column, period, bold)
    for row, line in enumerate(sheet.lines, start=top + 1):
        page.write_string(row, 0, line.names[language])
        for column, entry in enumerate(line.entries, start=1):
            _write(page, row, column, entry)
    page.freeze_panes(top + 1, 1)
    book.close()
    return HttpResponse(file.getvalue(), content_type=XLSX)


def _head(published: Published, language: str) -> list[str]:
    sheet, edition = published.sheet, published.edition
    edition_words = _("bản số %(n)s, công bố %(day)s") % {
        "n": edition.number, "day": f"{timezone.localtime(edition.made_at):%d/%m/%Y}",
    }  # fmt: skip
    return [
        f"{sheet.names[language]} ({sheet.unit})",
        f"{published.province}, {edition_words}",
        sheet.definitions[language],
        "; ".join(f"{sign}: {STATES[state]}" for state, sign in SIGNS.items()),
    ]


SIGNS = {OpenState.HIDDEN: "•", OpenState.SILENT: "–"}


def _write(page: Any, row: int, column: int, entry: Entry) -> None:
    if entry.state in SIGNS:
        page.write_string(row, column, SIGNS[entry.state])
    else:
        page.write_number(row, column, float(entry.value))


def _json(published: Published, language: str) -> HttpResponse:
    sheet, edition = published.sheet, published.edition
    said = {
        "title": sheet.names[language], "unit": sheet.unit, "definition": sheet.definitions[language],
        "province": published.province, "edition": edition.number,
        "published_on": timezone.localtime(edition.made_at).date().isoformat(),
        "states": {str(state): str(words) for state, words in STATES.items()},
        "periods": list(sheet.periods),
        "rows": [
            {
                "name": line.names[language], "code": line.key,
                "values": [{"state": str(one.state), "value": one.value or None} for one in line.entries],
            }
            for line in sheet.lines
        ],
    }  # fmt: skip
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})
