"""Numbers as the parts of a bar, for a template that draws them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar; ``start`` and ``length`` are hundredths of it, as text that no locale bends."""

    tone: str
    start: str
    length: str


def stack(parts: Iterable[tuple[str, int]], whole: int) -> tuple[Piece, ...]:
    """The parts one after another, each with its tone, out of ``whole``; what is nothing has no piece.

    Reckoned in whole numbers, so that money may be drawn as well; the pieces meet without a gap.
    """
    pieces, before = [], 0
    for tone, number in parts:
        start, before = _share(before, whole), before + number
        if number > 0:
            pieces.append(Piece(tone, _percent(start), _percent(_share(before, whole) - start)))
    return tuple(pieces)


def _share(number: int, whole: int) -> int:
    return number * 10_000 // whole if whole else 0


def _percent(share: int) -> str:
    return f"{share // 100}.{share % 100:02d}"
