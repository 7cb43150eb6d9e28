"""Elements and their cells. The catalogue is open: nothing here asks who reads."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.catalogue.models import (
    Breakdown,
    BreakdownOption,
    Cell,
    DataElement,
    DataSet,
    ElementBreakdown,
)
from chungtay.catalogue.rules.expressions import Expression, Reference, references


def alive_on(on: date, path: str = "") -> Q:
    """What is there on that day."""
    return Q(**{f"{path}valid_from__lte": on}) & (
        Q(**{f"{path}valid_to__isnull": True}) | Q(**{f"{path}valid_to__gt": on})
    )


def said(thing: object, name: str = "name") -> str:
    """Its name in the language of the page; Vietnamese where it has no English one."""
    english = getattr(thing, f"{name}_en", "") if (get_language() or "vi").startswith("en") else ""
    return str(english or getattr(thing, name))


def element(code: str) -> DataElement:
    """With its breakdowns and their options. NotThere: no such element."""
    divided = ElementBreakdown.objects.select_related("breakdown").prefetch_related("breakdown__options")
    found = DataElement.objects.prefetch_related(Prefetch("breakdowns", divided)).filter(code=code).first()
    if found is None:
        raise NotThere("element")
    return found


def cell(code: str) -> Cell:
    """NotThere: no such cell."""
    found = Cell.objects.select_related("element").prefetch_related("options").filter(code=code).first()
    if found is None:
        raise NotThere("cell")
    return found


def ids_of(codes: Collection[str]) -> dict[str, int]:
    """Of cells, by their codes."""
    return dict(Cell.objects.filter(code__in=codes).values_list("code", "pk")) if codes else {}


def cells_of_element(element: DataElement) -> QuerySet[Cell]:
    """All it ever had, in their order."""
    return with_options(element.cells.all())


def with_options(cells: QuerySet[Cell]) -> QuerySet[Cell]:
    options = BreakdownOption.objects.select_related("breakdown")
    return cells.select_related("element").prefetch_related(Prefetch("options", options))


def options_of(cell: Cell) -> list[BreakdownOption]:
    """The options of a cell in the order in which its code names them; one query unless they were fetched."""
    named = cell.code.partition(":")[2].split(".")
    rest = list(cell.options.all())
    ordered = []
    for code in named if rest else []:
        found = next(option for option in rest if option.code == code)
        rest.remove(found)
        ordered.append(found)
    return ordered


def cell_said(cell: Cell) -> str:
    """ "nữ, từ đủ 16 đến dưới 18 tuổi"; the name of its element where it has no options."""
    return ", ".join(said(option) for option in options_of(cell)) or said(cell.element)


def list_breakdowns() -> list[tuple[int, str]]:
    """(id, name), for choosing."""
    return [(one.pk, said(one)) for one in Breakdown.objects.all()]


def forms_with(element: DataElement, on: date) -> list[DataSet]:
    """The forms that ask for it on that day."""
    asking = DataSet.objects.filter(alive_on(on), alive_on(on, "items__"), items__element=element)
    return list(asking.distinct())


def list_elements(on: date, *, words: str = "", group: str = "") -> list[DataElement]:
    """Those there on that day, whose code, name or definition holds every word."""
    found = DataElement.objects.filter(alive_on(on))
    if group:
        found = found.filter(group=group)
    asked = fold(words).split()
    return [one for one in found if all(word in _searched(one) for word in asked)]


def _searched(one: DataElement) -> str:
    return f"{fold(one.name)} {fold(one.name_en)} {one.code.casefold()} {fold(one.definition)}"


def cells_of_references(asked: Iterable[Reference]) -> dict[Reference, tuple[str, ...]]:
    """The codes of the cells that each reference adds up, whatever day; none for an element that is not there.

    Raises ValueError for one that would add what must never be added, or names too many options.
    """
    wanted = list(asked)
    elements = {one.element for one in wanted}
    codes: dict[str, list[str]] = defaultdict(list)
    rows = Cell.objects.filter(element__code__in=elements)
    for element_code, code in rows.values_list("element__code", "code"):
        codes[element_code].append(code)
    apart: dict[str, list[bool]] = defaultdict(list)
    divided = ElementBreakdown.objects.filter(element__code__in=elements).order_by("element", "position")
    for element_code, additive in divided.values_list("element__code", "breakdown__additive"):
        apart[element_code].append(additive)
    return {one: tuple(_chosen(one, codes[one.element], apart[one.element])) for one in wanted}


def _chosen(asked: Reference, codes: list[str], additive: list[bool]) -> list[str]:
    options = asked.options or (None,) * len(additive)
    if len(options) != len(additive):
        raise ValueError(f"{asked}: the element has {len(additive)} breakdowns")
    if any(option is None and not may for option, may in zip(options, additive, strict=True)):
        raise ValueError(f"{asked}: what it would add must never be added")
    return [code for code in codes if _fits(code, options)]


def _fits(code: str, options: tuple[str | None, ...]) -> bool:
    named = code.partition(":")[2].split(".")
    return not options or all(o is None or o == have for o, have in zip(options, named, strict=True))


def cells_named(expression: Expression) -> dict[Reference, tuple[str, ...]]:
    """cells_of_references of everything an expression names: for who evaluates it or compiles it."""
    return cells_of_references(references(expression))
