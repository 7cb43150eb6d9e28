"""Reading what was answered and what waits. Every question takes the actor; what is not theirs is not there."""

from chungtay.assignments.queries.answers import (
    ShareView,
    answers_of,
    closing_answers,
    due_of,
    list_contributions,
    list_shares_of_task,
    shares_to_receive,
    standing,
    standings_of,
)
from chungtay.assignments.queries.handing import (
    Handed,
    Owner,
    bodies_of_spread,
    list_owners,
    list_ungiven,
    rehearse_hand_out,
    spreads_of,
)
from chungtay.assignments.queries.quotas import (
    QuotaView,
    counted_of,
    get_quota,
    list_quotas,
    quotas_of_plan,
)
from chungtay.assignments.queries.waiting import Waiting, count_waiting, list_waiting, managed_plans

__all__ = [
    "Handed",
    "Owner",
    "QuotaView",
    "ShareView",
    "Waiting",
    "answers_of",
    "bodies_of_spread",
    "closing_answers",
    "count_waiting",
    "counted_of",
    "due_of",
    "get_quota",
    "list_contributions",
    "list_owners",
    "list_quotas",
    "list_shares_of_task",
    "list_ungiven",
    "list_waiting",
    "managed_plans",
    "quotas_of_plan",
    "rehearse_hand_out",
    "shares_to_receive",
    "spreads_of",
    "standing",
    "standings_of",
]
