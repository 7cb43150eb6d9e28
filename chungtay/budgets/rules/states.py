"""The closed lists of the room, and which movement moves what."""

from enum import StrEnum


class EstimateState(StrEnum):
    DRAFT = "draft"  # proposed: read from a paper or entered, free to change
    APPROVED = "approved"  # as the decision has it; never changes
    REPLACED = "replaced"  # was approved until a later estimate was


class Measure(StrEnum):
    """What is counted, in đồng; each is a balance of a ceiling or a purse."""

    APPROVED = "approved"
    ALLOTTED = "allotted"
    COMMITTED = "committed"
    SPENT = "spent"


class MovementKind(StrEnum):
    APPROVE = "approve"
    ADJUST = "adjust"
    ALLOT = "allot"
    WITHDRAW = "withdraw"
    CARRY_OVER = "carry_over"
    COMMIT = "commit"
    RELEASE = "release"
    DISBURSE = "disburse"
    REFUND = "refund"


# What each movement of a purse does, as signs: an amount of DISBURSE adds to what is spent.
MOVES: dict[MovementKind, dict[Measure, int]] = {
    MovementKind.ALLOT: {Measure.ALLOTTED: 1},
    MovementKind.WITHDRAW: {Measure.ALLOTTED: -1},
    MovementKind.COMMIT: {Measure.COMMITTED: 1},
    MovementKind.RELEASE: {Measure.COMMITTED: -1},
    MovementKind.DISBURSE: {Measure.SPENT: 1},
    MovementKind.REFUND: {Measure.SPENT: -1},
}
# How the journal calls each of them.
VERBS: dict[MovementKind, str] = {
    MovementKind.APPROVE: "budget.approved",
    MovementKind.ADJUST: "budget.adjusted",
    MovementKind.ALLOT: "budget.allotted",
    MovementKind.WITHDRAW: "budget.withdrawn",
    MovementKind.CARRY_OVER: "budget.carried_over",
    MovementKind.COMMIT: "budget.committed",
    MovementKind.RELEASE: "budget.released",
    MovementKind.DISBURSE: "budget.disbursed",
    MovementKind.REFUND: "budget.refunded",
}
