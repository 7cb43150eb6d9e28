"""Promises in tables: a row per promise, a column per year ("Chỉ tiêu | Đơn vị tính | 2024 | 2025")."""

import re
from collections.abc import Iterator, Sequence

from chungtay.reader.blocks import DataTable, TableCell, Text
from chungtay.reader.contract import Relation, Section, Target
from chungtay.reader.lexicon import low, words
from chungtay.reader.quantities.horizons import find_horizons
from chungtay.reader.quantities.numbers import plain
from chungtay.reader.quantities.units import Quantity, find_quantities, read_unit
from chungtay.reader.structure.tables import Column, Heads, read_heads, starts_with
from chungtay.reader.structure.zones import Zone
from chungtay.reader.trust.why import Why

_AIM = (
    "chỉ tiêu",
    "mục tiêu",
    "tên chỉ tiêu",
    "nội dung chỉ tiêu",
    "nhóm chỉ tiêu",
    "các chỉ tiêu",
    "danh mục chỉ tiêu",
)
_RESULT = re.compile(r"thực hiện|kết quả|ước|hiện trạng|thực trạng|số liệu|đã đạt|thực tế")
_PROMISED = re.compile(r"kế hoạch|mục tiêu|chỉ tiêu|giao|phấn đấu|lộ trình|cần đạt|yêu cầu")
_GIVEN = re.compile(r"(?:chỉ tiêu|mục tiêu|kế hoạch)\b.*\b(?:giao|phấn đấu|đăng ký|năm (?:19|20)\d\d)")
_SIGNS: tuple[tuple[str, Relation], ...] = (
    ("≥", "at_least"), (">", "at_least"), ("trên", "at_least"), ("ít nhất", "at_least"),
    ("tối thiểu", "at_least"),
    ("≤", "at_most"), ("<", "at_most"), ("dưới", "at_most"), ("không quá", "at_most"), ("tối đa", "at_most"),
    ("tăng", "increase"), ("giảm", "decrease"),
)  # fmt: skip


def find_table_targets(text: Text, sections: Sequence[Section], zones: Sequence[Zone]) -> list[Target]:
    """The promises in tables that stand among aims or duties."""
    zone_at = {line.start: zone for line, zone in zip(text.lines, zones, strict=True)}
    return [
        target
        for table in text.tables
        if zone_at.get(table.start) is not Zone.SITUATION
        for target in _targets(table, sections)
    ]


def _targets(table: DataTable, sections: Sequence[Section]) -> Iterator[Target]:
    heads = read_heads(table)
    label = _label(heads)
    if label is None:
        return
    unit = next((c for c in heads.columns if starts_with(c.head, words("tables")["unit"])), None)
    inside = [s for s in sections if s.span[0] <= table.start < s.span[1]]
    section = inside[-1].id if inside else None
    for row in heads.body:
        for column in _promised(heads, label):
            cell = row[column.index]
            name = row[label.index].text.strip()
            if (
                name
                and cell is not row[label.index]
                and not starts_with(name, words("tables")["rows"]["total"])
            ):
                named = read_unit(row[unit.index].text) or row[unit.index].text.strip() if unit else None
                yield from _target(row[label.index], cell, column, named, section)


def _label(heads: Heads) -> Column | None:
    """The column that says what is promised; where only the heads of the counts say it, the first of words."""
    texts = [column for column in heads.columns if _is_text(heads, column)]
    named = [column for column in texts if starts_with(column.head, _AIM)]
    given = any(_GIVEN.search(low(column.head)) for column in heads.columns if column not in texts)
    return next(iter(named or (texts if given else [])), None)


def _is_text(heads: Heads, column: Column) -> bool:
    if starts_with(column.head, [*words("tables")["number"], *words("tables")["unit"]]):
        return False
    cells = [row[column.index].text for row in heads.body]
    return sum(any(map(str.isalpha, cell)) for cell in cells) * 2 > len(cells)


def _promised(heads: Heads, label: Column) -> list[Column]:
    """The columns of years, or of what is planned; not those of what was reached."""
    return [
        column
        for column in heads.columns
        if column.index > label.index
        and not _RESULT.search(low(column.words))
        and not starts_with(column.head, [*words("tables")["unit"], *words("tables")["note"]])
        and (column.year is not None or _PROMISED.search(low(column.words)))
    ]


def _target(
    label: TableCell, cell: TableCell, column: Column, unit: str | None, section: str | None
) -> Iterator[Target]:
    quantities = list(find_quantities(cell.text))
    if len(quantities) != 1:
        return
    quantity = quantities[0]
    dues = [h.due for h in find_horizons(low(" ".join(column.heads))) if h.due]
    due = dues[-1] if dues else f"{column.year}-12-31" if column.year else None
    bracket = re.search(r"\(([^()]+)\)", column.head)
    unit = unit or (read_unit(bracket[1]) if bracket else None)
    yield Target(
        text=label.text,
        relation=_relation(cell.text, quantity),
        value=plain(quantity.value),
        value_max=None if quantity.value_max is None else plain(quantity.value_max),
        unit=quantity.unit or unit or ("%" if "%" in label.text + column.words else None),
        due=due,
        baseline_year=None,
        per=None,
        section=section,
        span=(cell.start, cell.end),
        why=(Why("targets.table_cell", (cell.start, cell.end)),),
    )


def _relation(printed: str, quantity: Quantity) -> Relation:
    before, after = low(printed[: quantity.start]), low(printed[quantity.unit_end :])
    if "trở lên" in after:
        return "at_least"
    return next((relation for sign, relation in _SIGNS if sign in before), "equal")
