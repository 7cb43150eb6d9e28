"""What a form asks for, in the words that every format is made of; and how its codes are called outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from chungtay.catalogue.rules import Aggregation, PeriodKind, ValueKind


@dataclass(frozen=True)
class Named:
    """``inside`` the code of what holds it: the unit above a unit, the unit of a body."""

    code: str
    name: str
    name_en: str = ""
    inside: str = ""

    @property
    def english(self) -> str:
        return self.name_en or self.name


@dataclass(frozen=True)
class Division:
    """A breakdown with its options, in order. ``additive``: its parts may be added together."""

    code: str
    name: str
    name_en: str
    additive: bool
    options: tuple[Named, ...]


@dataclass(frozen=True)
class Element:
    """``divisions``: codes, in the order in which a cell names its options."""

    code: str
    name: str
    name_en: str
    definition: str
    unit: str
    kind: ValueKind
    aggregation: Aggregation
    decimals: int
    divisions: tuple[str, ...]


@dataclass(frozen=True)
class ShapeCell:
    """``options``: one of each division of its element, in order."""

    code: str
    element: str
    options: tuple[str, ...]
    unit: str


@dataclass(frozen=True)
class Shape:
    """A form: elements, divisions and cells by code; units and bodies that a file may speak of, by code."""

    form: Named
    period_kind: PeriodKind
    note: str
    elements: Mapping[str, Element]
    divisions: Mapping[str, Division]
    cells: Mapping[str, ShapeCell]
    units: Mapping[str, Named] = field(default_factory=dict)
    bodies: Mapping[str, Named] = field(default_factory=dict)

    def decimals_of(self, cell: str) -> int:
        return self.elements[self.cells[cell].element].decimals

    def options_of(self, cell: str) -> dict[str, str]:
        """By division, in order: {"sex": "nu", "age": "16_18"}."""
        known = self.cells[cell]
        return dict(zip(self.elements[known.element].divisions, known.options, strict=True))

    def combo_of(self, cell: str) -> str:
        """The options in one word, "sex-nu.age-16_18": an option alone may be that of several divisions."""
        return ".".join(f"{division}-{option}" for division, option in self.options_of(cell).items())

    def element_named(self, code: str) -> str | None:
        """The element of this code, in the spelling of the house or that of other systems."""
        return code if code in self.elements else self._outside.get(code)

    def cell_of(self, element: str, options: Mapping[str, str]) -> str | None:
        """The cell of an element with these options by division; None where there is no such cell."""
        divisions = self.elements[element].divisions
        if set(options) != set(divisions):
            return None
        return self._by_options.get((element, tuple(options[name] for name in divisions)))

    @cached_property
    def _outside(self) -> dict[str, str]:
        return {outside(code): code for code in self.elements}

    @cached_property
    def _by_options(self) -> dict[tuple[str, tuple[str, ...]], str]:
        return {(cell.element, cell.options): cell.code for cell in self.cells.values()}


def outside(code: str) -> str:
    """The code as other systems may write it: SDMX and ADX know no dot in an identifier, nor a colon.

    >>> outside("DEMAND.FILE.TOTAL"), outside("DEMAND.FILE.NEW:nu")
    ('DEMAND-FILE-TOTAL', 'DEMAND-FILE-NEW-nu')
    """
    return code.replace(".", "-").replace(":", "-")


def body_code(agency: int) -> str:
    """What a reporting body is called in a file: nobody outside knows our numbers as anything else.

    >>> body_code(12)
    'B12'
    """
    return f"B{agency}"
