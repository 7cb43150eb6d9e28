"""Reading what was done for a person's rights, what waits, and the sheet that the person takes away."""

from chungtay.rights.queries.complaints import (
    get_complaint,
    get_first,
    get_second,
    list_complaints,
    list_settlers,
    may_go_on,
)
from chungtay.rights.queries.desk import (
    EndingFile,
    due_of,
    ending_file,
    list_endings,
    list_left_to_machine,
    list_requests_waiting,
)
from chungtay.rights.queries.files import (
    get_to_serve,
    list_owed,
    list_requests,
    list_servings,
    list_tellings,
    list_to_serve,
    standing_of,
    why_not_to_court,
)
from chungtay.rights.queries.forms import summary_of, values_of
from chungtay.rights.queries.sheet import Sheet, sheet_of

__all__ = [
    "EndingFile",
    "Sheet",
    "due_of",
    "ending_file",
    "get_complaint",
    "get_first",
    "get_second",
    "get_to_serve",
    "list_complaints",
    "list_endings",
    "list_left_to_machine",
    "list_owed",
    "list_requests",
    "list_requests_waiting",
    "list_servings",
    "list_settlers",
    "list_tellings",
    "list_to_serve",
    "may_go_on",
    "sheet_of",
    "standing_of",
    "summary_of",
    "values_of",
    "why_not_to_court",
]
