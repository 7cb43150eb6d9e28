"""An amount in words that differs from its figures.

Silent: where the words make no number, and where no figure in đồng stands right before them, right behind
them, or as the total of the table that they close.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from chungtay.reader.blocks import Line, Span, Text
from chungtay.reader.checks.paper import Findings, Paper, slip
from chungtay.reader.lexicon import low
from chungtay.reader.quantities.counted_tables import CountedTable
from chungtay.reader.quantities.numbers import printed
from chungtay.reader.quantities.units import find_quantities, money_factor
from chungtay.reader.quantities.words import WordAmount, find_amounts

_IN_WORDS = re.compile(r"bằng chữ")
_BRIDGE = re.compile(r"(?:/\w+)?[\s(“\"–,:;-]*(?:(?:số tiền )?(?:viết |ghi )?bằng chữ(?: là)?)?[\s:(“\"]*")
_NEAR = 80  # characters between a figure and its words
_BELOW = 300  # characters between a table and the line that says its total in words

Figure = tuple[Decimal, Span]


def check_words(paper: Paper) -> Findings:
    """Every amount in words that stands beside its figure."""
    checks, held = [], 0
    for line in paper.text.lines:
        amounts = list(find_amounts(paper.text.text, line.start, line.end))
        figures = _figures(paper.text, line) if amounts else []
        for words in amounts:
            figure = _beside(paper.text, figures, words) or _of_table(paper, line, words)
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


def _figures(text: Text, line: Line) -> list[Figure]:
    found = ((q.money, (q.start, q.unit_end)) for q in find_quantities(text.text, line.start, line.end))
    return [(money, span) for money, span in found if money is not None]


def _beside(text: Text, figures: Sequence[Figure], words: WordAmount) -> Figure | None:
    """The figure right before the words or, written the other way round, right behind them."""
    before = [figure for figure in figures if figure[1][0] < words.end]
    near = [figure for figure in before if _is_bridge(text.text[figure[1][1] : words.start])]
    if near or before or not figures:
        return near[0] if near else None
    return figures[0] if _is_bridge(text.text[words.end : figures[0][1][0]]) else None


def _is_bridge(said: str) -> bool:
    return len(said) <= _NEAR and _BRIDGE.fullmatch(low(said).replace(")", "")) is not None


def _of_table(paper: Paper, line: Line, words: WordAmount) -> Figure | None:
    """The total of the table right above or around, where the line says that this is the sum in words."""
    if not _IN_WORDS.search(low(paper.text.text[max(line.start, words.start - _BELOW) : words.start])):
        return None
    above = [t for t in paper.tables if t.span[0] < line.start and line.start - t.span[1] <= _BELOW]
    return _total(above[-1]) if above else None


def _total(table: CountedTable) -> Figure | None:
    amount, factor = table.amount(table.total), money_factor(table.unit)
    if amount is None or amount.value is None or factor is None:
        return None
    return amount.value * factor, amount.span
