"""Reading programmes. Every question takes the actor; what is not theirs is not there."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.plans.queries.contents import (
    HistoryLine, get_managed_occurrence, get_update_file, history_of_task, lines_of, list_links,
    list_occurrences, list_parts, list_reports, list_targets,
    plan_of_document,
)  # fmt: skip
from chungtay.plans.queries.lists import (
    Choices, count_by_state, list_choices, list_tasks, rows_for_page, with_word,
)  # fmt: skip
from chungtay.plans.queries.overview import (
    AgencyRow, PlanRow, SectionRow, figures_by_month, list_agency_rows, list_plans, list_section_rows,
    living_shares, visible_ids,
)  # fmt: skip
from chungtay.plans.queries.sight import (
    followed, get_managed_plan, get_managed_task, get_plan, get_share, get_task, jurisdiction, manages,
    overseen, oversees, visible_plans, visible_shares, visible_tasks,
)  # fmt: skip
from chungtay.plans.queries.work import MyWork, WorkGroup, count_urgent, my_work

__all__ = [
    "AgencyRow", "Choices", "HistoryLine", "MyWork", "PlanRow", "SectionRow", "WorkGroup",
    "count_by_state", "count_urgent", "figures_by_month", "followed", "get_managed_occurrence",
    "get_managed_plan", "get_managed_task", "get_plan", "get_share", "get_task", "get_update_file",
    "history_of_task", "jurisdiction", "lines_of", "list_agency_rows", "list_choices", "list_links",
    "list_occurrences", "list_parts", "list_plans", "list_reports", "list_section_rows", "list_targets",
    "list_tasks", "living_shares", "manages", "my_work", "overseen", "oversees", "plan_of_document",
    "rows_for_page", "visible_ids", "visible_plans", "visible_shares", "visible_tasks", "with_word",
]  # fmt: skip
