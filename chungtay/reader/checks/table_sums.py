"""Sums in tables: children under their parent, rows under the total, columns beside their whole.

Silent: where a cell of the sum is empty, where rows say "trong đó", where less than half of the sums of one
family hold (then the table means something else), and where rounding of decimals explains the difference.
"""

from collections.abc import Iterator, Sequence

from chungtay.reader.checks.equations import Equation, Place, blame, span_of, trusted
from chungtay.reader.checks.paper import Findings, slip
from chungtay.reader.contract import Check
from chungtay.reader.lexicon import low
from chungtay.reader.quantities.counted_columns import CountedColumn
from chungtay.reader.quantities.counted_tables import CountedRow, CountedTable
from chungtay.reader.quantities.numbers import printed

_RATES = (
    "%",
    "tỷ lệ",
    "tỉ lệ",
    "bình quân",
    "so với",
    "so sánh",
    "tăng",
    "giảm",
    "cùng kỳ",
    "đơn giá",
    "thứ hạng",
)


def check_table_sums(table: CountedTable) -> Findings:
    """The sums of one table."""
    kept = trusted([*_children(table), *_totals(table), *_columns(table)])
    failing = [equation for equation in kept if equation.excess]
    checks = tuple(_speak(table, equation, place) for equation, place in blame(failing))
    return Findings(checks, len(kept) - len(failing))


# which sums ought to hold


def _summed(table: CountedTable) -> list[int]:
    """The columns in which adding up makes sense; rates and comparisons do not add up."""
    columns = [table.total_column] if table.total_column else []
    columns += [column.column for column in table.columns]
    return [column.index for column in columns if not any(word in low(column.words) for word in _RATES)]


def _children(table: CountedTable) -> Iterator[Equation]:
    rows = table.rows
    for at, row in enumerate(rows):
        children = [] if row.kind != "row" else _children_of(rows, at)
        if children:
            yield from _equations(table, f"children {row.style.style}", at, children)


def _children_of(rows: Sequence[CountedRow], at: int) -> list[int]:
    below: list[int] = []
    for place in range(at + 1, len(rows)):
        if rows[place].kind != "row" or rows[place].level <= rows[at].level:
            break
        below.append(place)
    if any(rows[place].of_which for place in below):
        return []
    level = min((rows[place].level for place in below), default=0)
    return [place for place in below if rows[place].level == level]


def _totals(table: CountedTable) -> Iterator[Equation]:
    rows = table.rows
    whole = next((at for at, row in enumerate(rows) if row.kind == "total"), None)
    if whole is None:
        return
    outer = [at for at, row in enumerate(rows) if row.kind == "row" and row.level == 1 and not row.of_which]
    leaves = [at for at, row in enumerate(rows) if row.kind == "row" and not _children_of(rows, at)]
    ways = [list(_equations(table, "total", whole, parts)) for parts in (outer, leaves) if len(parts) > 1]
    yield from max(ways, key=lambda way: sum(not equation.excess for equation in way), default=[])


def _equations(table: CountedTable, kind: str, whole: int, parts: Sequence[int]) -> Iterator[Equation]:
    rows = table.rows
    for column in _summed(table):
        amounts = [rows[at].amounts.get(column) for at in (whole, *parts)]
        places = [
            Place(at, column, amount)
            for at, amount in zip((whole, *parts), amounts, strict=True)
            if amount is not None
        ]
        if len(places) == len(parts) + 1 and places[0].amount.value is not None:
            yield Equation(kind, places[0], tuple(places[1:]))


def _columns(table: CountedTable) -> Iterator[Equation]:
    """Every group of columns that splits a whole: the years, the sources, the parts of one year."""
    summed = set(_summed(table))
    columns = [column for column in table.columns if column.column.index in summed]
    groups = {
        name: [c for c in columns if c.group == name] for name in dict.fromkeys(c.group for c in columns)
    }
    for name, group in groups.items():
        whole = next((column for column in group if column.whole), None)
        if whole is not None:
            yield from _across(
                table, f"columns {name}", whole.column.index, [c for c in group if c is not whole]
            )
    if table.total_column is None or table.total_column.index not in summed:
        return
    outer = [[c for c in columns if c.whole], *groups.values(), columns]
    for place, group in enumerate(g for at, g in enumerate(outer) if g not in outer[:at]):
        equations = list(_across(table, f"columns of the total {place}", table.total_column.index, group))
        if sum(not equation.excess for equation in equations) * 2 >= len(equations) or len(outer) == 3:
            yield from equations


def _across(table: CountedTable, kind: str, whole: int, parts: Sequence[CountedColumn]) -> Iterator[Equation]:
    if len(parts) < 2:
        return
    for at, row in enumerate(table.rows):
        places = [
            Place(at, index, amount)
            for index in (whole, *(part.column.index for part in parts))
            if (amount := row.amounts.get(index)) is not None
        ]
        said = [place for place in places if place.amount.value is not None]
        if len(places) == len(parts) + 1 and len(said) > 1 and places[0].amount.value is not None:
            yield Equation(kind, places[0], tuple(places[1:]))


# what a person is told


def _speak(table: CountedTable, equation: Equation, place: Place) -> Check:
    whole, found = equation.whole.amount.value, equation.sum
    unit = f" {table.unit}" if table.unit else ""
    row = _row_name(table.rows[equation.whole.row])
    if equation.kind.startswith("columns"):
        parts = ", ".join(_column_name(table, part.column) for part in equation.parts)
        message = f"Ở {row}, các cột {parts} cộng lại được {printed(found)}{unit}"
        message += f" nhưng cột {_column_name(table, equation.whole.column)} ghi {printed(whole or found)}"
    elif equation.kind == "total":
        column = _column_name(table, equation.whole.column)
        message = (
            f"Cột {column} cộng lại được {printed(found)}{unit} nhưng {row} ghi {printed(whole or found)}"
        )
    else:
        column = _column_name(table, equation.whole.column)
        message = f"Ở cột {column}, các dòng con của {row} cộng lại được {printed(found)}{unit}"
        message += f" nhưng dòng này ghi {printed(whole or found)}"
    if place is not equation.whole and place.amount.value is not None:
        message += f"; cần xem lại số {printed(place.amount.value)} ở {_row_name(table.rows[place.row])}"
        message += f", cột {_column_name(table, place.column)}"
    spans = list(dict.fromkeys((span_of(place), span_of(equation.whole))))
    return slip("sum", f"{message}.", stated=whole, found=found, spans=spans)


def _row_name(row: CountedRow) -> str:
    label = row.label if len(row.label) <= 60 else row.label[:57].rstrip() + "…"
    return f"dòng {row.no} “{label}”" if row.no else f"dòng “{label}”"


def _column_name(table: CountedTable, index: int) -> str:
    names = {column.column.index: column.name for column in table.columns}
    if table.total_column is not None:
        names.setdefault(table.total_column.index, table.total_column.head)
    return f"“{names[index]}”"
