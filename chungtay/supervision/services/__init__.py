"""What can happen: an inspection is planned and followed to the end, a campaign runs, a commendation is proposed."""

from chungtay.supervision.services.campaigns import report_to_campaign, start_campaign
from chungtay.supervision.services.commendations import decide_commendation, propose_commendation
from chungtay.supervision.services.inspections import (
    answer_recommendation,
    conclude_inspection,
    judge_answer,
    plan_inspection,
    recommend,
)

__all__ = [
    "answer_recommendation",
    "conclude_inspection",
    "decide_commendation",
    "judge_answer",
    "plan_inspection",
    "propose_commendation",
    "recommend",
    "report_to_campaign",
    "start_campaign",
]
