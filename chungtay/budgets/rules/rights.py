"""Who may do what with money."""

from collections.abc import Collection

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor


def may_estimate(actor: Actor) -> bool:
    """An estimate comes with a plan, or is entered by who keeps the money; it binds nobody until approved."""
    return actor.can(Power.BUDGETS_MANAGE) or actor.can(Power.PLANS_MANAGE)


def may_oversee(actor: Actor, *, owner: int, jurisdiction: Collection[int]) -> bool:
    return owner in jurisdiction and (actor.can(Power.BUDGETS_OVERSEE) or actor.can(Power.BUDGETS_MANAGE))


def may_spend(actor: Actor, *, agency: int) -> bool:
    """Spend the own agency's money; nobody spends for another body."""
    return actor.can(Power.BUDGETS_SPEND) and agency == actor.agency


def may_manage(actor: Actor, *, owner: int, jurisdiction: Collection[int]) -> bool:
    return owner in jurisdiction and actor.can(Power.BUDGETS_MANAGE)
