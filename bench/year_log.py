"""What an onlooker writes down of the year: from when to when what stood. It knows no rule and asks no database."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock

from chungtay.reminders.tests.oracle import Thing

DAY = timedelta(days=1)


@dataclass(slots=True)
class Piece:
    """One body's part in one turn of a task."""

    share: int
    task: int
    agency: int
    due_on: date
    since: datetime
    revision: int = 0
    refused: bool = False


@dataclass
class Log:
    """From when to when what stood, as who looks on would write it down."""

    office: int
    pieces: dict[int, Piece] = field(default_factory=dict)  # by share: what stands
    helpers: dict[int, int] = field(default_factory=dict)  # by task: who supports it
    past: list[Thing] = field(default_factory=list)
    _turns: dict[tuple[int, date], set[int]] = field(default_factory=lambda: defaultdict(set))
    _helped: dict[tuple[int, date], datetime] = field(default_factory=dict)

    def begins(self, piece: Piece) -> None:
        self.pieces[piece.share] = piece
        self._turns[piece.task, piece.due_on].add(piece.share)
        self._helped.setdefault((piece.task, piece.due_on), piece.since)

    def ends(self, share: int, now: datetime) -> Piece:
        """It is done, passed on, or owed by another day."""
        piece = self.pieces.pop(share)
        turn = (piece.task, piece.due_on)
        self.past.append(self._thing(piece, now))
        self._turns[turn].discard(share)
        if not self._turns[turn]:
            self._unhelp(turn, now)
        return piece

    def alone(self, piece: Piece) -> bool:
        return len(self._turns[piece.task, piece.due_on]) == 1

    def all_things(self, until: datetime) -> list[Thing]:
        """The past, and what stands to the end."""
        standing = [self._thing(piece, until) for piece in self.pieces.values()]
        for turn in list(self._helped):
            self._unhelp(turn, until)
        return [*self.past, *standing]

    def _unhelp(self, turn: tuple[int, date], now: datetime) -> None:
        since, helper = self._helped.pop(turn), self.helpers.get(turn[0])
        if helper is not None:  # who supports is not told after the day
            gone = min(now, datetime.combine(turn[1] + DAY, clock.min))
            key = f"plans.help:{turn[0]}:{helper}"
            self.past.append(Thing(key, helper, "help", turn[1], since, gone, self.office))

    def _thing(self, piece: Piece, gone: datetime) -> Thing:
        key = f"plans.share:{piece.share}"
        return Thing(key, piece.agency, "do", piece.due_on, piece.since, gone, self.office)
