"""Criteria for areas as rows: what is measured, and from which value on it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from chungtay.law.rules import facts as fact
from chungtay.law.rules.book import Row, pages, row_fields

Facts = Mapping[str, object]
PER_CENT = 100


class AreaClass(StrEnum):
    """The types of a key commune; one that is of no type is ``none``."""

    ONE = "I"
    TWO = "II"
    THREE = "III"
    NONE = "none"


TYPES = (AreaClass.ONE, AreaClass.TWO, AreaClass.THREE)  # the gravest first


@dataclass(frozen=True, slots=True)
class Gauge:
    """A fact, or its ratio to another in per cent; ``at_least`` is where each type (or ``key``) begins.

    ``step`` is the smallest change of the fact that anybody would tell.
    """

    of: str
    per: str | None
    unit: str
    measured: bool
    step: Fraction
    at_least: dict[str, Fraction]

    def value(self, facts: Facts) -> Fraction:
        """Exactly; raises NoAnswer where a fact is absent or unusable."""
        number = fact.exact(facts, self.of) if self.measured else Fraction(fact.count(facts, self.of))
        return number * PER_CENT / fact.total(facts, self.per) if self.per else number

    def shown(self, facts: Facts) -> str:
        """Such as "21/5.200 = 0,4038… %", cut short and never rounded up to a threshold."""
        if not self.per:
            return f"{decimal(self.value(facts))} {self.unit}".strip()
        above, below = fact.count(facts, self.of), fact.total(facts, self.per)
        return f"{decimal(Fraction(above))}/{decimal(Fraction(below))} = {decimal(self.value(facts))} %"


@dataclass(frozen=True, slots=True)
class Criterion:
    letter: str
    name: str
    gauges: tuple[Gauge, ...]

    def shown(self, facts: Facts) -> str:
        return f"{self.letter}) {self.name}: {', '.join(gauge.shown(facts) for gauge in self.gauges)}"


@dataclass(frozen=True, slots=True)
class Route:
    """Lying on a key route; for a commune each type also asks for ``needs``: so many criteria of a type or graver."""

    letter: str
    name: str
    fact: str
    needs: dict[AreaClass, tuple[int, AreaClass]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneRow(Row):
    """``classes``: how many criteria a commune of the type meets, among which."""

    criteria: tuple[Criterion, ...]
    route: Route
    classes: dict[AreaClass, tuple[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceRow(Row):
    """A key province meets at least ``count`` of the criteria, the route among them."""

    criteria: tuple[Criterion, ...]
    route: Route
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugFreeRow(Row):
    """Of each criterion, by its number, the name and the facts that must all be zero."""

    criteria: dict[str, tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a commune is measured against: the country's set, or a province's own."""

    commune: CommuneRow
    drug_free: DrugFreeRow

    @property
    def article(self) -> str:
        return f"{self.commune.article}; {self.drug_free.article}"

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact it asks for, each once, in the order of the criteria."""
        gauges = [gauge for one in self.commune.criteria for gauge in one.gauges]
        names = [name for gauge in gauges for name in (gauge.per, gauge.of) if name]
        names.append(self.commune.route.fact)
        names += [name for _, none_of in self.drug_free.criteria.values() for name in none_of]
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow(Row):
    """What is known of older criteria: reaching any of these values made a commune of the type."""

    area_class: AreaClass
    any_of: dict[str, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleRow(Row):
    """Days of the year of assessment, "12-14": when a commune is judged, when the list is due and when approved."""

    assessed_on: str
    report_by: str
    approve_by: str


def decimal(number: Fraction, places: int = 4) -> str:
    """Vietnamese writing of a number, cut after ``places``; an ellipsis says that more follows."""
    scaled = number * 10**places
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**places)
    text = f"{whole:,}".replace(",", ".")
    decimals = f"{rest:0{places}}"
    if scaled.denominator == 1:
        decimals = decimals.rstrip("0")
        return f"{text},{decimals}" if decimals else text
    return f"{text},{decimals}…"


@cache
def communes() -> tuple[CommuneRow, ...]:
    return tuple(commune_row(raw) for raw in pages("areas")["commune"])


@cache
def provinces() -> tuple[ProvinceRow, ...]:
    return tuple(
        ProvinceRow(
            criteria=_criteria(raw), route=_route(raw["route"]), count=raw["count"], **row_fields(raw)
        )
        for raw in pages("areas")["province"]
    )


@cache
def drug_free() -> tuple[DrugFreeRow, ...]:
    return tuple(drug_free_row(raw) for raw in pages("areas")["drug_free"])


@cache
def history() -> tuple[HistoryRow, ...]:
    return tuple(
        HistoryRow(
            area_class=AreaClass(raw["class"]),
            any_of={name: Fraction(value) for name, value in raw["any_of"].items()},
            **row_fields(raw),
        )
        for raw in pages("areas")["history"]
    )


@cache
def cycles() -> tuple[CycleRow, ...]:
    named = ("assessed_on", "report_by", "approve_by")
    return tuple(
        CycleRow(**{name: raw[name] for name in named}, **row_fields(raw)) for raw in pages("areas")["cycle"]
    )


def commune_row(raw: Mapping[str, Any]) -> CommuneRow:
    return CommuneRow(
        criteria=_criteria(raw),
        route=_route(raw["route"]),
        classes={
            AreaClass(name): (need["count"], tuple(need["among"])) for name, need in raw["classes"].items()
        },
        **row_fields(raw),
    )


def drug_free_row(raw: Mapping[str, Any]) -> DrugFreeRow:
    return DrugFreeRow(
        criteria={number: (one["name"], tuple(one["none_of"])) for number, one in raw["criteria"].items()},
        **row_fields(raw),
    )


def _criteria(raw: Mapping[str, Any]) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(letter, one["name"], tuple(_gauge(measure) for measure in one["measures"]))
        for letter, one in raw["criteria"].items()
    )


def _gauge(raw: Mapping[str, Any]) -> Gauge:
    return Gauge(
        of=raw["of"],
        per=raw.get("per"),
        unit=raw.get("unit", ""),
        measured=raw.get("measured", False),
        step=Fraction(raw.get("step", 1)),
        at_least={name: Fraction(value) for name, value in raw["at_least"].items()},
    )


def _route(raw: Mapping[str, Any]) -> Route:
    return Route(
        letter=raw["letter"],
        name=raw["name"],
        fact=raw["fact"],
        needs={
            AreaClass(name): (need["count"], AreaClass(need["from_class"]))
            for name, need in raw.get("classes", {}).items()
        },
    )
