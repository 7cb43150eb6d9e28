"""Budgets, cell for cell. Money that is named only in prose is no budget; an empty cell stays empty."""

import re
from collections.abc import Iterator

from chungtay.reader.blocks import Span, Text
from chungtay.reader.contract import Budget, BudgetRow, Header, Number
from chungtay.reader.quantities.counted_tables import CountedTable, read_counted_tables
from chungtay.reader.quantities.numbers import plain
from chungtay.reader.quantities.units import find_quantities
from chungtay.reader.structure.tables import Amount
from chungtay.reader.trust.why import Why

_STATED = re.compile(
    r"(?:tổng|dự kiến|dự toán)(?: nhu cầu)?(?: kinh phí| dự toán| mức đầu tư| số tiền)+[^.;:()]{0,80}?"
    r"(?:là|:|khoảng)?\s*(?=\d)",
    re.IGNORECASE,
)


def find_budgets(text: Text, header: Header) -> list[Budget]:
    """Every table of money in the text, cell for cell; the title falls back on the document's."""
    return [_budget(table, header) for table in read_counted_tables(text) if table.money]


def _budget(table: CountedTable, header: Header) -> Budget:
    rows = tuple(
        BudgetRow(
            no=row.no,
            label=row.label,
            level=row.level,
            total=_value(table.amount(row)),
            values={c.name: _value(row.amounts.get(c.column.index)) for c in table.columns},
            span=row.span,
        )
        for row in table.lines
    )
    return Budget(
        title=table.title or header.title or "",
        unit=table.unit,
        columns=tuple(column.name for column in table.columns),
        rows=rows,
        total=_value(table.amount(table.total)),
        span=table.span,
        why=(Why(f"budgets.{'unit_said' if table.unit else 'unit_unsaid'}", table.span),),
    )


def _value(amount: Amount | None) -> Number | None:
    return None if amount is None or amount.value is None else plain(amount.value)


def stated_totals(text: Text) -> Iterator[tuple[Span, int]]:
    """Sums that the prose gives for the whole ("Tổng kinh phí thực hiện: 71.440.000.000 đồng"), in đồng."""
    for line in text.lines:
        if line.in_table or not (match := _STATED.search(line.text)):
            continue
        for quantity in find_quantities(text.text, line.start + match.end(), line.end):
            if quantity.money is not None and quantity.value_max is None:
                yield (quantity.start, quantity.unit_end), int(quantity.money)
            break
