"""The closed lists of the room."""

from enum import StrEnum


class EstimateState(StrEnum):
    DRAFT = "draft"  # proposed: read from a paper or entered, free to change
    APPROVED = "approved"  # as the decision has it; never changes
    REPLACED = "replaced"  # was approved until a later estimate was
