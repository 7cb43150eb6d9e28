"""One task on the line of time: its turns as pieces, from when each opens to when it is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.overview.rules.months import Span, percent

_SEEN = 60  # hundredths of a percent: less could not be seen


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a task: how many shares of it there are, how many are done, the last of them on ``done_on``."""

    opens_on: date | None
    due_on: date
    shares: int
    done: int
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of the picture; ``start`` and ``length`` in percent. What was done after its day runs on as "over"."""

    tone: str
    start: str
    length: str


def strokes(turns: Iterable[Turn], span: Span, *, since: date, today: date) -> list[Stroke]:
    """From opening (``since``, where a turn says none) to the due day; then on, to when it was done or to today."""
    drawn: list[Stroke] = []
    for turn in turns:
        opens = min(turn.opens_on or since, turn.due_on)
        is_done = turn.done == turn.shares
        tone = "done" if is_done else "late" if turn.due_on < today else "rest"
        drawn += _stroke(tone, opens, turn.due_on, span)
        end = turn.done_on if is_done else today
        if end and end > turn.due_on:
            drawn += _stroke("over", turn.due_on, end, span)
    return drawn


def _stroke(tone: str, first: date, last: date, span: Span) -> list[Stroke]:
    if last < span.first or first > span.last:
        return []
    start, end = span.place(first), span.place(last)
    start = min(start, 10_000 - _SEEN)
    return [Stroke(tone, percent(start), percent(max(end - start, _SEEN)))]
