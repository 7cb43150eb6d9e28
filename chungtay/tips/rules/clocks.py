"""By when a desk does what, by the dated law where it says, by this room's policy where it does not.

What is known of a moment is its hour; a clock starts at the beginning of that hour, so that none ends too late.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chungtay.law.rules import NoAnswer
from chungtay.law.rules import due as due_by_law
from chungtay.tips.rules.subjects import policy
from chungtay.tips.rules.words import TipKind


class Duty(StrEnum):
    CLASSIFY = "classify"
    CHECK = "check"  # commune police, before it forwards
    FORWARD = "forward"
    NOTIFY = "notify"  # whoever took the number over tells the procuracy; here only shown
    DECIDE = "decide"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class TipTimes:
    """What the clocks need to know of a tip. ``since``: it lies with its body; all to the hour."""

    kind: TipKind | None
    commune: bool  # whether it lies with a body of a commune
    received: datetime
    since: datetime
    classified: datetime | None = None
    forwarded: datetime | None = None
    answered: datetime | None = None
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class TipClock:
    """``done`` empty: it runs. ``ours``: the desk that holds the tip stops it; others are only shown."""

    duty: Duty
    due: datetime
    done: datetime | None
    article: str
    verified: bool
    ours: bool = True

    def is_late(self, now: datetime) -> bool:
        return (self.done or now) > self.due


def clocks_of(tip: TipTimes) -> list[TipClock]:
    """The clocks of a tip, in the order in which they are stopped.

    A transfer starts those of the next body anew, but not the decision, which counts from the day it was told.
    """
    if tip.kind is None:
        return list(_by_law(Duty.CLASSIFY, "classify_tip", tip.since, tip.closed))
    clocks = list(_by_law(Duty.CLASSIFY, "classify_tip", tip.since, tip.classified or tip.closed))
    if tip.kind is not TipKind.CRIME:
        return [*clocks, _answer(tip)]
    if tip.commune:
        clocks += _by_law(Duty.CHECK, "check_tip_in_commune", tip.since, tip.forwarded or tip.closed)
    clocks.append(_forward(tip))
    clocks += _by_law(Duty.NOTIFY, "notify_procuracy_of_tip", tip.received, tip.closed, ours=False)
    clocks += _by_law(Duty.DECIDE, "decide_on_tip", tip.received, tip.closed)
    return clocks


def running(tip: TipTimes) -> list[TipClock]:
    return [clock for clock in clocks_of(tip) if clock.ours and clock.done is None]


def _by_law(
    duty: Duty, clock: str, start: datetime, done: datetime | None, *, ours: bool = True
) -> Iterator[TipClock]:
    try:
        found = due_by_law(clock, start)
    except NoAnswer:  # before the first regime that the data know
        return
    yield TipClock(duty, found.due, done, found.row.article, found.row.verified, ours)


def _forward(tip: TipTimes) -> TipClock:
    """The law says "at once"; the hours are this room's."""
    rule = policy()["forward"]
    due = (tip.classified or tip.since) + timedelta(hours=rule["hours"])
    return TipClock(Duty.FORWARD, due, tip.forwarded or tip.closed, rule["article"], rule["verified"])


def _answer(tip: TipTimes) -> TipClock:
    """Some word for the sender; what a transfer asks of the next body."""
    rule = policy()["answer"]
    due = tip.since + timedelta(days=rule["days"])
    return TipClock(Duty.ANSWER, due, tip.answered or tip.closed, rule["article"], rule["verified"])
