"""An amount in words that differs from its figures.

Silent: where the words make no number, and where no figure in đồng stands right before them, right behind
them, or as the total of the table that they close.
"""

import re
from decimal import Decimal

from chungtay.reader.blocks import Line, Span, Text
from chungtay.reader.checks.paper import Findings, Paper, slip
from chungtay.reader.lexicon import low
from chungtay.reader.quantities.counted_tables import CountedTable
from chungtay.reader.quantities.numbers import printed
from chungtay.reader.quantities.units import Quantity, find_quantities, money_factor
from chungtay.reader.quantities.words import WordAmount, find_amounts

_IN_WORDS = re.compile(r"bằng chữ")
_BRIDGE = re.compile(r"[\s(“\"–,:;-]*(?:(?:số tiền )?(?:viết |ghi )?bằng chữ(?: là)?)?[\s:(“\"]*")
_BELOW = 300  # characters between a table and the line that says its total in words

Figure = tuple[Decimal, Span]


def check_words(paper: Paper) -> Findings:
    """Every amount in words that stands beside its figure."""
    checks, held = [], 0
    for line in paper.text.lines:
        for words in find_amounts(paper.text.text, line.start, line.end):
            figure = _beside(paper.text, line, words) or _of_table(paper, line, words)
            if words.value is None or figure is None:
                continue
            value, span = figure
            if value == words.value:
                held += 1
                continue
            message = (
                f"Số tiền bằng số là {printed(value)} đồng nhưng bằng chữ là {printed(words.value)} đồng."
            )
            spans = [span, (words.start, words.end)]
            checks.append(slip("words", message, stated=value, found=Decimal(words.value), spans=spans))
    return Findings(tuple(checks), held)


def _beside(text: Text, line: Line, words: WordAmount) -> Figure | None:
    """The figure right before the words or, written the other way round, right behind them."""
    before: Quantity | None = None
    for quantity in find_quantities(text.text, line.start, line.end):
        if quantity.money is None:
            continue
        if quantity.start >= words.end:
            near = _BRIDGE.fullmatch(low(text.text[words.end : quantity.start]).replace(")", ""))
            return (quantity.money, (quantity.start, quantity.unit_end)) if near and before is None else None
        before = quantity
        if _BRIDGE.fullmatch(low(text.text[quantity.unit_end : words.start]).replace(")", "")):
            return quantity.money, (quantity.start, quantity.unit_end)
    return None


def _of_table(paper: Paper, line: Line, words: WordAmount) -> Figure | None:
    """The total of the table right above or around, where the line says that this is the sum in words."""
    if not _IN_WORDS.search(low(paper.text.text[line.start : words.start])):
        return None
    above = [t for t in paper.tables if t.span[0] < line.start and line.start - t.span[1] <= _BELOW]
    return _total(above[-1]) if above else None


def _total(table: CountedTable) -> Figure | None:
    amount, factor = table.amount(table.total), money_factor(table.unit)
    if amount is None or amount.value is None or factor is None:
        return None
    return amount.value * factor, amount.span
