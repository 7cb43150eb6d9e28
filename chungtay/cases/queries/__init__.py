"""Reading files: the work of their keeper, one file, the lists of the law, and counts without names."""

from chungtay.cases.queries.files import (
    bodies_ever,
    count_states,
    fact_of,
    facts_of,
    get_course,
    get_file,
    get_to_work,
    history_of,
    list_of,
    list_unproven,
    list_work,
    named_to,
    sight_on,
    touching,
    visible_to,
)

__all__ = [
    "bodies_ever",
    "count_states",
    "fact_of",
    "facts_of",
    "get_course",
    "get_file",
    "get_to_work",
    "history_of",
    "list_of",
    "list_unproven",
    "list_work",
    "named_to",
    "sight_on",
    "touching",
    "visible_to",
]
