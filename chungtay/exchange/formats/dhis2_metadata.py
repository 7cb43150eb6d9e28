"""The form as metadata that DHIS2 imports: elements, categories, data set, units, with identifiers that stay.

DHIS2's months are those of the calendar and ours are not: the note of the data set says which days count.
"""

import json
from collections.abc import Iterator
from typing import Any

from chungtay.catalogue.rules import Aggregation, ValueKind
from chungtay.exchange.rules import (
    DEFAULT_CATEGORY_COMBO,
    DHIS2_KINDS,
    Division,
    Element,
    Named,
    Shape,
    outside,
    uid_of,
)  # fmt: skip

_AGGREGATIONS = {
    Aggregation.SUM: "SUM",
    Aggregation.LAST: "LAST",
    Aggregation.MAXIMUM: "MAX",
    Aggregation.NONE: "NONE",
}
_SHORT = 50  # signs of a short name
REPORTERS = "reporters"  # the category of who reports: attribute of every value
Thing = dict[str, Any]


def write_metadata(shape: Shape) -> Iterator[bytes]:
    yield json.dumps(metadata_of(shape), ensure_ascii=False, indent=1).encode()


def metadata_of(shape: Shape) -> dict[str, list[Thing]]:
    """By the names of DHIS2's metadata import; what refers comes after what it refers to."""
    combos = _combos(shape)
    divisions = list(shape.divisions.values())
    bodies = Division(REPORTERS, "Cơ quan báo cáo", "Reporting body", True, tuple(shape.bodies.values()))
    return {
        "organisationUnits": [_unit(unit, shape) for unit in shape.units.values()],
        "categoryOptions": [*_options(divisions, "option"), *_options([bodies], "body_option")],
        "categories": [_category(one, "option") for one in divisions] + [_category(bodies, "body_option")],
        "categoryCombos": [_combo(names, shape) for names in combos] + [_combo((REPORTERS,), shape)],
        "categoryOptionCombos": [*_option_combos(shape), *_body_combos(bodies)],
        "dataElements": [_element(one, shape) for one in shape.elements.values()],
        "dataSets": [_data_set(shape)],
    }  # fmt: skip


def _named(kind: str, thing: Named | Division | Element) -> Thing:
    english = thing.name_en or thing.name
    translation = {"property": "NAME", "locale": "en", "value": english}
    return {
        "id": uid_of(kind, thing.code), "code": outside(thing.code), "name": thing.name,
        "shortName": thing.name[:_SHORT], "translations": [translation],
    }  # fmt: skip


def _unit(unit: Named, shape: Shape) -> Thing:
    above = {"parent": {"id": uid_of("unit", unit.inside)}} if unit.inside in shape.units else {}
    return {**_named("unit", unit), "openingDate": "1970-01-01", **above}


def _options(divisions: list[Division], kind: str) -> list[Thing]:
    return [
        {**_named("", option), "id": uid_of(kind, f"{division.code}.{option.code}")}
        | {"code": f"{division.code}-{outside(option.code)}"}
        for division in divisions
        for option in division.options
    ]


def _category(division: Division, kind: str) -> Thing:
    options = [{"id": uid_of(kind, f"{division.code}.{option.code}")} for option in division.options]
    return {
        **_named("category", division), "dataDimension": True, "categoryOptions": options,
        "dataDimensionType": "ATTRIBUTE" if division.code == REPORTERS else "DISAGGREGATION",
    }  # fmt: skip


def _combos(shape: Shape) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(one.divisions for one in shape.elements.values() if one.divisions))


def _combo_id(divisions: tuple[str, ...]) -> str:
    return uid_of("combo", ".".join(divisions)) if divisions else DEFAULT_CATEGORY_COMBO


def _combo(divisions: tuple[str, ...], shape: Shape) -> Thing:
    known = [shape.divisions[code].name for code in divisions if code in shape.divisions]
    whose = "ATTRIBUTE" if divisions == (REPORTERS,) else "DISAGGREGATION"
    return {
        "id": _combo_id(divisions), "code": "-".join(divisions), "name": ", ".join(known) or "Cơ quan báo cáo",
        "dataDimensionType": whose, "skipTotal": not all(_additive(code, shape) for code in divisions),
        "categories": [{"id": uid_of("category", code)} for code in divisions],
    }  # fmt: skip


def _additive(division: str, shape: Shape) -> bool:
    return division not in shape.divisions or shape.divisions[division].additive


def _option_combos(shape: Shape) -> Iterator[Thing]:
    """One for each set of options that a cell has: two elements divided alike share them."""
    made: set[str] = set()
    for cell in shape.cells.values():
        named = shape.options_of(cell.code)
        options = shape.combo_of(cell.code)
        if named and options not in made:
            made.add(options)
            names = [_option_name(shape.divisions[code], option) for code, option in named.items()]
            yield {
                "id": uid_of("options", options), "code": outside(options), "name": ", ".join(names),
                "categoryCombo": {"id": _combo_id(tuple(named))},
                "categoryOptions": [
                    {"id": uid_of("option", f"{code}.{option}")} for code, option in named.items()
                ],
            }  # fmt: skip


def _option_name(division: Division, option: str) -> str:
    return next(one.name for one in division.options if one.code == option)


def _body_combos(bodies: Division) -> list[Thing]:
    return [
        {
            "id": uid_of("body", body.code), "code": body.code, "name": body.name,
            "categoryCombo": {"id": _combo_id((REPORTERS,))},
            "categoryOptions": [{"id": uid_of("body_option", f"{REPORTERS}.{body.code}")}],
        }
        for body in bodies.options
    ]  # fmt: skip


def _element(element: Element, shape: Shape) -> Thing:
    return {
        **_named("element", element), "description": f"{element.definition} Đơn vị tính: {element.unit}.",
        "domainType": "AGGREGATE", "zeroIsSignificant": True, "aggregationType": _AGGREGATIONS[element.aggregation],
        "valueType": "NUMBER" if element.kind is ValueKind.MEASURE else "INTEGER_ZERO_OR_POSITIVE",
        "categoryCombo": {"id": _combo_id(element.divisions)},
    }  # fmt: skip


def _data_set(shape: Shape) -> Thing:
    own = {"dataSet": {"id": uid_of("form", shape.form.code)}}
    return {
        **_named("form", shape.form), "periodType": DHIS2_KINDS[shape.period_kind], "description": shape.note,
        "categoryCombo": {"id": _combo_id((REPORTERS,))},
        "dataSetElements": [
            {**own, "dataElement": {"id": uid_of("element", code)}} for code in shape.elements
        ],
        "organisationUnits": [{"id": uid_of("unit", code)} for code in shape.units],
    }  # fmt: skip
