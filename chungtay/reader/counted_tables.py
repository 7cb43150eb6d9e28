"""Tables that count: which rows lie under which, what each column is, what the table says in all.

A table is one of money where its unit is money or its heads or title speak of money.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chungtay.reader.blocks import DataTable, Span, TableCell, Text
from chungtay.reader.labels import parse_label
from chungtay.reader.lexicon import low, words
from chungtay.reader.row_labels import Levels, RowLabel, parse_row_label
from chungtay.reader.tables import (
    Amount,
    Column,
    Heads,
    english_commas,
    lines_before,
    read_amount,
    read_heads,
    starts_with,
)
from chungtay.reader.units import money_factor, read_unit

_UNIT = re.compile(
    r"(?:đvt|đơn vị(?: tính)?|đ/v tính)\s*[:(]*\s*([\w.,đ ]+)|\(\s*([\w. ]*đồng|tr\.?đ)\s*\)", re.IGNORECASE
)
_UNIT_LINE = re.compile(r"\(?\s*(?:đvt|đơn vị(?: tính)?|đ/v tính)\s*:", re.IGNORECASE)
_TITLE = re.compile(r"(?:biểu|bảng|phụ lục|dự toán|kinh phí|tổng hợp|nhu cầu|dự kiến)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\(?\s*(?:kèm theo|ban hành kèm|đính kèm|có phụ lục)", re.IGNORECASE)
_YEAR = re.compile(r"(?:kế hoạch |dự toán |kinh phí )?(?:năm )?((?:19|20)\d\d)", re.IGNORECASE)
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class CountedColumn:
    """``group`` holds columns together that split the same whole: years, sources, the parts of a year."""

    column: Column
    name: str
    group: str
    whole: bool  # the sum of its group


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
    unit = _find_unit(heads, before)
    title = _find_title(heads, before)
    about_money = money_factor(unit) is not None or _is_about_money(title)
    columns = _money_columns(heads, about_money=about_money)
    money = bool(columns)
    columns = columns or _counted_columns(heads, words("tables")["number"] + words("tables")["unit"])
    if not columns or not heads.body:
        return None
    total = _total_column(columns)
    rest = [column for column in columns if column is not total]
    rows = tuple(_read_rows(heads, columns))
    if sum(row.kind == "row" for row in rows) < 1:
        return None
    if money:
        unit = _of_unit(unit, [amount for row in rows for amount in row.amounts.values()])
    return CountedTable(title, money, unit, _named(rest, total), total, rows, (table.start, table.end))


# the unit and the title


def _find_unit(heads: Heads, before: Sequence[str]) -> str | None:
    """The unit named in the heads, inside the table, or in the lines over it; the nearest wins."""
    for words_ in (*(column.words for column in heads.columns), *heads.inside, *before):
        for match in _UNIT.finditer(words_):
            unit = read_unit(match[1] or match[2])
            if money_factor(unit) is not None:
                return unit
    return None


def _of_unit(unit: str | None, amounts: Sequence[Amount]) -> str | None:
    """Without a named unit, amounts that are all whole thousands from a million up are đồng."""
    values = [amount.value for amount in amounts if amount.value]
    if unit is None and values and max(values) >= 10**6 and all(value % 1000 == 0 for value in values):
        return "đồng"
    return unit


def _find_title(heads: Heads, before: Sequence[str]) -> str:
    inside = [line for line in heads.inside if not _UNIT_LINE.match(line)]
    if inside:
        return " ".join(inside)
    parts: list[str] = []
    for line in before:
        if _UNIT_LINE.match(line) or _ASIDE.match(line):
            continue
        if parts and not (line.isupper() and parts[0].isupper()):
            break
        if len(line) > _LONGEST_TITLE or not (line.isupper() or _TITLE.match(line) or len(line) < 120):
            break
        label = parse_label(line)
        parts.insert(0, line[label.length :] if label else line)
        if not line.isupper():
            break
    return " ".join(parts).rstrip(" :")


def _is_about_money(title: str) -> bool:
    return any(word in low(title) for word in ("kinh phí", "dự toán", "ngân sách", "nguồn vốn", "thu chi"))


# the columns


def _money_columns(heads: Heads, *, about_money: bool) -> list[Column]:
    lexicon = words("tables")
    others = ("number", "unit", "note", "quantity", "price")
    counted = _counted_columns(heads, [phrase for name in others for phrase in lexicon[name]])
    if about_money:
        return counted
    speaks = [column for column in counted if any(word in low(column.words) for word in lexicon["money"])]
    return counted if speaks and _all_may_be_money(counted, speaks) else []


def _counted_columns(heads: Heads, skip: Sequence[str]) -> list[Column]:
    return [
        column
        for column in heads.columns
        if not starts_with(column.head, skip) and _is_counted(heads, column.index) and not _is_label(column)
    ]


def _all_may_be_money(counted: Sequence[Column], speaks: Sequence[Column]) -> bool:
    """Beside a column that names money, the others are years or sources, not counts of something else."""
    whole = words("tables")["whole"]
    others = [column for column in counted if column not in speaks]
    return all(column.year or starts_with(column.head, whole) for column in others)


def _is_label(column: Column) -> bool:
    return column.index < 2 and starts_with(column.head, words("tables")["label"])


def _is_counted(heads: Heads, index: int) -> bool:
    """Most cells that say anything say a number, and at least one does."""
    if index == 0:
        return False
    cells = [row[index] for row in heads.body if row[index].text.strip() and row[index] != row[0]]
    amounts = [read_amount(cell) for cell in cells]
    numbers = sum(amount is not None for amount in amounts)
    return numbers * 3 >= len(cells) * 2 and any(a is not None and a.value is not None for a in amounts)


def _total_column(columns: Sequence[Column]) -> Column | None:
    """The column that says the whole: named so, at the outermost storey; or the only one."""
    if len(columns) == 1:
        return columns[0]
    whole = words("tables")["whole"]
    named = [c for c in columns if starts_with(c.heads[0] if c.heads else "", whole)]
    named = [c for c in named if c.year is None or len(c.heads) == 1] or named
    alone = [c for c in named if sum(d.heads[:1] == c.heads[:1] for d in columns) == 1]
    if alone:
        return alone[0]
    inner = [c for c in named if starts_with(c.head, ["tổng", "cộng", "thành tiền"])]
    return inner[0] if inner else None


def _named(columns: Sequence[Column], total: Column | None) -> tuple[CountedColumn, ...]:
    """Names by the innermost head ("2022", "NSTW"), with the heads above it only where names would clash."""
    shorts = [_short(column.head) for column in columns]
    named: list[CountedColumn] = []
    for column, short in zip(columns, shorts, strict=True):
        above = [_short(head) for head in column.heads[:-1]]
        name = " ".join([*above[-1:], short]) if shorts.count(short) > 1 and above else short
        group = _group(column, total)
        whole = bool(above) and starts_with(column.head, ["tổng", "cộng"])
        named.append(CountedColumn(column, name or str(column.index), group, whole))
    return tuple(named)


def _group(column: Column, total: Column | None) -> str:
    above = [head for head in column.heads[:-1] if total is None or head not in total.heads]
    if above:
        return above[-1]
    return "năm" if column.year else "nguồn"


def _short(head: str) -> str:
    year = _YEAR.fullmatch(head.strip())
    return year[1] if year else head.strip()


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


def _read_row(
    cells: Sequence[TableCell], number: int | None, label: int, columns: Sequence[Column], commas: bool
) -> CountedRow:
    first = cells[number] if number is not None else cells[label]
    said = cells[label].text.strip() or (first.text.strip() if number is not None else "")
    merged = number is None or first == cells[label] or len(first.text) > 8
    no = "" if merged else first.text.strip()
    amounts = {c.index: a for c in columns if (a := read_amount(cells[c.index], commas=commas)) is not None}
    rows = words("tables")["rows"]
    kind = "total" if starts_with(said, rows["total"]) and not no.strip(".)") else "row"
    style = parse_row_label(no, said)
    of_which = starts_with(said, rows["of_which"])
    span = (cells[0].start, max(cell.end for cell in cells))
    return CountedRow(no, said, 1, kind, of_which, style, amounts, (first.start, first.end), span)
