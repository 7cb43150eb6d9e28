"""Promises in tables: a row per promise, a column per year ("Chỉ tiêu | Đơn vị tính | 2024 | 2025"), or turned round.

A table is one of promises where its heads say so, or the line over it or the headings above it do.
"""

import re
from collections.abc import Iterator, Sequence

from chungtay.reader.blocks import DataTable, TableCell, Text
from chungtay.reader.contract import Relation, Section, Target
from chungtay.reader.lexicon import low, words
from chungtay.reader.quantities.counted_columns import (
    counted_columns,
    find_title,
    find_unit,
    is_about_money,
    stated_unit,
)
from chungtay.reader.quantities.horizons import find_horizons
from chungtay.reader.quantities.numbers import plain
from chungtay.reader.quantities.units import Quantity, find_quantities, read_unit
from chungtay.reader.structure.tables import Column, Heads, lines_before, read_heads, starts_with
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
_ANNOUNCED = re.compile(r"chỉ tiêu|mục tiêu|lộ trình|phấn đấu")
_SHARED_OUT = re.compile(r"chỉ tiêu")  # over a table that splits it by other columns than years
_REACHED = re.compile(
    r"kết quả(?! cần| dự kiến| phải| mong)|đã đạt|tình hình|thực trạng|thống kê|số liệu|theo dõi|so sánh"
)
_YEAR_ALONE = re.compile(r"(?:đến )?(?:hết )?(?:năm )?(?:19|20)\d\d")
_CHANGE = re.compile(
    r"(?:tỷ lệ |mức |kéo )?(?:giảm|tăng)(?! cường| nặng)(?= (?:số|tỷ|ít|tối|thêm|dần|bình|hằng|hàng|từ|tội))"
)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
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
        for target in _targets(text, table, [s for s in sections if s.span[0] <= table.start < s.span[1]])
    ]


def _targets(text: Text, table: DataTable, above: Sequence[Section]) -> Iterator[Target]:
    heads, before = read_heads(table), lines_before(text, table, 2)
    nearest = [low(line) for line in (*before, *(s.title for s in reversed(above)))]
    reached = any(map(_REACHED.search, nearest[:2]))
    told = (
        [] if reached or _is_money(heads, before) else [said for said in nearest if _ANNOUNCED.search(said)]
    )
    section = above[-1].id if above else None
    if told and (years := _column_of_years(heads)):
        yield from _turned(heads, years, section)
        return
    label = _label(heads, bool(told))
    if label is None:
        return
    unit = _unit_column(heads)
    common = stated_unit(heads, before)
    dues = [h.due for said in told for h in find_horizons(said) if h.due]
    columns = _promised(heads, label, years=not reached)
    if not columns and any(_SHARED_OUT.search(said) for said in told[:2]):
        columns = _shared_out(heads, label)
    for row in heads.body:
        name = row[label.index].text.strip()
        if not name or starts_with(name, words("tables")["rows"]["total"]):
            continue
        named = read_unit(row[unit.index].text) or low(row[unit.index].text.strip()) if unit else common
        for column in columns:
            if (cell := row[column.index]) is not row[label.index]:
                yield from _target(name, cell, column, named, dues[0] if dues else None, section)


def _is_money(heads: Heads, before: Sequence[str]) -> bool:
    said = (find_title(heads, before), *before[:1])
    return any(map(is_about_money, said)) or find_unit(heads, before) is not None


def _column_of_years(heads: Heads) -> Column | None:
    """The column that says a year in every row: "Năm | Số người cai nghiện | Tỷ lệ"."""
    for column in heads.columns[:2]:
        cells = [low(row[column.index].text.strip()) for row in heads.body]
        if len(cells) > 1 and all(map(_YEAR_ALONE.fullmatch, cells)):
            return column
    return None


def _turned(heads: Heads, years: Column, section: str | None) -> Iterator[Target]:
    for row in heads.body:
        due = f"{row[years.index].text.strip()[-4:]}-12-31"
        for column in counted_columns(heads, words("tables")["number"]):
            if column.index > years.index and not _RESULT.search(low(column.words)):
                name = _ASIDE.sub("", column.head)
                yield from _target(name, row[column.index], column, None, due, section)


