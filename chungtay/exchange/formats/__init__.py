"""Every format that figures leave and come in by: what writes it, what reads it, what it is called."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from chungtay.base.problems import Problem
from chungtay.base.sheets import XLSX
from chungtay.exchange.formats import adx, dhis2, dhis2_metadata, long, sdmx, sdmx_structure
from chungtay.exchange.rules import Line, Shape

SDMX = "application/vnd.sdmx."
Write = Callable[[Shape, Iterable[Line], datetime], Iterator[bytes]]
Read = Callable[[bytes, Shape], tuple[list[Line], list[Problem]]]


@dataclass(frozen=True, slots=True)
class Format:
    """``read`` None: it describes a form and holds no value."""

    write: Write
    read: Read | None
    media: str
    suffix: str


FORMATS = {
    "xlsx": Format(lambda shape, lines, _: long.write_xlsx(shape, lines), long.read_xlsx, XLSX, ".xlsx"),
    "csv": Format(lambda shape, lines, _: long.write_csv(shape, lines), long.read_csv, "text/csv", ".csv"),
    "dhis2-json": Format(
        lambda shape, lines, _: dhis2.write_json(shape, lines), dhis2.read_json, "application/json", ".dhis2.json"
    ),
    "dhis2-csv": Format(
        lambda shape, lines, _: dhis2.write_csv(shape, lines), dhis2.read_csv, "text/csv", ".dhis2.csv"
    ),
    "adx": Format(adx.write, adx.read, "application/adx+xml", ".adx.xml"),
    "sdmx-xml": Format(sdmx.write_xml, sdmx.read_xml_data, f"{SDMX}structurespecificdata+xml", ".sdmx.xml"),
    "sdmx-csv": Format(
        lambda shape, lines, _: sdmx.write_csv(shape, lines), sdmx.read_csv, f"{SDMX}data+csv", ".sdmx.csv"
    ),
    "dhis2-metadata": Format(
        lambda shape, _lines, _: dhis2_metadata.write_metadata(shape), None, "application/json", ".dhis2-metadata.json"
    ),
    "sdmx-structure": Format(
        lambda shape, _lines, now: sdmx_structure.write_structure(shape, now), None,
        f"{SDMX}structure+xml", ".sdmx-structure.xml",
    ),
}  # fmt: skip
