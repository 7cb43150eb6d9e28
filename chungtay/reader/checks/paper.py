"""What every check is given, and how it speaks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from chungtay.reader.blocks import Span, Text
from chungtay.reader.checks.clauses import Clause, find_clauses
from chungtay.reader.contract import (
    Budget,
    Check,
    CheckCode,
    Figure,
    Header,
    Number,
    Section,
    Severity,
    Target,
    Task,
)
from chungtay.reader.quantities.counted_tables import CountedTable
from chungtay.reader.quantities.numbers import plain
from chungtay.reader.trust.why import Why


@dataclass(frozen=True)
class Paper:
    """A document as read so far; ``tables`` are its counted tables with the place of every cell."""

    text: Text
    header: Header = field(default_factory=Header)
    sections: Sequence[Section] = ()
    tasks: Sequence[Task] = ()
    targets: Sequence[Target] = ()
    figures: Sequence[Figure] = ()
    budgets: Sequence[Budget] = ()
    tables: Sequence[CountedTable] = ()

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The paragraphs that say a number, read once for all checks."""
        return tuple(find_clauses(self.text))


@dataclass(frozen=True, slots=True)
class Findings:
    """What does not hold, and how many statements of the kind were tried and hold."""

    checks: tuple[Check, ...] = ()
    held: int = 0


def slip(
    code: CheckCode,
    message: str,
    *,
    stated: Decimal | str | None,
    found: Decimal | str | None,
    spans: Sequence[Span],
    severity: Severity = "error",
    missing: str | None = None,
) -> Check:
    """One finding; numbers are written as JSON writes them."""
    why = tuple(Why(f"checks.{code}", span) for span in spans)
    return Check(code, severity, message, _written(stated), _written(found), missing, tuple(spans), why=why)


def _written(value: Decimal | str | None) -> Number | str | None:
    return plain(value) if isinstance(value, Decimal) else value