def _unit_column(heads: Heads) -> Column | None:
    """The column "Đơn vị tính"; a mere "Đơn vị" is one where it names units and not bodies."""
    for column in heads.columns:
        if starts_with(column.head, words("tables")["unit"]):
            return column
        if low(column.head.strip(" .:")) == "đơn vị":
            said = [row[column.index].text.strip() for row in heads.body if row[column.index].text.strip()]
            units = sum(read_unit(text) is not None or not text[0].isupper() for text in said)
            if said and units * 3 > len(said) * 2:
                return column
    return None


def _label(heads: Heads, told: bool) -> Column | None:
    """The column that says what is promised; where only the heads of the counts or the words above say it, the
    first of words."""
    texts = [column for column in heads.columns if _is_text(heads, column)]
    named = [column for column in texts if starts_with(column.head, _AIM)]
    given = told or any(_GIVEN.search(low(column.head)) for column in heads.columns if column not in texts)
    return next(iter(named or (texts if given else [])), None)


def _is_text(heads: Heads, column: Column) -> bool:
    if starts_with(column.head, words("tables")["number"]) or column == _unit_column(heads):
        return False
    cells = [row[column.index].text for row in heads.body]
    return sum(any(map(str.isalpha, cell)) for cell in cells) * 2 > len(cells)


def _promised(heads: Heads, label: Column, *, years: bool) -> list[Column]:
    """The columns of what is planned, and of ``years`` unless the table tells what was reached."""
    return [
        column
        for column in heads.columns
        if column.index > label.index
        and not _RESULT.search(low(column.words))
        and not starts_with(column.head, [*words("tables")["unit"], *words("tables")["note"]])
        and ((years and column.year is not None) or _PROMISED.search(low(column.words)))
    ]


def _shared_out(heads: Heads, label: Column) -> list[Column]:
    """Under "Chỉ tiêu giao các xã năm 2026" every column that counts, but their sum."""
    lexicon = words("tables")
    skip = [*lexicon["number"], *lexicon["unit"], *lexicon["note"], *lexicon["whole"]]
    columns = counted_columns(heads, skip)
    return [c for c in columns if c.index > label.index and not _RESULT.search(low(c.words))]


def _target(
    name: str, cell: TableCell, column: Column, unit: str | None, due: str | None, section: str | None
) -> Iterator[Target]:
    quantities = list(find_quantities(cell.text))
    if len(quantities) != 1:
        return
    quantity = quantities[0]
    dues = [h.due for h in find_horizons(low(" ".join(column.heads))) if h.due]
    bracket = re.search(r"\(([^()]+)\)", column.head)
    unit = unit or (read_unit(bracket[1]) if bracket else None)
    yield Target(
        text=name,
        relation=_relation(cell.text, quantity, name),
        value=plain(quantity.value),
        value_max=None if quantity.value_max is None else plain(quantity.value_max),
        unit=quantity.unit or unit or ("%" if "%" in name + column.words else None),
        due=dues[-1] if dues else f"{column.year}-12-31" if column.year else due,
        baseline_year=None,
        per=None,
        section=section,
        span=(cell.start, cell.end),
        why=(Why("targets.table_cell", (cell.start, cell.end)),),
    )


def _relation(printed: str, quantity: Quantity, name: str) -> Relation:
    """What the cell says beside its number, else what the row says at its end, or of a change at its beginning."""
    before, after = low(printed[: quantity.start]), low(printed[quantity.unit_end :])
    if "trở lên" in after:
        return "at_least"
    said = low(name).strip(" ():.,")
    ends = [
        relation for sign, relation in _SIGNS if sign in before or re.search(rf"\W{re.escape(sign)}$", said)
    ]
    if not ends and (change := _CHANGE.match(said)):
        return "decrease" if "giảm" in change.group() else "increase"
    return next(iter(ends), "equal")
