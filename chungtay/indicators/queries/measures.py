"""What may be asked for: an indicator of the catalogue, an element, or an element with options chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chungtay.base.grammar import Senseless
from chungtay.base.kept import Kept
from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import Aggregation, PeriodKind, shipped
from chungtay.catalogue.rules.expressions import (
    Expression,
    Reference,
    When,
    parse,
    references,
    spelled,
)

_MOST_DECIMALS = 3
RATIO_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Cell:
    pk: int
    code: str
    words: str  # its options, or the name of its element
    step: int  # its smallest unit in thousandths


@dataclass(frozen=True, slots=True)
class Form:
    """A data set that holds the element. ``reporters``: kind, level and beginning of the name of who fills it, and how
    many cells of the slot are theirs."""

    pk: int
    kind: PeriodKind
    reporters: tuple[tuple[str, str, str, int], ...]

    def overlaps(self, other: "Form") -> bool:
        """Whether a body may report the element in both: then what it says must count once."""
        return any(
            mine[:2] == theirs[:2] and (mine[2].startswith(theirs[2]) or theirs[2].startswith(mine[2]))
            for mine in self.reporters
            for theirs in other.reporters
        )


@dataclass(frozen=True, slots=True)
class Slot:
    """One reference of a formula, ``label`` where it stands for an option of a breakdown.

    ``why_not``: adding its cells would say nothing (two substances, two units); there is then no number.
    """

    reference: Reference
    cells: tuple[Cell, ...]
    aggregation: Aggregation
    forms: tuple[Form, ...]
    unit: str
    decimals: int
    label: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """``formula`` None: the one slot itself. ``splits``: breakdowns by which it can be shown, code -> name."""

    code: str
    name: str
    unit: str
    decimals: int
    formula: Expression | None
    slots: tuple[Slot, ...]
    splits: Mapping[str, str]
    definition: str = ""


def list_measures(on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be chosen, in groups: (name of the group, [(code, name)])."""
    indicators = [(one.code, catalogue.said(one)) for one in catalogue.list_indicators()]
    groups: dict[str, list[tuple[str, str]]] = {code: [] for code in shipped.groups()}
    for element in catalogue.list_elements(on):
        groups.setdefault(element.group, []).append((element.code, catalogue.said(element)))
    named = [(catalogue.said(group), groups[code]) for code, group in shipped.groups().items()]
    return [(_("Chỉ số"), indicators), *named]


_measures: Kept[Measure] = Kept()  # two dozen questions to the catalogue each


def measure_of(code: str, on: date, by: str = "") -> Measure:
    """Raises NotThere for what is none. ``by``: a slot for each option of that breakdown."""
    return _measures.get((code, on, by, get_language()), lambda: _read(code, on, by))


def _read(code: str, on: date, by: str) -> Measure:
    if by:
        return _split(code, by, on)
    known = {one.code: one for one in catalogue.list_indicators()}
    if code in known:
        shown = known[code]
        slots = tuple(_slot(one, on) for one in dict.fromkeys(references(shown.formula)))
        alone = isinstance(shown.formula, Reference)
        return Measure(
            code, catalogue.said(shown), shown.unit, _decimals(slots, shown.formula),
            None if alone else shown.formula, slots, {}, spelled(shown.formula),
        )  # fmt: skip
    return _of_reference(code, on)


def _of_reference(code: str, on: date) -> Measure:
    reference = _reference(code)
    element = catalogue.element(reference.element)
    slot = _slot(reference, on)
    divided = [row.breakdown for row in element.breakdowns.all()]
    free = [
        one for place, one in enumerate(divided) if not reference.options or reference.options[place] is None
    ]
    name = catalogue.said(element)
    if reference.options:
        name += " – " + ", ".join(_words(divided, reference))
    return Measure(
        code, name, slot.unit, element.decimals, None, (slot,),
        {one.code: catalogue.said(one) for one in free}, catalogue.said(element, "definition"),
    )  # fmt: skip


def _split(code: str, by: str, on: date) -> Measure:
    """A slot for each option of the breakdown that the element has on that day."""
    whole = _of_reference(code, on)
    if by not in whole.splits:
        raise NotThere("breakdown")
    reference = _reference(code)
    divided = [row.breakdown for row in catalogue.element(reference.element).breakdowns.all()]
    place = [one.code for one in divided].index(by)
    chosen = list(reference.options or (None,) * len(divided))
    slots = []
    for option in divided[place].options.all():
        chosen[place] = option.code
        slot = _slot(Reference(reference.element, tuple(chosen)), on, catalogue.said(option))
        if slot.cells:
            slots.append(slot)
    return Measure(
        code, whole.name, whole.unit, whole.decimals, None, tuple(slots), whole.splits, whole.definition
    )


def _slot(reference: Reference, on: date, label: str = "") -> Slot:
    element = catalogue.element(reference.element)
    if reference.when in (When.MEDIAN, When.LAST_MONTH):
        raise NotThere("measure")  # those are for checks; nothing of a median can be added up
    cells, why_not = _cells(reference, element)
    units = {unit for _one, unit in cells} or {element.unit}
    if len(units) > 1:
        cells, why_not = [], "units"
    chosen = tuple(cell for cell, _of in cells)
    forms = _forms(reference.element, {cell.pk for cell in chosen}, on)
    return Slot(
        reference, chosen, Aggregation(element.aggregation), forms, min(units), element.decimals, label, why_not
    )  # fmt: skip


def _cells(reference: Reference, element: Any) -> tuple[list[tuple[Cell, str]], str]:
    """Its cells, each with its unit; or none, and why they are never added."""
    try:
        codes = set(catalogue.cells_of_references([reference])[reference])
    except ValueError:
        return [], "apart"
    name = catalogue.said(element)
    step = 10 ** (_MOST_DECIMALS - min(element.decimals, _MOST_DECIMALS))
    found = []
    for cell in catalogue.cells_of_element(element):
        if cell.code in codes:
            words = ", ".join(map(catalogue.said, catalogue.options_of(cell))) or name
            found.append((Cell(cell.pk, cell.code, words, step), cell.unit))
    return found, ""


def _forms(element: str, cells: set[int], on: date) -> tuple[Form, ...]:
    """The forms that hold the element, those of the shortest periods first."""
    found = []
    for data_set in catalogue.data_sets_with(element):
        reporters = []
        for row in catalogue.reporters_of(data_set, on):
            theirs = cells
            if row.only.all():
                theirs = cells & {cell.pk for cell in catalogue.cells_of(data_set, on, row)}
            if theirs:
                reporters.append((row.kind, row.level, fold(row.name), len(theirs)))
        found.append(Form(data_set.pk, PeriodKind(data_set.period_kind), tuple(reporters)))
    return tuple(sorted(found, key=lambda form: (list(PeriodKind).index(form.kind), form.pk)))


def _reference(code: str) -> Reference:
    try:
        found = parse(code)
    except Senseless:
        raise NotThere("measure") from None
    if not isinstance(found, Reference) or found.when is not When.NOW:
        raise NotThere("measure")
    return found


def _words(divided: list[Any], reference: Reference) -> list[str]:
    named = zip(divided, reference.options, strict=False)
    return [
        catalogue.said(option) for one, code in named for option in one.options.all() if option.code == code
    ]


def _decimals(slots: tuple[Slot, ...], formula: Expression) -> int:
    """As many as its elements have; one more digit than whole where something is divided."""
    if "/" in spelled(formula):
        return RATIO_DECIMALS
    return max((slot.decimals for slot in slots), default=0)
