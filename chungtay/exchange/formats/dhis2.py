"""DHIS2's dataValueSets, JSON and CSV.

A value not reported has no ``value`` and says why in ``comment``, which DHIS2 keeps; so it does of one that is hidden
or not approved. ``storedBy`` is never written: who typed a number does not leave the house.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

from chungtay.base.problems import Problem
from chungtay.exchange.formats.pieces import at_line, in_pieces, unreadable
from chungtay.exchange.rules import (
    DEFAULT_OPTION_COMBO,
    Line,
    LineStanding,
    Reading,
    Shape,
    dhis2_period,
    outside,
    period_of_dhis2,
    plain,
    uid_of,
)  # fmt: skip
from chungtay.figures.rules import reasons

HEADINGS = (
    "dataelement", "period", "orgunit", "catoptcombo", "attroptcombo", "value", "storedby", "lastupd", "comment",
)  # fmt: skip
_NAMES = (
    "dataElement",
    "period",
    "orgUnit",
    "categoryOptionCombo",
    "attributeOptionCombo",
    "value",
    "comment",
)
_DELETED = "deleted"
_COMMENT = re.compile(r"CT:(missing|hidden|provisional)(?::(\d+))?\b.*", re.DOTALL)


def write_json(shape: Shape, lines: Iterable[Line]) -> Iterator[bytes]:
    return in_pieces(_json(shape, lines))


def _json(shape: Shape, lines: Iterable[Line]) -> Iterator[str]:
    yield f'{{"dataSet": {json.dumps(uid_of("form", shape.form.code))}, "dataValues": ['
    comma = "\n"
    for line in lines:
        told = {name: said for name, said in _told(shape, line).items() if said}
        yield f"{comma}{json.dumps(told, ensure_ascii=False)}"
        comma = ",\n"
    yield "\n]}\n"


def write_csv(shape: Shape, lines: Iterable[Line]) -> Iterator[bytes]:
    return in_pieces(_csv(shape, lines))


def _csv(shape: Shape, lines: Iterable[Line]) -> Iterator[str]:
    file = StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(HEADINGS)
    for line in lines:
        told = _told(shape, line)
        writer.writerow([*(told[name] for name in _NAMES[:6]), "", "", told["comment"]])
        yield file.getvalue()
        file.seek(0)
        file.truncate()
    yield file.getvalue()


def _told(shape: Shape, line: Line) -> dict[str, str]:
    cell = shape.cells[line.cell]
    combo = uid_of("options", shape.combo_of(line.cell)) if cell.options else DEFAULT_OPTION_COMBO
    value = "" if line.value is None else plain(line.value, shape.decimals_of(line.cell))
    said = (
        uid_of("element", cell.element), dhis2_period(line.period), uid_of("unit", line.unit), combo,
        uid_of("body", line.body), value, _comment(line),
    )  # fmt: skip
    return dict(zip(_NAMES, said, strict=True))


def _comment(line: Line) -> str:
    if line.standing is LineStanding.HIDDEN:
        return "CT:hidden"
    if line.reason is not None:
        approved = " (đã duyệt)" if line.standing is LineStanding.APPROVED else ""
        return f"CT:missing:{line.reason} {reasons().get(line.reason, '')}{approved}"
    return "CT:provisional" if line.standing is LineStanding.PROVISIONAL else ""


def read_json(content: bytes, shape: Shape) -> tuple[list[Line], list[Problem]]:
    """A dataValueSet: what stands at its top (period, orgUnit, attributeOptionCombo) holds for every value."""
    try:
        told = json.loads(content, parse_float=str)  # digit by digit as it was written
        rows = told["dataValues"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return [], [unreadable("dataValueSet JSON")]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [], [unreadable("dataValueSet JSON")]
    named = told.get("dataSet")
    if named is not None and _spelt(named) not in _spellings("form", shape.form.code):
        sentence = "Tệp là của biểu khác, không phải “{form}”."
        return [], [Problem("other_form", sentence, "file", values={"form": shape.form.code})]
    above = {name: told[name] for name in _NAMES if name in told}
    reader = _Reader(shape)
    for at, row in enumerate(rows, start=1):
        reader.take({**above, **row}, f"dataValues[{at}]")
    return reader.reading.lines, reader.reading.problems


def read_csv(content: bytes, shape: Shape) -> tuple[list[Line], list[Problem]]:
    try:
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return [], [unreadable("CSV")]
    headings = [heading.strip().casefold() for heading in rows[0]] if rows else []
    if not {"dataelement", "period", "orgunit"} <= set(headings):
        sentence = "Hàng đầu của tệp CSV phải là tên cột của DHIS2: {columns}."
        return [], [Problem("headings", sentence, "file", values={"columns": ", ".join(HEADINGS)})]
    reader = _Reader(shape)
    columns = dict(zip((*HEADINGS[:6], HEADINGS[8], _DELETED), (*_NAMES, _DELETED), strict=True))
    for at, row in enumerate(rows[1:], start=2):
        if any(row):
            named = {
                columns[name]: cell for name, cell in zip(headings, row, strict=False) if name in columns
            }
            reader.take(named, at_line(at))
    return reader.reading.lines, reader.reading.problems


class _Reader:
    """One data value after the other; codes and identifiers are both understood."""

    def __init__(self, shape: Shape) -> None:
        self.reading = Reading(shape)
        self._elements = _known("element", shape.elements)
        self._units = _known("unit", shape.units)
        self._bodies = _known("body", shape.bodies)
        self._combos = {
            spelling: shape.options_of(code)
            for code in shape.cells
            for spelling in _spellings("options", shape.combo_of(code))
        } | {said: {} for said in (DEFAULT_OPTION_COMBO, "default", "")}

    def take(self, row: Mapping[str, Any], at: str) -> None:
        if row.get(_DELETED) in (True, "true"):
            sentence = "Số này đã bị xóa ở nơi gửi: không nhận. Hãy bỏ nó khỏi tệp, và sửa số đã có ở đây trên trang."
            self.reading.wrong("deleted", sentence, at)
            return
        said = {name: _spelt(row.get(name)) for name in _NAMES}
        period = period_of_dhis2(said["period"])
        if period is None:
            sentence = "Không có kỳ “{period}”."
            self.reading.wrong("period_unknown", sentence, at, period=said["period"][:20])
        body = self._body(said["attributeOptionCombo"], at)
        cell = self._cell(said["dataElement"], said["categoryOptionCombo"], at)
        reason, standing = _meant(said["comment"])
        if period is None or body is None or cell is None:
            return
        unit = self._units.get(said["orgUnit"], said["orgUnit"])
        self.reading.say(unit, body, period, cell, said["value"], reason, standing, at)

    def _body(self, said: str, at: str) -> str | None:
        if said in ("", "default", DEFAULT_OPTION_COMBO):
            return ""
        if said not in self._bodies:
            sentence = "Không có cơ quan báo cáo “{body}” trong phạm vi của mình."
            self.reading.wrong("body_unknown", sentence, at, body=said[:40])
        return self._bodies.get(said)

    def _cell(self, element: str, combo: str, at: str) -> str | None:
        known = self._elements.get(element)
        options = self._combos.get(combo)
        if known is None or options is None:
            sentence = "Biểu không có chỉ tiêu “{code}” với phân tổ “{options}”."
            self.reading.wrong("cell_unknown", sentence, at, code=element[:80], options=combo[:80])
            return None
        return self.reading.cell(known, options, at)


def _meant(comment: str) -> tuple[str, LineStanding]:
    found = _COMMENT.fullmatch(comment)
    if found is None:
        return "", LineStanding.APPROVED
    if found[1] == "hidden":
        return "", LineStanding.HIDDEN
    approved = found[1] == "missing" and comment.endswith("(đã duyệt)")
    return found[2] or "", LineStanding.APPROVED if approved else LineStanding.PROVISIONAL


def _known(kind: str, codes: Iterable[str]) -> dict[str, str]:
    return {spelling: code for code in codes for spelling in _spellings(kind, code)}


def _spellings(kind: str, code: str) -> set[str]:
    return {uid_of(kind, code), code, outside(code)}


def _spelt(said: object) -> str:
    """Text, or a number that a program did not put into quotes."""
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        return ""
    return str(said).strip()
