"""What can happen in the chain: two plans are compared, a person decides, a unit is asked and answers."""

from chungtay.chain.services.comparing import COMPARE, ask_comparisons, compare_plans, run_comparisons
from chungtay.chain.services.deciding import decide_links, excuse, link_by_hand
from chungtay.chain.services.proposing import propose, reply_to_proposal, take_into_plan

__all__ = [
    "COMPARE",
    "ask_comparisons",
    "compare_plans",
    "decide_links",
    "excuse",
    "link_by_hand",
    "propose",
    "reply_to_proposal",
    "run_comparisons",
    "take_into_plan",
]
