"""Formulas of the catalogue as SQL that DuckDB and Spark share: one column for each reference, and the answer.

The tables they run on have one row for each unit, period and slot; a slot is a reference of the formula. A reference
that nobody reported is null, and so is the answer. Where all references are numbers and the answer is null, something
was divided by zero.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from chungtay.catalogue.rules.expressions import Call, Expression, Number, Reference, Twofold

THOUSANDTHS = 1000
SLOT = ("amount", "reports", "reasons", "given")  # columns of one slot, in the order of the answer
_SURE = Context(prec=14, rounding=ROUND_HALF_UP)  # digits of a double that no order of adding changes


class NotAFormula(Exception):
    """A comparison, "and" or "or" says yes or no; an indicator is a number."""


def pivot(slots: int, formula: str) -> str:
    """A row for each unit and period: the formula's answer, then the columns SLOT of each slot."""
    columns = ", ".join(
        f"max(CASE WHEN slot = {slot} THEN {name} END) AS {name}_{slot}"
        for slot in range(slots)
        for name in SLOT
    )
    told = ", ".join(f"{name}_{slot}" for slot in range(slots) for name in SLOT)
    wide = f"SELECT unit, bucket, max(divided) AS divided, {columns} FROM totals GROUP BY unit, bucket"  # noqa: S608
    return f"SELECT unit, bucket, divided, {formula} AS answer, {told} FROM ({wide}) wide"  # noqa: S608


def as_sql(expression: Expression, slots: Mapping[Reference, int]) -> str:
    """The expression over the columns of ``pivot``. Raises NotAFormula."""
    if isinstance(expression, Number):
        return f"CAST({expression.value:f} AS DOUBLE)"
    if isinstance(expression, Reference):
        return f"(CAST(amount_{slots[expression]} AS DOUBLE) / {THOUSANDTHS})"
    if isinstance(expression, Call):
        return _call(expression.name, [as_sql(part, slots) for part in expression.parts])
    left, right = as_sql(expression.left, slots), as_sql(expression.right, slots)
    return _two(expression, left, right)


def _two(expression: Twofold, left: str, right: str) -> str:
    if expression.sign == "/":
        return f"({left} / NULLIF({right}, 0))"
    if expression.sign in ("+", "-", "*"):
        return f"({left} {expression.sign} {right})"
    raise NotAFormula(expression.sign)


def _call(name: str, parts: list[str]) -> str:
    if name == "sum":
        return f"({' + '.join(parts)})"
    # Both engines pass over nulls in greatest and least; here not reported is never passed over.
    missing = " OR ".join(f"{part} IS NULL" for part in parts)
    chosen = "greatest" if name == "max" else "least"
    return (
        f"CASE WHEN {missing} THEN NULL ELSE {chosen}({', '.join(parts)}) END" if len(parts) > 1 else parts[0]
    )


def rounded(answer: float | Decimal, decimals: int) -> Decimal:
    """An answer as it is shown: half away from zero, as people round.

    >>> rounded(2.6749999999999998, 2), rounded(Decimal("0.5"), 0)
    (Decimal('2.68'), Decimal('1'))
    """
    exact = answer if isinstance(answer, Decimal) else _SURE.create_decimal(repr(answer))
    return exact.quantize(_unit(decimals), rounding=ROUND_HALF_UP)


@cache
def _unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)
