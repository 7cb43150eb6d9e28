"""A sheet laid out for the page: each element a block of rows and columns, each cell with its words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules.checks import BoundCheck
from chungtay.catalogue.rules.expressions import When
from chungtay.figures.queries import Remark, Sheet, SheetCell
from chungtay.figures.queries.checking import usual_of
from chungtay.figures.rules import Said, ValueEvent, ValueState, plain
from chungtay.figures.views.words import STATES, said_words


@dataclass(slots=True)
class GridCell:
    """``name`` is what the whole cell is called, ``label`` what within its row, ``row_label`` what within its element.

    ``text`` and ``missing`` are what stands in its fields.
    """

    cell: SheetCell
    name: str
    label: str
    row_label: str
    text: str
    missing: int | None
    problem: str = ""

    @property
    def pk(self) -> int:
        return self.cell.cell.pk

    @property
    def code(self) -> str:
        return self.cell.cell.code

    @property
    def revision(self) -> int:
        return self.cell.revision

    @property
    def sent_as(self) -> str:
        """What the fields were when the page was made, by which a form without scripts tells what was changed."""
        return stood(self.cell)

    @property
    def field(self) -> str:
        return field_of(self.cell.said)

    @property
    def before(self) -> str:
        return said_words(self.cell.previous)

    @property
    def year_ago(self) -> str:
        return said_words(self.cell.last_year)

    @property
    def was_approved(self) -> str:
        return said_words(self.cell.approved_as)

    @property
    def now(self) -> str:
        return said_words(self.cell.said)

    @property
    def said(self) -> str:
        """number, zero, missing or none: what the eye must tell apart."""
        if self.missing is not None:
            return "missing"
        return "none" if not self.text else "zero" if self.text == "0" else "number"

    @property
    def state(self) -> str:
        return STATES[self.cell.state][0] if self.cell.state else ""

    @property
    def state_words(self) -> str:
        return str(STATES[self.cell.state][1]) if self.cell.state else ""

    @property
    def may_enter(self) -> bool:
        return ValueEvent.ENTER in self.cell.may

    @property
    def is_returned(self) -> bool:
        return self.cell.state is ValueState.RETURNED

    @property
    def waits(self) -> bool:
        """Whether the value waits for the approval of who looks."""
        return ValueEvent.APPROVE in self.cell.may

    @property
    def may_return(self) -> bool:
        return ValueEvent.RETURN in self.cell.may

    @property
    def others(self) -> list[tuple[str, str, str]]:
        """(what somebody else wrote, who, as the fields would hold it)."""
        return [(said_words(one.said), one.by.name, field_of(one.said)) for one in self.cell.others]

    @property
    def counted_now(self) -> str:
        """What is counted by now where the number stands otherwise: its form was closed when entries still changed."""
        number = self.cell.counted[2] if self.cell.counted else None
        row = self.cell.row
        if number is None or (row and row.value == round(number, self.cell.cell.decimals)):
            return ""
        return plain(number)

    @property
    def author(self) -> str:
        """Who wrote what stands here."""
        row = self.cell.row
        return row.account.name if row and row.account else ""


@dataclass(slots=True)
class Block:
    """One element. ``heads`` names the columns, where it has several; ``adds_up`` whether a total makes sense."""

    code: str
    name: str
    unit: str
    heads: list[str]
    rows: list[tuple[str, list[GridCell]]]
    adds_up: bool

    @property
    def is_many(self) -> bool:
        """Whether its rows need a heading of their own."""
        return len(self.rows) > 1 or bool(self.heads)

    def cells(self) -> Iterator[GridCell]:
        return (cell for _label, cells in self.rows for cell in cells)


@dataclass(slots=True)
class Table:
    """Elements under one head: of a wide one its columns, of the others this period and those beside it."""

    heads: list[str]
    blocks: list[Block]


@dataclass(slots=True)
class Part:
    """A section of the form."""

    name: str
    tables: list[Table]


def field_of(said: Said | None) -> str:
    """A value as one field: "12,5", "!3" for the third reason, "" for nothing."""
    if said is None or not said.is_given:
        return ""
    return f"!{said.missing}" if said.value is None else plain(said.value)


def stood(cell: SheetCell) -> str:
    return f"{cell.revision}|{field_of(cell.said)}"


def lay_out(
    sheet: Sheet, *, typed: Mapping[int, str] | None = None, problems: Mapping[str, str] | None = None
) -> list[Part]:
    """``typed`` is put into the fields in place of what stands (by cell), ``problems`` beside them (by code)."""
    parts = []
    for section in sheet.sections:
        by_element: dict[int, list[SheetCell]] = {}
        for cell in section.cells:
            by_element.setdefault(cell.cell.cell.element_id, []).append(cell)
        blocks = [_block(cells, typed or {}, problems or {}) for cells in by_element.values()]
        if blocks:
            parts.append(Part(catalogue.said(section.section), _tables(blocks)))
    return parts


def _tables(blocks: list[Block]) -> list[Table]:
    """A wide element has a table of its own; the others that follow each other share one."""
    tables: list[Table] = []
    for block in blocks:
        if block.heads or not tables or tables[-1].heads:
            tables.append(Table(block.heads, []))
        tables[-1].blocks.append(block)
    return tables


def _block(cells: list[SheetCell], typed: Mapping[int, str], problems: Mapping[str, str]) -> Block:
    """Of an element with two breakdowns the shorter one gives the columns."""
    element = cells[0].cell.cell.element
    name = catalogue.said(element)
    options = [[_option_words(o) for o in catalogue.options_of(cell.cell.cell)] for cell in cells]
    wide = all(len(named) == 2 for named in options)
    across = 0 if wide and len({first for first, _ in options}) <= len({last for _, last in options}) else 1
    rows: dict[str, list[GridCell]] = {}
    heads: dict[str, None] = {}
    for cell, named in zip(cells, options, strict=True):
        row = named[1 - across] if wide else ", ".join(named) or name
        if wide:
            heads[named[across]] = None
        whole = f"{', '.join([name, *named])} ({cell.cell.cell.unit})"
        given = typed.get(cell.cell.pk, field_of(cell.said))
        labels = (named[across] if wide else row, ", ".join(named) or name)
        rows.setdefault(row, []).append(_cell(cell, whole, labels, given, problems))
    adds_up = len(cells) > 1 and may_total([cell.cell.cell for cell in cells])
    return Block(element.code, name, element.unit, list(heads), list(rows.items()), adds_up)


def _option_words(option: Any) -> str:
    """With its unit, where that is its own."""
    return f"{catalogue.said(option)} ({option.unit})" if option.unit else catalogue.said(option)


def may_total(cells: Sequence[Any]) -> bool:
    """Whether every option of every breakdown may be added."""
    return all(option.breakdown.additive for cell in cells for option in catalogue.options_of(cell))


def _cell(
    cell: SheetCell, name: str, labels: tuple[str, str], given: str, problems: Mapping[str, str]
) -> GridCell:
    missing = int(given[1:]) if given.startswith("!") and given[1:].isdecimal() else None
    text = given if missing is None else ""
    return GridCell(cell, name, *labels, text, missing, problems.get(cell.cell.code, ""))


def cells_of(parts: list[Part]) -> list[GridCell]:
    return [
        cell for part in parts for table in part.tables for block in table.blocks for cell in block.cells()
    ]


def for_scripts(sheet: Sheet, past: Mapping[tuple[str, When], Decimal]) -> dict[str, object]:
    """What the page's script needs to judge the checks itself: their trees, and the numbers from elsewhere."""
    return {
        "checks": [
            {"code": bound.code, "sentence": _sentence(bound, past), "tree": bound.tree}
            for bound in sheet.form.checks
        ],
        "past": {f"{code}@{when}": str(number) for (code, when), number in past.items()},
    }


def _sentence(bound: BoundCheck, past: Mapping[tuple[str, When], Decimal]) -> str:
    """With what is the same whatever is typed; the sides of the comparison are filled in by the script."""
    usual = usual_of(bound, lambda code, when: past.get((code, when)))
    return str(catalogue.said(bound.check, "sentence")).replace(
        "{median}", "?" if usual is None else plain(usual)
    )


def remark_words(remark: Remark) -> str:
    """The sentence of a check that fails, in the language of the page."""
    return remark.problem().filled(catalogue.said(remark.check, "sentence"))
