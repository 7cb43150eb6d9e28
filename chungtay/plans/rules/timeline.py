"""Figures as pictures: plain numbers for the bars that a template draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chungtay.base.bars import Piece, stack
from chungtay.plans.rules.states import Figures

_MONTHS_SHOWN = 24  # a longer span is drawn in quarters
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Column:
    """What falls due in a month or quarter; pieces are stacked upwards, 100 is the highest column."""

    label: str
    first: date
    last: date
    figures: Figures
    pieces: tuple[Piece, ...]
    is_now: bool


def pieces_of(figures: Figures, scale: int = 0) -> tuple[Piece, ...]:
    """Done, then late, then soon, then the rest; out of ``scale`` shares, or of the figures' own."""
    rest = figures.later + figures.undated
    parts = [("done", figures.done), ("late", figures.late), ("soon", figures.soon), ("rest", rest)]
    return stack(parts, scale or figures.shares)


def columns(by_month: Mapping[date, Figures], today: date) -> list[Column]:
    """Every month from first to last in which something falls due; quarters for a long span."""
    if not by_month:
        return []
    first, last = min(by_month), max(by_month)
    step = 1 if _months(first, last) <= _MONTHS_SHOWN else 3
    spans: dict[date, Figures] = {}
    start = date(first.year, (first.month - 1) // step * step + 1, 1)
    while start <= last:
        following = _after(start, step)
        spans[start] = sum(
            (figures for month, figures in by_month.items() if start <= month < following), start=Figures()
        )
        start = following
    highest = max(figures.shares for figures in spans.values())
    return [
        Column(
            label=_label(begin, step), first=begin, last=_after(begin, step) - timedelta(days=1),
            figures=figures, pieces=pieces_of(figures, highest), is_now=begin <= today < _after(begin, step),
        )
        for begin, figures in spans.items()
    ]  # fmt: skip


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _label(start: date, step: int) -> str:
    return f"{start.month}/{start.year}" if step == 1 else f"{_ROMAN[start.month // 3]}/{start.year}"
