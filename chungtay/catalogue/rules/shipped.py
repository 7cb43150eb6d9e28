"""The catalogue that the project ships, as data/*.toml has it. A mistake in it is the writer's and raises."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import product
from typing import Any

from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.catalogue.rules.words import Aggregation, PeriodKind, ValueKind

SINCE = date(2016, 12, 15)  # the reporting year 2017, the first of which plans still name figures


@dataclass(frozen=True, slots=True)
class Option:
    """``unit``: its own, where that is not the element's."""

    code: str
    name: str
    name_en: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Breakdown:
    code: str
    name: str
    name_en: str
    additive: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Source:
    """By which paper something is asked for; ``verified``: the paper itself was read."""

    paper: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Element:
    code: str
    group: str
    name: str
    name_en: str
    definition: str
    unit: str
    aggregation: Aggregation
    kind: ValueKind
    decimals: int
    source: Source
    reporter: str
    start: date
    end: date | None
    breakdowns: tuple[Breakdown, ...]
    combinations: tuple[tuple[Option, ...], ...]  # of each cell, in order; one empty one without breakdowns


@dataclass(frozen=True, slots=True)
class Reporting:
    """Who reports a form; ``only``: (breakdown, option) pairs, see models.DataSetReporter."""

    kind: AgencyKind
    level: AgencyLevel
    name: str
    only: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    name_en: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    code: str
    name: str
    name_en: str
    note: str
    period_kind: PeriodKind
    due_days: int
    source: Source
    reporters: tuple[Reporting, ...]
    sections: tuple[Section, ...]
    start: date
    end: date | None


def cell_code(element: str, options: tuple[str, ...]) -> str:
    """("DEMAND.FILE.TOTAL", ("nu", "16_18")) → "DEMAND.FILE.TOTAL:nu.16_18"."""
    return f"{element}:{'.'.join(options)}" if options else element


def read_toml(name: str) -> dict[str, Any]:
    """A data file of the room."""
    return _read(_data().joinpath(name))


@cache
def groups() -> dict[str, Named]:
    """The groups of elements by code, in the order of the page."""
    return {code: Named(row["name"], row["name_en"]) for code, row in read_toml("groups.toml").items()}


@cache
def breakdowns() -> dict[str, Breakdown]:
    return {
        code: Breakdown(
            code,
            row["name"],
            row["name_en"],
            row.get("additive", True),
            tuple(Option(option, *words) for option, words in row["options"].items()),
        )
        for code, row in read_toml("breakdowns.toml").items()
    }


@cache
def elements() -> dict[str, Element]:
    """By code, in the order of the files."""
    found: dict[str, Element] = {}
    for path in sorted(_data().joinpath("elements").iterdir(), key=lambda path: path.name):
        page = _read(path)
        shared = {key: value for key, value in page.items() if key != "element"}
        for row in page["element"]:
            # An article of the page's paper is none of another paper's.
            own = {"article": ""} | row if "source" in row else row
            found[row["code"]] = _element(shared | own)
    return found


@cache
def forms() -> dict[str, Form]:
    page = read_toml("sets.toml")
    rows = {row["code"]: row for row in page["set"]}
    return {code: _form(row, rows, page["default_from"]) for code, row in rows.items()}


def _data() -> Traversable:
    return files("chungtay.catalogue").joinpath("data")


def _read(path: Traversable) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _papers() -> dict[str, Any]:
    return read_toml("sources.toml")


def _source(row: dict[str, Any]) -> Source:
    paper = _papers()[row["source"]]
    return Source(paper["name"], row.get("article", ""), paper["verified"])


def _element(row: dict[str, Any]) -> Element:
    """``only`` narrows the options of the first breakdown."""
    divided = tuple(breakdowns()[code] for code in row.get("by", []))
    only = row.get("only", [])
    options = [
        [option for option in one.options if place or not only or option.code in only]
        for place, one in enumerate(divided)
    ]
    return Element(
        code=row["code"],
        group=row["group"],
        name=row["name"],
        name_en=row["name_en"],
        definition=row["definition"],
        unit=row["unit"],
        aggregation=Aggregation(row.get("aggregation", Aggregation.SUM)),
        kind=ValueKind(row.get("kind", ValueKind.COUNT)),
        decimals=row.get("decimals", 0),
        source=_source(row),
        reporter=row["reporter"],
        start=row.get("from", SINCE),
        end=row.get("to"),
        breakdowns=divided,
        combinations=tuple(product(*options)),
    )


def _form(row: dict[str, Any], rows: dict[str, dict[str, Any]], start: date) -> Form:
    laid_out = rows[row["like"]] if "like" in row else row
    return Form(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        note=row.get("note", ""),
        period_kind=PeriodKind(row["period"]),
        due_days=row["due_days"],
        source=_source(row),
        reporters=tuple(_reporting(one) for one in row["reporters"]),
        sections=tuple(
            Section(part["name"], part["name_en"], tuple(part["elements"])) for part in laid_out["section"]
        ),
        start=row.get("from", start),
        end=row.get("to"),
    )


def _reporting(row: dict[str, Any]) -> Reporting:
    only = tuple((pair.partition(".")[0], pair.partition(".")[2]) for pair in row.get("only", []))
    return Reporting(AgencyKind(row["kind"]), AgencyLevel(row["level"]), row.get("name", ""), only)
