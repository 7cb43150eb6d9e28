"""Several people wrote into one cell without seeing each other: what stands, and what is to be settled.

What each of them wrote last is kept, whatever the order in which it arrives and however often it is sent: the outcome
is a function of the set of what was written, never of the order. What was written last stands; what others wrote stays
beside it, each with its author, until somebody who has seen it all says which it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: a number, or not reported for a reason, or (both None) nothing any more."""

    value: Decimal | None = None
    missing: int | None = None

    @property
    def is_given(self) -> bool:
        return self.value is not None or self.missing is not None


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one person wrote into a cell, and when; account 0 for work that no person started."""

    account: int
    made_at: datetime
    said: Said


@dataclass(frozen=True, slots=True)
class Merged:
    """``standing`` counts; ``others`` are what other people wrote, by account, the same thing or another."""

    standing: Claim
    others: tuple[Claim, ...] = ()

    @property
    def clashes(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.others if claim.said != self.standing.said)


def merge(known: Iterable[Claim], new: Claim, *, stays: Claim | None = None) -> Merged:
    """What follows when ``new`` arrives from somebody who had not seen ``known``, one claim for each person.

    What a person wrote before is replaced by what they wrote later, in whatever order the two arrive. ``stays`` is
    the claim that may not be replaced, because it has been sent on already.
    """
    latest = {claim.account: claim for claim in known}
    mine = latest.get(new.account)
    if mine is None or _order(mine) < _order(new):
        latest[new.account] = new
    standing = stays or max(latest.values(), key=_order)
    others = sorted((claim for claim in latest.values() if claim != standing), key=_order)
    return Merged(standing, tuple(others))


def _order(claim: Claim) -> tuple[datetime, int, Decimal, int]:
    # Two things written by one person at one moment: the number decides, so that the order of arrival does not.
    said = claim.said
    return (
        claim.made_at,
        claim.account,
        said.value if said.value is not None else Decimal(-1),
        said.missing or 0,
    )
