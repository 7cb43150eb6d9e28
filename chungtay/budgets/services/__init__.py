"""What can happen to money: one function for each event."""

from chungtay.budgets.services.estimating import make_estimates

__all__ = ["make_estimates"]
