"""A picture as JSON and back: a paper keeps what it showed. Where its numbers lead is told apart from what they are."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any, TypeVar

from chungtay.pictures.rules.charts import Area, AreaMap, Bar, Chart, League, Part, Parts, Point, TimeSeries

Shape = TypeVar("Shape", Point, Bar, Part, Area)
_KINDS = {"series": TimeSeries, "league": League, "parts": Parts, "map": AreaMap}
_NUMBERS = frozenset({"value", "wanted", "low", "high"})


def as_json(chart: Chart) -> dict[str, Any]:
    """Numbers as text, so that none is bent on the way."""
    kind = next(name for name, shape in _KINDS.items() if isinstance(chart, shape))
    return {"kind": kind, **json.loads(json.dumps(asdict(chart), default=str))}


def chart_of(kept: Mapping[str, Any]) -> Chart:
    """From what ``as_json`` gave."""
    said = {name: value for name, value in kept.items() if name != "kind"}
    match kept["kind"]:
        case "series":
            return TimeSeries(**{**said, "points": [_read(Point, one) for one in said["points"]]})
        case "league":
            return League(**{**said, "bars": [_read(Bar, one) for one in said["bars"]]})
        case "parts":
            return Parts(**{**said, "parts": [_read(Part, one) for one in said["parts"]]})
    told = {name: [tuple(one) for one in said[name]] for name in ("legend", "labels")}
    return AreaMap(**{**said, **told, "areas": [_read(Area, one) for one in said["areas"]]})


def _read(shape: type[Shape], kept: Mapping[str, Any]) -> Shape:
    said: dict[str, Any] = {
        name: Decimal(one) if name in _NUMBERS and one is not None else one for name, one in kept.items()
    }
    if said.get("ranks"):
        said["ranks"] = tuple(said["ranks"])
    return shape(**said)


def linked(chart: Chart, leads: Callable[[str], str]) -> Chart:
    """The same with each number leading where ``leads`` says of what is kept as its ``href``."""
    match chart:
        case TimeSeries():
            return replace(chart, points=[replace(one, href=leads(one.href)) for one in chart.points])
        case League():
            return replace(chart, bars=[replace(one, href=leads(one.href)) for one in chart.bars])
        case Parts():
            return replace(chart, parts=[replace(one, href=leads(one.href)) for one in chart.parts])
        case AreaMap():
            return replace(chart, areas=[replace(one, href=leads(one.href)) for one in chart.areas])
