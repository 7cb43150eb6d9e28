"""SDMX: observations in SDMX-ML 2.1 (structure specific) and SDMX-CSV 2.0. Their structure is in ``sdmx_structure``.

An observation that says no number has no OBS_VALUE, and OBS_STATUS says why: O missing, Q suppressed. P is provisional:
not approved. A missing one carries the reason's code.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import StringIO

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

AGENCY, VERSION = "CHUNGTAY", "1.0"
AREA, REPORTER, ELEMENT, TIME = "REF_AREA", "REPORTER", "ELEMENT", "TIME_PERIOD"
VALUE, STATUS, REASON, CONFIRMED = "OBS_VALUE", "OBS_STATUS", "NOT_REPORTED_REASON", "APPROVED"
NOT_APPLICABLE = "_Z"  # the element has no such division
MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
SPECIFIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
COMMON = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
_STATUSES = {LineStanding.APPROVED: "A", LineStanding.PROVISIONAL: "P", LineStanding.HIDDEN: "Q"}
_MISSING = "O"


def dimensions(shape: Shape) -> tuple[str, ...]:
    """Without time, in order: where, who, what, and each division of the form."""
    return AREA, REPORTER, ELEMENT, *(code.upper() for code in shape.divisions)


def structure_id(shape: Shape) -> str:
    return outside(shape.form.code)


def _observation(shape: Shape, line: Line) -> dict[str, str]:
    options = shape.options_of(line.cell)
    told = {AREA: line.unit, REPORTER: line.body, ELEMENT: outside(shape.cells[line.cell].element)}
    told |= {code.upper(): options.get(code, NOT_APPLICABLE) for code in shape.divisions}
    told[TIME] = as_range(line.period)
    if line.value is not None:
        told[VALUE] = plain(line.value, shape.decimals_of(line.cell))
    told[STATUS] = _STATUSES[line.standing] if line.reason is None else _MISSING
    if line.reason is not None:
        told[REASON] = str(line.reason)
        told[CONFIRMED] = "true" if line.standing is LineStanding.APPROVED else "false"
    return told


def _take(said: Mapping[str, str], reading: Reading, at: str) -> None:
    shape = reading.shape
    period = reading.period(said.get(TIME, ""), at)
    named = {code: said.get(code.upper(), NOT_APPLICABLE) for code in shape.divisions}
    options = {code: option for code, option in named.items() if option not in (NOT_APPLICABLE, "")}
    cell = reading.cell(said.get(ELEMENT, ""), options, at)
    if period is None or cell is None:
        return
    status = said.get(STATUS, "")
    missing = status == _MISSING
    approved = said.get(CONFIRMED) == "true" if missing else status in ("A", "")
    standing = LineStanding.APPROVED if approved else LineStanding.PROVISIONAL
    standing = LineStanding.HIDDEN if status == "Q" else standing
    value = "" if missing else said.get(VALUE, "")
    reading.say(
        said.get(AREA, ""), said.get(REPORTER, ""), period, cell, value, said.get(REASON, ""), standing, at
    )  # fmt: skip


# -- SDMX-ML ------------------------------------------------------------------------------------------------


def write_xml(shape: Shape, lines: Iterable[Line], now: datetime) -> Iterator[bytes]:
    return in_pieces(_xml(shape, lines, now))


def _xml(shape: Shape, lines: Iterable[Line], now: datetime) -> Iterator[str]:
    named = structure_id(shape)
    urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:{named}({VERSION})"
    own = f"{urn}:ObsLevelDim:AllDimensions"
    spaces = {
        "xmlns:mes": MESSAGE, "xmlns:ss": SPECIFIC, "xmlns:com": COMMON, "xmlns:ns1": own,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }  # fmt: skip
    yield f"{DECLARATION}<mes:StructureSpecificData{attributes(spaces)}>\n{header(named, now, _structure(named, urn))}"
    data_set = {"ss:structureRef": named, "xsi:type": "ns1:DataSetType", "ss:dataScope": "DataStructure"}
    yield f'<mes:DataSet{attributes(data_set)} action="Information">\n'
    for line in lines:
        yield f"<Obs{attributes(_observation(shape, line))}/>\n"
    yield "</mes:DataSet>\n</mes:StructureSpecificData>\n"


def header(name: str, now: datetime, structure: str = "") -> str:
    return (
        f"<mes:Header><mes:ID>{name}</mes:ID><mes:Test>false</mes:Test>"
        f"<mes:Prepared>{now.isoformat()}</mes:Prepared>"
        f'<mes:Sender id="{AGENCY}"/>{structure}</mes:Header>\n'
    )


def _structure(name: str, urn: str) -> str:
    told = {"structureID": name, "namespace": urn, "dimensionAtObservation": "AllDimensions"}
    reference = {"agencyID": AGENCY, "id": name, "version": VERSION, "class": "DataStructure"}
    return (
        f"<mes:Structure{attributes(told)}><com:Structure><Ref{attributes(reference)}/>"
        "</com:Structure></mes:Structure>"
    )


def read_xml_data(content: bytes, shape: Shape) -> tuple[list[Line], list[Problem]]:
    root = read_xml(content)
    if isinstance(root, Problem):
        return [], [root]
    if root.tag != f"{{{MESSAGE}}}StructureSpecificData":
        return [], [unreadable("SDMX-ML 2.1 StructureSpecificData")]
    named = root.find(f"{{{MESSAGE}}}Header/{{{MESSAGE}}}Structure")
    form = "" if named is None else str(named.get("structureID"))
    reading = Reading(shape)
    if form != structure_id(shape):
        reading.other_form(form, "file")
        return [], reading.problems
    for node in root.iterfind(f"{{{MESSAGE}}}DataSet/Obs"):
        said = {str(name): str(value) for name, value in node.attrib.items()}
        _take(said, reading, at_line(node.sourceline))
    return reading.lines, reading.problems


# -- SDMX-CSV -----------------------------------------------------------------------------------------------


def write_csv(shape: Shape, lines: Iterable[Line]) -> Iterator[bytes]:
    return in_pieces(_csv(shape, lines))


def _csv(shape: Shape, lines: Iterable[Line]) -> Iterator[str]:
    columns = (*dimensions(shape), TIME, VALUE, STATUS, REASON, CONFIRMED)
    whose = ["datastructure", f"{AGENCY}:{structure_id(shape)}({VERSION})", "I"]
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *columns])
    for line in lines:
        told = _observation(shape, line)
        writer.writerow([*whose, *(told.get(column, "") for column in columns)])
        yield file.getvalue()
        file.seek(0)
        file.truncate()
    yield file.getvalue()


def read_csv(content: bytes, shape: Shape) -> tuple[list[Line], list[Problem]]:
    try:
        rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return [], [unreadable("SDMX-CSV")]
    reading = Reading(shape)
    ours = f"{AGENCY}:{structure_id(shape)}("
    for at, row in enumerate(rows, start=2):
        said = {name: value or "" for name, value in row.items() if name is not None}
        if not said.get("STRUCTURE_ID", "").startswith(ours):
            reading.other_form(said.get("STRUCTURE_ID", ""), "file")
            return [], reading.problems
        _take(said, reading, at_line(at))
    return reading.lines, reading.problems
