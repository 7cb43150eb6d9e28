"""Tables that count: which rows lie under which, what each column is, what the table says in all.

A table is one of money where its unit is money or its heads or title speak of money.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from chungtay.reader.blocks import DataTable, Span, TableCell, Text
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.quantities.counted_columns import (
    CountedColumn,
    counted_columns,
    find_title,
    find_unit,
    is_about_money,
    money_columns,
    named,
    total_column_of,
    unit_by_size,
)
from chungtay.reader.quantities.units import money_factor
from chungtay.reader.structure.row_labels import Levels, RowLabel, parse_row_label
from chungtay.reader.structure.tables import (
    Amount,
    Column,
    Heads,
    english_commas,
    lines_before,
    read_amount,
    read_heads,
    starts_with,
)


@dataclass(frozen=True, slots=True)
class CountedRow:
    """``kind`` is row, total or subtotal. ``of_which``: its amounts are part of another row's, not more."""

    no: str
    label: str
    level: int
    kind: str
    of_which: bool
    style: RowLabel
    amounts: dict[int, Amount]  # by the index of the column
    no_span: Span
    span: Span


@dataclass(frozen=True, slots=True)
class CountedTable:
    title: str
    money: bool
    unit: str | None  # of all cells; None where it is not said or differs from cell to cell
    columns: tuple[CountedColumn, ...]  # without the total column
    total_column: Column | None
    rows: tuple[CountedRow, ...]
    span: Span

    @property
    def lines(self) -> tuple[CountedRow, ...]:
        """The rows without totals."""
        return tuple(row for row in self.rows if row.kind == "row")

    @property
    def total(self) -> CountedRow | None:
        return next((row for row in self.rows if row.kind == "total"), None)

    def amount(self, row: CountedRow | None) -> Amount | None:
        """What the row says in all."""
        return None if row is None or self.total_column is None else row.amounts.get(self.total_column.index)


def read_counted_tables(text: Text) -> list[CountedTable]:
    """The tables that count something, each cell with its place."""
    return [found for table in text.tables if (found := _read(text, table)) is not None]


def _read(text: Text, table: DataTable) -> CountedTable | None:
    heads = read_heads(table)
    before = lines_before(text, table, 6)
    unit = find_unit(heads, before)
    title = find_title(heads, before)
    about_money = money_factor(unit) is not None or is_about_money(title)
    columns = money_columns(heads, about_money=about_money)
    money = bool(columns)
    columns = columns or counted_columns(heads, words("tables")["number"] + words("tables")["unit"])
    if not columns or not heads.body:
        return None
    total = total_column_of(columns)
    rest = [column for column in columns if column is not total]
    rows = tuple(_read_rows(heads, columns))
    if sum(row.kind == "row" for row in rows) < 1:
        return None
    if money:
        unit = unit_by_size(unit, [amount for row in rows for amount in row.amounts.values()])
    return CountedTable(title, money, unit, named(rest, total), total, rows, (table.start, table.end))


# the rows


def _read_rows(heads: Heads, columns: Sequence[Column]) -> Iterator[CountedRow]:
    number, label = _text_columns(heads, columns)
    commas = english_commas(heads.body)
    levels = Levels()
    of_which: str | None = None
    body = [row for row in heads.body if any(cell.text.strip() for cell in row)]
    for place, cells in enumerate(body):
        row = _read_row(cells, number, label, columns, commas)
        if starts_with(row.label, words("tables")["rows"]["aside"]):
            continue
        edge = place in (0, len(body) - 1)
        if row.kind == "total":
            yield row if edge or _is_last_sum(body, place) else replace(row, kind="subtotal")
            continue
        empty = all(amount.value is None and not amount.nil for amount in row.amounts.values())
        if empty and starts_with(row.label, words("tables")["rows"]["of_which"]):
            of_which = ""
            continue
        level = levels.level(row.style)
        of_which = _goes_on(of_which, row.style.style)
        yield replace(row, level=level, of_which=of_which is not None or row.of_which)


def _goes_on(of_which: str | None, style: str) -> str | None:
    """After "Trong đó:" the rows of one class only split the row above; another class ends them."""
    if of_which == "" or of_which == style:
        return style
    return None


def _is_last_sum(body: Sequence[Sequence[TableCell]], place: int) -> bool:
    """A total not at the edge is the whole's only near the end, over words of a remark or a signature."""
    below = body[place + 1 :]
    said = [cell for cells in below for cell in cells[1:] if cell.text]
    return len(below) <= 2 and not any(map(read_amount, said))


def _text_columns(heads: Heads, columns: Sequence[Column]) -> tuple[int | None, int]:
    lexicon = words("tables")
    taken = {column.index for column in columns}
    first = heads.columns[0]
    number = 0 if starts_with(first.head, lexicon["number"]) or _looks_numbered(heads) else None
    free = [c for c in heads.columns if c.index not in taken and c.index != number]
    named = [c for c in free if starts_with(c.head, lexicon["label"])]
    return number, (named or free or [first])[0].index


def _looks_numbered(heads: Heads) -> bool:
    cells = [row[0].text.strip() for row in heads.body if row[0].text.strip()]
    short = [t for t in cells if len(t) <= 6 and parse_row_label(t).style not in ("none", "other")]
    return len(short) * 2 > len(cells) and len(heads.columns) > 2


@cache
def _total_row() -> re.Pattern[str]:
    """ "Tổng cộng (I+II)", "Cộng mục A", but neither "Tổng hợp báo cáo" nor "Tổng số vụ"."""
    rows = words("tables")["rows"]
    behind = rf"(?:{either(rows['total_of'])}(?!\w).*|[ivx]+|[a-d])(?:\s*\+.*)?"
    return re.compile(rf"\W*{either(rows['total'])}(?:\s+{behind})?\s*(?:[(:.].*)?$")


def _read_row(
    cells: Sequence[TableCell], number: int | None, label: int, columns: Sequence[Column], commas: bool
) -> CountedRow:
    first = cells[number] if number is not None else cells[label]
    said = cells[label].text.strip() or (first.text.strip() if number is not None else "")
    merged = number is None or first == cells[label] or len(first.text) > 8
    merged = merged or (
        said == first.text.strip() and bool(_total_row().match(low(said)))
    )  # "| Cộng | | 45 |"
    no = "" if merged else first.text.strip()
    amounts = {c.index: a for c in columns if (a := read_amount(cells[c.index], commas=commas)) is not None}
    rows = words("tables")["rows"]
    kind = "total" if _total_row().match(low(said)) and not no.strip(".)") else "row"
    style = parse_row_label(no, said)
    of_which = starts_with(said, rows["of_which"])
    span = (cells[0].start, max(cell.end for cell in cells))
    return CountedRow(no, said, 1, kind, of_which, style, amounts, (first.start, first.end), span)
