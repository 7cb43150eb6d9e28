"""As whom the sources look: nobody's post, with eyes on what lies beneath the office that runs the plan."""

from dataclasses import replace

from chungtay.base.actor import Actor, system
from chungtay.following.rules import Asked

_SEES = frozenset({"documents.manage", "figures.oversee", "budgets.oversee", "plans.oversee"})


def reader_of(asked: Asked, *, unit: bool = False) -> Actor:
    """``unit``: also as the body itself, for what a body keeps for itself."""
    seen = replace(system("chungtay following", place=asked.office), powers=_SEES)
    return replace(seen, agency=asked.unit) if unit else seen
