"""A series as a line, for a template that draws it. Points in hundredths, as text that no locale bends."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, MARGIN = 600, 120, 8


@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: str
    period: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """``strokes``: one run of points for each stretch without a gap; ``path``: the points of a target's path."""

    strokes: tuple[str, ...]
    dots: tuple[Dot, ...]
    path: str = ""


def series(
    periods: Sequence[str], values: Sequence[Decimal | None], wanted: Sequence[Decimal | None] = ()
) -> Series | None:
    """None where fewer than two numbers are known: there is then no line to see."""
    known = [value for value in (*values, *wanted) if value is not None]
    if sum(value is not None for value in values) < 2:
        return None
    low, high = min(Decimal(0), *known), max(known)
    dots = [
        None if value is None else Dot(_x(at, len(periods)), _y(value, low, high), periods[at], value)
        for at, value in enumerate(values)
    ]
    strokes: list[list[str]] = [[]]
    for dot in dots:
        if dot is None:
            strokes.append([])
        else:
            strokes[-1].append(f"{dot.x},{dot.y}")
    path = [
        f"{_x(at, len(periods))},{_y(value, low, high)}"
        for at, value in enumerate(wanted)
        if value is not None
    ]
    return Series(
        tuple(" ".join(run) for run in strokes if len(run) > 1),
        tuple(dot for dot in dots if dot),
        " ".join(path),
    )


def _x(at: int, count: int) -> str:
    return str(MARGIN + (WIDTH - 2 * MARGIN) * at // max(1, count - 1))


def _y(value: Decimal, low: Decimal, high: Decimal) -> str:
    room = HEIGHT - 2 * MARGIN
    return str(HEIGHT - MARGIN - (int((value - low) * room / (high - low)) if high > low else 0))
