"""What a lower plan makes of a promise, and who may say so."""

from collections.abc import Collection, Iterable

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem
from chungtay.chain.rules.words import Coverage, LinkState, ProposalState


def is_addressed(doers: Collection[int], unit: Collection[int]) -> bool:
    """A promise without a named doer is everybody's; else it is the unit's when one of its bodies is named."""
    return not doers or not set(doers).isdisjoint(unit)


def coverage_of(links: Iterable[tuple[LinkState, bool]], *, addressed: bool, excused: bool) -> Coverage:
    """``links`` are (state, whether it changes the promise). Any confirmed link that keeps the promise takes it up."""
    found = list(links)
    confirmed = [changed for state, changed in found if state == LinkState.CONFIRMED]
    if confirmed:
        return Coverage.CHANGED if all(confirmed) else Coverage.TAKEN
    if excused:
        return Coverage.EXCUSED
    if not addressed:
        return Coverage.UNADDRESSED
    if any(state == LinkState.SUGGESTED for state, _changed in found):
        return Coverage.SUGGESTED
    return Coverage.HOLE


def may_reply(actor: Actor, *, unit: int, proposal: str) -> bool:
    """The unit answers a proposal made to it, once."""
    return actor.can("work.report") and unit in actor.bodies and proposal == ProposalState.OPEN


def check_ground(ground: str) -> list[Problem]:
    if ground.strip():
        return []
    return [Problem("ground_empty", "Hãy ghi căn cứ: không áp dụng vì sao.", "ground")]


def check_proposed(states: Collection[str]) -> list[Problem]:
    """Only what is not taken up, and not excused, is proposed."""
    if states and set(states) <= {Coverage.HOLE, Coverage.CHANGED, Coverage.SUGGESTED}:
        return []
    return [Problem("nothing_to_propose", "Chỉ đề nghị bổ sung điều mà kế hoạch dưới còn hở hoặc đã đổi.")]
