"""What can happen to a programme: one function for each event."""

from chungtay.plans.services.assigning import add_task, reassign, set_due
from chungtay.plans.services.chain import link_chain
from chungtay.plans.services.ending import end_plan
from chungtay.plans.services.making import make_plan
from chungtay.plans.services.paying import set_money
from chungtay.plans.services.progress import report_progress

__all__ = [
    "add_task", "end_plan", "link_chain", "make_plan", "reassign", "report_progress", "set_due", "set_money",
]  # fmt: skip
