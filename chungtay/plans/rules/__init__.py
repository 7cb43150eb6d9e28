"""What a programme is made of and what may happen to it. Pure Python, no Django."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.plans.rules.chain import Candidate, choose_linked
from chungtay.plans.rules.drafts import (
    Part, Preview, TaskDraft, check_reviewed, drafts_of, issue_day, preview_of,
)  # fmt: skip
from chungtay.plans.rules.filters import TaskFilter
from chungtay.plans.rules.matching import Pairing, pair_moments, pair_tasks
from chungtay.plans.rules.money import money_of
from chungtay.plans.rules.rights import (
    may_manage, may_oversee, may_report, may_see_plan, may_see_share,
)  # fmt: skip
from chungtay.plans.rules.states import (
    SOON_DAYS, AssignmentRole, Figures, LinkRole, PlanState, Relation, ShareState, StateWord, TaskKind,
    check_change, check_progress, next_moves, settle_percent, state_word, task_word,
)  # fmt: skip
from chungtay.plans.rules.timeline import Column, columns, pieces_of

__all__ = [
    "SOON_DAYS", "AssignmentRole", "Candidate", "Column", "Figures", "LinkRole", "Pairing",
    "Part", "PlanState", "Preview", "Relation", "ShareState", "StateWord", "TaskDraft", "TaskFilter",
    "TaskKind", "check_change", "check_progress", "check_reviewed",
    "choose_linked", "columns", "drafts_of", "issue_day",
    "may_manage", "may_oversee", "may_report", "may_see_plan", "may_see_share", "money_of", "next_moves",
    "pair_moments", "pair_tasks", "pieces_of", "preview_of",
    "settle_percent", "state_word", "task_word",
]  # fmt: skip
