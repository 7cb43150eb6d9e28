"""The columns of a table that count, their unit and its title: what splits what, and what is the whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chungtay.reader.lexicon import low, words
from chungtay.reader.quantities.units import money_factor, read_unit
from chungtay.reader.structure.labels import parse_label
from chungtay.reader.structure.tables import Amount, Column, Heads, read_amount, starts_with

_UNIT = re.compile(
    r"(?:đvt|đơn vị(?: tính)?|đ/v tính)\s*[:(]*\s*([\w.,đ ]+)|\(\s*([\w. ]*đồng|tr\.?đ)\s*\)", re.IGNORECASE
)
_UNIT_LINE = re.compile(r"\(?\s*(?:đvt|đơn vị(?: tính)?|đ/v tính)\s*:", re.IGNORECASE)
_UNIT_ASIDE = re.compile(r"\s*\(\s*(?:đvt|đơn vị(?: tính)?|đ/v tính)[^)]*\)", re.IGNORECASE)
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


# the unit and the title


def find_unit(heads: Heads, before: Sequence[str]) -> str | None:
    """The unit named in the heads, inside the table, or in the lines over it; the nearest wins."""
    for words_ in (*(column.words for column in heads.columns), *heads.inside, *before):
        for match in _UNIT.finditer(words_):
            unit = read_unit(match[1] or match[2])
            if money_factor(unit) is not None:
                return unit
    return None


def stated_unit(heads: Heads, before: Sequence[str]) -> str | None:
    """The unit of all cells, of whatever kind: "Đơn vị tính: người" over the table or inside it."""
    found = (match for said in (*heads.inside, *before) for match in _UNIT.finditer(said))
    return next((unit for match in found if (unit := read_unit(match[1] or match[2]))), None)


def unit_by_size(unit: str | None, amounts: Sequence[Amount]) -> str | None:
    """Without a named unit, amounts that are all whole thousands from a million up are đồng."""
    values = [amount.value for amount in amounts if amount.value]
    if unit is None and values and max(values) >= 10**6 and all(value % 1000 == 0 for value in values):
        return "đồng"
    return unit


def find_title(heads: Heads, before: Sequence[str]) -> str:
    """The words over the table, or in its first merged row, that name it; "" where nothing does."""
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
    return _UNIT_ASIDE.sub("", " ".join(parts)).rstrip(" :")


def is_about_money(title: str) -> bool:
    """Whether a title announces money."""
    return any(word in low(title) for word in ("kinh phí", "dự toán", "ngân sách", "nguồn vốn", "thu chi"))


# the columns


def money_columns(heads: Heads, *, about_money: bool) -> list[Column]:
    """The columns of amounts; [] where neither unit nor title nor heads speak of money."""
    lexicon = words("tables")
    others = ("number", "unit", "note", "quantity", "price")
    counted = counted_columns(heads, [phrase for name in others for phrase in lexicon[name]])
    if about_money:
        return counted
    speaks = [column for column in counted if any(word in low(column.words) for word in lexicon["money"])]
    return counted if speaks and _all_may_be_money(counted, speaks) else []


def counted_columns(heads: Heads, skip: Sequence[str]) -> list[Column]:
    """The columns that hold numbers and whose head does not begin with a phrase to ``skip``."""
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


def total_column_of(columns: Sequence[Column]) -> Column | None:
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


def named(columns: Sequence[Column], total: Column | None) -> tuple[CountedColumn, ...]:
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
