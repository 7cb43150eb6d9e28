"""IHE's Aggregate Data Exchange (urn:ihe:qrph:adx:2015).

A data value of ADX is a decimal and nothing else. So what was not reported, and what is hidden, stands in processing
instructions ``<?chungtay …?>`` before the group, which every other reader passes over: to them it is simply absent.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from lxml import etree

from chungtay.base.problems import Problem
from chungtay.exchange.formats.pieces import DECLARATION, at_line, attributes, in_pieces, read_xml, unreadable
from chungtay.exchange.rules import (
    Line,
    LineStanding,
    Reading,
    Shape,
    as_range,
    outside,
    plain,
)

NAMESPACE = "urn:ihe:qrph:adx:2015"
OWN = "urn:chungtay:adx"
_STANDING = f"{{{OWN}}}standing"
_FIXED = {"dataElement", "value"}


def write(shape: Shape, lines: Iterable[Line], now: datetime) -> Iterator[bytes]:
    """One group for each report, as the lines come: those of one report follow each other."""
    return in_pieces(_xml(shape, lines, now))


def _xml(shape: Shape, lines: Iterable[Line], now: datetime) -> Iterator[str]:
    named = {"xmlns": NAMESPACE, "xmlns:ct": OWN, "exported": now.isoformat()}
    yield f"{DECLARATION}<adx{attributes(named)}>\n"
    form = outside(shape.form.code)
    for (unit, body, period), report in groupby(lines, key=lambda line: line.key[:3]):
        group = {"orgUnit": unit, "period": as_range(period), "dataSet": form, "reporter": body}
        values = []
        for line in report:
            if line.value is None:
                said = {"reason": str(line.reason)} if line.reason is not None else {}
                told = {**group, "cell": line.cell, **said, "standing": line.standing.value}
                yield f"<?chungtay{attributes(told)}?>\n"
            else:
                values.append(_value(shape, line))
        if values:
            yield f"<group{attributes(group)}>\n{''.join(values)}</group>\n"
    yield "</adx>\n"


def _value(shape: Shape, line: Line) -> str:
    assert line.value is not None  # noqa: S101  what says no number has gone another way
    provisional = line.standing is LineStanding.PROVISIONAL
    told = {
        "dataElement": outside(shape.cells[line.cell].element), **shape.options_of(line.cell),
        "value": plain(line.value, shape.decimals_of(line.cell)),
        **({"ct:standing": line.standing.value} if provisional else {}),
    }  # fmt: skip
    return f"<dataValue{attributes(told)}/>\n"


def read(content: bytes, shape: Shape) -> tuple[list[Line], list[Problem]]:
    root = read_xml(content)
    if isinstance(root, Problem):
        return [], [root]
    if root.tag != f"{{{NAMESPACE}}}adx":
        return [], [unreadable("ADX (urn:ihe:qrph:adx:2015)")]
    reading = Reading(shape)
    for node in root:
        if getattr(node, "target", "") == "chungtay":
            _read_absent(node, reading)
        elif node.tag == f"{{{NAMESPACE}}}group":
            _read_group(node, reading)
    return reading.lines, reading.problems


def _read_absent(node: etree._Element, reading: Reading) -> None:
    """What this house says in an instruction; those of others are not for us."""
    at, said = at_line(node.sourceline), _said(node)
    found = _group_of(said, reading, at)
    cell = said.get("cell", "")
    if cell not in reading.shape.cells:
        reading.wrong("cell_unknown", "Biểu không có ô “{code}”.", at, code=cell[:80])
    elif found is not None:
        standing = _standing(said.get("standing", ""))
        reading.say(*found, cell, "", said.get("reason", ""), standing, at)


def _read_group(group: etree._Element, reading: Reading) -> None:
    found = _group_of(_said(group), reading, at_line(group.sourceline))
    if found is None:
        return
    for node in group.iterchildren(f"{{{NAMESPACE}}}dataValue"):
        at = at_line(node.sourceline)
        said = _said(node)
        standing = _standing(said.pop(_STANDING, LineStanding.APPROVED.value))
        # What another system adds in a namespace of its own is no breakdown.
        options = {name: value for name, value in said.items() if name not in _FIXED and "}" not in name}
        cell = reading.cell(said.get("dataElement", ""), options, at)
        if cell is not None:
            reading.say(*found, cell, said.get("value", ""), "", standing, at)


def _group_of(said: dict[str, str], reading: Reading, at: str) -> tuple[str, str, str] | None:
    """Unit, body and period; None with a problem where it is of another form or the period is none of ours."""
    form, shape = said.get("dataSet", ""), reading.shape
    if form and form not in (shape.form.code, outside(shape.form.code)):
        reading.other_form(form, at)
        return None
    period = reading.period(said.get("period", ""), at)
    return None if period is None else (said.get("orgUnit", ""), said.get("reporter", ""), period)


def _said(node: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in node.attrib.items()}


def _standing(said: str) -> LineStanding:
    return LineStanding(said) if said in list(LineStanding) else LineStanding.PROVISIONAL
