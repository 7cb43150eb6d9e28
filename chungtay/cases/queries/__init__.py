"""Reading files: the work of their keeper, one file, the lists of the law, and counts without names."""

from chungtay.cases.queries.arrivals import (
    clocks_of,
    count_lists,
    list_arrivals,
    list_bodies,
    list_clocks,
    list_referred,
    lists_of,
)
from chungtay.cases.queries.due import (
    Left,
    closed_files,
    count_held,
    due_of,
    find_closed,
    heirs_of,
    home_of,
    list_left_by,
    list_unsure,
)
from chungtay.cases.queries.files import (
    age_of,
    count_states,
    fact_of,
    facts_of,
    get_course,
    get_file,
    get_to_work,
    history_of,
    list_late,
    list_of,
    list_unproven,
    list_work,
    may_see,
    named_to,
    sight_on,
    touching,
    visible_to,
)

__all__ = [
    "Left", "age_of", "clocks_of", "closed_files", "count_held", "count_lists", "count_states", "due_of",
    "fact_of", "facts_of", "find_closed", "get_course", "get_file", "get_to_work", "heirs_of", "history_of", "home_of",
    "list_arrivals", "list_bodies", "list_clocks", "list_late", "list_left_by", "list_of", "list_referred",
    "list_unproven", "list_unsure", "list_work", "lists_of", "may_see", "named_to", "sight_on",
    "touching", "visible_to",
]  # fmt: skip
