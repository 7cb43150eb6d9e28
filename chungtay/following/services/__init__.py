"""Say how a task is known to be done; let what follows from it be written."""

from chungtay.following.services.criteria import (
    confirm_criteria,
    drop_criteria,
    propose_criteria,
    set_criterion,
)
from chungtay.following.services.deriving import derive, derive_due
from chungtay.following.sources import register_source

__all__ = [
    "confirm_criteria",
    "derive",
    "derive_due",
    "drop_criteria",
    "propose_criteria",
    "register_source",
    "set_criterion",
]
